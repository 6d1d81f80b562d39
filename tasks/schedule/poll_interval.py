"""The interval of a feed: how long to wait before it is polled again, and after how much silence it is reported.

Pure: no clock, no network, no random numbers.

A feed document is a window of entries. The interval is steered so that about half of a document is new: then no entry
drops out of the window unseen, and few polls are for nothing. It falls at once when too little is known and rises
slowly when too much is: a quiet night says little about the morning.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tasks.schedule.polls import FIRST_INTERVAL_SECONDS, FeedState, Poll, PollKind

_DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPolicy:
    """Thresholds of polling, in seconds where the name does not say otherwise.

    Chosen with simulated feeds (`tests/support/simulation.py`: three days of 200 feeds; Poisson arrivals of 25 to 200
    entries a day, and feeds that publish by day only).
    """

    shortest: float = 5 * 60.0  # interval of one feed
    longest: float = _DAY
    longest_rest: float = 7 * _DAY  # after 410, or where `Retry-After` asks for it
    jitter_share: float = 0.1  # of a wait, by which feeds are spread
    # Share of new entries in a document: the aim, and the band in which the interval stays. Entries come in bursts;
    # with a wider band Poisson feeds of 25 to 200 entries a day were found with more than two thirds known.
    aim_share: float = 0.5
    few_share: float = 0.4
    many_share: float = 0.6
    # The time in which an interval at most doubles. From Friday evening to Monday it grows less than twofold, so that
    # Monday's first document still overlaps with Friday's last.
    doubling: float = 3 * _DAY
    learning_doubling: float = 1 * _DAY  # while the pace of the feed is not known
    # In a Poisson process the probability of 5 mean gaps without an event is e**-5, 0.7 %.
    patience_gaps: int = 5
    pause_half_life: float = 30 * _DAY  # of the longest pause a feed made
    fewest_dates: int = 4  # of a document, to tell its pace
    failing_weight: float = 1.0  # summed: one temporary failure is noise, a second in a row is not
    polls_to_move: int = 3  # in a row that saw the same permanent redirect


POLLING = PollPolicy()


def adapt_interval(before: FeedState, after: FeedState, poll: Poll, now: datetime) -> FeedState:
    """The state with its next interval and pace: after a first document by its dates, later by its share of news."""
    elapsed, new = count_seconds(before.succeeded_at, now), count_new(poll)
    if poll.kind is PollKind.UPDATED and poll.entries and not before.document_entries:
        return replace(
            after,
            interval_seconds=compute_first_interval(poll.published, now),
            entries_a_day=compute_dated_pace(poll.published, now),
            changed_at=after.newest_entry_at or now,
        )
    interval = compute_next_interval(before.interval_seconds, elapsed, poll.entries, new, _choose_doubling(after))
    after = replace(after, interval_seconds=interval)
    if not new:
        return after
    since_change = count_seconds(before.changed_at, now)
    pause = max(0.0, since_change - elapsed)  # up to the previous poll
    return replace(
        after,
        changed_at=now,
        entries_a_day=blend_pace(before.entries_a_day, new, since_change),
        longest_pause_seconds=update_longest_pause(before.longest_pause_seconds, pause, since_change),
    )


def _choose_doubling(state: FeedState) -> float:
    """Seconds in which an interval may double: less while it is far below what the pace suggests, or none is known."""
    if not state.entries_a_day or not state.document_entries:
        return POLLING.learning_doubling
    suggested = POLLING.aim_share * state.document_entries * _DAY / state.entries_a_day
    return POLLING.learning_doubling if state.interval_seconds < suggested / 2 else POLLING.doubling


def measure_silence(state: FeedState, now: datetime) -> timedelta | None:
    """For how long nothing new has come, if that is unusual for this feed; None if it is usual, or unknown."""
    if state.changed_at is None or state.entries_a_day is None:
        return None
    quiet = now - state.changed_at
    limit = compute_silence_limit(state.entries_a_day, state.longest_pause_seconds)
    return quiet if quiet.total_seconds() > limit else None


def is_304_doubted(state: FeedState) -> bool:
    """Whether 304 Not Modified has been answered for longer than the pace of the feed explains."""
    if state.read_at is None or state.succeeded_at is None:
        return False
    quiet = max(state.longest_pause_seconds or 0.0, count_seconds(state.changed_at, state.read_at))
    return count_seconds(state.read_at, state.succeeded_at) >= compute_doubt_limit(state.entries_a_day, quiet)


def count_new(poll: Poll) -> int:
    """How many entries of the document were not known before."""
    return max(0, poll.entries - poll.known) if poll.kind is PollKind.UPDATED else 0


def count_seconds(since: datetime | None, now: datetime) -> float:
    """Seconds since a moment; 0 where there is none, or the clock was set back."""
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def compute_first_interval(published: Sequence[datetime], now: datetime) -> float:
    """Seconds to wait after a first document, from the dates of its entries: the time in which half of them came.

    The busiest such time counts, because averages hide the days behind the nights, but not less than an eighth of the
    latest one, because entries are also dated in batches. The first interval where there are
    too few dates, or only one.
    """
    ages, half = _ages(published, now)
    if not half:
        return FIRST_INTERVAL_SECONDS
    busiest = min(ages[start + half] - ages[start] for start in range(len(ages) - half))
    return _within(POLLING.shortest, max(min(ages[half], busiest), ages[half] / 8), POLLING.longest)


def compute_dated_pace(published: Sequence[datetime], now: datetime) -> float | None:
    """Entries a day by the dates of one document; None where there are too few. An old pinned entry changes nothing."""
    ages, half = _ages(published, now)
    return half * _DAY / max(ages[half], 60.0) if half else None


def blend_pace(pace: float | None, new: int, elapsed: float) -> float:
    """Entries a day once `new` more came within `elapsed` seconds; what is older than some ten gaps fades."""
    seen = new * _DAY / max(elapsed, 60.0)
    if pace is None:
        return seen
    memory = _within(_DAY, 10 * _DAY / max(pace, 1e-6), POLLING.pause_half_life)
    fade = math.exp(-elapsed / memory)
    return fade * pace + (1 - fade) * seen


def compute_next_interval(
    interval: float, elapsed: float, entries: int, new: int, doubling: float = POLLING.doubling
) -> float:
    """The interval in seconds after a poll that came `elapsed` after the one before and found `new` of `entries`.

    Where the poll itself came late (an outage, a hint), its share of new ones says nothing against the interval.
    """
    share = new / entries if entries else 0.0
    if share >= 1:
        interval_after = _within(interval / 4, elapsed / 4, interval)
    elif share > POLLING.many_share:
        interval_after = _within(interval / 2, elapsed * POLLING.aim_share / share, interval)
    elif share < POLLING.few_share:
        most = interval * 2 ** min(1.0, elapsed / doubling)
        interval_after = _within(interval, elapsed * POLLING.aim_share / share if share else most, most)
    else:
        interval_after = interval
    return _within(POLLING.shortest, interval_after, POLLING.longest)


def update_longest_pause(known: float | None, pause: float, elapsed: float) -> float:
    """The longest silence that the feed broke, in seconds: a week at most, halved each month."""
    return max(min(pause, POLLING.longest_rest), (known or 0.0) * math.exp2(-elapsed / POLLING.pause_half_life))


def compute_silence_limit(pace: float, pause: float | None) -> float:
    """Seconds without news after which a feed counts as silent.

    Five mean gaps, half as long again as any pause it made lately (nights, weekends), and never less than a day.
    """
    return max(_DAY, POLLING.patience_gaps * _DAY / max(pace, 1e-6), 1.5 * (pause or 0.0))


def compute_doubt_limit(pace: float | None, quiet: float) -> float:
    """Seconds of 304 answers after which the body is requested without validators: 1 hour to 3 days.

    Five mean gaps, but not less than `quiet`, which is how long bodies have shown the feed silent before.
    """
    gaps = POLLING.patience_gaps * _DAY / pace if pace else 0.0
    return _within(3600.0, max(gaps, quiet), 3 * _DAY)


def compute_backoff(failures: float) -> float:
    """Seconds to wait after failures in a row, by their summed weight: doubles with each whole one."""
    return min(POLLING.longest, POLLING.shortest * 2 ** min(failures, 20.0))


def bound_seconds(seconds: float | None, most: float) -> float:
    """A number of seconds that a server asked for, at most `most`; 0 where it is missing, NaN or negative."""
    least = min(seconds or 0.0, most)
    return float(least) if least > 0 else 0.0


def compute_spread(feed_id: str) -> float:
    """A number in [0, 1) from the hash of the feed's id: the same on every machine and in every run."""
    return int.from_bytes(sha256(feed_id.encode("utf-8", "surrogatepass")).digest()[:6]) / 2**48


def skip_hours_and_days(
    moment: datetime, latest: datetime, hours: frozenset[int], days: frozenset[int], place: float = 0.0
) -> datetime:
    """The first moment from `moment` that lies in no skipped hour (GMT, 0-23) or day (0 is Monday), or `latest`.

    `place` in [0, 1) spreads the feeds over six minutes after the hour. (RSS 2.0, skipHours and skipDays: aggregators
    may not read the channel then. RSS 0.91 counted the hours from 1 to 24; 24 is 0 here.)
    """
    hours = frozenset(hour % 24 for hour in hours)
    moment = moment.astimezone(UTC)
    while moment < latest and (moment.hour in hours or moment.weekday() in days):
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1, seconds=360 * place)
    return min(moment, latest)


def _ages(published: Sequence[datetime], now: datetime) -> tuple[list[float], int]:
    """Seconds since each entry, newest first, and half their number: 0 where they are too few or but one moment."""
    ages = sorted((now - moment).total_seconds() for moment in published if moment <= now)
    return ages, len(ages) // 2 if len(ages) >= POLLING.fewest_dates and ages[0] != ages[-1] else 0


def _within(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))
