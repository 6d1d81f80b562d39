"""Matches names that may belong to one entity, and locates the places that names stand for.

Pure. Two names with different countries are two entities; of places the country or state behind the name is set aside.
"""

from collections.abc import Sequence
from functools import lru_cache

from tasks.lexicon.word_lists import given_names
from tasks.names import MatchDecision, analyze_name, compare_names, explain_evidence
from tasks.places import are_different_places, locate_place, split_region
from warehouse.model.relation_records import MatchResult, NamePair, PlaceLocation
from warehouse.model.vocabulary import Kind

_BODIES = frozenset((Kind.ORG, Kind.PLACE))
_SAME = {MatchDecision.SAME: True, MatchDecision.NOT_SAME: False, MatchDecision.UNDECIDED: None}
# A majority of earlier articles is trusted as much as the plainest variants of spelling.
MAJORITY_SCORE = 0.9
# A name is compared with some twenty others, most of them in one load.
_analyze = lru_cache(maxsize=4_096)(analyze_name)


def match_names(pairs: Sequence[NamePair]) -> list[MatchResult]:
    """Whether the names of each pair belong to one entity, by the names and countries alone."""
    return [_match(pair) for pair in pairs]


def locate_places(names: Sequence[str]) -> list[PlaceLocation | None]:
    """The locations of places, as far as their names show."""
    return [locate_place(name) for name in names]


def _match(pair: NamePair) -> MatchResult:
    if pair.country and pair.other_country and pair.country != pair.other_country:
        return MatchResult(same=False, score=0.0, reason=f"countries: {pair.country}, {pair.other_country}")
    if pair.kind != pair.other_kind:
        return _match_kinds(pair)
    kind = Kind(pair.kind)
    name, other = (_analyze(_without_region(name, kind), kind) for name in (pair.name, pair.other))
    verdict = compare_names(name, other)
    same = _SAME[verdict.decision]
    if same and kind is Kind.PLACE and (apart := are_different_places(pair.name, pair.other)) is not False:
        return MatchResult(same=False if apart else None, score=0.0, reason="")
    # The reason of a match is stored; most pairs do not match.
    reason = "; ".join(map(explain_evidence, verdict.evidence)) if same else ""
    return MatchResult(same=same, score=verdict.score, reason=reason)


def _match_kinds(pair: NamePair) -> MatchResult:
    if pair.country or pair.other_country or not _is_kind_mistaken(pair.name, Kind(pair.kind), Kind(pair.other_kind)):
        return MatchResult(same=None, score=0.0, reason="")
    reason = f"{pair.texts} earlier texts know it as {pair.other_kind}"
    return MatchResult(same=True, score=MAJORITY_SCORE, reason=reason)


def _is_kind_mistaken(name: str, kind: Kind, usual: Kind) -> bool:
    """Whether a name tagged as `kind` is really of its `usual` kind, that of the majority of earlier texts.

    The model tags a broadcaster as a person, a ministry as a place. The majority decides only where few names are both:
    a single word may be surname, town and club (Washington, Jordan, Chelsea), so of these only a "person" that is
    usually an organization is corrected; a name with a given name may be a namesake of a company or an airport.
    """
    words = name.split()
    if kind is Kind.PERSON:
        return (usual is Kind.ORG or (usual is Kind.PLACE and len(words) > 1)) and words[0] not in given_names()
    return {kind, usual} == _BODIES and len(words) > 1


def _without_region(name: str, kind: Kind) -> str:
    return split_region(name)[0] if kind is Kind.PLACE else name
