"""Loads staged batches into the writer: one transaction, set-based statements, checks before the commit.

Database. Documents that may be one article form a conflict group: the first document of every group is loaded, then the
second of every group, and so on. So the result does not depend on how documents were cut into batches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.db import LOADED, run_checks, run_statements, transaction
from warehouse.load.counts import count_entities
from warehouse.load.decisions import reapply_decisions
from warehouse.load.entity_resolution import MatchNames, store_names
from warehouse.load.places import LocatePlaces, locate_nowhere
from warehouse.load.sitemap_listings import load_listings
from warehouse.model.errors import Violation
from warehouse.model.tables import TABLES
from warehouse.model.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The result of one load: documents by outcome, and rejects by reason."""

    outcomes: Mapping[Outcome, int]
    rejects: Mapping[str, int]

    @property
    def documents(self) -> int:
        """Documents that are articles, whatever their outcome."""
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
    match_names: MatchNames,
    run_id: str,
    now: datetime,
    end: tuple[str, int] | None = None,
    known_names: int | None = None,
    locate: LocatePlaces = locate_nowhere,
) -> Loaded:
    """Loads what is staged (see `warehouse.load.staging`) in the order of the log, all or nothing.

    `match_names` decides which names are spellings of one. `known_names` is the number of names that were stored when
    the staged ones were matched (`find_new_names`), None if they were not. `locate` locates places.

    `end` (file, offset) is how far the archive is loaded after this load. It is written in the same transaction, so
    that every capture is loaded exactly once, whenever the process is killed.

    Raises `Violation` when the loaded rows break a check; then nothing of these batches is stored.
    """
    with transaction(connection):
        loaded = _load(connection, match_names, locate, known_names)
        if end is not None:
            run_statements(connection, "load", "merge_archive_position", file=end[0], next_offset=end[1])
        _require_clean(run_checks(connection, scope=LOADED, run_id=run_id, now=now))
    return loaded


def _load(
    connection: duckdb.DuckDBPyConnection, match_names: MatchNames, locate: LocatePlaces, known_names: int | None
) -> Loaded:
    for table in ("load_touched", "load_aged"):
        connection.execute(f"create or replace temp table {table} (article_id varchar, version integer)")
    run_statements(connection, "load", "insert_captures", "insert_rejects")
    load_listings(connection)
    rejects = connection.execute("select reason, count(*) from staged_rejects group by reason").fetchall()
    # Most polls bring answers and no documents; the statements for documents take longer than all others together.
    documents, gone = _count_documents(connection)
    if gone:
        run_statements(connection, "load", "delete_unknown_gone_pages")
        documents, gone = _count_documents(connection)
    outcomes: Mapping[Outcome, int] = {}
    if documents:
        run_statements(connection, "load", "update_sources", "insert_sources")
        store_names(connection, match_names, locate, known_names)
        reapply_decisions(connection)
        outcomes = _load_documents(connection, has_gone=gone > 0)
    return Loaded(outcomes=outcomes, rejects=dict(rejects))


def _count_documents(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Documents and answers that a page is gone, together; and the latter alone."""
    query = "select count(*), count(*) filter (where is_gone) from load_documents"
    ((documents, gone),) = connection.execute(query).fetchall()
    return documents, gone


def _load_documents(connection: duckdb.DuckDBPyConnection, *, has_gone: bool) -> Mapping[Outcome, int]:
    outcomes: Counter[Outcome] = Counter()
    for position in range(1, _number_conflict_groups(connection) + 1):
        run_statements(connection, "load", "resolve_documents", group_position=position)
        if has_gone:
            run_statements(connection, "load", "resolve_gone_pages", group_position=position)
        if position == 1:
            run_statements(connection, "load", "create_resolved")
        resolved = _count_outcomes(connection)
        outcomes.update(resolved)
        run_statements(connection, "load", *_statements_for(resolved, has_gone=has_gone))
    run_statements(connection, "load", "update_source_languages")
    count_entities(connection)
    return outcomes


def _statements_for(outcomes: Collection[Outcome], *, has_gone: bool) -> Iterator[str]:
    """The statements that documents with these outcomes need, in order."""
    if Outcome.CHANGED in outcomes:
        yield "update_restored"
    # A page that was captured a hundred times is at a hundred group positions, most of them without a version.
    if set(outcomes) - {Outcome.UNCHANGED}:
        yield from _NEW_VERSIONS
        if has_gone:
            yield "insert_removed_versions"
    yield from _EVERY_DOCUMENT
    if has_gone:
        yield from _GONE_PAGES


def _require_clean(violations: Mapping[str, Sequence[object]]) -> None:
    if violations:
        broken = "; ".join(f"{name}: {rows[0]}" for name, rows in violations.items())
        raise Violation("load", f"{broken}; nothing of this batch was stored")


def _number_conflict_groups(connection: duckdb.DuckDBPyConnection) -> int:
    """Numbers the documents of every conflict group in their order; returns the size of the largest group.

    Documents may be one article when they share a key, when their keys lead to one article, or when other documents
    connect them so. A document without such a tie is a group of its own.
    """
    shared = run_statements(connection, "load", "find_shared_keys").fetchall()
    if not shared:
        return 1
    size: Counter[str] = Counter()
    positions: dict[int, int] = {}
    for document, group in _group_documents(shared).items():
        size[group] += 1
        positions[document] = size[group]
    connection.execute(
        "update load_documents set group_position = later.group_position "
        "from (select unnest($documents) as document, unnest($positions) as group_position) as later "
        "where later.document = load_documents.document",
        {"documents": list(positions), "positions": list(positions.values())},
    )
    return max(positions.values())


def _group_documents(shared: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Each document with the name of its group: the connected components of documents and shared keys."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    first: dict[int, str] = {}
    for document, key in shared:
        parent[root(key)] = root(first.setdefault(document, key))
    return {document: root(key) for document, key in sorted(first.items())}


def _count_outcomes(connection: duckdb.DuckDBPyConnection) -> dict[Outcome, int]:
    rows = connection.execute("select outcome, count(*) from load_resolved group by outcome").fetchall()
    return {Outcome(outcome): count for outcome, count in rows}


_NEW_VERSIONS = (*(table.insert for table in TABLES if table.insert), "insert_touched")
_EVERY_DOCUMENT = ("insert_loads", "insert_aged", "merge_article_heads", "merge_article_keys")
_GONE_PAGES = ("update_removed_heads", "update_gone_keys")
