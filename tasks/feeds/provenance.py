"""Where a page or an entry comes from: the feed and its entry, carried beside the bytes in the archive. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tasks.feeds.entries import Entry, decode_entry, encode_entry
from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The feed's title and address, its entry, and a word for why there is no page of it (None where there is one)."""

    feed_title: str | None
    feed_url: str | None
    entry: Entry
    why: str | None


def encode_provenance(provenance: Provenance) -> str:
    """As one JSON object."""
    return json.dumps(
        {
            "feed_title": provenance.feed_title,
            "feed_url": provenance.feed_url,
            "entry": json.loads(encode_entry(provenance.entry)),
            "why": provenance.why,
        },
        ensure_ascii=False,
    )


def decode_provenance(text: str) -> Provenance | Reject:
    """Back again. Refuses what is no provenance (`bad_json`)."""
    try:
        said = json.loads(text)
        entry = decode_entry(json.dumps(said["entry"]))
        if isinstance(entry, Reject):
            return entry
        return Provenance(feed_title=said["feed_title"], feed_url=said["feed_url"], entry=entry, why=said["why"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return Reject(reason=Reason.BAD_JSON, detail=f"not an entry with its feed: {error}")
