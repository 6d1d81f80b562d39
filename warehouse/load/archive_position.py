"""Looks up how far the archive is loaded, and what was captured, fetched or rejected before.

Database, read only.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import duckdb

# Arguments of a run by which a backfill passes over what it meets.
CHOOSING = ("--since", "--until", "--source")


def loaded_until(connection: duckdb.DuckDBPyConnection) -> tuple[str, int]:
    """File and offset of the first record of the archive that is not loaded; ("", 0) when nothing is."""
    row = connection.execute("select file, next_offset from ops.archive_position").fetchone()
    return (str(row[0]), int(row[1])) if row else ("", 0)


def bodies_held(
    connection: duckdb.DuckDBPyConnection, digests: Sequence[str], *, month: str | None = None
) -> dict[str, tuple[str, str, int, datetime]]:
    """By digest, the first capture of that body in the archive: its address, file, offset and time.

    With a `month` (2026-11) only files of that month count.
    """
    rows = connection.execute(
        "select digest, arg_min((uri, file, start_offset, seen_at), (file, start_offset)) from ops.captures "
        "where digest in (select unnest($1)) and size_bytes > 0 and file is not null and not starts_with(file, '/') "
        "and ($2 is null or substr(file, 8, 7) = $2) group by digest",
        [list(digests), month],
    ).fetchall()
    return {digest: tuple(place) for digest, place in rows}


def captured(
    connection: duckdb.DuckDBPyConnection, keys: Sequence[tuple[str, int | None, str]]
) -> set[tuple[str, int | None, str]]:
    """Which of these (address, line, digest) were captured before."""
    return _select_stored(
        connection,
        "select distinct uri, line, digest from ops.captures "
        "semi join (select unnest(?) as uri, unnest(?::integer[]) as line, unnest(?) as digest) as wanted "
        "on wanted.uri = captures.uri and wanted.line is not distinct from captures.line "
        "and wanted.digest = captures.digest",
        keys,
    )


def fetched(connection: duckdb.DuckDBPyConnection, urls: Sequence[str]) -> set[str]:
    """Which of these pages were fetched before and answered with a page."""
    rows = connection.execute(
        "select distinct uri from ops.fetches where purpose = 'page' and status = 200 and uri in (select unnest(?))",
        [list(urls)],
    ).fetchall()
    return {uri for (uri,) in rows}


def rejected(
    connection: duckdb.DuckDBPyConnection, keys: Sequence[tuple[str, int | None, str, str]]
) -> set[tuple[str, int | None, str, str]]:
    """Which of these (address, line, reason, detail) were rejected before, without ever having been captured."""
    return _select_stored(
        connection,
        "select distinct uri, line, reason, detail from ops.rejects "
        "semi join (select unnest(?) as uri, unnest(?::integer[]) as line, unnest(?) as reason, unnest(?) as detail) "
        "as wanted on wanted.uri = rejects.uri and wanted.line is not distinct from rejects.line "
        "and wanted.reason = rejects.reason and wanted.detail = rejects.detail where capture_id is null",
        keys,
    )


def referred(connection: duckdb.DuckDBPyConnection, places: Sequence[tuple[str, int]]) -> set[tuple[str, int]]:
    """Which of these places (file, offset) in web archives that are read where they lie were captured before."""
    return _select_stored(
        connection,
        "select distinct file, start_offset from ops.captures "
        "semi join (select unnest(?) as file, unnest(?::bigint[]) as start_offset) using (file, start_offset)",
        places,
    )


def web_archives_read(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """By path of a web archive that is read where it lies, where the last record that was read from it begins.

    None where a backfill ever chose among the records (`CHOOSING`): then not all before the last were read.
    """
    rows = connection.execute(
        "select file, max(start_offset) from ops.captures where starts_with(file, '/') "
        "and not exists (from ops.runs where kind = 'backfill' and list_has_any(arguments, ?)) group by file",
        [list(CHOOSING)],
    ).fetchall()
    return {file: int(offset) for file, offset in rows}


def _select_stored(connection: duckdb.DuckDBPyConnection, query: str, keys: Sequence[tuple[Any, ...]]) -> set[Any]:
    """The rows of a query that takes the keys as one list a column."""
    if not keys:
        return set()
    return set(connection.execute(query, [list(column) for column in zip(*keys, strict=True)]).fetchall())
