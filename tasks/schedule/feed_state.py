"""When to ask a feed again, and what to make of its answer. Pure: no clock, no network, no chance.

Old state, what a poll saw and `now` go in, the next state comes out; feeds are spread by a hash of their ids.

What a poll saw, and what follows:

    updated, unchanged, same_body           the interval adapts (see `rhythms`), failures are forgotten
    rate_limited, server_error, unreachable temporary, weight 0.5   ┐ the wait doubles with each whole weight,
    not_found, blocked, not_a_feed          soft, weight 1          │ from 5 minutes to a day; `Retry-After` is obeyed
    refused, too_large                      hard, weight 2          ┘ up to a week
    gone                                    hard; rests a week, then is asked again

The weights stand to each other as in Media Cloud's rss-fetcher (0.25, 0.5, 1). No feed is ever given up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tasks.schedule import poll_interval as rhythms
from tasks.schedule.poll_interval import silent_since
from tasks.schedule.polls import FeedState, FeedStatus, Poll, PollKind


class FeedEvent(StrEnum):
    """What is worth a line in a feed's history."""

    MOVED = "moved"
    FAILING = "failing"
    RESTS = "rests"
    RECOVERED = "recovered"
    VALIDATORS_LIE = "validators_lie"
    SILENT = "silent"
    RESUMED = "resumed"


ANSWERED_KINDS = frozenset({PollKind.UPDATED, PollKind.UNCHANGED, PollKind.SAME_BODY})
FAILURE_WEIGHTS = {
    PollKind.RATE_LIMITED: 0.5,
    PollKind.SERVER_ERROR: 0.5,
    PollKind.UNREACHABLE: 0.5,
    PollKind.NOT_FOUND: 1.0,
    PollKind.BLOCKED: 1.0,
    PollKind.NOT_A_FEED: 1.0,
    PollKind.REFUSED: 2.0,
    PollKind.TOO_LARGE: 2.0,
    PollKind.GONE: 2.0,
}
FAILING_FROM = 1.0  # summed weight: one temporary failure is noise, a second in a row is not
MOVES_AFTER = 3  # polls in a row that saw the same permanent redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class PollGap:
    """Between `since` and `until` entries may have come and gone unseen: a document shared none with the one before.

    `estimated_missed` goes by the feed's pace; 0 says that what was found is all that was to be expected.
    """

    estimated_missed: int | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChange:
    """A line of a feed's history."""

    what: FeedEvent
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollDecision:
    """What follows from a poll."""

    state: FeedState
    gap: PollGap | None
    changes: tuple[FeedChange, ...]


