"""Fetching, against a real server on loopback: answers, limits, politeness, robots.txt, and no way inside."""

from __future__ import annotations

import asyncio
import gc
import gzip
import random
import ssl
import time
import tracemalloc
import warnings
import zlib
from collections.abc import Callable, Coroutine, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.web.content_encoding import decode_content, decode_excerpt
from tasks.web.fetch import Fetcher, FetchPolicy
from tasks.web.responses import FetchFailure, Purpose, Refusal, Request, Response, Trouble
from tests.support.feed_server import Asked, FeedServer, Reply, conditional, gzip_bomb, packed, redirect

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LOOPBACK = ("127.0.0.0/8",)
HTML = b"<html><body>News</body></html>"


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def utc(self) -> datetime:
        return NOW + timedelta(seconds=self.now)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Archive(list[Response]):
    """What was archived."""

    async def add(self, response: Response) -> None:
        self.append(response)


def names(**known: Sequence[str]) -> Callable[[str, int], Coroutine[Any, Any, Sequence[str]]]:
    """A resolver that knows `inside_example` as inside.example, and nothing else."""

    async def resolve(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 -- a resolver is given it
        if (key := host.replace(".", "_")) not in known:
            raise OSError("no such name")
        return known[key]

    return resolve


def fetcher(
    archive: Archive | None = None,
    clock: Clock | None = None,
    resolve: Any = None,
    monotonic: Any = None,
    **policy: Any,
) -> Fetcher:
    """One that may reach loopback and waits for nobody, unless told otherwise."""
    settings = {"user_agent": "Dateline/0.1 (+mailto:desk@example.org)", "allowed_networks": LOOPBACK}
    clock = clock or Clock()
    return Fetcher(
        FetchPolicy(**(settings | {"spacing_seconds": 0.0} | policy)),
        on_response=(Archive() if archive is None else archive).add,
        clock=clock.utc,
        sleep=clock.sleep,
        monotonic=monotonic or clock,
        resolve=resolve or names(),
    )


def get(url: str, purpose: Purpose = Purpose.FEED, archive: Archive | None = None, **settings: Any) -> Any:
    """One request by a fetcher of its own."""

    async def once() -> Response | FetchFailure:
        async with fetcher(archive, **settings) as one:
            return await one.get(Request(url=url, purpose=purpose))

    return asyncio.run(asyncio.wait_for(once(), 20))


@pytest.fixture(scope="module")
def listening() -> Iterator[FeedServer]:
    with FeedServer(all_loopback=True) as one:
        yield one


@pytest.fixture
def server(listening: FeedServer) -> Iterator[FeedServer]:
    """A server that hears every loopback address, new to each test, and must have nobody connected at its end."""
    listening.script = {}
    listening.asked.clear()
    listening.accepted = 0
    yield listening
    assert listening.idle(), f"{listening.connections} connections left open"


# Answers


def test_an_answer(server: FeedServer) -> None:
    server.script = {
        "/feed": Reply(headers={"Content-Type": "text/xml", "X-Two": "a", "ETag": 'W/"1"'}, body=b"<rss/>")
    }
    archive = Archive()
    found = get(f"{server.url}/feed#top", archive=archive)
    assert isinstance(found, Response)
    assert (found.status, found.body, found.url) == (200, b"<rss/>", f"{server.url}/feed")
    assert found.headers[:2] == (("Content-Type", "text/xml"), ("X-Two", "a"))
    assert (found.content_type, found.etag, found.header("x-two"), found.header("x-three")) == (
        *("text/xml", 'W/"1"', "a"),
        None,
    )
    assert (found.received_at, found.redirects, found.permanent_url) == (NOW, (), None)
    assert archive == [found]


def test_what_is_sent(server: FeedServer) -> None:
    server.script = lambda _: Reply(status=304)

    async def ask() -> None:
        async with fetcher() as one:
            request = Request(url=f"{server.url}/feed", purpose=Purpose.FEED, etag='W/"ü"', last_modified="yesterday")
            await one.get(request)
            await one.get(
                Request(url=f"{server.url}/feed", purpose=Purpose.FEED, etag="a\r\nX: y", last_modified="\u2028")
            )

    asyncio.run(ask())
    first, second = (asked.headers for asked in server.asked)
    assert first["user-agent"] == "Dateline/0.1 (+mailto:desk@example.org)"
    assert first["accept-encoding"] == "gzip, deflate"
    assert (first["if-none-match"], first["if-modified-since"]) == ('W/"ü"', "yesterday")
    assert first["host"] == server.url.removeprefix("http://")
    assert not {"cookie", "referer", "authorization"} & set(first)
    assert not {"if-none-match", "if-modified-since", "x"} & set(second), "what no header can hold is not sent"


@pytest.mark.parametrize("status", [204, 304, 404, 410, 429, 500, 503, 599])
def test_any_status_is_an_answer(server: FeedServer, status: int) -> None:
    server.script = {"/feed": Reply(status=status, body=b"" if status in {204, 304} else b"sorry")}
    archive = Archive()
    found = get(f"{server.url}/feed", archive=archive)
    assert found.status == status
    assert archive == [found]


def test_unchanged(server: FeedServer) -> None:
    server.script = {"/feed": conditional(Reply(headers={"ETag": '"1"'}, body=b"<rss/>"))}

    async def twice() -> list[Response | FetchFailure]:
        async with fetcher() as one:
            first = await one.get(Request(url=f"{server.url}/feed", purpose=Purpose.FEED))
            assert isinstance(first, Response)
            again = Request(url=first.url, purpose=Purpose.FEED, etag=first.etag)
            return [first, await one.get(again)]

    assert [(found.status, found.body) for found in asyncio.run(twice()) if isinstance(found, Response)] == [
        (200, b"<rss/>"),
        (304, b""),
    ]


def test_cookies_are_neither_kept_nor_sent(server: FeedServer) -> None:
    server.script = {"/a": Reply(status=302, headers={"Set-Cookie": "a=b", "Location": "/b"}), "/b": Reply()}
    assert get(f"{server.url}/a").status == 200
    assert all("cookie" not in asked.headers for asked in server.asked)


def test_the_archive_comes_first_and_its_trouble_is_not_hidden(server: FeedServer) -> None:
    server.script = {"/a": redirect("/b"), "/b": Reply()}

    async def full(response: Response) -> None:
        raise OSError(f"disk full: {response.url}")

    async def ask() -> None:
        policy = FetchPolicy(user_agent="Dateline", allowed_networks=LOOPBACK)
        async with Fetcher(policy, on_response=full, clock=lambda: NOW) as one:
            await one.get(Request(url=f"{server.url}/a", purpose=Purpose.FEED))

    with pytest.raises(OSError, match=r"disk full: .*/a$"):
        asyncio.run(ask())
    assert server.paths() == ["/a"], "nothing goes on from what was not archived"


def test_a_connection_is_used_again_and_again_only_if_it_is_still_open(server: FeedServer) -> None:
    server.script = {"/": [Reply(), Reply(close=True), Reply()]}

    async def four() -> list[int]:
        async with fetcher() as one:
            found = []
            for _ in range(4):
                answer = await one.get(Request(url=f"{server.url}/", purpose=Purpose.FEED))
                found.append(answer.status if isinstance(answer, Response) else 0)
                await asyncio.sleep(0.02)
            return found

    assert asyncio.run(four()) == [200] * 4
    assert server.accepted == 2


def test_a_connection_lost_while_unused_is_opened_again(server: FeedServer) -> None:
    """The server hangs up the moment the second request arrives: it is sent once more, on a new connection."""
    server.script = {"/": [Reply(), Reply(raw=b""), Reply()]}

    async def twice() -> int:
        async with fetcher() as one:
            await one.get(Request(url=f"{server.url}/", purpose=Purpose.FEED))
            answer = await one.get(Request(url=f"{server.url}/", purpose=Purpose.FEED))
            return answer.status if isinstance(answer, Response) else 0

    assert asyncio.run(twice()) == 200
    assert len(server.asked) == 3


# What headers say


def response(status: int = 200, *redirects: Response, **headers: str) -> Response:
    request = Request(url="http://news.example/", purpose=Purpose.FEED)
    shown = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(
        request=request,
        url="http://news.example/new",
        status=status,
        headers=shown,
        body=b"",
        received_at=NOW,
        seconds=0.1,
        redirects=redirects,
    )


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 21 Nov 2026 12:01:00 GMT", 60.0),
        ("Saturday, 21-Nov-26 12:01:00 GMT", 60.0),
        ("Sat Nov 21 12:01:00 2026", 60.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("99999999999999999999", 315_360_000.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("Sat, 99 Nov 2026 12:01:00 GMT", None),
        ("x" * 100_000, None),
    ],
)
def test_retry_after(raw: str, seconds: float | None) -> None:
    assert response(429, Retry_After=raw).retry_after(NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache_Control": "public, max-age=600"}, 600),
        ({"Cache_Control": 'MAX-AGE = "60"'}, 60),
        ({"Cache_Control": "max-age=600, no-cache"}, 0),
        ({"Cache_Control": "no-store"}, 0),
        ({"Cache_Control": "max-age=-1"}, 0),
        ({"Cache_Control": "s-maxage=9"}, None),
        ({"Cache_Control": "max-age=9", "Expires": "0"}, 9),
        ({"Expires": "0"}, 0),
        ({"Expires": "Sat, 21 Nov 2026 12:10:00 GMT"}, 600),
        ({"Expires": "Sat, 21 Nov 2026 12:10:00 GMT", "Date": "Sat, 21 Nov 2026 12:05:00 GMT"}, 300),
        ({"Expires": "Sat, 21 Nov 2020 12:10:00 GMT"}, 0),
        ({"Expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, 315_360_000),
    ],
)
def test_max_age(headers: dict[str, str], seconds: int | None) -> None:
    assert response(200, **headers).max_age == seconds


@given(st.text(max_size=60))
def test_no_header_crashes_it(text: str) -> None:
    found = response(302, Retry_After=text, Cache_Control=text, Expires=text, Date=text, Location=text)
    assert (found.retry_after(NOW) or 0) >= 0
    assert (found.max_age or 0) >= 0
    assert found.location is not None


def test_moved_for_good_only_if_every_step_was() -> None:
    assert response().permanent_url is None
    assert response(200, response(301), response(308)).permanent_url == "http://news.example/new"
    assert response(200, response(301), response(302)).permanent_url is None


# Redirects


def test_redirects_are_followed_and_kept(server: FeedServer) -> None:
    server.script = {
        "/a": Reply(status=301, headers={"Location": "/b?x=1"}, body=b"moved"),
        "/b": redirect(f"{server.at('127.0.0.2')}/c d", 308),
        "/c%20d": Reply(body=b"here"),
    }
    archive = Archive()
    found = get(f"{server.url}/a", archive=archive)
    assert (found.status, found.body, found.url) == (200, b"here", f"{server.at('127.0.0.2')}/c%20d")
    assert [(hop.status, hop.url, hop.body) for hop in found.redirects] == [
        (301, f"{server.url}/a", b"moved"),
        (308, f"{server.url}/b?x=1", b""),
    ]
    assert archive == [*found.redirects, found]
    assert found.permanent_url == found.url


def test_a_location_in_utf8(server: FeedServer) -> None:
    server.script = {"/a": redirect("/é"), "/%C3%A9": Reply(body=b"here")}
    assert get(f"{server.url}/a").body == b"here"


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ({"/a": redirect("/a")}, Trouble.REDIRECT_LOOP),
        ({"/a": redirect("/b"), "/b": redirect("/a#x")}, Trouble.REDIRECT_LOOP),
        (
            {f"/{step}": redirect(f"/{step + 1}") for step in range(9)} | {"/a": redirect("/0")},
            Trouble.TOO_MANY_REDIRECTS,
        ),
        ({"/a": Reply(status=302)}, Trouble.BAD_REDIRECT),
        ({"/a": redirect("http://[bad")}, Trouble.BAD_REDIRECT),
        ({"/a": redirect("http://a..b/")}, Trouble.BAD_REDIRECT),
        ({"/a": redirect("/" + "x" * 5_000)}, Trouble.BAD_REDIRECT),
    ],
)
def test_redirects_that_lead_nowhere(server: FeedServer, script: dict[str, Reply], trouble: Trouble) -> None:
    server.script = script
    archive = Archive()
    found = get(f"{server.url}/a", archive=archive)
    assert isinstance(found, FetchFailure)
    assert found.trouble is trouble
    assert not found.temporary
    assert list(found.redirects) == archive
    assert len(server.asked) == len(archive) <= 6


