"""One scripted web server for the whole suite: real sockets on loopback, one thread, every misbehaviour of the field.

    with FeedServer({"/feed": [Reply(body=b"<rss/>"), Reply(status=304)], "/gone": Reply(status=410)}) as server:
        ...  # read server.url + "/feed"
    assert [asked.path for asked in server.asked] == ["/feed"]

A script is a mapping or a function of what was asked. In a mapping a key is a path ("/feed") or a host and a path
("news.example/feed", the host as in the request, without port), and a value is a reply, a list of replies (one after
the other, the last one stays), or a function of what was asked. What is not in it is a 404.

HTTP is written by hand, because a library would not send what must not be sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import inspect
import ssl
import threading
import time
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came. `host` is the Host header; header names are lower-case; `at` is of the monotonic clock."""

    method: str
    path: str
    host: str
    headers: dict[str, str]
    at: float


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer. Times are in seconds.

    `delay` comes before the first byte. A body that ends is sent whole, or in pieces of `piece` bytes with a `pause`
    between them. `endless`: the body again and again, until the client hangs up (with a `pause`, a trickle). `chunked`:
    as chunks, each piece one. `length`: what Content-Length says in place of the truth. `cut`: hangs up after so many
    bytes of the body. `raw`: sent as it is in place of any HTTP, then hangs up. `close`: hangs up after the answer.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0
    piece: int | None = None
    pause: float = 0.0
    endless: bool = False
    chunked: bool = False
    length: int | None = None
    cut: int | None = None
    raw: bytes | None = None
    close: bool = False


Answering = Callable[[Asked], "Reply | Awaitable[Reply]"]
Scripted = Reply | Sequence[Reply] | Answering
Script = Mapping[str, Scripted] | Answering


def redirect(location: str, status: int = 302) -> Reply:
    """Sends the client elsewhere."""
    return Reply(status=status, headers={"Location": location})


def conditional(reply: Reply) -> Callable[[Asked], Reply]:
    """Answers 304 to whoever shows this reply's ETag or, without an ETag, its Last-Modified; the reply to others."""
    etag, modified = reply.headers.get("ETag"), reply.headers.get("Last-Modified")

    def answer(asked: Asked) -> Reply:
        if etag and "if-none-match" in asked.headers:
            known = etag in asked.headers["if-none-match"]
        else:
            known = modified is not None and asked.headers.get("if-modified-since") == modified
        return Reply(status=304, headers=reply.headers) if known else reply

    return answer


def packed(body: bytes, encoding: str = "gzip", **headers: str) -> Reply:
    """A body in gzip or deflate."""
    data = gzip.compress(body, mtime=0) if encoding == "gzip" else zlib.compress(body)
    return Reply(headers={"Content-Encoding": encoding} | headers, body=data)


