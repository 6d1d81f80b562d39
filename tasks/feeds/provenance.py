"""The feed and the entry that led to a page, as JSON that the archive keeps beside the page.

Pure.
"""

import json
from dataclasses import dataclass

from tasks.feeds.entries import Entry, decode_entry, encode_entry
from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The feed's title and address, its entry, and why its page is missing (one word; None where there is a page)."""

    feed_title: str | None
    feed_url: str | None
    entry: Entry
    reason: str | None


def encode_provenance(provenance: Provenance) -> str:
    """The provenance as one JSON object."""
    return json.dumps(
        {
            "feed_title": provenance.feed_title,
            "feed_url": provenance.feed_url,
            "entry": json.loads(encode_entry(provenance.entry)),
            "why": provenance.reason,
        },
        ensure_ascii=False,
    )


def decode_provenance(text: str) -> Provenance | Reject:
    """The provenance that `encode_provenance` wrote; anything else is refused (`bad_json`)."""
    try:
        values = json.loads(text)
        entry = decode_entry(json.dumps(values["entry"]))
        if isinstance(entry, Reject):
            return entry
        return Provenance(
            feed_title=values["feed_title"], feed_url=values["feed_url"], entry=entry, reason=values["why"]
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return Reject(reason=Reason.BAD_JSON, detail=f"not an entry with its feed: {error}")
