"""Stores decisions about entities and applies them to names, mentions and counts.

Database. Decisions are about names (`ops.names`), which are the same after every reprocessing, and are only added: an
undone decision stays, beside the one that undoes it. The entity of a name follows from the texts (`found_entity_id`)
and then from the decisions in force, in their order. So undoing a decision restores the rows before it exactly.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from warehouse.db import attached_file, run_statements, transaction
from warehouse.load.counts import refresh_entities
from warehouse.model.tables import DecisionRow
from warehouse.model.vocabulary import DecisionKind


def new_decision(
    kind: DecisionKind,
    name_id: str,
    *,
    now: datetime,
    decided_by: str,
    other_id: str | None = None,
    name: str | None = None,
    why: str | None = None,
) -> DecisionRow:
    """A decision with its id."""
    identity = "|".join(str(part) for part in (now.isoformat(), kind, name_id, other_id, name))
    return DecisionRow(
        decision_id=sha256(identity.encode()).hexdigest()[:12],
        decided_at=now,
        decided_by=decided_by,
        what=kind,
        name_id=name_id,
        other_id=other_id,
        name=name,
        why=why,
    )


def decide(connection: duckdb.DuckDBPyConnection, decision: DecisionRow) -> None:
    """Stores the decision and brings mentions, aliases and counts in line with it, all or nothing."""
    with transaction(connection):
        connection.execute(
            f"insert into ops.decisions ({', '.join(DecisionRow.__slots__)}) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [getattr(decision, field) for field in DecisionRow.__slots__],
        )
        apply_decisions(connection)
        run_statements(connection, "decisions", "find_renamed_entities")
        refresh_entities(connection)
        connection.execute("drop table recount_entities")


def carry_over(connection: duckdb.DuckDBPyConnection, before: Path) -> None:
    """Takes the decisions of the database file `before` into one that has none."""
    with attached_file(connection, before, "before"):
        connection.execute("insert into ops.decisions by name from before.ops.decisions")


def in_force(connection: duckdb.DuckDBPyConnection) -> list[DecisionRow]:
    """Decisions that were not undone, in their order. An undo that is undone itself does not count."""
    rows = connection.execute("from ops.decisions order by decided_at desc, decision_id").fetchall()
    undone: set[str] = set()
    kept = []
    for row in rows:
        decision = DecisionRow(**dict(zip(DecisionRow.__slots__, row, strict=True)))
        if decision.decision_id in undone:
            continue
        if decision.what == DecisionKind.UNDO:
            undone.add(decision.name_id)
        else:
            kept.append(decision)
    return kept[::-1]


def apply_decisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings `ops.names` and all that depends on it in line with the texts and the decisions in force."""
    _stage_decided_entities(connection, in_force(connection))
    run_statements(connection, "decisions", "find_moved_names", "update_names")
    run_statements(connection, "decisions", "find_moved_resolutions", "update_name_resolutions")
    run_statements(connection, "decisions", "find_moved_mentions", "find_changed_entities")
    move_mentions(connection)
    for table in ("moved_names", "moved_resolutions", "merged_entities", "lone_names"):
        connection.execute(f"drop table if exists decisions_{table}")


def move_mentions(connection: duckdb.DuckDBPyConnection) -> None:
    """Gives the mentions in the temporary table `decisions_moved_mentions` their entities, and what refers to them.

    Counts the entities in the temporary table `recount_entities` anew. Drops both tables.
    """
    if connection.execute("select 1 from recount_entities limit 1").fetchone():
        run_statements(connection, "decisions", "update_mentions", "update_quotes", "update_attributions")
        refresh_entities(connection)
    for table in ("decisions_moved_mentions", "recount_entities"):
        connection.execute(f"drop table {table}")


def reapply_decisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Applies the decisions in force again, because names came in: new ones, or ones that a decision waited for.

    A replay begins with the decisions and loads the names one after the other.
    """
    if any(decision.what in {DecisionKind.SAME, DecisionKind.NOT_SAME} for decision in in_force(connection)):
        apply_decisions(connection)


def _stage_decided_entities(connection: duckdb.DuckDBPyConnection, decisions: Sequence[DecisionRow]) -> None:
    """Stages the names that a decision made entities of their own, and the entity into which each other one merged."""
    names = {name for decision in decisions for name in (decision.name_id, decision.other_id) if name}
    entities = dict(run_statements(connection, "decisions", "find_entities", names=sorted(names)).fetchall())
    alone: dict[str, str] = {}
    parents: dict[str, str] = {}

    def entity_of(name_id: str) -> str | None:
        entity = alone.get(name_id, entities.get(name_id))
        return entity and _follow(entity, parents)

    for decision in decisions:
        if decision.what == DecisionKind.NOT_SAME and decision.name_id in entities:
            identity = f"alone|{decision.name_id}|{decision.decision_id}"
            alone[decision.name_id] = sha256(identity.encode()).hexdigest()[:20]
        elif decision.what == DecisionKind.SAME and decision.other_id:
            kept, joined = entity_of(decision.name_id), entity_of(decision.other_id)
            if kept and joined and kept != joined:
                parents[joined] = kept
    connection.execute(
        "create or replace temp table decisions_lone_names as "
        "select unnest($names::varchar[]) as name_id, unnest($entities::varchar[]) as entity_id",
        {"names": list(alone), "entities": list(alone.values())},
    )
    connection.execute(
        "create or replace temp table decisions_merged_entities as "
        "select unnest($from::varchar[]) as found_entity_id, unnest($into::varchar[]) as entity_id",
        {"from": list(parents), "into": [_follow(joined, parents) for joined in parents]},
    )


def _follow(entity: str, parents: dict[str, str]) -> str:
    while entity in parents:
        entity = parents[entity]
    return entity