def test_five_redirects_are_fine(server: FeedServer) -> None:
    server.script = {f"/{step}": redirect(f"/{step + 1}") for step in range(5)} | {"/5": Reply(body=b"here")}
    assert get(f"{server.url}/0").body == b"here"


@pytest.mark.parametrize(
    "body", [Reply(endless=True, body=b"x" * 999), gzip_bomb(20), Reply(body=b"ab", length=9, cut=1)]
)
def test_the_body_of_a_redirect_or_an_error_is_cut_not_refused(server: FeedServer, body: Reply) -> None:
    def with_status(status: int) -> Reply:
        headers = {**body.headers, "Location": "/b"}
        return Reply(status, headers, body.body, endless=body.endless, length=body.length, cut=body.cut)

    server.script = {"/a": with_status(302), "/b": with_status(500)}
    found = get(f"{server.url}/a", body_bytes=100)
    assert found.status == 500
    assert found.body == found.redirects[0].body
    assert 1 <= len(found.body) <= 65_536


# Bodies


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_packed_bodies(server: FeedServer, encoding: str) -> None:
    server.script = {"/feed": packed(HTML, encoding)}
    assert get(f"{server.url}/feed").body == HTML


def packed_gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def length(value: object) -> str | None:
    """What a case is called: not by its bytes."""
    return f"{len(value)}-bytes" if isinstance(value, bytes) else None


