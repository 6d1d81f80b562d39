"""Pure. Which parts of two names of people stand for each other, and which are left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.names.parts import PersonParts, analyze_part
from tasks.names.similarity import SAME_SPELLING, score_parts

# Two words must be this alike to one that may be both written together.
_JOINED_FROM = 0.9
# From here on a match may stand as it is; less alike, it may be half of a joined word.
_SURE = 0.9
# What two parts may be that stand for each other, in the order in which they are picked: how unlike, how far apart,
# where in either name, how many parts of either (two for a joined word).
_Candidate = tuple[float, int, int, int, int, int]


class PartMatch(NamedTuple):
    """Parts `first` to `first + width` of one name stand for `second` to `second + depth` of the other."""

    first: int
    second: int
    likeness: float
    width: int
    depth: int


class Alignment(NamedTuple):
    """Matches in the order of the first name, and the indexes of what is left of either."""

    matches: list[PartMatch]
    left: list[int]
    right: list[int]


def align_parts(one: PersonParts, other: PersonParts) -> Alignment:
    """Pairs the parts of two names, the most alike first, near places before far ones."""
    aligned = _nothing_yet(one, other)
    # Equal words are picked before all others, whatever those are: only what is left has to be compared.
    _pick(_equal(one.words, other.words), aligned)
    if aligned.left and aligned.right:
        _pick(_alike(one, other, aligned.left, aligned.right), aligned)
    if (len(one.words) != len(other.words) or len(one.words) > 2) and _is_open(aligned):
        joined = _joined(one, other)
        if joined:
            aligned = _nothing_yet(one, other)
            _pick(_alike(one, other, aligned.left, aligned.right) + joined, aligned)
    aligned.matches.sort()
    return aligned


def _nothing_yet(one: PersonParts, other: PersonParts) -> Alignment:
    return Alignment([], list(range(len(one.words))), list(range(len(other.words))))


def _is_open(aligned: Alignment) -> bool:
    matches, left, right = aligned
    return bool(left or right) or any(match.likeness < _SURE for match in matches)


def _equal(one: Sequence[str], other: Sequence[str]) -> list[_Candidate]:
    return [
        (-SAME_SPELLING, abs(i - j), i, j, 1, 1)
        for i, word in enumerate(one)
        if word in other
        for j, theirs in enumerate(other)
        if word == theirs
    ]


def _alike(one: PersonParts, other: PersonParts, left: Iterable[int], right: Iterable[int]) -> list[_Candidate]:
    a, b = one.parts, other.parts
    return [(-likeness, abs(i - j), i, j, 1, 1) for i in left for j in right if (likeness := score_parts(a[i], b[j]))]


def _pick(found: list[_Candidate], aligned: Alignment) -> None:
    """Takes candidates as long as their parts are free."""
    matches, left, right = aligned
    found.sort()
    for unlike, _, i, j, width, depth in found:
        if i in left and j in right and i + width - 1 in left and j + depth - 1 in right:
            at, there = left.index(i), right.index(j)
            del left[at : at + width]
            del right[there : there + depth]
            matches.append(PartMatch(i, j, -unlike, width, depth))


def _joined(one: PersonParts, other: PersonParts) -> list[_Candidate]:
    """Two parts of one name that are one word in the other: Hamid Reza, Hamidreza."""
    found: list[_Candidate] = []
    for i, j, likeness in _as_one(one.pairs, other):
        found.append((-likeness, abs(i - j), i, j, 2, 1))
    for j, i, likeness in _as_one(other.pairs, one):
        found.append((-likeness, abs(i - j), i, j, 1, 2))
    return found


def _as_one(pairs: Sequence[str], name: PersonParts) -> list[tuple[int, int, float]]:
    # Most are told apart by their first letters and lengths.
    return [
        (i, j, likeness)
        for i, pair in enumerate(pairs)
        if len(pair) - name.longest < 3
        for j, word in enumerate(name.words)
        if pair[0] == word[0]
        and -3 < len(pair) - len(word) < 3
        and (likeness := score_parts(analyze_part(pair), name.parts[j])) >= _JOINED_FROM
    ]
