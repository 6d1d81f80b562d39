"""Counts and spellings of entities, made anew. SQL only."""

from __future__ import annotations

import duckdb

from warehouse.statements import statement


def refresh_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes counts and spellings of the entities in the temporary table `chosen_entities` anew; unused ones go."""
    connection.execute("create or replace temp table touched (article_id varchar, version integer, newest boolean)")
    for name in ("55_counted_chosen", "51_entities", "56_entities_unused", "57_aliases_unused", "54_aliases"):
        connection.execute(statement("load", name).sql)
