"""The polling policy: every row of it, and the laws that hold for any sequence of answers."""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.schedule.feed_state import (
    FAILURE_WEIGHTS,
    FeedEvent,
    PollDecision,
    choose_validators,
    decide_after_poll,
    make_new_feed,
)
from tasks.schedule.poll_interval import (
    POLLING,
    compute_dated_pace,
    compute_first_interval,
    measure_silence,
    skip_hours_and_days,
)
from tasks.schedule.polls import FIRST_INTERVAL_SECONDS, FeedState, FeedStatus, Poll, PollKind

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
FAILURES = sorted(FAILURE_WEIGHTS)


def dates(gap: timedelta, number: int = 20, newest: datetime = NOW) -> tuple[datetime, ...]:
    return tuple(newest - gap * index for index in range(number))


def updated(known: int = 0, entries: int = 20, mark: str = "a", **more: Any) -> Poll:
    return replace(
        Poll(kind=PollKind.UPDATED, etag=f'"{mark}"', body_digest=mark, entries=entries, known=known),
        **more,
    )


def read_feed(gap: timedelta = HOUR, **more: Any) -> FeedState:
    """A feed that was read once, with an entry every `gap`."""
    fresh = make_new_feed("feed", "https://example.com/feed", NOW)
    return decide_after_poll(fresh, updated(published=dates(gap), **more), NOW).state


def later(state: FeedState, *polls: Poll) -> PollDecision:
    """The polls one after another, each when it is due."""
    decision = PollDecision(state=state, gap=None, changes=())
    for poll in polls:
        decision = decide_after_poll(decision.state, poll, decision.state.next_poll_at)
    return decision


def events(decision: PollDecision) -> list[FeedEvent]:
    return [change.event for change in decision.changes]


def wait(decision: PollDecision) -> timedelta:
    assert decision.state.polled_at is not None
    return decision.state.next_poll_at - decision.state.polled_at


# Being due


def test_a_new_feed_is_due_at_once_and_a_polled_one_is_not() -> None:
    assert make_new_feed("feed", "https://example.com/feed", NOW).next_poll_at == NOW
    assert read_feed().next_poll_at > NOW


def test_feeds_added_at_once_do_not_stay_in_step() -> None:
    polls = {
        decide_after_poll(
            make_new_feed(f"feed {number}", "https://example.com", NOW), updated(), NOW
        ).state.next_poll_at
        for number in range(500)
    }
    assert len(polls) == 500
    assert max(polls) - min(polls) > timedelta(minutes=2)
    assert max(polls) - min(polls) <= timedelta(seconds=FIRST_INTERVAL_SECONDS * POLLING.jitter_share)


# Conditional requests, and servers that lie


def test_validators_are_sent_back_and_a_304_may_leave_them_out() -> None:
    state = read_feed(last_modified="Mon, 02 Mar 2026 08:00:00 GMT")
    assert choose_validators(state) == ('"a"', "Mon, 02 Mar 2026 08:00:00 GMT")
    after = decide_after_poll(state, Poll(kind=PollKind.UNCHANGED), NOW + HOUR).state
    assert choose_validators(after) == ('"a"', "Mon, 02 Mar 2026 08:00:00 GMT")
    assert after.body_digest == "a"


def test_validators_that_change_while_the_body_stays_are_taken_over() -> None:
    after = later(read_feed(), Poll(kind=PollKind.SAME_BODY, etag='"b"', body_digest="a")).state
    assert choose_validators(after) == ('"b"', None)
    assert not after.validators_lie


def test_validators_of_failures_are_not_kept() -> None:
    assert later(read_feed(), Poll(kind=PollKind.NOT_A_FEED, etag='"page"', body_digest="page")).state.etag == '"a"'


