"""The fake server does what it is told, or no test that relies on it shows anything. Asked over a bare socket."""

from __future__ import annotations

import gzip
import socket
import time

import pytest

from tests.support.feed_server import Asked, FeedServer, Reply, Script, conditional, gzip_bomb, packed, redirect

ETAG = Reply(headers={"ETag": '"a"', "Last-Modified": "Sat, 21 Nov 2026 10:00:00 GMT"}, body=b"feed")


def ask(server: FeedServer, path: str = "/", *headers: str, address: str = "127.0.0.1") -> bytes:
    """Everything the server sends until it hangs up (it is asked to) or falls silent for half a second."""
    with socket.create_connection((address, server.port), 5) as line:
        line.settimeout(0.5)
        line.sendall("\r\n".join([f"GET {path} HTTP/1.1", "Connection: close", *headers, "", ""]).encode())
        got = b""
        while len(got) < 1_000_000:
            try:
                piece = line.recv(65_536)
            except TimeoutError:
                break
            if not piece:
                break
            got += piece
    return got


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(body=b"feed"), b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfeed"),
        (Reply(status=410), b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"),
        (
            Reply(status=429, headers={"Retry-After": "7"}),
            b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n",
        ),
        (redirect("/b"), b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"),
        (
            Reply(body=b"abc", chunked=True, piece=2),
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
        ),
        (Reply(body=b"abc", length=9), b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
        (Reply(body=b"abc", cut=1), b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na"),
        (Reply(raw=b"\x00SSH-2.0"), b"\x00SSH-2.0"),
        (Reply(status=599), b"HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n"),
    ],
)
def test_replies(reply: Reply, expected: bytes) -> None:
    with FeedServer({"/": reply}) as server:
        assert ask(server) == expected


def test_unchanged() -> None:
    with FeedServer({"/": conditional(ETAG)}) as server:
        assert ask(server).endswith(b"feed")
        assert ask(server, "/", 'If-None-Match: W/"a"').startswith(b"HTTP/1.1 304")
        assert ask(server, "/", 'If-None-Match: "b"', "If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT").endswith(
            b"feed"
        )
        assert ask(server, "/", "If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT").startswith(b"HTTP/1.1 304")


def test_endless_bodies_and_trickles() -> None:
    script = {"/endless": Reply(endless=True, body=b"x" * 1000), "/trickle": Reply(endless=True, body=b"x", pause=0.1)}
    with FeedServer(script) as server:
        assert len(ask(server, "/endless")) >= 1_000_000
        with socket.create_connection(("127.0.0.1", server.port), 5) as line:
            line.sendall(b"GET /trickle HTTP/1.1\r\n\r\n")
            time.sleep(0.5)
            assert 1 <= line.recv(1000).count(b"x") <= 6
        assert server.idle()


def test_packed_bodies() -> None:
    bomb = gzip_bomb(5)
    assert len(bomb.body) < 10_000
    assert len(gzip.decompress(bomb.body)) == 5_000_000
    assert gzip.decompress(packed(b"feed").body) == b"feed"


def answered(asked: Asked) -> Reply:
    return Reply(body=f"{asked.method} {asked.path} {asked.host} {asked.headers['x-a']}".encode())


async def later(asked: Asked) -> Reply:
    return answered(asked)


@pytest.mark.parametrize("script", [answered, later, {"/a": answered}, {"news.example/a": later}])
def test_scripts(script: Script) -> None:
    before = time.monotonic()
    with FeedServer(script) as server:
        got = ask(server, "/a?b", "Host: news.example:80", "X-A: b")
        assert got.endswith(b"GET /a?b news.example:80 b")
        assert server.paths() == ["/a?b"]
        assert before < server.asked[0].at < time.monotonic()


def test_lists_and_hosts() -> None:
    script: Script = {"/": [Reply(body=b"1"), Reply(body=b"2")], "other.example/": Reply(body=b"other")}
    with FeedServer(script) as server:
        assert [ask(server)[-1:] for _ in range(3)] == [b"1", b"2", b"2"]
        assert ask(server, "/", "Host: other.example").endswith(b"other")
        assert ask(server, "/nowhere").startswith(b"HTTP/1.1 404")
        server.script = {"/": Reply(status=500)}
        assert ask(server).startswith(b"HTTP/1.1 500")


def test_many_hosts() -> None:
    with FeedServer({"/": Reply(body=b"here")}, all_loopback=True) as server:
        assert ask(server, address="127.3.2.1").endswith(b"here")
        assert server.at("127.3.2.1") == f"http://127.3.2.1:{server.port}"
    with FeedServer({"/": Reply()}) as server, pytest.raises(OSError, match="refused"):
        ask(server, address="127.3.2.1")
