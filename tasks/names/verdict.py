"""The verdict of a comparison of two names: decision, score and evidence, and the evidence in words.

Pure.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from tasks.names.thresholds import NAME_THRESHOLDS


class MatchDecision(StrEnum):
    """Whether two names are spellings of one name."""

    SAME = "same"
    NOT_SAME = "not same"
    UNDECIDED = "undecided"


class EvidenceKind(StrEnum):
    """Kinds of evidence for or against a match."""

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
    """A piece of evidence: its kind, the words of either name ("" for none), and their similarity, 0 to 1."""

    kind: EvidenceKind
    left: str = ""
    right: str = ""
    similarity: float = 0.0


class Verdict(NamedTuple):
    """`score`, 0 to 1, decides by the thresholds of `NameThresholds`."""

    decision: MatchDecision
    score: float
    evidence: tuple[NameEvidence, ...]


# In Python 3.11 looking up a member of an enumeration costs more than making the verdict.
_SAME, _NOT_SAME, _UNDECIDED = MatchDecision.SAME, MatchDecision.NOT_SAME, MatchDecision.UNDECIDED

_TEMPLATES: Mapping[EvidenceKind, str] = MappingProxyType(
    {
        EvidenceKind.EQUAL: "both have {left}",
        EvidenceKind.SPELLING: "{left} and {right} are spellings of one name",
        EvidenceKind.SOUND: "{left} and {right} sound the same",
        EvidenceKind.CLOSE: "{left} and {right} are alike ({similarity:.2f})",
        EvidenceKind.SHORT_FORM: "{left} and {right}: one is short for the other",
        EvidenceKind.INITIAL: "{left} and {right}: one may be the initial of the other",
        EvidenceKind.INITIALS: "one has an initial more than the other",
        EvidenceKind.JOINED: "{left} and {right} are the same, written as one word or as two",
        EvidenceKind.MISSING: "only one of them has {left}",
        EvidenceKind.DIFFERENT: "{left} is not {right}",
        EvidenceKind.ORDER: "the parts stand in another order, and one has more of them",
        EvidenceKind.FATHER: "{left} is the father in one name and the child in the other",
        EvidenceKind.SUFFIX: "{left} and {right}: two generations",
        EvidenceKind.NO_GIVEN: "one begins with {left}, which the other lacks: perhaps a relative",
        EvidenceKind.ONE_PART: "one of them is a single word, which many people share",
        EvidenceKind.LITTLE: "what they share is common to many people",
        EvidenceKind.UNLIKE: "parts of them are less alike than spellings of one name usually are",
        EvidenceKind.SYLLABLES: "names of single syllables leave none out",
        EvidenceKind.NOTHING: "hardly a part of one is like a part of the other",
        EvidenceKind.ACRONYM: "{left} are the initials of {right}",
        EvidenceKind.COUNTRY: "{left} and {right} are names of one country",
        EvidenceKind.DEMONYM: "{left} and {right}: a country and its people",
        EvidenceKind.KIND: "a {left} is not a {right}",
    }
)


def decide_match(score: float, evidence: tuple[NameEvidence, ...]) -> Verdict:
    """Returns the verdict of a score."""
    score = round(score, 4)
    if score < NAME_THRESHOLDS.undecided_from:
        return Verdict(_NOT_SAME, score, evidence)
    return Verdict(_SAME if score >= NAME_THRESHOLDS.same_from else _UNDECIDED, score, evidence)


def explain_evidence(evidence: NameEvidence) -> str:
    """Returns the evidence in words."""
    left, right = (f"“{word}”" if word else "nothing" for word in (evidence.left, evidence.right))
    return _TEMPLATES[evidence.kind].format(left=left, right=right, similarity=evidence.similarity)
