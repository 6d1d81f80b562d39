"""Pure. Which parts of two names of people stand for each other, and which are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.name_parts import Part, PersonParts
from tasks.name_similarity import alike

# Two words must be this alike to one that may be both written together.
_JOINED_FROM = 0.9
# From here on a match may stand as it is; less alike, it may be half of a joined word.
_SURE = 0.9
# What two parts may be that stand for each other, in the order in which they are picked: how unlike, how far apart,
# where in either name, how many parts of either (two for a joined word).
_Candidate = tuple[float, int, int, int, int, int]


class Match(NamedTuple):
    """Parts `first` to `first + width` of one name stand for `second` to `second + depth` of the other."""

    first: int
    second: int
    likeness: float
    width: int
    depth: int


class Aligned(NamedTuple):
    """Matches in the order of the first name, and the indexes of what is left of either."""

    matches: list[Match]
    left: list[int]
    right: list[int]


def align(one: PersonParts, other: PersonParts) -> Aligned:
    """Pairs the parts of two names, the most alike first, near places before far ones."""
    a, b = one.parts, other.parts
    found: list[_Candidate] = []
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            likeness = alike(x.text, y.text)
            if likeness:
                found.append((-likeness, abs(i - j), i, j, 1, 1))
    aligned = _picked(found, len(a), len(b))
    if (len(a) != len(b) or len(a) > 2) and _is_open(aligned):
        joined = _joined(one, other)
        if joined:
            return _picked(found + joined, len(a), len(b))
    return aligned


def _is_open(aligned: Aligned) -> bool:
    matches, left, right = aligned
    return bool(left or right) or any(match.likeness < _SURE for match in matches)


def _picked(found: list[_Candidate], first: int, second: int) -> Aligned:
    """Takes candidates as long as their parts are free. What is free is kept in the bits of two numbers."""
    found.sort()
    left, right = (1 << first) - 1, (1 << second) - 1
    matches = []
    for unlike, _, i, j, width, depth in found:
        mine, yours = width << i | 1 << i, depth << j | 1 << j
        if left & mine == mine and right & yours == yours:
            left ^= mine
            right ^= yours
            matches.append(Match(i, j, -unlike, width, depth))
    matches.sort()
    return Aligned(matches, [i for i in range(first) if left >> i & 1], [j for j in range(second) if right >> j & 1])


def _joined(one: PersonParts, other: PersonParts) -> list[_Candidate]:
    """Two parts of one name that are one word in the other: Hamid Reza, Hamidreza."""
    found: list[_Candidate] = []
    for i, j, likeness in _as_one(one.pairs, other.parts):
        found.append((-likeness, abs(i - j), i, j, 2, 1))
    for j, i, likeness in _as_one(other.pairs, one.parts):
        found.append((-likeness, abs(i - j), i, j, 1, 2))
    return found


def _as_one(pairs: Sequence[str], parts: Sequence[Part]) -> list[tuple[int, int, float]]:
    found = []
    for i, pair in enumerate(pairs):
        first, size = pair[0], len(pair)
        for j, part in enumerate(parts):
            text = part.text
            # Most are told apart by their first letters and lengths.
            if first == text[0] and -3 < size - len(text) < 3 and (likeness := alike(pair, text)) >= _JOINED_FROM:
                found.append((i, j, likeness))
    return found
