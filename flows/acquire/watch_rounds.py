"""What the flows that watch feeds do within a run: poll, fetch pages again, clean up. Prefect, network, database."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact

from flows.acquire.collector import Collector
from flows.acquire.collector_session import open_collector
from flows.acquire.pages import PageRequest
from flows.acquire.poll_round import due_page_requests, fetch_page_batch, page_batches, poll_round
from flows.acquire.poller import PollRound
from flows.load.runs import Run
from flows.runtime.logs import log_event
from flows.runtime.prefect_database import prune_server
from flows.runtime.steps import step, unexamined
from warehouse.db import writer
from warehouse.model.watch_records import FeedRow
from warehouse.replay import maintain_files
from warehouse.watch import describe_feeds, due_feeds

# Runs the coroutines of a collector; see `open_collector`.
Wait = Callable[..., Any]
# Feeds polled together: their documents are in memory together.
_FEEDS_A_ROUND = 1_000
# Failing or silent feeds that the report names; a query shows all.
_NAMED = 10
# Feeds that the artifact on Prefect's pages shows.
_SHOWN_FEEDS = 200


def poll_due_feeds(run: Run) -> None:
    """Polls the feeds that are due, and fetches and loads the pages of their new entries."""
    settings = run.settings
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        due = due_feeds(connection, run.clock())
    run.rename(f"poll {_count(len(due), 'feed')}")
    with open_collector(run, settings, run.clock) as (collector, wait):
        for start in range(0, len(due), _FEEDS_A_ROUND):
            rows = due[start : start + _FEEDS_A_ROUND]
            polls, page_requests = _poll(unexamined(rows), unexamined(collector), wait, unexamined(run), len(rows))
            _fetch_pages(page_requests, collector, wait, run)
            run.pages = (run.pages or 0) + len(page_requests)
            run.notes += polls.troubled[: max(0, _NAMED - len(run.notes))]
            run.degraded = run.degraded or bool(polls.troubled)
            run.polled += len(rows)
            run.entries += polls.new
    run.notes.insert(0, f"polled {run.polled} feeds: {run.entries} new entries")
    _show_feeds(run)


def recheck_due_pages(run: Run) -> None:
    """Fetches again the pages that are due: those that could not be had, and those that may have changed."""
    page_requests = due_page_requests(run.settings, run.clock())
    run.rename(f"recheck {_count(len(page_requests), 'page')}")
    with open_collector(run, run.settings, run.clock) as (collector, wait):
        _fetch_pages(page_requests, collector, wait, run)
    run.pages = len(page_requests)
    run.notes.insert(0, f"looked at {len(page_requests)} pages again")


def clean_up(run: Run) -> None:
    """Compacts the database and applies retention."""
    run.intake.catch_up()
    start = monotonic()
    steps = [*_maintain_files(unexamined(run)), *prune_server(run.settings, run.clock)]
    run.notes += steps
    log_event("maintenance", "maintained", done=steps or None, seconds=monotonic() - start)


@step("poll feeds", "poll {count} feeds")
def _poll(
    rows: Sequence[FeedRow],
    collector: Collector,
    wait: Wait,
    run: Run,
    count: int,  # noqa: ARG001 -- names the task's run
) -> tuple[PollRound, list[PageRequest]]:
    outcome: tuple[PollRound, list[PageRequest]] = wait(poll_round(rows, collector, run.settings))
    return outcome


@step("fetch pages", "fetch {count} pages")
def _fetch_batch(
    batch: Sequence[PageRequest],
    collector: Collector,
    wait: Wait,
    run: Run,
    count: int,  # noqa: ARG001 -- names the task's run
) -> None:
    wait(fetch_page_batch(batch, collector, run.settings))


@step("maintain files")
def _maintain_files(run: Run) -> list[str]:
    settings = run.settings
    return maintain_files(
        settings.home,
        retention_days=settings.retention_days,
        wait_seconds=settings.lock_wait_seconds,
        now=run.clock(),
    )


def _fetch_pages(page_requests: Sequence[PageRequest], collector: Collector, wait: Wait, run: Run) -> None:
    """Fetches pages in batches and loads each before the next, so that the first articles of a long list show early."""
    if not page_requests:
        return
    done = 0
    artifact: Any = create_progress_artifact(progress=0.0, description=f"{len(page_requests)} pages")
    for batch in page_batches(page_requests, run.settings.host_seconds):
        _fetch_batch(unexamined(batch), unexamined(collector), wait, unexamined(run), len(batch))
        done += len(batch)
        update_progress_artifact(artifact_id=artifact, progress=100.0 * done / len(page_requests))
        if done < len(page_requests):
            run.intake.catch_up()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _show_feeds(run: Run) -> None:
    """Adds a note on silent feeds, and shows the watched feeds on Prefect's pages."""
    settings = run.settings
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        silent, rows = describe_feeds(connection, limit=_SHOWN_FEEDS)
    if silent:
        names = ", ".join(silent[:_NAMED])
        run.notes.append(f"silent for longer than usual: {len(silent)} feeds: {names} (the view silent_feeds)")
    if run.polled:
        description = "Watched feeds, those in trouble first. All of them: `dateline feeds list`"
        create_table_artifact(key="sources", table=rows, description=description)
