"""Loads staged batches into the writer: one transaction, set-based statements, checks before the commit.

The result does not depend on how documents were cut into batches: documents that share an identity key are loaded one
after the other ("waves"), all others together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.db.check import LOADED, run_checks
from warehouse.db.statements import statements
from warehouse.load.counts import count_entities
from warehouse.load.decisions import decided
from warehouse.load.entity_resolution import MatchNames, store_names
from warehouse.load.places import LocatePlaces, locate_nowhere
from warehouse.load.sitemap_listings import load_listings
from warehouse.model.errors import Violation
from warehouse.model.tables import TABLES
from warehouse.model.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What one load did: documents by outcome, and rejects by reason."""

    outcomes: Mapping[Outcome, int]
    rejects: Mapping[str, int]

    @property
    def documents(self) -> int:
        """Documents that are articles, whatever became of them."""
        return sum(self.outcomes.values())

    def counts(self) -> list[tuple[str, int]]:
        """Every outcome, then every reason for a reject, with its count; outcomes that did not occur are 0."""
        outcomes = [(str(outcome), self.outcomes.get(outcome, 0)) for outcome in Outcome if outcome != "rejected"]
        reasons = [(f"rejected: {reason}", count) for reason, count in sorted(self.rejects.items())]
        return [*outcomes, *reasons]

    def __add__(self, other: Loaded) -> Loaded:
        """The two loads counted together."""
        return Loaded(
            outcomes=Counter(self.outcomes) + Counter(other.outcomes),
            rejects=Counter(self.rejects) + Counter(other.rejects),
        )


NOTHING = Loaded(outcomes={}, rejects={})


def load(
    connection: duckdb.DuckDBPyConnection,
    *,
    judge: MatchNames,
    run_id: str,
    now: datetime,
    end: tuple[str, int] | None = None,
    known_names: int | None = None,
    locate: LocatePlaces = locate_nowhere,
) -> Loaded:
    """Loads what is staged (see `warehouse.load.staging`) in the order in which it was found, all or nothing.

    `judge` tells which names are spellings of one; `known_names` is how many names were stored when it was asked about
    the staged ones (`resolve.new_names`), None if it was not. `locate` tells where places lie.

    `end` (file, offset) is how far the archive has been loaded when this is: written in the same transaction, so that
    no capture is loaded twice or not at all, whenever the process is killed.

    Raises `Violation` when the loaded rows break a check; then nothing of these batches was stored.
    """
    connection.execute("begin")
    try:
        loaded = _load(connection, judge, locate, known_names)
        if end is not None:
            connection.execute(_named("60_position"), {"file": end[0], "next_offset": end[1]})
        _require_clean(run_checks(connection, scope=LOADED, run_id=run_id, now=now))
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")
    return loaded


def _load(
    connection: duckdb.DuckDBPyConnection, judge: MatchNames, locate: LocatePlaces, known_names: int | None
) -> Loaded:
    for table in ("touched", "aged"):
        connection.execute(f"create or replace temp table {table} (article_id varchar, version integer)")
    for name in ("10_captures", "11_rejects"):
        connection.execute(_named(name))
    load_listings(connection)
    rejects = connection.execute("select reason, count(*) from staged_rejects group by reason").fetchall()
    # Most polls bring answers and no documents; the statements for those take longer than all others together.
    documents, gone = _counted(connection)
    if gone:
        connection.execute(_named("12_gone_unknown"))
        documents, gone = _counted(connection)
    return Loaded(
        outcomes=_load_documents(connection, judge, locate, known_names, gone=gone > 0) if documents else {},
        rejects=dict(rejects),
    )


def _counted(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Documents, and those of them that say that there is none any more."""
    row = connection.execute("select count(*), count(*) filter (where is_gone) from documents").fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _load_documents(
    connection: duckdb.DuckDBPyConnection,
    judge: MatchNames,
    locate: LocatePlaces,
    known_names: int | None,
    *,
    gone: bool,
) -> Mapping[Outcome, int]:
    outcomes: Counter[Outcome] = Counter()
    for name in ("21_sources_known", "20_sources_new"):
        connection.execute(_named(name))
    store_names(connection, judge, locate, known_names)
    decided(connection)
    waves = _number_waves(connection)
    for wave in range(1, waves + 1):
        connection.execute(_named("30_resolutions"), {"wave": wave})
        if gone:
            connection.execute(_named("30_gone"), {"wave": wave})
        if wave == 1:
            connection.execute(_named("30_resolved"))
        found = _outcomes(connection)
        outcomes.update(found)
        for name in _steps(found, gone=gone):
            connection.execute(_named(name))
    connection.execute(_named("40_source_languages"))
    count_entities(connection)
    return outcomes


def _steps(found: Collection[Outcome], *, gone: bool) -> Iterator[str]:
    """What a wave of these outcomes needs; `gone`: some of its documents may say that there is none any more."""
    if Outcome.CHANGED in found:
        yield "30_restored"
    # An address shown again a hundred times is a hundred waves without a version.
    if set(found) - {Outcome.UNCHANGED}:
        yield from _VERSIONS
        if gone:
            yield "31_removed"
    yield from _MET
    if gone:
        yield from _GONE


def _require_clean(violations: Mapping[str, Sequence[object]]) -> None:
    if violations:
        broken = "; ".join(f"{name}: {rows[0]}" for name, rows in violations.items())
        raise Violation("load", f"{broken}; nothing of this batch was stored")


def _number_waves(connection: duckdb.DuckDBPyConnection) -> int:
    """Gives documents that may be one article a wave each, in their order; returns how many waves there are.

    Documents may be one article when they share a key, when their keys are known to lead to one article, or when a
    third document ties them together. All other documents go in the first wave.
    """
    shared = connection.execute(_named("01_shared_keys")).fetchall()
    if not shared:
        return 1
    size: Counter[str] = Counter()
    waves: dict[int, int] = {}
    for document, group in _groups(shared).items():
        size[group] += 1
        waves[document] = size[group]
    connection.execute(
        "update documents set wave = later.wave "
        "from (select unnest($documents) as document, unnest($waves) as wave) as later "
        "where later.document = documents.document",
        {"documents": list(waves), "waves": list(waves.values())},
    )
    return max(waves.values())


def _groups(shared: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Each document with the name of its group: those that ties connect, however far apart."""
    parent: dict[str, str] = {}

    def root(tie: str) -> str:
        parent.setdefault(tie, tie)
        while parent[tie] != tie:
            parent[tie] = parent[parent[tie]]
            tie = parent[tie]
        return tie

    first: dict[int, str] = {}
    for document, tie in shared:
        parent[root(tie)] = root(first.setdefault(document, tie))
    return {document: root(tie) for document, tie in sorted(first.items())}


def _outcomes(connection: duckdb.DuckDBPyConnection) -> dict[Outcome, int]:
    rows = connection.execute("select outcome, count(*) from resolved group by outcome").fetchall()
    return {Outcome(outcome): count for outcome, count in rows}


def _named(name: str) -> str:
    return _SQL[name]


# What new versions bring; and what every document does, met again or not.
_VERSIONS = (*(table.insert for table in TABLES if table.insert), "35_touched")
_MET = ("34_loads", "35_aged", "36_heads", "37_keys")
_GONE = ("36_heads_removed", "37_keys_gone")
_SQL = {found.name: found.sql for found in statements("load")}
