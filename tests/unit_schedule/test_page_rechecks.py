"""When a page is fetched again: looks after 1 h, 6 h, 24 h and 7 d, tries after failures, and then peace."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.schedule.page_rechecks import (
    RECHECKS,
    PageSchedule,
    PageState,
    schedule_after_failure,
    schedule_after_page,
)
from tests.support.builders import NOW

HOUR = timedelta(hours=1)


def looked(before: PageSchedule | None, hours: float) -> PageSchedule:
    """A look that gave the page, so long after its first fetch."""
    return schedule_after_page(before, first_fetched_at=NOW, now=NOW + hours * HOUR)


def failed(before: PageSchedule | None, status: int | None = 500, now: datetime = NOW) -> PageSchedule:
    return schedule_after_failure(before, status=status, now=now)


def test_a_page_that_was_read_is_looked_at_four_times_and_then_left_alone() -> None:
    schedule = schedule_after_page(None, first_fetched_at=NOW, now=NOW)
    seen = []
    while schedule.next_fetch_at:
        seen.append(schedule.next_fetch_at - NOW)
        schedule = schedule_after_page(schedule, first_fetched_at=NOW, now=schedule.next_fetch_at)
    assert seen == [HOUR, 6 * HOUR, 24 * HOUR, timedelta(days=7)]
    assert schedule == PageSchedule(state=PageState.READ, attempts=0, checks=4, next_fetch_at=None)


def test_a_look_that_comes_late_takes_the_place_of_those_it_missed() -> None:
    late = looked(looked(None, 0), 7)
    assert (late.checks, late.next_fetch_at) == (1, NOW + 24 * HOUR)
    assert looked(late, 200).next_fetch_at is None


def test_a_page_that_cannot_be_had_is_tried_with_growing_patience_and_then_left_alone() -> None:
    schedule, now, waits = failed(None), NOW, []
    while schedule.next_fetch_at:
        assert schedule.state is PageState.FAILED
        waits.append(schedule.next_fetch_at - now)
        now = schedule.next_fetch_at
        schedule = failed(schedule, now=now)
    assert waits == [timedelta(minutes=15), HOUR, 6 * HOUR, 24 * HOUR, timedelta(days=3)]
    assert schedule.attempts == len(RECHECKS.retries) + 1


@pytest.mark.parametrize(("status", "again"), [(None, True), (404, True), (429, True), (503, True), (410, False)])
def test_only_a_page_that_says_it_is_gone_is_not_tried_again(status: int | None, *, again: bool) -> None:
    schedule = failed(None, status)
    assert schedule.state is PageState.FAILED
    assert (schedule.next_fetch_at is not None) is again


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_was_read_and_is_not_found_any_more_is_gone(status: int) -> None:
    gone = failed(looked(looked(None, 0), 1), status)
    assert gone == PageSchedule(state=PageState.GONE, attempts=0, checks=1, next_fetch_at=None)


def test_a_look_that_fails_for_now_keeps_the_page_and_is_tried_again() -> None:
    read = looked(looked(None, 0), 1)
    schedule = failed(read, 503, NOW + HOUR)
    assert schedule == PageSchedule(
        state=PageState.READ, attempts=1, checks=1, next_fetch_at=NOW + HOUR + RECHECKS.retries[0]
    )
    again = looked(schedule, 2)
    assert again == PageSchedule(state=PageState.READ, attempts=0, checks=2, next_fetch_at=NOW + 6 * HOUR)


def test_a_page_that_is_there_at_last_begins_its_looks() -> None:
    schedule = looked(failed(failed(None)), 2)
    assert schedule == PageSchedule(state=PageState.READ, attempts=0, checks=0, next_fetch_at=NOW + 6 * HOUR)


def test_a_page_that_comes_back_is_read_again() -> None:
    gone = failed(looked(None, 0), 404)
    assert looked(gone, 2).state is PageState.READ


@given(st.lists(st.sampled_from([None, 200, 304, 404, 410, 429, 500]), max_size=30))
def test_nothing_is_fetched_for_ever_and_nothing_is_due_in_the_past(statuses: list[int | None]) -> None:
    schedule: PageSchedule | None = None
    now, fetches = NOW, 0
    for status in statuses:
        if status in (200, 304):
            schedule = schedule_after_page(schedule, first_fetched_at=NOW, now=now)
        else:
            schedule = schedule_after_failure(schedule, status=status, now=now)
        fetches += 1
        if schedule.next_fetch_at is None:
            break
        assert schedule.next_fetch_at > now
        now = schedule.next_fetch_at
    # A page may fail as often as there are tries between two looks.
    assert fetches <= (len(RECHECKS.checks) + 1) * (len(RECHECKS.retries) + 1)
