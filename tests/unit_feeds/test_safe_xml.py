"""Foreign markup: read where it can be, mended where nothing is lost, refused where it means harm."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tasks.feeds import safe_xml as xml
from tasks.feeds.safe_xml import (
    MAX_XML_NODES,
    HtmlTag,
    ParsedXml,
    drop_illegal_characters,
    get_local_name,
    parse_xml,
    read_tags,
)
from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason


def read(body: bytes) -> ParsedXml:
    parsed = parse_xml(body)
    assert isinstance(parsed, ParsedXml), parsed
    return parsed


def refused(body: bytes, **limits: int) -> Reject:
    parsed = parse_xml(body, **limits)
    assert isinstance(parsed, Reject), parsed
    return parsed


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"<r>plain</r>", "plain"),
        (b"\xef\xbb\xbf<r>mark</r>", "mark"),
        (b"\n\n  <?xml version='1.0'?><r>late</r>", "late"),
        (b"Warning: broken in line 3<br />\n<?xml version='1.0'?><r>later</r>", "later"),
        ("<?xml version='1.0' encoding='utf-8'?><r>é</r>".encode("cp1252"), "é"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><r>“é”</r>".encode("cp1252"), "“é”"),
        ("<?xml version='1.0' encoding='utf-16'?><r>é</r>".encode(), "é"),
        ("<?xml version='1.0' encoding='utf-16'?><r>é</r>".encode("utf-16"), "é"),
        ("<?xml version='1.0' encoding='utf-16'?><r>é</r>".encode("utf-16-le"), "é"),
        ("<?xml version='1.0' encoding='utf-16'?><r>é</r>".encode("utf-16-be"), "é"),
        (b"<?xml version='1.1'?><r>one</r>", "one"),
        (b"<r>a\0b\x01c\x1f</r>", "abc"),
        (b"<r>?a=1&b=2&copy=3 & more &amp; &#38; &#x26;</r>", "?a=1&b=2&copy=3 & more & & &"),
        (b"<r>caf&eacute;&nbsp;&hellip; &AMP; &unheard;</r>", "café\xa0… & &unheard;"),
        (b"<r><![CDATA[a & b &eacute; <i>]]> & c</r>", "a & b &eacute; <i> & c"),
        (b"<r>one<!-- & -->two<?skip &?></r>", "onetwo"),
        (b"<!DOCTYPE r PUBLIC '-//X//Y' 'http://127.0.0.1:9/x.dtd'><r>caf&eacute;</r>", "café"),
        (b"<!DOCTYPE r [<!ELEMENT r ANY>]><r>typed</r>", "typed"),
    ],
)
def test_what_is_mended_without_loss(body: bytes, text: str) -> None:
    parsed = read(body)
    assert parsed.root.text == text
    assert parsed.damage is None


def test_ampersands_in_attributes_are_mended_too() -> None:
    assert read(b'<r href="/a?b=1&c=2&lt;"/>').root.get("href") == "/a?b=1&c=2<"


def test_prefixes_need_no_namespace() -> None:
    parsed = read(b"<r><News:Title>a</News:Title></r>")
    assert (get_local_name(parsed.root[0]), parsed.damage) == ("title", None)
    assert get_local_name(read(b"<r xmlns:n='http://x/:y'><n:Title/></r>").root[0]) == "title"


@pytest.mark.parametrize(
    "body",
    [b"<r><a>1</a><a>2</a><a>", b"<r><a>1</a><a>2</a></r><p>3</p>", b"<r><a>1</a><a>2</b></r>", b"<r><a>1</a><a>2</r>"],
)
def test_what_is_broken_is_read_as_far_as_it_goes_and_said(body: bytes) -> None:
    parsed = read(body)
    assert [element.text for element in parsed.root.iter("a")][:2] == ["1", "2"]
    assert parsed.damage is not None
    assert parsed.damage.startswith("line 1: ")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\0\0 ", Reason.EMPTY),
        (b"no markup at all", Reason.BAD_FEED),
        (b"<" * 1000, Reason.BAD_FEED),
        (b"<!DOCTYPE html><html><p>not <b>found", Reason.BAD_FEED),
        (b"<html><head><title>Log in</title></head><body/></html>", Reason.BAD_FEED),
        (b"%PDF-1.4 \x01\x02", Reason.BINARY),
        (b"\xff\xfe<\0r\0/\0>", Reason.UNDECODABLE),
        (b"<a>" * 300 + b"</a>" * 300, Reason.TOO_LARGE),
        (b"<a>" * 100_000, Reason.TOO_LARGE),
        (b"<r>" + b"x" * 10_500_000 + b"</r>", Reason.TOO_LARGE),
        (b"<r a='" + b"x" * 10_500_000 + b"'/>", Reason.TOO_LARGE),
        (b"<r><" + b"x" * 60_000 + b"/></r>", Reason.TOO_LARGE),
        (b"<r xmlns='" + b"x" * 1_000_000 + b"'>" + b"<a/>" * 100_000 + b"</r>", Reason.TOO_LARGE),
        (b'<r xmlns:\xc3\xa9\n =\n"' + b"'x" * 1_000_000 + b'">' + b"<a/>" * 100_000 + b"</r>", Reason.TOO_LARGE),
        (b"<r xmlns:" + b"a" * 400 + b"='" + b"x" * 1_000_000 + b"'>" + b"<a/>" * 100_000 + b"</r>", Reason.TOO_LARGE),
        (b"<r xmlns=" + b" " * 400 + b"'" + b"x" * 1_000_000 + b"'>" + b"<a/>" * 100_000 + b"</r>", Reason.TOO_LARGE),
        (b"<r xmlns:a" + b" " * 400 + b"='" + b"x" * 1_000_000 + b"'>" + b"<a/>" * 100_000 + b"</r>", Reason.TOO_LARGE),
        (b"<r>" + b"<a/>" * MAX_XML_NODES + b"</r>", Reason.TOO_LARGE),
        (b"<r " + b'a="" ' * MAX_XML_NODES + b"/>", Reason.TOO_LARGE),
    ],
)
def test_what_is_refused(body: bytes, reason: Reason) -> None:
    begun = time.monotonic()
    assert refused(body).reason is reason
    assert time.monotonic() - begun < 10


def test_namespaces_of_a_usual_length_are_read() -> None:
    names = " ".join(f"xmlns:n{number}='http://example.com/{number}'" for number in range(300))
    assert (
        read(
            f"<r {names} a='{'x' * 5_000}'>an xmlns said in passing, {'xmlns=&quot;x&quot; and on, ' * 60}</r>".encode()
        ).damage
        is None
    )


def test_the_limit_of_bytes_is_the_callers() -> None:
    assert refused(b"<r>12345</r>", max_bytes=11).reason is Reason.TOO_LARGE
    assert isinstance(parse_xml(b"<r>12345</r>", max_bytes=12), ParsedXml)


LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12))
PERCENT = b"".join(b"<!ENTITY %% a%d '%s'>" % (level, b"&#37;a%d;" % (level - 1) * 10) for level in range(1, 12))


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE r [<!ENTITY a0 "lol">' + LAUGHS + b']><r x="&a11;">&a11;</r>',
        b'<!DOCTYPE r [<!ENTITY c "<!-- "><!ENTITY a0 "lol">' + LAUGHS + b']><r x="&a11;">&a11;</r>',
        b'<!DOCTYPE r [<!ENTITY % a0 "lol">' + PERCENT + b" %a11; ]><r/>",
        b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 200_000 + b'">]><r>' + b'<o t="&a;">&a;</o>' * 20_000 + b"</r>",
        b'<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]><r>&a;</r>',
        b"<!DOCTYPE r [" + b"".join(b'<!ENTITY a%d "x">' % number for number in range(200_000)) + b"]><r/>",
        b'<!DOCTYPE r [<!ATTLIST a x CDATA "' + b"x" * 100_000 + b'">]><r>' + b"<a/>" * 50_000 + b"</r>",
    ],
)
def test_no_bomb_is_even_lit(body: bytes) -> None:
    begun = time.monotonic()
    assert refused(body).reason is Reason.UNSUPPORTED
    assert time.monotonic() - begun < 5


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the parser wished to load."""
    wishes: list[str] = []

    def resolve(_self: object, url: str, _public: str, _context: object) -> None:
        wishes.append(url)

    monkeypatch.setattr(xml._EmptyResolver, "resolve", resolve)
    return wishes


