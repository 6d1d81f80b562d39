"""Loads a large collection within a run of the flow `backfill`. Prefect, network, database.

Inputs that any run archived before are passed over, so a killed backfill continues where it stopped.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from duckdb import DuckDBPyConnection

from flows.acquire.collector import Collector
from flows.acquire.collector_session import open_collector, save_fetches
from flows.acquire.ingest_inputs import describe_columns, fetch_patiently
from flows.acquire.listed_pages import PAGES_A_LOAD, fetch_listed_pages, set_listed_aside
from flows.acquire.sitemaps import SitemapListing, list_pages
from flows.acquire.watch_rounds import Wait
from flows.load.backfill_plan import skip_loaded
from flows.load.loader import publish_copy
from flows.load.runs import Run
from flows.runtime.steps import step, unexamined
from tasks.inputs import BackfillFilter, explain_skip, read_inputs
from warehouse.db import reader
from warehouse.load import fetched, web_archives_read


def take_missing(
    run: Run,
    paths: Sequence[str],
    sitemaps: Sequence[str],
    backfill_filter: BackfillFilter,
    *,
    pages: bool,
    columns: Mapping[str, str],
) -> None:
    """Loads the inputs and the pages of sitemaps that the filter keeps and that were not archived before.

    With `pages` also the pages of lists; `columns` as for `take_inputs`.
    """
    settings = run.settings
    # What a killed run archived is loaded and published first: inputs are looked up in the published copy.
    run.intake.catch_up()
    publish_copy(unexamined(settings))
    passed_over: Counter[str] = Counter()
    with reader(settings.home) as published:
        read = partial(read_inputs, paths, limits=settings.limits, run_id=run.run_id, now=run.started, columns=columns)
        missing = skip_loaded(read(done=web_archives_read(published)), published, backfill_filter, passed_over)
        run.intake.take(set_listed_aside(missing) if pages else missing)
        if pages:
            kept = (item for item in read(done={}) if explain_skip(item, backfill_filter) is None)
            fetch_listed_pages(kept, run, find_fetched=partial(fetched, published))
        if sitemaps:
            _fetch_sitemap_pages(sitemaps, backfill_filter, run, published, passed_over)
    run.notes += [f"passed over, {reason}: {count}" for reason, count in sorted(passed_over.items())]


def describe_options(
    sitemaps: Sequence[str], backfill_filter: BackfillFilter, *, pages: bool, columns: Mapping[str, str]
) -> Iterator[str]:
    """The options as they are given on the command line, for `ops.runs`."""
    yield from describe_columns(columns)
    if pages:
        yield "--pages"
    for sitemap in sitemaps:
        yield from ("--sitemap", sitemap)
    for name, value in (("--since", backfill_filter.since), ("--until", backfill_filter.until)):
        if value is not None:
            yield from (name, value.isoformat())
    if backfill_filter.source is not None:
        yield from ("--source", backfill_filter.source)


def _fetch_sitemap_pages(
    sitemaps: Sequence[str],
    backfill_filter: BackfillFilter,
    run: Run,
    published: DuckDBPyConnection,
    passed_over: Counter[str],
) -> None:
    """Fetches the pages of sitemaps that were not fetched before, and loads them a part at a time."""
    with open_collector(run, run.settings, run.clock) as (collector, wait):
        listed = _list_pages(sitemaps, backfill_filter, unexamined(collector), wait)
        run.notes += listed.troubles
        run.degraded = run.degraded or bool(listed.troubles)
        passed_over.update(listed.passed_over)
        urls = [page.url for page in listed.pages]
        known = fetched(published, urls)
        passed_over["loaded before"] += len(known)
        fresh = [url for url in urls if url not in known]
        for start in range(0, len(fresh), PAGES_A_LOAD):
            rejects = fetch_patiently(fresh[start : start + PAGES_A_LOAD], collector, wait, pages=False)
            save_fetches(collector, run.settings)
            run.intake.take(rejects)
        if not fresh:
            run.intake.catch_up()  # the sitemaps themselves state which pages are no longer listed


@step("list pages")
def _list_pages(
    sitemaps: Sequence[str], backfill_filter: BackfillFilter, collector: Collector, wait: Wait
) -> SitemapListing:
    listed: SitemapListing = wait(list_pages(sitemaps, backfill_filter, collector))
    return listed
