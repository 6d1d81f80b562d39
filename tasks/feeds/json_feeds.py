"""Parses JSON Feed documents, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/).

Pure. Read leniently: identifiers may be numbers, an author may stand alone or be a string, a field of the wrong type
counts as missing.
"""

import json
import re
from typing import Any

from tasks.feeds.entries import Entry, Feed, escape_text, join_lines, parse_language_code, unescape_references
from tasks.feeds.feed_dates import parse_feed_date
from tasks.model.stages import Reject
from tasks.web import canonicalize_url
from warehouse.model.vocabulary import Reason

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(\d+(?:\.\d+)?)/?")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

JsonObject = dict[str, Any]


def parse_json_feed(text: str, *, url: str | None, most: int) -> Feed | Reject:
    """A JSON Feed with at most `most` entries. Refused (`bad_feed`): no JSON, or JSON that is no feed.

    A feed says so in its `version`; one that does not must have `items` and name its home page or itself. An item that
    is no object is an entry without anything.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Reject(reason=Reason.BAD_FEED, detail=f"JSON: {error}")
    if not isinstance(document, dict):
        return Reject(reason=Reason.BAD_FEED, detail=f"not a feed: a JSON {type(document).__name__}")
    version = _VERSION.fullmatch(_string(document, "version") or "")
    items = document.get("items")
    if not version and not (isinstance(items, list) and {"home_page_url", "feed_url"} & document.keys()):
        return Reject(reason=Reason.BAD_FEED, detail="not a feed: JSON that does not say it is one")
    self_url = _string(document, "feed_url")
    base = url or canonicalize_url(self_url or "")
    return Feed(
        form="json" + version[1].replace(".", "") if version else "",
        title=_line(document, "title"),
        home_url=canonicalize_url(_string(document, "home_page_url") or "", base),
        self_url=canonicalize_url(self_url or "", base),
        language=parse_language_code(_string(document, "language")),
        entries=tuple(
            _entry(position, item if isinstance(item, dict) else {}, document, base)
            for position, item in enumerate(items[:most] if isinstance(items, list) else ())
        ),
    )


def _entry(position: int, item: JsonObject, feed: JsonObject, base: str | None) -> Entry:
    """The entry of an item; language and authors default to those of the feed (version 1.1)."""
    guid = _string(item, "id")
    links = [link for name in ("url", "external_url") if (link := _string(item, name))]
    addresses = (canonicalize_url(link, base) for link in links)
    changed = parse_feed_date(_string(item, "date_modified") or "")
    text, summary = _string(item, "content_text"), _string(item, "summary")
    return Entry(
        position=position,
        guid=guid,
        url=next(filter(None, addresses), canonicalize_url(guid or "")),
        raw_link=next(iter(links), None),
        title=_line(item, "title"),
        summary=escape_text(summary) if summary else None,
        content=max(_string(item, "content_html") or "", escape_text(text) if text else "", key=len) or None,
        authors=_authors(item) or _authors(feed),
        published=parse_feed_date(_string(item, "date_published") or ""),
        updated_at=changed.at if changed and not changed.day_only else None,
        language=parse_language_code(_string(item, "language")) or parse_language_code(_string(feed, "language")),
        source_name=None,
    )


def _authors(item: JsonObject) -> tuple[str, ...]:
    stated = item.get("authors")
    people = [*(stated if isinstance(stated, list) else [stated]), item.get("author")]
    names = (person.get("name") if isinstance(person, dict) else person for person in people)
    return tuple(dict.fromkeys(line for name in names if isinstance(name, str) and (line := join_lines(name))))


def _string(values: JsonObject, name: str) -> str | None:
    """A string that is not blank; a number as it is written. Control characters and lone surrogates are left out."""
    value = values.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return _NO_CHARACTER.sub("", value).strip() or None


def _line(values: JsonObject, name: str) -> str | None:
    return join_lines(unescape_references(_string(values, name) or "")) or None
