"""Parses feed documents: RSS 0.90 to 2.0, Atom, CDF, JSON Feed.

Pure. The only importer of feedparser (BSD-2), which gets well-formed UTF-8 XML without a DTD from `repair_xml`: its
forgiving parser takes time quadratic in broken markup, and is never needed; there is nothing to fetch or open.
"""

import codecs
import io
import re
from collections.abc import Mapping
from typing import Any

import feedparser

from tasks.feeds.entries import (
    Entry,
    Feed,
    escape_text,
    join_lines,
    parse_language_code,
    read_html_fragment,
    unescape_references,
)
from tasks.feeds.feed_dates import parse_feed_date
from tasks.feeds.json_feeds import parse_json_feed
from tasks.feeds.xml_repair import repair_xml
from tasks.model.stages import Dating, Reject
from tasks.text.decode import decode
from tasks.web import canonicalize_url
from warehouse.model.vocabulary import Reason

MAX_FEED_ENTRIES = 10_000  # what comes after them in one document is not read

_SNIFFED_BYTES = 8_192
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,30}:)?(?:rss|rdf|feed|channel|entry)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|head)[\s>]", re.IGNORECASE)
_JSON_ROOT = re.compile(rb"\s*\{.*?(?:jsonfeed\.org|\"(?:feed_url|home_page_url)\"\s*:)", re.DOTALL)

# Elements that make feedparser fail where it does not expect them (places, chapters, media), search a list anew for
# each (tags), or take for a list of its own; and none of them is needed.
_AVOIDED = re.compile(
    r"(?:.*[:_])?(?:where|point|line|polygon|box|pos|poslist|exterior|linearring|chapters?|licen[cs]e|player|credit"
    r"|thumbnail|rating|restriction|width|height|category|keywords|subject|tags|links|authors|contributors|enclosures)"
    r"|.*_(?:detail|parsed)"
)
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_FIRST_TAG = re.compile(r"<[A-Za-z_][^\s/>]*")
_SKIPPED = re.compile(r"<skip(?:hours|days)>(.{0,4000}?)</skip(?:hours|days)>", re.DOTALL)
_HOUR = re.compile(r"<hour>\s*(\d{1,2})\s*</hour>")
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_DAY = re.compile(rf"<day>\s*({'|'.join(_DAYS)})\s*</day>")
_MARKUP = re.compile(r"</(?:p|a|div|span|li|ul|strong|em|b|i|h\d|blockquote)>|<br ?/?>|<img\s", re.IGNORECASE)
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}

ParsedValues = Mapping[str, Any]


def is_feed_document(body: bytes, content_type: str | None) -> bool:
    """Whether the first 8 KB look like a feed document; the content type decides where they look like nothing."""
    head = body[:_SNIFFED_BYTES].replace(b"\0", b"")
    page, root = _HTML.search(head), _ROOT.search(head)
    if root and (not page or root.start() < page.start()):
        return True
    if _JSON_ROOT.match(head.removeprefix(codecs.BOM_UTF8)):
        return True
    return not page and (content_type or "").partition(";")[0].strip().lower() in _FEED_TYPES and b"<" in head


