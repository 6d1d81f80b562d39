"""Fetches addresses: URL guard, robots.txt, politeness pause, conditional request, redirects.

Network, through `connections`. What a server does is a value (`Response`, or `FetchFailure` with its `Trouble`), never
an exception.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType
from typing import Self

from tasks.web.connections import (
    ERROR_BODY_BYTES,
    ConnectionLimits,
    Connections,
    HostResolver,
    RawResponse,
    resolve_host,
)
from tasks.web.content_encoding import decode_content, decode_excerpt
from tasks.web.politeness import HostPauses, HostQueue, KeyedLock
from tasks.web.responses import FetchFailure, Purpose, Refusal, Request, Response, Trouble
from tasks.web.robots import RobotsCache, RobotsRules, interpret_robots_answer, parse_product_token
from tasks.web.url_guard import GuardedUrl, guard_url, parse_networks

_SENDABLE = re.compile(r"[\x21-\x7e\x80-\xff](?:[\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?")  # RFC 9110, 5.5
_ROBOTS_APPLY = frozenset({Purpose.PAGE, Purpose.SITE, Purpose.SITEMAP})
_PAGES = b"text/html, application/xhtml+xml, */*;q=0.5"
_ACCEPT = {
    Purpose.FEED: b"application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    Purpose.PAGE: _PAGES,
    Purpose.SITE: _PAGES,
    Purpose.ROBOTS: b"text/plain, */*;q=0.5",
    Purpose.SITEMAP: b"application/xml, text/xml, */*;q=0.5",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """Limits, pauses and identity of the fetcher, in seconds and bytes.

    `total_seconds` is for one `get` with its redirects, without the time it waits for its turn; `read_seconds` is the
    longest silence. `body_bytes` holds for a body as sent and unpacked. `allowed_networks` are private networks that
    may be reached all the same (CIDR). `rest_seconds` is for a 429 that does not say for how long; a host that rests
    longer than `longest_wait_seconds` is not waited for. Raises ValueError for a user agent or network that is none.
    """

    user_agent: str
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    body_bytes: int = 10 * 1024 * 1024
    redirects: int = 5
    allowed_networks: tuple[str, ...] = ()
    spacing_seconds: float = 1.0
    rest_seconds: float = 30.0
    longest_wait_seconds: float = 60.0
    concurrent: int = 32
    robots: bool = True

    def __post_init__(self) -> None:
        """Raises ValueError for settings with which every request would fail."""
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and parse_product_token(self.user_agent)):
            raise ValueError(f"not a user agent: {self.user_agent!r}")
        parse_networks(self.allowed_networks)


@dataclass(slots=True)
class _Trip:
    """The state of one `get`: the redirects so far, and the seconds spent on the network."""

    request: Request
    hops: list[Response] = field(default_factory=list)
    seconds: float = 0.0

    def failure(self, refusal: Refusal) -> FetchFailure:
        return FetchFailure(
            request=self.request,
            trouble=refusal.trouble,
            detail=refusal.detail,
            redirects=tuple(self.hops),
            seconds=self.seconds,
            for_now=refusal.for_now,
        )


class Fetcher:
    """Fetches addresses: `async with Fetcher(policy, on_response=archive, clock=now) as fetcher: await fetcher.get(…)`.

    `on_response` is awaited for every response before `get` returns (each redirect, each robots.txt, whatever the
    status), so that nothing is used that was not archived; what it raises comes out of `get`. `clock` gives the time in
    UTC, `monotonic` seconds, `sleep` waits them out. `resolve` gives the addresses of a host name and port.

    robots.txt is consulted for pages, sites and sitemaps. A feed is read without: it is published to be read by
    programs, and files that keep crawlers out of everything are common at outlets that offer feeds.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        *,
        on_response: Callable[[Response], Awaitable[None]],
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        resolve: HostResolver | None = None,
    ) -> None:
        self._policy = policy
        self._on_response = on_response
        self._clock = clock
        self._monotonic = monotonic
        self._product = parse_product_token(policy.user_agent)
        longest = policy.longest_wait_seconds
        hosts = HostPauses(spacing_seconds=policy.spacing_seconds, longest_wait_seconds=longest)
        self._turns = HostQueue(hosts, longest_wait_seconds=longest, sleep=sleep, monotonic=monotonic)
        self._slots = asyncio.Semaphore(policy.concurrent)
        limits = ConnectionLimits(
            connect_seconds=policy.connect_seconds,
            read_seconds=policy.read_seconds,
            body_bytes=policy.body_bytes,
            idle=policy.concurrent,
        )
        self._wire = Connections(
            limits, allowed=parse_networks(policy.allowed_networks), resolve=resolve or resolve_host
        )
        self._robots = RobotsCache()
        self._asking_robots = KeyedLock()

    async def __aenter__(self) -> Self:
        """Nothing is opened before it is needed."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes every connection that is kept."""
        await self._wire.aclose()

    async def get(self, request: Request) -> Response | FetchFailure:
        """The response of an address, after redirects, or why there is none. Raises only what `on_response` raises."""
        trip = _Trip(request)
        url = guard_url(request.url)
        while True:
            answer = url if isinstance(url, Refusal) else await self._visit(url, trip)
            if isinstance(answer, Refusal):
                return trip.failure(answer)
            await self._on_response(answer)
            if answer.location is None:
                return answer
            trip.hops.append(answer)
            url = self._next(answer, trip)

    def _next(self, answer: Response, trip: _Trip) -> GuardedUrl | Refusal:
        """The target of a redirect. A repeated one is a loop: without cookies an address answers the same again."""
        if not answer.location:
            return Refusal(trouble=Trouble.BAD_REDIRECT, detail=f"status {answer.status} without Location")
        url = guard_url(answer.location, answer.url)
        if isinstance(url, Refusal):
            bad = url.trouble is Trouble.BAD_URL
            return replace(url, trouble=Trouble.BAD_REDIRECT) if bad else url
        if any(hop.url == url.url for hop in trip.hops):
            return Refusal(trouble=Trouble.REDIRECT_LOOP, detail=f"back to {url.url}")
        if len(trip.hops) > self._policy.redirects:
            return Refusal(trouble=Trouble.TOO_MANY_REDIRECTS, detail=f"more than {self._policy.redirects}")
        return url

    async def _visit(self, url: GuardedUrl, trip: _Trip) -> Response | Refusal:
        """The response of one address, once robots.txt allows it and the host's turn has come."""
        spacing = 0.0
        if self._policy.robots and trip.request.purpose in _ROBOTS_APPLY:
            rules = await self._rules(url)
            if isinstance(rules, Refusal):
                return rules
            if not rules.allows(url.url):
                return Refusal(trouble=Trouble.ROBOTS, detail=f"{url.origin}/robots.txt disallows {url.target}")
            spacing = rules.delay
        async with self._turns.turn(url.key, spacing) as rests:
            if rests:
                return Refusal(trouble=Trouble.RESTING, detail=f"{url.host} rests for another {rests:.0f} s")
            async with self._slots:
                answer = await self._exchange(url, trip)
            if isinstance(answer, Response):
                self._heed(url, answer)
        return answer

    def _heed(self, url: GuardedUrl, answer: Response) -> None:
        """Notes the rest that a host asks for: with 429 always, with 503 if it sends `Retry-After`."""
        asked = answer.retry_after(self._clock())
        if answer.status == 429 or (answer.status == 503 and asked is not None):
            self._turns.rest(url.key, self._policy.rest_seconds if asked is None else asked)

    async def _rules(self, url: GuardedUrl) -> RobotsRules | Refusal:
        """The rules of the robots.txt of this origin, fetched at most once at a time."""
        async with self._asking_robots.hold(url.origin):
            known = self._robots.get(url.origin, self._clock())
            if known is not None:
                return known
            answer = await self.get(Request(url=f"{url.origin}/robots.txt", purpose=Purpose.ROBOTS))
            rules = interpret_robots_answer(answer, self._product)
            if isinstance(rules, Refusal) and rules.trouble is Trouble.RESTING:
                return rules  # nothing was asked, and when the rest is over it will be
            return self._robots.put(url.origin, rules, self._clock())

    async def _exchange(self, url: GuardedUrl, trip: _Trip) -> Response | Refusal:
        """One request and its response, within what is left of `total_seconds`."""
        before = self._monotonic()
        left = max(0.0, self._policy.total_seconds - trip.seconds)
        answer = await self._wire.ask(url, self._headers(url, trip.request), left)
        seconds = self._monotonic() - before
        trip.seconds += seconds
        if isinstance(answer, Refusal):
            return answer
        body = _body(answer, self._policy.body_bytes)
        if isinstance(body, Refusal):
            return body
        return Response(
            request=trip.request,
            url=url.url,
            status=answer.status,
            headers=answer.headers,
            body=body,
            received_at=self._clock(),
            seconds=seconds,
            redirects=tuple(trip.hops),
        )

    def _headers(self, url: GuardedUrl, request: Request) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"Host", url.authority.encode()),
            (b"User-Agent", self._policy.user_agent.encode()),
            (b"Accept", _ACCEPT[request.purpose]),
            (b"Accept-Encoding", b"gzip, deflate"),
        ]
        for name, value in ((b"If-None-Match", request.etag), (b"If-Modified-Since", request.last_modified)):
            if value and _SENDABLE.fullmatch(value):  # a server's own words: what no header can hold is not sent back
                headers.append((name, value.encode("latin-1")))
        return headers


def _body(answer: RawResponse, limit: int) -> bytes | Refusal:
    encodings = ", ".join(value for name, value in answer.headers if name.lower() == "content-encoding")
    if answer.status < 300:
        return decode_content(answer.body, encodings, limit)
    return decode_excerpt(answer.body, encodings, ERROR_BODY_BYTES)
