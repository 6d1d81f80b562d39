"""Decides what follows from one poll of a feed: its next state, a possible gap, lines for its history.

Pure: no clock, no network, no random numbers. The old state, the outcome of the poll and `now` go in.

    updated, unchanged, same_body           the interval adapts (`poll_interval`), failures are forgotten
    rate_limited, server_error, unreachable temporary, weight 0.5   ┐ the wait doubles with each whole weight,
    not_found, blocked, not_a_feed          soft, weight 1          │ from 5 minutes to a day; `Retry-After` is obeyed
    refused, too_large                      hard, weight 2          ┘ up to a week
    gone                                    hard; rests a week, then is asked again

The weights stand to each other as in Media Cloud's rss-fetcher (0.25, 0.5, 1). No feed is ever given up.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tasks.schedule.poll_interval import (
    POLLING,
    adapt_interval,
    bound_seconds,
    compute_backoff,
    compute_dated_pace,
    compute_spread,
    count_new,
    count_seconds,
    is_304_doubted,
    measure_silence,
    skip_hours_and_days,
)
from tasks.schedule.polls import FeedState, FeedStatus, Poll, PollKind


class FeedEvent(StrEnum):
    """An event in the history of a feed."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PollGap:
    """A time in which entries may have come and gone unseen: a document shares no entry with the one before.

    `estimated_missed` follows from the pace of the feed; 0 where no more entries were to be expected than were found.
    """

    estimated_missed: int | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChange:
    """A line of a feed's history."""

    event: FeedEvent
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollDecision:
    """The consequences of a poll."""

    state: FeedState
    gap: PollGap | None
    changes: tuple[FeedChange, ...]


def make_new_feed(feed_id: str, url: str, now: datetime) -> FeedState:
    """The state of a feed that was never polled: due at once."""
    return FeedState(feed_id=feed_id, url=url, next_poll_at=now)


def choose_validators(state: FeedState) -> tuple[str | None, str | None]:
    """ETag and Last-Modified for the next conditional request; None for an unconditional one.

    The request is unconditional where the body once changed under the same validator, and where the server has
    answered 304 for longer than the pace of the feed explains: some servers keep the ETag while the feed changes.
    """
    if state.validators_lie or is_304_doubted(state):
        return None, None
    return state.etag, state.last_modified


def decide_after_poll(state: FeedState, poll: Poll, now: datetime) -> PollDecision:
    """The feed's next state, what may have been missed, and what belongs in its history. Deterministic.

    `next_poll_at` lies 5 minutes to 24 hours ahead; up to 7 days only after 410 or where `Retry-After` asks for it.
    """
    if poll.kind not in ANSWERED_KINDS:
        after, gap = _after_failure(state, poll, now), None
    else:
        after = _follow_permanent_redirect(_note_document(_update_validators(state, poll), poll, now), poll)
        gap = _find_gap(state, after, poll, now)
        after = _after_answer(adapt_interval(state, after, poll, now), poll, now)
    return PollDecision(state=after, gap=gap, changes=_list_changes(state, after, now))


def _after_failure(state: FeedState, poll: Poll, now: datetime) -> FeedState:
    failures = state.failures + FAILURE_WEIGHTS[poll.kind]
    status = state.status if failures < POLLING.failing_weight else FeedStatus.FAILING
    wait = compute_backoff(failures) * (1 - POLLING.jitter_share * compute_spread(state.feed_id))
    if poll.kind is PollKind.GONE:
        status, wait = FeedStatus.RESTING, POLLING.longest_rest
    elif poll.kind is PollKind.RATE_LIMITED:
        wait = max(wait, state.interval_seconds)
    return replace(
        state,
        status=status,
        failures=failures,
        polled_at=now,
        last_kind=poll.kind,
        last_detail=poll.detail,
        next_poll_at=_choose_next_poll(state, now, wait, _read_retry_after(state, poll)),
    )


def _read_retry_after(state: FeedState, poll: Poll) -> float:
    """Seconds of `Retry-After`, and up to a tenth more, so that the feeds of one host do not come back together."""
    later = 1 + POLLING.jitter_share * compute_spread(state.feed_id)
    return bound_seconds(poll.retry_after_seconds, POLLING.longest_rest / later) * later


def _choose_next_poll(state: FeedState, now: datetime, wait: float, asked: float) -> datetime:
    """`now` plus the longer wait, outside the hours and days that the feed skips; a day at most, unless asked."""
    seconds = max(POLLING.shortest, wait, asked)
    latest = now + timedelta(seconds=max(POLLING.longest, seconds))
    moment = now + timedelta(seconds=seconds)
    return skip_hours_and_days(moment, latest, state.skip_hours, state.skip_days, compute_spread(state.feed_id))


def _update_validators(state: FeedState, poll: Poll) -> FeedState:
    """The state with the validators and digest of the answer. A 304 repeats those that hold (RFC 9110, 15.4.5)."""
    if poll.kind is PollKind.UNCHANGED:
        etag, last_modified = poll.etag or state.etag, poll.last_modified or state.last_modified
        unmoved = (etag, last_modified) == (state.etag, state.last_modified)
        return state if unmoved else replace(state, etag=etag, last_modified=last_modified)
    return replace(
        state,
        etag=poll.etag,
        last_modified=poll.last_modified,
        body_digest=poll.body_digest or state.body_digest,
        validators_lie=state.validators_lie or _is_validator_lying(state, poll),
    )


