"""Counts and spellings of entities, made anew. SQL only."""

from __future__ import annotations

import duckdb

from warehouse.statements import statement


def refresh_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes counts and spellings of the entities in the temporary table `chosen_entities` anew; unused ones go."""
    for name in ("51_counted", "52_entities", "53_entities_unused", "54_aliases_unused", "55_aliases"):
        connection.execute(statement("load", name).sql)