def parse_feed(body: bytes, *, url: str | None, content_type: str | None = None) -> Feed | Reject:
    """The feed in a document found at `url`; the first `MAX_FEED_ENTRIES` of its entries, every one of them.

    Refused: nothing there (`empty`), no feed, or one whose entities grow without bounds (`bad_feed`).
    """
    text = _text(body, content_type)
    if isinstance(text, Reject):
        return text
    if text.lstrip("\ufeff\0 \t\r\n").startswith(("{", "[")):
        return parse_json_feed(text, url=url, most=MAX_FEED_ENTRIES)
    mended = repair_xml(text, most=MAX_FEED_ENTRIES, avoided=_AVOIDED)
    if isinstance(mended, Reject):
        return mended
    try:
        parsed = feedparser.parse(
            io.BytesIO(mended.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (AttributeError, TypeError, ValueError, LookupError, AssertionError) as error:
        return Reject(reason=Reason.BAD_FEED, detail=f"feedparser: {type(error).__name__}: {str(error)[:200]}")
    form, about = _string(parsed, "version") or "", _values(parsed, "feed")
    if not (form or _list(parsed, "entries") or _string(about, "title") or _string(about, "link")):
        root = _FIRST_TAG.search(mended, len("<mended>"))
        return Reject(reason=Reason.BAD_FEED, detail=f"not a feed: begins with {root.group()[:60] if root else 'text'}")
    return _feed(form, parsed, mended, url)


def _text(body: bytes, content_type: str | None) -> str | Reject:
    """The text of a feed document; what no encoding fits is read as Western text all the same."""
    text = decode(body, content_type)
    if not isinstance(text, Reject):
        return text.removeprefix("\ufeff")
    if text.reason is Reason.EMPTY or not body.strip(b"\0 \t\r\n"):
        return Reject(reason=Reason.EMPTY, detail=f"{len(body)} bytes, none of them text")
    if text.reason is Reason.BINARY:
        return Reject(reason=Reason.BAD_FEED, detail=f"not a feed: {text.detail}")
    return body.decode("cp1252", "replace")


def _feed(form: str, parsed: ParsedValues, mended: str, url: str | None) -> Feed:
    about = _values(parsed, "feed")
    self_link = next((link for rel, link in _links(about) if rel == "self"), "")
    self_url = canonicalize_url(self_link, url)
    base = url or self_url
    language = parse_language_code(_string(about, "language"))
    authors = _authors(about) if form.startswith("atom") else ()
    hours, days = _skipped(mended)
    return Feed(
        form=form,
        title=_title(about),
        home_url=canonicalize_url(_link(about, form) or "", base),
        self_url=self_url,
        language=language,
        ttl_minutes=_number(_string(about, "ttl")),
        skip_hours=hours,
        skip_days=days,
        update_seconds=_update_seconds(about),
        entries=tuple(
            _entry(position, entry, form=form, language=language, authors=authors, base=base)
            for position, entry in enumerate(_list(parsed, "entries"))
        ),
    )


def _entry(
    position: int, entry: ParsedValues, *, form: str, language: str | None, authors: tuple[str, ...], base: str | None
) -> Entry:
    """The entry of an item. In Atom the authors default to those of its source, then of the feed (RFC 4287, 4.2.1)."""
    guid, link = _string(entry, "id"), _link(entry, form)
    origin = canonicalize_url(_string(entry, "feedburner_origlink") or "")
    contents = [html for part in _list(entry, "content") if (html := _html(_string(part, "value"), part))]
    details = _values(entry, "title_detail"), _values(entry, "summary_detail")
    summary = _html(_string(entry, "summary"), details[1])
    published, updated = _dates(entry, form)
    source = _values(entry, "source")
    languages = (_string(part, "language") for part in (entry, *_list(entry, "content"), *details))
    return Entry(
        position=position,
        guid=guid,
        url=origin or canonicalize_url(link or "", base),
        raw_link=link,
        title=_title(entry),
        summary=summary if summary not in contents else None,
        content=max(contents, key=len, default=None),
        authors=_authors(entry) or (_authors(source) if form.startswith("atom") else ()) or authors,
        published=published,
        updated_at=updated.at if updated else None,
        language=next(filter(None, map(parse_language_code, languages)), language),
        source_name=_title(source),
    )


def _link(values: ParsedValues, form: str) -> str | None:
    """The link as stated. In Atom an identifier is no address; in RSS it is one if it is a permalink and a URL."""
    link = _string(values, "link")
    stated = [href for rel, href in _links(values) if rel == "alternate"]
    if link in stated or form.startswith("atom"):
        return link if link in stated else next(iter(stated), None)
    return link if canonicalize_url(link or "") else None


def _links(values: ParsedValues) -> list[tuple[str, str]]:
    """Relation and address of each link."""
    links = ((_string(link, "rel") or "alternate", _string(link, "href")) for link in _list(values, "links"))
    return [(rel, href) for rel, href in links if href]


def _dates(entry: ParsedValues, form: str) -> tuple[Dating | None, Dating | None]:
    """Times of publication and update. feedparser files RSS 1.0's only date (dc:date) as an update."""
    raw = {name: _string(entry, name) for name in ("published", "created", "updated")}
    read = {name: parse_feed_date(text) for name, text in raw.items() if text}
    updated = read.get("updated")
    published = read.get("published") or read.get("created")
    if published is None and form.startswith("rss"):
        return updated, None
    return published, updated if updated and not updated.day_only else None


def _title(values: ParsedValues) -> str | None:
    stated = _string(values, "title") or ""
    kind = _string(_values(values, "title_detail"), "type")
    if kind in {None, "text/plain"}:
        return join_lines(unescape_references(stated)) or None
    return join_lines(read_html_fragment(stated).text) or None


def _html(text: str | None, detail: ParsedValues) -> str | None:
    """A part as HTML; None if it is no text. Markup that is declared plain text is read as markup."""
    kind = _string(detail, "type") or "text/html"
    if text is None or not (kind.startswith("text/") or kind.endswith(("xml", "html"))):
        return None
    return escape_text(unescape_references(text)) if kind == "text/plain" and not _MARKUP.search(text) else text


def _authors(values: ParsedValues) -> tuple[str, ...]:
    """Names of people as stated; an e-mail address is no name."""
    stated = [_string(author, "name") for author in _list(values, "authors")] or [_string(values, "author")]
    names = (join_lines(unescape_references(name)) for name in stated if name and "@" not in name)
    return tuple(dict.fromkeys(filter(None, names)))


def _update_seconds(about: ParsedValues) -> int | None:
    """The update interval that the feed states (RSS 1.0, module Syndication; once a day by default)."""
    period, often = _string(about, "sy_updateperiod"), _string(about, "sy_updatefrequency")
    if period is None and often is None:
        return None
    seconds = _PERIODS.get((period or "daily").lower())
    return max(seconds // (_number(often) or 1), 1) if seconds else None


def _number(text: str | None) -> int | None:
    """A whole number of up to six digits, None for zero, which would mean "never" or "always"."""
    return int(text) or None if text and re.fullmatch(r"[0-9]{1,6}", text) else None


def _skipped(mended: str) -> tuple[frozenset[int], frozenset[int]]:
    """Hours (0.91 has 24 for midnight) and days in which RSS asks not to be polled; feedparser keeps the last only."""
    stated = " ".join(_SKIPPED.findall(_CDATA.sub("", mended))).lower() if "<skip" in mended else ""
    hours = map(int, _HOUR.findall(stated))
    return frozenset(hour % 24 for hour in hours if hour <= 24), frozenset(map(_DAYS.index, _DAY.findall(stated)))


# feedparser's dictionaries answer for keys they do not have; these ask them as the plain dictionaries they are.
def _string(values: ParsedValues, name: str) -> str | None:
    value = dict.get(values, name) if isinstance(values, dict) else None
    return value.strip() or None if isinstance(value, str) else None


def _values(values: ParsedValues, name: str) -> ParsedValues:
    value = dict.get(values, name) if isinstance(values, dict) else None
    return value if isinstance(value, dict) else {}


def _list(values: ParsedValues, name: str) -> list[ParsedValues]:
    value = dict.get(values, name) if isinstance(values, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
