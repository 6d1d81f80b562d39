"""The watch list in the tables: rows come back as they went in, what is due is found, polling's state fits its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.acquire.feed_rows import feed_id, new_row, state_of, with_description, with_state
from tasks.feeds.entries import Feed
from tasks.schedule.feed_state import decide_after_poll, make_new_feed
from tasks.schedule.polls import FeedState, FeedStatus, Poll, PollKind
from tests.support.builders import NOW, RUN
from warehouse.db.connect import WRITER, writer
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, FetchRow, GapRow, PageRow
from warehouse.watch.watch import (
    Watched,
    describe_feeds,
    due_feeds,
    due_pages,
    entries_of,
    forget_entries,
    keep,
    pages_of,
    watched_feeds,
)

URL = "https://news.example/rss.xml"
HOUR = timedelta(hours=1)
ODD = 'Ünï "quoted" \\ back\\slash\nline\ttab 😀 \u2028 {"json": 1}'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def db(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with writer(home, wait_seconds=5) as connection:
        yield connection


def feed(url: str = URL, **changed: Any) -> FeedRow:
    row = new_row(url, title=None, home_url=None, folder=(), pages=True, now=NOW)
    return replace(row, **changed)


def entry(key: str, **changed: Any) -> EntryRow:
    row = EntryRow(feed_id="f", keys=(key,), digest="d", url=None, first_seen_at=NOW, last_seen_at=NOW)
    return replace(row, **changed)


def page(url: str, next_fetch_at: datetime | None = NOW, **changed: Any) -> PageRow:
    row = PageRow(
        url=url,
        feed_id="f",
        context="{}",
        state="read",
        attempts=0,
        checks=0,
        etag=None,
        last_modified=None,
        body_digest=None,
        status=200,
        trouble=None,
        first_fetched_at=NOW,
        fetched_at=NOW,
        next_fetch_at=next_fetch_at,
    )
    return replace(row, **changed)


def change(what: str, at: datetime, feed: str = "f") -> FeedChangeRow:
    return FeedChangeRow(feed_id=feed, run_id=RUN, happened_at=at, what=what, detail="x")


# Feeds and what polling knows of them


def test_a_feed_that_was_just_added_is_due_at_once() -> None:
    row = new_row(URL, title="T", home_url="https://news.example/", folder=("News", "World"), pages=False, now=NOW)
    assert (row.feed_id, row.added_at, row.removed_at) == (feed_id(URL), NOW, None)
    assert (row.title, row.home_url, row.folder, row.pages) == ("T", "https://news.example/", ("News", "World"), False)
    assert state_of(row) == make_new_feed(feed_id(URL), URL, NOW)


def test_the_id_of_a_feed_is_that_of_its_address() -> None:
    assert feed_id(URL) == feed_id(URL)
    assert feed_id(URL) != feed_id(f"{URL}?")
    assert len(feed_id(URL)) == 20


MOMENTS = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
WORDS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
FIGURES = st.none() | st.floats(0, 1e6)
STATES = st.builds(
    FeedState,
    feed_id=st.just("f"),
    url=st.just(URL),
    status=st.sampled_from(FeedStatus),
    next_poll_at=MOMENTS.filter(bool),
    interval_seconds=st.floats(300, 86_400),
    etag=WORDS,
    last_modified=WORDS,
    body_digest=WORDS,
    validators_lie=st.booleans(),
    polled_at=MOMENTS,
    succeeded_at=MOMENTS,
    read_at=MOMENTS,
    changed_at=MOMENTS,
    newest_entry_at=MOMENTS,
    document_entries=st.none() | st.integers(0, 10_000),
    entries_a_day=FIGURES,
    longest_pause_seconds=FIGURES,
    failures=st.floats(0, 50),
    last_kind=st.none() | st.sampled_from(PollKind),
    last_detail=WORDS,
    moved_url=WORDS,
    moved_count=st.integers(0, 9),
    ttl_minutes=st.none() | st.integers(0, 10_000),
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
    update_seconds=st.none() | st.integers(1, 10**9),
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=STATES)
def test_what_polling_knows_comes_back_from_the_table_as_it_was(
    state: FeedState, db: duckdb.DuckDBPyConnection, home: Path
) -> None:
    row = with_state(feed(), state)
    assert state_of(row) == state
    keep(db, Watched(feeds=[row]), scratch=home)
    (back,) = watched_feeds(db)
    db.execute("delete from feeds")
    assert back == row
    assert state_of(back) == state


def test_every_field_of_the_state_is_drawn_above() -> None:
    assert {field.name for field in fields(FeedState)} <= {field.name for field in fields(FeedRow)}
    drawn: Any = getattr(STATES, "wrapped_strategy", STATES)  # the record of Hypothesis is no public type
    assert {field.name for field in fields(FeedState)} == set(drawn.kwargs)


def test_state_changes_nothing_else_of_the_row() -> None:
    row = feed(title="Mine", folder=("A",), identity="guid", evidence='{"a": 1}', source_id="s", pages=False)
    poll = Poll(kind=PollKind.UPDATED, etag='"1"', body_digest="d", entries=3, known=0, published=(NOW,))
    after = with_state(row, decide_after_poll(state_of(row), poll, NOW).state)
    assert after.etag == '"1"'
    assert (after.title, after.folder, after.identity, after.evidence, after.source_id, after.pages) == (
        *("Mine", ("A",), "guid", '{"a": 1}', "s"),
        False,
    )


def test_a_title_that_the_user_gave_stays_and_the_home_is_what_the_feed_says() -> None:
    said = Feed(
        form="rss20",
        title="Theirs",
        home_url="https://news.example/home",
        self_url=None,
        language=None,
        ttl_minutes=None,
        skip_hours=frozenset(),
        skip_days=frozenset(),
        update_seconds=None,
        entries=(),
    )
    mine = with_description(feed(title="Mine", home_url="https://old.example/"), said, "outlet")
    assert (mine.title, mine.home_url, mine.source_id) == ("Mine", "https://news.example/home", "outlet")
    assert with_description(feed(), said, None).title == "Theirs"
    silent = with_description(
        feed(home_url="https://old.example/", source_id="before"), replace(said, home_url=None), None
    )
    assert (silent.home_url, silent.source_id) == ("https://old.example/", "before")


# Rows


def test_rows_of_every_kind_come_back_as_they_went_in(db: duckdb.DuckDBPyConnection, home: Path) -> None:
    made = Watched(
        feeds=[feed(title=ODD, folder=("A", ODD), evidence='{"guid": [1, 2]}', last_detail=ODD, skip_days=(0, 6))],
        entries=[entry(ODD, keys=(ODD, "b"), url=f"https://news.example/{ODD}")],
        pages=[page("https://news.example/1", context='{"why": "ü \\"x\\""}', etag='W/"1"', trouble="blocked")],
        history=[change("added", NOW)],
        gaps=[GapRow(feed_id="f", run_id=RUN, since=NOW - HOUR, until=NOW, estimated_missed=None)],
        fetches=[
            FetchRow(
                run_id=RUN,
                purpose="feed",
                uri=URL,
                final_uri=None,
                feed_id=None,
                status=None,
                outcome="dns",
                detail=ODD,
                seconds=0.25,
                size_bytes=0,
                capture_id=None,
                fetched_at=NOW,
            )
        ],
    )
    keep(db, made, scratch=home)
    assert watched_feeds(db) == made.feeds
    assert entries_of(db, ["f"]) == made.entries
    assert pages_of(db, ["https://news.example/1"]) == made.pages
    added: dict[str, Sequence[Any]] = {
        "ops.feed_history": made.history,
        "ops.poll_gaps": made.gaps,
        "ops.fetches": made.fetches,
    }
    for table, (row,) in added.items():
        assert db.execute(f"from {table}").fetchall() == [astuple(row)], table


def test_what_is_known_by_the_same_key_is_replaced_and_the_rest_stays(
    db: duckdb.DuckDBPyConnection, home: Path
) -> None:
    other = feed("https://other.example/rss", title="Other")
    keep(
        db,
        Watched(
            feeds=[feed(title="Before"), other],
            entries=[entry("a"), entry("b"), entry("a", feed_id="g")],
            pages=[page("https://a.example/1"), page("https://a.example/2")],
            history=[change("added", NOW)],
        ),
        scratch=home,
    )
    keep(
        db,
        Watched(
            feeds=[feed(title="After")],
            entries=[entry("a", digest="after")],
            pages=[page("https://a.example/1", state="gone")],
            history=[change("removed", NOW)],
        ),
        scratch=home,
    )
    assert sorted(row.title or "" for row in watched_feeds(db)) == ["After", "Other"]
    assert [(row.feed_id, row.keys, row.digest) for row in entries_of(db, ["f", "g"])] == [
        ("f", ("a",), "after"),
        ("f", ("b",), "d"),
        ("g", ("a",), "d"),
    ]
    states = {row.url: row.state for row in pages_of(db, ["https://a.example/1", "https://a.example/2"])}
    assert states == {"https://a.example/1": "gone", "https://a.example/2": "read"}
    assert db.execute("select what from ops.feed_history order by what").fetchall() == [("added",), ("removed",)]


def test_an_entry_is_replaced_by_all_its_keys_together(db: duckdb.DuckDBPyConnection, home: Path) -> None:
    keep(db, Watched(entries=[entry("a", keys=("a", "b")), entry("a", keys=("a",))]), scratch=home)
    keep(db, Watched(entries=[entry("a", keys=("a", "b"), digest="after")]), scratch=home)
    assert {(row.keys, row.digest) for row in entries_of(db, ["f"])} == {(("a", "b"), "after"), (("a",), "d")}


def test_it_is_written_whole_or_not_at_all(db: duckdb.DuckDBPyConnection, home: Path) -> None:
    bad = replace(page("https://a.example/1"), state=None)  # type: ignore[arg-type]  # the fault
    with pytest.raises(duckdb.ConstraintException):
        keep(db, Watched(feeds=[feed()], pages=[bad]), scratch=home)
    assert watched_feeds(db) == []
    keep(db, Watched(feeds=[feed()]), scratch=home)
    assert watched_feeds(db) == [feed()]


def test_nothing_is_left_in_the_folder(db: duckdb.DuckDBPyConnection, home: Path) -> None:
    def names() -> set[str]:
        return {path.name for path in home.iterdir()} - {f"{WRITER}.wal"}

    before = names()
    keep(db, Watched(feeds=[feed()], pages=[page("https://a.example/1")]), scratch=home)
    assert names() == before


# What is due


def test_a_feed_that_was_removed_is_neither_listed_nor_due_and_keeps_its_row(
    db: duckdb.DuckDBPyConnection, home: Path
) -> None:
    gone = feed("https://gone.example/rss", removed_at=NOW)
    keep(db, Watched(feeds=[feed(), gone]), scratch=home)
    assert [row.url for row in watched_feeds(db)] == [URL]
    assert [row.url for row in due_feeds(db, NOW + HOUR)] == [URL]
    assert {row.url for row in watched_feeds(db, removed=True)} == {URL, "https://gone.example/rss"}


def test_feeds_are_due_when_their_time_has_come_the_longest_waiting_first(
    db: duckdb.DuckDBPyConnection, home: Path
) -> None:
    hours = {"late": -5, "now": 0, "soon": 1, "week": 24 * 7, "wrong": 24 * 9}
    rows = [feed(f"https://{name}.example/", next_poll_at=NOW + wait * HOUR) for name, wait in hours.items()]
    keep(db, Watched(feeds=rows), scratch=home)
    # Nothing sets a time nine days ahead: that came from a wrong clock, and the feed must not wait for it.
    assert [row.url.split(".")[0].removeprefix("https://") for row in due_feeds(db, NOW)] == ["late", "now", "wrong"]


def test_pages_are_due_within_the_budget_the_longest_waiting_first(db: duckdb.DuckDBPyConnection, home: Path) -> None:
    waits = {"b": -1, "a": -2, "c": 0, "d": 1}
    rows = [page(f"https://a.example/{name}", NOW + wait * HOUR) for name, wait in waits.items()]
    keep(db, Watched(pages=[*rows, page("https://a.example/never", None)]), scratch=home)
    assert [row.url[-1] for row in due_pages(db, NOW, limit=10)] == ["a", "b", "c"]
    assert [row.url[-1] for row in due_pages(db, NOW, limit=2)] == ["a", "b"]
    assert due_pages(db, NOW, limit=0) == []


def test_times_come_back_in_utc(db: duckdb.DuckDBPyConnection, home: Path) -> None:
    keep(db, Watched(feeds=[feed(polled_at=datetime(2026, 7, 1, 23, 30, 0, 123_456, tzinfo=UTC))]), scratch=home)
    (row,) = watched_feeds(db)
    assert row.polled_at == datetime(2026, 7, 1, 23, 30, 0, 123_456, tzinfo=UTC)
    assert row.polled_at is not None
    assert row.polled_at.utcoffset() == timedelta(0)


def test_entries_that_no_document_shows_any_more_are_forgotten(db: duckdb.DuckDBPyConnection, home: Path) -> None:
    keep(db, Watched(entries=[entry("old", last_seen_at=NOW - HOUR), entry("new", last_seen_at=NOW)]), scratch=home)
    forget_entries(db, NOW)
    assert [row.keys for row in entries_of(db, ["f"])] == [("new",)]


def test_a_feed_is_silent_from_the_poll_that_noticed_to_the_one_that_heard_it_again(
    db: duckdb.DuckDBPyConnection, home: Path
) -> None:
    rows = {
        name: feed(f"https://{name}.example/", feed_id=name, changed_at=NOW - wait * HOUR)
        for name, wait in {"quiet": 2, "longer": 3, "back": 2, "again": 1, "removed": 2, "fine": 1}.items()
    }
    rows["removed"] = replace(rows["removed"], removed_at=NOW)
    history = [
        change("silent", NOW - 2 * HOUR, "quiet"),
        change("failing", NOW - HOUR, "quiet"),
        change("silent", NOW - 2 * HOUR, "longer"),
        change("silent", NOW - 2 * HOUR, "back"),
        change("resumed", NOW - HOUR, "back"),
        change("silent", NOW - 3 * HOUR, "again"),
        change("resumed", NOW - 2 * HOUR, "again"),
        change("silent", NOW - HOUR, "again"),
        change("silent", NOW - HOUR, "removed"),
    ]
    keep(db, Watched(feeds=list(rows.values()), history=history), scratch=home)
    assert describe_feeds(db, limit=9)[0] == [f"https://{name}.example/" for name in ("longer", "quiet", "again")]
