"""The report of a run. Pure."""

from dataclasses import dataclass

from warehouse.load import Loaded
from warehouse.model.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """The result of a run. `error`: why it stopped, in one line; `notes`: lines for the user."""

    run_id: str
    loaded: Loaded
    error: str | None
    notes: tuple[str, ...] = ()
    degraded: bool = False
    idle: bool = False  # was given inputs, and loaded nothing

    @property
    def failure(self) -> str | None:
        """Why the run failed, in one line; None where it did not."""
        return self.error or ("none of the inputs could be loaded" if self.idle else None)

    @property
    def state(self) -> str:
        """The name of the state in which the run ended: `Failed`, `Degraded` or `Completed`."""
        if self.failure:
            return "Failed"
        return "Degraded" if self.degraded or self.loaded.rejects else "Completed"

    @property
    def summary(self) -> str:
        """Counts by outcome, in one line: `new 2, changed 0, unchanged 1, rejected: empty 1`."""
        return ", ".join(f"{outcome} {count}" for outcome, count in self.loaded.counts())


def count_documents(loaded: Loaded) -> dict[str, int]:
    """Documents by outcome, those that were rejected together: the fields of a line of the log."""
    counts = {str(outcome): loaded.outcomes.get(outcome, 0) for outcome in Outcome if outcome != Outcome.REJECTED}
    return {**counts, "rejected": sum(loaded.rejects.values())}


class RunFailed(Exception):
    """A run that ended with an error, or that loaded none of its inputs; carries the report."""

    def __init__(self, report: RunReport) -> None:
        super().__init__(report.failure or "failed")
        self.report = report