@pytest.mark.parametrize(
    ("etag", "modified", "known", "lies"),
    [
        ('"same"', None, 10, True),
        ('"same"', None, 20, True),  # a strong validator names bytes
        ('W/"same"', None, 10, True),
        ('W/"same"', None, 20, False),  # an equal date of build does not matter to a weak one
        (None, "yesterday", 10, True),
        (None, "yesterday", 20, False),
        (None, None, 10, False),
    ],
)
def test_a_body_that_changes_under_one_validator_is_a_lie(
    etag: str | None, modified: str | None, known: int, lies: bool
) -> None:
    state = replace(read_feed(), etag=etag, last_modified=modified)
    decision = later(state, updated(known, mark="b", etag=etag, last_modified=modified))
    assert decision.state.validators_lie is lies
    assert (FeedEvent.VALIDATORS_LIE in events(decision)) is lies
    assert (choose_validators(decision.state) == (None, None)) is (lies or not (etag or modified))
    assert not later(decision.state, updated(20, mark="b", etag=etag)).changes  # said once


def test_not_modified_is_doubted_after_five_mean_gaps_and_followed_up_soon() -> None:
    state = read_feed(HOUR)  # 24 a day; five gaps are five hours
    state = decide_after_poll(state, Poll(kind=PollKind.UNCHANGED), NOW + 4 * HOUR).state
    assert choose_validators(state)[0]
    decision = decide_after_poll(state, Poll(kind=PollKind.UNCHANGED), NOW + 6 * HOUR)
    assert choose_validators(decision.state) == (None, None)
    assert wait(decision) <= timedelta(seconds=decision.state.interval_seconds / 4)
    honest = later(decision.state, Poll(kind=PollKind.SAME_BODY, etag='"a"', body_digest="a"))
    assert choose_validators(honest.state)[0]
    assert wait(honest) > timedelta(seconds=honest.state.interval_seconds / 2)


def test_a_304_to_an_unconditional_request_does_not_hurry_us_on() -> None:
    state = decide_after_poll(read_feed(HOUR), Poll(kind=PollKind.UNCHANGED), NOW + 6 * HOUR).state
    again = later(state, Poll(kind=PollKind.UNCHANGED))
    assert wait(again) > timedelta(seconds=again.state.interval_seconds / 2)


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("a_day", [1, 10, 48, 200])
def test_no_entry_is_lost_to_a_server_that_keeps_its_etag(a_day: int, dated: bool) -> None:
    server = Simulated(steady(a_day, 8), dated=dated, etag='"for ever"')
    assert server.run(7).state.validators_lie
    assert server.lost() == []


# The feed's own wishes


@pytest.mark.parametrize(
    "wish",
    [
        {"max_age_seconds": 7200},
        {"ttl_minutes": 120},
        {"update_seconds": 7200},
        {"ttl_minutes": 1, "max_age_seconds": 7200},
    ],
)
def test_hints_are_lower_bounds(wish: dict[str, int]) -> None:
    decision = decide_after_poll(read_feed(timedelta(minutes=6)), updated(10, mark="b", **wish), NOW + HOUR)
    assert decision.state.interval_seconds < 7200
    assert wait(decision) == 2 * HOUR


def test_the_hints_of_a_document_outlast_a_304_and_go_with_the_next_document() -> None:
    state = read_feed(timedelta(minutes=6), ttl_minutes=120)
    unchanged = later(state, Poll(kind=PollKind.UNCHANGED))
    assert wait(unchanged) == 2 * HOUR
    assert wait(later(unchanged.state, updated(10, mark="b"))) < HOUR


@pytest.mark.parametrize("silly", [10**9, 10**400, -5, 0])
def test_silly_hints_silence_no_feed(silly: int) -> None:
    decision = later(read_feed(), updated(10, mark="b", ttl_minutes=silly, max_age_seconds=silly, update_seconds=silly))
    assert timedelta(minutes=5) <= wait(decision) <= DAY


def test_skipped_hours_are_skipped() -> None:
    state = read_feed(timedelta(minutes=6), skip_hours=frozenset({9, 10, 11}))
    assert NOW.replace(hour=12) <= state.next_poll_at < NOW.replace(hour=12, minute=6)


def test_hour_24_is_midnight() -> None:
    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    none = frozenset[int]()
    assert skip_hours_and_days(midnight, midnight + DAY, frozenset({24}), none) == midnight + HOUR