GZIP = packed_gzip(HTML * 100)


@pytest.mark.parametrize(
    ("body", "encodings", "expected"),
    [
        (HTML, None, HTML),
        (HTML, "identity", HTML),
        (HTML, "utf-8", HTML),
        (HTML, "gzip", HTML),
        (HTML, "deflate", HTML),
        (HTML, "gzip, deflate", HTML),
        (b"x y z, plain text", "deflate", b"x y z, plain text"),
        (b"", "gzip", b""),
        (b"{", "gzip", b"{"),
        (packed_gzip(HTML), "gzip", HTML),
        (packed_gzip(HTML), "GZip", HTML),
        (packed_gzip(HTML), "x-gzip", HTML),
        (packed_gzip(HTML), "deflate", HTML),
        (packed_gzip(HTML) + packed_gzip(HTML), "gzip", HTML * 2),
        (packed_gzip(HTML) + b"\0" * 512, "gzip", HTML),
        (packed_gzip(packed_gzip(HTML)), "gzip, gzip", HTML),
        (packed_gzip(zlib.compress(HTML)), "deflate, gzip", HTML),
        (packed_gzip(raw_deflate(HTML)), "deflate, gzip", HTML),
        (packed_gzip(HTML), None, packed_gzip(HTML)),
        (zlib.compress(HTML), "deflate", HTML),
        (zlib.compress(HTML), "gzip", HTML),
        (raw_deflate(HTML), "deflate", HTML),
        (packed_gzip(HTML * 50_000), "gzip", HTML * 50_000),
    ],
    ids=length,
)
def test_encodings_and_false_labels(body: bytes, encodings: str | None, expected: bytes) -> None:
    assert decode_content(body, encodings, 2_000_000) == expected


