"""Keeps the files small: compacts the writer, removes old archive files, forgets old feed entries.

Database, files.
"""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from warehouse.db import WRITER, sql_literal, writer, writer_lock
from warehouse.watch import forget_entries

# Entries that no document showed for so long do not come back; the tables know their articles by their keys anyway.
FORGET_DAYS = 180
# A database is copied anew when this share of its blocks is free, and so many bytes: a small one is not worth it.
FREE_SHARE = 0.3
FREE_BYTES = 4 * 1024 * 1024


def maintain_files(home: Path, *, retention_days: int | None, wait_seconds: float, now: datetime) -> list[str]:
    """Does the maintenance that is due; returns a line for each step. Raises `WarehouseError`."""
    with writer(home, wait_seconds=wait_seconds) as connection:
        forget_entries(connection, now - timedelta(days=FORGET_DAYS))
        removed = [] if retention_days is None else _old_files(connection, home, now - timedelta(days=retention_days))
        if removed:
            connection.execute("update ops.captures set file = null where file in (select unnest(?))", [removed])
        worth_it = _has_gaps(connection)
    for name in removed:
        (home / "archive" / name).unlink(missing_ok=True)
    done = [f"removed {len(removed)} files of the archive"] if removed else []
    if worth_it:
        before, after = compact(home, wait_seconds=wait_seconds)
        done.append(f"compacted the database from {before / 1e6:.0f} to {after / 1e6:.0f} MB")
    return done


def compact(home: Path, *, wait_seconds: float) -> tuple[int, int]:
    """Copies the writer file into a new one without gaps and swaps it in; sizes before and after, in bytes."""
    path, copy = home / WRITER, home / f"{WRITER}.next"
    copy.unlink(missing_ok=True)
    with writer_lock(home, wait_seconds=wait_seconds):
        before = path.stat().st_size
        with duckdb.connect() as connection:
            for name, file in (("old", path), ("new", copy)):
                connection.execute(f"attach {sql_literal(file)} as {name}")
            connection.execute("copy from database old to new")
        copy.replace(path)
        return before, path.stat().st_size


def _old_files(connection: duckdb.DuckDBPyConnection, home: Path, before: datetime) -> list[str]:
    """Archive files whose captures are all older, loaded, and referred to by nothing newer; oldest first."""
    reached = connection.execute("select file from ops.archive_position").fetchone()
    names = sorted(path.name for path in (home / "archive").glob("*.warc.gz"))
    old: list[str] = []
    for name in names:
        if reached is None or name >= reached[0] or _is_young(connection, name, before) or _is_needed(connection, name):
            break
        old.append(name)
    return old


def _is_young(connection: duckdb.DuckDBPyConnection, name: str, before: datetime) -> bool:
    row = connection.execute("select max(seen_at) >= ? from ops.captures where file = ?", [before, name]).fetchone()
    # A file of rejects and references alone has no captures in the tables; its name has the day.
    return bool(row and row[0]) or name[7:17] >= before.date().isoformat()


def _is_needed(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether a later file holds a capture of a body that this one may hold for it. Only files of a month share."""
    row = connection.execute(
        "select count(*) from ops.captures as later semi join "
        "(from ops.captures where file = $1) as here on here.digest = later.digest and here.uri = later.uri "
        "where later.file > $1 and substr(later.file, 8, 7) = substr($1, 8, 7) and later.size_bytes > 0",
        [name],
    ).fetchone()
    return bool(row and row[0])


def _has_gaps(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        "select free_blocks >= ? * total_blocks and free_blocks * block_size >= ? "
        "from pragma_database_size() where database_name = 'warehouse'",
        [FREE_SHARE, FREE_BYTES],
    ).fetchone()
    return bool(row and row[0])
