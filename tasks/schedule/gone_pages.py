"""Answers that say that a page is gone. Pure.

That an address gives no page any more is a fact about the article that was read there, if one was; which one that is
only the warehouse knows.
"""

from __future__ import annotations

from tasks.feeds.provenance import decode_provenance
from tasks.model.stages import Capture, Media, Reject

# Not found, and gone for good (RFC 9110, 15.5.5 and 15.5.11). Everything else may pass.
GONE_STATUSES = frozenset((404, 410))
_HOLDING_NONE = (Media.OTHER, Media.NO_PAGE)


def find_gone_address(capture: Capture) -> str | None:
    """The address that gives no page any more, None where the capture says no such thing.

    It is that of the entry which led there, where that was kept: redirects may end at a page about missing pages.
    """
    if capture.media not in _HOLDING_NONE or capture.status not in GONE_STATUSES:
        return None
    if capture.media == Media.OTHER and capture.context is not None:
        provenance = decode_provenance(capture.context)
        if not isinstance(provenance, Reject) and provenance.entry.url:
            return provenance.entry.url
    return capture.uri