@pytest.mark.parametrize(
    ("body", "encodings", "trouble"),
    [
        (HTML, "br", Trouble.BAD_ENCODING),
        (HTML, "gzip, zstd", Trouble.BAD_ENCODING),
        (packed_gzip(packed_gzip(packed_gzip(HTML))), "gzip, gzip, gzip", Trouble.BAD_ENCODING),
        (GZIP[: len(GZIP) // 2], "gzip", Trouble.BAD_ENCODING),
        (GZIP[:-1], "gzip", Trouble.BAD_ENCODING),
        (GZIP[:-8] + b"\0" * 8, "gzip", Trouble.BAD_ENCODING),
        (zlib.compress(HTML * 100)[:-30], "deflate", Trouble.BAD_ENCODING),
        (raw_deflate(HTML * 100)[:-10], "deflate", Trouble.BAD_ENCODING),
        (packed_gzip(b"") * 2_500, "gzip", Trouble.BAD_ENCODING),
        (random.Random(3).randbytes(60_000), None, Trouble.TOO_LARGE),
        (packed_gzip(random.Random(3).randbytes(60_000)), "gzip", Trouble.TOO_LARGE),
        (packed_gzip(bytes(10_000_000)), "gzip", Trouble.BOMB),
        (packed_gzip(packed_gzip(bytes(10_000_000))), "gzip, gzip", Trouble.BOMB),
        (zlib.compress(bytes(10_000_000)), "deflate", Trouble.BOMB),
        (raw_deflate(bytes(10_000_000)), "deflate", Trouble.BOMB),
    ],
    ids=length,
)
def test_bodies_that_cannot_be_had(body: bytes, encodings: str | None, trouble: Trouble) -> None:
    found = decode_content(body, encodings, 50_000)
    assert isinstance(found, Refusal)
    assert found.trouble is trouble
    assert len(decode_excerpt(body, encodings, 50_000)) <= 50_000


def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    bomb = gzip_bomb(30).body
    tracemalloc.start()
    decode_content(bomb, "gzip", 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000


def test_a_million_empty_members_burn_no_time() -> None:
    before = time.perf_counter()
    decode_content(packed_gzip(b"") * 400_000, "gzip", 10_000_000)
    assert time.perf_counter() - before < 2


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate", "br", ", ,"]))
def test_no_body_crashes_it(body: bytes, encodings: str) -> None:
    for start in (b"", b"\x1f\x8b\x08\0", b"\x78\x9c"):
        found = decode_content(start + body, encodings, 100)
        assert isinstance(found, Refusal) or len(found) <= 100
        assert len(decode_excerpt(start + body, encodings, 100)) <= 100


@given(st.binary(max_size=3_000))
def test_what_was_packed_comes_out_again(body: bytes) -> None:
    assert decode_content(packed_gzip(body), "gzip", 3_000) == body
    assert decode_content(packed_gzip(zlib.compress(body)), "deflate, gzip", 5_000) == body


# Misbehaviour


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (Reply(delay=5), Trouble.TIMEOUT),
        (Reply(body=b"x" * 50, piece=1, pause=0.1), Trouble.TIMEOUT),
        (Reply(body=b"x", endless=True, pause=0.05), Trouble.TIMEOUT),
        (Reply(body=b"x", endless=True, pause=0.05, chunked=True), Trouble.TIMEOUT),
        (Reply(body=b"x", length=9), Trouble.TIMEOUT),
        (Reply(body=b"x" * 4_096, endless=True), Trouble.TOO_LARGE),
        (Reply(body=b"x" * 4_096, endless=True, chunked=True), Trouble.TOO_LARGE),
        (Reply(body=b"x" * 40, endless=True, chunked=True), Trouble.TOO_LARGE),
        (Reply(body=b"x" * 200_000), Trouble.TOO_LARGE),
        (Reply(body=b"x", length=10**12), Trouble.TIMEOUT),
        (packed(random.Random(1).randbytes(99_000) * 2), Trouble.TOO_LARGE),
        (gzip_bomb(20), Trouble.BOMB),
        (Reply(headers={"Content-Encoding": "br"}, body=HTML), Trouble.BAD_ENCODING),
        (Reply(body=b"x" * 500, cut=100), Trouble.PROTOCOL),
        (Reply(body=b"x" * 500, cut=100, chunked=True), Trouble.PROTOCOL),
        (Reply(raw=b""), Trouble.PROTOCOL),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n"), Trouble.PROTOCOL),
        (Reply(raw=bytes(range(256)) * 40), Trouble.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"), Trouble.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"), Trouble.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), Trouble.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000), Trouble.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000), Trouble.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"), Trouble.PROTOCOL),
    ],
)
def test_misbehaving_servers(server: FeedServer, reply: Reply, trouble: Trouble) -> None:
    server.script = {"/feed": reply}
    archive = Archive()
    seconds = 0.3 if trouble is Trouble.TIMEOUT else 10
    before = time.perf_counter()
    found = get(f"{server.url}/feed", archive=archive, read_seconds=seconds, total_seconds=seconds, body_bytes=100_000)
    assert isinstance(found, FetchFailure)
    assert found.trouble is trouble
    assert found.detail
    assert found.temporary is (trouble in {Trouble.TIMEOUT, Trouble.PROTOCOL, Trouble.BAD_ENCODING})
    assert archive == []
    assert time.perf_counter() - before < 4


