"""Who is meant: finds, for every name that a load saw first, the earlier name that it is another spelling of.

The warehouse finds the pairs that are worth a look, by keys; what two names have in common is judged outside
(`MatchNames`), by a function that knows names and nothing else. What is found depends on the order of the log
alone: a name is compared with earlier names, joins the group of the one it is most like, and stays there. Entities are
never merged by a name that came later; that takes a decision (see `decisions`).

    new_names (the writer open) ─▶ judge_names (closed: it is most of the work) ─▶ store_names (within the load)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.db.statements import statements
from warehouse.load.places import LocatePlaces, locate_names
from warehouse.model.relation_records import MatchResult, NamePair

# Earlier names looked at for one new name, those with most keys and letters in common; and names of one key that are
# looked at, at most. They bound what a name costs in a large warehouse.
OF_A_NAME = 8
OF_A_KEY = 100
# Earlier texts that tell what a name is when an article takes it for something else; and they must be this many times
# those that tell otherwise.
CROWD = 5


MatchNames = Callable[[Sequence[NamePair]], Sequence[MatchResult]]


def never_match(pairs: Sequence[NamePair]) -> list[MatchResult]:
    """Matches no names: every name is an entity of its own."""
    return [MatchResult(same=None, score=0.0, reason="") for _ in pairs]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An earlier name beside a new one, as judged."""

    name_id: str
    name: str
    country: str | None
    entity_id: str
    judgement: MatchResult
    of_its_kind: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What a new name turned out to be a spelling of."""

    name_id: str
    entity_id: str
    like_name_id: str
    judgement: MatchResult


def new_names(connection: duckdb.DuckDBPyConnection) -> int:
    """Puts aside the staged names that are not stored, and the stored ones that may be another spelling of them.

    Returns how many names are stored. Writes temporary tables only.
    """
    for name in ("22_names_new", "23_name_keys_new"):
        connection.execute(_SQL[name])
    connection.execute(_SQL["24_names_earlier"], {"of_a_key": OF_A_KEY})
    connection.execute(_SQL["41_alike_earlier"])
    return _known(connection)


def judge_names(connection: duckdb.DuckDBPyConnection, judge: MatchNames, locate: LocatePlaces) -> None:
    """Tells what the names put aside by `new_names` are, and where their places lie.

    Works on temporary tables: the writer need not be open.
    """
    connection.execute(_SQL["42_kind_pairs"], {"crowd": CROWD})
    limits = {"of_a_name": OF_A_NAME, "of_a_key": OF_A_KEY}
    found = _found(connection.execute(_SQL["25_name_pairs"], limits).fetchall(), judge)
    connection.execute(
        _SQL["26_names_found"],
        {
            "names": [one.name_id for one in found],
            "entities": [one.entity_id for one in found],
            "like": [one.like_name_id for one in found],
            "scores": [one.judgement.score for one in found],
            "because": [one.judgement.reason for one in found],
        },
    )
    locate_names(connection, locate)


def store_names(
    connection: duckdb.DuckDBPyConnection, judge: MatchNames, locate: LocatePlaces, known: int | None
) -> None:
    """Adds the staged names that are new, each with its entity.

    `known` names were stored when they were judged; if there are others by now, or they were not, they are judged here.
    """
    if known is None or known != _known(connection):
        new_names(connection)
        judge_names(connection, judge, locate)
    for name in ("27_names", "28_name_keys"):
        connection.execute(_SQL[name])


def _known(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select coalesce(max(position), 0) from ops.names").fetchone()
    return int(row[0]) if row else 0


def _found(rows: Sequence[tuple[Any, ...]], judge: MatchNames) -> list[_Found]:
    """New names in order, each joined to the likeliest group none of whose members it is told apart from."""
    pairs = [
        NamePair(
            kind=kind,
            name=name,
            other_kind=other_kind,
            other=other,
            country=country,
            other_country=other_country,
            texts=texts,
        )
        for _, name, kind, country, _, other_kind, other, other_country, _, texts in rows
    ]
    candidates: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for (name_id, _, kind, _, other_id, other_kind, other, other_country, entity_id, _), judgement in zip(
        rows, judge(pairs), strict=True
    ):
        candidates[name_id].append(
            _Candidate(other_id, other, other_country, entity_id, judgement, of_its_kind=kind == other_kind)
        )
    moved: dict[str, str] = {}  # new names of this load that joined a group
    found = []
    for name_id, others in candidates.items():
        best = _best(others, moved)
        if best is not None:
            moved[name_id] = moved.get(best.name_id, best.entity_id)
            found.append(_Found(name_id, moved[name_id], best.name_id, best.judgement))
    return found


def _best(others: Sequence[_Candidate], moved: dict[str, str]) -> _Candidate | None:
    """The likeliest of those judged the same, of equal ones the earliest; None where there is none.

    A group is out of the question when one of its names is judged another's; a name of another kind, when the name may
    be one of its own kind.
    """
    if any(other.of_its_kind and other.judgement.same is not False for other in others):
        others = [other for other in others if other.of_its_kind]
    entities = [moved.get(other.name_id, other.entity_id) for other in others]
    apart = {entity for entity, other in zip(entities, others, strict=True) if other.judgement.same is False}
    allowed = [
        other for entity, other in zip(entities, others, strict=True) if other.judgement.same and entity not in apart
    ]
    return max(allowed, key=lambda other: other.judgement.score, default=None)


_SQL = {found.name: found.sql for found in statements("load")}
