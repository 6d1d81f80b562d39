"""Pages that are gone from a sitemap: what counts as gone, whose articles they are, and that they may be back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.feeds import sitemaps
from tasks.inputs.kind import DocumentLimits
from tasks.model.stages import Capture, Media
from tasks.pipeline.identity_keys import address_key
from tasks.pipeline.refine_batch import refine
from tasks.pipeline.sitemap_listing import listing, page_number
from tests.support.builders import NOW, capture, load_batches
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.migrate import migrate
from warehouse.model.records import Batch

SITE = "https://news.example"
MAP = f"{SITE}/sitemap.xml"
LIMITS = DocumentLimits(document_bytes=10**6, text_chars=10**6)
NEWS = '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:title>T</n:title></n:news>'
Page = str | tuple[str, str]  # the end of an address, and when it changed


def at(hour: float) -> datetime:
    return NOW + timedelta(hours=hour)


def fetched(body: str, *, url: str = MAP, hour: float = 0, run: str = "") -> Capture:
    """The answer of a sitemap's address; runs begin on the hour."""
    one = capture(body.encode(), uri=url, media=Media.SITEMAP, status=200, seen_at=at(hour))
    return replace(one, run_id=run or f"run {int(hour)}")


def sitemap(*pages: Page, url: str = MAP, hour: float = 0) -> Capture:
    entries = "".join(
        f"<url><loc>{SITE}/{page}</loc></url>"
        if isinstance(page, str)
        else f"<url><loc>{SITE}/{page[0]}</loc><lastmod>{page[1]}</lastmod></url>"
        for page in pages
    )
    return fetched(f"<urlset>{entries}</urlset>", url=url, hour=hour)


def article(page: str, *, hour: float = 0, canonical: str | None = None) -> Capture:
    link = f'<link rel="canonical" href="{SITE}/{canonical}"/>' if canonical else ""
    words = f"<p>The harbour of Oldport, part {page}, was opened on Tuesday by the mayor of the town.</p>" * 2
    body = f"<html><head>{link}</head><body><article>{words}</article></body></html>".encode()
    return capture(body, uri=f"{SITE}/{page}", media=Media.HTML, status=200, seen_at=at(hour))


def thought(*captures: Capture) -> Batch:
    """What a worker makes of them."""
    return refine(captures, pipelines={}, limits=LIMITS, deadline=nullcontext)


def put(db: duckdb.DuckDBPyConnection, folder: Path, *captures: Capture) -> None:
    """Loads each by itself."""
    for one in captures:
        load_batches(db, [thought(one)], folder)


