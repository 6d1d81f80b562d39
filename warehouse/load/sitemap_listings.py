"""Finds pages that sitemaps list no longer: compares each listing of a load with the one before it.

Database. The rows follow from the sitemaps in the order of the log and from nothing else. The view `delistings` finds
the articles of the pages, so that it does not matter when those were loaded or whether they are made anew.
"""

import duckdb

from warehouse.db import run_statements


def load_listings(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds the staged listings, whose captures are stored. Runs inside a load; one query where there are none."""
    if not connection.execute("select exists (from staged_listings)").fetchall()[0][0]:
        return
    run_statements(connection, "listings", "find_new_listings", "order_listings", "find_missing_pages")
    run_statements(connection, "listings", "insert_delisted", "merge_relisted", "merge_listings")
