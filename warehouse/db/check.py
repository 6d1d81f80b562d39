"""Runs the checks: one SQL file each, every row it returns is a violation.

Database: writes only `ops.checks`. A check looks at the article versions in the temporary table `check_scope`: those of
the last load, or all.
"""

from datetime import datetime
from typing import Any

import duckdb

from warehouse.db.statements import statements

LOADED = "select distinct article_id, version from load_touched"
EVERYTHING = "select article_id, version from article_versions"
# Looked up by their rows: a join would read the texts of all versions.
_TEXTS = """
create or replace temp view check_texts as
select article_id, version, change, text
from article_versions
where rowid in (select version.rowid from article_versions as version semi join check_scope using (article_id, version))
"""


def run_checks(
    connection: duckdb.DuckDBPyConnection, *, scope: str, run_id: str | None, now: datetime
) -> dict[str, list[tuple[Any, ...]]]:
    """Violations by check, checks without any left out. With a `run_id` each result is written to `ops.checks`."""
    connection.execute(f"create or replace temp table check_scope as {scope}")
    connection.execute(_TEXTS)
    violations = {check.name: connection.execute(check.sql).fetchall() for check in statements("checks")}
    if run_id is not None:
        for name, rows in violations.items():
            connection.execute(
                "insert into ops.checks (run_id, name, violations, checked_at) values (?, ?, ?, ?)",
                [run_id, name, len(rows), now],
            )
    return {name: rows for name, rows in violations.items() if rows}
