"""Runs of flows that load: a row of `ops.runs`, the intake, the report on Prefect's pages. Prefect.

An error of the warehouse, the archive or a step's import ends a run with a line in its report, not with an exception:
what was loaded until then is kept, published and counted.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from time import monotonic
from typing import Any
from uuid import uuid4

from prefect import tags
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.load.loader import Intake, publish_copy
from flows.load.report import RunFailed, RunReport, count_documents
from flows.load.resources import Resources, open_resources
from flows.load.workers import Workers
from flows.runtime.clock import Clock
from flows.runtime.log_fields import drop_credentials
from flows.runtime.logs import log_event, log_run
from flows.runtime.prefect_log import open_run_log
from flows.runtime.prefect_runs import TAG, describe_run
from flows.runtime.settings import Settings
from flows.runtime.steps import step, unexamined
from tasks import make_record_captures
from tasks.archive import ArchiveError, make_storable
from tasks.own_steps import StepError
from warehouse.db import writer
from warehouse.load import NOTHING, Loaded, loaded_by, record_run_end, record_run_start, rejects_of
from warehouse.model.errors import WarehouseError

# Rejects that the artifact shows; a query shows all.
_SHOWN_REJECTS = 100
_REJECTS_QUERY = "select reason, uri, line, detail from ops.rejects where run_id = '{run_id}' order by uri, line"


@dataclass(slots=True, kw_only=True)
class Run:
    """A run in progress. `report` is complete when the block of `open_run` has ended."""

    run_id: str
    flow: str
    started: datetime
    resources: Resources
    intake: Intake
    report: RunReport
    notes: list[str] = field(default_factory=list)
    rejects: list[tuple[str, str, str]] = field(default_factory=list)
    degraded: bool = False
    polled: int = 0
    entries: int = 0
    pages: int | None = None  # requested, where the flow fetches pages
    idle_is_failure: bool = False  # a run that was given inputs and loaded nothing has failed

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return self.resources.settings

    @property
    def workers(self) -> Workers:
        """The worker processes of the run."""
        return self.resources.workers

    @property
    def clock(self) -> Clock:
        """The clock of the run."""
        return self.resources.clock

    def take_records(self, records: Iterable[Mapping[str, Any]], *, origin: str) -> None:
        """Archives and loads the records of a source of your own; `origin` names it in `ops.captures.uri`.

        The records have the fields of a JSON line; see `tasks.make_record_captures`. They are read as they are loaded.
        What cannot be loaded is a row of `ops.rejects`. Raises what `records` raises; what was loaded before stays.
        """
        limits = self.settings.limits
        inputs = make_record_captures(records, origin=origin, run_id=self.run_id, now=self.started, limits=limits)
        self.intake.take(inputs)

    def rename(self, name: str) -> None:
        """Gives the run another name on Prefect's pages."""
        describe_run(name, self.flow)

    def end_state(self) -> State[RunReport]:
        """The state in which the flow ends; shows the report on Prefect's pages.

        Failed, with `RunFailed` as its data, after an error or where no input could be loaded. Completed otherwise,
        under the name `Degraded` where something was rejected or a source failed.
        """
        _show_report(self)
        report = self.report
        if report.failure:
            return self.resources.note_outcome(Failed(message=report.failure, data=RunFailed(report)))
        message = "; ".join((report.summary, *report.notes))
        return self.resources.note_outcome(Completed(name=report.state, message=message, data=report))


@contextmanager
def open_run(
    flow: str, parameters: Mapping[str, Any], *, name: str | None = None, arguments: Sequence[str] = ()
) -> Iterator[Run]:
    """A run for the length of the block: recorded in `ops.runs`, its tables published at the end.

    `flow` is the name of the flow, `parameters` its parameters as values of JSON, `name` the name of the run on
    Prefect's pages, such as `ingest seeds`. Raises `WarehouseError` when it cannot be opened, and `SettingsError`.
    """
    start, run_id = monotonic(), uuid4().hex
    with open_resources() as resources, tags(TAG, flow), log_run(run_id):
        open_run_log()
        describe_run(name or flow, flow)
        run = _open(run_id, flow, parameters, arguments, resources)
        log_event("run.start", "started", flow=flow, name=name, parameters=parameters or None)
        error: str | None = None
        try:
            yield run
        except (WarehouseError, ArchiveError, StepError) as failure:
            error = str(failure)
        except BaseException as failure:
            # Its words may be of a document.
            log_event("run", "crashed", level=logging.ERROR, flow=flow, error=type(failure).__name__)
            raise
        _close(run, error)
        _log_end(run, monotonic() - start)


