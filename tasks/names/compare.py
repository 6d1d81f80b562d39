"""Pure. Whether two names are spellings of one: analysed once, compared many times, found by keys.

    mine, yours = analyse("Mohammad Baqeri", Kind.PERSON), analyse("Mohammad Bagheri", Kind.PERSON)
    compare(mine, yours).decision  # Decision.SAME

Names of people are compared part by part (`name_persons`), all others word by word (`name_organisations`). Names
alone cannot tell two bearers of one name apart: that takes what stands around them.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.names.blocking import person_keys
from tasks.names.compare_organizations import OtherParts, compare_others, other_keys, other_parts
from tasks.names.compare_persons import compare_persons
from tasks.names.parts import PersonParts, person_parts
from tasks.names.verdict import UNDECIDED_FROM, Decision, Evidence, Reason, Verdict, told, verdict
from warehouse.model.vocabulary import Kind

__all__ = ["Decision", "Evidence", "Name", "Reason", "Verdict", "analyse", "blocking_keys", "compare", "told"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `keys`: see `blocking_keys`; `longer`: those that count between two names of several parts.

    `is_single`: it has one part, or is no person's.
    """

    name: str
    kind: Kind
    parts: PersonParts | OtherParts
    keys: frozenset[str]
    longer: tuple[str, ...]
    is_single: bool


def analyse(name: str, kind: Kind) -> Name:
    """Takes a name apart for comparison; of very long ones only the beginning counts. Never raises."""
    if kind is Kind.PERSON:
        person = person_parts(name)
        keys = person_keys(person)
        return Name(name, kind, person, keys, tuple(k for k in keys if k[0] != "="), len(person.parts) == 1)
    other = other_parts(name)
    return Name(name, kind, other, other_keys(other), (), is_single=True)


def compare(one: Name, other: Name) -> Verdict:
    """Whether two names are spellings of one. Symmetric; a name that has letters is the same as itself.

    A person and anything else are not the same; other kinds are compared by their words, as models confuse them.
    """
    if one.keys.isdisjoint(other.keys):
        return _NOTHING
    if one.name > other.name or (one.name == other.name and one.kind > other.kind):
        one, other = other, one
    a, b = one.parts, other.parts
    if isinstance(a, PersonParts) and isinstance(b, PersonParts):
        found = compare_persons(a, b)
        if one.is_single or other.is_single or found.score < UNDECIDED_FROM or not one.keys.isdisjoint(other.longer):
            return found
        return verdict(_APART, (*found.reasons, Reason(Evidence.NOTHING)))
    if isinstance(a, OtherParts) and isinstance(b, OtherParts):
        return compare_others(a, b)
    return verdict(0.0, (Reason(Evidence.KIND, one.kind, other.kind),))


def blocking_keys(name: Name) -> frozenset[str]:
    """Keys for finding candidates: two names that share none are not the same.

    Keys of people that begin with "=" are there for names of one part: two longer names that share no other key are
    not the same either, so that a search need not pair them by the family name alone.
    """
    return name.keys


# Two names alike that share no key but the family name's: hardly a case in a thousand.
_APART = 0.4
_NOTHING = verdict(0.0, (Reason(Evidence.NOTHING),))
