"""Prunes what the server of a command keeps of finished runs, and gives the space back. Database, files, Prefect.

Prefect keeps the record of a run for good. The server that a command starts for itself writes into `prefect.db` in
Prefect's home, where the user's own flows may be as well: only runs of ours are removed. A server of the user's is left
alone: its retention is the user's to decide (PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED).
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect.settings import get_current_settings

from flows.runtime.clock import Clock
from flows.runtime.prefect_runs import TAG
from flows.runtime.server import is_own_server
from flows.runtime.settings import Settings

FLOW_NAMES = ("ingest", "backfill", "poll", "recheck", "maintain", "reprocess", "verify")
# What scheduled runs were called by earlier versions, which gave them no tag.
_EARLIER_NAMES = ("dateline-run", "dateline-recheck", "dateline-maintain")
_FILE_URL = "sqlite+aiosqlite:///"
# Runs, or events, that one transaction removes: 0.1 s, during which the server waits with what it writes.
_BATCH = 500
_LONGEST_SECONDS = 60.0
_WAIT_SECONDS = 5.0
# A run that has no end after so long was killed.
_LONGEST_RUN = timedelta(days=30)
# The file is rewritten when this share of it is free, and no less than this.
_FREE_SHARE = 0.3
_FREE_BYTES = 4 * 1024 * 1024

_COLLECT = """
insert into pruned
select flow_run.id
from flow_run join flow on flow.id = flow_run.flow_id
where (
    flow_run.state_type in ('COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED') and flow_run.end_time < :before
    or flow_run.expected_start_time < :abandoned
  )
  and (
    flow.name in (select value from json_each(:earlier))
    or flow.name in (select value from json_each(:names))
      and exists (select 1 from json_each(flow_run.tags) as tag where tag.value = :tag)
  )
limit :batch
"""
# Earlier versions ran a flow within each scheduled one.
_COLLECT_NESTED = """
insert into pruned
select flow_run.id
from flow_run join task_run on task_run.id = flow_run.parent_task_run_id
where task_run.flow_run_id in (select id from pruned) and flow_run.id not in (select id from pruned)
"""
# States, task runs and inputs of a run are removed with it; the rest has no foreign key.
_REMOVE = (
    "delete from log where flow_run_id in (select id from pruned)",
    "delete from artifact_collection where latest_id in "
    "(select id from artifact where flow_run_id in (select id from pruned))",
    "delete from artifact where flow_run_id in (select id from pruned)",
    "delete from flow_run where id in (select id from pruned)",
    "delete from pruned",
)
# Our server writes no events, so Prefect no longer removes those that earlier versions wrote.
_REMOVE_EVENTS = (
    "delete from event_resources where event_id in "
    "(select id from events where occurred < :before order by occurred limit :batch)",
    "delete from events where id in (select id from events where occurred < :before order by occurred limit :batch)",
)


def prune_server(settings: Settings, clock: Clock) -> list[str]:
    """Removes our finished runs that are older than the retention; returns what was done, in lines for the report.

    Nothing happens on a server of the user's, or on a database that is no file of SQLite. A database that is busy or
    of an unknown form is named in the lines; the next run tries again.
    """
    path = _database_file()
    if not is_own_server() or path is None or not path.exists():
        return []
    before = path.stat().st_size
    try:
        with _open(path) as connection:
            removed = _prune(connection, now=clock(), retention=timedelta(days=settings.prefect_days))
            shrunk = _vacuum(connection)
    except sqlite3.Error as error:
        return [f"Prefect's records were not pruned: {path}: {error}"]
    notes = []
    if removed:
        notes.append(f"removed Prefect's records of {removed} runs older than {settings.prefect_days} days")
    if shrunk:
        notes.append(f"compacted Prefect's database: {_megabytes(before)} to {_megabytes(path.stat().st_size)}")
    return notes


def _database_file() -> Path | None:
    url = get_current_settings().server.database.connection_url
    address = url.get_secret_value() if url else ""
    if not address.startswith(_FILE_URL) or ":memory:" in address:
        return None
    return Path(address.removeprefix(_FILE_URL).partition("?")[0])


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, with transactions begun by hand; a statement is interrupted at the end of the time for all."""
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    end = time.monotonic() + _LONGEST_SECONDS
    try:
        connection.execute("pragma foreign_keys = on")
        connection.execute("create temp table pruned (id primary key)")
        connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
        yield connection
    finally:
        connection.close()


def _prune(connection: sqlite3.Connection, *, now: datetime, retention: timedelta) -> int:
    removed = 0
    runs = {
        "before": _text(now - retention),
        "abandoned": _text(now - max(retention, _LONGEST_RUN)),
        "names": json.dumps(FLOW_NAMES),
        "earlier": json.dumps(_EARLIER_NAMES),
        "tag": TAG,
        "batch": _BATCH,
    }
    while True:
        with _transaction(connection):
            collected = connection.execute(_COLLECT, runs).rowcount
            connection.execute(_COLLECT_NESTED)
            for statement in _REMOVE:
                connection.execute(statement)
        removed += collected
        if collected < _BATCH:
            break
    # Prefect's own retention, which it applies wherever events are written.
    events = {"before": _text(now - get_current_settings().server.events.retention_period), "batch": _BATCH}
    while True:
        with _transaction(connection):
            counts = [connection.execute(statement, events).rowcount for statement in _REMOVE_EVENTS]
        if counts[-1] < _BATCH:
            return removed


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    connection.execute("commit")


def _vacuum(connection: sqlite3.Connection) -> bool:
    """Rewrites the file if much of it is free and nobody writes; whether it was done."""
    page, pages, free = (
        int(connection.execute(f"pragma {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    if free * page < _FREE_BYTES or free < _FREE_SHARE * pages:
        return False
    try:
        connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    except sqlite3.OperationalError:  # busy, or too long: the free pages are used again, and the next run tries
        return False
    return True


def _text(moment: datetime) -> str:
    """A time as Prefect's tables hold it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
