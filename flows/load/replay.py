"""Replays the archive with today's code, without the network, for the flows `verify` and `reprocess`. Prefect.

Verifying replays everything that is loaded into a database of its own and compares the two table by table. Reprocessing
does the same and then puts the new rows in place of the old ones, in one transaction; for a part of the articles it
starts from a copy without them and replays only their captures.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from flows.load.batches import archive_of
from flows.load.loader import LOADER_LOCK, load_log, publish_copy, relate_all
from flows.load.resources import Resources
from flows.load.workers import Item
from flows.relations.registry import RELATIONS
from flows.runtime.logs import log_slow_wait
from flows.runtime.settings import Settings
from flows.runtime.steps import unexamined
from tasks.archive import LOG_START, Archive, ArchiveError, Position
from tasks.model.stages import Capture
from warehouse.db import PUBLISHED, WRITER, publish, reader, scratch, writer
from warehouse.load import NOTHING, carry_over, loaded_until, record_run_end, record_run_start
from warehouse.model.errors import Locked
from warehouse.relations import forget
from warehouse.replay import (
    Difference,
    Selection,
    choose,
    clear,
    compare_databases,
    count_lost_captures,
    settle,
    take_over,
)

# Stands for the id of the run in a replay; captures keep the run that archived them.
_RUN = "replay"


def compare_with_replay(resources: Resources) -> list[Difference]:
    """Compares every derived table with a replay of the archive. Raises `WarehouseError` and `ArchiveError`."""
    settings = resources.settings
    archive = archive_of(settings)
    require_whole(archive, settings)
    with _scratch(settings) as scratch_settings:
        # A copy, because another run may publish meanwhile.
        with reader(settings.home):
            shutil.copyfile(settings.home / PUBLISHED, scratch_settings.home / PUBLISHED)
        with reader(scratch_settings.home) as connection:
            end = Position(*loaded_until(connection))
        _carry_decisions(scratch_settings.home / PUBLISHED, scratch_settings)
        _replay(archive, end, scratch_settings, resources, chosen=None)
        return compare_databases(scratch_settings.home / PUBLISHED, scratch_settings.home / WRITER)


def replace_with_replay(
    resources: Resources, run_id: str, selection: Selection, parameters: Mapping[str, Any]
) -> list[Difference]:
    """Makes the selected articles anew and publishes them; returns what changed, by table.

    Raises `WarehouseError` (`Locked` when another process keeps loading) and `ArchiveError` (also when captures cannot
    be read any more: their rows would be lost). Where it raises before it publishes, nothing was changed. The run and
    its parameters are recorded in `ops.runs`.
    """
    settings, started = resources.settings, resources.clock()
    with _hold_loader_lock(settings), _scratch(settings) as scratch_settings:
        _publish_whole(settings)
        before = settings.home / PUBLISHED
        with reader(settings.home) as connection:
            end = Position(*loaded_until(connection))
        archive = archive_of(settings)
        if selection.everything:
            require_whole(archive, settings)
        chosen = None if selection.everything else _copy_without(selection, settings, scratch_settings)
        if chosen is None:
            _carry_decisions(before, scratch_settings)
        _replay(archive, end, scratch_settings, resources, chosen=chosen)
        with writer(scratch_settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
            if chosen is not None:
                settle(connection)
            _require_found(*count_lost_captures(connection, before), settings)
        if chosen is not None:
            relate_all(scratch_settings, anew=True)
        differences = compare_databases(before, scratch_settings.home / WRITER)
        differing = [difference.table for difference in differences if not difference.equal]
        with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
            take_over(connection, scratch_settings.home / WRITER, tables=differing)
            _record(connection, run_id, parameters, started, resources)
    publish_copy(unexamined(settings))
    return differences


def _record(
    connection: DuckDBPyConnection,
    run_id: str,
    parameters: Mapping[str, Any],
    started: datetime,
    resources: Resources,
) -> None:
    """Records the run in `ops.runs`, once it has changed the tables."""
    record_run_start(
        connection,
        run_id=run_id,
        kind="reprocess",
        arguments=[],
        parameters=parameters,
        dateline_version=version("dateline"),
        now=started,
    )
    record_run_end(connection, run_id=run_id, status="completed", loaded=NOTHING, now=resources.clock())


@contextmanager
def _scratch(settings: Settings) -> Iterator[Settings]:
    """Settings whose data directory is a scratch folder."""
    with scratch(settings.home, "replay") as folder:
        yield settings.model_copy(update={"home": folder})


def _publish_whole(settings: Settings) -> None:
    """Publishes the tables as they are now, with what a killed process committed beside the file."""
    with reader(settings.home), writer(settings.home, wait_seconds=settings.lock_wait_seconds):
        pass
    publish(settings.home, wait_seconds=settings.lock_wait_seconds)


def _copy_without(selection: Selection, settings: Settings, scratch_settings: Settings) -> set[str]:
    """Copies the tables without the selected articles, for the replay to begin with; returns the captures to replay."""
    shutil.copyfile(settings.home / PUBLISHED, scratch_settings.home / WRITER)
    with writer(scratch_settings.home, wait_seconds=scratch_settings.lock_wait_seconds) as connection:
        chosen = choose(connection, selection)
        clear(connection)
        # Relations would point at articles that are no longer there; they are computed anew at the end.
        forget(connection, RELATIONS)
    return chosen


def _carry_decisions(before: Path, scratch_settings: Settings) -> None:
    """Copies people's decisions into the replay: they do not follow from the archive."""
    with writer(scratch_settings.home, wait_seconds=scratch_settings.lock_wait_seconds) as connection:
        carry_over(connection, before)