def test_skipped_days_are_skipped_but_a_feed_is_asked_once_a_day() -> None:
    sunday = datetime(2026, 3, 8, 22, 30, tzinfo=UTC)
    weekend = frozenset({5, 6})
    assert skip_hours_and_days(sunday, sunday + DAY, frozenset(), weekend).date() == (sunday + DAY).date()
    every = frozenset(range(7))
    decision = later(read_feed(), updated(10, mark="b", skip_days=every, skip_hours=frozenset(range(24))))
    assert wait(decision) == DAY


# The interval


def test_the_first_interval_is_the_time_in_which_half_the_document_came() -> None:
    assert read_feed(HOUR).interval_seconds == 10 * 3600
    assert read_feed(timedelta(days=7)).interval_seconds == POLLING.longest
    assert read_feed(timedelta(seconds=5)).interval_seconds == POLLING.shortest


def test_the_first_interval_goes_by_the_busy_hours() -> None:
    day, night = dates(timedelta(minutes=10), 15, NOW - 12 * HOUR), dates(HOUR, 5)
    assert compute_first_interval(day + night, NOW) <= 2 * 3600


def test_a_pinned_entry_or_one_from_the_future_changes_little() -> None:
    plain = dates(HOUR)
    odd = (*plain[:-2], NOW - timedelta(days=3000), NOW + timedelta(days=30))
    assert compute_first_interval(odd, NOW) == pytest.approx(compute_first_interval(plain, NOW), rel=0.15)
    assert compute_dated_pace(odd, NOW) == pytest.approx(24, rel=0.15)


def test_entries_from_the_future_say_nothing_of_the_pace() -> None:
    future = tuple(NOW + number * DAY for number in range(1, 11))
    assert compute_dated_pace(future + dates(HOUR), NOW) == compute_dated_pace(dates(HOUR), NOW)
    assert compute_first_interval(future, NOW) == FIRST_INTERVAL_SECONDS
    assert (
        later(make_new_feed("feed", "https://example.com", NOW), updated(published=future)).state.newest_entry_at
        is None
    )


@pytest.mark.parametrize("published", [(), dates(HOUR, 3), (NOW - HOUR,) * 20])
def test_too_few_dates_or_one_for_all_say_nothing(published: tuple[datetime, ...]) -> None:
    assert compute_first_interval(published, NOW) == FIRST_INTERVAL_SECONDS
    assert compute_dated_pace(published, NOW) is None


@pytest.mark.parametrize("known", [8, 10, 12])
def test_about_half_known_is_left_alone(known: int) -> None:
    state = read_feed()
    assert later(state, updated(known, mark="b")).state.interval_seconds == state.interval_seconds


def test_fewer_known_means_a_shorter_interval_at_once() -> None:
    state = read_feed()
    few, fewer = (later(state, updated(known, mark="b")).state.interval_seconds for known in (6, 1))
    assert state.interval_seconds / 2 <= fewer < few < state.interval_seconds


def test_more_known_means_a_longer_interval_slowly() -> None:
    state = read_feed(timedelta(minutes=20))
    some = later(state, updated(18, mark="b")).state.interval_seconds
    assert state.interval_seconds < some < 1.2 * state.interval_seconds
    assert later(state, Poll(kind=PollKind.UNCHANGED)).state.interval_seconds == pytest.approx(some, rel=0.01)


def test_a_late_poll_says_nothing_against_the_interval() -> None:
    state = read_feed(timedelta(minutes=20))
    late = decide_after_poll(state, updated(0, mark="b"), NOW + 3 * DAY)
    assert late.state.interval_seconds == state.interval_seconds
    assert late.gap is not None


def test_an_empty_feed_is_asked_ever_less() -> None:
    state = make_new_feed("feed", "https://example.com/feed", NOW)
    empty = Poll(kind=PollKind.UPDATED, body_digest="a")
    assert later(state, *[empty] * 200).state.interval_seconds > 10 * FIRST_INTERVAL_SECONDS


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    state = later(read_feed(HOUR), updated(10, mark="b")).state
    after = decide_after_poll(state, updated(10, mark="c"), NOW - 5 * DAY).state
    assert after.entries_a_day == pytest.approx(state.entries_a_day)
    assert after.interval_seconds == state.interval_seconds


# Gaps


