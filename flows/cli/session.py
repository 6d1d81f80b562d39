"""A command that thinks: server, workers and progress bar for as long as it lasts. Starts processes.

The Prefect server starts, a worker loads the models, and this process imports Prefect, all at the same time; so nothing
that imports Prefect may be imported above the functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.cli.commands import Failure
from flows.runtime.memory import collect_seldom
from flows.runtime.server import start_server
from flows.runtime.settings import Settings

if TYPE_CHECKING:
    from flows.cli.console import Bar
    from flows.load.runs import Report
    from flows.load.workers import Workers


@contextmanager
def session(settings: Settings, what: str) -> Iterator[tuple[Workers, Bar]]:
    """Workers with their models, and a progress bar called `what`. Raises `Failure` and `ServerError`."""
    collect_seldom()
    server = start_server(settings.home)
    from flows.load.workers import Workers  # noqa: PLC0415

    workers = Workers(
        count=settings.workers,
        models=settings.models,
        limits=settings.limits,
        deadline_seconds=settings.deadline_seconds,
    )
    with workers:
        warm = workers.warm_up()
        import flows.load.runs  # noqa: F401, PLC0415 -- Prefect, while the models load
        from flows.cli.console import progress_bar  # noqa: PLC0415

        if trouble := warm.result():
            raise Failure(trouble)
        server.wait()
        with progress_bar(what) as bar:
            yield workers, bar


def finish(report: Report, settings: Settings) -> int:
    """Shows what a run did; gives the exit status. Raises `Failure` with the run's error."""
    from flows.cli.console import SHOWN_REJECTS, show_report  # noqa: PLC0415
    from warehouse.db.connect import reader  # noqa: PLC0415
    from warehouse.load.runs import rejects_of  # noqa: PLC0415

    if report.error:
        raise Failure(report.error)
    with reader(settings.home) as connection:
        rejects = rejects_of(connection, report.run_id, limit=SHOWN_REJECTS)
    show_report(report, rejects)
    return 1 if report.idle else 0
