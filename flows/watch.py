"""The flows of a watch: run (what is due), recheck (pages again), maintain. Knows Prefect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from prefect import flow
from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.client.schemas.objects import State
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.acquire.collector import Collector
from flows.acquire.collector_session import collecting
from flows.acquire.pages import Errand
from flows.acquire.poll_round import due_errands, fetch_round, poll_round, waves
from flows.load.loader import Progress
from flows.load.runs import Report, Run, recorded, report_of, report_state
from flows.load.workers import Workers
from flows.runtime.clock import Clock, utc_now
from flows.runtime.settings import Settings
from warehouse.db.connect import writer
from warehouse.model.watch_records import FeedRow
from warehouse.replay.maintenance import maintain_files
from warehouse.watch.watch import due_feeds, silent_feeds

# Feeds polled together: their documents are in memory together.
_TOGETHER = 1_000
# Feeds named in the report as troubled or silent; the rest is a query away.
_NAMED = 10


def run(settings: Settings, workers: Workers, progress: Progress, *, clock: Clock = utc_now) -> Report:
    """Polls the feeds that are due, fetches the pages of their new entries, loads and publishes.

    A feed that fails makes the run end `Degraded` and is named in the report; trouble with the warehouse or the archive
    ends it, with its line in `error`.
    """

    def polled(going: Run) -> None:
        with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
            due = due_feeds(connection, clock())
        with collecting(going, settings, clock) as (collector, wait):
            for rows in _parts(due):
                found, errands = wait(poll_round(rows, collector, settings))
                _fetch(errands, collector, wait, going, settings)
                going.notes += found.troubled[: max(0, _NAMED - len(going.notes))]
                going.degraded = going.degraded or bool(found.troubled)
                going.polled += len(rows)
                going.entries += found.new
        going.notes.insert(0, f"polled {going.polled} feeds: {going.entries} new entries")
        _sources_artifact(going, settings)

    return _flow("run", polled, settings, workers, progress, clock)


def recheck(settings: Settings, workers: Workers, progress: Progress, *, clock: Clock = utc_now) -> Report:
    """Fetches again the pages that are due: those that could not be had, and known ones that may have changed."""

    def checked(going: Run) -> None:
        errands = due_errands(settings, clock())
        with collecting(going, settings, clock) as (collector, wait):
            _fetch(errands, collector, wait, going, settings)
        going.notes.insert(0, f"looked at {len(errands)} pages again")

    return _flow("recheck", checked, settings, workers, progress, clock)


def maintain(settings: Settings, workers: Workers, progress: Progress, *, clock: Clock = utc_now) -> Report:
    """Compacts the database, removes what retention lets go, loads what a killed run left in the archive, publishes."""

    def maintained(going: Run) -> None:
        going.intake.catch_up()
        going.notes += maintain_files(
            settings.home,
            retention_days=settings.retention_days,
            wait_seconds=settings.lock_wait_seconds,
            now=clock(),
        )

    return _flow("maintain", maintained, settings, workers, progress, clock)


def _flow(  # noqa: PLR0917 -- each is what it says
    name: str, body: Callable[[Run], None], settings: Settings, workers: Workers, progress: Progress, clock: Clock
) -> Report:
    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)

    @flow(name=name, task_runner=runner, validate_parameters=False, persist_result=False)
    def watch_flow() -> State[Report]:
        with recorded(name, [], settings, workers, progress, clock=clock) as going:
            body(going)
            # What another run, killed, left in the archive is loaded even when this one found nothing.
            going.intake.catch_up()
        return report_state(going.report)

    return report_of(watch_flow(return_state=True))


def _fetch(
    errands: Sequence[Errand], collector: Collector, wait: Callable[..., Any], going: Run, settings: Settings
) -> None:
    """Fetches pages in waves and loads each before the next, so that a long list shows early what it brought."""
    if not errands:
        return
    done = 0
    shown: Any = create_progress_artifact(progress=0.0, description=f"{len(errands)} pages")
    for wave in waves(errands, settings.host_seconds):
        wait(fetch_round(wave, collector, settings))
        done += len(wave)
        update_progress_artifact(artifact_id=shown, progress=100.0 * done / len(errands))
        if done < len(errands):
            going.intake.catch_up()


def _parts(rows: Sequence[FeedRow]) -> Iterator[Sequence[FeedRow]]:
    for start in range(0, len(rows), _TOGETHER):
        yield rows[start : start + _TOGETHER]


def _sources_artifact(going: Run, settings: Settings) -> None:
    """The silent feeds as a note, and the table of sources on Prefect's pages."""
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        silent = silent_feeds(connection)
        table = connection.sql(
            "select url, status, last_kind, entries_a_day, changed_at::varchar as changed_at, "
            "next_poll_at::varchar as next_poll_at from feeds where removed_at is null "
            "order by status desc, changed_at desc nulls last limit 200"
        )
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    if silent:
        shown = ", ".join(silent[:_NAMED])
        going.notes.append(f"silent against their rhythm: {len(silent)} feeds: {shown} (the view silent_feeds)")
    if going.polled:
        create_table_artifact(key="sources", table=rows, description="Watched feeds.")
