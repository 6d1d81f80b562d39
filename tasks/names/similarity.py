"""Pure. How alike two words of names are, 0 to 1. The only importer of rapidfuzz.

Known names decide first: two spellings of one name are the same, two different names are not, however alike. All
other words are compared as they sound: edits cost less where romanisations differ by habit, and weigh by length.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from tasks.names.particles import FAMILY_NAME_ENDINGS
from tasks.names.parts import NamePart
from tasks.names.transliterate import encode_sound

SAME_SPELLING = 1.0
SAME_NAME = 0.97
SAME_SOUND = 0.96
ALMOST = 0.95
SHORT_FORM = 0.9
UNVOWELLED = 0.89
INITIAL = 0.75
# Under this two words have nothing to do with each other, and the figure is 0.
LEAST = 0.6

# By plain edit distance, under which hardly any two words are `LEAST` alike: most pairs end here, at C speed.
_WORTH_A_LOOK = 0.45
_FAR = 1.0
_EXCHANGED = 0.9
# A whole syllable more makes another name.
_SYLLABLE = 0.5
_UNVOWELLED = re.compile("[^aeiou]")
_VOWELS = re.compile("[aeiou]")
# The first sound is seldom misheard.
_FIRST = 1.3
# What it costs to add a sound or leave it out: vowels go unwritten in Arabic and Hebrew, h is often not heard.
_ADDED = dict.fromkeys("bcdfgjklmnpqrstvwxyz0123456789", _FAR) | dict.fromkeys("aeiou", 0.45) | {"h": 0.35}
# What it costs to take one sound for another that some romanisation writes for it.
_TAKEN: dict[str, dict[str, float]] = {letter: {} for letter in _ADDED}
for _pairs, _price in (
    ("ei ou", 0.15),
    ("ae kg", 0.35),
    ("hk hg cj xc xs sz jz xj td bp vf vb cs ij jg zd vu ts zt vo", 0.45),
    ("ai eo iu oa eu mn rl hj", 0.75),
):
    for _one, _other in map(tuple, _pairs.split()):
        _TAKEN[_one][_other] = _TAKEN[_other][_one] = _price


def score_parts(a: NamePart, b: NamePart) -> float:
    """How likely two words spell one name. Symmetric but for rounding; 1 for equal words."""
    if a.is_plain and b.is_plain and not (a.is_listed and b.is_listed):
        common = (a.letters & b.letters).bit_count()
        if common < _WORTH_A_LOOK * a.length or common < _WORTH_A_LOOK * b.length:
            return 0.0  # as most pairs are; the distance below would say the same, at three times the cost
    if a.text == b.text:
        return SAME_SPELLING
    if a.is_initial or b.is_initial:
        return INITIAL if a.heard[:1] == b.heard[:1] else 0.0
    if a.is_listed and b.is_listed and (listed := _alike_listed(a, b)) is not None:
        return listed
    if a.is_patronymic is not b.is_patronymic:
        return 0.0  # "Ivanov" is no spelling of "Ivanovich"
    heard = _alike_heard(a.heard, b.heard)
    return heard if a.is_plain and b.is_plain else max(heard, _alike_heard(a.bare, b.bare))


def _alike_listed(a: NamePart, b: NamePart) -> float | None:
    """What the lists say; None where they leave it open."""
    if a.known and b.known and a.known & b.known:
        return SAME_NAME
    if _is_short_form(a, b):
        return SHORT_FORM
    return 0.0 if a.known and b.known else None


def _is_short_form(a: NamePart, b: NamePart) -> bool:
    return bool(a.called & b.called or a.called & b.known or a.known & b.called)


@lru_cache(maxsize=1 << 14)
def score_words(one: str, other: str) -> float:
    """The same for words that are no names of people: as they sound; codes, numbers and short words must be equal."""
    if one == other:
        return SAME_SPELLING
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < 4:
        return 0.0
    return _alike_heard(*sorted((encode_sound(one), encode_sound(other))))


def _alike_heard(one: str, other: str) -> float:
    if one == other:
        return SAME_SOUND
    if (_VOWELS.search(one) is None) is not (_VOWELS.search(other) is None):
        return _alike_unvowelled(_VOWELS.sub("", one), _VOWELS.sub("", other))
    return 0.0 if OSA.normalized_similarity(one, other) < _WORTH_A_LOOK else score_edits(one, other)


@lru_cache(maxsize=1 << 14)
def score_edits(one: str, other: str) -> float:
    """How alike two sounds are by what it costs to edit one into the other. Kept, as nothing here costs more."""
    cost = _cost(one, other) + _SYLLABLE * _adds_syllable(one, other)
    found = 1 - cost / (max(len(one), len(other)) - _shared_ending(one, other))
    return min(found, ALMOST) if found >= LEAST else 0.0


def _alike_unvowelled(one: str, other: str) -> float:
    """One comes from a script that writes no short vowels: the consonants have to do."""
    if min(len(one), len(other)) < 2:
        return 0.0
    found = UNVOWELLED * (1 - _cost(one, other) / max(len(one), len(other)))
    return found if found >= LEAST else 0.0


def _adds_syllable(one: str, other: str) -> bool:
    """Whether one has a vowel and a consonant more: Mario, Mariano; not Mahmud, Mahamud."""
    vowels, other_vowels = len(_UNVOWELLED.sub("", one)), len(_UNVOWELLED.sub("", other))
    more = len(one) - vowels - one.count("h") - (len(other) - other_vowels - other.count("h"))
    return more * (vowels - other_vowels) > 0


def _shared_ending(one: str, other: str) -> int:
    """Letters at the end that tell nothing: those of a common ending, where enough stands before it."""
    if one[-1] != other[-1] or not one.endswith(FAMILY_NAME_ENDINGS):
        return 0
    for ending in FAMILY_NAME_ENDINGS:
        if one.endswith(ending) and other.endswith(ending) and min(len(one), len(other)) > len(ending) + 2:
            return len(ending)
    return 0


def _cost(one: str, other: str) -> float:
    """The cheapest way of turning one sound into the other; exchanged neighbours count once.

    The table of all beginnings of both, a row a letter of `one`; written for speed, as most of the time goes here.
    """
    columns = [(b, _ADDED[b]) for b in other]
    before: list[float] = []
    row = [0.0]
    cell, first = 0.0, _FIRST
    for _, added in columns:
        cell += added * first
        row.append(cell)
        first = 1.0
    last, far = "", _FIRST
    for a in one:
        earlier, before, dropped, taken = before, row, _ADDED[a], _TAKEN[a]
        cell = before[0] + (dropped if last else dropped * _FIRST)
        row = [cell]
        above, left = before[0], ""
        for j, (b, added) in enumerate(columns):
            least = above if a == b else above + taken.get(b, far)
            above = before[j + 1]
            cell += added
            if above + dropped < cell:  # noqa: PLR1730 -- here a call costs more than the sum
                cell = above + dropped
            if least < cell:  # noqa: PLR1730 -- likewise
                cell = least
            if a == left and b == last and earlier[j - 1] + _EXCHANGED < cell:
                cell = earlier[j - 1] + _EXCHANGED
            row.append(cell)
            left, far = b, _FAR
        last = a
    return cell
