"""Dates: what is read, and what is refused because it could be two days or none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.dates import YEARS, parse_moment, url_date
from warehouse.model.vocabulary import PublishedFrom

META = PublishedFrom.META


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2020-07-08T10:00:00Z", "2020-07-08T10:00:00"),
        ("2020-07-08T10:00:00+0300", "2020-07-08T07:00:00"),
        ("2020-07-08T10:00:00.1234567 +03:00", "2020-07-08T07:00:00.123456"),
        ("2020-07-08 10:00", "2020-07-08T10:00:00"),
        ("2016/6/29 10:20:30", "2016-06-29T10:20:30"),
        ("20200708T101010Z", "2020-07-08T10:10:10"),
        ("1594200000", "2020-07-08T09:20:00"),
        ("1594200000000", "2020-07-08T09:20:00"),
        ("Wed, 08 Jul 2020 10:00:00 GMT", "2020-07-08T10:00:00"),
        ("8 Jul 20 10:00:00 EST", "2020-07-08T15:00:00"),
        ("Wed Jul 08 2020 10:00:00 GMT+0200 (CEST)", "2020-07-08T08:00:00"),
        ("July 8, 2020 at 6:01 pm EDT", "2020-07-08T22:01:00"),
        ("1 janvier 2020 à 10h30", "2020-01-01T10:30:00"),
        ("20.07.2020, 15:30 Uhr", "2020-07-20T15:30:00"),
    ],
)
def test_moments(raw: str, expected: str) -> None:
    dating = parse_moment(raw, META)
    assert dating is not None
    assert dating.at == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert not dating.day_only
    assert (dating.raw, dating.origin) == (raw, META)


@pytest.mark.parametrize(
    "raw",
    [
        "2020-07-08",
        "20200708",
        "July 8, 2020",
        "08th July, 2020",
        "Wednesday, July 8, 2020",
        "8. Juli 2020",
        "2020年7月8日",
        "8 de julio de 2020",
        "Published: July 8, 2020",
        "8 July 2020 10:00 IST",
    ],
)
def test_days(raw: str) -> None:
    dating = parse_moment(raw, META)
    assert dating is not None
    assert (dating.at, dating.day_only) == (datetime(2020, 7, 8, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "03/04/2020",
        "03.04.2020",
        "July 2020",
        "2020",
        "2020-07",
        "July 8",
        "2020-02-30",
        "2020-07-08T25:00",
        "yesterday",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "1799-12-31",
        "2020070810",
        "July 8, 2020 Updated July 9, 2020",
    ],
)
def test_never_guesses(raw: str) -> None:
    assert parse_moment(raw, META) is None


@pytest.mark.parametrize(("raw", "day"), [("13/04/2020", 13), ("04/13/2020", 13), ("04/04/2020", 4)])
def test_numeric_dates_that_can_be_only_one_day(raw: str, day: int) -> None:
    dating = parse_moment(raw, META)
    assert dating is not None
    assert dating.at == datetime(2020, 4, day, tzinfo=UTC)


@given(st.text(max_size=60))
def test_any_string_is_read_or_refused(raw: str) -> None:
    dating = parse_moment(raw, META)
    assert dating is None or dating.at.tzinfo is UTC


@given(st.datetimes(datetime(YEARS.start, 1, 2), datetime(YEARS.stop - 1, 12, 30), timezones=st.just(UTC)))
def test_iso_goes_there_and_back(moment: datetime) -> None:
    dating = parse_moment(moment.isoformat(), META)
    assert dating is not None
    assert dating.at == moment


@pytest.mark.parametrize(
    "path", ["2020/07/08/story", "2020/jul/08/story", "news/story-2020-07-08.html", "20200708/story"]
)
def test_days_in_addresses(path: str) -> None:
    dating = url_date(f"https://example.com/{path}")
    assert dating is not None
    assert (dating.at, dating.origin) == (datetime(2020, 7, 8, tzinfo=UTC), PublishedFrom.URL)


@pytest.mark.parametrize("path", ["2020/07/story", "a/12020/07/08", "2020/13/40/x", "2020/07/08/on-2020-07-09.html"])
def test_addresses_without_one_whole_day(path: str) -> None:
    assert url_date(f"https://example.com/{path}") is None
