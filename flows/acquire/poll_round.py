"""Rounds of polls and of page fetches with their state: read it, go out, write it back. Knows no Prefect.

State is written when everything found is archived. Should the process be killed before, the next round finds the same
entries new again and archives them a second time; the tables know them by their keys, so nothing is doubled.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from flows.acquire.collector import Collector
from flows.acquire.pages import Errand, fetch_page
from flows.acquire.poller import Recalled, Round, poll_feeds
from flows.load.batches import archive_of
from flows.runtime.settings import Settings
from tasks.feeds.entries import Entry
from tasks.feeds.parse import parse_feed
from tasks.feeds.provenance import decode_provenance
from tasks.model.stages import Reject
from tasks.schedule.feed_state import FeedEvent
from warehouse.db.connect import writer
from warehouse.load.archive_position import bodies_held
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, PageRow
from warehouse.watch.watch import Watched, due_pages, entries_of, keep, pages_of, watched_feeds

# A wave of pages lasts about so long at each host, and then what it brought is loaded and shown.
_WAVE_SECONDS = 4.0
# Pages of a wave are in memory together.
_OF_A_HOST = 100


async def poll_round(rows: Sequence[FeedRow], collector: Collector, settings: Settings) -> tuple[Round, list[Errand]]:
    """Polls the feeds, archives what they say and writes their state; what was found, and the pages still to fetch.

    Raises `ArchiveError` and `WarehouseError`.
    """
    found = await poll_feeds(rows, collector, lambda updated: _recall(updated, settings))
    return found, await asyncio.to_thread(_remember, found, collector, settings)


async def fetch_round(errands: Sequence[Errand], collector: Collector, settings: Settings) -> list[PageRow]:
    """Fetches and archives pages and writes their state. Raises `ArchiveError` and `WarehouseError`."""
    rows = list(await asyncio.gather(*(fetch_page(errand, collector) for errand in errands)))
    fetches, collector.fetches = collector.fetches, []
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        keep(connection, Watched(pages=rows, fetches=fetches), scratch=settings.home)
    return rows


def waves(errands: Sequence[Errand], host_seconds: float) -> Iterator[list[Errand]]:
    """The pages in waves that hold few of each host, in their order; `host_seconds` is the pause between two of one."""
    most = max(1, min(_OF_A_HOST, int(_WAVE_SECONDS / max(host_seconds, 0.01))))
    waiting = list(errands)
    while waiting:
        taken: Counter[str] = Counter()
        wave: list[Errand] = []
        rest: list[Errand] = []
        for errand in waiting:
            host = errand.url.split("/")[2]
            taken[host] += 1
            (wave if taken[host] <= most else rest).append(errand)
        yield wave
        waiting = rest


def due_errands(settings: Settings, now: datetime) -> list[Errand]:
    """Pages that are due for another try or another look, within the budget of one round."""
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        rows = due_pages(connection, now, limit=settings.recheck_pages)
    errands = []
    for row in rows:
        provenance = decode_provenance(row.context)
        if not isinstance(provenance, Reject):
            errands.append(Errand(url=row.url, feed_id=row.feed_id, provenance=provenance, before=row))
    return errands


def _recall(updated: Sequence[FeedRow], settings: Settings) -> Mapping[str, Recalled]:
    """What is known of the entries of these feeds; the document before is read from the archive."""
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
        known[row.feed_id] = Recalled(entries=by_feed[row.feed_id], before=before)
    return known


def _remember(found: Round, collector: Collector, settings: Settings) -> list[Errand]:
    """Writes the state of a round; the errands without pages that are known already."""
    fetches, collector.fetches = collector.fetches, []
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        moved = any(change.what == FeedEvent.MOVED for change in found.history)
        feeds, history = _merged(found, watched_feeds(connection) if moved else (), collector)
        watched = Watched(
            feeds=feeds, entries=list(found.entries.values()), history=history, gaps=found.gaps, fetches=fetches
        )
        keep(connection, watched, scratch=settings.home)
        known = {row.url: row for row in pages_of(connection, [errand.url for errand in found.errands])}
    wanted: dict[str, Errand] = {}
    for errand in found.errands:
        # Two feeds may link to one page, and an entry that is new under a new guid may link to a page that is known.
        wanted.setdefault(errand.url, replace(errand, before=known.get(errand.url)))
    return list(wanted.values())


def _merged(
    found: Round, watched: Sequence[FeedRow], collector: Collector
) -> tuple[list[FeedRow], list[FeedChangeRow]]:
    """The feeds of a round; one that moved to an address that is watched already is taken off the list."""
    owners = {row.url: row.feed_id for row in watched}
    rows, history = [], list(found.history)
    for row in found.feeds:
        owner = owners.setdefault(row.url, row.feed_id)
        if owner == row.feed_id:
            rows.append(row)
            continue
        now = collector.clock()
        rows.append(replace(row, removed_at=now))
        history.append(
            FeedChangeRow(
                feed_id=row.feed_id,
                run_id=collector.run_id,
                happened_at=now,
                what="merged",
                detail=f"{row.url} is watched as feed {owner}",
            )
        )
    return rows, history