def test_the_first_reading_is_no_gap_nor_is_one_with_an_overlap() -> None:
    fresh = make_new_feed("feed", "https://example.com/feed", NOW)
    assert decide_after_poll(fresh, updated(), NOW).gap is None
    assert later(read_feed(), updated(1, mark="b")).gap is None
    assert later(read_feed(), Poll(kind=PollKind.UNCHANGED)).gap is None


def test_no_overlap_is_a_gap_with_an_estimate_and_a_much_shorter_interval() -> None:
    state = read_feed(HOUR)
    decision = decide_after_poll(
        state, updated(0, mark="b", published=dates(HOUR, newest=NOW + 30 * HOUR)), NOW + 30 * HOUR
    )
    assert decision.gap is not None
    assert (decision.gap.since, decision.gap.until) == (NOW, NOW + 30 * HOUR)
    assert decision.gap.estimated_missed == 10
    soon = decide_after_poll(state, updated(0, mark="b"), NOW + 10 * HOUR)
    assert soon.state.interval_seconds == state.interval_seconds / 4


def test_a_gap_of_unknown_size_has_no_estimate() -> None:
    state = later(make_new_feed("feed", "https://example.com/feed", NOW), updated()).state
    gap = later(state, updated(mark="b")).gap
    assert gap is not None
    assert gap.estimated_missed is None


def test_a_gap_behind_lying_304s_begins_where_the_body_was_last_seen() -> None:
    state = read_feed(HOUR)
    for hours in (5, 10, 15):
        state = decide_after_poll(state, Poll(kind=PollKind.UNCHANGED), NOW + hours * HOUR).state
    gap = decide_after_poll(state, updated(0, mark="b", etag='"a"'), NOW + 30 * HOUR).gap
    assert gap is not None
    assert gap.since == NOW


def test_an_empty_document_in_between_hides_no_gap() -> None:
    state = later(read_feed(), updated(0, 0, mark="empty")).state
    assert later(state, updated(0, mark="b")).gap is not None


# Failures


@pytest.mark.parametrize("kind", [kind for kind in FAILURES if kind is not PollKind.GONE])
def test_failures_back_off_to_a_day_and_no_further(kind: PollKind) -> None:
    state = read_feed(timedelta(minutes=6))
    waits = [wait(later(state, *[Poll(kind=kind)] * number)) for number in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] <= 2 * HOUR
    assert 0.9 * DAY <= waits[-1] <= DAY


def test_hard_failures_weigh_more_than_soft_and_soft_more_than_temporary() -> None:
    hard, soft, temporary = (
        wait(later(read_feed(), *[Poll(kind=kind)] * 3))
        for kind in (PollKind.REFUSED, PollKind.NOT_FOUND, PollKind.UNREACHABLE)
    )
    assert hard > 2 * soft > 2 * temporary


def test_one_temporary_failure_is_noise_and_two_are_history() -> None:
    down = Poll(kind=PollKind.SERVER_ERROR, status_code=500, detail="500 Internal Server Error")
    once = later(read_feed(), down)
    assert (once.state.status, once.changes) == (FeedStatus.ACTIVE, ())
    twice = later(once.state, down)
    assert twice.state.status is FeedStatus.FAILING
    assert [str(change.event) + " " + change.detail for change in twice.changes] == [
        "failing server_error: 500 Internal Server Error"
    ]
    assert later(twice.state, down).changes == ()


def test_a_404_is_soft_and_the_feed_may_come_back() -> None:
    lost = later(read_feed(), Poll(kind=PollKind.NOT_FOUND, detail="404"))
    assert lost.state.status is FeedStatus.FAILING
    assert wait(lost) < HOUR
    back = later(lost.state, updated(10, mark="b"))
    assert (back.state.status, back.state.failures) == (FeedStatus.ACTIVE, 0)
    assert [(change.event, change.detail) for change in back.changes] == [(FeedEvent.RECOVERED, "not_found: 404")]


def test_a_failure_of_another_kind_is_a_new_line_of_history() -> None:
    state = later(read_feed(), Poll(kind=PollKind.NOT_FOUND)).state
    assert events(later(state, Poll(kind=PollKind.BLOCKED))) == [FeedEvent.FAILING]


