"""Align the parts of two persons' names, the most similar first.

Pure.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.names.parts import PersonParts, analyze_part
from tasks.names.similarity import score_parts
from tasks.names.thresholds import NAME_THRESHOLDS

# A candidate match, sorted as it is picked: negative similarity, distance of places, place in either name, number of
# parts in either (two for a joined word).
_Candidate = tuple[float, int, int, int, int, int]


class PartMatch(NamedTuple):
    """`left_width` parts of the left name from `left_index` on match `right_width` of the right name."""

    left_index: int
    right_index: int
    similarity: float
    left_width: int
    right_width: int


class Alignment(NamedTuple):
    """Matches in the order of the left name, and the indexes of the parts of either that match nothing."""

    matches: list[PartMatch]
    left_rest: list[int]
    right_rest: list[int]


def align_parts(left: PersonParts, right: PersonParts) -> Alignment:
    """Returns the alignment of two names: the most similar parts first, near places before far ones."""
    alignment = _start_alignment(left, right)
    # Equal words are picked before all others, so only the rest has to be compared.
    _pick_candidates(_list_equal_parts(left.words, right.words), alignment)
    if alignment.left_rest and alignment.right_rest:
        _pick_candidates(_list_similar_parts(left, right, alignment.left_rest, alignment.right_rest), alignment)
    if (len(left.words) != len(right.words) or len(left.words) > 2) and _is_open(alignment):
        joined = _list_joined_parts(left, right)
        if joined:
            alignment = _start_alignment(left, right)
            _pick_candidates(
                _list_similar_parts(left, right, alignment.left_rest, alignment.right_rest) + joined, alignment
            )
    alignment.matches.sort()
    return alignment


def _start_alignment(left: PersonParts, right: PersonParts) -> Alignment:
    return Alignment([], list(range(len(left.words))), list(range(len(right.words))))


def _is_open(alignment: Alignment) -> bool:
    matches, left_rest, right_rest = alignment
    return bool(left_rest or right_rest) or any(match.similarity < NAME_THRESHOLDS.settled_from for match in matches)


def _list_equal_parts(left: Sequence[str], right: Sequence[str]) -> list[_Candidate]:
    return [
        (-NAME_THRESHOLDS.same_spelling, abs(i - j), i, j, 1, 1)
        for i, word in enumerate(left)
        if word in right
        for j, theirs in enumerate(right)
        if word == theirs
    ]


def _list_similar_parts(
    left: PersonParts, right: PersonParts, left_rest: Iterable[int], right_rest: Iterable[int]
) -> list[_Candidate]:
    a, b = left.parts, right.parts
    return [
        (-similarity, abs(i - j), i, j, 1, 1)
        for i in left_rest
        for j in right_rest
        if (similarity := score_parts(a[i], b[j]))
    ]


def _pick_candidates(candidates: list[_Candidate], alignment: Alignment) -> None:
    """Moves candidates to the alignment, best first, as long as their parts are free."""
    matches, left_rest, right_rest = alignment
    candidates.sort()
    for dissimilarity, _, i, j, left_width, right_width in candidates:
        if i in left_rest and j in right_rest and i + left_width - 1 in left_rest and j + right_width - 1 in right_rest:
            left_place, right_place = left_rest.index(i), right_rest.index(j)
            del left_rest[left_place : left_place + left_width]
            del right_rest[right_place : right_place + right_width]
            matches.append(PartMatch(i, j, -dissimilarity, left_width, right_width))


def _list_joined_parts(left: PersonParts, right: PersonParts) -> list[_Candidate]:
    """Returns candidates of two parts that are one word in the other name: Hamid Reza, Hamidreza."""
    candidates: list[_Candidate] = []
    for i, j, similarity in _match_joined(left.pairs, right):
        candidates.append((-similarity, abs(i - j), i, j, 2, 1))
    for j, i, similarity in _match_joined(right.pairs, left):
        candidates.append((-similarity, abs(i - j), i, j, 1, 2))
    return candidates


def _match_joined(pairs: Sequence[str], name: PersonParts) -> list[tuple[int, int, float]]:
    # First letters and lengths rule out most.
    return [
        (i, j, similarity)
        for i, pair in enumerate(pairs)
        if len(pair) - name.longest < 3
        for j, word in enumerate(name.words)
        if pair[0] == word[0]
        and -3 < len(pair) - len(word) < 3
        and (similarity := score_parts(analyze_part(pair), name.parts[j])) >= NAME_THRESHOLDS.joined_from
    ]