def make_new_feed(feed_id: str, url: str, now: datetime) -> FeedState:
    """A feed nobody has asked yet: due at once."""
    return FeedState(feed_id=feed_id, url=url, next_poll_at=now)


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether to ask now. A time further ahead than any policy sets comes from a wrong clock, and counts as past."""
    return not now < state.next_poll_at <= now + timedelta(seconds=rhythms.WEEK + rhythms.DAY)


def choose_validators(state: FeedState) -> tuple[str | None, str | None]:
    """`If-None-Match` and `If-Modified-Since` of the next request; none where the body itself is wanted.

    That is where validators were caught lying, and where the server has said "not modified" for longer than the
    feed's rhythm explains: some servers keep the ETag while the feed changes.
    """
    if state.validators_lie or rhythms.is_doubted(state):
        return None, None
    return state.etag, state.last_modified


def decide_after_poll(state: FeedState, poll: Poll, now: datetime) -> PollDecision:
    """The feed's next state, what may have been missed, and what belongs in its history. Deterministic.

    `next_poll_at` lies 5 minutes to 24 hours ahead; up to 7 days only after 410 or where `Retry-After` asks for it.
    """
    if poll.kind not in ANSWERED_KINDS:
        after, gap = _failed(state, poll, now), None
    else:
        after = _moved(_read(_validated(state, poll), poll, now), poll)
        gap = _gap(state, after, poll, now)
        after = _answered(rhythms.paced(state, after, poll, now), poll, now)
    return PollDecision(state=after, gap=gap, changes=_changes(state, after, now))


def _failed(state: FeedState, poll: Poll, now: datetime) -> FeedState:
    failures = state.failures + FAILURE_WEIGHTS[poll.kind]
    status = state.status if failures < FAILING_FROM else FeedStatus.FAILING
    wait = rhythms.backoff(failures) * (1 - rhythms.JITTER * rhythms.spread(state.feed_id))
    if poll.kind is PollKind.GONE:
        status, wait = FeedStatus.RESTING, rhythms.WEEK
    elif poll.kind is PollKind.RATE_LIMITED:
        wait = max(wait, state.interval_seconds)
    return replace(
        state,
        status=status,
        failures=failures,
        polled_at=now,
        last_kind=poll.kind,
        last_detail=poll.detail,
        next_poll_at=_next_poll(state, now, wait, _asked_to_wait(state, poll)),
    )


def _asked_to_wait(state: FeedState, poll: Poll) -> float:
    """Seconds of `Retry-After`; up to a tenth more, so that all feeds of one host do not come back together."""
    later = 1 + rhythms.JITTER * rhythms.spread(state.feed_id)
    return rhythms.bounded(poll.retry_after_seconds, rhythms.WEEK / later) * later


def _next_poll(state: FeedState, now: datetime, wait: float, asked: float) -> datetime:
    """`now` and the longer of two waits, in no hour or day that the feed wants skipped; a day at most, unless asked."""
    seconds = max(rhythms.SHORTEST, wait, asked)
    latest = now + timedelta(seconds=max(rhythms.LONGEST, seconds))
    at = now + timedelta(seconds=seconds)
    return rhythms.after_skips(at, latest, state.skip_hours, state.skip_days, rhythms.spread(state.feed_id))


def _validated(state: FeedState, poll: Poll) -> FeedState:
    """The answer's validators and digest. RFC 9110, 15.4.5: a 304 repeats those that still hold, if any."""
    if poll.kind is PollKind.UNCHANGED:
        etag, last_modified = poll.etag or state.etag, poll.last_modified or state.last_modified
        unmoved = (etag, last_modified) == (state.etag, state.last_modified)
        return state if unmoved else replace(state, etag=etag, last_modified=last_modified)
    return replace(
        state,
        etag=poll.etag,
        last_modified=poll.last_modified,
        body_digest=poll.body_digest or state.body_digest,
        validators_lie=state.validators_lie or _lies(state, poll),
    )


def _lies(state: FeedState, poll: Poll) -> bool:
    """Whether the body changed while its validator stayed.

    A strong ETag names bytes; a weak one, or a date, may stay while a build date or an advertisement changes
    (RFC 9110, 8.8.1), so there it takes new entries. Servers that get an ETag ignore the date (13.1.3).
    """
    if poll.kind is not PollKind.UPDATED or state.body_digest is None:
        return False
    if state.etag:
        return poll.etag == state.etag and (poll.known < poll.entries or not state.etag.startswith("W/"))
    return bool(state.last_modified) and poll.last_modified == state.last_modified and poll.known < poll.entries


def _moved(state: FeedState, poll: Poll) -> FeedState:
    """A feed moves when a permanent redirect has stood for some polls: hijacked domains and mishaps are short."""
    if poll.permanent_url is None or poll.permanent_url == state.url:
        return replace(state, moved_url=None, moved_count=0) if state.moved_url else state
    count = state.moved_count + 1 if poll.permanent_url == state.moved_url else 1
    if count < MOVES_AFTER:
        return replace(state, moved_url=poll.permanent_url, moved_count=count)
    return replace(state, url=poll.permanent_url, moved_url=None, moved_count=0, validators_lie=False)


def _gap(before: FeedState, after: FeedState, poll: Poll, now: datetime) -> PollGap | None:
    """A document of nothing but new entries, after one that had entries too."""
    if not before.document_entries or not poll.entries or rhythms.new_in(poll) < poll.entries:
        return None
    caught = after.validators_lie and not before.validators_lie
    since = (before.read_at if caught else before.succeeded_at) or now
    paces = [pace for pace in (before.entries_a_day, rhythms.dated_pace(poll.published, now)) if pace is not None]
    expected = max(paces) * rhythms.seconds_since(since, now) / rhythms.DAY if paces else None
    missed = None if expected is None else max(0, round(expected - poll.entries))
    return PollGap(estimated_missed=missed, since=min(since, now), until=now)


