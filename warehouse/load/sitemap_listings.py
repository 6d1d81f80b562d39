"""Which pages sitemaps list no longer: compares each listing of a load with the one before it. SQL only.

The rows follow from the sitemaps in the order of the log and from nothing else. Which articles the pages are is told by
the view `delistings`, so that it does not matter when those were loaded, or whether they are made anew.
"""

from __future__ import annotations

import duckdb

from warehouse.db.statements import statements


def load_listings(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds the staged listings, whose captures are stored; one query where there are none. Inside a load."""
    if not connection.execute("select exists (from staged_listings)").fetchall()[0][0]:
        return
    for found in statements("listings"):
        connection.execute(found.sql)
