"""Records of watched feeds and pages and their requests: one frozen dataclass a table, fields in column order.

Pure: types only. These are facts about this installation: they do not follow from the archive and are not
replayed.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """`feeds`: a watched feed. Durations in seconds unless they say otherwise; `skip_days` counts from 0 for Monday."""

    feed_id: str
    source_id: str | None
    url: str
    title: str | None
    home_url: str | None
    folder: tuple[str, ...]
    pages: bool
    identity: str | None
    evidence: str | None
    added_at: datetime
    removed_at: datetime | None
    status: str
    next_poll_at: datetime
    interval_seconds: float
    etag: str | None
    last_modified: str | None
    body_digest: str | None
    validators_lie: bool
    polled_at: datetime | None
    succeeded_at: datetime | None
    read_at: datetime | None
    changed_at: datetime | None
    newest_entry_at: datetime | None
    document_entries: int | None
    entries_a_day: float | None
    longest_pause_seconds: float | None
    failures: float
    last_kind: str | None
    last_detail: str | None
    moved_url: str | None
    moved_count: int
    ttl_minutes: int | None
    skip_hours: tuple[int, ...]
    skip_days: tuple[int, ...]
    update_seconds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChangeRow:
    """`ops.feed_history`: an event in the life of a feed: added, moved, silent."""

    feed_id: str
    run_id: str | None
    happened_at: datetime
    what: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """`ops.poll_gaps`: a time in which entries may have come and gone unseen."""

    feed_id: str
    run_id: str
    since: datetime
    until: datetime
    estimated_missed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRow:
    """`ops.fetches`: a request and its outcome: `answered`, or the kind of failure."""

    run_id: str
    purpose: str
    uri: str
    final_uri: str | None
    feed_id: str | None
    status: int | None
    outcome: str
    detail: str | None
    seconds: float
    size_bytes: int
    capture_id: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """`ops.entries`: an entry of a feed. `keys` identify it; `digest` is that of its content."""

    feed_id: str
    keys: tuple[str, ...]
    digest: str
    url: str | None
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """`ops.pages`: a page that is fetched, retried and checked again."""

    url: str
    feed_id: str | None
    context: str
    state: str
    attempts: int
    checks: int
    etag: str | None
    last_modified: str | None
    body_digest: str | None
    status: int | None
    trouble: str | None
    first_fetched_at: datetime
    fetched_at: datetime
    next_fetch_at: datetime | None
