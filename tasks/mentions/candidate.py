"""A name found in a text, before it is a `Mention`: places are indices of words, half-open.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from warehouse.model.vocabulary import Kind

# A name as its words.
NameWords = tuple[str, ...]

# How much a candidate is believed. Words of a table in the middle of a longer name yield to what the model saw there.
SPELLED = 6  # an abbreviation in brackets and the name it stands for
WORDED = 5  # the words themselves say it: a title before a name, "Act" at its end
SHAPED = 4  # the shape of an organisation
LISTED = 3  # a table of facts
SEEN = 2  # the model
HINTED = 1  # a single context: "told X"
# What words or tables say counts more than what the model guessed; a hint decides between guesses only.
BELIEF_VOTES = {SPELLED: 4, WORDED: 4, SHAPED: 3, LISTED: 3, SEEN: 2, HINTED: 0}


class Candidate(NamedTuple):
    """Words `first` to `last` (exclusive) name something of this kind; `belief` decides between overlapping ones."""

    first: int
    last: int
    kind: Kind
    belief: int
    country: str | None = None

    def covers(self, other: Candidate) -> bool:
        """Whether it holds all words of the other."""
        return self.first <= other.first and other.last <= self.last

    @property
    def size(self) -> int:
        """Number of words."""
        return self.last - self.first


def choose_strongest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """A choice without overlaps, in reading order: belief first, then length, then place."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.belief, -c.size, c.first, c.kind)):
        span = range(candidate.first, candidate.last)
        if span and taken.isdisjoint(span):
            chosen.append(candidate)
            taken.update(span)
    return sorted(chosen)
