"""Counts and spellings of entities. SQL only.

A load adds to what was counted before; what ceases to count, or begins to by a decision, is counted anew, because the
first day, or the outlets, cannot be told from a difference.
"""

from __future__ import annotations

import duckdb

from warehouse.db.statements import statements


def count_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings counts and spellings in line with the versions in the temporary tables `touched` and `aged`.

    Touched: whose mentions begin or cease to count; aged: whose articles turned out to be older than they were.
    """
    connection.execute(_COUNT["1_recounted"])
    connection.execute(_COUNT["2_fresh"])
    if _any(connection, "chosen_entities"):
        refresh_entities(connection)
    if _any(connection, "fresh"):
        for name in ("3_names", "4_chosen_entities"):
            connection.execute(_COUNT[name])
        connection.execute(_RECOUNT["3_named"])
        for name in ("5_told_before", "6_entities", "7_aliases"):
            connection.execute(_COUNT[name])


def refresh_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes counts and spellings of the entities in the temporary table `chosen_entities` anew; unused ones go."""
    for sql in _RECOUNT.values():
        connection.execute(sql)


def _any(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return connection.execute(f"select 1 from {table} limit 1").fetchone() is not None


_COUNT = {found.name: found.sql for found in statements("count")}
_RECOUNT = {found.name: found.sql for found in statements("recount")}
