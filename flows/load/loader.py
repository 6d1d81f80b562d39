"""Takes every capture into the archive, through the workers and into the writer. Prefect.

    inputs ─▶ append (the archive) ─▶ read back, in the order of the log ─▶ refine (a task a batch) ─▶ load (a task)

The archive is the log that the tables follow: a load always continues behind the last position that was loaded, whoever
archived it. So a run first loads what a killed one left in the archive, and runs at the same time load each other's
captures in one order. Only one process at a time loads (`loader.lock`); the others append, and wait until the loader
has loaded their last capture or has ended.
"""

import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import datetime

from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout
from prefect.futures import PrefectFuture

from flows.load.batches import Portion, archive_of, chunks, find_earlier, open_published, portions
from flows.load.report import count_documents
from flows.load.resources import Progress
from flows.load.workers import Item, Workers
from flows.relations.registry import RELATIONS
from flows.runtime.clock import Clock, utc_now
from flows.runtime.logs import log_event
from flows.runtime.settings import Settings
from flows.runtime.steps import step, unexamined
from tasks.archive import LOG_START, Archive, ArchiveError, Input, Position
from tasks.model.stages import Capture, Media
from tasks.namesakes import locate_places, match_names
from tasks.pipeline import assemble
from warehouse.db import PUBLISHED, attached, publish, scratch, workspace, writer
from warehouse.load import NOTHING, Loaded, find_new_names, load, loaded_until, match_new_names, staged
from warehouse.model.disk import is_full_disk
from warehouse.model.errors import Unwritable
from warehouse.model.records import Batch
from warehouse.relations import Relation, forget, relate, waits

# Batches queued for the workers beyond those they process, so that no worker waits.
WAITING_BATCHES = 2
# Opening the writer, checking and closing it cost about 0.5 s whatever is loaded (measured): a load waits until it has
# this many documents or this long has passed since the last.
LOAD_DOCUMENTS = 2_000
LOAD_SECONDS = 10.0
# A long run publishes what it has loaded this often.
PUBLISH_SECONDS = 30.0
# Time to wait for another loader before checking whether it has loaded far enough.
_LOADER_WAIT_SECONDS = 0.5
# A longer wait is logged.
_LONG_WAIT_SECONDS = 1.0
LOADER_LOCK = "loader.lock"

_RefinedPortion = Future[list[Batch]] | PrefectFuture[list[Batch]]


@step("refine", "refine {number}")
def refine_batch(workers: Workers, items: Sequence[Item], number: int) -> list[Batch]:
    """Extract, clean and annotate one batch in a worker process."""
    start = time.monotonic()
    batches = workers.refine(items)
    documents = sum(batch.documents for batch in batches)
    log_event(
        "load", "refined", batch=number, captures=len(items), documents=documents, seconds=time.monotonic() - start
    )
    return batches


@step("load")
def load_batches(
    batches: Sequence[Batch], end: Position, settings: Settings, run_id: str, relations: Sequence[Relation]
) -> Loaded:
    """Load batches in one transaction, then relate them; the writer is closed while names are compared."""
    start, wait = time.monotonic(), settings.lock_wait_seconds
    with (
        workspace(settings.home) as connection,
        scratch(settings.home, "load") as folder,
        staged(connection, batches, folder),
    ):
        known = None
        if any(batch.rows.get("names") for batch in batches):
            with attached(connection, settings.home, wait_seconds=wait):
                known = find_new_names(connection)
            match_new_names(connection, match_names, locate_places)
        with attached(connection, settings.home, wait_seconds=wait):
            loaded = load(
                connection,
                match_names=match_names,
                run_id=run_id,
                now=utc_now(),
                end=(end.file, end.offset),
                known_names=known,
                locate=locate_places,
            )
        counts = count_documents(loaded)
        log_event(
            "load", "loaded", documents=sum(counts.values()), **counts, seconds=time.monotonic() - start, until=end.file
        )
        if loaded.documents:
            _relate(connection, settings, relations)
    return loaded


@step("archive")
def _append(archive: Archive, chunk: Sequence[Input], published: DuckDBPyConnection | None, now: datetime) -> None:
    """Append inputs to the archive, all or none."""
    start = time.monotonic()
    archive.append(chunk, now=now, stored_bodies=find_earlier(chunk, published, now))
    log_event("archive", "appended", level=logging.DEBUG, captures=len(chunk), seconds=time.monotonic() - start)


@step("publish")
def publish_copy(settings: Settings) -> None:
    """Replace the published copy. Raises `WarehouseError`; then the previous copy stays."""
    start = time.monotonic()
    try:
        publish(settings.home, wait_seconds=settings.lock_wait_seconds)
    except OSError as error:
        (settings.home / f"{PUBLISHED}.next").unlink(missing_ok=True)  # half a copy on a full disk
        cause = error.strerror or str(error)
        raise Unwritable(str(settings.home), cause, transient=is_full_disk(error)) from error
    size = (settings.home / PUBLISHED).stat().st_size
    log_event("load", "published", bytes=size, seconds=time.monotonic() - start)


