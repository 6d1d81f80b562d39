"""Decide whether two names are spellings of one name: analyzed once, compared many times, found by blocking keys.

Pure.

    left, right = analyze_name("Mohammad Baqeri", Kind.PERSON), analyze_name("Mohammad Bagheri", Kind.PERSON)
    compare_names(left, right).decision  # MatchDecision.SAME

Names of persons are compared part by part (`compare_persons`), all others word by word (`compare_organizations`). Names
alone do not distinguish namesakes: that takes their context (`tasks.namesakes`).
"""

from dataclasses import dataclass

from tasks.names.compare_organizations import (
    OrganizationParts,
    build_organization_keys,
    compare_organizations,
    parse_organization_name,
)
from tasks.names.compare_persons import compare_persons
from tasks.names.parts import PersonParts, build_person_keys, parse_person_name
from tasks.names.thresholds import NAME_THRESHOLDS
from tasks.names.verdict import NO_MATCH, EvidenceKind, NameEvidence, Verdict, decide_match
from warehouse.model.vocabulary import Kind


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
    """Returns the analysis of a name; of a very long one only the beginning counts. Never raises."""
    if kind is Kind.PERSON:
        person = parse_person_name(name)
        keys = build_person_keys(person)
        return AnalyzedName(name, kind, person, keys, tuple(k for k in keys if k[0] != "="), len(person.parts) == 1)
    other = parse_organization_name(name)
    return AnalyzedName(name, kind, other, build_organization_keys(other), (), is_single=True)


def compare_names(left: AnalyzedName, right: AnalyzedName) -> Verdict:
    """Returns whether two names are spellings of one. Symmetric; a name that has letters is the same as itself.

    A person's name and any other are not the same; other kinds are compared by their words, as models confuse them.
    """
    if left.blocking_keys.isdisjoint(right.blocking_keys):
        return NO_MATCH
    if left.name > right.name or (left.name == right.name and left.kind > right.kind):
        left, right = right, left
    a, b = left.parts, right.parts
    if isinstance(a, PersonParts) and isinstance(b, PersonParts):
        verdict = compare_persons(a, b)
        if left.is_single or right.is_single or verdict.score < NAME_THRESHOLDS.undecided_from:
            return verdict
        if not left.blocking_keys.isdisjoint(right.multi_part_keys):
            return verdict
        return decide_match(NAME_THRESHOLDS.no_shared_key_cap, (*verdict.evidence, NameEvidence(EvidenceKind.NOTHING)))
    if isinstance(a, OrganizationParts) and isinstance(b, OrganizationParts):
        return compare_organizations(a, b)
    return decide_match(0.0, (NameEvidence(EvidenceKind.KIND, left.kind, right.kind),))
