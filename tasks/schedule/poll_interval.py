"""What is remembered of a feed, how often it speaks and when to listen again. Pure: types, numbers and moments.

A document holds a window of entries. A poll that finds a third to two thirds of them known comes neither so late that
entries could have fallen out unseen, nor so early that it was for nothing: that is what an interval is steered to.
It falls at once when too few are known and rises slowly when too many are: a quiet night says little about the morning.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tasks.schedule.polls import FIRST_INTERVAL_SECONDS, FeedState, Poll, PollKind

SHORTEST = 5 * 60.0  # seconds between polls of one feed, at the least and at the most
LONGEST = 24 * 3600.0
WEEK = 7 * 24 * 3600.0
JITTER = 0.1  # share of a wait by which feeds are spread

# Share of a document that should be new. An interval is left alone within two fifths to three fifths: entries come in
# bursts, and with a wider band Poisson feeds of 25 to 200 a day were found with more than two thirds known.
AIM, FEW, MANY = 0.5, 0.4, 0.6
DAY = 24 * 3600.0
# Little new: the interval at most doubles in this time. From Friday evening to Monday it grows less than twofold, so
# that Monday's first document still overlaps with Friday's last.
DOUBLING = 3 * DAY
LEARNING = 1 * DAY  # the same, while nothing is known of the feed's rhythm

# In a Poisson process 5 mean gaps without an event have a probability of e**-5, 0.7 %.
PATIENCE = 5
_PAUSE_HALVES = 30 * DAY
_FEWEST_DATES = 4


def paced(before: FeedState, after: FeedState, poll: Poll, now: datetime) -> FeedState:
    """The rhythm after an answer: of a first reading by its dates, later by what was new and how much was known."""
    elapsed, new = seconds_since(before.succeeded_at, now), new_in(poll)
    if poll.kind is PollKind.UPDATED and poll.entries and not before.document_entries:
        return _first_read(after, poll, now)
    interval = next_interval(before.interval_seconds, elapsed, poll.entries, new, _doubling(after))
    after = replace(after, interval_seconds=interval)
    if not new:
        return after
    since_change = seconds_since(before.changed_at, now)
    pause = max(0.0, since_change - elapsed)  # seen to be quiet; since then nobody looked
    return replace(
        after,
        changed_at=now,
        entries_a_day=blended_pace(before.entries_a_day, new, since_change),
        longest_pause_seconds=longest_pause(before.longest_pause_seconds, pause, since_change),
    )


def _doubling(state: FeedState) -> float:
    """Seconds in which an interval may double: a day while it is far below what the pace suggests, or none is known."""
    if not state.entries_a_day or not state.document_entries:
        return LEARNING
    suggested = AIM * state.document_entries * DAY / state.entries_a_day
    return LEARNING if state.interval_seconds < suggested / 2 else DOUBLING


def _first_read(state: FeedState, poll: Poll, now: datetime) -> FeedState:
    return replace(
        state,
        interval_seconds=first_interval(poll.published, now),
        entries_a_day=dated_pace(poll.published, now),
        changed_at=state.newest_entry_at or now,
    )


def silent_since(state: FeedState, now: datetime) -> timedelta | None:
    """For how long nothing new has come, if that is silence against the feed's own rhythm; None if not, or unknown."""
    if state.changed_at is None or state.entries_a_day is None:
        return None
    quiet = now - state.changed_at
    limit = silent_after(state.entries_a_day, state.longest_pause_seconds)
    return quiet if quiet.total_seconds() > limit else None


def is_doubted(state: FeedState) -> bool:
    """Whether "not modified" has been heard for longer than the feed's rhythm explains."""
    if state.read_at is None or state.succeeded_at is None:
        return False
    quiet = max(state.longest_pause_seconds or 0.0, seconds_since(state.changed_at, state.read_at))
    return seconds_since(state.read_at, state.succeeded_at) >= doubted_after(state.entries_a_day, quiet)


def new_in(poll: Poll) -> int:
    """How many entries of the document were not known before."""
    return max(0, poll.entries - poll.known) if poll.kind is PollKind.UPDATED else 0


def seconds_since(since: datetime | None, now: datetime) -> float:
    """Since then; none where there was nothing then, or the clock was set back."""
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def first_interval(published: Sequence[datetime], now: datetime) -> float:
    """Seconds to wait after a first reading, from the dates of its entries: the time in which half of them came.

    The busiest such time counts, because averages hide the days behind the nights, but not less than an eighth of the
    latest one, because entries are also dated in batches. The first interval where there are
    too few dates, or only one.
    """
    ages, half = _ages(published, now)
    if not half:
        return FIRST_INTERVAL_SECONDS
    busiest = min(ages[start + half] - ages[start] for start in range(len(ages) - half))
    return _within(SHORTEST, max(min(ages[half], busiest), ages[half] / 8), LONGEST)


