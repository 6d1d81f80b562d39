"""Rounds of polls and batches of page fetches: read the state, fetch, save the state. Network, archive and database.

State is saved when everything fetched is archived. When the process is killed before that, the next round takes the
same entries for new and archives them again; the tables identify articles by their keys, so nothing is doubled.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from time import monotonic

from flows.acquire.collector import Collector
from flows.acquire.pages import PageRequest, fetch_page
from flows.acquire.poll_log import log_feed_change
from flows.acquire.poller import KnownEntries, PollRound, poll_feeds
from flows.load.batches import archive_of
from flows.runtime.logs import log_event
from flows.runtime.settings import Settings
from tasks.feeds import Entry, decode_provenance, parse_feed
from tasks.model.stages import Reject
from tasks.schedule import FeedEvent
from warehouse.db import writer
from warehouse.load import bodies_held
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, PageRow
from warehouse.watch import Watched, due_pages, entries_of, keep, pages_of, watched_feeds

# A batch of pages lasts about this long at each host; then it is loaded and shown.
_BATCH_SECONDS = 4.0
# Pages of one host in a batch, at most: the pages of a batch are in memory together.
_MAX_PAGES_OF_HOST = 100


async def poll_round(
    rows: Sequence[FeedRow], collector: Collector, settings: Settings
) -> tuple[PollRound, list[PageRequest]]:
    """Polls the feeds, archives new entries and saves the state; returns the round and the pages still to fetch.

    Raises `ArchiveError` and `WarehouseError`.
    """
    start = monotonic()
    result = await poll_feeds(rows, collector, lambda updated: _load_known_entries(updated, settings))
    page_requests = await asyncio.to_thread(_save_round, result, collector, settings)
    log_event(
        "feeds",
        "feeds_polled",
        run=collector.run_id,
        feeds=len(rows),
        new=result.new,
        failed=len(result.troubled),
        pages=len(page_requests),
        seconds=monotonic() - start,
    )
    return result, page_requests


async def fetch_page_batch(
    page_requests: Sequence[PageRequest], collector: Collector, settings: Settings
) -> list[PageRow]:
    """Fetches and archives pages and saves their state. Raises `ArchiveError` and `WarehouseError`."""
    start = monotonic()
    rows = list(await asyncio.gather(*(fetch_page(page_request, collector) for page_request in page_requests)))
    fetches, collector.fetches = collector.fetches, []
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        keep(connection, Watched(pages=rows, fetches=fetches), scratch=settings.home)
    failed = sum(row.trouble is not None for row in rows)
    log_event(
        "pages",
        "pages_fetched",
        run=collector.run_id,
        pages=len(rows),
        failed=failed,
        seconds=monotonic() - start,
    )
    return rows


def page_batches(page_requests: Sequence[PageRequest], host_seconds: float) -> Iterator[list[PageRequest]]:
    """The pages in batches with few of each host, in their order; `host_seconds`: the pause between requests to one."""
    most = max(1, min(_MAX_PAGES_OF_HOST, int(_BATCH_SECONDS / max(host_seconds, 0.01))))
    waiting = list(page_requests)
    while waiting:
        taken: Counter[str] = Counter()
        batch: list[PageRequest] = []
        rest: list[PageRequest] = []
        for page_request in waiting:
            host = page_request.url.split("/")[2]
            taken[host] += 1
            (batch if taken[host] <= most else rest).append(page_request)
        yield batch
        waiting = rest


def due_page_requests(settings: Settings, now: datetime) -> list[PageRequest]:
    """Pages that are due for a retry or a recheck, at most `settings.recheck_pages`."""
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        rows = due_pages(connection, now, limit=settings.recheck_pages)
    page_requests = []
    for row in rows:
        provenance = decode_provenance(row.context)
        if not isinstance(provenance, Reject):
            page_requests.append(PageRequest(url=row.url, feed_id=row.feed_id, provenance=provenance, before=row))
    return page_requests


def _load_known_entries(updated: Sequence[FeedRow], settings: Settings) -> Mapping[str, KnownEntries]:
    """The known entries of these feeds by feed id; the previous document is read from the archive."""
    archive = archive_of(settings)
    digests = [row.body_digest for row in updated if row.body_digest]
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        entries = entries_of(connection, [row.feed_id for row in updated])
        bodies = bodies_held(connection, digests)
    by_feed: defaultdict[str, list[EntryRow]] = defaultdict(list)
    for entry in entries:
        by_feed[entry.feed_id].append(entry)
    known = {}
    for row in updated:
        before: Sequence[Entry] = ()
        if row.body_digest in bodies:
            uri, file, offset, _ = bodies[row.body_digest]
            feed = parse_feed(archive.body(file, offset), url=uri)
            before = () if isinstance(feed, Reject) else feed.entries
        known[row.feed_id] = KnownEntries(entries=by_feed[row.feed_id], before=before)
    return known


def _save_round(result: PollRound, collector: Collector, settings: Settings) -> list[PageRequest]:
    """Saves the state of a round; returns its page requests, each with the row of a page that is known."""
    fetches, collector.fetches = collector.fetches, []
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        moved = any(change.what == FeedEvent.MOVED for change in result.history)
        feeds, history = _merge_moved_feeds(result, watched_feeds(connection) if moved else (), collector)
        watched = Watched(
            feeds=feeds, entries=list(result.entries.values()), history=history, gaps=result.gaps, fetches=fetches
        )
        keep(connection, watched, scratch=settings.home)
        pages = pages_of(connection, [page_request.url for page_request in result.page_requests])
    known = {row.url: row for row in pages}
    requests: dict[str, PageRequest] = {}
    for page_request in result.page_requests:
        # Two feeds may link to one page, and an entry that is new under a new guid may link to a page that is known.
        requests.setdefault(page_request.url, replace(page_request, before=known.get(page_request.url)))
    return list(requests.values())


def _merge_moved_feeds(
    result: PollRound, watched: Sequence[FeedRow], collector: Collector
) -> tuple[list[FeedRow], list[FeedChangeRow]]:
    """The feeds and events of a round; a feed that moved to an address watched already is removed from the list."""
    owners = {row.url: row.feed_id for row in watched}
    rows, history = [], list(result.history)
    for row in result.feeds:
        owner = owners.setdefault(row.url, row.feed_id)
        if owner == row.feed_id:
            rows.append(row)
            continue
        now = collector.clock()
        rows.append(replace(row, removed_at=now))
        merge = FeedChangeRow(
            feed_id=row.feed_id,
            run_id=collector.run_id,
            happened_at=now,
            what="merged",
            detail=f"{row.url} is watched as feed {owner}",
        )
        history.append(merge)
        log_feed_change(row, merge.what, f"watched as feed {owner}", run_id=collector.run_id)
    return rows, history
