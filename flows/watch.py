"""The flows that watch feeds: `poll`, `recheck` and `maintain`. Prefect."""

from collections.abc import Callable

from prefect import flow

from flows.acquire.watch_rounds import clean_up, poll_due_feeds, recheck_due_pages
from flows.load.report import RunReport
from flows.load.runs import Run, open_run
from flows.runtime.prefect_runs import type_as_result
from flows.runtime.schedule_records import sweep_own_cancelled_runs


@flow(name="poll", description="Poll the feeds that are due.", persist_result=False)
def poll() -> RunReport:
    """Poll the feeds that are due, fetch the pages of their new entries, load and publish.

    A feed that fails makes the run end `Degraded` and is named in the report.
    """
    return _watch("poll", poll_due_feeds)


@flow(name="recheck", description="Fetch again the pages that are due.", persist_result=False)
def recheck() -> RunReport:
    """Fetch again the pages that are due: those that could not be had, and known ones that may have changed."""
    return _watch("recheck", recheck_due_pages)


@flow(name="maintain", description="Compact the database and apply retention.", persist_result=False)
def maintain() -> RunReport:
    """Compact the database, apply retention, load what a killed run left in the archive, and publish."""
    return _watch("maintain", clean_up)


def _watch(name: str, body: Callable[[Run], None]) -> RunReport:
    with open_run(name, {}) as run:
        body(run)
        # What a killed run left in the archive is loaded even when this run fetched nothing.
        run.intake.catch_up()
    sweep_own_cancelled_runs()
    return type_as_result(run.end_state())
