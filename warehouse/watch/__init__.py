"""Keeps the state of the feeds that are watched."""

from warehouse.watch.watch import (
    Watched,
    describe_feeds,
    due_feeds,
    due_pages,
    entries_of,
    forget_entries,
    keep,
    pages_of,
    watched_feeds,
)

__all__ = [
    "Watched",
    "describe_feeds",
    "due_feeds",
    "due_pages",
    "entries_of",
    "forget_entries",
    "keep",
    "pages_of",
    "watched_feeds",
]
