"""Dates of feeds: standard and broken forms, and never an hour or a day that was not said."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.feed_dates import parse_feed_date
from warehouse.model.vocabulary import PublishedFrom


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # RFC 822 and its kin
        ("Wed, 08 Jul 2020 10:00:00 +0300", "2020-07-08T07:00:00"),
        ("Wed, 8 Jul 2020 10:00 GMT", "2020-07-08T10:00:00"),
        ("Wed,08 Jul 2020 9:5:3 GMT", "2020-07-08T09:05:03"),
        ("Wed, 08 July 2020 10:00:00 Z", "2020-07-08T10:00:00"),
        ("08 Jul 20 10:00:00 UT", "2020-07-08T10:00:00"),
        ("08 Jul 94 10:00:00 EST", "1994-07-08T15:00:00"),
        ("08 Jul 120 10:00:00 PDT", "2020-07-08T17:00:00"),
        ("Wednesday, 08-Jul-20 10:00:00 GMT", "2020-07-08T10:00:00"),
        ("Fri, 23 December 2011 10:00:00 EST", "2011-12-23T15:00:00"),
        ("Wed, 08 Jul 2020 10:00:00GMT", "2020-07-08T10:00:00"),
        ("Wed, 08 Jul 2020 10:00:00 GMT+2", "2020-07-08T08:00:00"),
        ("Wed, 08 Jul 2020 10:00:00 +0200 (CEST)", "2020-07-08T08:00:00"),
        ("Wed, 08 Jul 2020 10:00:00 (CEST)", "2020-07-08T08:00:00"),
        ("Wed, 08 Jul 2020 10:00:00 Etc/UTC", "2020-07-08T10:00:00"),
        ("Wed, 08 Jul 2020 10:00:00 MESZ", "2020-07-08T08:00:00"),
        ("Wed, 08 Jul 2020 24:00:00 GMT", "2020-07-09T00:00:00"),
        ("Wed Jul  8 10:00:00 PDT 2020", "2020-07-08T17:00:00"),
        ("Wed, Jul 8 2020 02:02:33 PM", "2020-07-08T14:02:33"),
        ("2020-07-08 10:00:00 +0200 CEST", "2020-07-08T08:00:00"),
        # ISO 8601
        ("2020-07-08T10:00:00.25−05:00", "2020-07-08T15:00:00.250000"),
        ("2020-07-08T24:00:00Z", "2020-07-09T00:00:00"),
        ("2020-07-08T10Z", "2020-07-08T10:00:00"),
        ("2020-07-08T101500+0100", "2020-07-08T09:15:00"),
        ("20200708T10:15:00Z", "2020-07-08T10:15:00"),
        ("2020-W28-3T10:00Z", "2020-07-08T10:00:00"),
        ("2016/6/29 10:20:30", "2016-06-29T10:20:30"),
        # numbers
        ("1594200000", "2020-07-08T09:20:00"),
        ("1594200000.75", "2020-07-08T09:20:00"),
        ("/Date(1594200000000+0100)/", "2020-07-08T09:20:00"),
        # other languages
        ("Ср, 08 июл 2020 10:00:00 +0300", "2020-07-08T07:00:00"),
        ("mar. 07 juil. 2020 10:00:00 +0200", "2020-07-07T08:00:00"),
        ("Κυρ, 12 Ιούλ 2020 10:00:00 EST", "2020-07-12T15:00:00"),
        ("2020-július-08T9:15-05:00", "2020-07-08T14:15:00"),
        ("Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T22:42:40"),
    ],
)
def test_moments(raw: str, expected: str) -> None:
    dating = parse_feed_date(raw)
    assert dating is not None
    assert dating.at == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert (dating.raw, dating.origin, dating.day_only) == (raw, PublishedFrom.FEED, False)


@pytest.mark.parametrize(
    "raw",
    [
        "2020-07-08",
        "2020-190",
        "2020-W28-3",
        "Wed, 08 Jul 2020",
        "Wed, 08 Jul 2020 10:00:00 IST",
        "Wed, 08 Jul 2020 22:00:00 CST",
        "Wed, 08 Jul 2020 22:00:00 K",
        "Wed, 08 Jul 2020 22:00:00 Asia/Seoul",
        "8 Jul 2020 22:00 Eastern Standard Time",
        "Wed, 08 Jul 2020 22:00:00 ET",
        "2020-07-08 오후 11:23:17",
        "2020년 07월 08일 23:31:15",
    ],
)
def test_an_hour_without_a_known_zone_is_none(raw: str) -> None:
    dating = parse_feed_date(raw)
    assert dating is not None
    assert (dating.at, dating.day_only, dating.raw) == (datetime(2020, 7, 8, tzinfo=UTC), True, raw)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "2020",
        "2020-07",
        "July 2020",
        "07/08/2020",
        "12:34:56",
        "yesterday",
        "2020-07-32T10:00:00Z",
        "2020-13-08T10:00:00Z",
        "2020-07-08T25:00:00Z",
        "2020-07-08T10:61:00Z",
        "2021-366",
        "2021-W53-1",
        "Wed, 31 Jun 2020 10:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "0000-00-00 00:00:00",
        "1" * 5_000,
    ],
)
def test_no_day_is_made_up(raw: str) -> None:
    assert parse_feed_date(raw) is None


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 30), timezones=st.just(UTC))


@given(MOMENTS)
def test_standard_forms_go_there_and_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    rfc822, rfc3339 = parse_feed_date(format_datetime(whole)), parse_feed_date(moment.isoformat())
    assert rfc822 is not None
    assert rfc3339 is not None
    assert (rfc822.at, rfc3339.at) == (whole, moment)


WORDS = [
    "2020",
    "07",
    "8",
    "Jul",
    "mar",
    "Wed,",
    "T",
    "10:00",
    "24:00",
    "GMT",
    "+0200",
    "K",
    "W28",
    "190",
    "(",
    ")",
    "오후",
    "日",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from([*WORDS, " ", "-", "/"]), max_size=14).map("".join)))
def test_any_string_is_read_or_refused(raw: str) -> None:
    dating = parse_feed_date(raw)
    assert dating is None or (dating.at.tzinfo is UTC and dating.raw == raw)
