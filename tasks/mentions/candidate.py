"""Pure. A name found in a text, before it is a `Mention`: places are indices of words, half-open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from warehouse.model.vocabulary import Kind

# How much a finding is believed. Words of a table in the middle of a longer name yield to what the model saw there.
SPELLED = 6  # an abbreviation in brackets and the name it stands for
WORDED = 5  # the words themselves say it: a title before a name, "Act" at its end
SHAPED = 4  # the shape of an organisation
LISTED = 3  # a table of facts
SEEN = 2  # the model
HINTED = 1  # a single context: "told X"


class Found(NamedTuple):
    """Words `first` to `last` (exclusive) name something of this kind; `belief` decides between overlapping ones."""

    first: int
    last: int
    kind: Kind
    belief: int
    country: str | None = None

    def overlaps(self, other: Found) -> bool:
        """Whether they share a word."""
        return self.first < other.last and other.first < self.last

    def covers(self, other: Found) -> bool:
        """Whether it holds all words of the other."""
        return self.first <= other.first and other.last <= self.last

    @property
    def size(self) -> int:
        """Number of words."""
        return self.last - self.first


def strongest(found: Iterable[Found]) -> list[Found]:
    """A choice without overlaps, in reading order: belief first, then length, then place."""
    chosen: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda f: (-f.belief, -f.size, f.first, f.kind)):
        if one.size > 0 and taken.isdisjoint(range(one.first, one.last)):
            chosen.append(one)
            taken.update(range(one.first, one.last))
    return sorted(chosen)
