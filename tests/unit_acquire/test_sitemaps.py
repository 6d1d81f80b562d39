"""The pages that sitemaps list: through indexes, each page once; what is wrong is said, what is unwanted counted."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.acquire import sitemaps
from flows.acquire.collector import Collector
from flows.acquire.sitemaps import SitemapListing, list_pages
from tasks.archive.log import LOG_START, Archive
from tasks.inputs.backfill_filter import BackfillFilter
from tasks.model.stages import Capture, Media
from tasks.web.fetch import FetchPolicy
from tests.support.builders import NOW, RUN
from tests.support.feed_server import FeedServer, Reply, redirect

SINCE = datetime(2026, 3, 1, tzinfo=UTC)
UNTIL = datetime(2026, 4, 1, tzinfo=UTC)
POLICY = FetchPolicy(
    user_agent="Dateline/0.1 (+mailto:desk@example.org)", allowed_networks=("127.0.0.0/8",), spacing_seconds=0.0
)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as one:
        yield one


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", file_bytes=1_000_000, document_bytes=1_000_000)


def pages(*addresses: str, **more: str) -> Reply:
    """A sitemap of pages, all with the same further elements."""
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in more.items())
    listed = "".join(f"<url><loc>{address}</loc>{inside}</url>" for address in addresses)
    return Reply(body=f"<urlset>{listed}</urlset>".encode())


def index(*addresses: str, changed: str | None = None) -> Reply:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    listed = "".join(f"<sitemap><loc>{address}</loc>{lastmod}</sitemap>" for address in addresses)
    return Reply(body=f"<sitemapindex>{listed}</sitemapindex>".encode())


def listed(archive: Archive, addresses: Sequence[str], wanted: BackfillFilter | None = None) -> SitemapListing:
    async def go() -> SitemapListing:
        async with Collector(archive, POLICY, run_id=RUN, clock=lambda: NOW) as collector:
            return await list_pages(addresses, wanted or BackfillFilter(), collector)

    return asyncio.run(asyncio.wait_for(go(), 30))


def urls(found: SitemapListing) -> list[str]:
    return [page.url for page in found.pages]


def asked(server: FeedServer) -> list[str]:
    return [path for path in server.paths() if path != "/robots.txt"]


def test_the_pages_of_a_sitemap_in_their_order_each_once(server: FeedServer, archive: Archive) -> None:
    server.script = {"/s.xml": pages("https://a.example/2", "https://a.example/1", "https://a.example/2")}
    found = listed(archive, [f"{server.url}/s.xml"])
    assert urls(found) == ["https://a.example/2", "https://a.example/1"]
    assert (found.troubles, found.passed_over) == ((), {})


def test_an_index_leads_to_its_sitemaps_and_a_page_in_two_of_them_is_one(server: FeedServer, archive: Archive) -> None:
    server.script = {
        "/index.xml": index(f"{server.url}/1.xml", f"{server.url}/2.xml.gz"),
        "/1.xml": pages("https://a.example/1", "https://a.example/2"),
        "/2.xml.gz": Reply(body=gzip.compress(pages("https://a.example/2", "https://a.example/3").body)),
    }
    assert urls(listed(archive, [f"{server.url}/index.xml"])) == [f"https://a.example/{number}" for number in (1, 2, 3)]


def test_everything_that_was_fetched_is_archived(server: FeedServer, archive: Archive) -> None:
    server.script = {"/i.xml": index(f"{server.url}/s.xml"), "/s.xml": pages("https://a.example/1")}
    listed(archive, [f"{server.url}/i.xml"])
    listed(archive, [f"{server.url}/missing.xml"])
    captures = [item for item, _ in archive.read(LOG_START, archive.end()) if isinstance(item, Capture)]
    assert {(item.uri.removeprefix(server.url), item.media) for item in captures} == {
        ("/robots.txt", Media.OTHER),
        ("/i.xml", Media.SITEMAP),
        ("/s.xml", Media.SITEMAP),
        ("/missing.xml", Media.OTHER),
    }


def test_a_sitemap_is_fetched_once_however_often_it_is_named(server: FeedServer, archive: Archive) -> None:
    here = f"{server.url}/s.xml"
    server.script = {"/s.xml": pages("https://a.example/1"), "/i.xml": index(here, here)}
    found = listed(archive, [here, here, f"{server.url}/i.xml"])
    assert urls(found) == ["https://a.example/1"]
    assert sorted(asked(server)) == ["/i.xml", "/s.xml"]


def test_indexes_that_lead_in_a_circle_end(server: FeedServer, archive: Archive) -> None:
    server.script = {
        "/a.xml": index(f"{server.url}/b.xml"),
        "/b.xml": index(f"{server.url}/a.xml", f"{server.url}/c.xml"),
        "/c.xml": pages("https://a.example/1"),
    }
    found = listed(archive, [f"{server.url}/a.xml"])
    assert urls(found) == ["https://a.example/1"]
    assert sorted(asked(server)) == ["/a.xml", "/b.xml", "/c.xml"]


def test_indexes_are_followed_so_deep_and_the_rest_is_said(server: FeedServer, archive: Archive) -> None:
    script = {f"/{depth}.xml": index(f"{server.url}/{depth + 1}.xml") for depth in range(50)}
    server.script = script
    found = listed(archive, [f"{server.url}/0.xml"])
    assert asked(server) == ["/0.xml", "/1.xml", "/2.xml"]
    assert found.troubles == ("sitemap: 1 further sitemaps were not read",)


def test_so_many_sitemaps_are_read_and_the_rest_is_said(
    server: FeedServer, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MAX_SITEMAPS", 4)
    names = [f"/{number}.xml" for number in range(10)]
    server.script = {name: pages(f"https://a.example{name}") for name in names} | {
        "/i.xml": index(*(f"{server.url}{name}" for name in names))
    }
    found = listed(archive, [f"{server.url}/i.xml"])
    assert len(urls(found)) == 3
    assert any("7 further sitemaps" in trouble for trouble in found.troubles), found.troubles


def test_trouble_with_one_sitemap_is_said_and_the_others_are_read(server: FeedServer, archive: Archive) -> None:
    server.script = {
        "/good.xml": pages("https://a.example/1"),
        "/gone.xml": Reply(status=410),
        "/feed.xml": Reply(body=b"<rss version='2.0'><channel/></rss>"),
        "/moved.xml": redirect("/good.xml", 301),
        "/loop.xml": redirect("/loop.xml"),
    }
    names = ("missing.xml", "gone.xml", "feed.xml", "good.xml", "loop.xml")
    found = listed(archive, [*(f"{server.url}/{name}" for name in names), "gopher://a.example/s.xml"])
    assert urls(found) == ["https://a.example/1"]
    assert [trouble.removeprefix(f"sitemap: {server.url}/").partition(":")[::2] for trouble in found.troubles] == [
        ("missing.xml", " HTTP status 404"),
        ("gone.xml", " HTTP status 410"),
        ("feed.xml", " not a sitemap: its root is <rss>"),
        ("loop.xml", f" redirect_loop: back to {server.url}/loop.xml"),
        ("sitemap", " gopher://a.example/s.xml: not a web address"),
    ]
    assert urls(listed(archive, [f"{server.url}/moved.xml"])) == ["https://a.example/1"]


def test_entries_without_an_address_are_said(server: FeedServer, archive: Archive) -> None:
    server.script = {"/s.xml": pages("mailto:x@a.example", "https://a.example/1")}
    found = listed(archive, [f"{server.url}/s.xml"])
    assert urls(found) == ["https://a.example/1"]
    assert len(found.troubles) == 1
    assert "not a web address: 'mailto:x@a.example'" in found.troubles[0]


def test_pages_of_another_time_are_counted_and_pages_of_which_nothing_is_known_are_kept(
    server: FeedServer, archive: Archive
) -> None:
    server.script = {
        "/s.xml": pages(
            "https://a.example/2026/02/27/a", "https://a.example/2026/03/27/b", "https://a.example/2026/04/27/c",
            "https://a.example/d",
        )
    }  # fmt: skip
    found = listed(archive, [f"{server.url}/s.xml"], BackfillFilter(since=SINCE, until=UNTIL))
    assert urls(found) == ["https://a.example/2026/03/27/b", "https://a.example/d"]
    assert found.passed_over == {"published before or after": 2}


def test_a_sitemap_that_has_not_changed_since_is_not_fetched(server: FeedServer, archive: Archive) -> None:
    server.script = {
        "/i.xml": Reply(
            body=index(f"{server.url}/old.xml", changed="2026-02-01").body.replace(b"</sitemapindex>", b"")
            + index(f"{server.url}/new.xml", changed="2026-03-02").body.removeprefix(b"<sitemapindex>")
        ),
        "/old.xml": pages("https://a.example/old"),
        "/new.xml": pages("https://a.example/new"),
    }
    assert urls(listed(archive, [f"{server.url}/i.xml"], BackfillFilter(since=SINCE))) == ["https://a.example/new"]
    assert "/old.xml" not in server.paths()


def test_a_sitemap_that_changed_on_the_day_of_since_is_fetched(server: FeedServer, archive: Archive) -> None:
    server.script = {
        "/i.xml": index(f"{server.url}/s.xml", changed="2026-03-05"),
        "/s.xml": pages("https://a.example/1"),
    }
    noon = datetime(2026, 3, 5, 12, tzinfo=UTC)
    assert urls(listed(archive, [f"{server.url}/i.xml"], BackfillFilter(since=noon))) == ["https://a.example/1"]


@pytest.mark.parametrize("source", ["a.example", "A.EXAMPLE", "the post"])
def test_an_outlet_is_meant_by_domain_or_by_the_name_of_its_publication(
    server: FeedServer, archive: Archive, source: str
) -> None:
    news = "<n:news><n:publication><n:name>The Post</n:name></n:publication></n:news>"
    body = f"""<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>https://www.a.example/1</loc>{news}</url><url><loc>https://b.example/2</loc></url></urlset>"""
    server.script = {"/s.xml": Reply(body=body.encode())}
    found = listed(archive, [f"{server.url}/s.xml"], BackfillFilter(source=source))
    assert urls(found) == ["https://www.a.example/1"]
    assert found.passed_over == {"another outlet": 1}


def test_a_sitemap_that_robots_txt_forbids_is_not_fetched(server: FeedServer, archive: Archive) -> None:
    server.script = {
        "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /s.xml\n"),
        "/s.xml": pages("https://a.example/1"),
    }
    found = listed(archive, [f"{server.url}/s.xml"])
    assert found.pages == ()
    assert "robots" in found.troubles[0]
    assert asked(server) == []