def _read(state: FeedState, poll: Poll, now: datetime) -> FeedState:
    """What the document itself says: how long it is, its newest date that is not in the future, its hints."""
    if poll.kind is not PollKind.UPDATED:
        return state
    dates = [at for at in (state.newest_entry_at, *poll.published) if at is not None and at <= now]
    return replace(
        state,
        document_entries=poll.entries or state.document_entries,
        newest_entry_at=max(dates, default=None),
        ttl_minutes=poll.ttl_minutes,
        skip_hours=poll.skip_hours,
        skip_days=poll.skip_days,
        update_seconds=poll.update_seconds,
    )


def _answered(state: FeedState, poll: Poll, now: datetime) -> FeedState:
    """All is well again; and when to come back.

    A 304 that begins to be doubted is followed up at a quarter of the interval, before the window has passed.
    """
    after = replace(
        state,
        status=FeedStatus.ACTIVE,
        failures=0.0,
        polled_at=now,
        succeeded_at=now,
        read_at=state.read_at if poll.kind is PollKind.UNCHANGED else now,
        last_kind=poll.kind,
        last_detail=poll.detail,
    )
    wait = after.interval_seconds * (1 - rhythms.JITTER * rhythms.spread(state.feed_id))
    if rhythms.is_doubted(after) and not rhythms.is_doubted(state):
        wait /= 4
    return replace(after, next_poll_at=_next_poll(after, now, wait, _hinted(after, poll)))


def _hinted(state: FeedState, poll: Poll) -> float:
    """Seconds that the feed asks to be left alone: its longest hint, a day at most, or a silly one would silence it."""
    hints = (poll.max_age_seconds, (state.ttl_minutes or 0) * 60, state.update_seconds)
    return max(rhythms.bounded(hint, rhythms.LONGEST) for hint in hints)


def _changes(before: FeedState, after: FeedState, now: datetime) -> tuple[FeedChange, ...]:
    found = (_move(before, after), _health(before, after), _honesty(before, after), _voice(before, after, now))
    return tuple(change for change in found if change is not None)


def _move(before: FeedState, after: FeedState) -> FeedChange | None:
    if before.url == after.url:
        return None
    return FeedChange(what=FeedEvent.MOVED, detail=f"{before.url} -> {after.url}")


def _health(before: FeedState, after: FeedState) -> FeedChange | None:
    """A line for each change of health, and for a failure of another kind than the one before."""
    if after.status is FeedStatus.ACTIVE:
        return (
            None if before.status is FeedStatus.ACTIVE else FeedChange(what=FeedEvent.RECOVERED, detail=_last(before))
        )
    if before.status is after.status and before.last_kind is after.last_kind:
        return None
    what = FeedEvent.RESTS if after.status is FeedStatus.RESTING else FeedEvent.FAILING
    return FeedChange(what=what, detail=_last(after))


def _last(state: FeedState) -> str:
    return f"{state.last_kind}: {state.last_detail}" if state.last_detail else str(state.last_kind)


def _honesty(before: FeedState, after: FeedState) -> FeedChange | None:
    if before.validators_lie or not after.validators_lie:
        return None
    return FeedChange(
        what=FeedEvent.VALIDATORS_LIE, detail=f"the body changed, {after.etag or after.last_modified} stayed"
    )


def _voice(before: FeedState, after: FeedState, now: datetime) -> FeedChange | None:
    was = silent_since(before, before.polled_at) if before.polled_at else None
    quiet = silent_since(after, now)
    if quiet is not None and was is None:
        return FeedChange(what=FeedEvent.SILENT, detail=f"nothing new for {quiet.days} days")
    if was is not None and quiet is None:
        return FeedChange(what=FeedEvent.RESUMED, detail=f"after {was.days} days")
    return None