def test_redirects_do_not_buy_time(server: FeedServer) -> None:
    server.script = {f"/{step}": Reply(302, {"Location": f"/{step + 1}"}, delay=0.2) for step in range(9)}
    found = get(f"{server.url}/0", total_seconds=0.5, monotonic=time.monotonic)
    assert found.trouble is Trouble.TIMEOUT
    assert 0.45 < found.seconds < 2
    assert len(found.redirects) <= 2


def test_more_bytes_than_announced_are_not_part_of_the_next_answer(server: FeedServer) -> None:
    smuggled = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    server.script = {"/a": Reply(body=b"abc" + smuggled, length=3), "/b": Reply(body=b"good")}

    async def both() -> list[bytes]:
        async with fetcher() as one:
            found = [await one.get(Request(url=f"{server.url}/{path}", purpose=Purpose.FEED)) for path in "ab"]
            return [answer.body for answer in found if isinstance(answer, Response)]

    assert asyncio.run(both()) == [b"abc", b"good"]


def test_nobody_listens() -> None:
    found = get("http://127.0.0.1:1/feed")
    assert (found.trouble, found.temporary) == (Trouble.CONNECT, True)


def test_no_garbage_gets_through_as_an_exception(server: FeedServer) -> None:
    noise = random.Random(11)
    heads = [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 M\r\nLocation: ", b"HTTP/1.0 200\r\n", b"HTTP/1.1 ", b"", b"\r\n"]
    fields = [
        b"Content-Length: 5\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"\r\n",
        b"5\r\n",
    ]

    def garbage() -> bytes:
        parts = [noise.choice(heads), *(noise.choice([*fields, noise.randbytes(9)]) for _ in range(5)), b"\r\n\r\n"]
        text = bytearray(b"".join(parts))
        for _ in range(noise.randrange(3)):
            text[noise.randrange(len(text))] = noise.randrange(256)
        return bytes(text)

    server.script = lambda _: Reply(raw=garbage())

    async def many() -> list[Response | FetchFailure]:
        async with fetcher(read_seconds=1, total_seconds=2) as one:
            requests = (Request(url=f"{server.url}/{number}", purpose=Purpose.FEED) for number in range(200))
            return [await one.get(request) for request in requests]

    found = asyncio.run(many())
    assert len({type(answer) for answer in found}) == 2, "some of the garbage is valid"


def test_who_is_interrupted_leaves_nothing_open(server: FeedServer) -> None:
    server.script = {"/slow": Reply(delay=5), "/trickle": Reply(body=b"x", endless=True, pause=0.01), "/": Reply()}

    async def interrupt() -> None:
        async with fetcher() as one:
            for path in ("slow", "trickle"):
                task = asyncio.create_task(one.get(Request(url=f"{server.url}/{path}", purpose=Purpose.FEED)))
                await asyncio.sleep(0.15)
                task.cancel()
                assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
            after = await one.get(Request(url=f"{server.url}/", purpose=Purpose.FEED))
            assert isinstance(after, Response)

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", ResourceWarning)
        asyncio.run(interrupt())
        gc.collect()
    assert [str(warning.message) for warning in seen if warning.category is ResourceWarning] == []


def test_many_hosts_at_once_and_none_left_open(server: FeedServer) -> None:
    async def all_of_them() -> list[Response | FetchFailure]:
        async with fetcher(concurrent=8) as one:
            urls = [f"{server.at(f'127.0.{number}.9')}/" for number in range(60)]
            return await asyncio.gather(*(one.get(Request(url=url, purpose=Purpose.FEED)) for url in urls))

    open_at_once: list[int] = []

    def count_connections(_: Asked) -> Reply:
        open_at_once.append(server.connections)
        return Reply(body=b"here")

    server.script = count_connections
    assert all(isinstance(found, Response) for found in asyncio.run(all_of_them()))
    assert max(open_at_once) <= 16 + 1  # 8 under way, 8 kept, one whose closing the server has not heard of


# Politeness


def test_one_at_a_time_and_a_pause(server: FeedServer) -> None:
    server.script = lambda _: Reply(delay=0.02)
    clock = Clock()

    async def three() -> None:
        async with fetcher(clock=clock, spacing_seconds=1.5) as one:
            requests = [Request(url=f"{server.url}/{number}", purpose=Purpose.FEED) for number in range(3)]
            await asyncio.gather(*(one.get(request) for request in requests))

    asyncio.run(three())
    assert clock.slept == [1.5, 1.5]
    starts = [asked.at for asked in server.asked]
    assert all(later - earlier >= 0.02 for earlier, later in pairwise(starts))


@pytest.mark.parametrize(
    ("reply", "slept", "outcome"),
    [
        (Reply(429), [30.0], 200),
        (Reply(429, {"Retry-After": "45"}), [45.0], 200),
        (Reply(429, {"Retry-After": "Sat, 21 Nov 2026 12:00:20 GMT"}), [20.0], 200),
        (Reply(429, {"Retry-After": "0"}), [1.0], 200),
        (Reply(429, {"Retry-After": "61"}), [], Trouble.RESTING),
        (Reply(503, {"Retry-After": "10"}), [10.0], 200),
        (Reply(503), [1.0], 200),
        (Reply(404, {"Retry-After": "10"}), [1.0], 200),
    ],
)
def test_rests(server: FeedServer, reply: Reply, slept: list[float], outcome: object) -> None:
    server.script = {"/": [reply, Reply()]}
    clock = Clock()

    async def twice() -> Response | FetchFailure:
        async with fetcher(clock=clock, spacing_seconds=1.0) as one:
            request = Request(url=f"{server.url}/", purpose=Purpose.FEED)
            assert isinstance(await one.get(request), Response)
            other = await one.get(Request(url=f"{server.at('127.0.0.2')}/other", purpose=Purpose.FEED))
            assert isinstance(other, Response), "other hosts do not rest"
            return await one.get(request)

    found = asyncio.run(twice())
    assert clock.slept == slept
    assert (found.status if isinstance(found, Response) else found.trouble) == outcome
    if isinstance(found, FetchFailure):
        assert found.temporary
        assert len(server.asked) == 2


# robots.txt

PAGES = [Purpose.PAGE, Purpose.SITE, Purpose.SITEMAP]
CLOSED = Reply(body=b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")


@pytest.mark.parametrize("purpose", PAGES)
def test_robots_are_heard(server: FeedServer, purpose: Purpose) -> None:
    server.script = {"/robots.txt": CLOSED, "/private/a": Reply(), "/a": Reply(body=HTML)}
    archive = Archive()
    found = get(f"{server.url}/private/a", purpose, archive)
    assert (found.trouble, found.temporary) == (Trouble.ROBOTS, False)
    assert [(kept.url, kept.request.purpose) for kept in archive] == [(f"{server.url}/robots.txt", Purpose.ROBOTS)]
    assert get(f"{server.url}/a", purpose).body == HTML
    assert "/private/a" not in server.paths()


def test_feeds_are_read_without_asking_and_so_is_everything_if_told_so(server: FeedServer) -> None:
    server.script = {"/robots.txt": CLOSED, "/private/a": Reply(body=HTML)}
    assert get(f"{server.url}/private/a", Purpose.FEED).body == HTML
    assert get(f"{server.url}/private/a", Purpose.PAGE, robots=False).body == HTML
    assert "/robots.txt" not in server.paths()


def test_robots_are_asked_for_once_a_day_and_their_delay_is_kept(server: FeedServer) -> None:
    server.script = {"/robots.txt": CLOSED, "/a": Reply(), "/b": Reply()}
    clock = Clock()

    async def pages() -> None:
        async with fetcher(clock=clock) as one:
            both = (one.get(Request(url=f"{server.url}/{path}", purpose=Purpose.PAGE)) for path in "ab")
            await asyncio.gather(*both)
            assert clock.slept == [7.0, 7.0]
            await clock.sleep(86_400)
            await one.get(Request(url=f"{server.url}/a", purpose=Purpose.PAGE))

    asyncio.run(pages())
    assert server.paths() == ["/robots.txt", "/a", "/b", "/robots.txt", "/a"]


def test_robots_of_every_host_on_the_way(server: FeedServer) -> None:
    other = server.at("127.0.0.2")
    server.script = {
        "127.0.0.2/robots.txt": CLOSED,
        "/robots.txt": Reply(404),
        "/a": redirect(f"{other}/private/b"),
        "/private/b": Reply(),
    }
    found = get(f"{server.url}/a", Purpose.PAGE)
    assert found.trouble is Trouble.ROBOTS
    assert [hop.status for hop in found.redirects] == [302]
    assert server.paths() == ["/robots.txt", "/a", "/robots.txt"]


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (Reply(404), 200),
        (Reply(403), 200),
        (redirect("/robots.txt"), 200),
        (redirect("http://10.0.0.1/robots.txt"), 200),
        (redirect("/moved.txt"), Trouble.ROBOTS),
        (Reply(500), Trouble.ROBOTS),
        (Reply(429), Trouble.ROBOTS),
        (Reply(raw=b"garbage"), Trouble.PROTOCOL),
        (Reply(delay=3), Trouble.TIMEOUT),
        (gzip_bomb(20), Trouble.ROBOTS),
    ],
)
def test_robots_that_are_not_there(server: FeedServer, robots: Reply, outcome: object) -> None:
    server.script = {"/robots.txt": robots, "/moved.txt": Reply(body=b"User-agent: *\nDisallow: /"), "/a": Reply()}
    found = get(f"{server.url}/a", Purpose.PAGE, total_seconds=0.3 if robots.delay else 10)
    assert (found.status if isinstance(found, Response) else found.trouble) == outcome
    if isinstance(found, FetchFailure):
        assert found.temporary is (robots.status != 302), "a rule stays, trouble passes"
        assert "/a" not in server.paths()


