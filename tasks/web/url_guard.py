"""Decides which URLs may be requested: http(s), no credentials, no private machine.

Pure: no name is resolved here. Two checks: `guard_url` reads a URL, and refuses private machines named by number, in
any notation; `explain_refusal` checks an address that a name resolved to. Connect only to the address checked.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from tasks.web.responses import Refusal, Trouble
from tasks.web.urls import MAX_URL_CHARS

IpAddress = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]

# IANA's special-purpose address registries (RFC 6890 and its updates), and what clouds keep their metadata on.
_CLOSED_4 = {
    "0.0.0.0/8": "unspecified",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a carrier",  # and one cloud's metadata, 100.100.100.200
    "127.0.0.0/8": "loopback",
    "168.63.129.16/32": "cloud metadata",  # looks public, answers only inside Azure
    "169.254.0.0/16": "link-local",  # and most clouds' metadata, 169.254.169.254
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",  # and one cloud's metadata, 192.0.0.192
    "192.0.2.0/24": "for documentation",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "for benchmarks",
    "198.51.100.0/24": "for documentation",
    "203.0.113.0/24": "for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
# All of IPv6 that is public lies in 2000::/3 (RFC 4291, 2.4); these lie there and are not, or hide an IPv4 address
# whose owner the packet reaches by a way of its own (6to4, Teredo: both given up, RFC 7526 and RFC 4380).
_PUBLIC_6 = IPv6Network("2000::/3")
_CLOSED_6 = {
    "2001::/32": "Teredo",
    "2001::/23": "reserved",
    "2001:db8::/32": "for documentation",
    "2002::/16": "6to4",
    "3fff::/20": "for documentation",
}
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is reached
_TABLE_4 = tuple((IPv4Network(network), name) for network, name in _CLOSED_4.items())
_TABLE_6 = tuple((IPv6Network(network), name) for network, name in _CLOSED_6.items())

_PORTS = {"http": 80, "https": 443}
_HOST_CHARS = 254  # RFC 1035, 2.3.4, and a final dot
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"0x[0-9a-f]*|0[0-7]*|[1-9][0-9]*")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SAFE = "/%:@!$&'()*+,;=~-._[]|^"  # what browsers leave as it is in a path; everything else is percent-encoded


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedUrl:
    """A URL that may be requested. `host`: lower-case ASCII without brackets or final dot; `target`: path and query.

    `address` is set where the host is no name but a number.
    """

    scheme: str
    host: str
    port: int
    target: str
    address: IpAddress | None

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address and in a `Host` header: without the scheme's own port."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == _PORTS[self.scheme] else f"{shown}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt is valid for, and connections are kept by."""
        return f"{self.scheme}://{self.authority}"

    @property
    def key(self) -> str:
        """`host:port`: the key of the politeness pause."""
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in one piece, without fragment."""
        return self.origin + self.target


def parse_networks(cidrs: tuple[str, ...]) -> Networks:
    """Networks written as CIDR ("10.1.0.0/16"). Raises ValueError: these come from settings."""
    return tuple(ip_network(cidr) for cidr in cidrs)


def explain_refusal(address: IpAddress, allowed: Networks = ()) -> str | None:
    """Why this address may not be requested; None if it is public or in one of the networks `allowed`.

    An IPv4-mapped address (::ffff:0:0/96, RFC 4291, 2.5.5.2) is judged as what it is; one behind NAT64 is
    refused unless the address behind is public (RFC 6052, 3.1).
    """
    address = unmap_ipv4(address)
    if any(address in network for network in allowed):
        return None
    if isinstance(address, IPv4Address):
        return next((f"{address} is {name}" for network, name in _TABLE_4 if address in network), None)
    if address in _NAT64:
        behind = explain_refusal(IPv4Address(int(address) & 0xFFFFFFFF))
        return behind and f"{address} leads to {behind}"
    if address not in _PUBLIC_6:
        return f"{address} is not public"
    return next((f"{address} is {name}" for network, name in _TABLE_6 if address in network), None)


def unmap_ipv4(address: IpAddress) -> IpAddress:
    """The IPv4 address of an IPv4-mapped IPv6 address; any other as it is."""
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def guard_url(raw: str, base: str | None = None) -> GuardedUrl | Refusal:
    """The parts of a URL, or why it may not be requested: bad_url, scheme, credentials, private_address.

    `base` is what a relative address is relative to. Hosts are read as browsers do (WHATWG URL standard, 3.5 and 4):
    letters beyond ASCII by IDNA, `0x7f.1`, `2130706433` and `017700000001` as 127.0.0.1, one final dot dropped, and a
    name whose last label is a number is a number or nothing. A private number is not refused here (what is allowed is
    a setting; see `explain_refusal`), but a zone ("fe80::1%eth0") is: it means this machine's own links.
    """
    text = raw.strip()
    if not text or len(text) > MAX_URL_CHARS:
        return Refusal(trouble=Trouble.BAD_URL, detail=f"an address of {len(text)} characters")
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        return _check_parts(parts, parts.hostname or "", parts.port)
    except ValueError as error:
        return Refusal(trouble=Trouble.BAD_URL, detail=str(error))


def _check_parts(parts: SplitResult, host: str, port: int | None) -> GuardedUrl | Refusal:
    if parts.scheme not in _PORTS:
        trouble = Trouble.SCHEME if parts.scheme else Trouble.BAD_URL
        return Refusal(trouble=trouble, detail=f"{parts.scheme or 'no scheme'} is neither http nor https")
    if "@" in parts.netloc:
        return Refusal(trouble=Trouble.CREDENTIALS, detail="a user name in the address")
    if "%" in host and ":" in host:
        return Refusal(trouble=Trouble.PRIVATE_ADDRESS, detail="an address with a zone means this machine's own links")
    name = "" if "[" in parts.netloc and ":" not in host else _ascii(host)
    address = _number(name) if name else None
    if not name or port == 0 or (address is None and not _is_name(name)):
        return Refusal(trouble=Trouble.BAD_URL, detail=f"no host: {host[:80]!r}")
    return GuardedUrl(
        scheme=parts.scheme,
        host=str(address or name),
        port=port or _PORTS[parts.scheme],
        target=_target(parts.path, parts.query),
        address=address,
    )


def _ascii(host: str) -> str:
    """The host in lower-case ASCII without its final dot; "" if it cannot be written so."""
    if len(host) > _HOST_CHARS:
        return ""
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    return host.lower().removesuffix(".")


def _is_name(host: str) -> bool:
    labels = host.split(".")
    if len(host) >= _HOST_CHARS or _NUMERIC.fullmatch(labels[-1]):
        return False
    return all(_LABEL.fullmatch(label) for label in labels)


def _number(host: str) -> IpAddress | None:
    """The IP address of a host that is written as a number, else None.

    `localhost` is loopback and is never resolved (RFC 6761, 6.3).
    """
    if ":" in host:
        try:
            return ip_address(host)
        except ValueError:
            return None
    if host == "localhost" or host.endswith(".localhost"):
        return IPv4Address("127.0.0.1")
    parts = host.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    *high, low = (_value(part) for part in parts)
    if any(value > 255 for value in high) or low >= 256 ** (4 - len(high)):
        return None
    return IPv4Address(low + sum(value << (8 * (3 - index)) for index, value in enumerate(high)))


def _value(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def _target(path: str, query: str) -> str:
    """Path and query in ASCII without spaces. Escapes, right or wrong, stay as the publisher wrote them."""
    shown = quote(path.replace("\\", "/"), safe=_SAFE, errors="replace") or "/"
    if not shown.startswith("/"):
        shown = f"/{shown}"
    return f"{shown}?{quote(query, safe=_SAFE + '?', errors='replace')}" if query else shown
