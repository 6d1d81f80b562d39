"""Sitemaps in every dress they come in, and what they say about when a page was published."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.safe_xml import MAX_XML_BYTES
from tasks.feeds.sitemaps import MAX_SITEMAP_ENTRIES, Sitemap, SitemapPage, is_published_within, read_sitemap
from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason

URL = "https://www.example.com/maps/sitemap.xml"
PLAIN = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"


def read(body: str | bytes) -> Sitemap:
    sitemap = read_sitemap(body.encode() if isinstance(body, str) else body, url=URL)
    assert isinstance(sitemap, Sitemap), sitemap
    return sitemap


def refused(body: bytes) -> Reject:
    sitemap = read_sitemap(body, url=URL)
    assert isinstance(sitemap, Reject), sitemap
    return sitemap


def page(url: str, modified: datetime | None = None, published: datetime | None = None) -> SitemapPage:
    return SitemapPage(url=url, modified_at=modified, published_at=published, title=None, outlet=None, language=None)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2020, 7, day, hour, tzinfo=UTC)


STORY = SitemapPage(
    url="https://www.example.com/story?a=1&b=2",
    modified_at=at(8, 10),
    published_at=at(8, 9),
    title="A pact, signed",
    outlet="Example News",
    language="en",
)
ENTRY = """
  <url>
    <{i}image><{i}loc>https://img.example.com/1.jpg</{i}loc><{i}title>A picture</{i}title></{i}image>
    <loc>
      https://www.example.com/story?a=1&amp;b=2#top
    </loc>
    <lastmod>2020-07-08T12:00:00+02:00</lastmod>
    <changefreq>never</changefreq>
    <{n}news>
      <{n}publication><{n}name>Example  News</{n}name><{n}language>en-GB</{n}language></{n}publication>
      <{n}publication_date>2020-07-08T09:00:00Z</{n}publication_date>
      <{n}title>A <!-- fine --> pact, signed</{n}title>
    </{n}news>
  </url>
