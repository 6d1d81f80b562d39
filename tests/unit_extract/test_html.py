"""One page to one article, or to the reason why it is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.extract.html import MAX_PAGE_LINKS, extract_page
from tasks.model.stages import Extracted, Reject
from warehouse.model.vocabulary import LinkKind, PublishedFrom, Reason

SENTENCE = (
    "The council agreed on Tuesday to build the bridge that the town has wanted for thirty years, the mayor said. "
)
URL = "https://www.example.com/2020/07/08/bridge"
PAGE = f"""<html lang="en"><head><title>Bridge to be built | The Example</title>
<meta property="og:site_name" content="The Example"><meta name="author" content="Ana Silva">
<meta property="article:published_time" content="2020-07-08T10:00:00Z">
<meta property="article:modified_time" content="2020-07-09T10:00:00Z"><link rel="canonical" href="{URL}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge to be built</h1>
<p>First of all, <a href="/mayor?utm_source=x">the mayor</a> has her way. {SENTENCE * 3}</p>
<p>Costs are high. {SENTENCE * 3}</p>
<div style="display: none"><p>Hidden words.</p></div></article>
<section class="related-stories"><a href="/old">Older bridge closed after the flood</a></section></body></html>"""


def article(page: str | bytes, url: str | None = URL) -> Extracted:
    found = extract_page(page, url=url)
    assert isinstance(found, Extracted)
    return found


def rejected(page: str | bytes) -> Reason:
    found = extract_page(page, url=None)
    assert isinstance(found, Reject)
    return found.reason


@pytest.mark.parametrize("page", [PAGE, PAGE.encode(), PAGE.encode("utf-16")])
def test_a_page_becomes_an_article(page: str | bytes) -> None:
    found = article(page)
    assert (found.url, found.domain, found.source_name) == (URL, "example.com", "The Example")
    assert (found.title, found.authors, found.language) == ("Bridge to be built", ("Ana Silva",), "en")
    assert [dating.origin for dating in found.datings] == [PublishedFrom.META, PublishedFrom.URL]
    assert found.datings[0].at == datetime(2020, 7, 8, 10, tzinfo=UTC)
    assert found.updated_at == datetime(2020, 7, 9, 10, tzinfo=UTC)
    assert not found.is_truncated


def test_text_has_a_paragraph_a_line_and_nothing_hidden() -> None:
    lines = article(PAGE).text.splitlines()
    assert [line[:10] for line in lines if line.startswith(("First", "Costs"))] == ["First of a", "Costs are "]
    assert "Hidden" not in article(PAGE).text


def test_links_are_inline_or_related() -> None:
    assert {(link.kind, link.title, link.url) for link in article(PAGE).links} == {
        (LinkKind.INLINE, "the mayor", "https://www.example.com/mayor"),
        (LinkKind.RELATED, "Older bridge closed after the flood", "https://www.example.com/old"),
    }


def test_links_are_capped() -> None:
    many = "".join(
        f'<p>In town {n}, <a href="/{n}">the mayor of {n}</a> has her way. {SENTENCE}</p>'
        for n in range(MAX_PAGE_LINKS + 50)
    )
    assert len(article(f"<html><body><article>{many}</article></body></html>").links) == MAX_PAGE_LINKS


def test_a_page_without_evidence_has_no_date() -> None:
    assert (
        article(f"<html><body><p>{SENTENCE * 4} Copyright 2020.</p></body></html>", "https://example.com/x").datings
        == ()
    )


def test_a_local_file_has_the_address_it_states() -> None:
    assert article(PAGE, None).url == URL
    assert article(f"<html><body><p>{SENTENCE * 4}</p></body></html>", None).url is None


def test_article_body_stands_in_for_text_drawn_by_scripts() -> None:
    body = SENTENCE * 5
    jsonld = f'{{"@type":"NewsArticle","articleBody":"{body}"}}'
    page = f'<html><head><script type="application/ld+json">{jsonld}</script></head>'
    assert article(page + "<body><div id=root>Loading</div></body></html>").text == body.strip()


@pytest.mark.parametrize(
    "body",
    [
        "<form><input name=u><input type=PassWord></form><p>Welcome back to the site.</p>",
        "<p>Please enable JavaScript to view this page.</p>",
        "<h1>Are you a robot?</h1><p>We have detected unusual traffic from your network.</p>",
        "<p>Please log in to continue.</p>",
    ],
)
def test_what_stands_before_an_article_is_none(body: str) -> None:
    assert rejected(f"<html><body>{body}</body></html>") is Reason.LOGIN_PAGE


def test_a_login_form_beside_an_article_does_not_matter() -> None:
    assert article(PAGE.replace("<nav>", "<form><input type=password>Forgot password?</form><nav>")).title


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", Reason.EMPTY),
        (b" \n", Reason.EMPTY),
        ("<html><body></body></html>", Reason.NO_TEXT),
        ("plain", Reason.NO_TEXT),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.BINARY),
        ("<div>" * 50_000, Reason.NO_TEXT),
        ("<html><p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</p>", Reason.UNREADABLE),
    ],
)
def test_pages_that_are_no_article(page: str | bytes, reason: Reason) -> None:
    assert rejected(page) is reason


def test_a_teaser_is_truncated() -> None:
    sold = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script></head>'
    assert article(PAGE.replace("</head>", sold)).is_truncated
    assert article(
        PAGE.replace("</article>", "<p>Subscribe now to continue reading this story.</p></article>")
    ).is_truncated


@given(st.one_of(st.binary(max_size=2_000), st.text(max_size=2_000)))
@settings(max_examples=150, deadline=None)
def test_never_raises(page: str | bytes) -> None:
    assert isinstance(extract_page(page, url=URL), Extracted | Reject)


TAGS = st.sampled_from(
    [
        "html",
        "head",
        "body",
        "p",
        "div",
        "a",
        "meta",
        "script",
        "table",
        "td",
        "li",
        "time",
        "h1",
        "form",
        "input",
        "article",
        "span",
        "br",
        "title",
        "link",
    ]
)
ATTRIBUTES = st.sampled_from(
    ["href", "datetime", "content", "property", "name", "class", "rel", "itemprop", "type", "style", "hidden"]
)


@given(st.lists(st.tuples(TAGS, ATTRIBUTES, st.text(max_size=20), st.text(max_size=40)), max_size=40))
@settings(max_examples=150, deadline=None)
def test_never_raises_on_tag_soup(soup: list[tuple[str, str, str, str]]) -> None:
    page = "".join(f'<{tag} {name}="{value}">{text}' for tag, name, value, text in soup)
    assert isinstance(extract_page(page, url=URL), Extracted | Reject)


def test_a_page_without_the_optional_tags_is_read() -> None:
    words = "The council of Oldport met on Tuesday to talk about the new harbour and its costs. " * 4
    result = extract_page(f'<meta charset="utf-8"><article><p>{words}</p></article>', url=None)
    assert isinstance(result, Extracted)
    assert result.text == words.strip()
