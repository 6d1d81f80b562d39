"""What polls and page fetches log: one line each, with the reason where they failed, and no word of an entry."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from flows.acquire.collector import Collector
from flows.acquire.feed_rows import feed_id, new_row
from flows.acquire.poll_round import due_page_requests, fetch_page_batch, poll_round
from flows.acquire.sitemaps import list_pages
from flows.load.batches import archive_of
from flows.runtime.settings import Settings
from tasks.inputs import BackfillFilter
from tasks.web import FetchPolicy
from tests.support.feed_server import FeedServer, Reply
from tests.support.log_lines import LogLines, caught_log, fields_of
from tests.support.simulation import Clock
from warehouse.db import writer
from warehouse.watch import Watched, due_feeds, keep

POLICY = FetchPolicy(user_agent="Dateline/test", allowed_networks=("127.0.0.0/8",), spacing_seconds=0.0)
# Words that no line may hold: of headlines, texts, authors, and secrets.
SENTINEL = "Zwiebelfisch"
FEED = f"""<rss version="2.0"><channel><title>{SENTINEL}</title><link>https://news.example/</link>
<item><title>{SENTINEL} one</title><link>/news/1?session={SENTINEL}</link><author>{SENTINEL}</author></item>
<item><title>{SENTINEL} two</title><link>/news/2</link><description>{SENTINEL} text</description></item>
</channel></rss>"""


@pytest.fixture
def lines() -> Iterator[LogLines]:
    with caught_log() as caught:
        yield caught
    assert SENTINEL not in caught.text()


class Watch:
    """A watch list on a data directory of the test's own, and its clock."""

    def __init__(self, home: Path) -> None:
        self.clock = Clock()
        self.settings = Settings(home=home)

    def add(self, *urls: str) -> None:
        """Watches feeds whose pages are fetched."""
        rows = [new_row(url, title=None, home_url=None, folder=(), pages=True, now=self.clock()) for url in urls]
        with writer(self.settings.home, wait_seconds=5) as connection:
            keep(connection, Watched(feeds=rows), scratch=self.settings.home)

    def poll(self) -> None:
        """Polls what is due and fetches the pages of new entries."""

        async def round_and_pages() -> None:
            async with self._collector("r1") as collector:
                _, page_requests = await poll_round(due, collector, self.settings)
                if page_requests:
                    await fetch_page_batch(page_requests, collector, self.settings)

        with writer(self.settings.home, wait_seconds=5) as connection:
            due = due_feeds(connection, self.clock())
        asyncio.run(round_and_pages())

    def recheck(self) -> None:
        """Fetches the pages that are due."""

        async def check() -> None:
            async with self._collector("r2") as collector:
                await fetch_page_batch(due_page_requests(self.settings, self.clock()), collector, self.settings)

        asyncio.run(check())

    def list_sitemaps(self, *urls: str) -> None:
        """Reads sitemaps."""

        async def read() -> None:
            async with self._collector("r3") as collector:
                await list_pages(urls, BackfillFilter(), collector)

        asyncio.run(read())

    def _collector(self, run_id: str) -> Collector:
        return Collector(archive_of(self.settings), POLICY, run_id=run_id, clock=self.clock)


def levels(records: Sequence[logging.LogRecord]) -> list[str]:
    return [record.levelname for record in records]


def page(words: str) -> Reply:
    body = f"<html><body><article><h1>{SENTINEL}</h1><p>{words}</p></article></body></html>"
    return Reply(headers={"Content-Type": "text/html"}, body=body.encode())


