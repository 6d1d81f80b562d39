"""The errors of the warehouse.

Pure: types only.

    WarehouseError            the run cannot go on
    ├── Locked                another process is writing, and did not finish in time   (transient)
    ├── Missing               there is no published database yet
    ├── Damaged               a file or the migrations do not fit together
    ├── Unwritable            the system refuses to write; nothing of the load was stored   (a full disk: transient)
    ├── Violation             rows break a rule; the load was undone
    └── BadQuery              the user's SQL was refused

The message of each is one line: "trouble: subject: cause".
"""


class WarehouseError(Exception):
    """Trouble with the warehouse itself, as a line for the user."""

    transient = False
    trouble = "warehouse"

    def __init__(self, subject: str, cause: str) -> None:
        self.subject = subject
        self.cause = cause
        super().__init__(f"{self.trouble}: {subject}: {cause}")


class Locked(WarehouseError):
    """Another process holds the writer's lock."""

    transient = True
    trouble = "warehouse is busy"


class Missing(WarehouseError):
    """Nothing has been published yet."""

    trouble = "no database"


class Damaged(WarehouseError):
    """A file is not what it should be."""

    trouble = "warehouse is damaged"


class Unwritable(WarehouseError):
    """The system refused to write. Transient where space may become free: a full disk, say."""

    trouble = "warehouse cannot be written"

    def __init__(self, subject: str, cause: str, *, transient: bool) -> None:
        super().__init__(subject, cause)
        self.transient = transient


class Violation(WarehouseError):
    """Loaded rows break a rule."""

    trouble = "check failed"


class BadQuery(WarehouseError):
    """DuckDB refused the user's SQL."""

    trouble = "query"
