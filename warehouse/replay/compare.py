"""Compares two databases table by table: equal down to the last row, or how many rows differ.

Database, read only. Every table that either database holds is compared, known to the program or not, except those that
`TABLES` declares to be facts about the installation: runs, polls, decisions do not follow from the archive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.db import sql_literal
from warehouse.model.tables import TABLES, Owner

# Tables of one database or several that hold rows of their own, by name as in SQL.
_STORED = """
select distinct case when schema_name = 'main' then table_name else schema_name || '.' || table_name end
from duckdb_tables()
where not temporary and not internal and list_contains($catalogs, database_name)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A table in two databases: rows in each, and rows that only one of them has (both 0 when they are equal)."""

    table: str
    rows_before: int
    rows_after: int
    only_before: int
    only_after: int

    @property
    def equal(self) -> bool:
        """Whether both hold the same rows, each as often."""
        return not self.only_before and not self.only_after


def compare_databases(before: Path, after: Path) -> list[Difference]:
    """Compares the derived tables of the database files `before` and `after`; neither may be open for writing."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"attach {sql_literal(path)} as {name} (read_only)")
        return [_difference(connection, table) for table in derived_tables(connection, "before", "after")]


def derived_tables(connection: duckdb.DuckDBPyConnection, *catalogs: str) -> list[str]:
    """Names of the tables that follow from the archive, in the databases attached as `catalogs`, else in the current.

    Those of `TABLES` come first and in its order, then all others that the databases hold, by name.
    """
    here = connection.execute("select current_database()").fetchall()[0]
    stored = {name for (name,) in connection.execute(_STORED, {"catalogs": list(catalogs or here)}).fetchall()}
    declared = [table.name for table in TABLES if table.owner is not Owner.INSTALLATION and table.name in stored]
    return declared + sorted(stored - {table.name for table in TABLES})


def table_hash(connection: duckdb.DuckDBPyConnection, table: str, *, without: Sequence[str] = ()) -> tuple[int, int]:
    """Number of rows, and the sum of the hashes of the rows: the same for the same rows in any order.

    `table` may be qualified; columns in `without` do not count. Hashes are those of this version of DuckDB.
    """
    left_out = f" exclude ({', '.join(without)})" if without else ""
    ((rows, total),) = connection.execute(
        f"select count(*), coalesce(sum(hash(stored)::hugeint), 0) from (select *{left_out} from {table}) as stored"
    ).fetchall()
    return int(rows), int(total)


def _difference(connection: duckdb.DuckDBPyConnection, table: str) -> Difference:
    name = table if "." in table else f"main.{table}"
    before, after = (_rows_in(connection, f"{catalog}.{name}") for catalog in ("before", "after"))
    only_before, only_after = 0, 0
    if before is None or after is None:
        only_before, only_after = (before or (0, 0))[0], (after or (0, 0))[0]
    elif before != after:
        only_before, only_after = _missing(connection, name, "after"), _missing(connection, name, "before")
    return Difference(
        table=table,
        rows_before=before[0] if before else 0,
        rows_after=after[0] if after else 0,
        only_before=only_before,
        only_after=only_after,
    )


def _rows_in(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int] | None:
    """Number and hash of the rows; None where the database has no such table."""
    try:
        return table_hash(connection, table)
    except duckdb.CatalogException:
        return None


def _missing(connection: duckdb.DuckDBPyConnection, table: str, there: str) -> int:
    """Returns the number of rows that `there` lacks."""
    here = "before" if there == "after" else "after"
    query = f"select count(*) from (from {here}.{table} except all from {there}.{table})"
    return int(connection.execute(query).fetchall()[0][0])
