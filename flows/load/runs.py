"""Runs a flow that loads: its row in `ops.runs`, its intake, its report. Prefect.

An error of the warehouse or the archive ends a run with a line in the report, not with an exception: what was loaded
until then is kept, published and counted.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import uuid4

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.load.loader import Intake, Progress, publish_copy, unexamined
from flows.load.workers import Workers
from flows.runtime.clock import Clock
from flows.runtime.settings import Settings
from tasks.archive import ArchiveError
from warehouse.db import writer
from warehouse.load import NOTHING, Loaded, close_run, loaded_by, open_run
from warehouse.model.errors import WarehouseError


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """The result of a run. `error`: why it stopped, in one line; `notes`: lines for the user."""

    run_id: str
    loaded: Loaded
    error: str | None
    notes: tuple[str, ...] = ()
    degraded: bool = False
    idle: bool = False  # was given inputs, and loaded nothing


@dataclass(slots=True, kw_only=True)
class Run:
    """A run in progress. `report` is complete when it has ended."""

    run_id: str
    started: datetime
    intake: Intake
    report: RunReport
    notes: list[str] = field(default_factory=list)
    degraded: bool = False
    polled: int = 0
    entries: int = 0
    idle_is_failure: bool = False  # a run that was given inputs and loaded nothing has failed


def run_recorded(
    name: str,
    arguments: Sequence[str],
    settings: Settings,
    workers: Workers,
    progress: Progress,
    *,
    body: Callable[[Run], None],
    clock: Clock,
) -> RunReport:
    """Runs `body` as the flow of this name, recorded as a run. Raises as `record_run`, and unexpected errors."""
    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)

    @flow(name=name, task_runner=runner, validate_parameters=False, persist_result=False)
    def recorded_flow(arguments: list[str]) -> State[RunReport]:
        with record_run(name, arguments, settings, workers, progress, clock=clock) as run:
            body(run)
        return _report_state(run.report)

    state: State[Any] = recorded_flow(list(arguments), return_state=True)
    report = state.result(raise_on_failure=False)
    if not isinstance(report, RunReport):
        raise report
    return report


@contextmanager
def record_run(
    kind: str, arguments: Sequence[str], settings: Settings, workers: Workers, progress: Progress, *, clock: Clock
) -> Iterator[Run]:
    """A run for the length of the block: recorded in `ops.runs`, its tables published at the end.

    Raises `WarehouseError` when it cannot be opened.
    """
    run_id, started = uuid4().hex, clock()
    intake = Intake(settings, workers, run_id=run_id, progress=progress, clock=clock)
    run = Run(
        run_id=run_id, started=started, intake=intake, report=RunReport(run_id=run_id, loaded=NOTHING, error=None)
    )
    # An error here is an exception: without a row there is no run to report on.
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        open_run(
            connection,
            run_id=run_id,
            kind=kind,
            arguments=arguments,
            dateline_version=version("dateline"),
            now=started,
        )
    error: str | None = None
    try:
        yield run
    except (WarehouseError, ArchiveError) as failure:
        error = str(failure)
    run.report = _close(run, settings, error, clock)


def _report_state(report: RunReport) -> State[RunReport]:
    """The report as an artifact on Prefect's pages, and as the state in which the flow ends."""
    rows = [{"what": outcome, "documents": count} for outcome, count in report.loaded.counts()]
    create_table_artifact(key="run-report", table=rows, description=report.error or "Documents of the run, by outcome.")
    if report.error:
        return Failed(message=report.error, data=report)
    degraded = report.degraded or report.loaded.rejects
    return Completed(name="Degraded" if degraded else "Completed", data=report)


def _close(run: Run, settings: Settings, error: str | None, clock: Clock) -> RunReport:
    loaded, idle = NOTHING, False
    try:
        with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
            loaded = loaded_by(connection, run.run_id)
            idle = run.idle_is_failure and not loaded.documents
            status = "failed" if error or idle else "completed"
            close_run(connection, run_id=run.run_id, status=status, loaded=loaded, now=clock())
        publish_copy(unexamined(settings))
    except WarehouseError as failure:
        error = error or str(failure)
    return RunReport(
        run_id=run.run_id, loaded=loaded, error=error, notes=tuple(run.notes), degraded=run.degraded, idle=idle
    )
