"""Which addresses may be asked: spellings of a host, and what is inside."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.web.responses import Refusal, Trouble
from tasks.web.url_guard import GuardedUrl, explain_refusal, guard_url, parse_networks, unmap_ipv4


def place(raw: str, base: str | None = None) -> GuardedUrl:
    found = guard_url(raw, base)
    assert isinstance(found, GuardedUrl), found
    return found


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("HTTP://News.Example:80/a b?q=1 2#top", "http://news.example/a%20b?q=1%202"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example:8443?x", "https://news.example:8443/?x"),
        (" http://news.example./feed\n", "http://news.example/feed"),
        ("http://news.example/100%/%zz?a=%C3", "http://news.example/100%/%zz?a=%C3"),
        ("http://news.example/ü?ü", "http://news.example/%C3%BC?%C3%BC"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://my_blog.example/", "http://my_blog.example/"),
        ("http://news.example/a\\b", "http://news.example/a/b"),
        ("http://news.example/\udc80", "http://news.example/%3F"),
        ("http://134744072/", "http://8.8.8.8/"),
        ("http://[2606:4700::0:1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_one_spelling(raw: str, url: str) -> None:
    assert place(raw).url == url
    assert place(url) == place(raw)


def test_the_parts_of_a_place() -> None:
    found = place("https://News.example:8443/a?b=c")
    assert (found.scheme, found.host, found.port, found.target) == ("https", "news.example", 8443, "/a?b=c")
    assert (found.authority, found.key) == ("news.example:8443", "news.example:8443")
    assert (found.origin, found.address) == ("https://news.example:8443", None)
    assert place("http://[::1]/").authority == "[::1]"
    assert place("http://[::1]/").key == "::1:80"


@pytest.mark.parametrize(
    ("raw", "base", "url"),
    [
        ("../b", "http://news.example/x/a", "http://news.example/b"),
        ("?page=2", "http://news.example/x", "http://news.example/x?page=2"),
        ("//other.example/b", "https://news.example/x", "https://other.example/b"),
        ("https://other.example", "http://news.example/x", "https://other.example/"),
    ],
)
def test_relative_addresses(raw: str, base: str, url: str) -> None:
    assert place(raw, base).url == url


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "0177.1"),
        *("017700000001", "127.0.0.1.", "127.0.0.0x1", "127.0x1", "00000177.0.0.1", "0X7F.1"),
        *("１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①"),
        *("localhost", "LocalHost.", "a.localhost", "ｌocalhost", "localhoſt"),
    ],
)
def test_every_spelling_of_this_machine(host: str) -> None:
    assert place(f"http://{host}:81/x").address == IPv4Address("127.0.0.1")


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        ("", Trouble.BAD_URL),
        ("news.example/feed", Trouble.BAD_URL),
        ("http://", Trouble.BAD_URL),
        ("http:///feed", Trouble.BAD_URL),
        ("http://news..example/", Trouble.BAD_URL),
        ("http://news.example:99999/", Trouble.BAD_URL),
        ("http://news.example:0/", Trouble.BAD_URL),
        ("http://news.example:8o/", Trouble.BAD_URL),
        ("http://new s.example/", Trouble.BAD_URL),
        ("http://%31%32%37.0.0.1/", Trouble.BAD_URL),
        ("http://127.0.0.1.1/", Trouble.BAD_URL),
        ("http://256.0.0.1/", Trouble.BAD_URL),
        ("http://127.0.0.08/", Trouble.BAD_URL),
        ("http://news.0x7f/", Trouble.BAD_URL),
        ("http://4294967296/", Trouble.BAD_URL),
        ("http://[127.0.0.1]/", Trouble.BAD_URL),
        ("http://[v1.x]/", Trouble.BAD_URL),
        ("http://[::1/", Trouble.BAD_URL),
        ("http://a\udc80b.example/", Trouble.BAD_URL),
        (f"http://{'a' * 64}.example/", Trouble.BAD_URL),
        (f"http://{'a.' * 130}example/", Trouble.BAD_URL),
        (f"http://{'ü' * 300}.example/", Trouble.BAD_URL),
        (f"http://news.example/{'a' * 5000}", Trouble.BAD_URL),
        ("http://evil.example\u2100@news.example/", Trouble.BAD_URL),
        ("http://news.example\\@127.0.0.1/", Trouble.CREDENTIALS),
        ("http://@news.example/", Trouble.CREDENTIALS),
        ("http://user:secret@news.example/", Trouble.CREDENTIALS),
        ("http://[fe80::1%25eth0]/", Trouble.PRIVATE_ADDRESS),
        ("http://[2606:4700::1111%eth0]/", Trouble.PRIVATE_ADDRESS),
        ("file:///etc/passwd", Trouble.SCHEME),
        ("gopher://news.example/_x", Trouble.SCHEME),
        ("javascript:alert(1)", Trouble.SCHEME),
        ("news.example:80/feed", Trouble.SCHEME),
    ],
)
def test_what_is_not_asked(raw: str, trouble: Trouble) -> None:
    found = guard_url(raw)
    assert isinstance(found, Refusal)
    assert found.trouble is trouble
    assert found.detail


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0",
        *("0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.255.255.255", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.0.1", "198.19.0.1", "198.51.100.1"),
        *("203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200"),
        *("::", "::1", "::7f00:1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "fc00::1"),
        *("fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001::1", "2001:10::1", "2001:db8::1"),
        *("2002:7f00:1::", "2002:808:808::1", "3fff::1", "4000::1", "5f00::1"),
    ],
)
def test_what_is_inside(text: str) -> None:
    assert explain_refusal(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        *("8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1", "128.0.0.1"),
        *("172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255"),
        *("::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2606:4700::1111", "2a00:1450::1", "2001:4860:4860::8888"),
    ],
)
def test_what_is_public(text: str) -> None:
    assert explain_refusal(ip_address(text)) is None


def test_private_networks_can_be_allowed() -> None:
    allowed = parse_networks(("127.0.0.0/8", "fd00::/8"))
    assert explain_refusal(ip_address("127.9.9.9"), allowed) is None
    assert explain_refusal(ip_address("::ffff:127.0.0.1"), allowed) is None
    assert explain_refusal(ip_address("fd00::1"), allowed) is None
    assert explain_refusal(ip_address("10.0.0.1"), allowed)
    assert explain_refusal(ip_address("64:ff9b::7f00:1"), allowed), "what NAT64 leads to is not this machine's loopback"
    with pytest.raises(ValueError, match="host bits"):
        parse_networks(("127.0.0.1/8",))


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_judged_the_same_however_it_is_written(number: int) -> None:
    plain = IPv4Address(number)
    a, b, c, d = plain.packed
    spellings = [
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{(b << 16) + (c << 8) + d}",
        f"{a:#x}.0{b:o}.{(c << 8) + d}",
        f"[::ffff:{plain}]",
    ]
    for spelling in spellings:
        address = place(f"http://{spelling}/").address
        assert address is not None
        assert unmap_ipv4(address) == plain
        assert bool(explain_refusal(address)) == bool(explain_refusal(plain))


@given(st.ip_addresses(v=6))
def test_nothing_outside_the_public_block_passes(address: IPv6Address) -> None:
    inside = address.is_private or address.is_multicast or address.is_loopback or address.is_link_local
    if inside and address.ipv4_mapped is None:
        assert explain_refusal(address)


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://[", "//", "http://x.example/", "\\\\"]))
def test_no_text_crashes_it(text: str, start: str) -> None:
    for base in (None, "http://news.example/a/b"):
        found = guard_url(start + text, base)
        if isinstance(found, GuardedUrl):
            assert found.url.isascii()
            assert guard_url(found.url) == found
