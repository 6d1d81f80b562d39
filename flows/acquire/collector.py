"""Fetches and archives: every response is in the archive before it is used. Network, archive.

Responses that arrive while others are being written are written together, in one append: a round of a thousand polls
costs a few dozen syncs of the disk, not a thousand.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from time import monotonic
from types import TracebackType
from typing import Self

from duckdb import DuckDBPyConnection

from flows.load.batches import find_earlier
from flows.runtime.logs import log_event
from tasks.archive import Archive, make_capture_id
from tasks.feeds import is_feed_document
from tasks.model.stages import Capture, Media
from tasks.schedule import GONE_STATUSES
from tasks.web import Fetcher, FetchFailure, FetchPolicy, Purpose, Request, Response
from warehouse.model.watch_records import FetchRow

ANSWERED = "answered"
_PAGES = ("text/html", "application/xhtml+xml")
# An append costs a sync of the disk, however much is written: responses of this many seconds are written together.
_GATHER_SECONDS = 0.03


class Collector:
    """Fetches for one run; an async context manager. `fetches` are the requests made so far, as rows.

    `published` is the published copy, in which bodies that the archive already holds are looked up.
    """

    def __init__(
        self,
        archive: Archive,
        policy: FetchPolicy,
        *,
        run_id: str,
        clock: Callable[[], datetime],
        published: DuckDBPyConnection | None = None,
    ) -> None:
        self.fetches: list[FetchRow] = []
        self.run_id = run_id
        self.clock = clock
        self._archive = archive
        self._published = published
        self._contexts: dict[str, str] = {}
        self._waiting: list[tuple[Capture, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._fetcher = Fetcher(policy, on_response=self._keep, clock=clock)

    async def __aenter__(self) -> Self:
        """Opens nothing yet."""
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes connections; what was handed to `keep` has been written."""
        await self._fetcher.__aexit__(kind, error, trace)
        if self._writing is not None:
            await asyncio.wait([self._writing])

    async def get(
        self, request: Request, *, feed_id: str | None = None, context: str | None = None
    ) -> Response | FetchFailure:
        """The archived answer to a request. `context` goes into the archive beside a page. Raises `ArchiveError`."""
        if context is not None:
            self._contexts[request.url] = context
        answer = await self._fetcher.get(request)
        self._contexts.pop(request.url, None)
        self.fetches.append(self._row(answer, feed_id))
        return answer

    async def keep(self, capture: Capture) -> None:
        """Archives a capture that is no response, such as an entry. Raises `ArchiveError`."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((capture, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await written

    async def _keep(self, response: Response) -> None:
        await self.keep(capture_of(response, self._contexts.get(response.request.url), run_id=self.run_id))

    async def _write(self) -> None:
        while self._waiting:
            await asyncio.sleep(_GATHER_SECONDS)
            batch, self._waiting = self._waiting, []
            captures = [capture for capture, _ in batch]
            try:
                await asyncio.to_thread(self._append, captures)
            except Exception as error:  # whoever waits for the capture gets it
                for _, written in batch:
                    if not written.done():
                        written.set_exception(error)
            else:
                for _, written in batch:
                    if not written.done():
                        written.set_result(None)

    def _append(self, captures: Sequence[Capture]) -> None:
        start, now = monotonic(), self.clock()
        self._archive.append(captures, now=now, stored_bodies=find_earlier(captures, self._published, now))
        log_event(
            "archive",
            "appended",
            level=logging.DEBUG,
            run=self.run_id,
            captures=len(captures),
            seconds=monotonic() - start,
        )

    def _row(self, answer: Response | FetchFailure, feed_id: str | None) -> FetchRow:
        request = answer.request
        if isinstance(answer, FetchFailure):
            return FetchRow(
                run_id=self.run_id,
                purpose=request.purpose,
                uri=request.url,
                final_uri=None,
                feed_id=feed_id,
                status=None,
                outcome=answer.trouble,
                detail=answer.detail,
                seconds=answer.seconds,
                size_bytes=0,
                capture_id=None,
                fetched_at=self.clock(),
            )
        return FetchRow(
            run_id=self.run_id,
            purpose=request.purpose,
            uri=request.url,
            final_uri=answer.url,
            feed_id=feed_id,
            status=answer.status,
            outcome=ANSWERED,
            detail=None,
            seconds=answer.seconds,
            size_bytes=len(answer.body),
            capture_id=_id(answer),
            fetched_at=answer.received_at,
        )


def holds_page(response: Response) -> bool:
    """Whether an answer is a page: status 200, not empty, no feed, and HTML as far as the server states a type."""
    stated = (response.content_type or _PAGES[0]).partition(";")[0].strip().lower()
    # Feeds are often served as HTML, or as nothing in particular.
    feed = is_feed_document(response.body, response.content_type)
    return response.status == 200 and stated in _PAGES and bool(response.body.strip()) and not feed


def capture_of(response: Response, context: str | None, *, run_id: str) -> Capture:
    """The capture of a response: a page with its context, a sitemap, or another document.

    The answer that a page is gone keeps the context too, which names the page that was requested.
    """
    asked_for_page = response.request.purpose is Purpose.PAGE
    page = asked_for_page and holds_page(response)
    sitemap = response.request.purpose is Purpose.SITEMAP and response.status == 200
    return Capture(
        capture_id=_id(response),
        run_id=run_id,
        uri=response.url,
        line=None,
        media=Media.HTML if page else Media.SITEMAP if sitemap else Media.OTHER,
        body=response.body,
        seen_at=response.received_at,
        status=response.status,
        headers=response.headers,
        context=context if page or (asked_for_page and response.status in GONE_STATUSES) else None,
    )


def _id(response: Response) -> str:
    return make_capture_id(response.url, None, sha256(response.body).hexdigest(), response.received_at)