def _replay(
    archive: Archive,
    end: Position,
    scratch_settings: Settings,
    resources: Resources,
    *,
    chosen: set[str] | None,
) -> None:
    total = NOTHING
    with writer(scratch_settings.home, wait_seconds=scratch_settings.lock_wait_seconds):
        pass  # migrated, even if nothing is loaded
    # Part of the articles is loaded out of order: relations are computed afterwards.
    relations = RELATIONS if chosen is None else ()
    captures = _captures(archive, end, chosen)
    for done in load_log(captures, scratch_settings, resources.workers, run_id=_RUN, relations=relations):
        total += done
        resources.progress(total)


def _captures(archive: Archive, end: Position, chosen: set[str] | None) -> Iterator[tuple[Item, Position]]:
    for item, behind in archive.read(LOG_START, end):
        if chosen is None or (isinstance(item, Capture) and item.capture_id in chosen):
            yield item, behind


@contextmanager
def _hold_loader_lock(settings: Settings) -> Iterator[None]:
    """Holds the lock of the loader for the length of the block."""
    lock = FileLock(settings.home / LOADER_LOCK)
    try:
        with log_slow_wait("load", "lock_waited", lock="loader"):
            lock.acquire(timeout=settings.lock_wait_seconds)
    except Timeout as error:
        cause = f"another run kept loading for {settings.lock_wait_seconds:g} s; try again"
        raise Locked(str(settings.home), cause) from error
    try:
        yield
    finally:
        lock.release()


def require_whole(archive: Archive, settings: Settings) -> None:
    """Raises `ArchiveError` when retention has cut the archive, so that the tables cannot follow from it any more."""
    first = archive.first()
    if first is not None and not first.startswith("000001-"):
        raise ArchiveError(
            f"archive: {settings.home / 'archive'}: its beginning was removed; the first file is {first}"
        )


def _require_found(missing: int, where: str | None, settings: Settings) -> None:
    if missing:
        cause = f"{missing} captures cannot be read any more, the first of them {where}; nothing was changed"
        raise ArchiveError(f"archive: {settings.home / 'archive'}: {cause}")
