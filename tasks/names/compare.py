"""Pure. Whether two names are spellings of one: analysed once, compared many times, found by keys.

    left, right = analyze_name("Mohammad Baqeri", Kind.PERSON), analyze_name("Mohammad Bagheri", Kind.PERSON)
    compare_names(left, right).decision  # MatchDecision.SAME

Names of people are compared part by part (`name_persons`), all others word by word (`name_organisations`). Names
alone cannot tell two bearers of one name apart: that takes what stands around them.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.names.blocking import build_person_keys
from tasks.names.compare_organizations import (
    OrganizationParts,
    build_organization_keys,
    compare_organizations,
    parse_organization_name,
)
from tasks.names.compare_persons import compare_persons
from tasks.names.parts import PersonParts, parse_person_name
from tasks.names.verdict import (
    UNDECIDED_FROM,
    EvidenceKind,
    MatchDecision,
    NameEvidence,
    Verdict,
    decide_match,
    explain_evidence,
)
from warehouse.model.vocabulary import Kind

__all__ = [
    "AnalyzedName", "EvidenceKind", "MatchDecision", "NameEvidence", "Verdict", "analyze_name", "compare_names",
    "explain_evidence",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnalyzedName:
    """A name split into its parts, ready to be compared many times.

    `blocking_keys` find the candidates for a comparison: two names that share none are not the same. Keys of persons
    that begin with "=" serve names of a single part: two longer names that share only such keys are not the same
    either, so that a search need not pair them by family name alone. `multi_part_keys` are the others. `is_single`:
    the name has one part, or is not a person's.
    """

    name: str
    kind: Kind
    parts: PersonParts | OrganizationParts
    blocking_keys: frozenset[str]
    multi_part_keys: tuple[str, ...]
    is_single: bool


def analyze_name(name: str, kind: Kind) -> AnalyzedName:
    """Takes a name apart for comparison; of very long ones only the beginning counts. Never raises."""
    if kind is Kind.PERSON:
        person = parse_person_name(name)
        keys = build_person_keys(person)
        return AnalyzedName(name, kind, person, keys, tuple(k for k in keys if k[0] != "="), len(person.parts) == 1)
    other = parse_organization_name(name)
    return AnalyzedName(name, kind, other, build_organization_keys(other), (), is_single=True)


def compare_names(one: AnalyzedName, other: AnalyzedName) -> Verdict:
    """Whether two names are spellings of one. Symmetric; a name that has letters is the same as itself.

    A person and anything else are not the same; other kinds are compared by their words, as models confuse them.
    """
    if one.blocking_keys.isdisjoint(other.blocking_keys):
        return _NOTHING
    if one.name > other.name or (one.name == other.name and one.kind > other.kind):
        one, other = other, one
    a, b = one.parts, other.parts
    if isinstance(a, PersonParts) and isinstance(b, PersonParts):
        found = compare_persons(a, b)
        if (
            one.is_single
            or other.is_single
            or found.score < UNDECIDED_FROM
            or not one.blocking_keys.isdisjoint(other.multi_part_keys)
        ):
            return found
        return decide_match(_APART, (*found.reasons, NameEvidence(EvidenceKind.NOTHING)))
    if isinstance(a, OrganizationParts) and isinstance(b, OrganizationParts):
        return compare_organizations(a, b)
    return decide_match(0.0, (NameEvidence(EvidenceKind.KIND, one.kind, other.kind),))


# Two names alike that share no key but the family name's: hardly a case in a thousand.
_APART = 0.4
_NOTHING = decide_match(0.0, (NameEvidence(EvidenceKind.NOTHING),))
