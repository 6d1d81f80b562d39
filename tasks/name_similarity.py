"""Pure. How alike two words of names are, 0 to 1. The only importer of rapidfuzz.

Known names decide first: two spellings of one name are the same, two different names are not, however alike. All
other words are compared as they sound: edits cost less where romanisations differ by habit, and weigh by length.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from tasks.name_letters import sound
from tasks.name_parts import part
from tasks.name_words import ENDINGS, called, known_names

SAME_SPELLING = 1.0
SAME_NAME = 0.97
SAME_SOUND = 0.96
SHORT_FORM = 0.9
INITIAL = 0.75
# Under this two words have nothing to do with each other, and the figure is 0.
LEAST = 0.6

_VOWELS = frozenset("aeiou")
_ADDED_VOWEL = 0.45
_ADDED_H = 0.35
_DOUBTFUL = 1.3  # the first sound is seldom misheard
# Sounds that one romanisation writes as the other: cost of taking one for the other, else 1.
_CLOSE = {
    frozenset(pair): cost
    for pairs, cost in (
        (("ei", "ou"), 0.15),
        (("ae", "kg"), 0.35),
        (("ai", "eo", "iu", "oa", "eu"), 0.75),
        (("hk", "hg", "cj", "xc", "xs", "sz", "jz", "xj", "td", "bp", "vf", "vb", "cs", "ij", "jg", "zd", "vu", "ts", "zt", "vo"), 0.45),
        (("mn", "rl", "hj"), 0.75),
    )
    for pair in pairs
}


@lru_cache(maxsize=1 << 17)
def alike(one: str, other: str) -> float:
    """How likely two words (small Latin letters) spell one name. Symmetric; 1 for equal words."""
    if one == other:
        return SAME_SPELLING
    if len(one) == 1 or len(other) == 1:
        return INITIAL if part(one).heard[:1] == part(other).heard[:1] else 0.0
    if one > other:
        return alike(other, one)
    known, known_other = known_names(one), known_names(other)
    if known & known_other:
        return SAME_NAME
    if called(one) & called(other) or called(one) & known_other or known & called(other):
        return SHORT_FORM
    if known and known_other:
        return 0.0
    a, b = part(one), part(other)
    if a.is_patronymic != b.is_patronymic:
        return 0.0  # "Ivanov" is no short form of "Ivanovich"
    return max(_alike_heard(a.heard, b.heard), _alike_heard(a.bare, b.bare) if a.bare != a.heard or b.bare != b.heard else 0.0)


@lru_cache(maxsize=1 << 16)
def alike_words(one: str, other: str) -> float:
    """The same for words that are no names of people: as they sound; codes, numbers and short words must be equal."""
    if one == other:
        return SAME_SPELLING
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < 4:
        return 0.0
    return _alike_heard(*sorted((sound(one), sound(other))))


def _alike_heard(one: str, other: str) -> float:
    if one == other:
        return SAME_SOUND
    if not one or not other or OSA.normalized_similarity(one, other) < 0.34:
        return 0.0
    found = 1 - _cost(one, other) / (max(len(one), len(other)) - _shared_ending(one, other))
    return min(found, SAME_SOUND) if found >= LEAST else 0.0


def _shared_ending(one: str, other: str) -> int:
    """Letters at the end that tell nothing: those of a common ending, where enough stands before it."""
    for ending in ENDINGS:
        if one.endswith(ending) and other.endswith(ending) and min(len(one), len(other)) > len(ending) + 2:
            return len(ending)
    return 0


def _cost(one: str, other: str) -> float:
    """The cheapest way of turning one sound into the other; exchanged neighbours count once."""
    before: list[float] = []
    row = [0.0]
    for b in other:
        row.append(row[-1] + _added(b))
    for i, a in enumerate(one):
        earlier, before, row = before, row, [row[0] + _added(a)]
        for j, b in enumerate(other):
            best = min(before[j] + _taken(a, b, first=not (i or j)), before[j + 1] + _added(a), row[j] + _added(b))
            if i and j and a == other[j - 1] and b == one[i - 1] and a != b:
                best = min(best, earlier[j - 1] + 0.9)
            row.append(best)
    return row[-1]


def _added(letter: str) -> float:
    if letter in _VOWELS:
        return _ADDED_VOWEL
    return _ADDED_H if letter == "h" else 1.0


def _taken(one: str, other: str, *, first: bool) -> float:
    if one == other:
        return 0.0
    cost = _CLOSE.get(frozenset((one, other)), 1.0)
    return cost * _DOUBTFUL if first and cost == 1.0 else cost
