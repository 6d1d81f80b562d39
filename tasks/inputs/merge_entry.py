"""A page together with the feed entry that led to it. Pure.

The feed's date comes first: it is a field, where a page must be read (measured: a page's date is wrong one time in
eleven when it is guessed, a feed's hardly ever). Headline, byline and outlet are the page's, where it has them. Where
the page holds no article, or less of it than the feed, the feed's text is the article.
"""

from __future__ import annotations

from dataclasses import replace

from tasks.model.stages import Extracted, Reject


def merge_entry(page: Extracted | Reject, entry: Extracted | Reject) -> Extracted | Reject:
    """The article of both. An entry that could not be read adds nothing; without a page its text is the article."""
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
