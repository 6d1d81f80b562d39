"""Fetches the addresses that a user gives: pages, and feeds with the pages they link to. Network, archive."""

import asyncio
from collections.abc import Sequence

from flows.acquire.collector import Collector, holds_page
from flows.acquire.pages import PageRequest, entry_capture, failure_reason, fetch_page
from flows.runtime.logs import log_event
from tasks.feeds import Feed, Provenance, is_feed_document, parse_feed
from tasks.model.stages import Reject
from tasks.web import FetchFailure, Purpose, Request, Response, Trouble, canonicalize_url
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

# Answers of servers that are overloaded or restarting (RFC 9110, 15.6).
_TEMPORARY_STATUSES = frozenset((500, 502, 503, 504))


class Unreachable(Exception):
    """Addresses that gave nothing for the moment. Transient: the same requests may succeed soon."""

    transient = True

    def __init__(self, rejects: Sequence[RejectRow]) -> None:
        super().__init__("; ".join(f"{row.uri}: {row.detail}" for row in rejects))
        self.rejects = tuple(rejects)


async def fetch_addresses(
    addresses: Sequence[str], collector: Collector, settled: dict[str, RejectRow | None], *, pages: bool
) -> None:
    """Archives what the addresses answer; adds each to `settled`, with a reject where it gave nothing.

    Raises `ArchiveError`, and `Unreachable` for the addresses that may answer soon; these are not added.
    """
    answers = await asyncio.gather(*(_fetch(address, collector, pages=pages) for address in addresses))
    for address, (reject, may_answer) in zip(addresses, answers, strict=True):
        if reject:
            log_event("pages", "address_failed", url=reject.uri, kind=reject.reason, detail=reject.detail)
        if not may_answer:
            settled[address] = reject
    if unreachable := [reject for reject, may_answer in answers if reject and may_answer]:
        raise Unreachable(unreachable)


async def fetch_pages_of(feed: Feed, feed_url: str | None, collector: Collector, *, pages: bool = True) -> None:
    """Archives the pages that a feed's entries link to; the entry itself where there is no page, or without `pages`."""
    provenances = [
        Provenance(feed_title=feed.title, feed_url=feed_url, entry=entry, reason=None) for entry in feed.entries
    ]
    linked = {provenance.entry.url: provenance for provenance in provenances if pages and provenance.entry.url}
    now = collector.clock()
    await asyncio.gather(
        *(
            fetch_page(PageRequest(url=url, feed_id=None, provenance=provenance, before=None), collector)
            for url, provenance in linked.items()
        ),
        *(
            collector.keep(entry_capture(provenance, None, run_id=collector.run_id, now=now))
            for provenance in provenances
            if provenance.entry.url not in linked
        ),
    )


async def _fetch(address: str, collector: Collector, *, pages: bool) -> tuple[RejectRow | None, bool]:
    """A reject where the address gave nothing, and whether it may give something soon."""
    url = canonicalize_url(address)
    if url is None:
        return reject_row(address, Reason.UNSUPPORTED, "not a web address", collector), False
    answer = await collector.get(Request(url=url, purpose=Purpose.PAGE))
    if isinstance(answer, FetchFailure):
        # A host that asked for a pause is not asked again within it.
        may_answer = answer.temporary and answer.trouble != Trouble.RESTING
        return reject_row(url, Reason.NO_PAGE, f"{answer.trouble}: {answer.detail}", collector), may_answer
    return await _read_answer(url, answer, collector, pages=pages), answer.status in _TEMPORARY_STATUSES


async def _read_answer(url: str, answer: Response, collector: Collector, *, pages: bool) -> RejectRow | None:
    if answer.status == 200 and is_feed_document(answer.body, answer.content_type):
        feed = parse_feed(answer.body, url=answer.url, content_type=answer.content_type)
        if isinstance(feed, Reject):
            return reject_row(answer.url, feed.reason, feed.detail, collector)
        await fetch_pages_of(feed, answer.url, collector, pages=pages)
        return None
    if not holds_page(answer):
        return reject_row(url, Reason.NO_PAGE, f"{failure_reason(answer)}: HTTP status {answer.status}", collector)
    return None


def reject_row(uri: str, reason: Reason, detail: str, collector: Collector) -> RejectRow:
    """A row that states why an address, or a feed, gave nothing."""
    return RejectRow(
        run_id=collector.run_id,
        capture_id=None,
        uri=uri,
        line=None,
        reason=reason,
        detail=" ".join(detail.split())[:500],
        seen_at=collector.clock(),
    )
