"""Turns the answer of a feed's server into the outcome of a poll. Pure."""

from datetime import datetime
from hashlib import sha256

from tasks.feeds import Feed, parse_feed
from tasks.model.stages import Reject
from tasks.schedule import FeedState, Poll, PollKind
from tasks.web import FetchFailure, Response, Trouble

_BY_STATUS = {
    304: PollKind.UNCHANGED,
    401: PollKind.BLOCKED,
    403: PollKind.BLOCKED,
    404: PollKind.NOT_FOUND,
    410: PollKind.GONE,
    429: PollKind.RATE_LIMITED,
    451: PollKind.BLOCKED,
}
_BY_TROUBLE = {
    Trouble.BAD_URL: PollKind.REFUSED,
    Trouble.SCHEME: PollKind.REFUSED,
    Trouble.CREDENTIALS: PollKind.REFUSED,
    Trouble.PRIVATE_ADDRESS: PollKind.REFUSED,
    Trouble.BAD_REDIRECT: PollKind.REFUSED,
    Trouble.TOO_LARGE: PollKind.TOO_LARGE,
    Trouble.BOMB: PollKind.TOO_LARGE,
    Trouble.RESTING: PollKind.RATE_LIMITED,
}


def read_poll_response(answer: Response | FetchFailure, state: FeedState, now: datetime) -> tuple[Poll, Feed | None]:
    """The outcome of the poll, and the feed document where there is a new one; the count of known entries is unset."""
    if isinstance(answer, FetchFailure):
        kind = _BY_TROUBLE.get(answer.trouble, PollKind.UNREACHABLE)
        return Poll(kind=kind, detail=f"{answer.trouble}: {answer.detail}"), None
    kind = _kind(answer, now)
    if kind is not PollKind.UPDATED:
        return _poll(answer, kind, now), None
    if sha256(answer.body).hexdigest() == state.body_digest:
        return _poll(answer, PollKind.SAME_BODY, now), None
    feed = parse_feed(answer.body, url=answer.url, content_type=answer.content_type)
    if isinstance(feed, Reject):
        return _poll(answer, PollKind.NOT_A_FEED, now, detail=feed.detail), None
    return _poll(answer, PollKind.UPDATED, now, feed=feed), feed


def _kind(answer: Response, now: datetime) -> PollKind:
    if answer.status == 200:
        return PollKind.UPDATED
    if answer.status >= 500:
        must_wait = answer.status == 503 and answer.retry_after(now) is not None
        return PollKind.RATE_LIMITED if must_wait else PollKind.SERVER_ERROR
    return _BY_STATUS.get(answer.status, PollKind.BLOCKED if answer.status >= 400 else PollKind.NOT_A_FEED)


def _poll(
    answer: Response, kind: PollKind, now: datetime, *, detail: str | None = None, feed: Feed | None = None
) -> Poll:
    whole = answer.status == 200
    return Poll(
        kind=kind,
        status_code=answer.status,
        detail=detail or f"HTTP status {answer.status}",
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_digest=sha256(answer.body).hexdigest() if whole else None,
        retry_after_seconds=answer.retry_after(now),
        max_age_seconds=answer.max_age,
        permanent_url=answer.permanent_url,
        ttl_minutes=feed.ttl_minutes if feed else None,
        skip_hours=feed.skip_hours if feed else frozenset(),
        skip_days=feed.skip_days if feed else frozenset(),
        update_seconds=feed.update_seconds if feed else None,
        entries=len(feed.entries) if feed else 0,
        published=tuple(entry.published.at for entry in feed.entries if entry.published) if feed else (),
    )
