"""Days in prose: what is read, what is refused, and the year that only other evidence gives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.days import find_day, read_day, with_year

JULY_8 = datetime(2020, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "08th July, 2020",
        "July 8, 2020",
        "July 8,2020",
        "July 8 2020",
        "July 8th, 2020",
        "8 July 2020",
        "8 July, 2020",
        "8th July 2020",
        "8th of July 2020",
        "8-Jul-2020",
        "08 JULY 2020",
        "JULY 8, 2020",
        "2020-07-08",
        "2020-07-08T10:30:00Z",
        "2020/07/08",
        "2020.07.08",
        "2020-7-8",
        "Wednesday, July 8, 2020",
        "Wed, 8 Jul 2020",
        "Wednesday 8 July 2020",
        "Jul. 8, 2020",
    ],
)
def test_whole_days(text: str) -> None:
    written = read_day(text)
    assert written is not None
    assert written.day == JULY_8
    assert written.month_day is None


@pytest.mark.parametrize(
    ("text", "month_day"),
    [
        ("Feb 26", (2, 26)),
        ("26 Feb", (2, 26)),
        ("Feb. 26", (2, 26)),
        ("Sept 11", (9, 11)),
        ("Sept. 11", (9, 11)),
        ("MARCH 24", (3, 24)),
        ("1st May", (5, 1)),
        ("June 2nd", (6, 2)),
        ("Feb 29", (2, 29)),
        ("July 8, 20 people", (7, 8)),
        ("Thursday, Oct 1", (10, 1)),
    ],
)
def test_a_day_without_its_year_stays_without(text: str, month_day: tuple[int, int]) -> None:
    written = read_day(text)
    assert written is not None
    assert written.day is None
    assert written.month_day == month_day


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2020",  # March or April
        "3.4.2020",
        "July 2020",
        "2020",
        "31 February 2020",
        "Feb 30",
        "2020-13-01",
        "2020-07-08-12",
        "july 8, 2020",
        "may 5 people",
        "8/7/20",
        "July",
        "Marching 8",
        "July 85",
        "version 1.2.2020.5",
        "",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert find_day(text) is None


@pytest.mark.parametrize(("text", "month", "day"), [("25/12/2020", 12, 25), ("12/25/2020", 12, 25), ("4/4/2020", 4, 4)])
def test_figures_with_one_reading(text: str, month: int, day: int) -> None:
    written = read_day(text)
    assert written is not None
    assert written.day == datetime(2020, month, day, tzinfo=UTC)


def test_the_first_possible_day_of_a_text_is_found_with_its_span() -> None:
    text = "Filed on 31 June 2020, corrected on 8 July 2020."
    written = find_day(text)
    assert written is not None
    assert text[written.start_char : written.end_char] == "8 July 2020"


def test_reading_stays_inside_its_bounds() -> None:
    assert read_day("x July 8, 2020") is None
    day = find_day("July 8, 2020", 0, 6)
    assert day is not None
    assert day.month_day == (7, 8)


@pytest.mark.parametrize(
    ("month_day", "near", "year"),
    [
        ((7, 8), datetime(2020, 7, 9, 14, tzinfo=UTC), 2020),
        ((12, 31), datetime(2020, 1, 1, 3, tzinfo=UTC), 2019),
        ((1, 1), datetime(2020, 12, 31, 23, tzinfo=UTC), 2021),
        ((2, 29), datetime(2021, 3, 1, tzinfo=UTC), 2020),
        ((2, 29), datetime(1900, 3, 1, tzinfo=UTC), 1904),
        ((7, 8), datetime(2020, 7, 9), 2020),
    ],
)
def test_the_nearest_year(month_day: tuple[int, int], near: datetime, year: int) -> None:
    assert with_year(month_day, near) == datetime(year, *month_day, tzinfo=UTC)


def test_no_year_has_that_day() -> None:
    assert with_year((2, 30), JULY_8) is None


@given(
    st.datetimes(datetime(1600, 1, 1), datetime(2190, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %B %d, %Y", "%dth %b, %Y"]),
)
def test_what_is_written_is_read_back(moment: datetime, form: str) -> None:
    written = read_day(moment.strftime(form))
    assert written is not None
    assert written.day == moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)


@given(st.datetimes(datetime(1600, 1, 1), datetime(2190, 1, 1), timezones=st.just(UTC)), st.integers(-180, 180))
def test_a_day_within_half_a_year_gets_its_own_year_back(near: datetime, days: int) -> None:
    day = (near + timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    if (day.month, day.day) != (2, 29):
        assert with_year((day.month, day.day), near) == day


@given(st.text())
def test_spans_lie_in_the_text(text: str) -> None:
    written = find_day(text)
    assert written is None or 0 <= written.start_char < written.end_char <= len(text)