def test_410_rests_a_week_and_is_asked_again() -> None:
    gone = later(read_feed(), Poll(kind=PollKind.GONE))
    assert gone.state.status is FeedStatus.RESTING
    assert wait(gone) == WEEK
    assert events(gone) == [FeedEvent.RESTS]
    still = later(gone.state, Poll(kind=PollKind.GONE))
    assert wait(still) == WEEK
    assert FeedEvent.RESTS not in events(still)
    assert FeedEvent.RECOVERED in events(later(still.state, updated(10, mark="b")))


@pytest.mark.parametrize("kind", [PollKind.RATE_LIMITED, PollKind.SERVER_ERROR, PollKind.BLOCKED])
def test_retry_after_is_obeyed_up_to_a_week(kind: PollKind) -> None:
    asked = later(read_feed(), Poll(kind=kind, retry_after_seconds=2 * 86400))
    assert 2 * DAY <= wait(asked) <= 2.2 * DAY
    assert wait(later(read_feed(), Poll(kind=kind, retry_after_seconds=1e12))) == WEEK


@pytest.mark.parametrize("nonsense", [float("nan"), float("-inf"), -1.0])
def test_nonsense_in_retry_after_is_nothing(nonsense: float) -> None:
    plain = later(read_feed(), Poll(kind=PollKind.RATE_LIMITED))
    assert later(read_feed(), Poll(kind=PollKind.RATE_LIMITED, retry_after_seconds=nonsense)) == plain


def test_a_rate_limit_is_never_answered_sooner_than_usual() -> None:
    state = read_feed(HOUR)
    assert wait(later(state, Poll(kind=PollKind.RATE_LIMITED))) == timedelta(seconds=state.interval_seconds)


# Moving


def redirected(url: str | None, mark: str) -> Poll:
    return updated(10, mark=mark, permanent_url=url)


def test_a_permanent_redirect_that_stands_for_three_polls_moves_the_feed() -> None:
    moves = [redirected("https://example.org/feed", mark) for mark in "bcd"]
    assert later(read_feed(), *moves[:2]).state.url == "https://example.com/feed"
    moved = later(read_feed(), *moves)
    assert moved.state.url == "https://example.org/feed"
    assert [(change.event, change.detail) for change in moved.changes] == [
        (FeedEvent.MOVED, "https://example.com/feed -> https://example.org/feed")
    ]
    assert (moved.state.moved_url, moved.state.moved_count) == (None, 0)
    assert moved.state.feed_id == "feed"


@pytest.mark.parametrize("between", [None, "https://example.net/feed"])
def test_a_redirect_that_comes_and_goes_moves_nothing(between: str | None) -> None:
    urls = ["https://example.org/feed"] * 2 + [between] + ["https://example.org/feed"] * 2
    polls = [redirected(url, str(number)) for number, url in enumerate(urls)]
    assert later(read_feed(), *polls).state.url == "https://example.com/feed"


def test_a_redirect_to_where_the_feed_is_counts_for_nothing() -> None:
    state = later(read_feed(), redirected("https://example.com/feed", "b")).state
    assert (state.moved_url, state.moved_count) == (None, 0)


def test_another_server_is_given_the_benefit_of_the_doubt() -> None:
    lied = replace(read_feed(), validators_lie=True)
    moves = [redirected("https://example.org/feed", mark) for mark in "bcd"]
    assert choose_validators(later(lied, *moves).state) == ('"d"', None)


@pytest.mark.parametrize("kind", FAILURES)
def test_a_redirect_to_nothing_moves_nothing(kind: PollKind) -> None:
    parked = Poll(kind=kind, permanent_url="https://parked.example/")
    assert later(read_feed(), *[parked] * 5).state.url == "https://example.com/feed"


# Silence


def test_a_feed_is_silent_against_its_own_rhythm_only() -> None:
    often, seldom = read_feed(HOUR), read_feed(timedelta(days=7))
    assert measure_silence(often, NOW + 20 * HOUR) is None
    assert measure_silence(often, NOW + 30 * HOUR) == 30 * HOUR
    assert measure_silence(seldom, NOW + timedelta(days=20)) is None
    assert measure_silence(seldom, NOW + timedelta(days=40)) is not None
    assert measure_silence(make_new_feed("feed", "https://example.com/feed", NOW), NOW + 99 * DAY) is None


