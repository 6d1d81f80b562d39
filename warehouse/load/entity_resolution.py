"""Finds, for every name that a load saw first, the earlier name that it is another spelling of.

Database. SQL finds candidate pairs by blocking keys; a function from outside (`MatchNames`), which knows names and
nothing else, compares the names of a pair. The result depends on the order of the log alone: a name is compared with
earlier names, joins the entity of the most similar one, and stays there. A later name never merges entities; only a
decision does (see `decisions`).

    find_new_names (writer open) ─▶ match_new_names (closed: it is most of the work) ─▶ store_names (within the load)
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.db import run_statements
from warehouse.load.places import LocatePlaces, locate_names
from warehouse.model.relation_records import MatchResult, NamePair


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatchLimits:
    """How many pairs of names are compared, and how many texts correct a kind.

    `pairs_per_name` and `names_per_key` bound what a new name costs in a large warehouse (no data set chose them); only
    the earliest names of a key count. `majority` texts must give a name another kind, and as many times those with a
    third kind; of 900 wire items it corrects none.
    """

    pairs_per_name: int = 8
    names_per_key: int = 100
    majority: int = 5


NAME_MATCH_LIMITS = NameMatchLimits()
MatchNames = Callable[[Sequence[NamePair]], Sequence[MatchResult]]


def never_match(pairs: Sequence[NamePair]) -> list[MatchResult]:
    """Leaves every pair undecided, so that every name is an entity of its own."""
    return [MatchResult(same=None, score=0.0, reason="") for _ in pairs]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An earlier name beside a new one, with the result of the comparison."""

    name_id: str
    entity_id: str
    result: MatchResult
    of_its_kind: bool


@dataclass(frozen=True, slots=True)
class _NameMatch:
    """A new name and the earlier name that it is a spelling of."""

    name_id: str
    entity_id: str
    like_name_id: str
    result: MatchResult


def find_new_names(connection: duckdb.DuckDBPyConnection) -> int:
    """Stages the names that are not stored, and the stored ones that may be other spellings of them.

    Returns the number of stored names. Writes temporary tables only.
    """
    run_statements(connection, "load", "find_new_names", "find_new_name_keys")
    run_statements(connection, "load", "find_earlier_names", names_per_key=NAME_MATCH_LIMITS.names_per_key)
    run_statements(connection, "load", "find_other_kind_texts")
    return _count_names(connection)


def match_new_names(connection: duckdb.DuckDBPyConnection, match_names: MatchNames, locate: LocatePlaces) -> None:
    """Matches and locates the names that `find_new_names` staged. Needs temporary tables only, not the writer."""
    limits = NAME_MATCH_LIMITS
    run_statements(connection, "load", "find_kind_pairs", majority=limits.majority)
    bounds = {"pairs_per_name": limits.pairs_per_name, "names_per_key": limits.names_per_key}
    matches = _choose_matches(run_statements(connection, "load", "find_name_pairs", **bounds).fetchall(), match_names)
    run_statements(
        connection,
        "load",
        "stage_name_matches",
        names=[match.name_id for match in matches],
        entities=[match.entity_id for match in matches],
        like_names=[match.like_name_id for match in matches],
        scores=[match.result.score for match in matches],
        reasons=[match.result.reason for match in matches],
    )
    locate_names(connection, locate)


def store_names(
    connection: duckdb.DuckDBPyConnection, match_names: MatchNames, locate: LocatePlaces, known: int | None
) -> None:
    """Adds the staged names that are new, each with its entity.

    `known` names were stored when the staged ones were matched. If others are stored by now, or none were matched, the
    names are matched here.
    """
    if known is None or known != _count_names(connection):
        find_new_names(connection)
        match_new_names(connection, match_names, locate)
    run_statements(connection, "load", "insert_names", "insert_name_keys")


def _count_names(connection: duckdb.DuckDBPyConnection) -> int:
    ((count,),) = connection.execute("select coalesce(max(position), 0) from ops.names").fetchall()
    return int(count)


def _choose_matches(rows: Sequence[tuple[Any, ...]], match_names: MatchNames) -> list[_NameMatch]:
    """New names in order, each with the most similar earlier name whose entity has no name that differs from it."""
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
    for row, pair, result in zip(rows, pairs, match_names(pairs), strict=True):
        name_id, other_id, entity_id = row[0], row[4], row[8]
        candidates[name_id].append(_Candidate(other_id, entity_id, result, of_its_kind=pair.kind == pair.other_kind))
    moved: dict[str, str] = {}  # new names of this load that joined an entity
    matches = []
    for name_id, others in candidates.items():
        best = _best_candidate(others, moved)
        if best is not None:
            moved[name_id] = moved.get(best.name_id, best.entity_id)
            matches.append(_NameMatch(name_id, moved[name_id], best.name_id, best.result))
    return matches


def _best_candidate(others: Sequence[_Candidate], moved: dict[str, str]) -> _Candidate | None:
    """The most similar candidate that is the same, the earliest of equal ones; None where there is none.

    An entity is excluded when one of its names is known to differ. A name of another kind is excluded when the name may
    be one of its own kind.
    """
    if any(other.of_its_kind and other.result.same is not False for other in others):
        others = [other for other in others if other.of_its_kind]
    entities = [moved.get(other.name_id, other.entity_id) for other in others]
    different = {entity for entity, other in zip(entities, others, strict=True) if other.result.same is False}
    allowed = [
        other for entity, other in zip(entities, others, strict=True) if other.result.same and entity not in different
    ]
    return max(allowed, key=lambda other: other.result.score, default=None)
