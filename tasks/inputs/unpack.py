"""A capture to the documents it holds: one, or one an entry of a feed, or none. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from tasks.extract.html import extract_page
from tasks.feeds.entries import Entry, read_entry
from tasks.feeds.parse import parse_feed
from tasks.feeds.provenance import Provenance, decode_provenance
from tasks.inputs.json_record import parse_json_record
from tasks.inputs.merge_entry import merge_entry
from tasks.model.stages import Capture, Extracted, Media, Reject
from tasks.text.decode import decode
from warehouse.model.vocabulary import Reason


def unpack_capture(capture: Capture) -> list[Extracted | Reject]:
    """What a capture holds, in order, before any cleaning."""
    return _BY_MEDIA[capture.media](capture)


def identify_entry_part(entry: Entry) -> str:
    """What tells an entry without an address from the others of its feed: its id, else what it says."""
    if entry.guid:
        return entry.guid
    said = "\n".join((entry.title or "", entry.content or entry.summary or ""))
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:20]


def _feed(capture: Capture) -> list[Extracted | Reject]:
    url = capture.uri if capture.uri.startswith(("http://", "https://")) else None
    stated = {name.lower(): value for name, value in capture.headers}.get("content-type")
    feed = parse_feed(capture.body, url=url, content_type=stated)
    if isinstance(feed, Reject):
        return [feed]
    return [
        _part(read_entry(entry, feed_title=feed.title, feed_url=url or feed.self_url), entry) for entry in feed.entries
    ]


def _entry(capture: Capture) -> list[Extracted | Reject]:
    provenance = decode_provenance(capture.body.decode("utf-8", "replace"))
    return [provenance if isinstance(provenance, Reject) else _of(provenance)]


def _of(provenance: Provenance) -> Extracted | Reject:
    entry = provenance.entry
    read = read_entry(entry, feed_title=provenance.feed_title, feed_url=provenance.feed_url)
    if isinstance(read, Extracted) and provenance.why:
        read = replace(read, truncated_because=provenance.why) if read.is_truncated else read
    return _part(read, entry)


def _part(read: Extracted | Reject, entry: Entry) -> Extracted | Reject:
    return read if isinstance(read, Reject) else replace(read, part=identify_entry_part(entry))


def _page(text: str, capture: Capture) -> Extracted | Reject:
    url = capture.uri if capture.uri.startswith(("http://", "https://")) else None
    page = extract_page(text, url=url)
    if capture.context is None:
        return page if isinstance(page, Reject) or url is None else replace(page, address=url)
    provenance = decode_provenance(capture.context)
    return provenance if isinstance(provenance, Reject) else merge_entry(page, _of(provenance))


def _record(capture: Capture) -> list[Extracted | Reject]:
    return [parse_json_record(capture.body)]


def _text(capture: Capture) -> list[Extracted | Reject]:
    text = decode(capture.body)
    return [text if isinstance(text, Reject) else Extracted.of_text(text)]


def _html(capture: Capture) -> list[Extracted | Reject]:
    text = decode(capture.body)
    return [text if isinstance(text, Reject) else _page(text, capture)]


def _no_page(capture: Capture) -> list[Extracted | Reject]:
    said = json.loads(capture.context or "{}")
    return [Reject(reason=Reason(said["reason"]), detail=said["detail"])]


def _nothing(_capture: Capture) -> list[Extracted | Reject]:
    return []


_BY_MEDIA: dict[Media, Callable[[Capture], list[Extracted | Reject]]] = {
    Media.TEXT: _text,
    Media.HTML: _html,
    Media.RECORD: _record,
    Media.FEED: _feed,
    Media.ENTRY: _entry,
    Media.NO_PAGE: _no_page,
    Media.SITEMAP: _nothing,
    Media.OTHER: _nothing,
}