class Intake:
    """Archives and loads the inputs of one run. `clock` gives the time in UTC."""

    def __init__(self, settings: Settings, workers: Workers, *, run_id: str, progress: Progress, clock: Clock) -> None:
        self._settings = settings
        self._workers = workers
        self._run_id = run_id
        self._progress = progress
        self._clock = clock
        self._total = NOTHING
        self._published_at = time.monotonic()
        self.archive = _archive(settings)
        self._found = self.archive.end()

    def take(self, inputs: Iterable[Input]) -> None:
        """Archives and loads the inputs, and everything else that stands in the log before them.

        Raises `ArchiveError` and `WarehouseError`; what was loaded before stays loaded.
        """
        with open_published(self._settings) as published, ExitStack() as stack:
            if self._begin(stack):
                self._follow(self._appending(inputs, published))
                return
            for _ in self._appending(inputs, published):
                pass
        self.catch_up()

    def catch_up(self) -> None:
        """Loads what stands in the log, or waits until another process has loaded it."""
        end, start = self.archive.end(), time.monotonic()
        while True:
            with ExitStack() as stack:
                if self._begin(stack):
                    _log_wait(start)
                    self._follow(iter(()))
                    return
            if _loaded(self._settings) >= end:
                _log_wait(start)
                return

    def _begin(self, stack: ExitStack) -> bool:
        try:
            stack.enter_context(FileLock(self._settings.home / LOADER_LOCK, timeout=_LOADER_WAIT_SECONDS))
        except Timeout:
            return False
        return True

    def _appending(self, inputs: Iterable[Input], published: DuckDBPyConnection | None) -> Iterator[None]:
        for chunk in chunks(inputs, self._settings.batch_documents):
            _append(unexamined(self.archive), unexamined(chunk), unexamined(published), self._clock())
            yield

    def _follow(self, appended: Iterator[None]) -> None:
        """Loads what stands in the log, and then what was appended meanwhile, until nothing is left."""
        for done in load_log(self._log(appended), self._settings, self._workers, run_id=self._run_id):
            self._total += done
            self._progress(self._total)
            if time.monotonic() - self._published_at > PUBLISH_SECONDS:
                publish_copy(unexamined(self._settings))
                self._published_at = time.monotonic()

    def _log(self, appended: Iterator[None]) -> Iterator[tuple[Item, Position]]:
        with writer(self._settings.home, wait_seconds=self._settings.lock_wait_seconds) as connection:
            here, waiting = Position(*loaded_until(connection)), waits(connection, RELATIONS)
        if waiting:
            log_event("relations", "resumed")
            relate_all(self._settings)
        if here > (end := self.archive.end()) != LOG_START:
            cause = f"ends at byte {end.offset} of {end.file}, but was loaded up to byte {here.offset} of {here.file}"
            raise ArchiveError(f"archive: {self._settings.home / 'archive'}: {cause}; put it back")
        if here < self._found:
            # A killed run left it, or one that is going on has not loaded it yet.
            log_event(
                "load", "backlog", since=f"{here.file}:{here.offset}", until=f"{self._found.file}:{self._found.offset}"
            )
            self._found = here
        while True:
            end = self.archive.end()
            yield from self.archive.read(here, end)
            here = end
            if next(appended, _LAST) is _LAST:
                return


def _log_wait(start: float) -> None:
    """A line where another process kept loading."""
    seconds = time.monotonic() - start
    if seconds > _LONG_WAIT_SECONDS:
        log_event("load", "lock_waited", lock="loader", seconds=seconds)


_LAST = object()


def load_log(
    log: Iterable[tuple[Item, Position]],
    settings: Settings,
    workers: Workers,
    *,
    run_id: str,
    relations: Sequence[Relation] = RELATIONS,
) -> Iterator[Loaded]:
    """Refines the log and loads it into the writer of `settings.home`; yields the counts of each load."""
    for batches, end in _refine(portions(log, settings), settings, workers):
        yield load_batches(unexamined(batches), unexamined(end), unexamined(settings), run_id, unexamined(relations))


def relate_all(settings: Settings, *, anew: bool = False) -> None:
    """Relates the articles that are not related yet (a killed run, a newer program); with `anew`, all articles."""
    with workspace(settings.home) as connection:
        if anew:
            with attached(connection, settings.home, wait_seconds=settings.lock_wait_seconds):
                forget(connection, RELATIONS)
        _relate(connection, settings, RELATIONS)


def _relate(connection: DuckDBPyConnection, settings: Settings, relations: Sequence[Relation]) -> None:
    related = relate(connection, settings.home, relations, wait_seconds=settings.lock_wait_seconds)
    for name, result in related.items():
        log_event("relations", "related", relation=name, versions=result.versions, seconds=result.seconds)


def _refine(
    portions: Iterable[Portion], settings: Settings, workers: Workers
) -> Iterator[tuple[list[Batch], Position]]:
    """The refined batches in order, gathered into loads that are worth opening the writer for."""
    waiting: deque[tuple[_RefinedPortion, Position]] = deque()
    gathered: list[Batch] = []
    end = Position("", 0)
    last = time.monotonic()
    for number, portion in enumerate(portions, 1):
        waiting.append((_refine_portion(portion, workers, number), portion.end))
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


def _refine_portion(portion: Portion, workers: Workers, number: int) -> _RefinedPortion:
    """The future rows of a portion. A portion without a document needs no worker; most polls give such."""
    responses = [item for item in portion.items if isinstance(item, Capture) and item.media == Media.OTHER]
    if len(responses) < len(portion.items):
        return refine_batch.submit(unexamined(workers), unexamined(portion.items), number)
    done: Future[list[Batch]] = Future()
    done.set_result([assemble([], captures=responses)])
    return done


def _archive(settings: Settings) -> Archive:
    """The archive. An empty one begins behind the position that was loaded last: its captures are new."""
    archive = archive_of(settings)
    if archive.first() is None:
        archive.begin_behind(_loaded(settings))
    return archive


def _loaded(settings: Settings) -> Position:
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        return Position(*loaded_until(connection))
