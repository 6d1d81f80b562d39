"""The kind `.xml`, `.rss`, `.atom`, `.rdf`, `.json`: feed documents, an article an entry; and single entries.

Pure. A single entry is archived by a poll where the page of the entry could not be had, or was not asked for.
"""

from dataclasses import replace
from hashlib import sha256

from tasks.feeds import Entry, Provenance, decode_provenance, parse_feed, read_entry
from tasks.model.stages import Capture, Extracted, Reject


def unpack_feed(capture: Capture) -> list[Extracted | Reject]:
    """An article an entry of the feed, in its order."""
    url = get_http_url(capture)
    content_type = {name.lower(): value for name, value in capture.headers}.get("content-type")
    feed = parse_feed(capture.body, url=url, content_type=content_type)
    if isinstance(feed, Reject):
        return [feed]
    feed_url = url or feed.self_url
    return [_with_part(read_entry(entry, feed_title=feed.title, feed_url=feed_url), entry) for entry in feed.entries]


def unpack_entry(capture: Capture) -> list[Extracted | Reject]:
    """The article of one entry that was archived by itself."""
    provenance = decode_provenance(capture.body.decode("utf-8", "replace"))
    return [provenance if isinstance(provenance, Reject) else read_provenance_entry(provenance)]


def read_provenance_entry(provenance: Provenance, *, needs_text: bool = True) -> Extracted | Reject:
    """The article that an entry alone gives; where it is cut, the reason is why there is no page.

    Without `needs_text` also what an entry without title and text says, for an article whose text the page gives.
    """
    feed_title, feed_url = provenance.feed_title, provenance.feed_url
    article = read_entry(provenance.entry, feed_title=feed_title, feed_url=feed_url, needs_text=needs_text)
    if isinstance(article, Extracted) and article.is_truncated and provenance.reason:
        article = replace(article, truncated_because=provenance.reason)
    return _with_part(article, provenance.entry)


def identify_entry_part(entry: Entry) -> str:
    """Identity of an entry without an address within its feed: its guid, else a digest of title and text."""
    if entry.guid:
        return entry.guid
    words = "\n".join((entry.title or "", entry.content or entry.summary or ""))
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:20]


def get_http_url(capture: Capture) -> str | None:
    """The address a capture was fetched from; None for a local file."""
    return capture.uri if capture.uri.startswith(("http://", "https://")) else None


def _with_part(article: Extracted | Reject, entry: Entry) -> Extracted | Reject:
    return article if isinstance(article, Reject) else replace(article, part=identify_entry_part(entry))
