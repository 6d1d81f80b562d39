"""Runs a flow for a command: with a server, worker processes and a progress bar. Starts processes.

Prefect reads the address of its server when it is imported. So no command module imports Prefect: a flow is given by
name, and imported after the server was chosen. The server starts, a worker loads the models, and this process imports
Prefect, all at the same time.
"""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from flows.cli.console import SHOWN_REJECTS, progress_bar, show_report
from flows.cli.lazy_group import CommandFailure
from flows.load.workers import Workers
from flows.runtime.data_directory import create_home
from flows.runtime.memory import collect_seldom
from flows.runtime.server import start_server
from flows.runtime.settings import Settings
from warehouse.db import reader
from warehouse.load import rejects_of

if TYPE_CHECKING:
    from flows.load.runs import RunReport


def run_flow(
    name: str,
    settings: Settings,
    *arguments: Any,
    documents: Callable[[], int | None] = lambda: None,
    **options: Any,
) -> Any:
    """Runs the flow `module:function` and returns its result.

    `documents` counts what there is to load, for the progress bar; None where that is not known. Raises
    `CommandFailure` when a model cannot be loaded, `ServerError`, and what the flow raises.
    """
    collect_seldom()
    create_home(settings.home)
    server = start_server(settings.home)
    workers = Workers(
        count=settings.workers,
        models=settings.models,
        limits=settings.limits,
        deadline_seconds=settings.deadline_seconds,
        steps=settings.steps,
    )
    with workers:
        model_error = workers.warm_up()
        flow = resolve_name(name)  # imports Prefect
        if error := model_error.result():
            raise CommandFailure(error)
        server.wait()
        with progress_bar(name.partition(":")[2]) as bar:
            bar.total(documents())
            return flow(*arguments, settings, workers, bar, **options)


def print_report(report: RunReport, settings: Settings) -> int:
    """Prints what a run did; returns the exit status. Raises `CommandFailure` with the run's error."""
    if report.error:
        raise CommandFailure(report.error)
    with reader(settings.home) as connection:
        rejects = rejects_of(connection, report.run_id, limit=SHOWN_REJECTS)
    show_report(report, rejects)
    return 1 if report.idle else 0
