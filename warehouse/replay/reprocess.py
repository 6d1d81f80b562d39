"""Making part of the derived tables anew: which articles, which captures, and how the new rows come in. SQL only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.db.statements import statement
from warehouse.load.counts import refresh_entities
from warehouse.model.tables import TABLES, Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to make anew; what is None does not choose. All of them together choose.

    `source` is an outlet's name or domain, `since` and `until` a half-open range of capture times (UTC), `extracted_by`
    the beginning of `article_versions.extracted_with`.
    """

    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    extracted_by: str | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()


def choose(connection: duckdb.DuckDBPyConnection, selection: Selection) -> set[str]:
    """Captures to read again, and temporary tables `chosen_articles` and `chosen_captures` of what goes with them.

    An article is made anew from all its captures, and a capture with all its articles.
    """
    connection.execute(
        statement("reprocess", "chosen_captures").sql,
        {
            "source": selection.source,
            "since": selection.since,
            "until": selection.until,
            "extracted_by": selection.extracted_by,
        },
    )
    connection.execute(statement("reprocess", "chosen_articles").sql)
    while _grown(connection):
        pass
    return {capture_id for (capture_id,) in connection.execute("from chosen_captures").fetchall()}


def clear(connection: duckdb.DuckDBPyConnection) -> None:
    """Takes out the rows of what was chosen; keeps whose counts must be made anew, and the places in the log."""
    connection.execute(
        "create or replace table reprocessed_entities as "
        "select distinct entity_id from mentions semi join chosen_articles using (article_id)"
    )
    connection.execute(
        "create or replace table chosen_positions as "
        "select capture_id, position from ops.captures where capture_id in (from chosen_captures)"
    )
    for table in TABLES:
        if table.owner is Owner.ARTICLE:
            connection.execute(f"delete from {table.name} where article_id in (from chosen_articles)")
        elif table.owner is Owner.CAPTURE:
            connection.execute(f"delete from {table.name} where capture_id in (from chosen_captures)")


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes counts true again after everything was loaded, and puts captures back in their places."""
    connection.execute("create or replace temp table chosen_entities as from reprocessed_entities")
    refresh_entities(connection)
    connection.execute(
        "update ops.captures as stored set position = before.position "
        "from chosen_positions as before where before.capture_id = stored.capture_id"
    )
    for table in ("reprocessed_entities", "chosen_positions"):
        connection.execute(f"drop table {table}")


def lost(connection: duckdb.DuckDBPyConnection, before: Path) -> tuple[int, str | None]:
    """How many captures of the database file `before` are not among those now, and where the first of them lay."""
    with _attached(connection, before, "before"):
        row = connection.execute(statement("reprocess", "captures_lost").sql).fetchone()
    return (int(row[0]), row[1]) if row else (0, None)


def take_over(connection: duckdb.DuckDBPyConnection, made: Path, *, tables: Sequence[str]) -> None:
    """Puts derived tables of the database file `made` in place of those of the attached writer, all or nothing."""
    with _attached(connection, made, "made"):
        connection.execute("begin")
        try:
            for table in tables:
                name = table if "." in table else f"main.{table}"
                connection.execute(f"delete from {table}")
                connection.execute(f"insert into {table} by name from made.{name}")
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> Iterator[None]:
    connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
    try:
        yield
    finally:
        connection.execute(f"detach {name}")


def _grown(connection: duckdb.DuckDBPyConnection) -> bool:
    before = _size(connection)
    connection.execute(statement("reprocess", "captures_of_articles").sql)
    connection.execute(statement("reprocess", "articles_of_captures").sql)
    return _size(connection) > before


def _size(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute(
        "select (select count(*) from chosen_articles) + (select count(*) from chosen_captures)"
    ).fetchone()
    return int(row[0]) if row else 0
