"""Reads and writes the watch list and its state, whole rows at a time, one set-based statement a table.

Database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

import duckdb

from warehouse.db import transaction
from warehouse.load import rows_of
from warehouse.model.records import encode_row
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, FetchRow, GapRow, PageRow

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a round of polls changed: rows to replace (feeds, entries, pages) and rows to add (the others)."""

    feeds: Sequence[FeedRow] = ()
    entries: Sequence[EntryRow] = ()
    pages: Sequence[PageRow] = ()
    history: Sequence[FeedChangeRow] = ()
    gaps: Sequence[GapRow] = ()
    fetches: Sequence[FetchRow] = ()


def watched_feeds(connection: duckdb.DuckDBPyConnection, *, removed: bool = False) -> list[FeedRow]:
    """The watch list in the order in which it grew; with `removed` also what was taken off it."""
    condition = "true" if removed else "removed_at is null"
    return _rows(connection, FeedRow, "feeds", condition, [], order="added_at, url")


def due_feeds(connection: duckdb.DuckDBPyConnection, now: datetime) -> list[FeedRow]:
    """Feeds that are due, the longest waiting first."""
    # A time further ahead than any policy sets comes from a wrong clock: eight days.
    condition = "removed_at is null and not (next_poll_at > $1 and next_poll_at <= $1 + interval 8 days)"
    return _rows(connection, FeedRow, "feeds", condition, [now], order="next_poll_at, feed_id")


def due_pages(connection: duckdb.DuckDBPyConnection, now: datetime, *, limit: int) -> list[PageRow]:
    """Pages that are due for another try or another look, the longest waiting first."""
    order = f"next_fetch_at, url limit {limit}"
    return _rows(connection, PageRow, "ops.pages", "next_fetch_at <= $1", [now], order=order)


def pages_of(connection: duckdb.DuckDBPyConnection, urls: Sequence[str]) -> list[PageRow]:
    """The stored rows of these pages."""
    if not urls:
        return []
    return _rows(connection, PageRow, "ops.pages", "url in (select unnest($1))", [list(urls)], order="url")


def entries_of(connection: duckdb.DuckDBPyConnection, feed_ids: Sequence[str]) -> list[EntryRow]:
    """Entries that were seen in these feeds."""
    return _rows(
        connection, EntryRow, "ops.entries", "feed_id in (select unnest($1))", [list(feed_ids)], order="feed_id, keys"
    )


def describe_feeds(connection: duckdb.DuckDBPyConnection, *, limit: int) -> tuple[list[str], list[dict[str, Any]]]:
    """The feeds that are silent for longer than is usual for them, and the state of the first `limit` watched feeds.

    Of silent feeds the addresses, the longest silent first; of watched ones values of JSON by name, those in trouble
    first.
    """
    silent = connection.execute("select url from silent_feeds order by last_entry_at, url").fetchall()
    table = connection.sql(
        "select url, status, last_kind, entries_a_day, changed_at::varchar as changed_at, "
        "next_poll_at::varchar as next_poll_at from feeds where removed_at is null "
        f"order by status desc, changed_at desc nulls last limit {limit:d}"
    )
    return [url for (url,) in silent], [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]


def keep(connection: duckdb.DuckDBPyConnection, watched: Watched, *, scratch: Path) -> None:
    """Writes what changed, all or nothing. Replaced are rows with the same feed_id; feed_id and keys; url."""
    with TemporaryDirectory(dir=scratch, prefix="watch-") as folder, transaction(connection):
        for table, key, rows in (
            ("feeds", "feed_id", watched.feeds),
            ("ops.entries", "feed_id, keys", watched.entries),
            ("ops.pages", "url", watched.pages),
            ("ops.feed_history", None, watched.history),
            ("ops.poll_gaps", None, watched.gaps),
            ("ops.fetches", None, watched.fetches),
        ):
            _put(connection, table, key, rows, Path(folder))


def forget_entries(connection: duckdb.DuckDBPyConnection, before: datetime) -> None:
    """Drops entries that no document has shown since `before`."""
    connection.execute("delete from ops.entries where last_seen_at < ?", [before])


def _put(connection: duckdb.DuckDBPyConnection, table: str, key: str | None, rows: Iterable[Any], folder: Path) -> None:
    records = list(rows)
    if not records:
        return
    path = folder / f"{table}.ndjson"
    path.write_bytes(b"".join(map(encode_row, records)))
    connection.execute(f"create or replace temp table watch_rows as from {rows_of(type(records[0]), [str(path)])}")
    if key:
        connection.execute(
            f"delete from {table} where ({key}) in (select ({key}) from watch_rows)"
            if "," in key
            else f"delete from {table} where {key} in (select {key} from watch_rows)"
        )
    connection.execute(f"insert into {table} by name from watch_rows")
    connection.execute("drop table watch_rows")


def _rows(
    connection: duckdb.DuckDBPyConnection,
    record: type[_R],
    table: str,
    condition: str,
    values: list[Any],
    *,
    order: str,
) -> list[_R]:
    names = [field.name for field in fields(cast("Any", record))]
    rows = connection.execute(
        f"select {', '.join(names)} from {table} where {condition} order by {order}", values
    ).fetchall()
    return [record(**{name: _value(value) for name, value in zip(names, row, strict=True)}) for row in rows]


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
