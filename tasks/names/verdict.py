"""Pure. What a comparison of two names says: same, not same, undecided; how sure; and why, in values and in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class MatchDecision(StrEnum):
    """Whether two names are spellings of one name."""

    SAME = "same"
    NOT_SAME = "not same"
    UNDECIDED = "undecided"


class EvidenceKind(StrEnum):
    """What speaks for or against."""

    EQUAL = "equal"
    SPELLING = "spelling of one name"
    SOUND = "same sound"
    CLOSE = "close spelling"
    SHORT_FORM = "short form"
    INITIAL = "initial"
    INITIALS = "initials"
    JOINED = "written as one"
    MISSING = "missing"
    DIFFERENT = "different"
    ORDER = "order"
    FATHER = "father and son"
    SUFFIX = "generation"
    NO_GIVEN = "no given name"
    ONE_PART = "one part"
    LITTLE = "little in common"
    UNLIKE = "hardly alike"
    SYLLABLES = "syllables"
    NOTHING = "nothing in common"
    ACRONYM = "acronym"
    COUNTRY = "country"
    DEMONYM = "demonym"
    KIND = "kind"


class NameEvidence(NamedTuple):
    """One piece of evidence: words of either name it is about ("" for none), and how alike they are, 0 to 1."""

    evidence: EvidenceKind
    one: str = ""
    other: str = ""
    likeness: float = 0.0


class Verdict(NamedTuple):
    """`score`: 0 to 1; from `SAME_FROM` it is the same name, under `UNDECIDED_FROM` it is not."""

    decision: MatchDecision
    score: float
    reasons: tuple[NameEvidence, ...]


# Set on one half of the development pairs, false matches first, and checked on the other.
SAME_FROM = 0.80
UNDECIDED_FROM = 0.50
# In Python 3.11 naming a member of an enumeration costs more than making the verdict.
_SAME, _NOT_SAME, _UNDECIDED = MatchDecision.SAME, MatchDecision.NOT_SAME, MatchDecision.UNDECIDED

_TOLD: Mapping[EvidenceKind, str] = MappingProxyType(
    {
        EvidenceKind.EQUAL: "both have {one}",
        EvidenceKind.SPELLING: "{one} and {other} are spellings of one name",
        EvidenceKind.SOUND: "{one} and {other} sound the same",
        EvidenceKind.CLOSE: "{one} and {other} are alike ({likeness:.2f})",
        EvidenceKind.SHORT_FORM: "{one} and {other}: one is short for the other",
        EvidenceKind.INITIAL: "{one} and {other}: one may be the initial of the other",
        EvidenceKind.INITIALS: "one has an initial more than the other",
        EvidenceKind.JOINED: "{one} and {other} are the same, written as one word or as two",
        EvidenceKind.MISSING: "only one of them has {one}",
        EvidenceKind.DIFFERENT: "{one} is not {other}",
        EvidenceKind.ORDER: "the parts stand in another order, and one has more of them",
        EvidenceKind.FATHER: "{one} is the father in one name and the child in the other",
        EvidenceKind.SUFFIX: "{one} and {other}: two generations",
        EvidenceKind.NO_GIVEN: "one begins with {one}, which the other lacks: perhaps a relative",
        EvidenceKind.ONE_PART: "one of them is a single word, which many people share",
        EvidenceKind.LITTLE: "what they share is common to many people",
        EvidenceKind.UNLIKE: "parts of them are less alike than spellings of one name usually are",
        EvidenceKind.SYLLABLES: "names of single syllables leave none out",
        EvidenceKind.NOTHING: "hardly a part of one is like a part of the other",
        EvidenceKind.ACRONYM: "{one} are the initials of {other}",
        EvidenceKind.COUNTRY: "{one} and {other} are names of one country",
        EvidenceKind.DEMONYM: "{one} and {other}: a country and its people",
        EvidenceKind.KIND: "a {one} is not a {other}",
    }
)


def decide_match(score: float, reasons: tuple[NameEvidence, ...]) -> Verdict:
    """The verdict that a score stands for."""
    score = round(score, 4)
    if score < UNDECIDED_FROM:
        return Verdict(_NOT_SAME, score, reasons)
    return Verdict(_SAME if score >= SAME_FROM else _UNDECIDED, score, reasons)


def explain_evidence(reason: NameEvidence) -> str:
    """The reason in words."""
    one, other = (f"“{word}”" if word else "nothing" for word in (reason.one, reason.other))
    return _TOLD[reason.evidence].format(one=one, other=other, likeness=reason.likeness)
