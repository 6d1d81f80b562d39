"""Sends one HTTP request over a connection to a checked address and returns the response.

Network. The only importer of httpcore (BSD-3-Clause), which speaks HTTP/1.1 and nothing more: no cookies, no redirects,
no decoding, no proxies. Its connections are used without its pool: a request cancelled while it waits for the pool
leaks its place there (encode/httpcore issue 1093), and one connection a host is enough.

What a server does is a value (`RawResponse` or `Refusal`), never an exception.
"""

import asyncio
import socket
import ssl
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore

from tasks.web.responses import Refusal, Trouble
from tasks.web.url_guard import GuardedUrl, IpAddress, Networks, explain_refusal, unmap_ipv4

# How the addresses of a host name and port are found, as text.
HostResolver = Callable[[str, int], Awaitable[Sequence[str]]]

# Of a body that comes with a redirect or an error: enough to see what it was.
ERROR_BODY_BYTES = 64 * 1024
_ADDRESSES_TRIED = 3  # of a host with several, each with its share of the time to connect
_IDLE_SECONDS = 15.0  # longer than the pause between two requests; servers keep an unused connection for 5 to 75 s
_DETAIL_CHARS = 200
_TROUBLES: tuple[tuple[type[Exception], Trouble], ...] = (
    (httpcore.TimeoutException, Trouble.TIMEOUT),
    (httpcore.ConnectError, Trouble.CONNECT),
    (ssl.SSLError, Trouble.TLS),
    (Exception, Trouble.PROTOCOL),
)
_WIRE_ERRORS = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError)
_LOST = (httpcore.NetworkError, httpcore.ProtocolError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResponse:
    """What came over the wire: headers as received, latin-1; `body` as sent, its content encoding not undone."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """Seconds for each of name, socket and TLS; seconds of silence; bytes of a body; connections kept unused."""

    connect_seconds: float
    read_seconds: float
    body_bytes: int
    idle: int


class _Refused(Exception):
    """Carries a refusal through httpcore; never leaves this module."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.refusal = Refusal(trouble=trouble, detail=detail)


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens one connection: resolves the name, checks every address, and connects to a checked one.

    Names are resolved once, here, so that a second answer of the resolver (DNS rebinding) has no effect.
    """

    def __init__(self, allowed: Networks, resolve: HostResolver) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._sockets = httpcore.AnyIOBackend()
        self.stream: httpcore.AsyncNetworkStream | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A stream to the first of the host's addresses that takes one."""
        addresses = (await self._check_addresses(host, port, timeout))[:_ADDRESSES_TRIED]
        share = timeout / len(addresses) if timeout else None
        while True:
            address = str(addresses.pop(0))
            try:
                self.stream = await self._sockets.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not addresses:
                    raise
            else:
                return self.stream

    async def _check_addresses(self, host: str, port: int, timeout: float | None) -> list[IpAddress]:
        """The addresses of the host. Refuses all if one is private: a public site has none."""
        try:
            addresses = [ip_address(host)]
        except ValueError:
            addresses = await self._resolve_name(host, port, timeout)
        for address in addresses:
            if reason := explain_refusal(address, self._allowed):
                raise _Refused(Trouble.PRIVATE_ADDRESS, reason if str(address) == host else f"{host}: {reason}")
        return [unmap_ipv4(address) for address in addresses]

    async def _resolve_name(self, host: str, port: int, timeout: float | None) -> list[IpAddress]:
        try:
            async with asyncio.timeout(timeout):
                addresses = dict.fromkeys(ip_address(text) for text in await self._resolve(host, port))
        except TimeoutError:
            raise _Refused(Trouble.TIMEOUT, f"{host}: no answer from DNS within {timeout:g} s") from None
        except (OSError, ValueError) as error:
            raise _Refused(Trouble.DNS, f"{host}: {error}"[:_DETAIL_CHARS]) from None
        if not addresses:
            raise _Refused(Trouble.DNS, f"{host}: no address")
        return list(addresses)


@dataclass(slots=True)
class _KeptConnection:
    connection: httpcore.AsyncHTTPConnection
    dial: _GuardedBackend

    async def aclose(self) -> None:
        """Closes the socket, which httpcore leaves open when it is interrupted during a TLS handshake."""
        if self.dial.stream is not None:
            await self.dial.stream.aclose()


class Connections:
    """Sends requests. Keeps connections for the next request to the same origin; closes the longest unused first."""

    def __init__(self, limits: ConnectionLimits, *, allowed: Networks, resolve: HostResolver) -> None:
        self._limits = limits
        self._allowed = allowed
        self._resolve = resolve
        self._tls: ssl.SSLContext | None = None
        self._idle: OrderedDict[str, _KeptConnection] = OrderedDict()
        self._closed = False
        self._timeouts = {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds}

    async def aclose(self) -> None:
        """Closes the idle connections; those in use are closed when their request ends."""
        self._closed = True
        while self._idle:
            await self._idle.popitem()[1].aclose()

    async def ask(
        self, url: GuardedUrl, headers: Sequence[tuple[bytes, bytes]], seconds: float
    ) -> RawResponse | Refusal:
        """The response to a GET with these headers, within so many seconds in all."""
        try:
            async with asyncio.timeout(seconds):
                return await self._request(url, headers)
        except _Refused as error:
            return error.refusal
        except TimeoutError:
            return Refusal(trouble=Trouble.TIMEOUT, detail=f"not done within {seconds:.3g} s")
        except _WIRE_ERRORS as error:
            trouble = next(trouble for kind, trouble in _TROUBLES if isinstance(error, kind))
            words = " ".join(str(error).split()) or type(error).__name__
            return Refusal(trouble=trouble, detail=words[:_DETAIL_CHARS])

    async def _request(self, url: GuardedUrl, headers: Sequence[tuple[bytes, bytes]]) -> RawResponse:
        link = await self._take_idle(url.origin)
        if link is not None:
            try:
                response = await self._send(url, link, headers)
            except _LOST:
                link = None  # closed by the server in the meantime: a GET may be sent again (RFC 9110, 9.2.2)
        if link is None:
            link = self._open(url)
            response = await self._send(url, link, headers)
        return await self._read(url, link, response)

    def _open(self, url: GuardedUrl) -> _KeptConnection:
        if url.scheme == "https" and self._tls is None:
            self._tls = httpcore.default_ssl_context()
        dial = _GuardedBackend(self._allowed, self._resolve)
        origin = httpcore.Origin(url.scheme.encode(), url.host.encode(), url.port)
        connection = httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._tls, keepalive_expiry=_IDLE_SECONDS, network_backend=dial
        )
        return _KeptConnection(connection, dial)

    async def _take_idle(self, origin: str) -> _KeptConnection | None:
        """A kept connection to this origin that is still open. Those unused for longest are closed on the way."""
        while self._idle and next(iter(self._idle.values())).connection.has_expired():
            await self._idle.popitem(last=False)[1].aclose()
        link = self._idle.pop(origin, None)
        if link is not None and link.connection.has_expired():
            await link.aclose()
            return None
        return link

    async def _send(
        self, url: GuardedUrl, link: _KeptConnection, headers: Sequence[tuple[bytes, bytes]]
    ) -> httpcore.Response:
        address = httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target)
        extensions: dict[str, Any] = {"timeout": self._timeouts}
        try:
            return await link.connection.handle_async_request(
                httpcore.Request("GET", address, headers=headers, extensions=extensions)
            )
        except httpcore.ConnectError as error:
            await link.aclose()
            if link.dial.stream is not None:  # connected: it was the handshake
                raise _Refused(Trouble.TLS, f"{url.host}: {error}"[:_DETAIL_CHARS]) from None
            raise
        except BaseException:
            await link.aclose()
            raise

    async def _read(self, url: GuardedUrl, link: _KeptConnection, response: httpcore.Response) -> RawResponse:
        """The response with its body. The body of a redirect or an error may be cut; any other must be complete."""
        matters = response.status < 300
        limit = self._limits.body_bytes if matters else ERROR_BODY_BYTES
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
        body = bytearray()
        try:
            async for piece in response.aiter_stream():
                body += piece
                if len(body) > limit:
                    break
        except _WIRE_ERRORS:
            if matters:
                raise
        finally:
            await self._release(url.origin, link, response)
        if matters and len(body) > limit:
            raise _Refused(Trouble.TOO_LARGE, f"more than {limit} bytes")
        return RawResponse(status=response.status, headers=headers, body=bytes(body[:limit]))

    async def _release(self, origin: str, link: _KeptConnection, response: httpcore.Response) -> None:
        """Keeps the connection if the answer was read to its end, and closes it if it was not."""
        try:
            await response.aclose()
        finally:
            if self._closed or not link.connection.is_idle() or _has_leftovers(link.connection):
                await link.aclose()
            else:
                self._idle[origin] = link
                if len(self._idle) > self._limits.idle:
                    await self._idle.popitem(last=False)[1].aclose()


def _has_leftovers(connection: httpcore.AsyncHTTPConnection) -> bool:
    """Whether bytes came after the end of the answer: they would be read as the beginning of the next one.

    httpcore does not look and does not show; where it changes inside, connections are closed, not trusted.
    """
    state = getattr(getattr(connection, "_connection", None), "_h11_state", None)
    return state is None or bool(state.trailing_data[0])


async def resolve_host(host: str, port: int) -> list[str]:
    """The addresses the system's resolver knows for a name, in the order in which they are best tried (RFC 6724)."""
    addresses = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for _, _, _, _, address in addresses]
