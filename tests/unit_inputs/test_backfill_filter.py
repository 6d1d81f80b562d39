"""What a backfill passes over: only what says itself that it is of another time or outlet."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tasks.inputs.backfill_filter import BackfillFilter, explain_skip
from tasks.model.stages import Capture, Media, Reference
from tests.support.builders import NOW, RUN, capture
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

MARCH = BackfillFilter(since=datetime(2026, 3, 1, tzinfo=UTC), until=datetime(2026, 4, 1, tzinfo=UTC))


def record(**fields: object) -> Capture:
    body = json.dumps({"url": "https://news.example/a", "text": "Words."} | fields).encode()
    return capture(body, uri="file:///in/a.jsonl", line=1, media=Media.RECORD)


def page(uri: str) -> Reference:
    return Reference(run_id=RUN, file="/in/crawl.warc.gz", start_offset=0, uri=uri)


@pytest.mark.parametrize(
    ("published", "why"),
    [
        ("2026-02-28T23:59:59Z", "published before"),
        ("2026-03-01T00:00:00Z", None),
        ("2026-03-31T23:59:59Z", None),
        ("2026-04-01T00:00:00Z", "published after"),
        ("2026-03-01T01:00:00+02:00", "published before"),
        ("2026-02-28T23:00:00-02:00", None),
        ("2026-03-01", None),
        ("2026-04-01", "published after"),
        ("some day", None),
        (None, None),
        (20260101, None),
    ],
)
def test_a_record_is_judged_by_the_time_it_states(published: object, why: str | None) -> None:
    assert explain_skip(record(published_at=published), MARCH) == why


def test_a_record_that_states_no_time_is_judged_by_the_day_in_its_address() -> None:
    assert explain_skip(record(url="https://news.example/2026/02/27/a"), MARCH) == "published before"
    assert explain_skip(record(url="https://news.example/2026/03/27/a"), MARCH) is None
    assert explain_skip(record(url="https://news.example/2026/02/27/a", published_at="2026-03-02"), MARCH) is None


@pytest.mark.parametrize(
    ("uri", "why"),
    [
        ("https://news.example/2026/02/27/a", "published before"),
        ("https://news.example/2026/03/31/a", None),
        ("https://news.example/2026/04/01/a", "published after"),
        ("https://news.example/a", None),
        ("", None),
        ("urn:x:2020/01/01/", None),
    ],
)
def test_a_page_of_a_web_archive_is_judged_by_the_day_in_its_address(uri: str, why: str | None) -> None:
    assert explain_skip(page(uri), MARCH) == why


@pytest.mark.parametrize("hour", [1, 12, 23])
def test_a_day_that_the_range_cuts_tells_nothing(hour: int) -> None:
    moment = datetime(2026, 3, 5, hour, tzinfo=UTC)
    today = page("https://news.example/2026/03/05/a")
    assert explain_skip(today, BackfillFilter(since=moment)) is None
    assert explain_skip(today, BackfillFilter(until=moment)) is None
    assert explain_skip(record(published_at="2026-03-05"), BackfillFilter(since=moment)) is None


def test_times_are_compared_wherever_they_are() -> None:
    east = timezone(timedelta(hours=5))
    wanted = BackfillFilter(since=datetime(2026, 3, 1, 4, tzinfo=east))  # 2026-02-28 23:00 in UTC
    assert explain_skip(record(published_at="2026-02-28T23:30:00Z"), wanted) is None
    assert explain_skip(record(published_at="2026-02-28T22:30:00Z"), wanted) == "published before"


@pytest.mark.parametrize("name", ["news.example", "The Post", "the post", "NEWS.EXAMPLE"])
def test_an_outlet_is_meant_by_name_or_domain(name: str) -> None:
    found = record(source="The Post", url="https://www.news.example/a")
    assert explain_skip(found, BackfillFilter(source=name)) is None
    assert explain_skip(found, BackfillFilter(source=f"{name}x")) == "another outlet"


def test_the_outlet_of_a_page_is_its_domain() -> None:
    assert explain_skip(page("https://www.news.example/a"), BackfillFilter(source="news.example")) is None
    assert explain_skip(page("https://other.example/a"), BackfillFilter(source="news.example")) == "another outlet"


@pytest.mark.parametrize(
    "found",
    [
        capture(b"words", uri="file:///in/2020/01/01/a.txt"),
        capture(b"<rss/>", uri="file:///in/a.xml", media=Media.FEED),
        capture(b"no json", uri="file:///in/a.jsonl", line=1, media=Media.RECORD),
        capture(b"[1]", uri="file:///in/a.jsonl", line=2, media=Media.RECORD),
        capture(b"[" * 100_000, uri="file:///in/a.jsonl", line=3, media=Media.RECORD),
        capture(b'{"url": 5, "source": null}', uri="file:///in/a.jsonl", line=4, media=Media.RECORD),
        capture(b"\xff", uri="file:///in/a.jsonl", line=5, media=Media.RECORD),
    ],
    ids=lambda found: f"{found.media}-{found.line}",
)
def test_what_cannot_be_judged_is_wanted(found: Capture) -> None:
    assert explain_skip(found, BackfillFilter(since=MARCH.since, until=MARCH.until, source="news.example")) is None


def test_a_reject_is_kept_whatever_is_wanted() -> None:
    row = RejectRow(
        run_id=RUN, capture_id=None, uri="file:///x", line=None, reason=Reason.EMPTY, detail="no lines", seen_at=NOW
    )
    assert explain_skip(row, BackfillFilter(source="news.example")) is None


def test_without_a_wish_everything_is_wanted() -> None:
    assert BackfillFilter().is_open
    assert not MARCH.is_open
    assert explain_skip(record(published_at="1999-01-01"), BackfillFilter()) is None
