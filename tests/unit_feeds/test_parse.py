"""Feed documents: every form, every fault, and nothing that is fetched, opened or blown up."""

from __future__ import annotations

import builtins
import socket
import time
from dataclasses import fields
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.feeds import parse as feeds
from tasks.feeds.entries import Entry, Feed, read_entry
from tasks.feeds.parse import is_feed_document, parse_feed
from tasks.feeds.xml_repair import MAX_DEPTH, repair_xml
from tasks.model.stages import Extracted, Reject
from warehouse.model.vocabulary import PublishedFrom, Reason

URL = "https://news.example.org/feeds/all.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="feed.xsl" type="text/xsl"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
  <title>The Harbour Gazette</title><link>https://news.example.org/</link><language>en-GB</language><ttl>30</ttl>
  <atom:link rel="self" href="https://news.example.org/feeds/all.xml" type="application/rss+xml"/>
  <skipHours><hour>0</hour><hour>23</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
  <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
  <image><title>Logo</title><url>/logo.png</url><link>https://news.example.org/logo</link></image>
  <item>
    <title>Ferry &amp;amp; bridge reopen</title><link>/2024/05/ferry?utm_source=rss</link>
    <guid isPermaLink="false">gazette-17</guid><pubDate>Tue, 07 May 2024 10:30:00 +0200</pubDate>
    <dc:creator>Ana Silva</dc:creator><dc:creator>Bo Ek</dc:creator><category>Transport</category>
    <description>The ferry &lt;b&gt;runs&lt;/b&gt; again.</description>
    <content:encoded><![CDATA[<p>The ferry runs again.</p>
    <p>So does the <a href="/bridge">bridge</a>.</p>]]></content:encoded>
    <source url="https://wire.example.com/rss">Coast Wire</source>
  </item>
  <item><guid>https://news.example.org/permalink</guid><author>desk@example.org (Cy Dee)</author></item>
  <item><guid>18</guid></item>
  <item/>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://blog.example.net/x/">
<title type="html">Notes &amp;lt;3</title><id>urn:feed</id><link rel="self" href="atom.xml"/><link href="/home"/>
<author><name>Eva Ott</name></author><updated>2024-05-07T00:00:00Z</updated>
<entry><title type="text">a &lt; b</title><id>https://blog.example.net/ids/1</id>
  <updated>2024-05-07T12:00:00.5Z</updated>
  <link rel="enclosure" href="a.mp3"/><link rel="alternate" type="text/html" href="../eins"/>
  <content type="xhtml" xml:lang="en"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two</p></div></content>
</entry>
<entry><id>https://blog.example.net/ids/2</id><published>2024-05-06</published><updated>2024-05-07 10:00 IST</updated>
  <summary type="text">x &lt; y</summary>
  <source><title>Elsewhere</title><author><name>Flo Gru</name></author></source></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel>