def _open(run_id: str, flow: str, parameters: Mapping[str, Any], arguments: Sequence[str], resources: Resources) -> Run:
    settings, clock = resources.settings, resources.clock
    started = clock()
    intake = Intake(settings, resources.workers, run_id=run_id, progress=resources.progress, clock=clock)
    # An error here is an exception: without a row there is no run to report on.
    _record_start(run_id, flow, unexamined((arguments, parameters)), started, settings)
    report = RunReport(run_id=run_id, loaded=NOTHING, error=None)
    return Run(run_id=run_id, flow=flow, started=started, resources=resources, intake=intake, report=report)


@step("record start")
def _record_start(
    run_id: str, flow: str, inputs: tuple[Sequence[str], Mapping[str, Any]], started: datetime, settings: Settings
) -> None:
    arguments, parameters = inputs
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        record_run_start(
            connection,
            run_id=run_id,
            kind=flow,
            arguments=[_storable(argument) for argument in arguments],
            parameters=_storable(parameters),
            dateline_version=version("dateline"),
            now=started,
        )


def _storable(value: Any) -> Any:
    """A parameter without names and passwords in addresses, in characters that a database takes."""
    if isinstance(value, str):
        return make_storable(drop_credentials(value))
    if isinstance(value, Mapping):
        return {str(name): _storable(inner) for name, inner in value.items()}
    return [_storable(inner) for inner in value] if isinstance(value, list | tuple) else value


def _close(run: Run, error: str | None) -> None:
    loaded, idle = NOTHING, False
    try:
        loaded, idle, run.rejects = _record_end(unexamined(run), error)
        publish_copy(unexamined(run.settings))
    except WarehouseError as failure:
        error = error or str(failure)
    run.report = RunReport(
        run_id=run.run_id, loaded=loaded, error=error, notes=tuple(run.notes), degraded=run.degraded, idle=idle
    )


def _log_end(run: Run, seconds: float) -> None:
    report = run.report
    log_event(
        "run",
        "failed" if report.failure else "ended",
        level=logging.ERROR if report.failure else logging.INFO,
        flow=run.flow,
        state=report.state.lower(),
        feeds=run.polled if run.flow == "poll" else None,
        entries=run.entries if run.flow == "poll" else None,
        pages=run.pages,
        **count_documents(report.loaded),
        seconds=seconds,
        error=report.failure,
    )


@step("record end")
def _record_end(run: Run, error: str | None) -> tuple[Loaded, bool, list[tuple[str, str, str]]]:
    settings = run.settings
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        loaded = loaded_by(connection, run.run_id)
        idle = run.idle_is_failure and not loaded.documents
        status = "failed" if error or idle else "completed"
        record_run_end(connection, run_id=run.run_id, status=status, loaded=loaded, now=run.clock())
        rejects = rejects_of(connection, run.run_id, limit=_SHOWN_REJECTS) if loaded.rejects else []
    return loaded, idle, rejects


def _show_report(run: Run) -> None:
    """The report and the rejects as artifacts on Prefect's pages."""
    report = run.report
    rows = [{"outcome": outcome, "documents": count} for outcome, count in report.loaded.counts()]
    lines = [report.failure or "Documents of the run, by outcome.", *report.notes]
    description = "\n\n".join((*lines, "All runs: `dateline sql --named runs`"))
    create_table_artifact(key="run-report", table=rows, description=description)
    if run.rejects:
        create_markdown_artifact(
            key="rejects", markdown=_describe_rejects(run), description="Why documents were rejected."
        )


def _describe_rejects(run: Run) -> str:
    counts = "".join(f"| {reason} | {count} |\n" for reason, count in sorted(run.report.loaded.rejects.items()))
    rows = "".join(f"| {_cell(reason)} | {_cell(where)} | {_cell(detail)} |\n" for reason, where, detail in run.rejects)
    query = _REJECTS_QUERY.format(run_id=run.run_id)
    return (
        f"| reason | documents |\n| --- | --- |\n{counts}\n"
        f"| reason | where | detail |\n| --- | --- | --- |\n{rows}\n"
        f"All of them: `dateline sql --named rejects`, or\n\n```sql\n{query}\n```\n"
    )


def _cell(text: str) -> str:
    """Text for a cell of a Markdown table: what a hostile feed holds must not become markup."""
    return "`" + " ".join(text.replace("`", "'").replace("|", "¦").split()) + "`"
