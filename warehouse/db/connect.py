"""Opens the two database files: the private writer, behind a lock, and the published copy.

Database, files.

home/news.duckdb      the published copy: readers only, replaced whole
home/writer.duckdb    the private writer file: open for the length of a load
home/writer.lock      held while the writer file is open
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic

import duckdb
from filelock import FileLock, Timeout

from warehouse.db.execute import sql_literal
from warehouse.db.migrate import is_outdated, migrate
from warehouse.db.scratch_folder import IN_USE, scratch
from warehouse.model.disk import is_full_disk
from warehouse.model.errors import Damaged, Locked, Missing, Unwritable

PUBLISHED = "news.duckdb"
WRITER = "writer.duckdb"
LOCK = "writer.lock"
# How long the lock was waited for is known here alone.
_LOG = logging.getLogger("dateline.load")
_LONG_WAIT_SECONDS = 1.0
# What the writer file is called in SQL while it is attached.
CATALOG = "warehouse"
_LONGEST_CAUSE = 400  # characters
# How long a reader waits for a load before it migrates the published copy of an older version.
_MIGRATION_WAIT_SECONDS = 60.0
# A database in memory, empty, that the next `workspace` takes: making one takes 14 ms, which a round of polls, with its
# seven short openings, would feel.
_IDLE: list[duckdb.DuckDBPyConnection] = []
# What DuckDB raises when it cannot write a page, a commit, or data that it spills for lack of memory.
_REFUSED = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.OutOfMemoryException)


@contextmanager
def workspace(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory, in UTC, to prepare things in before a writer is attached to it; spills into `home`.

    Raises `Unwritable` when the system refuses to write, here or in the block.
    """
    try:
        with scratch(home, "spill") as spill:
            connection = _in_memory(spill)
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            _put_back(connection, spill)
    except (*_REFUSED, OSError) as error:
        raise Unwritable(str(home), _in_a_line(error), transient=is_full_disk(error)) from error


def _in_memory(spill: Path) -> duckdb.DuckDBPyConnection:
    """An idle database or a new one."""
    try:
        connection = _IDLE.pop()
    except IndexError:
        connection = duckdb.connect()
        # The zone can only be set after connecting; every time in and out is UTC.
        connection.execute("set TimeZone = 'UTC'")
        # A load goes into the file at its commit, not into a log first and into the file at closing: 13 % faster.
        connection.execute("set checkpoint_threshold = '1KB'")
    connection.execute(f"set temp_directory = {sql_literal(spill)}")
    return connection


def _put_back(connection: duckdb.DuckDBPyConnection, spill: Path) -> None:
    """Empties a database and keeps it for the next workspace; closes one that spilled, which holds on to its folder."""
    spilled = any(file.name != IN_USE for file in spill.iterdir())
    try:
        for (table,) in connection.execute("select table_name from duckdb_tables() where temporary").fetchall():
            connection.execute(f'drop table temp."{table}"')
    except duckdb.Error:  # it broke while it was detached, and was closed
        return
    if spilled or _IDLE:
        connection.close()
    else:
        _IDLE.append(connection)


@contextmanager
def writer_lock(home: Path, *, wait_seconds: float) -> Iterator[None]:
    """Holds the writer's lock. Raises `Locked` when another process keeps it for `wait_seconds`."""
    start = monotonic()
    try:
        with FileLock(home / LOCK, timeout=wait_seconds):
            _log_wait(monotonic() - start)
            yield
    except Timeout as error:
        raise Locked(str(home), f"another load kept the writer for {wait_seconds:g} s; try again") from error


def _log_wait(seconds: float) -> None:
    """A line for a long wait, with its fields as the log's handlers read them."""
    if seconds > _LONG_WAIT_SECONDS:
        fields = {"lock": "writer", "seconds": round(seconds, 3)}
        _LOG.info("lock_waited lock=writer seconds=%.3f", seconds, extra={"event": "lock_waited", "fields": fields})


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, home: Path, *, wait_seconds: float) -> Iterator[None]:
    """Attaches the writer file, migrated, to the connection of a `workspace` for the length of the block.

    No other process writes meanwhile. Waits at most `wait_seconds` for the lock. Raises `Locked` when another process
    kept it, `Damaged` when the file is no database of ours.
    """
    with writer_lock(home, wait_seconds=wait_seconds):
        with _damage(home / WRITER):
            connection.execute(f"attach {sql_literal(home / WRITER)} as {CATALOG}")
        try:
            connection.execute(f"use {CATALOG}")
            migrate(connection)
            yield
        finally:
            _detach(connection)


def _detach(connection: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.TransactionException):
        connection.execute("rollback")  # of what failed in the middle; there is none after success
    try:
        connection.execute("use memory")
        connection.execute(f"detach {CATALOG}")
    except duckdb.FatalException:
        # After a failed write the whole database in memory refuses to work; closing it lets go of the file.
        connection.close()


@contextmanager
def writer(home: Path, *, wait_seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """A `workspace` attached to the writer file from the start. Raises as `attached` does."""
    with workspace(home) as connection, attached(connection, home, wait_seconds=wait_seconds):
        yield connection


@contextmanager
def reader(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A snapshot of the published copy for the length of the block. Raises as `open_snapshot` does."""
    with closing(open_snapshot(home)) as connection:
        yield connection


def open_snapshot(home: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the published copy as it is now, read-only and in UTC, for the caller to close.

    It keeps this copy while later ones replace it. The copy is attached to a database in memory: a second
    `duckdb.connect` of one file in a process is the first one again, and shows its old copy (DuckDB keeps one database
    a path). In a notebook that holds one, a replay would lose what was loaded since.

    A copy that an older version of Dateline published is migrated first. Raises `Missing` when nothing was published
    yet, `Damaged` when the file is no database.
    """
    published = home / PUBLISHED
    if not published.exists():
        raise Missing(str(published), "nothing has been ingested yet; try: dateline ingest")
    with _damage(published):
        connection = _attach_copy(published)
        if is_outdated(connection):
            connection.close()
            _migrate_published(home)
            connection = _attach_copy(published)
    return connection


def _attach_copy(published: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    try:
        connection.execute("set TimeZone = 'UTC'")
        # A query that spills does so beside the file, as if the file had been opened by itself.
        connection.execute(f"set temp_directory = {sql_literal(f'{published}.tmp')}")
        connection.execute(f"attach {sql_literal(published)} as {published.stem} (read_only)")
        connection.execute(f"use {published.stem}")
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate_published(home: Path) -> None:
    """Swaps a migrated copy in, as `publish` does. Where nothing can be written, the old one stays as it is."""
    published, copy = home / PUBLISHED, home / f"{PUBLISHED}.migrated"
    with suppress(OSError, Timeout), FileLock(home / LOCK, timeout=_MIGRATION_WAIT_SECONDS):
        shutil.copyfile(published, copy)
        with duckdb.connect(str(copy)) as connection:
            connection.execute("set TimeZone = 'UTC'")
            migrate(connection)
        published.with_name(f"{PUBLISHED}.wal").unlink(missing_ok=True)
        copy.replace(published)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (duckdb.IOException, duckdb.SerializationException, duckdb.InvalidInputException) as error:
        raise Damaged(str(path), _first_line(error)) from error


def _in_a_line(error: Exception) -> str:
    """The whole message: the cause of a failed checkpoint stands behind the first line."""
    return " ".join(_message(error).split())[:_LONGEST_CAUSE] or type(error).__name__


def _first_line(error: Exception) -> str:
    message = _message(error)
    return message.splitlines()[0] if message else type(error).__name__


def _message(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
