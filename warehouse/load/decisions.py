"""What people decide about entities, and what follows. Reads and writes tables; asks nobody.

Decisions are about names (`ops.names`), which are the same after every reprocessing, and are only ever added: what is
undone stays as a row beside the row that undoes it. Which entity a name belongs to is what the evidence says
(`found_entity_id`) and then the decisions in force, in their order. So undoing one gives back what was there before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from warehouse.db.statements import statement
from warehouse.load.counts import refresh_entities
from warehouse.model.tables import DecisionRow
from warehouse.model.vocabulary import DecisionKind


def new_decision(
    what: DecisionKind,
    name_id: str,
    *,
    now: datetime,
    decided_by: str,
    other_id: str | None = None,
    name: str | None = None,
    why: str | None = None,
) -> DecisionRow:
    """A decision with its id."""
    identity = "|".join(str(part) for part in (now.isoformat(), what, name_id, other_id, name))
    return DecisionRow(
        decision_id=sha256(identity.encode()).hexdigest()[:12],
        decided_at=now,
        decided_by=decided_by,
        what=what,
        name_id=name_id,
        other_id=other_id,
        name=name,
        why=why,
    )


def decide(connection: duckdb.DuckDBPyConnection, decision: DecisionRow) -> None:
    """Writes the decision down and brings mentions, aliases and counts in line with it, all or nothing."""
    connection.execute("begin")
    try:
        connection.execute(
            "insert into ops.decisions values (?, ?, ?, ?, ?, ?, ?, ?)",
            [getattr(decision, field) for field in DecisionRow.__slots__],
        )
        apply_decisions(connection)
        connection.execute(statement("decisions", "6_renamed_entities").sql)
        refresh_entities(connection)
        connection.execute("drop table chosen_entities")
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def carry_over(connection: duckdb.DuckDBPyConnection, before: Path) -> None:
    """Takes the decisions of the database file `before` into one that has none."""
    connection.execute(f"attach '{str(before).replace(chr(39), chr(39) * 2)}' as before (read_only)")
    try:
        connection.execute("insert into ops.decisions from before.ops.decisions")
    finally:
        connection.execute("detach before")


def in_force(connection: duckdb.DuckDBPyConnection) -> list[DecisionRow]:
    """Decisions that were not undone, in their order. An undo that is undone itself does not count."""
    rows = connection.execute("from ops.decisions order by decided_at desc, decision_id").fetchall()
    undone: set[str] = set()
    kept = []
    for row in rows:
        one = DecisionRow(**dict(zip(DecisionRow.__slots__, row, strict=True)))
        if one.decision_id in undone:
            continue
        if one.what == DecisionKind.UNDO:
            undone.add(one.name_id)
        else:
            kept.append(one)
    return kept[::-1]


def apply_decisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `ops.names` say what the evidence and the decisions in force say, and what hangs on it."""
    _write_groups(connection, in_force(connection))
    for name in ("1_moved_names", "2_names", "3_moved_meant", "4_meant", "5_moved_mentions"):
        connection.execute(statement("decisions", name).sql)
    connection.execute(statement("decisions", "6_chosen_entities").sql)
    move_mentions(connection)
    for table in ("moved_names", "moved_meant", "decided_entities", "decided_names"):
        connection.execute(f"drop table if exists {table}")


def move_mentions(connection: duckdb.DuckDBPyConnection) -> None:
    """Leads the mentions in the temporary table `moved_mentions` to their entities, and what hangs on them.

    Counts anew the entities in the temporary table `chosen_entities`; both tables are used up.
    """
    row = connection.execute("select count(*) from chosen_entities").fetchone()
    if row and row[0]:
        for name in ("7_mentions", "8_quotes", "9_attributions"):
            connection.execute(statement("decisions", name).sql)
        refresh_entities(connection)
    for table in ("moved_mentions", "chosen_entities"):
        connection.execute(f"drop table {table}")


def decided(connection: duckdb.DuckDBPyConnection) -> None:
    """Gives new names the entity that decisions make of them, and old names one that a new name brings.

    A replay begins with the decisions and meets the names one after the other.
    """
    if any(decision.what in {DecisionKind.SAME, DecisionKind.NOT_SAME} for decision in in_force(connection)):
        apply_decisions(connection)


def _write_groups(connection: duckdb.DuckDBPyConnection, decisions: Sequence[DecisionRow]) -> None:
    """Temporary tables: names that stand alone by a decision, and the entity that every merged one became."""
    names = {name for one in decisions for name in (one.name_id, one.other_id) if name}
    found = dict(connection.execute(statement("decisions", "0_found").sql, [sorted(names)]).fetchall())
    alone: dict[str, str] = {}
    parents: dict[str, str] = {}

    def entity(name_id: str) -> str | None:
        at = alone.get(name_id, found.get(name_id))
        while at in parents:
            at = parents[at]
        return at

    for one in decisions:
        if one.what == DecisionKind.NOT_SAME and one.name_id in found:
            alone[one.name_id] = sha256(f"alone|{one.name_id}|{one.decision_id}".encode()).hexdigest()[:20]
        elif one.what == DecisionKind.SAME and one.other_id:
            kept, joined = entity(one.name_id), entity(one.other_id)
            if kept and joined and kept != joined:
                parents[joined] = kept
    ends = {joined: _end(joined, parents) for joined in parents}
    connection.execute(
        "create or replace temp table decided_names as "
        "select unnest($names::varchar[]) as name_id, unnest($entities::varchar[]) as entity_id",
        {"names": list(alone), "entities": list(alone.values())},
    )
    connection.execute(
        "create or replace temp table decided_entities as "
        "select unnest($from::varchar[]) as found_entity_id, unnest($into::varchar[]) as entity_id",
        {"from": list(ends), "into": list(ends.values())},
    )


def _end(entity: str, parents: dict[str, str]) -> str:
    while entity in parents:
        entity = parents[entity]
    return entity
