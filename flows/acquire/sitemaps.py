"""Fetches sitemaps and lists their pages, for a backfill. Network, archive."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from flows.acquire.collector import Collector
from flows.runtime.logs import log_event
from tasks.feeds import Sitemap, SitemapPage, is_published_within, read_sitemap
from tasks.inputs import BackfillFilter
from tasks.model.stages import Reject
from tasks.web import FetchFailure, Purpose, Request, canonicalize_url, extract_domain

# An index may list 50,000 sitemaps of 50,000 pages (sitemaps.org): what one backfill reads is bounded.
MAX_SITEMAPS = 2_000
# Indexes within indexes are against the protocol, and exist.
_DEPTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapListing:
    """Pages that sitemaps list, each once; errors of the sitemaps; and counts of pages passed over, by reason."""

    pages: tuple[SitemapPage, ...]
    troubles: tuple[str, ...]
    passed_over: Counter[str]


async def list_pages(addresses: Sequence[str], backfill_filter: BackfillFilter, collector: Collector) -> SitemapListing:
    """The pages of the sitemaps at `addresses`, and of the sitemaps they lead to, that the filter keeps.

    Raises `ArchiveError`.
    """
    start = monotonic()
    pages: dict[str, SitemapPage] = {}
    troubles: list[str] = []
    passed_over: Counter[str] = Counter()
    seen: set[str] = set()
    waiting = list(addresses)
    left_out = 0
    for _ in range(_DEPTH):
        unread = [url for url in dict.fromkeys(waiting) if url not in seen]
        fresh, waiting = unread[: MAX_SITEMAPS - len(seen)], []
        left_out += len(unread) - len(fresh)
        seen.update(fresh)
        for url, read in zip(fresh, await asyncio.gather(*(_read(url, collector) for url in fresh)), strict=True):
            _log(url, read, collector.run_id)
            if isinstance(read, str):
                troubles.append(f"sitemap: {url}: {read}")
                continue
            troubles += [f"sitemap: {url}: {reject.detail}" for reject in read.rejects]
            waiting += [inner for inner, changed in read.sitemaps if _may_hold(changed, backfill_filter)]
            _add_pages(read, backfill_filter, pages, passed_over)
    log_event(
        "sitemaps",
        "sitemaps_read",
        run=collector.run_id,
        sitemaps=len(seen),
        pages=len(pages),
        passed_over=passed_over.total(),
        failed=len(troubles),
        left_out=left_out + len(waiting),
        seconds=monotonic() - start,
    )
    if left_out + len(waiting):
        troubles.append(f"sitemap: {left_out + len(waiting)} further sitemaps were not read")
    return SitemapListing(pages=tuple(pages.values()), troubles=tuple(troubles), passed_over=passed_over)


def _add_pages(
    sitemap: Sitemap, backfill_filter: BackfillFilter, pages: dict[str, SitemapPage], passed_over: Counter[str]
) -> None:
    for page in sitemap.pages:
        if reason := _skip_reason(page, backfill_filter):
            passed_over[reason] += 1
        else:
            pages.setdefault(page.url, page)


def _log(url: str, read: Sitemap | str, run_id: str) -> None:
    if isinstance(read, str):
        log_event("sitemaps", "sitemap_failed", level=logging.WARNING, run=run_id, url=url, detail=read)
        return
    log_event(
        "sitemaps",
        "sitemap_read",
        run=run_id,
        url=url,
        pages=len(read.pages),
        sitemaps=len(read.sitemaps),
        refused=len(read.rejects),
    )


async def _read(url: str, collector: Collector) -> Sitemap | str:
    address = canonicalize_url(url)
    if address is None:
        return "not a web address"
    answer = await collector.get(Request(url=address, purpose=Purpose.SITEMAP))
    if isinstance(answer, FetchFailure):
        return f"{answer.trouble}: {answer.detail}"
    if answer.status != 200:
        return f"HTTP status {answer.status}"
    read = await asyncio.to_thread(read_sitemap, answer.body, url=answer.url)
    return read.detail if isinstance(read, Reject) else read


def _may_hold(changed: datetime | None, backfill_filter: BackfillFilter) -> bool:
    """Whether a sitemap may list pages of the range: one that has not changed since its start cannot."""
    # The change may be stated as a day only, which lasts 24 hours.
    return not (changed and backfill_filter.since and changed + timedelta(days=1) <= backfill_filter.since)


def _skip_reason(page: SitemapPage, backfill_filter: BackfillFilter) -> str | None:
    if is_published_within(page, backfill_filter.since, backfill_filter.until) is False:
        return "published before or after"
    names = {str(name).casefold() for name in (page.outlet, extract_domain(page.url)) if name}
    if backfill_filter.source and backfill_filter.source.casefold() not in names:
        return "another outlet"
    return None
