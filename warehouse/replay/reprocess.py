"""Makes part of the derived tables anew: selects articles and captures, removes their rows, takes new rows over.

Database.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.db import attached_file, run_statements, transaction
from warehouse.load import refresh_entities
from warehouse.model.tables import TABLES, Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to make anew: what fits all the fields that are not None.

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
    """Returns the captures to read again; writes the temporary tables `reprocess_articles` and `reprocess_captures`.

    An article is made anew from all its captures, and a capture with all its articles.
    """
    run_statements(connection, "reprocess", "choose_captures", **asdict(selection))
    run_statements(connection, "reprocess", "choose_articles")
    while _add_connected(connection):
        pass
    return {capture_id for (capture_id,) in connection.execute("from reprocess_captures").fetchall()}


def clear(connection: duckdb.DuckDBPyConnection) -> None:
    """Deletes the rows of the chosen articles and captures; keeps their entities and their positions in the log."""
    connection.execute(
        "create or replace table reprocess_entities as "
        "select distinct entity_id from mentions semi join reprocess_articles using (article_id)"
    )
    connection.execute(
        "create or replace table reprocess_positions as "
        "select capture_id, position from ops.captures where capture_id in (from reprocess_captures)"
    )
    for table in TABLES:
        if table.owner is Owner.ARTICLE:
            connection.execute(f"delete from {table.name} where article_id in (from reprocess_articles)")
        elif table.owner is Owner.CAPTURE:
            connection.execute(f"delete from {table.name} where capture_id in (from reprocess_captures)")


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Counts the entities anew after everything was loaded, and restores the positions of captures in the log."""
    connection.execute("create or replace temp table recount_entities as from reprocess_entities")
    refresh_entities(connection)
    connection.execute(
        "update ops.captures as stored set position = before.position "
        "from reprocess_positions as before where before.capture_id = stored.capture_id"
    )
    for table in ("reprocess_entities", "reprocess_positions"):
        connection.execute(f"drop table {table}")


def count_lost_captures(connection: duckdb.DuckDBPyConnection, before: Path) -> tuple[int, str | None]:
    """The number of captures of the database file `before` that are not stored now, and the place of the first."""
    with attached_file(connection, before, "before"):
        ((count, place),) = run_statements(connection, "reprocess", "count_lost_captures").fetchall()
    return int(count), place


def take_over(connection: duckdb.DuckDBPyConnection, made: Path, *, tables: Sequence[str]) -> None:
    """Puts derived tables of the database file `made` in place of those of the attached writer, all or nothing."""
    with attached_file(connection, made, "made"), transaction(connection):
        for table in tables:
            name = table if "." in table else f"main.{table}"
            connection.execute(f"delete from {table}")
            connection.execute(f"insert into {table} by name from made.{name}")


def _add_connected(connection: duckdb.DuckDBPyConnection) -> bool:
    before = _count_chosen(connection)
    run_statements(connection, "reprocess", "add_captures_of_articles", "add_articles_of_captures")
    return _count_chosen(connection) > before


def _count_chosen(connection: duckdb.DuckDBPyConnection) -> int:
    query = "select (select count(*) from reprocess_articles) + (select count(*) from reprocess_captures)"
    return int(connection.execute(query).fetchall()[0][0])