def _is_validator_lying(state: FeedState, poll: Poll) -> bool:
    """Whether the body changed while its validator stayed.

    A strong ETag names bytes; a weak one, or a date, may stay while a build date or an advertisement changes
    (RFC 9110, 8.8.1), so there it takes new entries. Servers that get an ETag ignore the date (13.1.3).
    """
    if poll.kind is not PollKind.UPDATED or state.body_digest is None:
        return False
    if state.etag:
        return poll.etag == state.etag and (poll.known < poll.entries or not state.etag.startswith("W/"))
    return bool(state.last_modified) and poll.last_modified == state.last_modified and poll.known < poll.entries


def _follow_permanent_redirect(state: FeedState, poll: Poll) -> FeedState:
    """The state with the new address once some polls saw one permanent redirect: hijacked domains are short-lived."""
    if poll.permanent_url is None or poll.permanent_url == state.url:
        return replace(state, moved_url=None, moved_count=0) if state.moved_url else state
    count = state.moved_count + 1 if poll.permanent_url == state.moved_url else 1
    if count < POLLING.polls_to_move:
        return replace(state, moved_url=poll.permanent_url, moved_count=count)
    return replace(state, url=poll.permanent_url, moved_url=None, moved_count=0, validators_lie=False)


def _find_gap(before: FeedState, after: FeedState, poll: Poll, now: datetime) -> PollGap | None:
    """The gap before a document of new entries only, if the one before had entries too."""
    if not before.document_entries or not poll.entries or count_new(poll) < poll.entries:
        return None
    caught = after.validators_lie and not before.validators_lie
    since = (before.read_at if caught else before.succeeded_at) or now
    paces = [pace for pace in (before.entries_a_day, compute_dated_pace(poll.published, now)) if pace is not None]
    expected = max(paces) * count_seconds(since, now) / 86_400 if paces else None
    missed = None if expected is None else max(0, round(expected - poll.entries))
    return PollGap(estimated_missed=missed, since=min(since, now), until=now)


def _note_document(state: FeedState, poll: Poll, now: datetime) -> FeedState:
    """The state with what the document states: its length, its newest date that is not in the future, its hints."""
    if poll.kind is not PollKind.UPDATED:
        return state
    dates = [moment for moment in (state.newest_entry_at, *poll.published) if moment is not None and moment <= now]
    return replace(
        state,
        document_entries=poll.entries or state.document_entries,
        newest_entry_at=max(dates, default=None),
        ttl_minutes=poll.ttl_minutes,
        skip_hours=poll.skip_hours,
        skip_days=poll.skip_days,
        update_seconds=poll.update_seconds,
    )


def _after_answer(state: FeedState, poll: Poll, now: datetime) -> FeedState:
    """The state after an answer: active, without failures, with the time of the next poll.

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
    wait = after.interval_seconds * (1 - POLLING.jitter_share * compute_spread(state.feed_id))
    if is_304_doubted(after) and not is_304_doubted(state):
        wait /= 4
    return replace(after, next_poll_at=_choose_next_poll(after, now, wait, _read_hints(after, poll)))


def _read_hints(state: FeedState, poll: Poll) -> float:
    """Seconds that the feed asks not to be polled: its longest hint (max-age, ttl, sy:update), a day at most."""
    hints = (poll.max_age_seconds, (state.ttl_minutes or 0) * 60, state.update_seconds)
    return max(bound_seconds(hint, POLLING.longest) for hint in hints)


def _list_changes(before: FeedState, after: FeedState, now: datetime) -> tuple[FeedChange, ...]:
    changes = []
    if before.url != after.url:
        changes.append(FeedChange(event=FeedEvent.MOVED, detail=f"{before.url} -> {after.url}"))
    if health := _report_health(before, after):
        changes.append(health)
    if after.validators_lie and not before.validators_lie:
        detail = f"the body changed, {after.etag or after.last_modified} stayed"
        changes.append(FeedChange(event=FeedEvent.VALIDATORS_LIE, detail=detail))
    if silence := _report_silence(before, after, now):
        changes.append(silence)
    return tuple(changes)


def _report_health(before: FeedState, after: FeedState) -> FeedChange | None:
    """A change of health, or a failure of another kind than the one before."""
    if after.status is FeedStatus.ACTIVE:
        if before.status is FeedStatus.ACTIVE:
            return None
        return FeedChange(event=FeedEvent.RECOVERED, detail=_describe_last_poll(before))
    if before.status is after.status and before.last_kind is after.last_kind:
        return None
    event = FeedEvent.RESTS if after.status is FeedStatus.RESTING else FeedEvent.FAILING
    return FeedChange(event=event, detail=_describe_last_poll(after))


def _describe_last_poll(state: FeedState) -> str:
    return f"{state.last_kind}: {state.last_detail}" if state.last_detail else str(state.last_kind)


def _report_silence(before: FeedState, after: FeedState, now: datetime) -> FeedChange | None:
    was = measure_silence(before, before.polled_at) if before.polled_at else None
    quiet = measure_silence(after, now)
    if quiet is not None and was is None:
        return FeedChange(event=FeedEvent.SILENT, detail=f"nothing new for {quiet.days} days")
    if was is not None and quiet is None:
        return FeedChange(event=FeedEvent.RESUMED, detail=f"after {was.days} days")
    return None
