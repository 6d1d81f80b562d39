"""The backfill flow: much, once, and resumable by running the same command again. Knows Prefect.

What was archived before, by whichever run, is passed over; so a backfill that was killed goes on where it was. The
inputs are read twice at most: once for the plan of `--dry-run`, once to be loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from duckdb import DuckDBPyConnection
from prefect import flow
from prefect.client.schemas.objects import State
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.acquire.addresses import fetch_addresses
from flows.acquire.collector_session import collecting, remember_fetches
from flows.acquire.sitemaps import list_pages
from flows.load.backfill_plan import fresh as not_loaded
from flows.load.loader import Progress, publish_copy, quoted
from flows.load.runs import Report, Run, recorded, report_of, report_state
from flows.load.workers import Workers
from flows.runtime.clock import Clock, utc_now
from flows.runtime.settings import Settings
from tasks.archive.warc import make_storable
from tasks.inputs.backfill_filter import BackfillFilter
from tasks.inputs.files import read_inputs
from warehouse.db.connect import reader
from warehouse.load.archive_position import fetched, web_archives_read

# Pages fetched before they are loaded; a kill costs no more than these.
_PAGES_TOGETHER = 200


def backfill(
    arguments: Sequence[str],
    sitemaps: Sequence[str],
    settings: Settings,
    workers: Workers,
    progress: Progress,
    *,
    wanted: BackfillFilter,
    clock: Clock = utc_now,
) -> Report:
    """Load what `arguments` and `sitemaps` name and `wanted` keeps, except what was archived before.

    Errors as those of `ingest`.
    """
    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)

    @flow(name="backfill", task_runner=runner, validate_parameters=False, persist_result=False)
    def backfill_flow(said: list[str]) -> State[Report]:
        with (
            recorded("backfill", said, settings, workers, progress, clock=clock) as run,
            ExitStack() as stack,
        ):
            # What a killed run archived is loaded first, and then looked up in the published copy.
            run.intake.catch_up()
            publish_copy(quoted(settings))
            held = stack.enter_context(reader(settings.home))
            found = read_inputs(
                arguments,
                limits=settings.limits,
                run_id=run.run_id,
                now=run.started,
                done=web_archives_read(held),
            )
            passed_over: Counter[str] = Counter()
            run.intake.take(not_loaded(found, held, wanted, passed_over))
            if sitemaps:
                _pages(sitemaps, wanted, run, settings, held, passed_over, clock)
            run.notes += [f"passed over, {why}: {count}" for why, count in sorted(passed_over.items())]
        return report_state(run.report)

    said = [make_storable(argument) for argument in (*arguments, *_options(sitemaps, wanted))]
    return report_of(backfill_flow(said, return_state=True))


def _options(sitemaps: Sequence[str], wanted: BackfillFilter) -> Iterator[str]:
    """As they were given on the command line; what was passed over by them is looked for in `ops.runs` later."""
    for sitemap in sitemaps:
        yield from ("--sitemap", sitemap)
    for name, value in (("--since", wanted.since), ("--until", wanted.until)):
        if value is not None:
            yield from (name, value.isoformat())
    if wanted.source is not None:
        yield from ("--source", wanted.source)


def _pages(  # noqa: PLR0917 -- what a backfill is made of
    sitemaps: Sequence[str],
    wanted: BackfillFilter,
    run: Run,
    settings: Settings,
    held: DuckDBPyConnection,
    passed_over: Counter[str],
    clock: Clock,
) -> None:
    """Fetches the pages of sitemaps, those that were not fetched before, and loads them a part at a time."""
    with collecting(run, settings, clock) as (collector, wait):
        listed = wait(list_pages(sitemaps, wanted, collector))
        run.notes += listed.troubles
        run.degraded = run.degraded or bool(listed.troubles)
        passed_over.update(listed.passed_over)
        urls = [page.url for page in listed.pages]
        known = fetched(held, urls)
        passed_over["loaded before"] += len(known)
        fresh = [url for url in urls if url not in known]
        for start in range(0, len(fresh), _PAGES_TOGETHER):
            rejects = wait(fetch_addresses(fresh[start : start + _PAGES_TOGETHER], collector, pages=False))
            remember_fetches(collector, settings)
            run.intake.take(rejects)
        if not fresh:
            run.intake.catch_up()  # what the sitemaps list no longer is news as well
