"""The verdict of a comparison of two names: decision, score and evidence, and the evidence in words.

Pure.
"""

from enum import StrEnum
from typing import NamedTuple

from tasks.names.thresholds import NAME_THRESHOLDS


class MatchDecision(StrEnum):
    """Whether two names are spellings of one name."""

    SAME = "same"
    NOT_SAME = "not same"
    UNDECIDED = "undecided"


class EvidenceKind(StrEnum):
    """Kinds of evidence for or against a match, each with its text for the user."""

    EQUAL = "both have {left}"
    SPELLING = "{left} and {right} are spellings of one name"
    SOUND = "{left} and {right} sound the same"
    CLOSE = "{left} and {right} are alike ({similarity:.2f})"
    SHORT_FORM = "{left} and {right}: one is short for the other"
    INITIAL = "{left} and {right}: one may be the initial of the other"
    INITIALS = "one has an initial more than the other"
    JOINED = "{left} and {right} are the same, written as one word or as two"
    MISSING = "only one of them has {left}"
    DIFFERENT = "{left} is not {right}"
    ORDER = "the parts stand in another order, and one has more of them"
    FATHER = "{left} is the father in one name and the child in the other"
    SUFFIX = "{left} and {right}: two generations"
    NO_GIVEN = "one begins with {left}, which the other lacks: perhaps a relative"
    ONE_PART = "one of them is a single word, which many people share"
    LITTLE = "what they share is common to many people"
    UNLIKE = "parts of them are less alike than spellings of one name usually are"
    SYLLABLES = "names of single syllables leave none out"
    NOTHING = "hardly a part of one is like a part of the other"
    ACRONYM = "{left} are the initials of {right}"
    COUNTRY = "{left} and {right} are names of one country"
    DEMONYM = "{left} and {right}: a country and its people"
    KIND = "a {left} is not a {right}"


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
_SAME, _NOT_SAME, _UNDECIDED = MatchDecision


def decide_match(score: float, evidence: tuple[NameEvidence, ...]) -> Verdict:
    """Returns the verdict of a score."""
    score = round(score, 4)
    if score < NAME_THRESHOLDS.undecided_from:
        return Verdict(_NOT_SAME, score, evidence)
    return Verdict(_SAME if score >= NAME_THRESHOLDS.same_from else _UNDECIDED, score, evidence)


def explain_evidence(evidence: NameEvidence) -> str:
    """Returns the evidence in words."""
    left, right = (f"“{word}”" if word else "nothing" for word in (evidence.left, evidence.right))
    return evidence.kind.format(left=left, right=right, similarity=evidence.similarity)


NO_MATCH = decide_match(0.0, (NameEvidence(EvidenceKind.NOTHING),))