def test_no_file_and_no_address_is_opened(tmp_path: Path, asked: list[str]) -> None:
    """Document types, entities, inclusions and style sheets that point outside: not one is asked for."""
    secret = tmp_path / "secret.txt"
    secret.write_text("<r>SECRET</r>")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        for place in (secret.as_uri(), str(secret), f"http://127.0.0.1:{server.getsockname()[1]}/x"):
            for body in (
                f"<!DOCTYPE r SYSTEM '{place}'><r>&a;</r>",
                f"<!DOCTYPE r PUBLIC 'a' '{place}' [<!ELEMENT r ANY>]><r>x</r>",
                f"<!DOCTYPE r [<!ENTITY a SYSTEM '{place}'>]><r x='&a;'>&a;</r>",
                f"<!DOCTYPE r [<!ENTITY % a SYSTEM '{place}'> %a;]><r/>",
                f"<r xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='{place}' parse='text'/></r>",
                f"<?xml-stylesheet href='{place}'?><r xmlns:i='http://www.w3.org/2001/XMLSchema-instance'"
                f" i:noNamespaceSchemaLocation='{place}'/>",
            ):
                parsed = parse_xml(body.encode())
                shown = etree.tostring(parsed.root) if isinstance(parsed, ParsedXml) else parsed.detail.encode()
                assert b"SECRET" not in shown
        with pytest.raises(BlockingIOError):
            server.accept()
    assert asked == []


