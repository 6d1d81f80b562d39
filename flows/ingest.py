"""The ingest flow: read, think in many processes, write in one place, publish. Knows Prefect.

    read (here) ─▶ think (a Prefect task a batch, the work in `Workers`) ─▶ load (a task) ─▶ publish (a task)

Batches are thought about in parallel and loaded in their order. What goes to Prefect is quoted and not cached: hashing
five thousand articles to look for a cached result would cost more than loading them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, TypeVar, cast
from uuid import uuid4

from duckdb import DuckDBPyConnection
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.settings import Settings
from flows.workers import Item, Workers
from tasks.read import read
from tasks.stages import Capture
from warehouse.connect import attached, workspace, writer
from warehouse.errors import WarehouseError
from warehouse.load import NOTHING, Loaded, load
from warehouse.publish import publish
from warehouse.records import Batch
from warehouse.runs import close_run, open_run
from warehouse.staging import staged

# A batch ends at this many bytes even when it has few documents, so that large pages do not pile up in memory.
BATCH_BYTES = 4 * 1024 * 1024


# Batches handed to the workers beyond those they are at, so that none of them waits.
WAITING_BATCHES = 2
# Opening the writer, checking and closing it cost about 0.5 s whatever is loaded (measured): a load waits until it has
# this many documents or this long has passed since the last.
LOAD_DOCUMENTS = 2_000
LOAD_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did. `error` is None, or why it could not go on, in one line."""

    run_id: str
    loaded: Loaded
    error: str | None


_T = TypeVar("_T")
# Called after every load with what has been done so far.
Progress = Callable[[Loaded], None]


@task(name="think", task_run_name="think {number}", cache_policy=NO_CACHE, persist_result=False)
def think(workers: Workers, items: Sequence[Item], number: int) -> list[Batch]:  # noqa: ARG001 -- names the run
    """Extract, clean and annotate one batch in a worker process."""
    return workers.refine(items)


@task(name="load", cache_policy=NO_CACHE, persist_result=False)
def load_batches(batches: Sequence[Batch], settings: Settings, run_id: str) -> Loaded:
    """Load batches in one transaction; the writer is open for as long as this takes, but not while they are parsed."""
    with (
        workspace(settings.home) as connection,
        staged(connection, batches, settings.home),
        attached(connection, settings.home, wait_seconds=settings.lock_wait_seconds),
    ):
        return load(connection, run_id=run_id, now=datetime.now(UTC))


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish_copy(settings: Settings) -> None:
    """Swap the read copy."""
    publish(settings.home, wait_seconds=settings.lock_wait_seconds)


def ingest(arguments: Sequence[str], settings: Settings, workers: Workers, progress: Progress) -> Report:
    """One-off: load what `arguments` name (files, folders, globs) and publish it.

    A document that fails is a reject and does not end the run; trouble with the warehouse does, and `error` says what
    it was. What was loaded before that is kept and published. Raises only what nobody foresaw.
    """
    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)

    @flow(name="ingest", task_runner=runner, validate_parameters=False, persist_result=False)
    def ingest_flow(arguments: list[str]) -> State[Report]:
        report = _ingest(arguments, settings, workers, progress)
        _artifact(report)
        return _state(report)

    state: State[Any] = ingest_flow(list(arguments), return_state=True)
    report = state.result(raise_on_failure=False)
    if not isinstance(report, Report):
        raise report
    return report


def _ingest(arguments: Sequence[str], settings: Settings, workers: Workers, progress: Progress) -> Report:
    run_id = uuid4().hex
    started = datetime.now(UTC)
    total = NOTHING
    error: str | None = None
    try:
        with _writer(settings) as connection:
            open_run(
                connection,
                run_id=run_id,
                kind="ingest",
                arguments=arguments,
                dateline_version=version("dateline"),
                now=started,
            )
        items = read(arguments, limits=settings.limits, now=started)
        for batches in _thought(_batches(items, settings), workers, settings):
            total += load_batches(_quoted(batches), _quoted(settings), run_id)
            progress(total)
    except WarehouseError as trouble:
        error = str(trouble)
    status = "failed" if error or not total.documents else "completed"
    try:
        with _writer(settings) as connection:
            close_run(connection, run_id=run_id, status=status, loaded=total, now=datetime.now(UTC))
        publish_copy(_quoted(settings))
    except WarehouseError as trouble:
        error = error or str(trouble)
    return Report(run_id=run_id, loaded=total, error=error)


def _thought(batches: Iterable[list[Item]], workers: Workers, settings: Settings) -> Iterator[list[Batch]]:
    """What the workers made of the batches, in order, gathered into loads that are worth opening the writer for."""
    waiting: deque[PrefectFuture[list[Batch]]] = deque()
    gathered: list[Batch] = []
    last = time.monotonic()
    for number, items in enumerate(batches, 1):
        waiting.append(think.submit(_quoted(workers), _quoted(items), number))
        if len(waiting) < settings.workers + WAITING_BATCHES:
            continue
        gathered += waiting.popleft().result()
        if sum(batch.documents for batch in gathered) >= LOAD_DOCUMENTS or time.monotonic() - last > LOAD_SECONDS:
            yield gathered
            gathered, last = [], time.monotonic()
    for future in waiting:
        gathered += future.result()
    if gathered:
        yield gathered


def _batches(items: Iterable[Item], settings: Settings) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.body) if isinstance(item, Capture) else 0
        if len(batch) >= settings.batch_documents or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _writer(settings: Settings) -> AbstractContextManager[DuckDBPyConnection]:
    return writer(settings.home, wait_seconds=settings.lock_wait_seconds)


def _quoted(value: _T) -> _T:
    """The value itself to whoever receives it; Prefect unpacks the quotes and does not look inside."""
    return cast("_T", quote(value))


def _artifact(report: Report) -> None:
    """The report where Prefect's own pages show it."""
    rows = [{"what": str(what), "documents": count} for what, count in report.loaded.counts()]
    create_table_artifact(key="ingest-report", table=rows, description=report.error or "What the run did.")


def _state(report: Report) -> State[Report]:
    if report.error:
        return Failed(message=report.error, data=report)
    return Completed(name="Degraded" if report.loaded.rejects else "Completed", data=report)
