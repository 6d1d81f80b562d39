"""Pure. Whether two names of people, taken apart, are spellings of one: the evidence of all parts together."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.names.alignment import Alignment, PartMatch, align_parts
from tasks.names.particles import NAME_TITLES, OMITTED_GIVEN_NAMES
from tasks.names.parts import NamePart, PersonParts
from tasks.names.similarity import SAME_NAME, SAME_SOUND, SHORT_FORM
from tasks.names.verdict import EvidenceKind, NameEvidence, Verdict, decide_match

# What caps a score, however alike the parts that match are.
_DIFFERENT = 0.3  # each name has a part that the other lacks: brothers, namesakes
_GENERATION = 0.1
_FATHER = 0.2
_ONE_PART = 0.55
_UNSURE = 0.7
# A matched part may be this unlike, where all the others are equal.
_LEAST_ALIKE = 0.6
# In another order, or where every syllable counts, less alike.
_LEAST_ALIKE_STRICT = 0.8
# Weight of matched parts that two names need in common: more where the family name may be what is missing.
_ENOUGH = 1.35
_ENOUGH_WITHOUT_LAST = 1.5
# How fast the score falls with what is unlike.
_UNLIKE = 1.25
_EACH_MISSING = 0.01


def compare_persons(one: PersonParts, other: PersonParts) -> Verdict:
    """The verdict on two names of people. Not symmetric in the order of reasons: callers order the names."""
    a, b = one.parts, other.parts
    aligned = align_parts(one, other)
    matches = aligned.matches
    if not matches:
        return _NOTHING
    initials = _initials(one, other, matches)
    reasons = [_told(match, a, b, is_initial=match in initials) for match in matches]
    against = _against(one, other, aligned)
    score = min([cap for cap, _ in against], default=1.0)
    if score > _DIFFERENT:
        weights = [_weight(match, a, b, is_initial=match in initials) for match in matches]
        score = min(score, _likeness(matches, initials, weights))
        against += _doubts(one, other, aligned, initials, weights)
    for cap, reason in against:
        score = min(score, cap)
        reasons.append(reason)
    return decide_match(score - _EACH_MISSING * min(5, len(aligned.left) + len(aligned.right)), tuple(reasons))


def _initials(one: PersonParts, other: PersonParts, matches: list[PartMatch]) -> list[PartMatch]:
    """The matches of an initial with a word."""
    if not (one.has_initials or other.has_initials):
        return []
    a, b = one.parts, other.parts
    return [match for match in matches if a[match.first].is_initial != b[match.second].is_initial]


def _weight(match: PartMatch, a: Sequence[NamePart], b: Sequence[NamePart], *, is_initial: bool) -> float:
    x, y = a[match.first].weight, b[match.second].weight
    return min(x, y) if is_initial else max(x, y)


def _likeness(matches: list[PartMatch], initials: list[PartMatch], weights: list[float]) -> float:
    """1 for equal parts; what is unlike counts less the more is alike beside it."""
    unlike = total = 0.0
    for match, weight in zip(matches, weights, strict=True):
        total += weight
        if match not in initials:
            unlike += weight * (1 - match.likeness)
    return 1 - _UNLIKE * unlike / total


def _against(one: PersonParts, other: PersonParts, aligned: Alignment) -> list[tuple[float, NameEvidence]]:
    """What makes two people of them."""
    a, b = one.parts, other.parts
    found: list[tuple[float, NameEvidence]] = []
    if one.suffix != other.suffix:
        both = bool(one.suffix and other.suffix)
        found.append((_GENERATION if both else _UNSURE, NameEvidence(EvidenceKind.SUFFIX, one.suffix, other.suffix)))
    left, right = aligned.left, aligned.right
    if left and right:
        left, right = _untitled(a, left), _untitled(b, right)
    if left and right:
        words = " ".join(a[i].text for i in left), " ".join(b[j].text for j in right)
        found.append((_DIFFERENT, NameEvidence(EvidenceKind.DIFFERENT, *words)))
    elif aligned.left or aligned.right:
        missing = " ".join([a[i].text for i in aligned.left] + [b[j].text for j in aligned.right])
        syllables = one.is_syllabic and other.is_syllabic
        found.append(
            (_DIFFERENT, NameEvidence(EvidenceKind.SYLLABLES))
            if syllables
            else (1.0, NameEvidence(EvidenceKind.MISSING, missing))
        )
    if one.fathers and other.fathers:
        found += [
            (_FATHER, NameEvidence(EvidenceKind.FATHER, a[match.first].text, b[match.second].text))
            for match in aligned.matches
            if match.first not in one.fathers and match.second in other.fathers and _swapped(match, one, aligned)
        ]
    return found


def _swapped(match: PartMatch, one: PersonParts, aligned: Alignment) -> bool:
    """Whether another part made the opposite way: a father here, none there."""
    return any(
        m.first in one.fathers and (m.first - match.first) * (m.second - match.second) < 0 for m in aligned.matches
    )


def _doubts(
    one: PersonParts, other: PersonParts, aligned: Alignment, initials: list[PartMatch], weights: list[float]
) -> list[tuple[float, NameEvidence]]:
    """What leaves it open whether they are one."""
    a, b = one.parts, other.parts
    found: list[tuple[float, NameEvidence]] = []
    least = min([m.likeness for m in aligned.matches if m not in initials], default=1.0)
    places = [m.second for m in aligned.matches]
    moved = places != sorted(places)
    strict = moved or (one.is_syllabic and other.is_syllabic)
    if least < (_LEAST_ALIKE_STRICT if strict else _LEAST_ALIKE):
        found.append((_UNSURE, NameEvidence(EvidenceKind.UNLIKE)))
    if (len(a) == 1) != (len(b) == 1) and (aligned.left or aligned.right):
        found.append((_ONE_PART, NameEvidence(EvidenceKind.ONE_PART)))
        return found
    left, right = _without_fathers_names(a, aligned.left), _without_fathers_names(b, aligned.right)
    if bool(left) != bool(right):
        held = [m.first for m in aligned.matches] if left else sorted(places)
        found += _shortened(a if left else b, left or right, held, moved=moved)
    if one.has_initials and other.has_initials and any(p.is_initial for p in _at(a, left) + _at(b, right)):
        found.append((_UNSURE, NameEvidence(EvidenceKind.INITIALS)))
    if (left or right or initials) and sum(weights) < _ENOUGH:
        found.append((_UNSURE, NameEvidence(EvidenceKind.LITTLE)))
    return found


def _at(parts: Sequence[NamePart], places: list[int]) -> list[NamePart]:
    return [parts[i] for i in places]


def _without_fathers_names(parts: Sequence[NamePart], left: list[int]) -> list[int]:
    """A patronymic may be left out anywhere."""
    return [i for i in left if not (parts[i].is_patronymic and len(parts) > 2)]


def _untitled(parts: Sequence[NamePart], left: list[int]) -> list[int]:
    """A title may be left out where a given name stands beside it: Hafiz Muhammad Saeed, but not Hafez Assad."""
    return left if len(parts) < 3 else [i for i in left if parts[i].text not in NAME_TITLES]


def _shortened(
    longer: Sequence[NamePart], missing: list[int], matched: list[int], *, moved: bool
) -> list[tuple[float, NameEvidence]]:
    """Doubts where one name has all the other has, and more."""
    found: list[tuple[float, NameEvidence]] = []
    last = max(*missing, *matched)
    first = longer[missing[0]].text
    if missing[0] == 0 and first not in OMITTED_GIVEN_NAMES and first not in NAME_TITLES:
        found.append((_UNSURE, NameEvidence(EvidenceKind.NO_GIVEN, first)))
    if moved and not (0 in matched and last in matched):
        found.append((_UNSURE, NameEvidence(EvidenceKind.ORDER)))
    if last in missing and sum(longer[i].weight for i in matched) < _ENOUGH_WITHOUT_LAST:
        found.append((_UNSURE, NameEvidence(EvidenceKind.LITTLE)))
    return found


def _told(match: PartMatch, a: Sequence[NamePart], b: Sequence[NamePart], *, is_initial: bool) -> NameEvidence:
    i, j, likeness, width, depth = match
    if width + depth > 2:
        one, other = (" ".join(p.text for p in parts) for parts in (a[i : i + width], b[j : j + depth]))
        return NameEvidence(EvidenceKind.JOINED, one, other, likeness)
    evidence = EvidenceKind.INITIAL if is_initial else _EVIDENCE.get(likeness) or EvidenceKind.CLOSE
    return NameEvidence(evidence, a[i].text, b[j].text, likeness)


_EVIDENCE = {
    1.0: EvidenceKind.EQUAL,
    SAME_NAME: EvidenceKind.SPELLING,
    SAME_SOUND: EvidenceKind.SOUND,
    SHORT_FORM: EvidenceKind.SHORT_FORM,
}

_NOTHING = decide_match(0.0, (NameEvidence(EvidenceKind.NOTHING),))
