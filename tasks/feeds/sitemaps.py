"""Parses sitemaps: the pages that a site lists, and when they were published or changed.

Pure. The protocol is https://www.sitemaps.org/protocol.html with the news extension of
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap. A sitemap may list its own host only,
unless robots.txt of the other host names it: the caller decides that; every address listed is kept.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tasks.feeds.safe_xml import MAX_XML_BYTES, get_local_name, parse_xml
from tasks.model.stages import Reject
from tasks.text.dates import parse_moment, url_date
from tasks.text.decode import decode
from tasks.web import canonicalize_url
from warehouse.model.vocabulary import PublishedFrom, Reason

MAX_SITEMAP_ENTRIES = 50_000  # addresses in one sitemap, or sitemaps in one index: the protocol's limit

_GZIP = b"\x1f\x8b"
_CHUNK_BYTES = 8 * 1024  # becomes 8 MB at most: deflate packs to a thousandth (zlib, "Maximum Compression Factor")
_MAX_MEMBERS = 1_000  # of a gzip file; each may be empty and still costs time
_HEAD_BYTES = 10_000
_ROOTS = frozenset(("urlset", "sitemapindex"))
_KINDS = frozenset(("url", "sitemap"))
_LINE = re.compile(r"[^\r\n]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapPage:
    """A page that a sitemap lists. Times are UTC; a day without a time is its midnight. `language`: ISO 639."""

    url: str
    modified_at: datetime | None = None
    published_at: datetime | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """The contents of one sitemap in its order, each address once: pages, or further sitemaps and their changes.

    `rejects` are entries without a usable address, and what else of the document could not be read.
    """

    pages: tuple[SitemapPage, ...]
    sitemaps: tuple[tuple[str, datetime | None], ...]
    rejects: tuple[Reject, ...] = ()


_Entry = SitemapPage | tuple[str, datetime | None] | Reject


def read_sitemap(body: bytes, *, url: str) -> Sitemap | Reject:
    """The contents of the sitemap at `url`; a `Reject` where it is none.

    Read: `urlset` and `sitemapindex` in any namespace or none, gzipped or not, and text with an address a line.
    Relative addresses are resolved against `url`, though the protocol wants whole ones. Refused: beyond 50 MB before
    or after unpacking (`too_large`), anything else, feeds included (`bad_feed`), and what `parse_xml` refuses.
    Of more than `MAX_SITEMAP_ENTRIES` the first are read, and one of `rejects` says so.
    """
    unpacked = _unpack(body)
    if isinstance(unpacked, Reject):
        return unpacked
    data, damage = unpacked
    if b"<" not in data[:_HEAD_BYTES]:
        return _read_text_sitemap(data, damage)
    parsed = parse_xml(data)
    if isinstance(parsed, Reject):
        return parsed
    if (name := get_local_name(parsed.root)) not in _ROOTS:
        return Reject(reason=Reason.BAD_FEED, detail=f"not a sitemap: its root is <{name[:40]}>")
    return _sort_entries(_walk_entries(parsed.root, canonicalize_url(url)), damage or parsed.damage)


def is_published_within(page: SitemapPage, since: datetime | None, until: datetime | None) -> bool | None:
    """Whether a page was published in the half-open range (UTC; None leaves an end open); None if unknown.

    In this order: the time it was published; that it last changed before `since`; the day in its address; that it
    changed within the range. A change after `until` tells nothing. Midnight stands for its whole day, and a day that
    the range cuts tells nothing.
    """
    if since is None and until is None:
        return True
    if page.published_at:
        return _is_inside(page.published_at, since, until)
    changed = _is_inside(page.modified_at, since, until) if page.modified_at else None
    if page.modified_at and since and _is_inside(page.modified_at, since, None) is False:
        return False
    if day := url_date(page.url):
        return _is_inside(day.at, since, until)
    return True if changed else None


def _is_inside(moment: datetime, since: datetime | None, until: datetime | None) -> bool | None:
    is_day = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    last = moment + timedelta(days=1, microseconds=-1) if is_day else moment
    if (since and last < since) or (until and moment >= until):
        return False
    return True if (not since or moment >= since) and (not until or last < until) else None


def _unpack(body: bytes) -> tuple[bytes, str | None] | Reject:
    """The bytes, unpacked if they are gzip, and what is wrong with the packing."""
    if not body.startswith(_GZIP):
        return body, None
    parts: list[bytes] = []
    size = position = members = 0
    while body.startswith(_GZIP, position) and members < _MAX_MEMBERS:
        members += 1
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        while not member.eof and position < len(body):
            chunk = body[position : position + _CHUNK_BYTES]
            try:
                parts.append(member.decompress(chunk, MAX_XML_BYTES - size + 1))
            except zlib.error as error:
                return _keep_part(parts, f"gzip: {error}")
            size += len(parts[-1])
            if size > MAX_XML_BYTES:
                return Reject(reason=Reason.TOO_LARGE, detail=f"more than {MAX_XML_BYTES} bytes when unpacked")
            position += len(chunk) - len(member.unused_data)
        if not member.eof:
            return _keep_part(parts, "gzip: ends too early")
    if body.startswith(_GZIP, position):
        return _keep_part(parts, f"gzip: more than {_MAX_MEMBERS} members")
    return b"".join(parts), None


def _keep_part(parts: list[bytes], damage: str) -> tuple[bytes, str] | Reject:
    data = b"".join(parts)
    return (data, damage) if data else Reject(reason=Reason.BAD_FEED, detail=damage)


def _read_text_sitemap(data: bytes, damage: str | None) -> Sitemap | Reject:
    """A sitemap that is text: whole addresses, one a line."""
    if len(data) > MAX_XML_BYTES:
        return Reject(reason=Reason.TOO_LARGE, detail=f"{len(data)} bytes, the limit is {MAX_XML_BYTES}")
    text = decode(data)
    if isinstance(text, Reject):
        return text
    read = _sort_entries((_read_line(match[0]) for match in _LINE.finditer(text) if match[0].strip()), damage)
    return read if read.pages else Reject(reason=Reason.BAD_FEED, detail="neither XML nor a list of addresses")


def _read_line(raw: str) -> SitemapPage | Reject:
    url = canonicalize_url(raw)
    return SitemapPage(url=url) if url else _reject_address(raw)


def _walk_entries(parent: Any, base: str | None) -> Iterator[_Entry]:
    for element in parent:
        kind = get_local_name(element)
        if kind in _ROOTS:
            yield from _walk_entries(element, base)
        elif kind in _KINDS:
            parts = _index_children(element)
            yield _read_element(element, parts, base)
            if not _KINDS.isdisjoint(parts):  # where an end tag is missing, the next entry is inside this one
                yield from _walk_entries(element, base)


def _read_element(element: Any, parts: dict[str, Any], base: str | None) -> _Entry:
    raw = _read_text(parts.get("loc"))
    url = canonicalize_url(raw, base) if raw else None
    if url is None:
        return _reject_address(raw, line=element.sourceline)
    changed = _read_time(parts.get("lastmod"))
    if get_local_name(element) == "sitemap":
        return url, changed
    news = _index_children(parts.get("news"))
    publication = _index_children(news.get("publication"))
    language = _LANGUAGE.fullmatch(_read_text(publication.get("language")) or "")
    return SitemapPage(
        url=url,
        modified_at=changed,
        published_at=_read_time(news.get("publication_date")),
        title=_read_text(news.get("title")),
        outlet=_read_text(publication.get("name")),
        language=language[1].lower() if language else None,
    )


def _index_children(element: Any) -> dict[str, Any]:
    """The first child of each name; one of the element's own namespace goes before others (`image:loc`).

    Children only: to look deeper would take quadratic time where entries are nested in each other.
    """
    parts: dict[str, Any] = {}
    foreign: dict[str, Any] = {}
    for child in element if element is not None else ():
        if name := get_local_name(child):
            (parts if _read_namespace(child.tag) == _read_namespace(element.tag) else foreign).setdefault(name, child)
    return foreign | parts


def _read_namespace(tag: str) -> str:
    """The part of a tag before its name: a namespace, an undeclared prefix, or nothing."""
    return tag[: max(tag.rfind("}"), tag.rfind(":")) + 1]


def _read_text(element: Any) -> str | None:
    return (" ".join((element.text or "").split()) or None) if element is not None else None


def _read_time(element: Any) -> datetime | None:
    dating = parse_moment(_read_text(element) or "", PublishedFrom.FEED)
    return dating.at if dating else None


def _reject_address(raw: str | None, line: int | None = None) -> Reject:
    place = f"line {line}: " if line else ""
    detail = f"{place}not a web address: {raw.strip()[:80]!r}" if raw else f"{place}no address"
    return Reject(reason=Reason.BAD_FIELD, detail=detail)


def _sort_entries(entries: Iterator[_Entry], damage: str | None) -> Sitemap:
    """The first `MAX_SITEMAP_ENTRIES` entries as a sitemap, each address once."""
    pages: dict[str, SitemapPage] = {}
    sitemaps: dict[str, tuple[str, datetime | None]] = {}
    rejects = []
    if damage:
        rejects.append(Reject(reason=Reason.BAD_FEED, detail=f"damaged, something may be missing: {damage}"))
    for count, entry in enumerate(entries):
        if count == MAX_SITEMAP_ENTRIES:
            detail = f"more than {MAX_SITEMAP_ENTRIES} entries, the rest is not read"
            rejects.append(Reject(reason=Reason.TOO_LARGE, detail=detail))
            break
        if isinstance(entry, Reject):
            rejects.append(entry)
        elif isinstance(entry, SitemapPage):
            pages.setdefault(entry.url, entry)
        else:
            sitemaps.setdefault(entry[0], entry)
    return Sitemap(pages=tuple(pages.values()), sitemaps=tuple(sitemaps.values()), rejects=tuple(rejects))
