"""Reads feeds, their entries, subscription lists and sitemaps."""

from tasks.feeds.discover import FeedCandidate, discover_feeds, guess_feed_urls
from tasks.feeds.entries import (
    Entry,
    Feed,
    Provenance,
    decode_provenance,
    encode_entry,
    encode_provenance,
    read_entry,
)
from tasks.feeds.entry_identity import (
    EntryKeys,
    IdentityPolicy,
    KeyEvidence,
    choose_policy,
    identify_entry,
    select_new_entries,
    update_evidence,
)
from tasks.feeds.opml import Subscription, read_opml, write_opml
from tasks.feeds.parse import is_feed_document, parse_feed
from tasks.feeds.sitemaps import MAX_SITEMAP_ENTRIES, Sitemap, SitemapPage, is_published_within, read_sitemap

__all__ = [
    "MAX_SITEMAP_ENTRIES",
    "Entry",
    "EntryKeys",
    "Feed",
    "FeedCandidate",
    "IdentityPolicy",
    "KeyEvidence",
    "Provenance",
    "Sitemap",
    "SitemapPage",
    "Subscription",
    "choose_policy",
    "decode_provenance",
    "discover_feeds",
    "encode_entry",
    "encode_provenance",
    "guess_feed_urls",
    "identify_entry",
    "is_feed_document",
    "is_published_within",
    "parse_feed",
    "read_entry",
    "read_opml",
    "read_sitemap",
    "select_new_entries",
    "update_evidence",
    "write_opml",
]
