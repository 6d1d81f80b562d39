"""Pages that are gone: what says so, which article that is, what stays of it, and that it may be back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.feeds import Provenance, encode_provenance
from tasks.feeds.entries import Entry
from tasks.model.stages import Capture, Media
from tasks.pipeline.to_rows import Refined
from tasks.schedule import find_gone_address
from tests.support import builders
from tests.support.builders import NOW, batch, load_batches, refined
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.migrate import migrate
from warehouse.model.vocabulary import Outcome

URL = "https://news.example/a"
TABLES = (
    "sources",
    "article_versions",
    "articles",
    "links",
    "mentions",
    "quotes",
    "attributions",
    "entities",
    "aliases",
    "ops.article_keys",
    "ops.article_heads",
    "ops.loads",
)
Found = Refined | Capture


def gone(url: str = URL, *, hour: float = 1, status: int = 404, media: Media = Media.OTHER) -> Capture:
    """An answer that there is no page."""
    return builders.make_gone_capture(url, seen_at=NOW + timedelta(hours=hour), status=status, media=media)


def page(
    text: str, *names: str, url: str = URL, hour: float = 0, media: Media = Media.HTML, at: str | None = None
) -> Refined:
    """A page as a server gave it, at its canonical address or `at` another."""
    one = refined(text, *names, url=url, domain="news.example", title="The title", seen_at=NOW + timedelta(hours=hour))
    answered = 200 if media == Media.HTML else None
    one = replace(one, capture=replace(one.capture, media=media, status=answered, uri=at or url))
    return replace(one, address=at or url)


def put(db: duckdb.DuckDBPyConnection, folder: Path, *found: Found) -> dict[Outcome, int]:
    """Loads each by itself; what became of the last."""
    for one in found:
        loaded = load_batches(db, [batch(one)], folder)
    return {outcome: number for outcome, number in loaded.outcomes.items() if number}


def rows(db: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return db.execute(query).fetchall()


def versions(db: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return rows(db, "select version, change, text from article_versions order by article_id, version")


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("media", [Media.OTHER, Media.NO_PAGE])
def test_an_answer_without_a_page_says_that_it_is_gone(status: int, media: Media) -> None:
    assert find_gone_address(gone(status=status, media=media)) == URL


def test_everything_else_does_not() -> None:
    for one in (gone(status=403), gone(status=500), gone(status=200), replace(gone(), status=None)):
        assert find_gone_address(one) is None
    assert find_gone_address(gone(media=Media.HTML)) is None


def test_the_entry_that_led_there_tells_the_address_where_redirects_end_elsewhere() -> None:
    entry = Entry(
        position=0,
        guid=None,
        url="https://feed.example/link",
        raw_link=None,
        title="T",
        summary=None,
        content=None,
        authors=(),
        published=None,
        updated_at=None,
        language=None,
        source_name=None,
    )
    context = encode_provenance(Provenance(feed_title=None, feed_url=None, entry=entry, reason=None))
    assert find_gone_address(replace(gone(), context=context)) == "https://feed.example/link"
    assert find_gone_address(replace(gone(), context="[]")) == URL


@pytest.mark.parametrize("media", [Media.OTHER, Media.NO_PAGE])
def test_a_page_that_is_gone_makes_a_version_and_the_article_keeps_its_last_telling(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, media: Media
) -> None:
    put(db, tmp_path, page("Ann met Bob.", "Ann", "Bob"))
    before = {table: rows(db, f"from {table} order by all") for table in ("mentions", "entities", "aliases")}
    assert put(db, tmp_path, gone(media=media)) == {Outcome.CHANGED: 1}
    assert versions(db) == [(1, "new", "Ann met Bob."), (2, "removed", "")]
    assert rows(db, "select title, capture_id, source_id is not null from article_versions where version = 2") == [
        ("The title", gone(media=media).capture_id, True)
    ]
    assert rows(db, "select version, title, text, removed_at, last_seen_at from articles") == [
        (1, "The title", "Ann met Bob.", NOW + timedelta(hours=1), NOW)
    ]
    assert {table: rows(db, f"from {table} order by all") for table in before} == before
    assert run_checks(db, scope=EVERYTHING, run_id=None, now=NOW) == {}


def test_what_leads_to_no_known_article_leaves_its_capture_alone(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, page("Ann left."))
    assert put(db, tmp_path, gone("https://news.example/robots.txt")) == {}
    assert [rows(db, f"select count(*) from {table}") for table in ("ops.captures", "ops.loads", "sources")] == [
        [(2,)],
        [(1,)],
        [(1,)],
    ]


def test_gone_twice_is_one_removal(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert put(db, tmp_path, page("Ann left."), gone(), gone(hour=2, status=410)) == {Outcome.UNCHANGED: 1}
    assert rows(db, "select change from article_versions order by version") == [("new",), ("removed",)]
    assert rows(db, "select version, outcome from ops.loads order by all") == [
        (1, "new"),
        (2, "changed"),
        (2, "unchanged"),
    ]
    assert rows(db, "select removed_at from articles") == [(NOW + timedelta(hours=1),)]


def test_a_page_that_is_back_with_the_same_bytes_is_restored(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert put(db, tmp_path, page("Ann left.", "Ann"), gone(), page("Ann left.", "Ann", hour=2)) == {Outcome.CHANGED: 1}
    assert versions(db) == [(1, "new", "Ann left."), (2, "removed", ""), (3, "restored", "Ann left.")]
    assert rows(db, "select version, removed_at from articles") == [(3, None)]
    assert rows(db, "select version from mentions order by all") == [(1,), (3,)]
    assert rows(db, "select mention_count from entities") == [(1,)]
    assert put(db, tmp_path, page("Ann left.", "Ann", hour=3)) == {Outcome.UNCHANGED: 1}
    assert put(db, tmp_path, gone(hour=4)) == {Outcome.CHANGED: 1}
    assert [change for _, change, _ in versions(db)] == ["new", "removed", "restored", "removed"]


def test_a_page_that_is_back_may_say_something_else(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, page("Ann left."), page("Ann stayed.", hour=1), gone(hour=2))
    put(db, tmp_path, page("Nobody left.", hour=3), gone(hour=4), page("Ann left.", hour=5))
    assert [change for _, change, _ in versions(db)] == ["new", "text", "removed", "text", "removed", "text+restored"]


def test_an_entry_or_a_file_does_not_say_that_the_page_is_back(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, page("Ann left."), gone())
    again = put(db, tmp_path, page("Ann left.", hour=2, media=Media.ENTRY))
    other = put(db, tmp_path, page("Ann was there.", hour=3, media=Media.RECORD))
    assert (again, other) == ({Outcome.UNCHANGED: 1}, {Outcome.CHANGED: 1})
    assert versions(db) == [(1, "new", "Ann left."), (2, "removed", ""), (3, "text", "Ann was there.")]
    assert rows(db, "select version, removed_at is null from articles") == [(3, False)]
    put(db, tmp_path, page("Ann was there.", hour=4))
    assert rows(db, "select version, change from article_versions where version = 4") == [(4, "restored")]
    assert rows(db, "select version, removed_at from articles") == [(4, None)]


def test_an_article_whose_page_was_never_read_cannot_lose_it(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert put(db, tmp_path, page("A summary.", media=Media.ENTRY), gone()) == {Outcome.UNCHANGED: 1}
    assert rows(db, "select removed_at from articles") == [(None,)]


def test_what_was_seen_since_is_not_gone(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert put(db, tmp_path, page("Ann left.", hour=3), gone(hour=2)) == {Outcome.UNCHANGED: 1}
    assert rows(db, "select removed_at from articles") == [(None,)]


def test_what_was_captured_before_it_was_gone_does_not_bring_it_back(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(db, tmp_path, page("Ann left."), gone(hour=5), page("Ann came.", hour=2))
    assert versions(db) == [(1, "new", "Ann left."), (2, "removed", ""), (3, "text", "Ann came.")]
    assert rows(db, "select version, removed_at from articles") == [(3, NOW + timedelta(hours=5))]


AMP, OTHER = "https://amp.news.example/a", "https://m.news.example/a"


def test_an_article_stands_while_another_of_its_addresses_gives_it(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(db, tmp_path, page("Ann left.", at=AMP), page("Ann left.", at=OTHER, hour=1))
    assert put(db, tmp_path, gone(AMP, hour=2)) == {Outcome.UNCHANGED: 1}
    assert rows(db, "select removed_at from articles") == [(None,)]
    assert put(db, tmp_path, gone(OTHER, hour=3)) == {Outcome.CHANGED: 1}
    assert rows(db, "select removed_at from articles") == [(NOW + timedelta(hours=3),)]


def test_an_address_that_gives_it_again_counts_again(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, page("Ann left.", at=AMP), page("Ann left.", at=OTHER, hour=1))
    put(db, tmp_path, gone(AMP, hour=2), page("Ann left.", at=AMP, hour=3))
    assert put(db, tmp_path, gone(OTHER, hour=4)) == {Outcome.UNCHANGED: 1}


def test_the_canonical_address_decides_alone(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, page("Ann left."), page("Ann left.", at=AMP, hour=1))
    assert put(db, tmp_path, gone("http://www.news.example/a/", hour=2)) == {Outcome.CHANGED: 1}
    assert rows(db, "select removed_at from articles") == [(NOW + timedelta(hours=2),)]


def test_loads_without_a_known_page_gone_take_no_further_step(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    loaded = load_batches(db, [batch(gone(f"https://{host}.example/robots.txt")) for host in "abc"], tmp_path)
    assert loaded.outcomes == {}
    assert rows(db, "select count(*) from ops.captures") == [(3,)]


def everything(db: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(db, f"from {table} order by all") for table in TABLES}


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["gone", "gone", "Ann met Bob.", "Ann left.", "Bob came."]),
        st.sampled_from("ab"),
        st.sampled_from(["a", "c"]),
        st.sampled_from([Media.HTML, Media.HTML, Media.ENTRY]),
        st.sampled_from([0, 0, -90]),
    ),
    min_size=2,
    max_size=9,
)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, cuts=st.lists(st.integers(1, 4), min_size=9, max_size=9))
def test_the_tables_do_not_depend_on_how_the_log_is_cut(
    events: Sequence[tuple[str, str, str, Media, int]], cuts: Sequence[int], tmp_path: Path
) -> None:
    log: list[Found] = []
    for minute, (told, address, canonical, media, shift) in enumerate(events):
        at, hour = f"https://news.example/{address}", (minute + shift) / 60
        names = [name for name in ("Ann", "Bob") if name in told]
        url = f"https://news.example/{canonical}"
        log.append(
            gone(at, hour=hour) if told == "gone" else page(told, *names, url=url, hour=hour, media=media, at=at)
        )
    tables = []
    for sizes, together in (([1] * 9, 1), ([9], 1), (cuts, 1), (cuts, 9)):
        parts, rest = [], list(log)
        for size in sizes:
            parts.append(rest[:size])
            rest = rest[size:]
        batches = [batch(*part) for part in parts if part]
        with duckdb.connect() as db:
            db.execute("set TimeZone = 'UTC'")
            migrate(db)
            for start in range(0, len(batches), together):
                load_batches(db, batches[start : start + together], tmp_path)
            assert run_checks(db, scope=EVERYTHING, run_id=None, now=NOW) == {}
            tables.append(everything(db))
    assert all(table == tables[0] for table in tables)


NUMBERS = count()


@pytest.fixture(scope="module")
def shared() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        yield connection


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.sampled_from(["gone", "Ann left.", "Bob left."]), min_size=1, max_size=7))
def test_removals_and_returns_follow_each_other(
    shared: duckdb.DuckDBPyConnection, said: Sequence[str], tmp_path: Path
) -> None:
    url = f"https://news.example/{next(NUMBERS)}"
    log = [gone(url, hour=hour) if one == "gone" else page(one, url=url, hour=hour) for hour, one in enumerate(said)]
    load_batches(shared, [batch(*log)], tmp_path)
    stored = shared.execute("select text from article_versions where url = ? order by version", [url]).fetchall()
    # What is gone before it was there is nothing; what says the same again is no version.
    begun = list(said)[next((at for at, one in enumerate(said) if one != "gone"), len(said)) :]
    told = [one for at, one in enumerate(begun) if at == 0 or one != begun[at - 1]]
    assert [text for (text,) in stored] == ["" if one == "gone" else one for one in told]
    standing = shared.execute("select removed_at is null, text from articles where url = ?", [url]).fetchall()
    if told:
        assert standing == [(told[-1] != "gone", [one for one in told if one != "gone"][-1])]
