"""Requests, responses and failures of fetching, and the reading of HTTP headers.

Pure.

    Request → Response (whatever the status) | FetchFailure (a `Trouble`, and the particulars in one line)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})  # RFC 9110, 15.4: those that send a GET elsewhere
_FOR_GOOD = frozenset({301, 308})
_DATE_CHARS = 64  # every form of RFC 9110, 5.6.7 is shorter
_LONGEST = 10 * 365 * 86_400  # seconds; more is a joke or a mistake, and would overflow a date
_DIRECTIVE = re.compile(r'([\w-]+)(?:\s*=\s*"?([^",]*)"?)?')


class Purpose(StrEnum):
    """The purpose of a request. It decides whether robots.txt is consulted, and the `Accept` header."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"
    SITEMAP = "sitemap"
    SITE = "site"


class Trouble(StrEnum):
    """Why there is no response: a closed vocabulary."""

    BAD_URL = "bad_url"
    SCHEME = "scheme"  # neither http nor https
    CREDENTIALS = "credentials"  # a name or password in the address
    PRIVATE_ADDRESS = "private_address"  # loopback, private, link-local, reserved … by itself or once resolved
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    BOMB = "bomb"  # a small body that unpacks into a huge one
    BAD_ENCODING = "bad_encoding"  # the content encoding cannot be undone
    TOO_MANY_REDIRECTS = "too_many_redirects"
    REDIRECT_LOOP = "redirect_loop"
    BAD_REDIRECT = "bad_redirect"  # nowhere to go, or an address that cannot be read
    PROTOCOL = "protocol"  # no HTTP, or a connection lost in the middle
    ROBOTS = "robots"
    RESTING = "resting"  # the host asked for a longer pause than may be waited out


_OF_THE_NETWORK = frozenset({Trouble.DNS, Trouble.CONNECT, Trouble.TLS, Trouble.TIMEOUT, Trouble.PROTOCOL})
_TEMPORARY = _OF_THE_NETWORK | {Trouble.BAD_ENCODING, Trouble.RESTING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a step of fetching returns no result: a word of the vocabulary and the particulars in one line."""

    trouble: Trouble
    detail: str
    for_now: bool = False  # it will pass, although its kind usually does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address to fetch. `etag` and `last_modified`, as the server wrote them, make the request conditional."""

    url: str
    purpose: Purpose
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response, whatever its status.

    `url` is where it came from, after redirects. `headers` are as received, in order, latin-1. `body` has its content
    encoding undone; that of a redirect or an error (status 300 and above) is cut, not refused, where it is too long.
    `received_at` is UTC; `seconds` is how long this one exchange took, without politeness; `redirects` are the answers
    that led here, first to last.
    """

    request: Request
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    received_at: datetime
    seconds: float
    redirects: tuple[Response, ...] = ()

    def header(self, name: str) -> str | None:
        """A header's value, named in any case; None if absent. Repeated ones are joined by ", " (RFC 9110, 5.3)."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def content_type(self) -> str | None:
        """The header as the server wrote it, with parameters."""
        return self.header("content-type")

    @property
    def etag(self) -> str | None:
        """The validator for `If-None-Match`, with its quotes and weak mark."""
        return self.header("etag")

    @property
    def last_modified(self) -> str | None:
        """The validator for `If-Modified-Since`."""
        return self.header("last-modified")

    @property
    def location(self) -> str | None:
        """Where a redirect points, as written: UTF-8 where its bytes are that, else latin-1. None if it is no redirect.

        "" stands for a redirect that names no place.
        """
        if self.status not in REDIRECT_STATUSES:
            return None
        raw = (self.header("location") or "").strip()
        try:
            return raw.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return raw

    @property
    def max_age(self) -> int | None:
        """Seconds the response is fresh: `max-age`, or `Expires` less `Date` (RFC 9111, 4.2.1). None without either.

        0 for `no-cache`, `no-store` and for values that cannot be read (4.2: treat as stale). `Age` is not taken off.
        """
        directives = dict(_DIRECTIVE.findall((self.header("cache-control") or "").lower()))
        if "no-cache" in directives or "no-store" in directives:
            return 0
        if "max-age" in directives:
            return int(_count(directives["max-age"]) or 0)
        expires = self.header("expires")
        if expires is None:
            return None
        end, start = parse_http_date(expires), parse_http_date(self.header("date") or "") or self.received_at
        return min(max(0, int((end - start).total_seconds())), _LONGEST) if end else 0

    @property
    def permanent_url(self) -> str | None:
        """The address after permanent redirects only (301, 308); None without redirects or with another one."""
        moved = self.redirects and all(hop.status in _FOR_GOOD for hop in self.redirects)
        return self.url if moved else None

    def retry_after(self, now: datetime) -> float | None:
        """Seconds of `Retry-After` from `now` (RFC 9110, 10.2.3); None without it.

        It may say a count or a date; a date that has passed is 0.
        """
        raw = (self.header("retry-after") or "").strip()
        if (count := _count(raw)) is not None:
            return count
        moment = parse_http_date(raw)
        return min(max(0.0, (moment - now).total_seconds()), float(_LONGEST)) if moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """Why there is no response. `seconds` is the time spent on the network; `redirects` are those followed."""

    request: Request
    trouble: Trouble
    detail: str
    redirects: tuple[Response, ...]
    seconds: float
    for_now: bool = False

    @property
    def temporary(self) -> bool:
        """Whether the same request may succeed later."""
        return self.for_now or self.trouble in _TEMPORARY


def parse_http_date(raw: str) -> datetime | None:
    """A date of any of the three forms of RFC 9110, 5.6.7, in UTC; None if it is none."""
    if not raw or len(raw) > _DATE_CHARS:
        return None
    try:
        moment = parsedate_to_datetime(raw)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _count(raw: str) -> float | None:
    """A whole number of seconds, at most ten years; None if it is none."""
    digits = raw.strip()
    if not digits or not (digits.isascii() and digits.isdigit()):
        return None
    return float(_LONGEST if len(digits) > 9 else min(int(digits), _LONGEST))
