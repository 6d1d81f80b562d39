"""Errors of flows and commands, each a line for the user. Pure: types only."""

from collections.abc import Sequence
from typing import Any


class FeedError(Exception):
    """A feed that cannot be added, found or read."""


class TablesDiffer(Exception):
    """Tables that do not follow from the archive; `differences` has every table that was compared."""

    def __init__(self, differences: Sequence[Any], tables: Sequence[str]) -> None:
        listed = ", ".join(tables)
        super().__init__(f"verify: the tables do not follow from the archive: {listed} (dateline reprocess)")
        self.differences = differences
