"""Makes the list of the pages of a sitemap, which the warehouse compares with the list before it.

Pure. A page is a number made from its address: a sitemap lists up to 50,000 pages, most of them are stored as articles
too, and their addresses would be stored twice.
"""

from hashlib import md5

from tasks.feeds import MAX_SITEMAP_ENTRIES, SitemapPage, read_sitemap
from tasks.model.stages import Capture, Reject
from tasks.pipeline.identity_keys import address_key
from tasks.text.dates import url_date
from warehouse.model.tables import ListingRow
from warehouse.model.vocabulary import Reason


def listing(capture: Capture) -> ListingRow | None:
    """The pages of a captured sitemap; None where a missing page means nothing.

    That is: an index, an empty, damaged or unreadable sitemap, and a news sitemap, which lists the articles of the last
    two days only (Google's documentation of news sitemaps; see `tasks.feeds.sitemaps`). Each page is listed once, by
    `page_number`, with the time it last changed, else the day in its address, in seconds since 1970 (UTC).
    """
    read = read_sitemap(capture.body, url=capture.uri)
    if isinstance(read, Reject) or not read.pages or read.sitemaps:
        return None
    # A damaged sitemap may list pages that cannot be read. An entry without an address (`bad_field`) lists none.
    is_damaged = any(reject.reason is Reason.BAD_FEED for reject in read.rejects)
    is_news = any(page.published_at or page.outlet or page.title for page in read.pages)
    if is_damaged or is_news:
        return None
    moments: dict[int, int | None] = {}
    for page in read.pages:
        moments.setdefault(page_number(page.url), _moment(page))
    is_cut = any(reject.reason is Reason.TOO_LARGE for reject in read.rejects)
    is_full = is_cut or len(read.pages) == MAX_SITEMAP_ENTRIES
    return ListingRow(
        capture_id=capture.capture_id,
        sitemap=capture.uri,
        is_full=is_full,
        pages=tuple(moments),
        moments=tuple(moments.values()),
    )


def page_number(address: str) -> int:
    """The first 60 bits of the MD5 of an address's key: SQL makes the same of `ops.article_keys.key`.

    Of 10 million pages two have the same number with a probability of 0.00004.
    """
    return int(md5(address_key(address).encode(), usedforsecurity=False).hexdigest()[:15], 16)


def _moment(page: SitemapPage) -> int | None:
    if page.modified_at:
        return int(page.modified_at.timestamp())
    day = url_date(page.url)
    return int(day.at.timestamp()) if day else None
