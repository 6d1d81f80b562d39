"""Fetches the pages of entries: the first time, after a failure, and to look for changes. Network.

Where a page cannot be fetched, its entry is archived in its place and is the article until the page is there. Whether a
refetched page is a new version is decided when it is loaded; only its schedule is kept here.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from flows.acquire.collector import Collector, holds_page
from flows.runtime.logs import log_event
from tasks.archive import make_capture_id
from tasks.feeds import Provenance, encode_provenance
from tasks.model.stages import Capture, Media
from tasks.schedule import PageSchedule, PageState, schedule_after_failure, schedule_after_page
from tasks.web import FetchFailure, Purpose, Request, Response
from warehouse.model.watch_records import PageRow

_STATUS_REASONS = {401: "blocked", 402: "paywall", 403: "blocked", 404: "not_found", 410: "gone", 429: "rate_limited"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A page to fetch: its entry, its feed, and its row where it was fetched before."""

    url: str
    feed_id: str | None
    provenance: Provenance
    before: PageRow | None


async def fetch_page(page: PageRequest, collector: Collector) -> PageRow:
    """Fetches and archives one page, or its entry in its place; returns the page's new row. Raises `ArchiveError`."""
    before = page.before
    known = before if before and before.state == PageState.READ else None
    request = Request(
        url=page.url,
        purpose=Purpose.PAGE,
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
    )
    answer = await collector.get(request, feed_id=page.feed_id, context=encode_provenance(page.provenance))
    now = collector.clock()
    status = answer.status if isinstance(answer, Response) else None
    read = isinstance(answer, Response) and (bool(known and status == 304) or holds_page(answer))
    if not read and before is None:
        await collector.keep(entry_capture(page.provenance, failure_reason(answer), run_id=collector.run_id, now=now))
    row = _row(page, answer, _schedule(page, now, read=read, status=status), now)
    _log(page, answer, row, collector.run_id)
    return row


def failure_reason(answer: Response | FetchFailure) -> str:
    """The reason why an answer holds no page, in one word."""
    if isinstance(answer, FetchFailure):
        return str(answer.trouble)
    return _STATUS_REASONS.get(answer.status, "server_error" if answer.status >= 500 else "no_page")


def entry_capture(
    provenance: Provenance, reason: str | None, *, run_id: str, now: datetime, feed_url: str | None = None
) -> Capture:
    """An entry as a capture of its own, where there is no page; `reason` says why.

    An entry without a link has the address of its feed: `feed_url`, the address that is watched, whatever it redirects
    to.
    """
    body = encode_provenance(replace(provenance, reason=reason)).encode("utf-8", "replace")
    uri = provenance.entry.url or feed_url or provenance.feed_url or "feed:"
    return Capture(
        capture_id=make_capture_id(uri, None, sha256(body).hexdigest(), now),
        run_id=run_id,
        uri=uri,
        line=None,
        media=Media.ENTRY,
        body=body,
        seen_at=now,
    )


def _schedule(page: PageRequest, now: datetime, *, read: bool, status: int | None) -> PageSchedule:
    before = page.before
    past = (
        PageSchedule(
            state=PageState(before.state),
            attempts=before.attempts,
            checks=before.checks,
            next_fetch_at=before.next_fetch_at,
        )
        if before
        else None
    )
    if not read:
        return schedule_after_failure(past, status=status, now=now)
    return schedule_after_page(past, first_fetched_at=before.first_fetched_at if before else now, now=now)


def _row(page: PageRequest, answer: Response | FetchFailure, schedule: PageSchedule, now: datetime) -> PageRow:
    before = page.before
    fresh = answer if isinstance(answer, Response) and answer.status == 200 else None
    validated = fresh or before
    return PageRow(
        url=page.url,
        feed_id=page.feed_id,
        context=encode_provenance(page.provenance),
        state=schedule.state,
        attempts=schedule.attempts,
        checks=schedule.checks,
        etag=validated.etag if validated else None,
        last_modified=validated.last_modified if validated else None,
        body_digest=sha256(fresh.body).hexdigest() if fresh else before.body_digest if before else None,
        status=answer.status if isinstance(answer, Response) else None,
        trouble=None if schedule.attempts == 0 and schedule.state != PageState.GONE else failure_reason(answer),
        first_fetched_at=before.first_fetched_at if before else now,
        fetched_at=now,
        next_fetch_at=schedule.next_fetch_at,
    )


def _log(page: PageRequest, answer: Response | FetchFailure, row: PageRow, run_id: str) -> None:
    """A line for a page: information where it could not be had, else for debugging. Says nothing of what it holds."""
    failed = row.trouble is not None
    log_event(
        "pages",
        "page_gone" if row.state == PageState.GONE else "page_failed" if failed else "page_fetched",
        level=logging.INFO if failed else logging.DEBUG,
        run=run_id,
        feed=page.feed_id,
        url=page.url,
        reason=failure_reason(answer) if failed else None,
        status=row.status,
        detail=answer.detail if isinstance(answer, FetchFailure) else None,
        attempts=row.attempts or None,
        checks=row.checks or None,
        seconds=answer.seconds,
        next=row.next_fetch_at,
    )
