"""The state of a watched feed and the outcome of one poll: the types that `poll_interval` and `feed_state` share.

Pure: types only.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FIRST_INTERVAL_SECONDS = 30 * 60.0  # until the pace of a feed is known; a window of 20 entries then holds for 960 a day


class FeedStatus(StrEnum):
    """How a feed is doing. No policy removes a feed."""

    ACTIVE = "active"
    FAILING = "failing"
    RESTING = "resting"  # said 410 Gone: asked again after a week


class PollKind(StrEnum):
    """What came of one poll."""

    UPDATED = "updated"  # 200, a new body
    UNCHANGED = "unchanged"  # 304
    SAME_BODY = "same_body"  # 200, but byte for byte the body we have
    NOT_FOUND = "not_found"  # 404: feeds do come back
    GONE = "gone"  # 410
    RATE_LIMITED = "rate_limited"  # 429, or 503 with Retry-After
    SERVER_ERROR = "server_error"  # 5xx
    BLOCKED = "blocked"  # 401, 403, 451
    UNREACHABLE = "unreachable"  # name, connection, TLS, time
    REFUSED = "refused"  # by us: a private address, no web address
    NOT_A_FEED = "not_a_feed"  # 200, but no feed
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What polling knows of one feed: a part of its row in `feeds`. Times are UTC, durations in seconds.

    `polled_at` is the last poll, `succeeded_at` the last that answered, `read_at` the last that gave a body.
    `changed_at` is when new entries last came; after a first reading, when its newest entry was published.
    `document_entries` counts the entries of the last body with any. `failures` sums the weights of failures in a row.
    `entries_a_day` is the feed's own pace, smoothed; `longest_pause_seconds` the longest silence it lately broke.
    `ttl_minutes`, `skip_hours` (GMT), `skip_days` (0 is Monday) and `update_seconds` are what the last body asked for.
    """

    feed_id: str
    url: str
    next_poll_at: datetime
    status: FeedStatus = FeedStatus.ACTIVE
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    validators_lie: bool = False
    interval_seconds: float = FIRST_INTERVAL_SECONDS
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None
    read_at: datetime | None = None
    changed_at: datetime | None = None
    newest_entry_at: datetime | None = None
    document_entries: int | None = None
    entries_a_day: float | None = None
    longest_pause_seconds: float | None = None
    failures: float = 0.0
    last_kind: PollKind | None = None
    last_detail: str | None = None
    moved_url: str | None = None
    moved_count: int = 0
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    update_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What one poll saw.

    `permanent_url` is where an unbroken chain of 301 and 308 led, None without one. `entries` counts those of the
    document, `known` those of them that were known before, `published` dates those that say when. `ttl_minutes` to
    `update_seconds` are the document's hints. What does not apply to `kind` stays empty.
    """

    kind: PollKind
    status_code: int | None = None
    detail: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    retry_after_seconds: float | None = None
    max_age_seconds: int | None = None
    permanent_url: str | None = None
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    update_seconds: int | None = None
    entries: int = 0
    known: int = 0
    published: tuple[datetime, ...] = ()
