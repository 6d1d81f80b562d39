"""Counts the mentions, articles, outlets and spellings of entities.

Database. A load adds to the counts before it. Entities that lose mentions, or gain them by a decision, are counted
anew, because the first day and the number of outlets do not follow from a difference.
"""

import duckdb

from warehouse.db import run_statements


def count_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings counts and spellings in line with the versions in the temporary tables `load_touched` and `load_aged`.

    Touched: mentions of the version begin or cease to count. Aged: the article is older than it was.
    """
    run_statements(connection, "count", "find_recounted_entities", "find_new_mentions")
    if _has_rows(connection, "recount_entities"):
        refresh_entities(connection)
    if _has_rows(connection, "count_new_mentions"):
        run_statements(connection, "count", "merge_entity_names", "find_grown_entities")
        run_statements(connection, "recount", "name_entities")
        run_statements(connection, "count", "find_earlier_spellings", "merge_entities", "merge_aliases")


def refresh_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Counts the entities in the temporary table `recount_entities` anew; removes those without mentions."""
    run_statements(
        connection, "recount", "find_mentions", "delete_entity_names", "insert_entity_names", "name_entities"
    )
    run_statements(
        connection, "recount", "merge_entities", "delete_unused_entities", "delete_unused_aliases", "merge_aliases"
    )


def _has_rows(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return connection.execute(f"select 1 from {table} limit 1").fetchone() is not None
