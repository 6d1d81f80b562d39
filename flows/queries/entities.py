"""Looks an entity up, and decides about it: merge, split, rename, undo.

Database: reads the published copy; decisions are written and published. No Prefect.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from getpass import getuser
from typing import Any

from duckdb import DuckDBPyConnection

from flows.runtime.clock import utc_now
from flows.runtime.settings import Settings
from warehouse.db import publish, reader, statement, writer
from warehouse.load import decide, new_decision
from warehouse.model.errors import BadQuery
from warehouse.model.vocabulary import DecisionKind

# Entities named in an error when a name means several.
_NAMED = 5


class NoSuchEntity(BadQuery):
    """Nothing is known by that name, or too much."""

    trouble = "entity"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityReport:
    """An entity and what is known of it, as rows to print."""

    entity: dict[str, Any]
    spellings: list[dict[str, Any]]
    roles: list[dict[str, Any]]
    articles: list[dict[str, Any]]
    decisions: list[dict[str, Any]]


def describe_entity(name: str, settings: Settings, *, kind: str | None) -> EntityReport:
    """What is known of an entity, from the published copy. Raises `NoSuchEntity`."""
    with reader(settings.home) as connection:
        entity_id = _entity(connection, name, kind)
        parts = {
            part: query_rows(connection, "entities", part, {"entity": entity_id})
            for part in ("entity", "spellings", "roles", "articles", "decisions")
        }
        return EntityReport(entity=parts.pop("entity")[0], **parts)


def merge_entities(name: str, other: str, settings: Settings, *, kind: str | None, why: str | None) -> str:
    """The second becomes part of the first. Returns the id of the decision. Raises `NoSuchEntity`."""
    with _deciding(settings) as (connection, now):
        kept, joined = _entity(connection, name, kind), _entity(connection, other, kind)
        if kept == joined:
            raise NoSuchEntity(f"{name} and {other}", "they are one entity already")
        first, second = (_first_name(connection, entity_id) for entity_id in (kept, joined))
        return _decide(connection, DecisionKind.SAME, first, other_id=second, now=now, why=why)


def split_entity(name: str, alias: str, settings: Settings, *, kind: str | None, why: str | None) -> list[str]:
    """A spelling becomes an entity of its own. Returns the ids of the decisions. Raises `NoSuchEntity`."""
    with _deciding(settings) as (connection, now):
        entity_id = _entity(connection, name, kind)
        rows = connection.execute(statement("entities", "names_spelled").sql, [entity_id, alias]).fetchall()
        spelled = [name_id for (name_id,) in rows]
        if not spelled:
            raise NoSuchEntity(name, f"{alias} is none of its spellings")
        left = connection.execute(statement("entities", "names_left").sql, [entity_id, spelled]).fetchone()
        if not (left and left[0]):
            raise NoSuchEntity(name, f"{alias} is the only name it has")
        first, *rest = spelled
        # Decisions follow each other in time: the names are merged after they were split off.
        steps = [(DecisionKind.NOT_SAME, name_id, None) for name_id in spelled]
        steps += [(DecisionKind.SAME, first, name_id) for name_id in rest]
        return [
            _decide(connection, step, name_id, other_id=other, now=now + timedelta(microseconds=place), why=why)
            for place, (step, name_id, other) in enumerate(steps)
        ]


def rename_entity(name: str, new: str, settings: Settings, *, kind: str | None, why: str | None) -> str:
    """The entity is called by another name. Returns the id of the decision. Raises `NoSuchEntity`."""
    with _deciding(settings) as (connection, now):
        first = _first_name(connection, _entity(connection, name, kind))
        return _decide(connection, DecisionKind.RENAME, first, name=new, now=now, why=why)


def undo_decision(decision_id: str, settings: Settings, *, why: str | None) -> str:
    """What a decision changed is as it was before. Returns the id of the undoing. Raises `NoSuchEntity`."""
    with _deciding(settings) as (connection, now):
        known = connection.execute("select 1 from ops.decisions where decision_id = ?", [decision_id]).fetchone()
        if known is None:
            raise NoSuchEntity(decision_id, "no such decision; `dateline entity NAME` shows them")
        return _decide(connection, DecisionKind.UNDO, decision_id, now=now, why=why)


@contextmanager
def _deciding(settings: Settings) -> Iterator[tuple[DuckDBPyConnection, datetime]]:
    """The writer for the length of the block; what was decided is published."""
    with reader(settings.home):
        pass  # there must be something to decide about
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        yield connection, utc_now()
    publish(settings.home, wait_seconds=settings.lock_wait_seconds)


def _decide(
    connection: DuckDBPyConnection,
    kind: DecisionKind,
    subject_id: str,
    *,
    now: datetime,
    why: str | None,
    other_id: str | None = None,
    name: str | None = None,
) -> str:
    """Decides about a name or a decision, by the user of the system; returns the id of the decision."""
    decision = new_decision(kind, subject_id, now=now, decided_by=getuser(), other_id=other_id, name=name, why=why)
    decide(connection, decision)
    return decision.decision_id


def _entity(connection: DuckDBPyConnection, name: str, kind: str | None) -> str:
    """The entity of this id, or that is spelled so."""
    rows = connection.execute(statement("entities", "spelled").sql, {"name": name, "kind": kind}).fetchall()
    if not rows:
        raise NoSuchEntity(name, "nothing is known by this name")
    if len(rows) > 1:
        several = "; ".join(
            f"{entity_id} {entity_name} ({its_kind})" for entity_id, entity_name, its_kind in rows[:_NAMED]
        )
        raise NoSuchEntity(name, f"several are spelled so, take an id or --kind: {several}")
    return str(rows[0][0])


def _first_name(connection: DuckDBPyConnection, entity_id: str) -> str:
    row = connection.execute(statement("entities", "first_name").sql, [entity_id]).fetchone()
    if row is None:
        raise NoSuchEntity(entity_id, "it has no name")
    return str(row[0])


def query_rows(
    connection: DuckDBPyConnection, folder: str, name: str, parameters: dict[str, Any]
) -> list[dict[str, Any]]:
    """The rows of a SQL file, each by column."""
    cursor = connection.execute(statement(folder, name).sql, parameters)
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
