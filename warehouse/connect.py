"""Opening the two files: the private writer, behind a lock, and the published copy. Knows the file names.

home/news.duckdb      the published copy: readers only, replaced whole
home/writer.duckdb    the private writer file: open for the length of a load
home/writer.lock      held while the writer file is open
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from warehouse.errors import Damaged, Locked, Missing
from warehouse.migrate import migrate

PUBLISHED = "news.duckdb"
WRITER = "writer.duckdb"
LOCK = "writer.lock"


@contextmanager
def writer(home: Path, *, wait_seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer file, migrated and in UTC, for the length of the block; nobody else writes meanwhile.

    Waits at most `wait_seconds` for the lock. Raises `Locked` when another process kept it, `Damaged` when the file
    is no database of ours.
    """
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / LOCK, timeout=wait_seconds):
            connection = _open(home / WRITER, read_only=False)
            try:
                migrate(connection)
                yield connection
            finally:
                connection.close()
    except Timeout as error:
        raise Locked(str(home), f"another load kept the writer for {wait_seconds:g} s; try again") from error


@contextmanager
def reader(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published copy, read-only and in UTC. Raises `Missing` when nothing was published yet."""
    published = home / PUBLISHED
    if not published.exists():
        raise Missing(str(published), "nothing has been ingested yet; try: dateline ingest")
    connection = _open(published, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def _open(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path), read_only=read_only)
    except (duckdb.IOException, duckdb.SerializationException, duckdb.InvalidInputException) as error:
        raise Damaged(str(path), str(error).splitlines()[0]) from error
    # The zone can only be set after connecting; every time in and out is UTC.
    connection.execute("set TimeZone = 'UTC'")
    if not read_only:
        # A load goes into the file at its commit, not into a log first and into the file at closing: 13 % less time.
        connection.execute("set checkpoint_threshold = '1KB'")
    return connection
