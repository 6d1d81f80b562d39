"""The kinds `.txt` and `.html`, `.htm`: one article a file; a fetched page together with the feed entry that led to it.

Pure. The date of the feed, or of the list that named the page, comes first: it is a field, where the date of a page
must be found (measured: a page's date is wrong one time in eleven when it is guessed, a feed's hardly ever). Headline,
byline and outlet are the page's, where it has them. Where the page holds no article, or less of it than the feed, the
feed's text is the article.
"""

from dataclasses import replace

from tasks.extract import extract_page
from tasks.feeds import decode_provenance
from tasks.inputs.feed_document import get_http_url, read_provenance_entry
from tasks.model.stages import Capture, Extracted, Reject
from tasks.text.decode import decode


def unpack_text(capture: Capture) -> list[Extracted | Reject]:
    """The article of a plain text file."""
    text = decode(capture.body)
    return [text if isinstance(text, Reject) else Extracted(text=text)]


def unpack_html(capture: Capture) -> list[Extracted | Reject]:
    """The article of a page, completed by the feed entry that led to it, if one did."""
    text = decode(capture.body)
    return [text if isinstance(text, Reject) else _read_page(text, capture)]


def _read_page(text: str, capture: Capture) -> Extracted | Reject:
    url = get_http_url(capture)
    page = extract_page(text, url=url)
    if capture.context is None:
        return page if isinstance(page, Reject) or url is None else replace(page, address=url)
    provenance = decode_provenance(capture.context)
    if isinstance(provenance, Reject):
        return provenance
    return merge_entry(page, read_provenance_entry(provenance, needs_text=isinstance(page, Reject)))


def merge_entry(page: Extracted | Reject, entry: Extracted | Reject) -> Extracted | Reject:
    """The article of both. A rejected entry adds nothing; where the page is rejected, the entry is the article."""
    if isinstance(entry, Reject):
        return page
    if isinstance(page, Reject):
        return replace(entry, truncated_because=page.reason) if entry.is_truncated else entry
    fuller = page.is_truncated and len(entry.text) > len(page.text)
    return replace(
        page,
        text=entry.text if fuller else page.text,
        is_truncated=entry.is_truncated if fuller else page.is_truncated,
        truncated_because=entry.truncated_because if fuller else page.truncated_because,
        title=page.title or entry.title,
        authors=page.authors or entry.authors,
        source_name=page.source_name or entry.source_name,
        language=page.language or entry.language,
        datings=(*entry.datings, *page.datings),
        updated_at=page.updated_at or entry.updated_at,
        address=entry.address,
        part=entry.part,
    )
