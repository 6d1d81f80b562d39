"""Compares two databases table by table: equal down to the last row, or how many rows differ. Reads only.

Compared are the tables that follow from the archive. What a run did and when, watch lists and polls are not among them:
they are facts about this installation, not about what was captured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

DERIVED = (
    "sources",
    "article_versions",
    "links",
    "mentions",
    "ops.names",
    "ops.name_keys",
    "ops.persons",
    "ops.cooccurrence_counts",
    "ops.name_resolutions",
    "quotes",
    "attributions",
    "figures",
    "entities",
    "aliases",
    "ops.entity_names",
    "ops.article_heads",
    "ops.article_keys",
    "ops.captures",
    "ops.loads",
    "ops.rejects",
    "ops.relation_positions",
    "quote_links",
    "ops.quotations",
    "ops.quote_keys",
    "ops.version_shingles",
    "ops.shingles",
    "copies",
    "ops.story_profiles",
    "ops.story_keys",
    "ops.story_counts",
    "ops.story_members",
    "ops.story_titles",
    "story_events",
    "revision_parts",
    "ops.listings",
    "ops.delisted",
)


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


def compare(before: Path, after: Path, *, tables: Sequence[str] = DERIVED) -> list[Difference]:
    """Every table of the database files `before` and `after`, neither of which may be open for writing."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
        return [_difference(connection, table) for table in tables]


def table_hash(connection: duckdb.DuckDBPyConnection, table: str, *, without: Sequence[str] = ()) -> tuple[int, int]:
    """Number of rows, and the sum of the hashes of the rows: the same for the same rows in any order.

    `table` may be qualified; columns in `without` do not count. Hashes are those of this version of DuckDB.
    """
    left_out = f" exclude ({', '.join(without)})" if without else ""
    row = connection.execute(
        f"select count(*), coalesce(sum(hash(stored)::hugeint), 0) from (select *{left_out} from {table}) as stored"  # noqa: S608
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _difference(connection: duckdb.DuckDBPyConnection, table: str) -> Difference:
    name = table if "." in table else f"main.{table}"
    before, after = table_hash(connection, f"before.{name}"), table_hash(connection, f"after.{name}")
    only = (0, 0) if before == after else (_missing(connection, name, "after"), _missing(connection, name, "before"))
    return Difference(table=table, rows_before=before[0], rows_after=after[0], only_before=only[0], only_after=only[1])


def _missing(connection: duckdb.DuckDBPyConnection, table: str, there: str) -> int:
    """Rows that `there` lacks."""
    here = "before" if there == "after" else "after"
    query = f"select count(*) from (from {here}.{table} except all from {there}.{table})"  # noqa: S608
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
