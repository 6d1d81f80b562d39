"""What pages say about themselves, in each of the ways they say it."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from tasks.extract.metadata import Metadata, read_metadata
from warehouse.model.vocabulary import PublishedFrom

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Bridge &amp; tunnel open",
    "datePublished": "2020-07-08",
    "dateModified": "2020-07-09",
    "author": [{"@type": "Person", "name": "Ana Silva"}, {"@type": "Organization", "name": "Example Wire"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Example"},
    "isAccessibleForFree": "False",
    "articleBody": "<p>One.</p><p>Two.</p>",
}


def read(head: str, body: str = "<p>text</p>", lang: str = "en-GB") -> Metadata:
    return read_metadata(document_fromstring(f"<html lang={lang}><head>{head}</head><body>{body}</body></html>"))


def script(value: object) -> str:
    raw = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{raw}</script>'


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "http://schema.org/NewsArticle"]},
        "<!--\n" + json.dumps(ARTICLE) + "\n-->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + ";\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
    ],
)
def test_json_ld_in_all_its_wrappings(value: object) -> None:
    said = read(script(value))
    assert said.headlines == ("Bridge & tunnel open",)
    assert said.published == ((PublishedFrom.JSONLD, "2020-07-08"),)
    assert said.modified == ((PublishedFrom.JSONLD, "2020-07-09"),)
    assert said.authors[0] == ("Ana Silva",)
    assert said.organisations == {"Example Wire", "The Example"}
    assert (said.site_name, said.is_free, said.body) == ("The Example", False, "One.\nTwo.")


def test_an_author_may_be_a_reference() -> None:
    graph = {
        "@graph": [{"@type": "Person", "@id": "#a", "name": "Ana Silva"}, {"@type": "Article", "author": {"@id": "#a"}}]
    }
    assert read(script(graph)).authors[0] == ("Ana Silva",)


def test_of_several_articles_the_one_with_the_page_title_is_meant() -> None:
    other = {**ARTICLE, "headline": "Something else", "datePublished": "2019-01-01"}
    said = read("<title>Bridge & tunnel open | The Example</title>" + script([other, ARTICLE]))
    assert said.published[0] == (PublishedFrom.JSONLD, "2020-07-08")


@pytest.mark.parametrize(
    "raw", ["{", "null", "[[[", '{"@type": {}, "author": {"name": {}}}', '{"@type": "Article", "author": [[3]]}']
)
def test_broken_json_ld_is_left_out(raw: str) -> None:
    assert read(script(raw)).published == ()


def test_meta_elements() -> None:
    said = read(
        '<meta property="og:title" content="A title"><meta name="DC.Creator" content="Ana Silva">'
        '<meta property="article:published_time" content="2020-07-08T10:00Z">'
        '<meta property="og:site_name" content="The Example">'
        '<link rel="canonical" href="/a"><meta property="og:url" content="https://example.com/b">'
    )
    assert said.meta_titles == ("A title",)
    assert said.authors[1] == ("Ana Silva",)
    assert said.published == ((PublishedFrom.META, "2020-07-08T10:00Z"),)
    assert (said.site_name, said.language) == ("The Example", "en")
    assert said.addresses == ("/a", "https://example.com/b")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<time class="published" datetime="2020-07-08">yesterday</time>', ("2020-07-08",)),
        ('<time itemprop="datePublished" datetime="2020-07-08">yesterday</time>', ("2020-07-08",)),
        ('<time datetime="2020-07-08">an event</time>', ()),
        ('<time class="published updated" datetime="2020-07-08">yesterday</time>', ()),
        ('<aside><time class="published" datetime="2020-07-08">another story</time></aside>', ()),
        (
            '<time class="published" datetime="2020-07-08">a</time>'
            '<time class="published" datetime="2020-07-01">b</time>',
            (),
        ),
    ],
)
def test_visible_times_need_the_sense_of_publication(body: str, expected: tuple[str, ...]) -> None:
    assert tuple(raw for _, raw in read("", body).published) == expected


def test_an_empty_page_says_nothing() -> None:
    said = read("", lang='""')
    assert (said.site_name, said.language, said.document_title, said.body, said.is_free) == (
        None,
        None,
        None,
        None,
        None,
    )
