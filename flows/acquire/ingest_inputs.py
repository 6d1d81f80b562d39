"""Loads what a user gives within a run of the flow `ingest`. Prefect, network, files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from flows.acquire.addresses import Unreachable, fetch_addresses, fetch_pages_of, reject_row
from flows.acquire.collector import Collector
from flows.acquire.collector_session import open_collector
from flows.acquire.listed_pages import fetch_listed_pages, set_listed_aside
from flows.acquire.watch_rounds import Wait
from flows.load.runs import Run
from flows.runtime.steps import step, unexamined
from tasks.archive import Input
from tasks.feeds import Feed, parse_feed
from tasks.inputs import read_inputs
from tasks.model.stages import Capture, Media
from tasks.web import extract_domain
from warehouse.model.tables import RejectRow

# Inputs that the name of a run lists.
_NAMED = 3


def take_inputs(run: Run, paths: Sequence[str], *, pages: bool | None, columns: Mapping[str, str]) -> None:
    """Loads the inputs in `paths`: files, folders, globs, addresses of pages and feeds.

    `pages` says whether the pages of feeds and lists are fetched; None: those of a feed given by its address, not of a
    file. `columns` maps fields of records to the columns that hold them.
    """
    run.idle_is_failure = True
    local = [path for path in paths if "://" not in path]
    feeds: list[Capture] = []

    def read_local() -> Iterator[Input]:
        limits = run.settings.limits
        return read_inputs(local, limits=limits, run_id=run.run_id, now=run.started, columns=columns)

    run.intake.take(set_listed_aside(_collect_feeds(read_local(), feeds)) if pages else read_local())
    addresses = [path for path in paths if "://" in path]
    if addresses or feeds:
        _fetch(addresses, feeds, run, pages=pages)
    if pages and local:
        # Read a second time: a list may be longer than the memory.
        fetch_listed_pages(read_local(), run, find_fetched=lambda _: set())


def name_inputs(flow: str, paths: Sequence[str]) -> str:
    """The name of a run that loads these inputs: `ingest seeds`, `ingest news.example`, `backfill 40 inputs`."""
    if len(paths) > _NAMED:
        return f"{flow} {len(paths)} inputs"
    # Of an address its outlet's domain: the rest may hold a secret.
    names = [(extract_domain(path) or "") if "://" in path else PurePath(path).name or path for path in paths]
    return " ".join((flow, ", ".join(name for name in names if name))).strip()


def describe_columns(columns: Mapping[str, str]) -> Iterator[str]:
    """The options of a map of columns as they are given on the command line."""
    for name, column in columns.items():
        yield from ("--map", f"{name}={column}")


def fetch_patiently(addresses: Sequence[str], collector: Collector, wait: Wait, *, pages: bool) -> list[RejectRow]:
    """Archives what the addresses answer, asking those again that could not be reached for the moment.

    Returns a reject for each that gave nothing. Raises `ArchiveError`.
    """
    settled: dict[str, RejectRow | None] = {}
    unreachable: tuple[RejectRow, ...] = ()
    try:
        _fetch_addresses(unexamined(addresses), unexamined(collector), wait, unexamined(settled), pages, len(addresses))
    except Unreachable as error:
        unreachable = error.rejects
    return [*(reject for reject in settled.values() if reject), *unreachable]


@step("fetch addresses", "fetch {count} addresses")
def _fetch_addresses(  # noqa: PLR0917 -- Prefect calls a task with what it was given, in order
    addresses: Sequence[str],
    collector: Collector,
    wait: Wait,
    settled: dict[str, RejectRow | None],
    pages: bool,  # noqa: FBT001 -- likewise
    count: int,  # noqa: ARG001 -- names the task's run
) -> None:
    """Fetches the addresses that are not settled; raises `Unreachable` for those that are not settled afterwards."""
    wait(fetch_addresses([url for url in addresses if url not in settled], collector, settled, pages=pages))


def _collect_feeds(inputs: Iterable[Input], feeds: list[Capture]) -> Iterator[Input]:
    """All inputs; feeds are added to `feeds`, and archived without being read: their pages will be fetched."""
    for item in inputs:
        if isinstance(item, Capture) and item.media == Media.FEED:
            feeds.append(item)
            yield replace(item, media=Media.OTHER)
        else:
            yield item


def _fetch(addresses: Sequence[str], feeds: Sequence[Capture], run: Run, *, pages: bool | None) -> None:
    """Fetches addresses and the pages of feed files, and loads them."""
    with open_collector(run, run.settings, run.clock) as (collector, wait):
        rejects = fetch_patiently(addresses, collector, wait, pages=pages is not False) if addresses else []
        for capture in feeds:
            feed = parse_feed(capture.body, url=None)
            if isinstance(feed, Feed):
                wait(fetch_pages_of(feed, feed.self_url, collector))
            else:
                rejects.append(reject_row(capture.uri, feed.reason, feed.detail, collector))
    run.intake.take(rejects)
