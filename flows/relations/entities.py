"""Between the warehouse, which asks which names are one and where places lie, and the steps that know names alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tasks.names.compare import AnalyzedName, MatchDecision, analyze_name, compare_names, explain_evidence
from tasks.names.kind_vote import is_kind_mistaken
from tasks.places import gazetteer
from tasks.places.regions import split_region
from warehouse.load.entity_resolution import Judgement, Pair
from warehouse.load.places import Located
from warehouse.model.vocabulary import Kind

_SAME = {MatchDecision.SAME: True, MatchDecision.NOT_SAME: False, MatchDecision.UNDECIDED: None}
# What the crowd says is believed as the plainest variants of spelling are; it never stands beside another spelling.
_CROWD = 0.9
# A name is compared with some twenty others, most of them in one load.
_analysed = lru_cache(maxsize=4_096)(analyze_name)


def judge(pairs: Sequence[Pair]) -> list[Judgement]:
    """What the names tell; two names with different countries are two."""
    return [_judged(pair) for pair in pairs]


def locate(names: Sequence[str]) -> list[Located | None]:
    """Where the places of these names lie, as far as their names tell."""
    return [_located(gazetteer.locate_place(name)) for name in names]


def _located(found: gazetteer.Location | None) -> Located | None:
    if found is None:
        return None
    return Located(country=found.country, latitude=found.latitude, longitude=found.longitude, rule=found.rule)


def _judged(pair: Pair) -> Judgement:
    if pair.country and pair.other_country and pair.country != pair.other_country:
        return Judgement(same=False, score=0.0, because=f"countries: {pair.country}, {pair.other_country}")
    if pair.kind != pair.other_kind:
        return _mistaken(pair)
    name, other = (_bare(one, pair.kind) for one in (pair.name, pair.other))
    verdict = compare_names(_name(name, pair.kind), _name(other, pair.kind))
    same = _SAME[verdict.decision]
    if (
        same
        and pair.kind == Kind.PLACE
        and (apart := gazetteer.are_different_places(pair.name, pair.other)) is not False
    ):
        return Judgement(same=False if apart else None, score=0.0, because="")
    # Most pairs are not the same, and nobody asks why.
    because = "; ".join(map(explain_evidence, verdict.reasons)) if same else ""
    return Judgement(same=same, score=verdict.score, because=because)


def _mistaken(pair: Pair) -> Judgement:
    if pair.country or pair.other_country or not is_kind_mistaken(pair.name, Kind(pair.kind), Kind(pair.other_kind)):
        return Judgement(same=None, score=0.0, because="")
    return Judgement(same=True, score=_CROWD, because=f"{pair.texts} earlier texts know it as {pair.other_kind}")


def _bare(name: str, kind: str) -> str:
    """A place without the country or state behind it."""
    return split_region(name)[0] if kind == Kind.PLACE else name


def _name(name: str, kind: str) -> AnalyzedName:
    return _analysed(name, Kind(kind))
