"""Recognises captures which say that a page is gone.

Pure. Which article was read at that address only the warehouse knows.
"""

from tasks.feeds import decode_provenance
from tasks.model.stages import Capture, Media, Reject

# Not Found and Gone (RFC 9110, 15.5.5 and 15.5.11); every other failure is taken as temporary.
GONE_STATUSES = frozenset((404, 410))
_MEDIA_WITHOUT_PAGE = (Media.OTHER, Media.NO_PAGE)


def find_gone_address(capture: Capture) -> str | None:
    """The address of a page that is gone; None where the capture does not say so.

    It is that of the entry which led there, where that was kept: redirects may end at a page about missing pages.
    """
    if capture.media not in _MEDIA_WITHOUT_PAGE or capture.status not in GONE_STATUSES:
        return None
    if capture.media == Media.OTHER and capture.context is not None:
        provenance = decode_provenance(capture.context)
        if not isinstance(provenance, Reject) and provenance.entry.url:
            return provenance.entry.url
    return capture.uri