def test_silence_and_its_end_are_history_once_each() -> None:
    told: list[FeedEvent] = []
    state = read_feed(HOUR)
    for day in range(1, 6):
        decision = decide_after_poll(state, Poll(kind=PollKind.UNCHANGED), NOW + day * DAY)
        state, told = decision.state, told + events(decision)
    assert told == [FeedEvent.SILENT]
    assert events(decide_after_poll(state, updated(15, mark="b"), NOW + 6 * DAY)) == [FeedEvent.RESUMED]


def test_a_dead_source_is_silent_too() -> None:
    assert FeedEvent.SILENT in events(decide_after_poll(read_feed(HOUR), Poll(kind=PollKind.NOT_FOUND), NOW + 2 * DAY))


def test_the_usual_weekend_is_no_silence() -> None:
    """After one weekend was seen, a feed that rests from Friday evening to Monday morning is not reported again."""
    start = datetime(2026, 3, 2, tzinfo=UTC)
    hours = [start + hour * HOUR for hour in range(-7 * 24, 21 * 24)]
    working = [at for at in hours if at.weekday() < 5 and 8 <= at.hour < 18]
    told = Simulated(working, start=start).run(21).told
    assert [at.isocalendar().week - start.isocalendar().week for at, what in told if what is FeedEvent.SILENT] == [0]


# Laws


class Simulated:
    """A server that shows the newest 20 of what it has published, and one feed polled whenever it is due."""

    def __init__(
        self, published: list[datetime], *, dated: bool = True, etag: str | None = None, start: datetime = NOW
    ) -> None:
        self.published, self.dated, self.etag, self.start = published, dated, etag, start
        self.state = make_new_feed("feed", "https://example.com/feed", start)
        self.known: set[int] = set()
        self.shares: list[tuple[datetime, float]] = []
        self.gaps: list[datetime] = []
        self.told: list[tuple[datetime, FeedEvent]] = []
        self.now = start

    def run(self, days: float) -> Simulated:
        while self.now < self.start + days * DAY:
            decision = decide_after_poll(self.state, self.poll(), self.now)
            self.told += [(self.now, what) for what in events(decision)]
            self.gaps += [self.now] if decision.gap else []
            self.state, self.now = decision.state, decision.state.next_poll_at
        return self

    def poll(self) -> Poll:
        number = bisect_right(self.published, self.now)
        shown = range(max(0, number - 20), number)
        etag = self.etag or f'"{number}"'
        if choose_validators(self.state)[0] == etag:
            return Poll(kind=PollKind.UNCHANGED, etag=etag)
        if self.state.body_digest == str(number):
            return Poll(kind=PollKind.SAME_BODY, etag=etag, body_digest=str(number))
        known = len(self.known.intersection(shown))
        self.shares.append((self.now, known / len(shown)))
        self.known.update(shown)
        when = tuple(self.published[index] for index in shown) if self.dated else ()
        return updated(known, len(shown), str(number), etag=etag, published=when)

    def lost(self) -> list[datetime]:
        last = self.state.read_at or self.start
        return [at for index, at in enumerate(self.published) if self.start < at <= last and index not in self.known]


def steady(a_day: float, days: float, chance: random.Random | None = None) -> list[datetime]:
    """From 25 entries before the start until `days` after it: evenly, or with gaps of half to 1.5 times the mean."""
    gap, at, found = DAY / a_day, NOW - 25 * DAY / a_day, []
    while at < NOW + days * DAY:
        at += gap * (chance.uniform(0.5, 1.5) if chance else 1)
        found.append(at)
    return found


@settings(max_examples=40, deadline=None)
@given(a_day=st.floats(1 / 7, 200), seed=st.integers(0, 99), dated=st.booleans())
def test_a_healthy_feed_of_any_rhythm_has_no_gap_and_about_half_is_known(a_day: float, seed: int, dated: bool) -> None:
    """From one entry a week to 200 a day; where fewer than 7 come in the longest interval, more must be known."""
    days = 8 if dated else 20  # without dates the rhythm has to be found out first
    server = Simulated(steady(a_day, days + 1, random.Random(seed)), dated=dated).run(days)
    assert server.gaps == []
    assert server.lost() == []
    shares = [share for at, share in server.shares if at > NOW + (days - 4) * DAY]
    if a_day >= 15:
        assert 1 / 3 <= median(shares) <= 2 / 3 + 0.01
    else:
        assert all(share >= 1 / 3 for share in shares)
        assert server.state.interval_seconds > 6 * 3600


