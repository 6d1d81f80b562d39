"""What each version of an article has that the one before has not: a relation (see `relate`).

What two texts have in common is told outside (`Revise`), by a function that knows texts and nothing else. Each version
is compared with the one before it, which never changes, so the rows follow from the versions alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import duckdb

from warehouse.db.statements import statements
from warehouse.model.vocabulary import PartChange, PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedPart:
    """A sentence or number that was added, dropped or changed between two texts; see table `revision_parts`."""

    what: PartKind
    change: PartChange
    old_start: int | None
    old_end: int | None
    new_start: int | None
    new_end: int | None
    old_text: str
    new_text: str
    words_dropped: int
    words_added: int


# Of the text before and the text now.
Revise = Callable[[str, str], Sequence[RevisedPart]]


@dataclass(frozen=True, slots=True)
class Revisions:
    """The relation; `revise` tells what makes one text of another."""

    revise: Revise
    name: str = "revision_parts"
    tables: tuple[str, ...] = ("revision_parts",)

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Puts aside the texts of the versions that wait, each with the one before."""
        connection.execute(_SQL["1_revised"])

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Compares them."""
        texts = connection.execute("select article_id, version, old_text, new_text from revised").fetchall()
        parts = [
            {"article_id": article_id, "version": version, "position": position, **asdict(part)}
            for article_id, version, old_text, new_text in texts
            for position, part in enumerate(self.revise(old_text, new_text))
        ]
        # A list as a parameter costs 0.15 ms a value, the same list as JSON a hundredth of that.
        connection.execute(_SQL["2_told"], {"parts": json.dumps(parts)})

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Adds what was told."""
        connection.execute(_SQL["3_parts"])


_SQL = {found.name: found.sql for found in statements("revisions")}