def test_a_poll_that_brings_entries_is_a_line_and_one_that_does_not_is_for_debugging(
    tmp_path: Path, lines: LogLines
) -> None:
    watch = Watch(tmp_path)
    with FeedServer(lambda asked: Reply(body=FEED.encode()) if asked.path == "/feed" else page(SENTINEL)) as server:
        url = f"{server.url}/feed"
        watch.add(url)
        watch.poll()
        watch.clock.now += timedelta(hours=2)
        watch.poll()
    first, second = lines.of("polled")
    assert levels([first, second]) == ["INFO", "DEBUG"]
    assert first.name == "dateline.feeds"
    assert {name: fields_of(first)[name] for name in ("run", "feed", "url", "kind", "status", "entries", "new")} == {
        "run": "r1",
        "feed": feed_id(url),
        "url": url,
        "kind": "updated",
        "status": 200,
        "entries": 2,
        "new": 2,
    }
    assert fields_of(second)["kind"] == "same_body"
    assert {"seconds", "next"} <= fields_of(first).keys()
    (brought, nothing) = lines.of("feeds_polled")
    assert (fields_of(brought)["feeds"], fields_of(brought)["new"], fields_of(brought)["pages"]) == (1, 2, 2)
    assert (fields_of(nothing)["new"], fields_of(nothing)["failed"]) == (0, 0)
    assert [fields_of(record)["pages"] for record in lines.of("pages_fetched")] == [2]
    assert levels(lines.of("page_fetched")) == ["DEBUG", "DEBUG"]
    assert sum(fields_of(record)["captures"] for record in lines.of("appended")) >= 5


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(status=404, body=SENTINEL.encode()), ("not_found", 404, None)),
        (Reply(status=500, body=SENTINEL.encode()), ("server_error", 500, None)),
        (Reply(status=429, headers={"Retry-After": "7200"}), ("rate_limited", 429, None)),
        (Reply(body=f"<html><p>{SENTINEL}</p></html>".encode()), ("not_a_feed", 200, "not a feed: begins with <html")),
        (
            Reply(status=302, headers={"Location": f"http://u:{SENTINEL}@h.example/?k={SENTINEL}"}),
            ("refused", None, "credentials: a user name in the address"),
        ),
        (
            Reply(raw=f"HTTP/1.1 {SENTINEL}\r\n\r\n".encode()),
            ("unreachable", None, "protocol: illegal status line: bytearray(b...)"),
        ),
    ],
)
def test_a_poll_that_fails_is_a_warning_with_the_reason(
    tmp_path: Path, lines: LogLines, reply: Reply, expected: tuple[str, int | None, str | None]
) -> None:
    watch = Watch(tmp_path)
    with FeedServer(lambda _: reply) as server:
        watch.add(f"{server.url}/feed?token={SENTINEL}")
        watch.poll()
    (line,) = lines.of("feed_failed")
    assert line.levelname == "WARNING"
    assert fields_of(line)["url"] == f"{server.url}/feed?..."
    assert (fields_of(line)["kind"], fields_of(line).get("status"), fields_of(line).get("detail")) == expected
    assert {"failures", "seconds", "next"} <= fields_of(line).keys()


def test_what_happens_to_a_feed_is_a_line(tmp_path: Path, lines: LogLines) -> None:
    watch = Watch(tmp_path)
    answers = iter([Reply(status=410), Reply(body=FEED.encode())])
    with FeedServer(lambda asked: next(answers) if asked.path == "/feed" else Reply(status=404)) as server:
        watch.add(f"{server.url}/feed")
        watch.poll()
        watch.clock.now += timedelta(days=9)
        watch.poll()
    assert fields_of(lines.of("feed_rests")[0])["detail"] == "gone: HTTP status 410"
    assert fields_of(lines.of("feed_recovered")[0])["detail"] == "gone: HTTP status 410"


def test_a_page_that_cannot_be_had_is_a_line_with_the_reason(tmp_path: Path, lines: LogLines) -> None:
    watch = Watch(tmp_path)
    replies = {
        "/feed": Reply(body=FEED.encode()),
        "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /news/1"),
        "/news/2": Reply(status=403, body=SENTINEL.encode()),
    }
    with FeedServer(lambda asked: replies.get(asked.path.partition("?")[0], Reply(status=404))) as server:
        watch.add(f"{server.url}/feed")
        watch.poll()
        replies["/news/2"] = page(f"{SENTINEL} met on Tuesday.")
        watch.clock.now += timedelta(hours=1)
        watch.recheck()
        replies["/news/2"] = Reply(status=410)
        watch.clock.now += timedelta(hours=6)
        watch.recheck()
    refused, blocked, refused_again = sorted(lines.of("page_failed"), key=lambda record: record.created)[:3]
    by_reason = {fields_of(record)["reason"]: record for record in (refused, blocked, refused_again)}
    assert set(by_reason) == {"robots", "blocked"}
    assert levels(list(by_reason.values())) == ["INFO", "INFO"]
    assert fields_of(by_reason["blocked"])["status"] == 403
    assert fields_of(by_reason["blocked"])["url"] == f"{server.url}/news/2"
    (gone,) = lines.of("page_gone")
    assert (fields_of(gone)["reason"], fields_of(gone)["status"]) == ("gone", 410)
    assert [fields_of(record)["failed"] for record in lines.of("pages_fetched")][:2] == [2, 1]


def test_a_sitemap_is_a_line_and_one_that_fails_a_warning(tmp_path: Path, lines: LogLines) -> None:
    listing = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://n.example/a</loc></url></urlset>"
    )
    with FeedServer(
        lambda asked: Reply(body=listing.encode()) if asked.path == "/a.xml" else Reply(status=404)
    ) as server:
        Watch(tmp_path).list_sitemaps(f"{server.url}/a.xml", f"{server.url}/b.xml?key={SENTINEL}")
    (read,) = lines.of("sitemap_read")
    assert fields_of(read)["pages"] == 1
    (failed,) = lines.of("sitemap_failed")
    assert (failed.levelname, fields_of(failed)["url"]) == ("WARNING", f"{server.url}/b.xml?...")
    assert fields_of(failed)["detail"] == "HTTP status 404"
    (all_read,) = lines.of("sitemaps_read")
    assert (fields_of(all_read)["sitemaps"], fields_of(all_read)["pages"], fields_of(all_read)["failed"]) == (2, 1, 1)