def dated_pace(published: Sequence[datetime], now: datetime) -> float | None:
    """Entries a day by the dates of one document; None where they do not say. An old pinned entry changes nothing."""
    ages, half = _ages(published, now)
    return half * DAY / max(ages[half], 60.0) if half else None


def blended_pace(pace: float | None, new: int, elapsed: float) -> float:
    """Entries a day after `new` more came within `elapsed` seconds; what is older than some ten gaps fades."""
    seen = new * DAY / max(elapsed, 60.0)
    if pace is None:
        return seen
    memory = _within(DAY, 10 * DAY / max(pace, 1e-6), _PAUSE_HALVES)
    kept = math.exp(-elapsed / memory)
    return kept * pace + (1 - kept) * seen


def next_interval(interval: float, elapsed: float, entries: int, new: int, doubling: float = DOUBLING) -> float:
    """The interval in seconds after a poll that came `elapsed` after the one before and found `new` of `entries`.

    Where the poll itself came late (an outage, a hint), its share of new ones says nothing against the interval.
    """
    share = new / entries if entries else 0.0
    if share >= 1:
        wanted = _within(interval / 4, elapsed / 4, interval)
    elif share > MANY:
        wanted = _within(interval / 2, elapsed * AIM / share, interval)
    elif share < FEW:
        most = interval * 2 ** min(1.0, elapsed / doubling)
        wanted = _within(interval, elapsed * AIM / share if share else most, most)
    else:
        wanted = interval
    return _within(SHORTEST, wanted, LONGEST)


def longest_pause(known: float | None, pause: float, elapsed: float) -> float:
    """Seconds for which the feed was seen silent before it spoke: the longest, a week at most, halved each month."""
    return max(min(pause, WEEK), (known or 0.0) * math.exp2(-elapsed / _PAUSE_HALVES))


def silent_after(pace: float, pause: float | None) -> float:
    """Seconds of quiet after which a feed is silent against its own rhythm.

    Five mean gaps, half as long again as any pause it made lately (nights, weekends), and never less than a day.
    """
    return max(DAY, PATIENCE * DAY / max(pace, 1e-6), 1.5 * (pause or 0.0))


def doubted_after(pace: float | None, quiet: float) -> float:
    """Seconds of "not modified" after which a server is not believed without its body: 1 hour to 3 days.

    Five mean gaps, but not less than `quiet`, which is how long bodies have shown the feed silent before.
    """
    gaps = PATIENCE * DAY / pace if pace else 0.0
    return _within(3600.0, max(gaps, quiet), 3 * DAY)


def backoff(failures: float) -> float:
    """Seconds to wait after failures in a row, by their summed weights: doubles with each whole one."""
    return min(LONGEST, SHORTEST * 2 ** min(failures, 20.0))


def bounded(seconds: float | None, most: float) -> float:
    """Somebody else's number of seconds, made safe: nothing, nonsense and the past are 0."""
    least = min(seconds or 0.0, most)
    return float(least) if least > 0 else 0.0


def spread(feed_id: str) -> float:
    """A number in [0, 1), the same for a feed on every machine and in every run: its place among the others."""
    return int.from_bytes(sha256(feed_id.encode("utf-8", "surrogatepass")).digest()[:6]) / 2**48


def after_skips(
    at: datetime, latest: datetime, hours: frozenset[int], days: frozenset[int], place: float = 0.0
) -> datetime:
    """The first moment from `at` that lies in no skipped hour (GMT, 0-23) or day (0 is Monday), or `latest`.

    `place` in [0, 1) spreads the feeds over six minutes after the hour. (RSS 2.0, skipHours and skipDays: aggregators
    may not read the channel then. RSS 0.91 counted the hours from 1 to 24; 24 is 0 here.)
    """
    hours = frozenset(hour % 24 for hour in hours)
    at = at.astimezone(UTC)
    while at < latest and (at.hour in hours or at.weekday() in days):
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1, seconds=360 * place)
    return min(at, latest)


def _ages(published: Sequence[datetime], now: datetime) -> tuple[list[float], int]:
    """Seconds since each entry, newest first, and half their number: 0 where they are too few or but one moment."""
    ages = sorted((now - at).total_seconds() for at in published if at <= now)
    return ages, len(ages) // 2 if len(ages) >= _FEWEST_DATES and ages[0] != ages[-1] else 0


def _within(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))
