"""Runs a flow for a command: with a server, worker processes and a progress bar. Starts processes.

Prefect reads the address of its server when it is imported. So no command module imports Prefect: a flow is given by
name, and imported after the server was chosen. The server starts, a worker loads the models, and this process imports
Prefect, all at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import Any

from flows.cli.console import SHOWN_REJECTS, progress_bar, show_report
from flows.cli.lazy_group import CommandFailure
from flows.load.report import RunFailed, RunReport
from flows.load.resources import Resources, call_flow, make_workers
from flows.runtime.data_directory import create_home
from flows.runtime.memory import collect_seldom
from flows.runtime.server import start_server
from flows.runtime.settings import Settings
from warehouse.db import reader
from warehouse.load import rejects_of


def run_flow(
    name: str,
    settings: Settings,
    parameters: Mapping[str, Any] | None = None,
    *,
    documents: Callable[[], int | None] = lambda: None,
) -> Any:
    """Runs the flow `module:function` with its parameters and returns its result.

    `documents` counts what there is to load, for the progress bar; None where that is not known. Raises
    `CommandFailure` when a model cannot be loaded, `ServerError`, and what the flow raises.
    """
    collect_seldom()
    create_home(settings.home)
    server = start_server(settings.home)
    with make_workers(settings) as workers:
        model_error = workers.warm_up()
        flow = resolve_name(name)  # imports Prefect
        if error := model_error.result():
            raise CommandFailure(error)
        server.wait()
        with progress_bar(name.partition(":")[2]) as bar:
            bar.total(documents())
            return _call(flow, parameters or {}, Resources(settings=settings, workers=workers, progress=bar))


def _call(flow: Any, parameters: Mapping[str, Any], resources: Resources) -> Any:
    """The result of a flow. Raises what the flow raised."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: PLC0415 -- see above

    # Heartbeats tell Prefect that a process died. Here the user sees it, and ending them costs a second (measured).
    with temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        return call_flow(flow, parameters, resources)


def run_loading_flow(
    name: str,
    settings: Settings,
    parameters: Mapping[str, Any] | None = None,
    *,
    documents: Callable[[], int | None] = lambda: None,
) -> int:
    """Runs a flow that loads, and prints its report; returns the exit status. Raises as `run_flow`."""
    try:
        report: RunReport = run_flow(name, settings, parameters, documents=documents)
    except RunFailed as failure:
        report = failure.report
    return _print_report(report, settings)


def _print_report(report: RunReport, settings: Settings) -> int:
    """Prints what a run did; returns the exit status. Raises `CommandFailure` with the run's error."""
    if report.error:
        raise CommandFailure(report.error)
    with reader(settings.home) as connection:
        rejects = rejects_of(connection, report.run_id, limit=SHOWN_REJECTS)
    show_report(report, rejects)
    return 1 if report.idle else 0