"""


@pytest.mark.parametrize(
    ("names", "news", "image"),
    [
        (f'xmlns="{PLAIN}" xmlns:news="{NEWS}" xmlns:image="{IMAGE}"', "news:", "image:"),
        (f'xmlns="{PLAIN}" xmlns:n="{NEWS}" xmlns:i="{IMAGE}"', "n:", "i:"),
        (f'xmlns="{PLAIN}"', "news:", "image:"),
        ("", "news:", "image:"),
        ("", "", "image:"),
        ('xmlns="http://www.google.com/schemas/sitemap/0.84"', "", "image:"),
    ],
)
def test_news_in_any_namespace_or_none(names: str, news: str, image: str) -> None:
    body = f"<?xml version='1.0'?><urlset {names}>{ENTRY.format(n=news, i=image)}</urlset>"
    assert read(body) == Sitemap(pages=(STORY,), sitemaps=())


def test_news_where_the_sitemap_itself_has_a_prefix() -> None:
    body = (
        f'<s:urlset xmlns:s="{PLAIN}" xmlns:image="{IMAGE}"><s:url><image:loc>https://no.example/</image:loc>'
        "<s:loc>/a</s:loc></s:url><s:url><loc>/b</loc></s:url></s:urlset>"
    )
    assert [one.url for one in read(body).pages] == ["https://www.example.com/a", "https://www.example.com/b"]


def test_pictures_directly_in_an_entry_are_not_its_page() -> None:
    body = "<urlset><url><image:loc>https://img.example.com/1.jpg</image:loc><loc>/a</loc></url></urlset>"
    assert [one.url for one in read(body).pages] == ["https://www.example.com/a"]


def test_an_index() -> None:
    body = f"""<sitemapindex xmlns="{PLAIN}">
        <sitemap><loc>https://www.example.com/2020-07.xml.gz</loc><lastmod>2020-07-08</lastmod></sitemap>
        <sitemap><loc>news.xml</loc></sitemap>
        <sitemap><loc>news.xml</loc><lastmod>2020-07-08</lastmod></sitemap>
        <sitemap><loc>ftp://example.com/</loc></sitemap>
    </sitemapindex>"""
    assert read(body) == Sitemap(
        pages=(),
        sitemaps=(("https://www.example.com/2020-07.xml.gz", at(8)), ("https://www.example.com/maps/news.xml", None)),
        rejects=(Reject(reason=Reason.BAD_FIELD, detail="line 5: not a web address: 'ftp://example.com/'"),),
    )


def test_entries_without_an_address_are_told_and_others_kept() -> None:
    body = (
        "<urlset><url/><url><loc> </loc></url><url><loc>https://elsewhere.org/x</loc><lastmod>July</lastmod></url>"
        "<url><loc>https://elsewhere.org/x</loc><lastmod>2020-07-08</lastmod></url>\n<url><loc>tel:1</loc></url></urlset>"
    )
    sitemap = read(body)
    assert sitemap.pages == (page("https://elsewhere.org/x"),)
    assert [reject.detail for reject in sitemap.rejects] == [
        "line 1: no address",
        "line 1: no address",
        "line 2: not a web address: 'tel:1'",
    ]


def test_a_list_of_addresses() -> None:
    body = (
        b"\xef\xbb\xbfhttps://www.example.com/a\r\n\r\n  http://example.org/\xc3\xbc \nhttps://www.example.com/a\n/b\n"
    )
    assert read(body) == Sitemap(
        pages=(page("https://www.example.com/a"), page("http://example.org/%C3%BC")),
        sitemaps=(),
        rejects=(Reject(reason=Reason.BAD_FIELD, detail="not a web address: '/b'"),),
    )


def test_packed_ones() -> None:
    body = f"<urlset>{ENTRY.format(n='news:', i='image:')}</urlset>".encode()
    whole = Sitemap(pages=(STORY,), sitemaps=())
    assert read(gzip.compress(body)) == whole
    assert read(gzip.compress(body[:200]) + gzip.compress(body[200:]) + b"\0\0\0") == whole
    assert read(gzip.compress(b"https://www.example.com/a")).pages == (page("https://www.example.com/a"),)


@pytest.mark.parametrize("cut", [-1, -8, -60])
def test_packed_ones_that_break_off_are_read_as_far_as_they_go(cut: int) -> None:
    entries = "".join(f"<url><loc>/{number * 7919 % 10007}</loc></url>" for number in range(2_000))
    sitemap = read(gzip.compress(f"<urlset>{entries}</urlset>".encode())[:cut])
    assert len(sitemap.pages) > 1_900
    assert [reject.detail for reject in sitemap.rejects] == ["damaged, something may be missing: gzip: ends too early"]


@pytest.mark.parametrize(
    "body",
    [
        "<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url><url><lo",
        "<urlset><url><loc>/a</loc><url><loc>/b</loc></url></urlset>",
        "<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset></urlset>",
    ],
)
def test_broken_ones_are_read_as_far_as_they_go(body: str) -> None:
    sitemap = read(body)
    assert [one.url for one in sitemap.pages] == ["https://www.example.com/a", "https://www.example.com/b"]
    assert sitemap.rejects[0].reason is Reason.BAD_FEED
    assert sitemap.rejects[0].detail.startswith("damaged, something may be missing: line 1: ")


def test_bare_ampersands_and_wrong_encodings_are_no_damage() -> None:
    body = "\n<?xml version='1.0' encoding='utf-8'?><urlset><url><loc>/é?a=1&b=2</loc></url></urlset>"
    assert read(body.encode("latin-1")) == Sitemap(pages=(page("https://www.example.com/%C3%A9?a=1&b=2"),), sitemaps=())
    assert read(body.encode("utf-16")) == read(body.encode())


def test_more_entries_than_the_protocol_allows() -> None:
    lines = b"\n".join(b"https://a.example/%d" % number for number in range(MAX_SITEMAP_ENTRIES + 10))
    sitemap = read(lines)
    assert len(sitemap.pages) == MAX_SITEMAP_ENTRIES
    assert [reject.reason for reject in sitemap.rejects] == [Reason.TOO_LARGE]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"User-agent: *\nSitemap: https://www.example.com/sitemap.xml", Reason.BAD_FEED),
        (b'{"urls": ["https://www.example.com/a"]}', Reason.BAD_FEED),
        (b"<rss><channel><item><link>https://www.example.com/a</link></item></channel></rss>", Reason.BAD_FEED),
        (b"<!DOCTYPE html><html><body>Not found<p></body></html>", Reason.BAD_FEED),
        (b"\x1f\x8bnot gzip at all", Reason.BAD_FEED),
        (gzip.compress(b"", mtime=0) * 3, Reason.EMPTY),
        (b"%PDF-1.4 ", Reason.BINARY),
        (b"<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset>&a;</urlset>", Reason.UNSUPPORTED),
        (b"<urlset>" + b"<url>" * 1_000, Reason.TOO_LARGE),
        (b"<urlset>" + b"<a/>" * 3_000_000, Reason.TOO_LARGE),
        (b"<urlset>" + b" " * MAX_XML_BYTES, Reason.TOO_LARGE),
        (b" " * MAX_XML_BYTES + b"x", Reason.TOO_LARGE),
        (gzip.compress(b"\n" * (MAX_XML_BYTES + 1), mtime=0), Reason.TOO_LARGE),
        (gzip.compress(gzip.compress(b"\n" * 1_000, mtime=0), mtime=0), Reason.BINARY),
        (gzip.compress(b"", mtime=0) * 100_000, Reason.BAD_FEED),
        (b"x\n" * 1_000_000, Reason.BAD_FEED),
    ],
)
def test_what_is_no_sitemap(body: bytes, reason: Reason) -> None:
    begun = time.monotonic()
    assert refused(body).reason is reason
    assert time.monotonic() - begun < 10


def test_a_bomb_is_put_down_before_it_is_unpacked() -> None:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    bomb = b"".join(packer.compress(b"\n" * 1_000_000) for _ in range(120)) + packer.flush()
    tracemalloc.start()
    try:
        reject = refused(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (reject.reason, len(bomb) < 200_000) == (Reason.TOO_LARGE, True)
    assert peak < 1.5 * MAX_XML_BYTES


def test_nested_entries_take_no_quadratic_time() -> None:
    body = b"<urlset>" + b"<url><loc>/x</loc><news><publication>" * 80 + b"<name/>" * 200_000
    begun = time.monotonic()
    assert len(read(body).pages) == 1
    assert time.monotonic() - begun < 10


PIECES = st.sampled_from(
    [
        "<url>",
        "</url>",
        "<loc>",
        "</loc>",
        "/a",
        "<news:news>",
        "</news:news>",
        "<lastmod>",
        "2020-07-08",
        "&a;",
        "<!--",
    ]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join), st.sampled_from([URL, "", "http://["]))
def test_nothing_is_raised(body: str, url: str) -> None:
    for whole in (body, f"<urlset>{body}</urlset>", f"<!DOCTYPE urlset SYSTEM '<!--'><urlset>{body}"):
        read_sitemap(whole.encode("utf-8", "surrogatepass"), url=url)


@given(st.binary(max_size=200))
def test_nothing_is_raised_by_bytes(body: bytes) -> None:
    read_sitemap(body, url=URL)
    read_sitemap(b"\x1f\x8b\x08" + body, url=URL)
    read_sitemap(gzip.compress(body), url=URL)


PLACE = "https://www.example.com/x"
DATED = "https://www.example.com/2020/07/08/x"


@pytest.mark.parametrize(
    ("one", "since", "until", "expected"),
    [
        # The time of publication decides; the range is half-open.
        (page(PLACE, published=at(8, 9)), at(8), at(9), True),
        (page(PLACE, published=at(8, 9)), at(8, 9), at(8, 10), True),
        (page(PLACE, published=at(8, 9)), at(8), at(8, 9), False),
        (page(PLACE, published=at(8, 9)), at(9), None, False),
        (page(DATED, modified=at(8, 9), published=at(1, 9)), at(8), at(9), False),
        # A day without a time: decided where the range does not cut it.
        (page(PLACE, published=at(8)), at(8), at(9), True),
        (page(PLACE, published=at(8)), at(9), None, False),
        (page(PLACE, published=at(8)), None, at(8), False),
        (page(PLACE, published=at(8)), at(8, 12), None, None),
        (page(PLACE, published=at(8)), None, at(8, 12), None),
        # Nothing is published after it was changed.
        (page(PLACE, modified=at(7, 9)), at(8), None, False),
        (page(DATED, modified=at(7, 9)), at(8), None, False),
        (page(PLACE, modified=at(7)), at(8), None, False),
        (page(PLACE, modified=at(8)), at(8, 12), None, None),
        (page(PLACE, modified=at(8, 9)), at(8), at(9), True),
        (page(PLACE, modified=at(8, 9)), None, at(9), True),
        (page(PLACE, modified=at(9, 9)), at(8), at(9), None),
        (page(PLACE, modified=at(9, 9)), None, at(9), None),
        # The day in the address, where the change does not exclude it.
        (page(DATED), at(8), at(9), True),
        (page(DATED), at(9), None, False),
        (page(DATED), None, at(8), False),
        (page(DATED, modified=at(20, 9)), at(8), at(9), True),
        (page(DATED, modified=at(20, 9)), at(19), at(21), False),
        # Nothing to go by, and nothing asked.
        (page(PLACE), at(8), at(9), None),
        (page(PLACE), None, None, True),
        (page(DATED, published=at(8, 9)), None, None, True),
    ],
)
def test_within(one: SitemapPage, since: datetime | None, until: datetime | None, *, expected: bool | None) -> None:
    assert is_published_within(one, since, until) is expected
