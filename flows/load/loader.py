"""The way of every capture: into the archive, through the workers, into the writer. Knows Prefect.

    found ─▶ append (the archive) ─▶ read back, in the order of the log ─▶ think (a task a batch) ─▶ load (a task)

The archive is the log, and the tables follow it: what is loaded next is always what stands behind the last position
that was loaded, whoever archived it. So a run begins with what an earlier one, killed, left behind, and runs side by
side load each other's captures in one order. Only one process at a time loads (`loader.lock`); the others append, and
wait until the loader has come to their last capture, or is gone.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import datetime
from typing import TypeVar, cast

from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.utilities.annotations import quote

from flows.load.batches import Portion, archive_of, chunks, earlier, portions
from flows.load.workers import Item, Workers
from flows.relations.entities import judge, locate
from flows.relations.registry import RELATIONS
from flows.runtime.clock import utc_now
from flows.runtime.settings import Settings
from tasks.archive.captures import Input
from tasks.archive.log import LOG_START, Archive, ArchiveError, Position
from tasks.model.stages import Capture, Media
from tasks.pipeline.to_rows import assemble
from warehouse.db.connect import PUBLISHED, attached, reader, workspace, writer
from warehouse.db.publish import publish
from warehouse.db.scratch import scratch
from warehouse.load.archive_position import loaded_until
from warehouse.load.entity_resolution import judge_names, new_names
from warehouse.load.staging import staged
from warehouse.load.transaction import NOTHING, Loaded, load
from warehouse.model.errors import Missing, Unwritable
from warehouse.model.records import Batch
from warehouse.relations.base import Relation, forget, relate, waits

# Batches handed to the workers beyond those they are at, so that none of them waits.
WAITING_BATCHES = 2
# Opening the writer, checking and closing it cost about 0.5 s whatever is loaded (measured): a load waits until it has
# this many documents or this long has passed since the last.
LOAD_DOCUMENTS = 2_000
LOAD_SECONDS = 10.0
# A long run shows what it has loaded this often.
PUBLISH_SECONDS = 30.0
# Time to wait for another loader before looking whether it has come far enough.
_TURN_SECONDS = 0.5
LOADER_LOCK = "loader.lock"

_T = TypeVar("_T")
# Called after every load with what has been done so far.
Progress = Callable[[Loaded], None]


@task(name="think", task_run_name="think {number}", cache_policy=NO_CACHE, persist_result=False)
def think(workers: Workers, items: Sequence[Item], number: int) -> list[Batch]:  # noqa: ARG001 -- names the run
    """Extract, clean and annotate one batch in a worker process."""
    return workers.refine(items)


@task(name="load", cache_policy=NO_CACHE, persist_result=False)
def load_batches(
    batches: Sequence[Batch], end: Position, settings: Settings, run_id: str, relations: Sequence[Relation]
) -> Loaded:
    """Load batches in one transaction, then relate them; the writer is not open while they are parsed and judged."""
    wait = settings.lock_wait_seconds
    with (
        workspace(settings.home) as connection,
        scratch(settings.home, "load") as folder,
        staged(connection, batches, folder),
    ):
        known = None
        if any(batch.rows.get("names") for batch in batches):
            with attached(connection, settings.home, wait_seconds=wait):
                known = new_names(connection)
            judge_names(connection, judge, locate)
        with attached(connection, settings.home, wait_seconds=wait):
            loaded = load(
                connection,
                judge=judge,
                run_id=run_id,
                now=utc_now(),
                end=(end.file, end.offset),
                known_names=known,
                locate=locate,
            )
        if loaded.documents:
            relate(connection, settings.home, relations, wait_seconds=wait)
    return loaded


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish_copy(settings: Settings) -> None:
    """Swap the read copy. Raises `WarehouseError`; then the one before stays."""
    try:
        publish(settings.home, wait_seconds=settings.lock_wait_seconds)
    except OSError as error:
        (settings.home / f"{PUBLISHED}.next").unlink(missing_ok=True)  # half a copy on a full disk
        raise Unwritable(str(settings.home), error.strerror or str(error)) from error


class Intake:
    """One run's way into the tables. `clock` tells the time in UTC."""

    def __init__(
        self, settings: Settings, workers: Workers, *, run_id: str, progress: Progress, clock: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._workers = workers
        self._run_id = run_id
        self._progress = progress
        self._clock = clock
        self._total = NOTHING
        self._published = time.monotonic()
        self.archive = _archive(settings)

    def take(self, found: Iterable[Input]) -> None:
        """Archives and loads everything `found`, and whatever else stands in the log before it.

        Raises `ArchiveError` and `WarehouseError`; what was loaded before stays loaded.
        """
        with ExitStack() as stack:
            held = self._held(stack)
            if self._begin(stack, wait_seconds=_TURN_SECONDS):
                self._follow(self._appending(found, held))
                return
            for _ in self._appending(found, held):
                pass
        self.catch_up()

    def catch_up(self) -> None:
        """Loads what stands in the log, or waits until another process has."""
        end = self.archive.end()
        while True:
            with ExitStack() as stack:
                if self._begin(stack, wait_seconds=_TURN_SECONDS):
                    self._follow(iter(()))
                    return
            if _loaded(self._settings) >= end:
                return

    def _begin(self, stack: ExitStack, *, wait_seconds: float) -> bool:
        lock = FileLock(self._settings.home / LOADER_LOCK, timeout=wait_seconds)
        try:
            stack.enter_context(lock)
        except Timeout:
            return False
        return True

    def _held(self, stack: ExitStack) -> DuckDBPyConnection | None:
        """The published copy as it is now, in which bodies that were archived before are looked up."""
        try:
            return stack.enter_context(reader(self._settings.home))
        except Missing:
            return None

    def _appending(self, found: Iterable[Input], held: DuckDBPyConnection | None) -> Iterator[None]:
        for chunk in chunks(found, self._settings.batch_documents):
            self._append(chunk, held)
            yield

    def _append(self, chunk: Sequence[Input], held: DuckDBPyConnection | None) -> Position:
        return self.archive.append(chunk, now=self._clock(), earlier=earlier(chunk, held, self._clock()))

    def _follow(self, appended: Iterator[None]) -> None:
        """Loads what stands in the log and, each time it is through, what was appended meanwhile."""
        for done in load_log(self._log(appended), self._settings, self._workers, run_id=self._run_id):
            self._total += done
            self._progress(self._total)
            if time.monotonic() - self._published > PUBLISH_SECONDS:
                publish_copy(quoted(self._settings))
                self._published = time.monotonic()

    def _log(self, appended: Iterator[None]) -> Iterator[tuple[Item, Position]]:
        with writer(self._settings.home, wait_seconds=self._settings.lock_wait_seconds) as connection:
            here, waiting = Position(*loaded_until(connection)), waits(connection, RELATIONS)
        if waiting:
            relate_all(self._settings)
        if here > (end := self.archive.end()) != LOG_START:
            cause = f"ends at byte {end.offset} of {end.file}, but was loaded up to byte {here.offset} of {here.file}"
            raise ArchiveError(f"archive: {self._settings.home / 'archive'}: {cause}; put it back")
        while True:
            end = self.archive.end()
            yield from self.archive.read(here, end)
            here = end
            if next(appended, _LAST) is _LAST:
                return


_LAST = object()


def load_log(
    log: Iterable[tuple[Item, Position]],
    settings: Settings,
    workers: Workers,
    *,
    run_id: str,
    relations: Sequence[Relation] = RELATIONS,
) -> Iterator[Loaded]:
    """Thinks about the log and loads it into the writer of `settings.home`; what each load did, as it is done."""
    for batches, end in _thought(portions(log, settings), settings, workers):
        yield load_batches(quoted(batches), quoted(end), quoted(settings), run_id, quoted(relations))


def relate_all(settings: Settings, *, anew: bool = False) -> None:
    """Relates what waits: what a killed run loaded, or what a newer program relates; or everything `anew`."""
    with workspace(settings.home) as connection:
        if anew:
            with attached(connection, settings.home, wait_seconds=settings.lock_wait_seconds):
                forget(connection, RELATIONS)
        relate(connection, settings.home, RELATIONS, wait_seconds=settings.lock_wait_seconds)


def _thought(
    portions: Iterable[Portion], settings: Settings, workers: Workers
) -> Iterator[tuple[list[Batch], Position]]:
    """What the workers made of the portions, in order, gathered into loads worth opening the writer for."""
    waiting: deque[tuple[Future[list[Batch]] | PrefectFuture[list[Batch]], Position]] = deque()
    gathered: list[Batch] = []
    end = Position("", 0)
    last = time.monotonic()
    for number, portion in enumerate(portions, 1):
        waiting.append((_thinking(portion, workers, number), portion.end))
        if len(waiting) < settings.workers + WAITING_BATCHES:
            continue
        future, end = waiting.popleft()
        gathered += future.result()
        if sum(batch.documents for batch in gathered) >= LOAD_DOCUMENTS or time.monotonic() - last > LOAD_SECONDS:
            yield gathered, end
            gathered, last = [], time.monotonic()
    for future, behind in waiting:
        gathered += future.result()
        end = behind
    if gathered:
        yield gathered, end


def _thinking(portion: Portion, workers: Workers, number: int) -> Future[list[Batch]] | PrefectFuture[list[Batch]]:
    """The rows of a portion, when they are there. Answers without a document need no worker: most polls bring those."""
    leads = [one for one in portion.items if isinstance(one, Capture) and one.media == Media.OTHER]
    if len(leads) < len(portion.items):
        return think.submit(quoted(workers), quoted(portion.items), number)
    done: Future[list[Batch]] = Future()
    done.set_result([assemble([], captures=leads)])
    return done


def _archive(settings: Settings) -> Archive:
    """The archive. Where it is empty, what comes now must not be taken for what was loaded when it was not."""
    archive = archive_of(settings)
    if archive.first() is None:
        archive.begin_behind(_loaded(settings))
    return archive


def _loaded(settings: Settings) -> Position:
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        return Position(*loaded_until(connection))


def quoted(value: _T) -> _T:
    """The value itself to whoever receives it; Prefect unpacks the quotes and does not look inside."""
    return cast("_T", quote(value))