def gone(db: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """Missing pages that are articles: the end of the address, hours of last listing, missing and listing again."""
    rows = db.execute(
        "select url, last_listed_at, missing_at, relisted_at from delistings join articles using (article_id) "
        "order by missing_at, url"
    ).fetchall()
    return [
        (url.removeprefix(f"{SITE}/"), *((time - NOW).total_seconds() / 3600 if time else None for time in times))
        for url, *times in rows
    ]


def missing(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Pages that are in no sitemap any more, articles or not, of one letter or a number."""
    names = {page_number(f"{SITE}/{name}"): name for name in (*"abcdefghij", *map(str, range(100)))}
    found = db.execute("select page from ops.delisted where relisted_at is null order by position").fetchall()
    return sorted(names[page] for (page,) in found)


# -- what a sitemap lists ----------------------------------------------------------------------------------------------


def test_the_pages_of_a_sitemap_are_listed_once_with_their_times() -> None:
    body = "".join(
        f"<url><loc>{loc}</loc><lastmod>{changed}</lastmod></url>"
        for loc, changed in (
            (f"{SITE}/2026/01/05/b", "2026-01-07T10:00:00Z"),
            (f"{SITE}/2026/01/05/a", ""),
            ("http://www.news.example/2026/01/05/a/", ""),
            (f"{SITE}/c", ""),
        )
    )
    row = listing(fetched(f"<urlset>{body}</urlset>"))
    assert row is not None
    assert row.pages == tuple(page_number(f"{SITE}/{page}") for page in ("2026/01/05/b", "2026/01/05/a", "c"))
    assert row.moments == (
        int(datetime(2026, 1, 7, 10, tzinfo=UTC).timestamp()),
        int(datetime(2026, 1, 5, tzinfo=UTC).timestamp()),
        None,
    )
    assert (row.sitemap, row.is_full) == (MAP, False)


def test_sql_makes_the_same_number_of_a_key(db: duckdb.DuckDBPyConnection) -> None:
    for address in (f"{SITE}/a", f"{SITE}/é?x=1", "https://xn--bcher-kva.example/"):
        number = db.execute("select ('0x' || substr(md5(?), 1, 15))::bigint", [address_key(address)]).fetchall()
        assert number == [(page_number(address),)]


@pytest.mark.parametrize(
    "body",
    [
        "<urlset></urlset>",
        "<urlset><url><loc>mailto:a@b.example</loc></url></urlset>",
        f"<sitemapindex><sitemap><loc>{SITE}/1.xml</loc></sitemap></sitemapindex>",
        "<html><body>Not found</body></html>",
        "Not found",
        "",
        f"<urlset><url><loc>{SITE}/a</loc></url><url><loc>{SITE}/b</lo",
        f"<urlset><url><loc>{SITE}/a</loc></url><url><loc>{SITE}/b</loc>{NEWS}</url></urlset>",
    ],
    ids=["empty", "no address", "index", "page", "text", "nothing", "damaged", "news"],
)
def test_what_says_nothing_about_pages_it_does_not_list_is_no_listing(
    body: str, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert listing(fetched(body)) is None
    put(db, tmp_path, sitemap("a", "b", "c"), fetched(body, hour=1))
    assert missing(db) == []
    put(db, tmp_path, sitemap("a", "c", hour=2))
    assert missing(db) == ["b"]


def test_other_answers_are_no_listing(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, replace(sitemap("a"), media=Media.OTHER))
    assert db.execute("from ops.listings").fetchall() == []


def test_an_entry_without_an_address_takes_nothing_away(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, sitemap("a", "b", "c"))
    put(db, tmp_path, fetched(f"<urlset><url/><url><loc>{SITE}/a</loc></url></urlset>", hour=1))
    assert missing(db) == []  # more went than stayed
    put(db, tmp_path, sitemap("a", "b", "c", hour=2))
    put(
        db,
        tmp_path,
        fetched(f"<urlset><url/><url><loc>{SITE}/a</loc></url><url><loc>{SITE}/c</loc></url></urlset>", hour=3),
    )
    assert missing(db) == ["b"]


# -- what is gone ------------------------------------------------------------------------------------------------------


def test_an_article_that_its_sitemap_lists_no_more_and_lists_again(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(db, tmp_path, sitemap("a", "b", "c"), *map(article, "abc"), sitemap("a", "c", hour=1))
    assert gone(db) == [("b", 0, 1, None)]
    put(db, tmp_path, sitemap("a", "c", hour=2))
    assert gone(db) == [("b", 0, 1, None)]
    put(db, tmp_path, sitemap("a", "b", "c", hour=3))
    assert gone(db) == [("b", 0, 1, 3)]
    put(db, tmp_path, sitemap("a", "c", "d", hour=4), sitemap("a", "b", "c", "d", hour=5))
    assert gone(db) == [("b", 0, 1, 3), ("b", 3, 4, 5)]
    assert db.execute("select count(*), max(version) from articles").fetchall() == [(3, 1)], "it is no removal"
    assert run_checks(db, scope=EVERYTHING, run_id=None, now=NOW) == {}


def test_it_is_told_by_whichever_capture_the_article_was_loaded(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, sitemap("a", "b", "c"), sitemap("a", "c", hour=1))
    assert gone(db) == []
    put(db, tmp_path, article("b", hour=2))
    assert gone(db) == [("b", 0, 1, None)]


def test_the_sitemap_and_its_captures_can_be_looked_up(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    captures = sitemap("a", "b", "c"), sitemap("a", "c", hour=1), sitemap("a", "b", "c", hour=2)
    put(db, tmp_path, article("b"), *captures)
    assert db.execute("select sitemap, capture_id, relisted_by from delistings").fetchall() == [
        (MAP, captures[1].capture_id, captures[2].capture_id)
    ]


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        # Newest first, as most are: what falls off at the end slid out, whatever else is missing.
        ("abcdefgh", "xyabcdef", ""),
        ("abcdefgh", "xyabdef", "c"),
        ("abcdefgh", "xbcdefgh", "a"),
        # Oldest first.
        ("abcdefgh", "cdefghxy", ""),
        ("abcdefgh", "cdefgxy", "h"),
        # Nothing new came, so that nothing slid.
        ("abcdefgh", "abcdefg", "h"),
        ("abcdefgh", "bcdefgh", "a"),
        ("abcdefgh", "hgfedcba", ""),
        # A page that is always there does not hide at which end the new ones come in.
        ("abcdefgh", "axybcdef", ""),
        # More went than stayed: another list.
        ("abcdefgh", "aceg", "bdfh"),
        ("abcdefgh", "ahi", ""),
        ("abcdefgh", "xyz", ""),
        ("ab", "b", "a"),
    ],
)
def test_a_window_that_slid_is_no_loss(
    before: str, after: str, lost: str, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(db, tmp_path, sitemap(*before), sitemap(*after, hour=1))
    assert missing(db) == sorted(lost)


@pytest.mark.parametrize(
    ("days", "stayed", "lost"),
    [
        ({"a": 5, "b": 1, "c": 4, "d": 3, "e": 2}, "acd", ""),  # the two oldest
        ({"a": 5, "b": 1, "c": 4, "d": 3, "e": 2}, "abc", "de"),
        ({"a": 5, "b": 1, "c": 4, "d": 3, "e": 2}, "acde", ""),
        ({"a": 9, "b": 9, "c": 9, "d": 9}, "acd", "b"),  # a time for all of them is when the sitemap was written
        ({"a": 9, "b": None, "c": 8, "d": 7}, "acd", "b"),
    ],
)
def test_what_is_older_than_all_that_stayed_slid_out_wherever_it_stood(
    days: Mapping[str, int | None], stayed: str, lost: str, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    def listed(names: Sequence[str]) -> list[Page]:
        return [(name, f"2026-01-0{days[name]}") if days[name] else name for name in names]

    # Times may be told anew with every fetch: those of one fetch are compared.
    anew = [(name, "2026-02-01") for name in stayed]
    put(db, tmp_path, sitemap(*listed(list(days))), sitemap(*anew, hour=1))
    assert missing(db) == sorted(lost)


def test_the_day_in_the_address_is_a_time(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    days = [f"2026/01/{day:02d}/x" for day in (5, 1, 4, 3)]
    put(db, tmp_path, sitemap(*days), sitemap(days[0], days[2], days[3], hour=1))
    assert db.execute("from ops.delisted").fetchall() == []
    put(db, tmp_path, sitemap(days[0], days[3], hour=2))
    assert db.execute("select page from ops.delisted").fetchall() == [(page_number(f"{SITE}/{days[2]}"),)]


def test_a_full_sitemap_has_no_room_for_what_it_lacks(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tasks.feeds.sitemaps", "tasks.pipeline.sitemap_listing"):
        monkeypatch.setattr(f"{module}.MAX_SITEMAP_ENTRIES", 4)
    assert sitemaps.MAX_SITEMAP_ENTRIES == 4
    put(db, tmp_path, sitemap("a", "b", "c"), sitemap(*"aecd", hour=1), sitemap(*"acde", hour=2))
    put(db, tmp_path, sitemap(*"abfcde", hour=3), sitemap(*"acd", hour=4))
    assert missing(db) == []
    put(db, tmp_path, sitemap("a", "d", hour=5))
    assert missing(db) == ["c"]


def test_what_another_sitemap_lists_is_not_missing(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    other = f"{SITE}/2.xml"
    put(db, tmp_path, sitemap(*"abcd"), sitemap("c", "e", url=other))
    put(db, tmp_path, sitemap("a", "b", "d", hour=1))
    assert missing(db) == []
    put(db, tmp_path, sitemap("e", url=other, hour=2))
    assert missing(db) == ["c"]
    assert db.execute("select sitemap from ops.delisted").fetchall() == [(other,)]


def test_what_moves_between_sitemaps_of_one_run_was_never_missing(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    other = f"{SITE}/2.xml"
    put(db, tmp_path, sitemap(*"abcd"), sitemap("e", url=other))
    put(db, tmp_path, sitemap("a", "b", "d", hour=1), sitemap("e", "c", url=other, hour=1.1))
    assert db.execute("from ops.delisted").fetchall() == []
    put(db, tmp_path, sitemap("b", "d", hour=2), sitemap("e", "c", "a", url=other, hour=3))
    assert db.execute("select missing_at, relisted_at from ops.delisted").fetchall() == [(at(2), at(3))]


def test_what_was_fetched_before_what_is_known_comes_too_late(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, sitemap(*"abc"), sitemap(*"abc", hour=3), sitemap("a", "c", hour=2))
    load_batches(db, [thought(sitemap("a", "c", hour=1), sitemap(*"abc", hour=4))], tmp_path)
    assert db.execute("from ops.delisted").fetchall() == []
    assert db.execute("select listed_at from ops.listings").fetchall() == [(at(4),)]


def test_an_article_under_two_addresses_is_missing_when_both_are(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, sitemap("amp", "x", "y"), article("amp", canonical="b"))
    put(db, tmp_path, sitemap("b", "x", "y", hour=1))
    assert gone(db) == []
    put(db, tmp_path, sitemap("x", "y", hour=2))
    assert gone(db) == [("b", 1, 2, None)]


def test_a_list_that_is_as_it_was_is_seen_and_no_more(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    pages: list[Page] = [("a", "2026-01-01"), "b"]
    put(db, tmp_path, sitemap(*pages), sitemap(*pages, hour=1))
    assert db.execute("select listed_at, len(pages), is_full from ops.listings").fetchall() == [(at(1), 2, False)]


def test_a_sitemap_that_ends_its_worker_is_a_reject(
    monkeypatch: pytest.MonkeyPatch, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    def broken(_: Capture) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("tasks.pipeline.refine_batch.listing", broken)
    put(db, tmp_path, sitemap("a"))
    assert db.execute("select reason, uri, detail from ops.rejects").fetchall() == [("crash", MAP, "ValueError: odd")]
    assert db.execute("select count(*) from ops.captures").fetchall() == [(1,)]


# -- whatever the batches ----------------------------------------------------------------------------------------------

TABLES = ("ops.captures", "ops.listings", "ops.delisted")
EVENTS = st.lists(
    st.tuples(st.sampled_from("12"), st.lists(st.sampled_from("abcdefgh"), min_size=3, unique=True)),
    min_size=4,
    max_size=9,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        yield connection


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, cuts=st.lists(st.integers(1, 4), min_size=9, max_size=9), late=st.integers(1, 8))
def test_the_rows_do_not_depend_on_how_the_log_is_cut(
    shared: duckdb.DuckDBPyConnection,
    events: Sequence[tuple[str, Sequence[str]]],
    cuts: Sequence[int],
    late: int,
    tmp_path: Path,
) -> None:
    log = [
        sitemap(*pages, url=f"{SITE}/{name}.xml", hour=(hour - 5 if hour == late else hour) / 2)
        for hour, (name, pages) in enumerate(events)
    ]
    told = []
    for sizes, together in (([1] * 9, 1), (cuts, 1), (cuts, 9)):
        parts, rest = [], list(log)
        for size in sizes:
            parts.append(rest[:size])
            rest = rest[size:]
        batches = [thought(*part) for part in parts if part]
        for table in TABLES:
            shared.execute(f"delete from {table}")
        for start in range(0, len(batches), together):
            load_batches(shared, batches[start : start + together], tmp_path)
        told.append([shared.execute(f"from {table} order by all").fetchall() for table in TABLES])
        # What is missing is missing once, and no sitemap lists it.
        missed = shared.execute("select page from ops.delisted where relisted_at is null").fetchall()
        listed = shared.execute("select distinct unnest(pages) from ops.listings").fetchall()
        assert len({*missed, *listed}) == len(missed) + len(listed)
    assert all(one == told[0] for one in told)
