"""Between the warehouse, which asks which names are one, and the comparison of names, which knows no warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tasks.names import Decision, Name, analyse, compare, told
from warehouse.records import Kind
from warehouse.resolve import Judgement, Pair

_SAME = {Decision.SAME: True, Decision.NOT_SAME: False, Decision.UNDECIDED: None}
# A name is compared with some twenty others, most of them in one load.
_analysed = lru_cache(maxsize=4_096)(analyse)


def judge(pairs: Sequence[Pair]) -> list[Judgement]:
    """What the spelling of the names tells; two names with different countries are two."""
    return [_judged(pair) for pair in pairs]


def _judged(pair: Pair) -> Judgement:
    if pair.country and pair.other_country and pair.country != pair.other_country:
        return Judgement(same=False, score=0.0, because=f"countries: {pair.country}, {pair.other_country}")
    verdict = compare(_name(pair.name, pair.kind), _name(pair.other, pair.kind))
    same = _SAME[verdict.decision]
    # Most pairs are not the same, and nobody asks why.
    because = "; ".join(map(told, verdict.reasons)) if same else ""
    return Judgement(same=same, score=verdict.score, because=because)


def _name(name: str, kind: str) -> Name:
    return _analysed(name, Kind(kind))
