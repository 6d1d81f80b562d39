"""Relations between articles: what each version has to do with those before it in the log.

A relation looks at the versions that it has not seen yet, in the order of the log (the temporary table `waiting`:
article_id, version, position, place), and at what came before them, those of the same load included. So its tables
follow from the log, however that was cut into loads. What it stores is written together with how far it has come.

    read (the writer open) ─▶ tell (closed: it is most of the work) ─▶ store (open, in one transaction)

Where only a few versions wait, as after a poll, closing the writer takes longer than telling: it stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import duckdb

from warehouse.db.connect import attached
from warehouse.db.statements import statement

# Versions related at once, so that a warehouse of any size can be related anew in bounded memory.
TOGETHER = 500
# Closing and opening the writer takes some 0.1 s, telling some 10 ms a version.
FEW = 10


class Relation(Protocol):
    """One relation. Each step leaves what the next one needs in temporary tables."""

    @property
    def name(self) -> str:
        """As in `ops.relation_positions`."""

    @property
    def tables(self) -> Sequence[str]:
        """What it writes; nobody else does."""

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Puts aside what is needed to relate the versions in `waiting`. Writes nothing but temporary tables."""

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Relates them, from temporary tables alone: the writer is closed where many versions wait."""

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes what was told, within a transaction."""


def relate(
    connection: duckdb.DuckDBPyConnection, home: Path, relations: Sequence[Relation], *, wait_seconds: float
) -> None:
    """Relates all versions that wait; `connection` is that of a `workspace`. Raises as `attached` does.

    What one relation told is stored, and what the next one needs is read, while the writer is open once.
    """
    left = list(relations)
    told: Relation | None = None
    while left:
        with attached(connection, home, wait_seconds=wait_seconds):
            if told is not None:
                _store(connection, told)
            told = _read(connection, left)
        if told is not None:
            told.tell(connection)


def waits(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation]) -> bool:
    """Whether a version waits for one of the relations: a run was killed between its load and this."""
    return any(_waiting(connection, relation, at_most=1) for relation in relations)


def forget(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation]) -> None:
    """Empties the tables of the relations, so that all versions wait again."""
    for relation in relations:
        for table in relation.tables:
            connection.execute(f"delete from {table}")
        connection.execute("delete from ops.relation_positions where relation = ?", [relation.name])


def _read(connection: duckdb.DuckDBPyConnection, left: list[Relation]) -> Relation | None:
    """Reads for the next relation for which many versions wait, and relates those before it for which few do.

    Takes what has nothing left to do off the list; None when that is all.
    """
    while left:
        waiting = _waiting(connection, left[0], at_most=TOGETHER)
        if not waiting:
            del left[0]
            continue
        left[0].read(connection)
        if waiting > FEW:
            return left[0]
        left[0].tell(connection)
        _store(connection, left[0])
    return None


def _store(connection: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    connection.execute("begin")
    try:
        relation.store(connection)
        connection.execute(statement("relate", "reached").sql, {"relation": relation.name})
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _waiting(connection: duckdb.DuckDBPyConnection, relation: Relation, *, at_most: int) -> int:
    row = connection.execute(
        statement("relate", "waiting").sql, {"relation": relation.name, "at_most": at_most}
    ).fetchone()
    return int(row[0]) if row else 0
