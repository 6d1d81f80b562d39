"""Addresses: one spelling each, and which of several a page is known by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.web.urls import canonicalize_url, choose_page_url, extract_domain, extract_site


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("HTTP://User:pw@News.Example.COM:80/A/b?id=3#top", "http://news.example.com/A/b?id=3"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com:8443/x", "https://example.com:8443/x"),
        ("https://example.com/x?utm_source=feed&id=7&fbclid=abc", "https://example.com/x?id=7"),
        ("https://example.com/x?gclid=1", "https://example.com/x"),
        ("https://example.com/a b/ü", "https://example.com/a%20b/%C3%BC"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("https://[::1]/x", "https://[::1]/x"),
    ],
)
def test_one_spelling(raw: str, expected: str) -> None:
    assert canonicalize_url(raw) == expected


@pytest.mark.parametrize(
    "raw", ["", "ftp://example.com/", "javascript:void(0)", "//example.com/x", "http://", "http://[bad", "/x"]
)
def test_what_is_no_web_address(raw: str) -> None:
    assert canonicalize_url(raw) is None


def test_relative_addresses_need_a_base() -> None:
    assert canonicalize_url("../b", "https://example.com/x/a") == "https://example.com/b"
    assert canonicalize_url("//cdn.example.com/b", "https://example.com/x") == "https://cdn.example.com/b"


@given(
    st.one_of(
        st.text(),
        st.text().map(lambda tail: f"https://example.com/{tail}"),
        st.text().map(lambda q: f"http://a.de/?{q}"),
    )
)
def test_canonical_is_idempotent_and_never_raises(raw: str) -> None:
    once = canonicalize_url(raw)
    assert once is None or canonicalize_url(once) == once


def test_hosts_and_sites() -> None:
    assert extract_domain("https://www.m.example.co.uk/x") == "example.co.uk"
    assert extract_domain("https://edition.example.com") == "example.com"
    assert extract_domain("https://www.com/") == "www.com"
    assert extract_domain(None) is None
    assert extract_domain("no address") is None
    assert extract_site("https://news.example.co.uk/") == "example.co.uk"
    assert extract_site("https://a.b.example.com/") == "example.com"
    assert extract_site("https://10.0.0.1/") == "10.0.0.1"


@pytest.mark.parametrize(
    ("fetched", "stated", "expected"),
    [
        ("https://example.com/a?x=1", ("https://www.example.com/a",), "https://www.example.com/a"),
        ("https://example.com/a", ("https://elsewhere.org/a",), "https://example.com/a"),
        ("https://example.com/a", ("https://example.com/",), "https://example.com/a"),
        ("https://example.com/a", ("/b",), "https://example.com/b"),
        (None, ("https://example.com/a",), "https://example.com/a"),
        (None, ("https://example.com/",), None),
        (None, ("/a",), None),
    ],
)
def test_stated_addresses_are_trusted_on_the_same_site_only(
    fetched: str | None, stated: tuple[str, ...], expected: str | None
) -> None:
    assert choose_page_url(fetched, stated) == expected
