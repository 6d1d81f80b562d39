"""Addresses that a user names: a page, a feed with or without its pages, and a reason for each that gave nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.acquire.addresses import Unreachable, fetch_addresses, fetch_pages_of
from flows.acquire.collector import Collector
from tasks.archive.log import LOG_START, Archive, ArchiveError
from tasks.feeds import Provenance, decode_provenance
from tasks.feeds.parse import parse_feed
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.registry import unpack_capture
from tasks.model.stages import Capture, Extracted, Media, Reject
from tasks.pipeline.refine_batch import refine
from tasks.schedule import find_gone_address
from tasks.web.fetch import FetchPolicy
from tests.support.builders import NOW, RUN, load_batches
from tests.support.feed_server import FeedServer, Reply, redirect
from warehouse.db.migrate import migrate
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

WORDS = "The council of Oldport met on Tuesday to talk about the new harbour, which was opened last year. "
HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = Reply(headers=HTML, body=f"<html><article><h1>Harbour</h1><p>{WORDS * 6}</p></article></html>".encode())


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as one:
        yield one


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", file_bytes=1_000_000, document_bytes=1_000_000)


def feed(server: FeedServer, *names: str, extra: str = "") -> Reply:
    items = "".join(f"<item><title>{n}</title><link>{server.url}/{n}</link></item>" for n in names)
    body = f'<rss version="2.0"><channel><title>The Feed</title>{items}{extra}</channel></rss>'
    return Reply(headers={"Content-Type": "application/rss+xml"}, body=body.encode())


def policy(**more: Any) -> FetchPolicy:
    settings: dict[str, Any] = {
        "allowed_networks": ("127.0.0.0/8",),
        "spacing_seconds": 0.0,
        "rest_seconds": 0.0,
        "body_bytes": 99_999,
    }
    return FetchPolicy(user_agent="Dateline/0.1 (+mailto:desk@example.org)", **(settings | more))


def collector(archive: Archive, **more: object) -> Collector:
    return Collector(archive, policy(**more), run_id=RUN, clock=lambda: NOW)


def fetch(archive: Archive, *addresses: str, pages: bool = True, **more: object) -> list[RejectRow]:
    async def go() -> list[RejectRow]:
        async with collector(archive, **more) as one:
            settled: dict[str, RejectRow | None] = {}
            unreachable: tuple[RejectRow, ...] = ()
            try:
                await fetch_addresses(addresses, one, settled, pages=pages)
            except Unreachable as error:
                unreachable = error.rejects
            return [*(reject for reject in settled.values() if reject), *unreachable]

    return asyncio.run(asyncio.wait_for(go(), 30))


def captures(archive: Archive, *media: Media) -> dict[str, Capture]:
    """What was archived of these kinds, by address."""
    found = [
        item for item, _ in archive.read(LOG_START, archive.end()) if isinstance(item, Capture) and item.media in media
    ]
    assert len({one.uri for one in found}) == len(found)
    return {one.uri: one for one in found}


def said(capture: Capture) -> Provenance:
    text = capture.body.decode() if capture.media == Media.ENTRY else capture.context or ""
    made = decode_provenance(text)
    assert isinstance(made, Provenance), made
    return made


def article(capture: Capture) -> Extracted:
    (one,) = unpack_capture(capture)
    assert isinstance(one, Extracted), one
    return one


def test_a_page_is_fetched_and_archived_as_a_page(server: FeedServer, archive: Archive) -> None:
    server.script = {"/a": PAGE}
    assert fetch(archive, f"{server.url}/a") == []
    (page,) = captures(archive, Media.HTML).values()
    assert (page.uri, page.status, page.run_id, page.context) == (f"{server.url}/a", 200, RUN, None)
    assert article(page).address == f"{server.url}/a"


def test_a_page_behind_a_redirect_is_that_of_the_address_it_led_to(server: FeedServer, archive: Archive) -> None:
    server.script = {"/short": redirect("/a"), "/a": PAGE}
    assert fetch(archive, f"{server.url}/short") == []
    assert list(captures(archive, Media.HTML)) == [f"{server.url}/a"]
    assert f"{server.url}/short" in captures(archive, Media.OTHER)


def test_the_pages_of_a_feed_are_fetched_with_what_the_feed_says_of_them(server: FeedServer, archive: Archive) -> None:
    server.script = {"/rss": feed(server, "one", "two"), "/one": PAGE, "/two": PAGE}
    assert fetch(archive, f"{server.url}/rss") == []
    pages = captures(archive, Media.HTML)
    assert set(pages) == {f"{server.url}/one", f"{server.url}/two"}
    told = said(pages[f"{server.url}/one"])
    assert (told.feed_title, told.feed_url, told.entry.title, told.reason) == (
        "The Feed",
        f"{server.url}/rss",
        "one",
        None,
    )
    assert set(captures(archive, Media.OTHER)) == {f"{server.url}/rss", f"{server.url}/robots.txt"}
    assert captures(archive, Media.FEED) == {}, "the document leads to articles and is none itself"
    assert captures(archive, Media.ENTRY) == {}


@pytest.mark.parametrize("headers", [{}, HTML, {"Content-Type": "text/xml"}, {"Content-Type": "text/plain"}])
def test_a_feed_is_one_whatever_its_server_calls_it_and_never_an_article(
    server: FeedServer, archive: Archive, headers: dict[str, str]
) -> None:
    server.script = {"/rss": Reply(headers=headers, body=feed(server, "one").body), "/one": PAGE}
    assert fetch(archive, f"{server.url}/rss") == []
    assert list(captures(archive, Media.HTML)) == [f"{server.url}/one"]


def test_without_pages_the_entries_are_the_articles(server: FeedServer, archive: Archive) -> None:
    server.script = {"/rss": feed(server, "one", "two"), "/one": PAGE, "/two": PAGE}
    assert fetch(archive, f"{server.url}/rss", pages=False) == []
    entries = captures(archive, Media.ENTRY)
    assert set(entries) == {f"{server.url}/one", f"{server.url}/two"}
    assert article(entries[f"{server.url}/one"]).title == "one"
    assert said(entries[f"{server.url}/one"]).reason is None
    assert captures(archive, Media.HTML) == {}
    assert "/one" not in server.paths()


def test_an_entry_whose_page_cannot_be_had_is_the_article_with_the_reason(server: FeedServer, archive: Archive) -> None:
    statuses = {"paid": 402, "blocked": 403, "missing": 404, "gone": 410, "broken": 500}
    server.script = {
        "/rss": feed(server, *statuses, "image", "empty", "good"),
        "/good": PAGE,
        "/image": Reply(headers={"Content-Type": "image/png"}, body=b"\x89PNG"),
        "/empty": Reply(headers=HTML, body=b" \n"),
        **{f"/{name}": Reply(status=status) for name, status in statuses.items()},
    }
    assert fetch(archive, f"{server.url}/rss") == []
    entries = captures(archive, Media.ENTRY)
    assert {uri.rsplit("/", 1)[1]: said(one).reason for uri, one in entries.items()} == {
        "paid": "paywall",
        "blocked": "blocked",
        "missing": "not_found",
        "gone": "gone",
        "broken": "server_error",
        "image": "no_page",
        "empty": "no_page",
    }
    assert article(entries[f"{server.url}/paid"]).truncated_because == "paywall"
    assert list(captures(archive, Media.HTML)) == [f"{server.url}/good"]


def test_an_entry_without_a_link_is_kept_and_one_page_linked_twice_is_fetched_once(
    server: FeedServer, archive: Archive
) -> None:
    bare = "<item><guid isPermaLink='false'>g1</guid><title>Bare</title><description>Only words.</description></item>"
    server.script = {"/rss": feed(server, "one", "one", extra=bare), "/one": PAGE}
    assert fetch(archive, f"{server.url}/rss") == []
    assert server.paths().count("/one") == 1
    (kept,) = captures(archive, Media.ENTRY).values()
    assert kept.uri == f"{server.url}/rss"
    assert (article(kept).title, article(kept).part) == ("Bare", "g1")


def test_two_entries_without_a_link_are_two(server: FeedServer, archive: Archive) -> None:
    bare = "".join(f"<item><guid isPermaLink='false'>{n}</guid><title>Bare {n}</title></item>" for n in (1, 2))
    server.script = {"/rss": feed(server, extra=bare)}
    assert fetch(archive, f"{server.url}/rss") == []
    found = [item for item, _ in archive.read(LOG_START, archive.end()) if isinstance(item, Capture)]
    entries = [one for one in found if one.media == Media.ENTRY]
    assert {article(one).part for one in entries} == {"1", "2"}
    assert len({one.capture_id for one in entries}) == 2


def test_pages_that_robots_txt_forbids_are_not_fetched(server: FeedServer, archive: Archive) -> None:
    server.script = {
        "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /private\n"),
        "/rss": feed(server, "private", "open"),
        "/private": PAGE,
        "/open": PAGE,
    }
    (refused,) = fetch(archive, f"{server.url}/private")
    assert (refused.reason, refused.detail.partition(":")[0]) == (Reason.NO_PAGE, "robots")
    fetch(archive, f"{server.url}/rss")
    assert "/private" not in server.paths()
    assert said(captures(archive, Media.ENTRY)[f"{server.url}/private"]).reason == "robots"


@pytest.mark.parametrize(
    ("address", "reason", "detail"),
    [
        ("{url}/missing", Reason.NO_PAGE, "not_found: HTTP status 404"),
        ("{url}/blocked", Reason.NO_PAGE, "blocked: HTTP status 403"),
        ("{url}/busy", Reason.NO_PAGE, "rate_limited: HTTP status 429"),
        ("{url}/broken", Reason.NO_PAGE, "server_error: HTTP status 503"),
        ("{url}/image", Reason.NO_PAGE, "no_page: HTTP status 200"),
        ("{url}/loop", Reason.NO_PAGE, "redirect_loop: "),
        ("{url}/inside", Reason.NO_PAGE, "private_address: "),
        ("{url}/large", Reason.NO_PAGE, "too_large: "),
        ("{url}/bad.xml", Reason.BAD_FEED, "not a feed"),
        ("http://10.1.2.3/", Reason.NO_PAGE, "private_address: "),
        ("ftp://news.example/a", Reason.UNSUPPORTED, "not a web address"),
        ("file:///etc/passwd", Reason.UNSUPPORTED, "not a web address"),
        ("http://", Reason.UNSUPPORTED, "not a web address"),
    ],
)
def test_an_address_that_gives_nothing_says_why(
    server: FeedServer, archive: Archive, address: str, reason: Reason, detail: str
) -> None:
    server.script = {
        "/blocked": Reply(status=403),
        "/busy": Reply(status=429),
        "/broken": Reply(status=503),
        "/image": Reply(headers={"Content-Type": "image/png"}, body=b"\x89PNG"),
        "/loop": redirect("/loop"),
        "/inside": redirect("http://10.1.2.3/"),
        "/large": Reply(headers=HTML, body=b"x" * 200_000),
        "/bad.xml": Reply(headers={"Content-Type": "application/rss+xml"}, body=b"<opml/>"),
        "/good": PAGE,
    }
    (row,) = fetch(archive, address.format(url=server.url), f"{server.url}/good")
    assert row.reason is reason
    assert row.detail.startswith(detail)
    assert row.detail
    assert (row.run_id, row.capture_id, row.seen_at) == (RUN, None, NOW)
    assert list(captures(archive, Media.HTML)) == [f"{server.url}/good"], "the others are read all the same"


def test_a_secret_in_an_address_is_neither_sent_nor_written_down(server: FeedServer, archive: Archive) -> None:
    server.script = {"/a": PAGE}
    assert fetch(archive, server.url.replace("://", "://user:hunter2@") + "/a") == []
    (asked,) = (asked for asked in server.asked if asked.path == "/a")
    assert "authorization" not in asked.headers
    assert list(captures(archive, Media.HTML)) == [f"{server.url}/a"]


def test_every_request_is_a_row(server: FeedServer, archive: Archive) -> None:
    server.script = {"/rss": feed(server, "one"), "/one": PAGE}

    async def go() -> Collector:
        async with collector(archive) as one:
            await fetch_addresses(
                [f"{server.url}/rss", f"{server.url}/missing", "http://10.1.2.3/"], one, {}, pages=True
            )
            return one

    rows = {row.uri.removeprefix(server.url): row for row in asyncio.run(go()).fetches}
    assert {uri: (row.purpose, row.status, row.outcome) for uri, row in rows.items()} == {
        "/rss": ("page", 200, "answered"),
        "/one": ("page", 200, "answered"),
        "/missing": ("page", 404, "answered"),
        "http://10.1.2.3/": ("page", None, "private_address"),
    }
    known = {item.capture_id for item, _ in archive.read(LOG_START, archive.end()) if isinstance(item, Capture)}
    assert {row.capture_id for row in rows.values() if row.capture_id} <= known


def test_the_pages_of_a_document_at_hand_are_fetched(server: FeedServer, archive: Archive) -> None:
    server.script = {"/one": PAGE}
    document = parse_feed(feed(server, "one", "missing").body, url=None)
    assert not isinstance(document, Reject)

    async def go() -> None:
        async with collector(archive) as one:
            await fetch_pages_of(document, None, one)

    asyncio.run(go())
    assert list(captures(archive, Media.HTML)) == [f"{server.url}/one"]
    entries = captures(archive, Media.ENTRY)
    assert list(entries) == [f"{server.url}/missing"]
    assert (said(entries[f"{server.url}/missing"]).feed_url, said(entries[f"{server.url}/missing"]).reason) == (
        None,
        "not_found",
    )


def test_trouble_with_the_archive_ends_it(server: FeedServer, tmp_path: Path) -> None:
    server.script = {"/a": PAGE}
    (tmp_path / "archive").write_text("a file where the folder should be")
    with pytest.raises(ArchiveError):
        fetch(Archive(tmp_path / "archive", file_bytes=1_000_000, document_bytes=1_000_000), f"{server.url}/a")


def test_a_page_of_a_feed_that_is_gone_is_archived_with_the_entry_that_led_there(
    server: FeedServer, archive: Archive
) -> None:
    server.script = {
        "/rss": feed(server, "one"),
        "/one": redirect("/no-such-page"),
        "/no-such-page": Reply(status=404, headers=HTML, body=b"We looked everywhere."),
    }
    fetch(archive, f"{server.url}/rss")
    answers = captures(archive, Media.OTHER)
    assert said(answers[f"{server.url}/no-such-page"]).entry.url == f"{server.url}/one"
    assert find_gone_address(answers[f"{server.url}/no-such-page"]) == f"{server.url}/one"
    assert answers[f"{server.url}/one"].context is None
    # That there is no robots.txt says nothing about a page.
    assert find_gone_address(answers[f"{server.url}/robots.txt"]) == f"{server.url}/robots.txt"


def test_a_page_that_is_fetched_again_and_is_gone_makes_a_version(
    server: FeedServer, archive: Archive, tmp_path: Path
) -> None:
    server.script = {"/a": [PAGE, Reply(status=410, body=b"gone"), Reply(status=410, body=b"gone"), PAGE]}

    async def go(hour: int) -> None:
        later = NOW + timedelta(hours=hour)
        async with Collector(archive, policy(), run_id=RUN, clock=lambda: later) as one:
            await fetch_addresses([f"{server.url}/a"], one, {}, pages=True)

    for hour in range(4):
        asyncio.run(asyncio.wait_for(go(hour), 30))
    log = [item for item, _ in archive.read(LOG_START, archive.end()) if isinstance(item, Capture)]
    limits = DocumentLimits(document_bytes=10**6, text_chars=10**6)
    with duckdb.connect() as db:
        db.execute("set TimeZone = 'UTC'")
        migrate(db)
        load_batches(db, [refine(log, pipelines={}, limits=limits, deadline=nullcontext)], tmp_path)
        found = db.execute("select change, text = '' from article_versions order by version").fetchall()
    assert found == [("new", False), ("removed", True), ("restored", False)]
