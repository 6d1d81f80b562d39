"""The flow `backfill`: loads a large collection; running it again resumes it. Prefect.

Inputs that any run archived before are passed over, so a killed backfill continues where it stopped.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from duckdb import DuckDBPyConnection

from flows.acquire.addresses import fetch_addresses
from flows.acquire.collector_session import open_collector, save_fetches
from flows.acquire.sitemaps import list_pages
from flows.load.backfill_plan import skip_loaded
from flows.load.loader import Progress, publish_copy, unexamined
from flows.load.runs import Run, RunReport, run_recorded
from flows.load.workers import Workers
from flows.runtime.clock import Clock, utc_now
from flows.runtime.settings import Settings
from tasks.archive import make_storable
from tasks.inputs import BackfillFilter, read_inputs
from warehouse.db import reader
from warehouse.load import fetched, web_archives_read

# Pages fetched between two loads; a kill costs no more than these.
_PAGES_A_LOAD = 200


def backfill(
    arguments: Sequence[str],
    sitemaps: Sequence[str],
    settings: Settings,
    workers: Workers,
    progress: Progress,
    *,
    backfill_filter: BackfillFilter,
    clock: Clock = utc_now,
) -> RunReport:
    """Load the inputs and pages of `arguments` and `sitemaps` that the filter keeps and that were not archived before.

    Errors as those of `ingest`.
    """

    def take_missing(run: Run) -> None:
        # What a killed run archived is loaded and published first: inputs are looked up in the published copy.
        run.intake.catch_up()
        publish_copy(unexamined(settings))
        passed_over: Counter[str] = Counter()
        with reader(settings.home) as published:
            done = web_archives_read(published)
            inputs = read_inputs(arguments, limits=settings.limits, run_id=run.run_id, now=run.started, done=done)
            run.intake.take(skip_loaded(inputs, published, backfill_filter, passed_over))
            if sitemaps:
                _fetch_listed_pages(
                    sitemaps, backfill_filter, run, settings, published, passed_over=passed_over, clock=clock
                )
        run.notes += [f"passed over, {reason}: {count}" for reason, count in sorted(passed_over.items())]

    recorded = [make_storable(argument) for argument in (*arguments, *_options(sitemaps, backfill_filter))]
    return run_recorded("backfill", recorded, settings, workers, progress, body=take_missing, clock=clock)


def _options(sitemaps: Sequence[str], backfill_filter: BackfillFilter) -> Iterator[str]:
    """The options as they were given on the command line, for `ops.runs`."""
    for sitemap in sitemaps:
        yield from ("--sitemap", sitemap)
    for name, value in (("--since", backfill_filter.since), ("--until", backfill_filter.until)):
        if value is not None:
            yield from (name, value.isoformat())
    if backfill_filter.source is not None:
        yield from ("--source", backfill_filter.source)


def _fetch_listed_pages(
    sitemaps: Sequence[str],
    backfill_filter: BackfillFilter,
    run: Run,
    settings: Settings,
    published: DuckDBPyConnection,
    *,
    passed_over: Counter[str],
    clock: Clock,
) -> None:
    """Fetches the pages of sitemaps that were not fetched before, and loads them a part at a time."""
    with open_collector(run, settings, clock) as (collector, wait):
        listed = wait(list_pages(sitemaps, backfill_filter, collector))
        run.notes += listed.troubles
        run.degraded = run.degraded or bool(listed.troubles)
        passed_over.update(listed.passed_over)
        urls = [page.url for page in listed.pages]
        known = fetched(published, urls)
        passed_over["loaded before"] += len(known)
        fresh = [url for url in urls if url not in known]
        for start in range(0, len(fresh), _PAGES_A_LOAD):
            rejects = wait(fetch_addresses(fresh[start : start + _PAGES_A_LOAD], collector, pages=False))
            save_fetches(collector, settings)
            run.intake.take(rejects)
        if not fresh:
            run.intake.catch_up()  # the sitemaps themselves state which pages are no longer listed
