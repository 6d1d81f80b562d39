"""Titles of pages: the article's, without the site's name."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from tasks.extract.headlines import choose_page_title
from tasks.extract.metadata import read_metadata


def title(head: str, body: str = "<p>text</p>", domain: str | None = "example.com") -> str | None:
    return choose_page_title(
        read_metadata(document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")), domain
    )


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Bridge opens today | The Example</title>", "<h1>Bridge opens today</h1>", "Bridge opens today"),
        ("<title>The Example: Bridge opens today</title>", "<h1>Bridge opens today</h1>", "Bridge opens today"),
        ("<title>Bridge opens - Example</title>", "", "Bridge opens"),
        ("<title>Bridge opens to traffic today – My Site</title>", "", "Bridge opens to traffic today"),
        (
            "<title>Mayor - and police - deny it</title>",
            "<h1>Mayor - and police - deny it</h1>",
            "Mayor - and police - deny it",
        ),
        ("<title>x</title><meta property=og:title content='Bridge opens'>", "", "Bridge opens"),
        ("<meta property=og:title content='Bridge opens | Example'>", "<h1>Bridge opens</h1>", "Bridge opens"),
        ("<meta property=og:title content='Example'><title>Bridge opens</title>", "", "Bridge opens"),
        ("", "<h1>Bridge opens</h1>", "Bridge opens"),
        ("", "<h1>One</h1><h1>Two</h1>", None),
    ],
)
def test_titles(head: str, body: str, expected: str | None) -> None:
    assert title(head, body or "<p>text</p>") == expected


def test_the_title_readers_see_is_preferred() -> None:
    head = "<title>Bridge opens</title><meta property=og:title content='You will not believe this bridge'>"
    jsonld = '<script type="application/ld+json">{"@type": "Article", "headline": "Bridge opens"}</script>'
    assert title(head + jsonld, "<h1>Bridge opens</h1>") == "Bridge opens"