def test_a_host_that_rests_is_not_asked_for_its_robots(server: FeedServer) -> None:
    server.script = {"/a": Reply(429, {"Retry-After": "100"}), "/robots.txt": Reply(404), "/b": Reply()}
    clock = Clock()

    async def page_before_and_after() -> list[Response | FetchFailure]:
        async with fetcher(clock=clock) as one:
            await one.get(Request(url=f"{server.url}/a", purpose=Purpose.FEED))
            before = await one.get(Request(url=f"{server.url}/b", purpose=Purpose.PAGE))
            assert server.paths() == ["/a"]
            await clock.sleep(100)
            return [before, await one.get(Request(url=f"{server.url}/b", purpose=Purpose.PAGE))]

    before, after = asyncio.run(page_before_and_after())
    assert isinstance(before, FetchFailure)
    assert (before.trouble, before.temporary) == (Trouble.RESTING, True)
    assert isinstance(after, Response)
    assert server.paths() == ["/a", "/robots.txt", "/b"]


# Inside

INSIDE = names(
    inside_example=["127.0.0.1"],
    mixed_example=["8.8.8.8", "127.0.0.1"],
    six_example=["::1"],
    mapped_example=["::ffff:127.0.0.1"],
    nat64_example=["64:ff9b::7f00:1"],
    zone_example=["fe80::1%lo"],
    any_example=["0.0.0.0"],
    both_example=["127.0.0.1", "127.0.0.2"],
    meta_example=["169.254.169.254"],
    intranet=["10.1.2.3"],
    garbage_example=["not an address"],
    empty_example=[],
)
TRICKS = [
    *(
        (f"http://{host}:{{port}}/", Trouble.PRIVATE_ADDRESS)
        for host in [
            *("127.0.0.1", "127.255.1.2", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001"),
            *("127.1", "127.0.1", "0", "0.0.0.0", "127.0.0.1.", "１２７.０.０.１", "①②⑦.⓪.⓪.①"),
            *("localhost", "LOCALHOST.", "x.localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
            *("[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"),
            *("[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[fe80::1%25lo]", "[fc00::1]", "[ff02::1]"),
            *("10.0.0.1", "172.31.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "168.63.129.16"),
            *("inside.example", "INSIDE.example.", "mixed.example", "six.example", "mapped.example"),
            *("nat64.example", "zone.example", "any.example", "meta.example", "intranet"),
        ]
    ),
    ("http://garbage.example:{port}/", Trouble.DNS),
    ("http://empty.example:{port}/", Trouble.DNS),
    ("http://nowhere.example:{port}/", Trouble.DNS),
    ("http://news.example@127.0.0.1:{port}/", Trouble.CREDENTIALS),
    ("http://127.0.0.1:{port}@news.example/", Trouble.CREDENTIALS),
    ("http://user:pw@127.0.0.1:{port}/", Trouble.CREDENTIALS),
    ("http://news.example\\@127.0.0.1:{port}/", Trouble.CREDENTIALS),
    ("file:///etc/passwd", Trouble.SCHEME),
    ("gopher://127.0.0.1:{port}/_GET%20/", Trouble.SCHEME),
    ("ftp://127.0.0.1:{port}/", Trouble.SCHEME),
    ("data:text/html,x", Trouble.SCHEME),
    ("dict://127.0.0.1:{port}/", Trouble.SCHEME),
    ("http://%31%32%37.0.0.1:{port}/", Trouble.BAD_URL),
    ("http://127.0.0.1.1:{port}/", Trouble.BAD_URL),
    ("http://127.0.0.1:{port}0000/", Trouble.BAD_URL),
    ("http://127.0.0.1 :{port}/", Trouble.BAD_URL),
    ("//127.0.0.1:{port}/", Trouble.BAD_URL),
]


@pytest.mark.parametrize(("trick", "trouble"), TRICKS)
@pytest.mark.parametrize("purpose", [Purpose.FEED, Purpose.PAGE])
def test_no_way_inside(server: FeedServer, trick: str, trouble: Trouble, purpose: Purpose) -> None:
    found = get(trick.format(port=server.port), purpose, allowed_networks=(), resolve=INSIDE)
    assert isinstance(found, FetchFailure)
    assert found.trouble is trouble
    assert found.detail
    assert server.asked == []
    assert server.accepted == 0


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "127.0.0.1.", "localhost", "①②⑦.⓪.⓪.①", "inside.example", "mapped.example"]
)
def test_the_same_ways_are_open_once_allowed(server: FeedServer, host: str) -> None:
    """Shows that the server would have heard them."""
    found = get(f"http://{host}:{server.port}/", resolve=INSIDE)
    assert isinstance(found, Response)
    assert len(server.asked) == 1


LEAPS = [
    *(
        (f"http://{host}:{{port}}/", Trouble.PRIVATE_ADDRESS)
        for host in [
            *("127.0.0.2", "2130706434", "0x7f.2", "[::1]", "[::ffff:127.0.0.2]", "0", "169.254.169.254", "10.0.0.1"),
            *("six.example", "any.example", "meta.example", "both.example"),
        ]
    ),
    ("//127.0.0.2:{port}/", Trouble.PRIVATE_ADDRESS),
    ("http:\\\\127.0.0.2:{port}/", None),
    ("http://user@127.0.0.1:{port}/", Trouble.CREDENTIALS),
    ("file:///etc/passwd", Trouble.SCHEME),
    ("gopher://127.0.0.1:{port}/_x", Trouble.SCHEME),
    ("ftp://127.0.0.1:{port}/", Trouble.SCHEME),
    ("data:text/html,x", Trouble.SCHEME),
    ("javascript:alert(1)", Trouble.SCHEME),
    ("http://127.0.0.1.1:{port}/", Trouble.BAD_REDIRECT),
]


@pytest.mark.parametrize("status", [301, 307])
@pytest.mark.parametrize(("leap", "trouble"), LEAPS)
def test_no_way_inside_by_a_redirect(server: FeedServer, leap: str, trouble: Trouble | None, status: int) -> None:
    """The first step is allowed, the second is not."""
    server.script = {"/start": redirect(leap.format(port=server.port), status)}
    found = get(f"{server.url}/start", allowed_networks=("127.0.0.1/32",), resolve=INSIDE)
    if trouble is None:  # read as a path of the same host
        assert found.url.startswith(server.url)
    else:
        assert found.trouble is trouble
        assert [hop.status for hop in found.redirects] == [status]
        assert server.paths() == ["/start"]


def test_a_name_is_resolved_once_a_connection_and_every_time_judged(server: FeedServer) -> None:
    """A resolver that changes its mind (rebinding) gets nobody inside: what was judged is what is connected to."""
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    asked_for: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 -- a resolver is given it
        asked_for.append(host)
        return answers[len(asked_for) - 1]

    server.script = {"/": Reply(close=True, body=b"here")}

    async def twice() -> list[Response | FetchFailure]:
        async with fetcher(allowed_networks=("127.0.0.1/32",), resolve=resolve) as one:
            request = Request(url=f"{server.at('news.example')}/", purpose=Purpose.FEED)
            return [await one.get(request), await one.get(request)]

    first, second = asyncio.run(twice())
    assert isinstance(first, Response)
    assert isinstance(second, FetchFailure)
    assert second.trouble is Trouble.PRIVATE_ADDRESS
    assert asked_for == ["news.example", "news.example"]
    assert [asked.host for asked in server.asked] == [f"news.example:{server.port}"]


def test_the_next_address_is_tried_where_the_first_does_not_answer() -> None:
    with FeedServer({"/": Reply(body=b"here")}) as only_one:  # listens on 127.0.0.1 alone
        for known in (["127.0.0.9", "127.0.0.1"], ["127.0.0.1", "127.0.0.9"]):
            found = get(f"{only_one.at('news.example')}/", resolve=names(news_example=known))
            assert found.body == b"here"
        dead = get(f"{only_one.at('news.example')}/", resolve=names(news_example=["127.0.0.8", "127.0.0.9"]))
        assert dead.trouble is Trouble.CONNECT


def test_a_resolver_that_never_answers() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 -- a resolver is given it
        await asyncio.sleep(60)
        return []

    found = get("http://news.example/", resolve=resolve, connect_seconds=0.1)
    assert (found.trouble, found.temporary) == (Trouble.TIMEOUT, True)


# TLS


def test_a_server_that_speaks_no_tls() -> None:
    async def ask() -> Response | FetchFailure:
        async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(100)
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            writer.close()

        plain = await asyncio.start_server(listen, "127.0.0.1", 0)
        port = plain.sockets[0].getsockname()[1]
        async with plain, fetcher() as one:
            return await one.get(Request(url=f"https://127.0.0.1:{port}/", purpose=Purpose.FEED))

    found = asyncio.run(ask())
    assert isinstance(found, FetchFailure)
    assert found.trouble is Trouble.TLS


def certificate(folder: Path, name: str) -> Path:
    """A certificate for this name that signs itself, and its key, in one file."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 -- only where it is installed
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) - timedelta(days=1)
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "server.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


def test_certificates_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = certificate(tmp_path, "news.example")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    resolve = names(news_example=["127.0.0.1"], other_example=["127.0.0.1"])
    with FeedServer({"/": Reply(body=b"here")}, tls=tls) as secure:
        unknown = get(f"{secure.at('news.example')}/", resolve=resolve)
        assert unknown.trouble is Trouble.TLS
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        assert get(f"{secure.at('news.example')}/", resolve=resolve).body == b"here"
        assert get(f"{secure.at('other.example')}/", resolve=resolve).trouble is Trouble.TLS
        assert len(secure.asked) == 1
        assert secure.idle()


def test_who_is_interrupted_in_a_handshake_leaves_nothing_open() -> None:
    """A listener that takes the connection and says nothing."""

    async def interrupt() -> bool:
        hung_up = asyncio.Event()

        async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            hung_up.set()
            writer.close()

        silent = await asyncio.start_server(listen, "127.0.0.1", 0)
        port = silent.sockets[0].getsockname()[1]
        async with silent, fetcher() as one:
            task = asyncio.create_task(one.get(Request(url=f"https://127.0.0.1:{port}/", purpose=Purpose.FEED)))
            await asyncio.sleep(0.2)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            async with asyncio.timeout(2):
                return await hung_up.wait()

    assert asyncio.run(interrupt())


@pytest.mark.parametrize(
    "settings", [{"user_agent": ""}, {"user_agent": "a\nb"}, {"allowed_networks": ("127.0.0.1/8",)}]
)
def test_settings_that_could_never_work(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"user agent|host bits"):
        FetchPolicy(**({"user_agent": "Dateline"} | settings))