@given(st.one_of(st.binary(max_size=300), st.text(alphabet="<>/!-[]&;#x'\"= arD\0é?", max_size=200).map(str.encode)))
def test_nothing_is_raised(body: bytes) -> None:
    parsed = parse_xml(body)
    if isinstance(parsed, ParsedXml):
        assert [get_local_name(element) for element in parsed.root.iter()]


def test_characters_that_xml_cannot_hold() -> None:
    assert drop_illegal_characters("a\0\x0b\ud800\ufffe\uffffb\t\n😀\x85") == "ab\t\n😀\x85"


def test_tags_of_a_page() -> None:
    page = (
        "<HTML><A HREF='/a' data-x>one <b>two</b>\n three</A> four <!-- <a href=/no> --><a href='/b?x=1&amp;y=é'>"
        "five<a>six <link REL=x></a>seven<script>'<a href=/no>'</script>"
    )
    assert read_tags(page, ("a", "link")) == [
        HtmlTag(name="a", attributes={"href": "/a", "data-x": ""}, text="one two three"),
        HtmlTag(name="a", attributes={"href": "/b?x=1&y=é"}, text="five"),
        HtmlTag(name="a", attributes={}, text="six"),
        HtmlTag(name="link", attributes={"rel": "x"}, text=""),
    ]


def test_tags_are_counted_and_their_text_is_cut() -> None:
    tags = read_tags("<a>" + "word " * 1000 + "</a><a>2</a><a>3</a>", ("a",), limit=2)
    assert [len(tag.text) for tag in tags] == [299, 1]


@pytest.mark.parametrize(
    "page",
    [
        "<a " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
        "<div>" * 300_000,
        "<a>" * 300_000,
        "<!--" * 300_000,
        "<a b='" * 100_000,
        "<" * 1_000_000,
        "\0\ud800<a \0=\0>",
        "x" * 20_000_000,
        "",
    ],
)
def test_pages_that_mean_harm_take_no_time(page: str) -> None:
    begun = time.monotonic()
    assert read_tags(page + "<a>", ("a",), limit=10)[10:] == []
    assert time.monotonic() - begun < 10


def test_tags_are_found_at_any_depth() -> None:
    assert [tag.attributes for tag in read_tags("<div>" * 5_000 + "<a href=x>", ("a",))] == [{"href": "x"}]