def gzip_bomb(megabytes: int) -> Reply:
    """So many million zeros, packed a thousandfold."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()
    return Reply(headers={"Content-Encoding": "gzip"}, body=data)


class FeedServer:
    """The server, from entering the context to leaving it. `asked` is every request so far, in order of arrival.

    It listens on 127.0.0.1; with `all_loopback` on every address, so that 127.1.2.3 and 127.4.5.6 are different hosts.
    `script` may be replaced at any time. With `tls` it speaks HTTPS.
    """

    def __init__(
        self,
        script: Script | None = None,
        *,
        all_loopback: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.asked: list[Asked] = []
        self.connections = 0  # open now
        self.accepted = 0  # ever
        self.port = 0
        self._address = "0.0.0.0" if all_loopback else "127.0.0.1"
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="feed-server", daemon=True)
        self._ready = threading.Event()
        self._stop: asyncio.Event
        self.script = script if script is not None else {}

    @property
    def script(self) -> Script:
        """What is answered to what. Replacing it starts every list of replies anew."""
        return self._script

    @script.setter
    def script(self, script: Script) -> None:
        self._script = script
        self._times: dict[str, int] = {}

    @property
    def url(self) -> str:
        """`http://127.0.0.1:port`, without a final slash."""
        return self.at("127.0.0.1")

    def at(self, host: str) -> str:
        """The same server under another host name or loopback address."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}"

    def __enter__(self) -> Self:
        """Listening."""
        self._thread.start()
        if not self._ready.wait(10) or not self.port:
            raise RuntimeError("the feed server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hangs up on everybody."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._loop.close()

    def paths(self) -> list[str]:
        """The paths asked for so far."""
        return [asked.path for asked in self.asked]

    def idle(self, seconds: float = 2.0) -> bool:
        """Whether every connection is closed, or is so within a moment."""
        end = time.monotonic() + seconds
        while self.connections and time.monotonic() < end:
            time.sleep(0.005)
        return not self.connections

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._client, self._address, 0, ssl=self._tls, backlog=4_096)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.accepted += 1
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                while await self._answer(await reader.readuntil(b"\r\n\r\n"), reader, writer):
                    pass
        except asyncio.CancelledError:
            pass  # the server closes; asyncio would report the task as failed
        finally:
            self.connections -= 1
            writer.close()

    async def _answer(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answers one request. Gives whether the connection goes on."""
        asked = _asked(head)
        self.asked.append(asked)
        reply = await self._reply(asked)
        await _delay(reply.delay, reader)
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            return False
        writer.write(_head(reply))
        if reply.status != 304 and asked.method != "HEAD":
            await _send(reply, writer)
        await writer.drain()
        return not (reply.close or reply.cut is not None) and asked.headers.get("connection", "").lower() != "close"

    async def _reply(self, asked: Asked) -> Reply:
        script: Scripted | None
        if callable(self._script):
            script = self._script
        else:
            path, host = asked.path, asked.host.rpartition(":")[0] or asked.host
            keys = (host + path, path, host + path.partition("?")[0], path.partition("?")[0])
            key = next((key for key in keys if key in self._script), "")
            script = self._script.get(key)
            if isinstance(script, Sequence):
                time_no = self._times[key] = self._times.get(key, -1) + 1
                script = script[min(time_no, len(script) - 1)]
        if script is None:
            return Reply(status=404, body=b"not here")
        if isinstance(script, Reply):
            return script
        answer = script(asked)
        return await answer if inspect.isawaitable(answer) else answer


def _asked(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = (*first.split(" "), "", "")[:3]
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    return Asked(method, path, headers.get("host", ""), headers, time.monotonic())


async def _delay(seconds: float, reader: asyncio.StreamReader) -> None:
    """Waits, unless the client hangs up in the meantime."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if reader.at_eof():
            raise ConnectionResetError
        await asyncio.sleep(min(left, 0.02))


def _head(reply: Reply) -> bytes:
    headers = dict(reply.headers)
    if reply.chunked:
        headers["Transfer-Encoding"] = "chunked"
    elif reply.length is not None:
        headers["Content-Length"] = str(reply.length)
    elif not reply.endless and reply.status != 304:
        headers["Content-Length"] = str(len(reply.body))
    phrase = HTTPStatus(reply.status).phrase if reply.status in set(HTTPStatus) else ""
    lines = [f"HTTP/1.1 {reply.status} {phrase}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


async def _send(reply: Reply, writer: asyncio.StreamWriter) -> None:
    body = reply.body[: reply.cut]
    step = reply.piece or max(1, len(body))
    pieces = [body[start : start + step] for start in range(0, len(body), step)]
    while True:
        for piece in pieces:
            writer.write(b"%x\r\n%b\r\n" % (len(piece), piece) if reply.chunked else piece)
            await writer.drain()
            if reply.pause:
                await asyncio.sleep(reply.pause)
        if not reply.endless:
            break
        await asyncio.sleep(0)  # a reader that keeps up would leave nobody else a turn
    if reply.chunked and reply.cut is None:
        writer.write(b"0\r\n\r\n")