<item rdf:about="urn:1"><title>One</title><link>http://r.example/1</link><dc:date>2024-05-07T10:00:00Z</dc:date></item>
</rdf:RDF>"""


def parsed(document: str | bytes, **more: str | None) -> Feed:
    body = document if isinstance(document, bytes) else document.encode()
    feed = parse_feed(body, url=more.get("url", URL), content_type=more.get("content_type"))
    assert isinstance(feed, Feed), feed
    return feed


def refused(body: bytes) -> Reject:
    feed = parse_feed(body, url=URL)
    assert isinstance(feed, Reject), feed
    return feed


def item(inner: str) -> str:
    return f'<rss version="2.0"><channel><title>T</title><item>{inner}</item></channel></rss>'


def test_rss_says_when_to_poll() -> None:
    feed = parsed(RSS)
    assert (feed.form, feed.title, feed.language) == ("rss20", "The Harbour Gazette", "en")
    assert (feed.home_url, feed.self_url) == ("https://news.example.org/", URL)
    assert (feed.ttl_minutes, feed.update_seconds) == (30, 900)
    assert (feed.skip_hours, feed.skip_days) == (frozenset({0, 23}), frozenset({6}))


def test_rss_entries() -> None:
    first, permalink, number, bare = parsed(RSS).entries
    assert (first.position, first.guid, first.title) == (0, "gazette-17", "Ferry & bridge reopen")
    assert first.url == "https://news.example.org/2024/05/ferry"
    assert first.raw_link == "/2024/05/ferry?utm_source=rss"
    assert first.summary == "The ferry <b>runs</b> again."
    assert first.content is not None
    assert first.content.startswith("<p>The ferry runs again.</p>\n")
    assert (first.authors, first.source_name, first.language) == (("Ana Silva", "Bo Ek"), "Coast Wire", "en")
    assert first.published is not None
    assert first.published.at == datetime(2024, 5, 7, 8, 30, tzinfo=UTC)
    assert (first.published.origin, first.published.raw) == (PublishedFrom.FEED, "Tue, 07 May 2024 10:30:00 +0200")
    assert (permalink.url, permalink.authors) == ("https://news.example.org/permalink", ("Cy Dee",))
    assert (number.guid, number.url, number.raw_link) == ("18", None, None)
    assert (bare.position, bare.guid, bare.title, bare.content, bare.published) == (3, None, None, None, None)


def test_atom() -> None:
    feed = parsed(ATOM)
    one, two = feed.entries
    assert (feed.form, feed.title, feed.language) == ("atom10", "Notes <3", "de")
    assert (feed.home_url, feed.self_url) == ("https://blog.example.net/home", "https://blog.example.net/x/atom.xml")
    assert (one.title, one.url, one.language, one.authors) == (
        "a < b",
        "https://blog.example.net/eins",
        "en",
        ("Eva Ott",),
    )
    assert one.content == "<p>One &amp; two</p>"
    assert (one.published, one.updated_at) == (None, datetime(2024, 5, 7, 12, 0, 0, 500_000, UTC))
    assert (two.guid, two.url, two.raw_link) == ("https://blog.example.net/ids/2", None, None)
    assert (two.source_name, two.authors, two.language) == ("Elsewhere", ("Flo Gru",), "de")
    assert two.published is not None
    assert (two.published.day_only, two.updated_at) == (True, None)
    assert two.summary == "<p>x &lt; y"


def test_the_one_date_of_rss_10_is_when_it_was_published() -> None:
    (entry,) = parsed(RDF).entries
    assert (parsed(RDF).form, entry.guid, entry.updated_at) == ("rss10", "urn:1", None)
    assert entry.published is not None
    assert entry.published.at == datetime(2024, 5, 7, 10, tzinfo=UTC)


def test_cdf_and_what_has_no_form() -> None:
    channel = '<CHANNEL HREF="http://c.example/"><TITLE>C</TITLE><ITEM HREF="http://c.example/1"><TITLE>I</TITLE></ITEM></CHANNEL>'
    feed = parsed(channel)
    assert (feed.form, feed.title, feed.home_url) == ("", "C", "http://c.example/")
    assert [(entry.title, entry.url) for entry in feed.entries] == [("I", "http://c.example/1")]
    assert [entry.title for entry in parsed("<list><item><title>a</title></item></list>").entries] == ["a"]


def test_the_address_behind_a_feedburner_link() -> None:
    inner = (
        "<link>http://feeds.example/~r/1</link><feedburner:origLink>https://news.example.org/1</feedburner:origLink>"
    )
    (entry,) = parsed(item(inner)).entries
    assert (entry.url, entry.raw_link) == ("https://news.example.org/1", "http://feeds.example/~r/1")


def test_only_plain_values_leave_the_module() -> None:
    for entry in (*parsed(RSS).entries, *parsed(ATOM).entries):
        hash(entry)
        strings = [getattr(entry, each.name) for each in fields(entry) if isinstance(getattr(entry, each.name), str)]
        assert {type(one) for one in (*strings, *entry.authors)} <= {str}


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        ("<title>Bread & butter</title>", "Bread & butter"),
        ("<title>2 < 3</title>", "2 < 3"),
        ("<title>R&amp;D, AT&T;</title>", "R&D, AT&T;"),
        ("<title>caf&eacute;&nbsp;bar</title>", "café bar"),
        ("<title>a<br>b</title>", "a b"),
        ("<title>one</titel></item><item>", "one"),
        ("<dc:title>undeclared</dc:title>", "undeclared"),
        ('<title lang="en>missing quote</title>', "missing quote"),
        ("<!-- never closed <title>kept</title>", "kept"),
        ("<title>a\x0bb\x00c &#0;&#x1F;d</title>", "abc d"),
        ("<TITLE>loud</Title>", "loud"),
        ("<title>it&amp;#8217;s</title>", "it’s"),
        ("<title>&lt;b&gt;bold&lt;/b&gt;</title>", "bold"),
        ("<title>&lt;script&gt; in Go</title>", "<script> in Go"),
    ],
)
def test_broken_markup(inner: str, title: str) -> None:
    assert parsed(item(inner)).entries[0].title == title


def test_whatever_stands_before_and_behind() -> None:
    for before in ("\n \n", "\ufeff", "<br />\n<b>Warning</b>: headers already sent\n", "<?xml version='1.0'?>\n" * 2):
        assert [entry.title for entry in parsed(before + item("<title>a</title>") + "<junk").entries] == ["a"]


def test_a_feed_may_be_cut_off_anywhere() -> None:
    body, found = RSS.encode(), 0
    for end in range(body.index(b"<rss") + 5, len(body), 7):
        feed = parse_feed(body[:end], url=URL)
        count = len(feed.entries) if isinstance(feed, Feed) else 0
        assert count >= found, f"cut off at byte {end}"
        found = count
    assert found == 4


def test_many_authors_in_one_element_are_kept() -> None:
    names = ", ".join(f"Ana Maria Silva-Ek {n}" for n in range(60))
    assert parsed(item(f"<dc:creator>{names}</dc:creator>")).entries[0].authors == (names,)


def test_cut_off_text_is_kept() -> None:
    for begun in (
        "<title>Cut &amp; off",
        "<title><![CDATA[Cut & off",
        "<title>Cut &amp; off</ti",
        "<title>Cut & off<b c='",
    ):
        feed = parsed(f"<rss version='2.0'><channel><item>{begun}")
        assert [entry.title for entry in feed.entries] == ["Cut & off"]


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "text/xml; charset=us-ascii"),
        ("utf-8-sig", "", None),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "utf-16", None),
        ("utf-16-be", "utf-8", None),
        ("utf-32", "utf-8", None),
        ("utf-32-le", "", "application/xml"),
        ("windows-1251", "windows-1251", "text/xml; charset=iso-8859-1"),
        ("windows-1251", "", "text/xml; charset=windows-1251"),
        ("koi8-r", "koi8-r", None),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str | None) -> None:
    label = f' encoding="{declared}"' if declared else ""
    document = f'<?xml version="1.0"{label}?>' + item("<title>Новости — «день»</title>".replace("—", "-"))
    if encoding == "koi8-r":
        document = document.replace("«", "").replace("»", "")
    (entry,) = parsed(document.encode(encoding), content_type=content_type).entries
    assert entry.title is not None
    assert entry.title.startswith("Новости - ")


def test_a_few_wrong_bytes_do_not_spoil_a_document() -> None:
    body = item("<title>Ünïcödé wörks</title><description>caf@ X</description>").encode().replace(b"caf@", b"caf\xe9")
    (entry,) = parsed(body).entries
    assert (entry.title, entry.summary) == ("Ünïcödé wörks", "café X")


@pytest.mark.parametrize("label", ["punycode", "undefined", "zlib", "no-such", "utf-7", "unicode_escape"])
def test_labels_that_name_no_encoding_of_the_web(label: str) -> None:
    body = f'<?xml version="1.0" encoding="{label}"?>'.encode() + item("<title>na@ve +AGE- \\u0041</title>").encode()
    assert parsed(body.replace(b"@", b"\xef")).entries[0].title == "naïve +AGE- \\u0041"


def test_entities_of_the_document_are_text() -> None:
    dtd = '<!DOCTYPE rss [<!-- it\'s > --><!ENTITY who "G&#252;nther &amp; S&#246;hne"><!ENTITY us "by &who;">]>'
    assert parsed(dtd + item("<title>&us;: &who;</title>")).entries[0].title == "by Günther & Söhne: Günther & Söhne"


def test_nothing_is_fetched_or_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    document = (
        '<!DOCTYPE rss PUBLIC "-//X//DTD" "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;'
        '<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY n SYSTEM "http://127.0.0.1:9/">]>'
        + item('<title>[&f;&n;]</title><content src="http://127.0.0.1:9/" type="text/html"/>')
    )
    parsed(document)  # codecs and the like are loaded by now

    def never(*arguments: object, **_: object) -> None:
        pytest.fail(f"touched the world: {arguments}")

    with monkeypatch.context() as patch:
        patch.setattr(builtins, "open", never)
        patch.setattr(socket, "socket", never)
        patch.setattr(socket, "getaddrinfo", never)
        feed = parsed(document)
    assert [entry.title for entry in feed.entries] == ["[]"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ('<!ENTITY l0 "ha">' + LAUGHS, "&l9;"),
        ('<!ENTITY long "' + "x" * 100_000 + '">', "&long;" * 1_000),
        ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
        ("".join(f'<!ENTITY c{n} "&c{n + 1};">' for n in range(5_000)), "&c0;"),
    ],
    ids=["laughs", "quadratic", "circle", "chain"],
)
def test_entity_bombs_are_refused(declared: str, used: str) -> None:
    reject = refused(f"<!DOCTYPE rss [{declared}]>{item(f'<title>{used}</title>')}".encode())
    assert reject.reason is Reason.BAD_FEED
    assert "entities" in reject.detail


@pytest.mark.parametrize(
    ("body", "reason", "word"),
    [
        (b"", Reason.EMPTY, "0 bytes"),
        (b" \n\0", Reason.EMPTY, "text"),
        (b"<!doctype html><html><head><title>Home</title></head><body><p>Hi</body></html>", Reason.BAD_FEED, "<html"),
        (b"<urlset><url><loc>http://a.example/</loc></url></urlset>", Reason.BAD_FEED, "<urlset"),
        (b"Not found", Reason.BAD_FEED, "text"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", Reason.BAD_FEED, "binary"),
        (b'{"error": 404}', Reason.BAD_FEED, "JSON"),
    ],
)
def test_what_is_no_feed(body: bytes, reason: Reason, word: str) -> None:
    reject = refused(body)
    assert reject.reason is reason
    assert word in reject.detail


def test_a_feed_without_entries_is_one() -> None:
    assert parsed("<rss version='2.0'><channel><title>Quiet</title></channel></rss>").entries == ()


def test_entries_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_FEED_ENTRIES", 3)
    many = "".join(f"<item><title>{n}</title></item>" for n in range(10))
    assert [entry.title for entry in parsed(f"<rss><channel>{many}</channel></rss>").entries] == ["0", "1", "2"]


def test_entries_inside_one_another_are_all_found() -> None:
    count = MAX_DEPTH + 50
    assert len(parsed("<rss version='2.0'>" + "<item>" * count).entries) == count


SIZE = 200_000
SHAPES = {
    "tags": "<a>", "quotes": '<a "<a " ', "open quotes": "<a '<b \"", "comments": "<!--", "instructions": "<?a>",
    "declarations": "<!", "doctypes": "<!DOCTYPE a [", "ends": "</a>", "entities": "&a;", "ampersands": "&",
    "cdata": "<![CDATA[", "categories": "<category>a</category>", "prefixes": "<a:b>", "lines": "\n<!---->",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_shapes_take_no_time(shape: str) -> None:
    started = time.process_time()
    filling = SHAPES[shape] * (SIZE // len(SHAPES[shape]))
    feed = parsed(item(f"<description>{filling}"))
    read_entry(feed.entries[0], feed_title=None, feed_url=URL)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "document",
    [
        item(f"<author>{'a' * 500_000}</author>"),
        item("<author>" + f"<b c='d'>{'a' * 90}</b>" * 5_000 + "</author>"),
        "<rss " + " ".join(f"a{n}='x'" for n in range(50_000)) + "><channel>",
        item("".join(f"<category>{n}</category>" for n in range(10_000))),
        "<feed>" + f'<a xml:base="{"b" * 900}/">' * 100 + "<c/>" * 5_000,
    ],
    ids=["author", "split author", "attributes", "categories", "bases"],
)
def test_what_feedparser_takes_quadratic_time_for(document: str) -> None:
    started = time.process_time()
    parse_feed(document.encode(), url=URL)
    assert time.process_time() - started < 5


SOUP = """
< > & ; " ' / = ! ? - [ ] <a <b> </b> <item> </item> <title> </title> <a:b xmlns:a='u'> <c/> <!-- --> <![CDATA[ ]]>
<?x ?> &amp; &nope; &#0; &#65; &nbsp; <!DOCTYPE <!ENTITY ]> x é \x00 \ufffe <ü> <xmlns:a> xmlns:b='' base='c'
"""
PIECES = st.sampled_from([*SOUP.split(), " "])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_comes_in_sound_xml_comes_out(markup: str) -> None:
    mended = repair_xml(markup, most=100, avoided=feeds._AVOIDED)
    assert isinstance(mended, str)
    ET.fromstring(mended)  # noqa: S314 -- that it can be read is what is shown


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(lambda soup: item("".join(soup)).encode())))
def test_any_document_is_read_or_refused(body: bytes) -> None:
    feed = parse_feed(body, url=None)
    assert isinstance(feed, (Feed, Reject))
    for position, entry in enumerate(feed.entries if isinstance(feed, Feed) else ()):
        assert isinstance(entry, Entry)
        assert entry.position == position
        assert isinstance(read_entry(entry, feed_title=None, feed_url=None), (Extracted, Reject))


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (RSS.encode(), None, True),
        (RSS.encode("utf-16"), None, True),
        (ATOM.encode(), "text/html", True),
        (RDF.encode(), None, True),
        (b'\xef\xbb\xbf {"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}', None, True),
        (b"<x/>", "application/rss+xml; charset=utf-8", True),
        (b"<html><body><p>&lt;rss&gt;</p><feed></body></html>", "application/rss+xml", False),
        (b"<!DOCTYPE html><title>x</title>", None, False),
        (b"<urlset></urlset>", "text/xml", False),
        (b'{"items": []}', "application/json", False),
        (b"", "application/rss+xml", False),
    ],
)
def test_what_looks_like_a_feed(body: bytes, content_type: str | None, *, expected: bool) -> None:
    assert is_feed_document(body, content_type) is expected
