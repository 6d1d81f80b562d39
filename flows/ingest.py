"""The flow `ingest`: loads the inputs that a user gives, once. Prefect."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.acquire.addresses import fetch_addresses, fetch_pages_of, reject_row
from flows.acquire.collector_session import open_collector
from flows.load.loader import Progress
from flows.load.runs import Run, RunReport, run_recorded
from flows.load.workers import Workers
from flows.runtime.clock import Clock, utc_now
from flows.runtime.settings import Settings
from tasks.archive import Input
from tasks.feeds import Feed, parse_feed
from tasks.inputs import read_inputs
from tasks.model.stages import Capture, Media


def ingest(
    arguments: Sequence[str],
    settings: Settings,
    workers: Workers,
    progress: Progress,
    *,
    pages: bool | None = None,
    clock: Clock = utc_now,
) -> RunReport:
    """Load the inputs in `arguments` (files, folders, globs, addresses of pages and feeds) and publish them.

    `pages` says whether the pages of a feed are fetched; None: those of a feed given by its address, not of a file.
    A document that fails becomes a reject. An error of the warehouse or the archive ends the run and is in `error` of
    the report; what was loaded before is kept and published. Raises only unexpected errors.
    """

    def take_inputs(run: Run) -> None:
        run.idle_is_failure = True
        local = [argument for argument in arguments if "://" not in argument]
        feeds: list[Capture] = []
        inputs = read_inputs(local, limits=settings.limits, run_id=run.run_id, now=run.started)
        run.intake.take(_collect_feeds(inputs, feeds) if pages else inputs)
        addresses = [argument for argument in arguments if "://" in argument]
        _fetch(addresses, feeds, run, settings, pages=pages, clock=clock)

    return run_recorded("ingest", arguments, settings, workers, progress, body=take_inputs, clock=clock)


def _collect_feeds(inputs: Iterable[Input], feeds: list[Capture]) -> Iterator[Input]:
    """All inputs; feeds are added to `feeds`, and archived without being read: their pages will be fetched."""
    for item in inputs:
        if isinstance(item, Capture) and item.media == Media.FEED:
            feeds.append(item)
            yield replace(item, media=Media.OTHER)
        else:
            yield item


def _fetch(
    addresses: Sequence[str],
    feeds: Sequence[Capture],
    run: Run,
    settings: Settings,
    *,
    pages: bool | None,
    clock: Clock,
) -> None:
    """Fetches addresses and the pages of feed files, and loads them."""
    if not addresses and not feeds:
        return
    with open_collector(run, settings, clock) as (collector, wait):
        rejects = wait(fetch_addresses(addresses, collector, pages=pages is not False))
        for capture in feeds:
            feed = parse_feed(capture.body, url=None)
            if isinstance(feed, Feed):
                wait(fetch_pages_of(feed, feed.self_url, collector))
            else:
                rejects.append(reject_row(capture.uri, feed.reason, feed.detail, collector))
    run.intake.take(rejects)
