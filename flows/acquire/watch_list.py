"""The watch list: add, remove, check, import and export feeds. Network, archive and database."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from duckdb import DuckDBPyConnection

from flows.acquire.collector import Collector
from flows.acquire.feed_rows import new_row, state_of, with_description
from flows.acquire.poll_log import log_feed_change
from flows.acquire.poll_result import read_poll_response
from flows.load.batches import archive_of
from flows.runtime.clock import Clock
from flows.runtime.data_directory import create_home
from flows.runtime.errors import FeedError
from flows.runtime.settings import Settings
from tasks.feeds import (
    Feed,
    FeedCandidate,
    Subscription,
    discover_feeds,
    guess_feed_urls,
    parse_feed,
    read_opml,
    write_opml,
)
from tasks.model.stages import Reject
from tasks.schedule import PollKind
from tasks.text.decode import decode
from tasks.web import FetchFailure, Purpose, Request, Response, canonicalize_url
from warehouse.db import publish, writer
from warehouse.model.watch_records import FeedChangeRow, FeedRow
from warehouse.watch import Watched, keep, watched_feeds

# Addresses tried for one site: those that its page announces, or else the usual paths.
_MAX_CANDIDATES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A feed that is watched now. `is_new`: it was not watched before. `others`: further feeds of the site."""

    row: FeedRow
    is_new: bool
    entries: int
    others: tuple[FeedCandidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCheck:
    """The answer of a feed to one poll."""

    row: FeedRow
    kind: PollKind
    detail: str
    entries: int


def add_feed(
    address: str, settings: Settings, *, title: str | None, folder: tuple[str, ...], pages: bool, clock: Clock
) -> Added:
    """Watches the feed at `address`, or the main feed that the site there announces.

    Raises `FeedError` when there is none, `ArchiveError` and `WarehouseError`.
    """
    url = canonicalize_url(address if "://" in address else f"https://{address}")
    if url is None:
        raise FeedError(f"feed: {address}: not a web address")
    feed_url, feed, others = asyncio.run(_find_feed(url, settings, clock))
    row = new_row(feed_url, title=title, home_url=None, folder=folder, pages=pages, now=clock())
    row = with_description(row, feed, None)
    added = _add_rows([row], settings, clock())
    return Added(row=row, is_new=bool(added), entries=len(feed.entries), others=others)


def remove_feed(address: str, settings: Settings, *, clock: Clock) -> FeedRow:
    """Takes a feed off the watch list; its articles stay. Raises `FeedError` when it is not on it."""
    url = canonicalize_url(address) or address
    now = clock()
    with _open_writer(settings) as connection:
        row = next(
            (row for row in watched_feeds(connection) if address in (row.url, row.feed_id) or row.url == url), None
        )
        if row is None:
            raise FeedError(f"feed: {address}: not on the watch list (dateline feeds list)")
        removed = replace(row, removed_at=now)
        keep(connection, Watched(feeds=[removed], history=[_event(row, "removed", now)]), scratch=settings.home)
    return row


def check_feeds(settings: Settings, *, clock: Clock) -> list[FeedCheck]:
    """Polls every watched feed now, without its validators; changes nothing."""
    return asyncio.run(_check_all(list_feeds(settings), settings, clock))


def import_opml(body: bytes, settings: Settings, *, pages: bool, clock: Clock) -> tuple[int, int, list[Reject]]:
    """Watches every feed of an OPML document; returns how many were added and known, and the entries refused.

    Raises `FeedError` when it is no OPML document.
    """
    outcome = read_opml(body)
    if isinstance(outcome, Reject):
        raise FeedError(f"opml: {outcome.detail}")
    subscriptions, rejects = outcome
    now = clock()
    rows = [
        new_row(feed.url, title=feed.title, home_url=feed.home_url, folder=feed.folder, pages=pages, now=now)
        for feed in subscriptions
    ]
    added = _add_rows(rows, settings, now)
    return added, len(rows) - added, rejects


def export_opml(settings: Settings, *, clock: Clock) -> bytes:
    """The watch list as OPML 2.0."""
    subscriptions = [
        Subscription(url=row.url, title=row.title, home_url=row.home_url, folder=row.folder)
        for row in list_feeds(settings)
    ]
    return write_opml(subscriptions, title="Dateline", now=clock())


def list_feeds(settings: Settings) -> list[FeedRow]:
    """The watch list."""
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        return watched_feeds(connection)


def _add_rows(rows: Sequence[FeedRow], settings: Settings, now: datetime) -> int:
    """Adds the feeds that are not watched; a removed one comes back as new. Returns how many were added."""
    with _open_writer(settings) as connection:
        watched = watched_feeds(connection)
        known = {row.url for row in watched} | {row.feed_id for row in watched}
        fresh = [row for row in rows if row.url not in known and row.feed_id not in known]
        history = [_event(row, "added", now) for row in fresh]
        keep(connection, Watched(feeds=fresh, history=history), scratch=settings.home)
    return len(fresh)


@contextmanager
def _open_writer(settings: Settings) -> Iterator[DuckDBPyConnection]:
    """The writer; the tables are published at the end of the block."""
    create_home(settings.home)
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        yield connection
    publish(settings.home, wait_seconds=settings.lock_wait_seconds)


def _event(row: FeedRow, kind: str, now: datetime) -> FeedChangeRow:
    log_feed_change(row, kind, None, run_id=None)
    return FeedChangeRow(feed_id=row.feed_id, run_id=None, happened_at=now, what=kind, detail=row.url)


@asynccontextmanager
async def _open_collector(settings: Settings, clock: Clock) -> AsyncIterator[Collector]:
    """A collector whose requests are saved at the end of the block."""
    create_home(settings.home)
    collector = Collector(archive_of(settings), settings.fetch_policy, run_id=uuid4().hex, clock=clock)
    async with collector:
        yield collector
    with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
        keep(connection, Watched(fetches=collector.fetches), scratch=settings.home)


async def _find_feed(url: str, settings: Settings, clock: Clock) -> tuple[str, Feed, tuple[FeedCandidate, ...]]:
    """The feed at an address or of the site there, and the other candidates of the site."""
    async with _open_collector(settings, clock) as collector:
        answer = await collector.get(Request(url=url, purpose=Purpose.FEED))
        if isinstance(answer, FetchFailure):
            raise FeedError(f"feed: {url}: {answer.trouble}: {answer.detail}")
        if answer.status != 200:
            raise FeedError(f"feed: {url}: HTTP status {answer.status}")
        feed = parse_feed(answer.body, url=answer.url, content_type=answer.content_type)
        if isinstance(feed, Feed):
            return answer.permanent_url or url, feed, ()
        candidates = _candidates(answer)
        for number, candidate in enumerate(candidates[:_MAX_CANDIDATES]):
            if linked := await _fetch_candidate(candidate, collector):
                others = tuple(other for other in candidates[number + 1 :] if other.how != "guess")
                return candidate.url, linked, others
    raise FeedError(f"feed: {url}: neither a feed nor a page that leads to one ({feed.detail})")


def _candidates(answer: Response) -> list[FeedCandidate]:
    page = decode(answer.body)
    announced = [] if isinstance(page, Reject) else discover_feeds(page, url=answer.url)
    return announced or guess_feed_urls(answer.url)


async def _fetch_candidate(candidate: FeedCandidate, collector: Collector) -> Feed | None:
    answer = await collector.get(Request(url=candidate.url, purpose=Purpose.FEED))
    if isinstance(answer, FetchFailure) or answer.status != 200:
        return None
    feed = parse_feed(answer.body, url=answer.url, content_type=answer.content_type)
    return feed if isinstance(feed, Feed) else None


async def _check_all(rows: Sequence[FeedRow], settings: Settings, clock: Clock) -> list[FeedCheck]:
    async with _open_collector(settings, clock) as collector:
        return list(await asyncio.gather(*(_check(row, collector) for row in rows)))


async def _check(row: FeedRow, collector: Collector) -> FeedCheck:
    answer = await collector.get(Request(url=row.url, purpose=Purpose.FEED), feed_id=row.feed_id)
    poll, _ = read_poll_response(answer, replace(state_of(row), body_digest=None), collector.clock())
    return FeedCheck(row=row, kind=poll.kind, detail=poll.detail or "", entries=poll.entries)
