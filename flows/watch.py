"""The flows that watch feeds: `run` polls, `recheck` fetches pages again, `maintain` cleans up. Prefect."""

from collections.abc import Callable, Sequence
from typing import Any

from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact

from flows.acquire.collector import Collector
from flows.acquire.collector_session import open_collector
from flows.acquire.pages import PageRequest
from flows.acquire.poll_round import due_page_requests, fetch_page_batch, page_batches, poll_round
from flows.load.loader import Progress
from flows.load.runs import Run, RunReport, run_recorded
from flows.load.workers import Workers
from flows.runtime.clock import Clock, utc_now
from flows.runtime.settings import Settings
from warehouse.db import writer
from warehouse.replay import maintain_files
from warehouse.watch import due_feeds, silent_feeds

# Feeds polled together: their documents are in memory together.
_FEEDS_A_ROUND = 1_000
# Failing or silent feeds that the report names; a query shows all.
_NAMED = 10


def run(settings: Settings, workers: Workers, progress: Progress, *, clock: Clock = utc_now) -> RunReport:
    """Polls the feeds that are due, fetches the pages of their new entries, loads and publishes.

    A feed that fails makes the run end `Degraded` and is named in the report; an error of the warehouse or the archive
    ends the run and is in `error` of the report.
    """

    def polled(current: Run) -> None:
        with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
            due = due_feeds(connection, clock())
        with open_collector(current, settings, clock) as (collector, wait):
            for start in range(0, len(due), _FEEDS_A_ROUND):
                rows = due[start : start + _FEEDS_A_ROUND]
                polls, page_requests = wait(poll_round(rows, collector, settings))
                _fetch(page_requests, collector, wait, current, settings)
                current.notes += polls.troubled[: max(0, _NAMED - len(current.notes))]
                current.degraded = current.degraded or bool(polls.troubled)
                current.polled += len(rows)
                current.entries += polls.new
        current.notes.insert(0, f"polled {current.polled} feeds: {current.entries} new entries")
        _sources_artifact(current, settings)

    return _flow("run", polled, settings, workers, progress, clock=clock)


def recheck(settings: Settings, workers: Workers, progress: Progress, *, clock: Clock = utc_now) -> RunReport:
    """Fetches again the pages that are due: those that could not be had, and known ones that may have changed."""

    def checked(current: Run) -> None:
        page_requests = due_page_requests(settings, clock())
        with open_collector(current, settings, clock) as (collector, wait):
            _fetch(page_requests, collector, wait, current, settings)
        current.notes.insert(0, f"looked at {len(page_requests)} pages again")

    return _flow("recheck", checked, settings, workers, progress, clock=clock)


def maintain(settings: Settings, workers: Workers, progress: Progress, *, clock: Clock = utc_now) -> RunReport:
    """Compacts the database, applies retention, loads what a killed run left in the archive, and publishes."""

    def maintained(current: Run) -> None:
        current.intake.catch_up()
        current.notes += maintain_files(
            settings.home,
            retention_days=settings.retention_days,
            wait_seconds=settings.lock_wait_seconds,
            now=clock(),
        )

    return _flow("maintain", maintained, settings, workers, progress, clock=clock)


def _flow(
    name: str, body: Callable[[Run], None], settings: Settings, workers: Workers, progress: Progress, *, clock: Clock
) -> RunReport:
    def caught_up(current: Run) -> None:
        body(current)
        # What a killed run left in the archive is loaded even when this run fetched nothing.
        current.intake.catch_up()

    return run_recorded(name, [], settings, workers, progress, body=caught_up, clock=clock)


def _fetch(
    page_requests: Sequence[PageRequest],
    collector: Collector,
    wait: Callable[..., Any],
    current: Run,
    settings: Settings,
) -> None:
    """Fetches pages in batches and loads each before the next, so that the first articles of a long list show early."""
    if not page_requests:
        return
    done = 0
    artifact: Any = create_progress_artifact(progress=0.0, description=f"{len(page_requests)} pages")
    for batch in page_batches(page_requests, settings.host_seconds):
        wait(fetch_page_batch(batch, collector, settings))
        done += len(batch)
        update_progress_artifact(artifact_id=artifact, progress=100.0 * done / len(page_requests))
        if done < len(page_requests):
            current.intake.catch_up()


def _sources_artifact(current: Run, settings: Settings) -> None:
    """Adds a note on silent feeds, and shows the watched feeds on Prefect's pages."""
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        silent = silent_feeds(connection)
        table = connection.sql(
            "select url, status, last_kind, entries_a_day, changed_at::varchar as changed_at, "
            "next_poll_at::varchar as next_poll_at from feeds where removed_at is null "
            "order by status desc, changed_at desc nulls last limit 200"
        )
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    if silent:
        names = ", ".join(silent[:_NAMED])
        current.notes.append(f"silent for longer than usual: {len(silent)} feeds: {names} (the view silent_feeds)")
    if current.polled:
        create_table_artifact(key="sources", table=rows, description="Watched feeds.")
