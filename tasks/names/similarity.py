"""Score the similarity of two parts of names, 0 to 1, by lists of spellings and a weighted edit distance over sounds.

Pure. The only importer of rapidfuzz. Listed names decide first: two spellings of one name are the same, two different
names are not, however similar. For all other words edits cost less where romanizations differ by habit, and the
distance is scaled by length.
"""

import re
from functools import lru_cache
from string import ascii_lowercase, digits

from rapidfuzz.distance import OSA

from tasks.lexicon.word_lists import ordered_words, word_values
from tasks.names.parts import NamePart
from tasks.names.thresholds import NAME_THRESHOLDS
from tasks.names.transliterate import encode_sound

# Bound once: these are read for every pair of letters.
_PREFILTER = NAME_THRESHOLDS.prefilter
_SUBSTITUTION = NAME_THRESHOLDS.substitution
_TRANSPOSITION = NAME_THRESHOLDS.transposition
_FIRST_SOUND = NAME_THRESHOLDS.first_sound
_CONSONANTS = re.compile("[^aeiou]")
_VOWELS = re.compile("[aeiou]")
# Sounds that the family names of a whole people end in: shared by chance.
_FAMILY_NAME_ENDINGS = ordered_words("names", "endings of family names")
_LETTER_COSTS = word_values("names", "insertion costs")
_INSERTION_COSTS = {letter: float(_LETTER_COSTS.get(letter, _SUBSTITUTION)) for letter in ascii_lowercase + digits}
# Cost of a substitution that some romanization makes; any other costs `_SUBSTITUTION`.
_SUBSTITUTION_COSTS: dict[str, dict[str, float]] = {letter: {} for letter in _INSERTION_COSTS}
for _pair, _cost in word_values("names", "substitution costs").items():
    _SUBSTITUTION_COSTS[_pair[0]][_pair[1]] = _SUBSTITUTION_COSTS[_pair[1]][_pair[0]] = float(_cost)


def score_parts(a: NamePart, b: NamePart) -> float:
    """Returns the similarity of two parts; 1 for equal words. Symmetric but for rounding."""
    if a.is_plain and b.is_plain and not (a.is_listed and b.is_listed):
        common = (a.letters & b.letters).bit_count()
        if common < _PREFILTER * a.length or common < _PREFILTER * b.length:
            return 0.0  # for most pairs; the distance below would return the same at three times the cost
    if a.text == b.text:
        return NAME_THRESHOLDS.same_spelling
    if a.is_initial or b.is_initial:
        return NAME_THRESHOLDS.initial if a.sound[:1] == b.sound[:1] else 0.0
    if a.is_listed and b.is_listed and (score := _score_listed_names(a, b)) is not None:
        return score
    if a.is_patronymic is not b.is_patronymic:
        return 0.0  # "Ivanov" is not a spelling of "Ivanovich"
    sound = _score_sounds(a.sound, b.sound)
    return sound if a.is_plain and b.is_plain else max(sound, _score_sounds(a.bare_sound, b.bare_sound))


def _score_listed_names(a: NamePart, b: NamePart) -> float | None:
    """Returns the similarity by the lists, None where they do not decide."""
    if a.listed_names and b.listed_names and a.listed_names & b.listed_names:
        return NAME_THRESHOLDS.same_name
    if _is_short_form(a, b):
        return NAME_THRESHOLDS.short_form
    return 0.0 if a.listed_names and b.listed_names else None


def _is_short_form(a: NamePart, b: NamePart) -> bool:
    return bool(a.full_names & b.full_names or a.full_names & b.listed_names or a.listed_names & b.full_names)


@lru_cache(maxsize=1 << 14)
def score_words(left: str, right: str) -> float:
    """Returns the similarity of two words of other names; numbers and short words must be equal."""
    if left == right:
        return NAME_THRESHOLDS.same_spelling
    if not (left.isalpha() and right.isalpha()) or min(len(left), len(right)) < 4:
        return 0.0
    return _score_sounds(*sorted((encode_sound(left), encode_sound(right))))


def _score_sounds(left: str, right: str) -> float:
    if left == right:
        return NAME_THRESHOLDS.same_sound
    if (_VOWELS.search(left) is None) is not (_VOWELS.search(right) is None):
        return _score_consonants(_VOWELS.sub("", left), _VOWELS.sub("", right))
    return 0.0 if OSA.normalized_similarity(left, right) < _PREFILTER else score_edits(left, right)


@lru_cache(maxsize=1 << 14)
def score_edits(left: str, right: str) -> float:
    """Returns the similarity of two sounds by weighted edit distance. Cached: nothing here costs more."""
    cost = _sum_edit_costs(left, right) + NAME_THRESHOLDS.extra_syllable * _has_extra_syllable(left, right)
    similarity = 1 - cost / (max(len(left), len(right)) - _measure_shared_ending(left, right))
    return min(similarity, NAME_THRESHOLDS.close_spelling) if similarity >= NAME_THRESHOLDS.min_similarity else 0.0


def _score_consonants(left: str, right: str) -> float:
    """Returns the similarity of consonants alone, for a name from a script without short vowels."""
    if min(len(left), len(right)) < 2:
        return 0.0
    similarity = NAME_THRESHOLDS.without_vowels * (1 - _sum_edit_costs(left, right) / max(len(left), len(right)))
    return similarity if similarity >= NAME_THRESHOLDS.min_similarity else 0.0


def _has_extra_syllable(left: str, right: str) -> bool:
    """Whether one has both a vowel and a consonant more: Mario, Mariano; not Mahmud, Mahamud."""
    vowels, other_vowels = len(_CONSONANTS.sub("", left)), len(_CONSONANTS.sub("", right))
    more = len(left) - vowels - left.count("h") - (len(right) - other_vowels - right.count("h"))
    return more * (vowels - other_vowels) > 0


def _measure_shared_ending(left: str, right: str) -> int:
    """Returns the length of a common family-name ending that both share, 0 where too little precedes it."""
    if left[-1] != right[-1] or not left.endswith(_FAMILY_NAME_ENDINGS):
        return 0
    for ending in _FAMILY_NAME_ENDINGS:
        if left.endswith(ending) and right.endswith(ending) and min(len(left), len(right)) > len(ending) + 2:
            return len(ending)
    return 0


def _sum_edit_costs(left: str, right: str) -> float:
    """Returns the weighted optimal string alignment distance of two sounds.

    One row of the table a letter of `left`; written for speed, as most of the time goes here.
    """
    columns = [(b, _INSERTION_COSTS[b]) for b in right]
    before: list[float] = []
    row = [0.0]
    cell, first = 0.0, _FIRST_SOUND
    for _, added in columns:
        cell += added * first
        row.append(cell)
        first = 1.0
    last, far = "", _FIRST_SOUND
    for a in left:
        earlier, before, dropped, taken = before, row, _INSERTION_COSTS[a], _SUBSTITUTION_COSTS[a]
        cell = before[0] + (dropped if last else dropped * _FIRST_SOUND)
        row = [cell]
        above, previous_right = before[0], ""
        for j, (b, added) in enumerate(columns):
            least = above if a == b else above + taken.get(b, far)
            above = before[j + 1]
            cell += added
            if above + dropped < cell:  # noqa: PLR1730 -- a call of min costs more than the sum
                cell = above + dropped
            if least < cell:  # noqa: PLR1730 -- likewise
                cell = least
            if a == previous_right and b == last and earlier[j - 1] + _TRANSPOSITION < cell:
                cell = earlier[j - 1] + _TRANSPOSITION
            row.append(cell)
            previous_right, far = b, _SUBSTITUTION
        last = a
    return cell
