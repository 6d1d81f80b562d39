"""From a capture to its documents: one, one an entry, or none; a page and its feed entry as one article."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.feeds import Provenance, decode_provenance, encode_provenance
from tasks.feeds.entries import Entry
from tasks.inputs.feed_document import identify_entry_part
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.registry import unpack_capture
from tasks.inputs.web_page import merge_entry
from tasks.model.stages import Capture, Dating, Extracted, Media, Reject
from tasks.pipeline.refine_batch import CleanedDocument, read_capture
from tests.support.builders import capture
from warehouse.model.vocabulary import PublishedFrom, Reason

LIMITS = DocumentLimits(document_bytes=1_000_000, text_chars=1_000_000)
SENTENCE = "The council of Oldport met on Tuesday to talk about the new harbour, which was opened last year. "
URL = "https://news.example/2026/01/02/harbour"
FED = Dating(at=datetime(2026, 1, 1, 8, tzinfo=UTC), origin=PublishedFrom.FEED, raw="x", day_only=False)
READ = Dating(at=datetime(2026, 1, 2, tzinfo=UTC), origin=PublishedFrom.META, raw="y", day_only=True)
PAGE = f"""<html lang="en"><head><title>Harbour opens at last</title><meta property="og:site_name" content="The Page">
<meta name="author" content="Ana Silva"><link rel="canonical" href="https://news.example/harbour"></head>
<body><article><h1>Harbour opens at last</h1><p>{SENTENCE * 6}</p></article></body></html>""".encode()
LOGIN = b"<html><body><form><input type=password></form><p>Please log in to continue.</p></body></html>"
ENTRY = Entry(
    position=0,
    guid="tag:1",
    url=URL,
    raw_link=URL,
    title="Harbour opens",
    summary=SENTENCE,
    content=None,
    authors=("Feed Writer",),
    published=FED,
    updated_at=None,
    language="en",
    source_name=None,
)
FEED = """<rss version="2.0"><channel><title>The Feed</title><link>https://news.example/</link>
<item><title>One</title><link>https://news.example/1</link><description>First of all, words.</description></item>
<item><title>Two</title><guid isPermaLink="false">id-2</guid><description>Second to none.</description></item>
<item><guid isPermaLink="false">id-3</guid></item></channel></rss>"""


def provenance(**changed: Any) -> Provenance:
    made = Provenance(feed_title="The Feed", feed_url="https://news.example/rss", entry=ENTRY, reason=None)
    return replace(made, **changed)


def page(body: bytes = PAGE, context: str | None = None) -> Capture:
    return replace(capture(body, uri=URL, media=Media.HTML, status=200), context=context)


def entry(said: Provenance) -> Capture:
    return capture(encode_provenance(said).encode(), uri=URL, media=Media.ENTRY)


def article(found: list[Extracted | Reject]) -> Extracted:
    (one,) = found
    assert isinstance(one, Extracted), one
    return one


def rejected(found: list[Extracted | Reject]) -> Reject:
    (one,) = found
    assert isinstance(one, Reject), one
    return one


def extracted(text: str, **changed: Any) -> Extracted:
    return replace(Extracted(text=text), **changed)


def test_a_text_is_its_words() -> None:
    assert article(unpack_capture(capture(b"A minister spoke."))) == Extracted(text="A minister spoke.")


def test_a_page_has_the_address_it_was_found_at() -> None:
    found = article(unpack_capture(page()))
    assert (found.title, found.url, found.address) == ("Harbour opens at last", "https://news.example/harbour", URL)
    local = article(unpack_capture(replace(page(), uri="file:///in/a.html")))
    assert (local.url, local.address) == ("https://news.example/harbour", None)


def test_a_record_is_parsed() -> None:
    body = json.dumps({"url": URL, "text": SENTENCE}).encode()
    assert article(unpack_capture(capture(body, media=Media.RECORD, line=1))).url == URL


@pytest.mark.parametrize("media", [Media.TEXT, Media.HTML])
def test_bytes_that_are_no_text_are_refused(media: Media) -> None:
    assert rejected(unpack_capture(capture(b"\x00" * 100, media=media))).reason is Reason.BINARY


def test_what_only_leads_to_articles_holds_none() -> None:
    assert unpack_capture(capture(FEED.encode(), media=Media.OTHER)) == []


def test_a_record_that_held_no_page_says_why() -> None:
    context = json.dumps({"reason": "no_page", "detail": "HTTP status 404"})
    found = unpack_capture(replace(capture(b"", media=Media.NO_PAGE), context=context))
    assert rejected(found) == Reject(reason=Reason.NO_PAGE, detail="HTTP status 404")


def test_a_feed_holds_a_document_an_entry_and_entries_without_words_are_refused() -> None:
    one, two, three = unpack_capture(capture(FEED.encode(), uri="file:///in/a.xml", media=Media.FEED))
    assert isinstance(one, Extracted)
    assert isinstance(two, Extracted)
    assert (one.address, one.text, one.source_name) == ("https://news.example/1", "First of all, words.", "The Feed")
    assert (two.address, two.text, two.part) == (None, "Second to none.", "id-2")
    assert isinstance(three, Reject)
    assert three.reason is Reason.NO_TEXT


def test_relative_links_of_a_feed_are_read_against_the_address_it_was_found_at() -> None:
    body = FEED.replace("https://news.example/1", "/1").encode()
    at = "https://other.example/rss"
    one = unpack_capture(capture(body, uri=at, media=Media.FEED, status=200))[0]
    assert isinstance(one, Extracted)
    assert one.address == "https://other.example/1"


def test_the_content_type_of_a_feed_tells_its_charset() -> None:
    body = FEED.replace("First", "Prémier").encode("cp1252")
    made = capture(body, uri="https://news.example/rss", media=Media.FEED, status=200)
    one = unpack_capture(replace(made, headers=(("Content-Type", "application/rss+xml; charset=windows-1252"),)))[0]
    assert isinstance(one, Extracted)
    assert one.text.startswith("Prémier")


def test_what_is_no_feed_is_refused() -> None:
    assert rejected(unpack_capture(capture(b"<html><p>x</p></html>", media=Media.FEED))).reason is Reason.BAD_FEED


def test_an_entry_alone_is_the_article_and_says_why() -> None:
    found = article(unpack_capture(entry(provenance(reason="blocked"))))
    assert (found.title, found.text, found.address) == ("Harbour opens", SENTENCE.strip(), URL)
    assert (found.is_truncated, found.truncated_because) == (True, "blocked")
    assert found.datings[0] == FED


def test_an_entry_that_is_known_to_be_whole_is_not_truncated_whatever_became_of_the_page() -> None:
    whole = replace(ENTRY, summary=None, content=f"<p>{SENTENCE * 4}</p>")
    found = article(unpack_capture(entry(provenance(entry=whole, reason="blocked"))))
    assert (found.is_truncated, found.truncated_because) == (False, None)


@pytest.mark.parametrize("body", [b"", b"no json", b"{}", b"[]", b"5", b"[" * 100_000, b'{"entry": {"position": "x"}}'])
def test_an_entry_that_is_none_is_refused(body: bytes) -> None:
    found = rejected(unpack_capture(capture(body, media=Media.ENTRY)))
    assert found.reason in {Reason.BAD_JSON, Reason.BAD_FIELD}


def test_a_page_and_its_entry_are_one_article() -> None:
    found = article(unpack_capture(page(context=encode_provenance(provenance()))))
    assert found.text.endswith((SENTENCE * 6).strip())
    assert (found.title, found.authors, found.source_name) == ("Harbour opens at last", ("Ana Silva",), "The Page")
    assert (found.url, found.address) == ("https://news.example/harbour", URL)
    assert found.datings[0] == FED
    assert not found.is_truncated


def test_a_page_that_is_a_wall_leaves_the_entry_with_the_reason() -> None:
    found = article(unpack_capture(page(LOGIN, encode_provenance(provenance()))))
    assert (found.text, found.is_truncated, found.truncated_because) == (SENTENCE.strip(), True, "login_page")


def test_a_page_whose_context_is_broken_is_refused() -> None:
    assert rejected(unpack_capture(page(context='{"entry": 5}'))).reason in {Reason.BAD_JSON, Reason.BAD_FIELD}


def test_a_wall_without_an_entry_is_refused() -> None:
    assert rejected(unpack_capture(page(LOGIN))).reason is Reason.LOGIN_PAGE


# combine


def test_an_entry_that_cannot_be_read_adds_nothing() -> None:
    both = merge_entry(extracted("Page."), Reject(reason=Reason.NO_TEXT, detail="x"))
    assert both == extracted("Page.")


def test_without_either_the_page_says_why() -> None:
    no_page = Reject(reason=Reason.LOGIN_PAGE, detail="x")
    assert merge_entry(no_page, Reject(reason=Reason.NO_TEXT, detail="y")) == no_page


def test_the_date_of_the_feed_comes_before_that_of_the_page() -> None:
    both = merge_entry(extracted("Page.", datings=(READ,)), extracted("Entry.", datings=(FED,)))
    assert isinstance(both, Extracted)
    assert both.datings == (FED, READ)


@pytest.mark.parametrize("field", ["title", "authors", "source_name", "language", "updated_at"])
def test_the_page_speaks_first_and_the_entry_where_it_is_silent(field: str) -> None:
    values: dict[str, tuple[object, object]] = {
        "title": ("Of the page", "Of the feed"),
        "authors": (("Page",), ("Feed",)),
        "source_name": ("Page", "Feed"),
        "language": ("en", "fr"),
        "updated_at": (READ.at, FED.at),
    }
    mine, theirs = values[field]
    told = merge_entry(extracted("Page.", **{field: mine}), extracted("Entry.", **{field: theirs}))
    assert getattr(told, field) == mine
    silent = merge_entry(extracted("Page."), extracted("Entry.", **{field: theirs}))
    assert getattr(silent, field) == theirs


@pytest.mark.parametrize(
    ("page_cut", "entry_text", "entry_cut", "chosen"),
    [
        (False, "Entry, much longer than the page.", False, "page"),
        (True, "Entry, much longer than the page.", False, "entry"),
        (True, "Entry, much longer than the page.", True, "entry"),
        (True, "Short.", False, "page"),
    ],
)
def test_the_text_is_the_pages_unless_that_is_cut_and_the_feed_has_more(
    page_cut: object, entry_text: str, entry_cut: object, chosen: str
) -> None:
    mine = extracted("Page text.", is_truncated=page_cut, truncated_because="paywall" if page_cut else None)
    theirs = extracted(entry_text, is_truncated=entry_cut, truncated_because="summary" if entry_cut else None)
    both = merge_entry(mine, theirs)
    source = mine if chosen == "page" else theirs
    for name in ("text", "is_truncated", "truncated_because"):
        assert getattr(both, name) == getattr(source, name), name


def test_the_article_is_known_by_the_address_that_the_feed_gives() -> None:
    both = merge_entry(extracted("Page.", address="https://a.example/after-redirect"), extracted("Entry.", address=URL))
    assert isinstance(both, Extracted)
    assert both.address == URL


# parts


def test_an_entry_without_an_address_is_told_by_its_id_else_by_what_it_says() -> None:
    bare = replace(ENTRY, guid=None, url=None)
    assert identify_entry_part(ENTRY) == "tag:1"
    assert identify_entry_part(bare) == identify_entry_part(replace(bare, position=7))
    assert (
        len(
            {
                identify_entry_part(bare),
                identify_entry_part(replace(bare, title="Other")),
                identify_entry_part(replace(bare, summary="x")),
            }
        )
        == 3
    )


def test_parts_of_one_capture_are_read_as_documents_of_their_own() -> None:
    read = read_capture(capture(FEED.encode(), uri="file:///in/a.xml", media=Media.FEED), LIMITS, nullcontext)
    labels = [item.part if isinstance(item, CleanedDocument) else item.reason for item in read]
    assert labels[1:] == ["id-2", Reason.NO_TEXT]


# provenance

TEXTS = st.none() | st.text(max_size=20)
MOMENTS = st.datetimes(timezones=st.just(UTC))
DATINGS = st.builds(
    Dating, at=MOMENTS, origin=st.just(PublishedFrom.FEED), raw=st.text(max_size=9), day_only=st.booleans()
)
ENTRIES = st.builds(
    Entry,
    position=st.integers(0, 10_000),
    guid=TEXTS,
    url=TEXTS,
    raw_link=TEXTS,
    title=TEXTS,
    summary=TEXTS,
    content=TEXTS,
    authors=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    published=st.none()
    | st.builds(
        Dating, at=MOMENTS, origin=st.just(PublishedFrom.FEED), raw=st.text(max_size=9), day_only=st.booleans()
    ),
    updated_at=st.none() | MOMENTS,
    language=TEXTS,
    source_name=TEXTS,
)


@given(st.builds(Provenance, feed_title=TEXTS, feed_url=TEXTS, entry=ENTRIES, reason=TEXTS))
def test_provenance_survives_its_way_through_json(made: Provenance) -> None:
    back = decode_provenance(encode_provenance(made))
    assert isinstance(back, Provenance)
    for one in fields(Entry):
        assert getattr(back.entry, one.name) == getattr(made.entry, one.name), one.name
    assert back == made


@given(st.text(max_size=40) | st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists).map(json.dumps))
def test_what_is_no_provenance_is_refused_and_never_raises(text: str) -> None:
    assert isinstance(decode_provenance(text), Reject)


@settings(max_examples=60, deadline=None)
@given(media=st.sampled_from(sorted(set(Media) - {Media.NO_PAGE})), body=st.binary(max_size=300))
@example(media=Media.RECORD, body=b"\n")
def test_whatever_the_bytes_there_are_documents_or_rejects(media: Media, body: bytes) -> None:
    for one in unpack_capture(capture(body, media=media)):
        assert isinstance(one, Extracted | Reject)
