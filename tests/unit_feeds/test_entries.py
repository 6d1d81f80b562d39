"""Entries: what they say of an article, and the way to JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.feeds.entries import (
    MAX_ENTRY_LINKS,
    Entry,
    decode_entry,
    encode_entry,
    escape_text,
    parse_language_code,
    read_entry,
    read_html_fragment,
)
from tasks.model.stages import Dating, Extracted, Reject
from warehouse.model.vocabulary import LinkKind, PublishedFrom, Reason

AT = datetime(2024, 5, 7, 8, 30, tzinfo=UTC)
ENTRY = Entry(
    position=3,
    guid="g",
    url="https://www.news.example.org/2024/05/07/ferry",
    raw_link="/2024/05/07/ferry",
    title="Ferry runs",
    summary="It runs.",
    content="<p>The ferry runs again after the storm.</p><p>So does the <a href='/bridge'>bridge</a>.</p>",
    authors=("By Ana Silva and Bo Ek", "Gazette Staff"),
    published=Dating(at=AT, origin=PublishedFrom.FEED, raw="Tue, 07 May 2024 10:30:00 +0200", day_only=False),
    updated_at=AT,
    language="en",
    source_name=None,
)


def read(
    entry: Entry, feed_title: str | None = "Gazette", feed_url: str | None = "https://feeds.example.com/g"
) -> Extracted:
    extracted = read_entry(entry, feed_title=feed_title, feed_url=feed_url)
    assert isinstance(extracted, Extracted), extracted
    return extracted


def test_an_entry_with_content() -> None:
    article = read(ENTRY)
    assert article.text == "The ferry runs again after the storm.\nSo does the bridge."
    assert (article.title, article.is_truncated, article.language) == ("Ferry runs", False, "en")
    assert (article.url, article.address, article.domain) == (ENTRY.url, ENTRY.url, "news.example.org")
    assert (article.authors, article.source_name, article.updated_at) == (("Ana Silva", "Bo Ek"), "Gazette", AT)
    assert [(dating.origin, dating.at) for dating in article.datings] == [
        (PublishedFrom.FEED, AT),
        (PublishedFrom.URL, datetime(2024, 5, 7, tzinfo=UTC)),
    ]
    assert [(link.kind, link.title, link.url) for link in article.links] == [
        (LinkKind.INLINE, "bridge", "https://www.news.example.org/bridge")
    ]


def test_where_the_text_comes_from() -> None:
    summary = read(replace(ENTRY, content=None))
    headline = read(replace(ENTRY, content=None, summary="<img src='x'>"))
    longer = read(replace(ENTRY, content="<p>Short.</p>", summary="A summary that is longer than that."))
    stars = read(replace(ENTRY, content="<p>***</p>", summary=None))
    assert (summary.text, summary.is_truncated) == ("It runs.", True)
    assert (headline.text, headline.is_truncated) == ("Ferry runs", True)
    assert (longer.text, longer.is_truncated) == ("A summary that is longer than that.", True)
    assert (stars.text, stars.is_truncated) == ("Ferry runs", True)


@pytest.mark.parametrize(
    "end", ["and then…", "and then [...]", "and then <a href='/x'>Read more »</a>", "said [&#8230;]"]
)
def test_content_that_ends_in_the_middle_is_truncated(end: str) -> None:
    assert read(replace(ENTRY, content=f"<p>The ferry runs again after the storm {end}</p>")).is_truncated


def test_an_entry_without_words_is_refused() -> None:
    reject = read_entry(replace(ENTRY, title=None, content="<p>—</p>", summary=None), feed_title=None, feed_url=None)
    assert isinstance(reject, Reject)
    assert (reject.reason, "entry 3" in reject.detail) == (Reason.NO_TEXT, True)


def test_an_entry_without_an_address_belongs_to_its_feed() -> None:
    article = read(replace(ENTRY, url=None, source_name="Coast Wire"))
    assert (article.url, article.domain, article.source_name) == (None, "feeds.example.com", "Coast Wire")
    assert [link.url for link in article.links] == ["https://feeds.example.com/bridge"]
    assert read(replace(ENTRY, url=None), feed_title=None, feed_url=None).domain is None


def test_links_are_capped() -> None:
    content = "".join(f"<a href='/{n}'>n</a> " for n in range(MAX_ENTRY_LINKS + 50))
    assert len(read(replace(ENTRY, content=content)).links) == MAX_ENTRY_LINKS


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One\n two</p><p>three</p>", "One two\nthree"),
        ("one<br/>two<br>three", "one\ntwo\nthree"),
        ("one <b>t</b>wo <i>three", "one two three"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("plain\nlines\n\n next", "plain lines\nnext"),
        ("a<script>if (a<b) x()</script>b<style>p{}</style>c", "abc"),
        ("a<figure><img><figcaption>Photo: X</figcaption></figure>b", "a\nb"),
        ("Q&amp;A &eacute; R&D &copy 2 &#8217;", "Q&A é R&D &copy 2 ’"),
        ("&lt;p&gt;twice&lt;/p&gt;&lt;p&gt;escaped&lt;/p&gt;", "twice\nescaped"),
        ("x &lt; y", "x < y"),
        ("5 < 6 <!-- no --> 7", "5 < 6 7"),
        ("&#" + "9" * 5_000 + ";", "&#" + "9" * 5_000 + ";"),
        ("a\x00b&#xD800;", "ab\ufffd"),
    ],
)
def test_words_of_html(html: str, text: str) -> None:
    assert read_html_fragment(html).text == text


def test_links_of_html() -> None:
    html = (
        "<p>See <a href='http://a.example/?x=1&amp;y=2'>the <b>study</b></a>, <a href=''>no</a>, <a href=/b> </a></p>"
    )
    assert read_html_fragment(html).anchors == (("the study", "http://a.example/?x=1&y=2"),)


@given(st.text(max_size=200))
@example("&lt;p> <P &amp;amp;")
def test_plain_text_survives_as_html(text: str) -> None:
    """Escaped, it has the same words, whatever markup it seems to hold."""
    visible = "".join(character for character in text if character.isprintable() or character.isspace())
    assert read_html_fragment(escape_text(visible)).text.split() == visible.split()


@given(st.text(st.sampled_from("<>&;/ab =\"'!-pbr\n"), max_size=60))
def test_any_markup_has_words_or_none(html: str) -> None:
    assert "\n\n" not in read_html_fragment(html).text


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en", "en"), ("EN-us", "en"), ("pt_BR", "pt"), ("eng", None), ("", None), (None, None), ("x-klingon", None)],
)
def test_language_codes(stated: str | None, code: str | None) -> None:
    assert parse_language_code(stated) == code


MOMENTS = st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
TEXTS = st.none() | st.text(max_size=20)
DATINGS = st.builds(
    Dating, at=MOMENTS, origin=st.sampled_from(PublishedFrom), raw=st.text(max_size=20), day_only=st.booleans()
)
ENTRIES = st.builds(
    Entry,
    position=st.integers(min_value=0),
    guid=TEXTS,
    url=TEXTS,
    raw_link=TEXTS,
    title=TEXTS,
    summary=TEXTS,
    content=TEXTS,
    authors=st.lists(st.text(max_size=10), max_size=3).map(tuple),
    published=st.none() | DATINGS,
    updated_at=st.none() | MOMENTS,
    language=TEXTS,
    source_name=TEXTS,
)


@given(ENTRIES)
def test_an_entry_goes_to_json_and_back(entry: Entry) -> None:
    assert decode_entry(encode_entry(entry)) == entry


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000])
def test_what_is_no_json(text: str) -> None:
    reject = decode_entry(text)
    assert isinstance(reject, Reject)
    assert reject.reason is Reason.BAD_JSON


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("position", "3"),
        ("position", True),
        ("title", 3),
        ("authors", "Ana"),
        ("authors", [None]),
        ("updated_at", "2024-05-07T10:00:00"),
        ("updated_at", "soon"),
        ("published", "2024"),
        ("published", {"at": "2024-05-07T10:00:00Z", "origin": "rumour", "raw": "", "day_only": False}),
        ("published", {"at": "2024-05-07T10:00:00Z"}),
    ],
)
def test_wrong_fields_are_refused(name: str, value: object) -> None:
    fields = json.loads(encode_entry(ENTRY))
    for wrong in ({**fields, name: value}, {key: kept for key, kept in fields.items() if key != name}, [fields]):
        reject = decode_entry(json.dumps(wrong))
        assert isinstance(reject, Reject)
        assert reject.reason is Reason.BAD_FIELD
