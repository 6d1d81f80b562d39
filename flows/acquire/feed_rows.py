"""Converts rows of `feeds` to the state that polling decides on, and back. Pure."""

from dataclasses import fields, replace
from datetime import datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any

from tasks.feeds import Feed
from tasks.schedule import FeedState, FeedStatus, PollKind, make_new_feed
from warehouse.model.watch_records import FeedRow

_SETS = ("skip_hours", "skip_days")
_NAMES = tuple(field.name for field in fields(FeedState))
_values = attrgetter(*_NAMES)


def feed_id(url: str) -> str:
    """Id of a feed: that of the address with which it was added."""
    return sha256(f"feed {url}".encode()).hexdigest()[:20]


def new_row(
    url: str, *, title: str | None, home_url: str | None, folder: tuple[str, ...], pages: bool, now: datetime
) -> FeedRow:
    """A feed that was just added: due at once."""
    state = make_new_feed(feed_id(url), url, now)
    return FeedRow(
        source_id=None,
        title=title,
        home_url=home_url,
        folder=folder,
        pages=pages,
        identity=None,
        evidence=None,
        added_at=now,
        removed_at=None,
        **_stored(state),
    )


def state_of(row: FeedRow) -> FeedState:
    """The state of a feed, for polling."""
    values = dict(zip(_NAMES, _values(row), strict=True))
    values |= {name: frozenset(values[name]) for name in _SETS}
    values |= {"status": FeedStatus(row.status), "last_kind": PollKind(row.last_kind) if row.last_kind else None}
    return FeedState(**values)


def with_state(row: FeedRow, state: FeedState) -> FeedRow:
    """The row with the new state."""
    return replace(row, **_stored(state))


def with_description(row: FeedRow, feed: Feed, source_id: str | None) -> FeedRow:
    """The row with the titles and addresses of the feed document; a title that the user gave stays."""
    return replace(
        row, title=row.title or feed.title, home_url=feed.home_url or row.home_url, source_id=source_id or row.source_id
    )


def _stored(state: FeedState) -> dict[str, Any]:
    values: dict[str, Any] = dict(zip(_NAMES, _values(state), strict=True))
    return values | {name: tuple(sorted(values[name])) for name in _SETS}