@pytest.mark.parametrize("a_day", [30, 100, 200])
def test_nights_and_chance_leave_the_aim_in_sight(a_day: int) -> None:
    """Poisson arrivals in twelve hours of the day, none at night: at most one gap in two weeks, the median as aimed."""
    chance, at, found = random.Random(a_day), NOW - 3 * DAY, []
    while at < NOW + 14 * DAY:
        at += DAY * chance.expovariate(2 * a_day)
        at = at if 8 <= at.hour < 20 else at + 12 * HOUR
        found.append(at)
    server = Simulated(found).run(14)
    assert len(server.gaps) <= 1
    assert 1 / 3 <= median(share for _, share in server.shares) <= 0.7


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
NUMBERS = st.one_of(st.none(), st.integers(-(10**12), 10**12))
TEXTS = st.one_of(st.none(), st.sampled_from(['"a"', 'W/"a"', '"b"', ""]))
POLLS = st.builds(
    Poll,
    kind=st.sampled_from(PollKind),
    detail=st.one_of(st.none(), st.text(max_size=5)),
    etag=TEXTS,
    last_modified=TEXTS,
    body_digest=TEXTS,
    retry_after_seconds=st.one_of(st.none(), st.floats()),
    max_age_seconds=NUMBERS,
    permanent_url=st.sampled_from([None, "https://example.org/a", "https://example.org/b"]),
    ttl_minutes=NUMBERS,
    skip_hours=st.frozensets(st.integers(-1, 25)),
    skip_days=st.frozensets(st.integers(0, 6)),
    update_seconds=NUMBERS,
    entries=st.integers(0, 50),
    known=st.integers(0, 60),
    published=st.lists(MOMENTS, max_size=8).map(tuple),
)
STEPS = st.lists(st.tuples(POLLS, st.floats(-2, 40)), max_size=25)


@settings(max_examples=100, deadline=None)
@given(feed_id=st.text(max_size=5), steps=STEPS)
def test_bounds_hold_for_any_answers_at_any_time(feed_id: str, steps: list[tuple[Poll, float]]) -> None:
    state, now = make_new_feed(feed_id, "https://example.com/feed", NOW), NOW
    for poll, days in steps:
        now += days * DAY  # clocks go back, too
        decision = decide_after_poll(state, poll, now)
        assert decision == decide_after_poll(state, poll, now)
        state = decision.state
        failed = poll.kind in FAILURE_WEIGHTS
        most = WEEK if poll.kind is PollKind.GONE or (failed and poll.retry_after_seconds) else DAY
        assert timedelta(minutes=5) <= state.next_poll_at - now <= most
        assert POLLING.shortest <= state.interval_seconds <= POLLING.longest
        assert (state.failures > 0) is failed
        assert state.entries_a_day is None or state.entries_a_day >= 0
        assert decision.gap is None or (decision.gap.since <= decision.gap.until == now and not failed)
        measure_silence(state, now)
        choose_validators(state)


@settings(max_examples=80, deadline=None)
@given(kinds=st.lists(st.sampled_from(FAILURES), max_size=40), answer=st.sampled_from(["updated", "unchanged", "same"]))
def test_any_failures_then_an_answer_end_well(kinds: list[PollKind], answer: str) -> None:
    state = later(read_feed(), *(Poll(kind=kind) for kind in kinds)).state
    kind = {"unchanged": PollKind.UNCHANGED, "same": PollKind.SAME_BODY}.get(answer)
    decision = later(state, Poll(kind=kind, body_digest="a") if kind else updated(10, mark="b"))
    assert (decision.state.status, decision.state.failures) == (FeedStatus.ACTIVE, 0.0)
    assert (FeedEvent.RECOVERED in events(decision)) is (state.status is not FeedStatus.ACTIVE)
    assert wait(decision) <= DAY
