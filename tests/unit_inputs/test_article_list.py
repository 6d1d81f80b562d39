"""Lists of articles as JSON: told apart from feeds by content, an article a record, without a text an address."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tasks.feeds import Provenance, encode_provenance
from tasks.inputs import read_inputs, read_listed_page, unpack_capture
from tasks.inputs.kind import DocumentLimits
from tasks.model.stages import Capture, Extracted, Media, Reject
from tests.support.builders import NOW, RUN, capture
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import PublishedFrom, Reason

LIMITS = DocumentLimits(document_bytes=100_000, text_chars=100_000)
ADDRESS = "https://news.example/a"
GDELT: Any = {
    "articles": [
        {
            "url": ADDRESS,
            "url_mobile": "",
            "title": "A dam breaks",
            "seendate": "20240501T111500Z",
            "socialimage": "",
            "domain": "news.example",
            "language": "English",
            "sourcecountry": "United States",
        }
    ]
}
EVENT_REGISTRY: Any = {
    "articles": {
        "results": [
            {
                "uri": "8110",
                "lang": "eng",
                "dateTime": "2024-05-02T10:00:00Z",
                "dateTimePub": "2024-05-01T09:00:00Z",
                "url": ADDRESS,
                "title": "A dam breaks",
                "body": "The dam above the town broke.",
                "source": {"uri": "news.example", "dataType": "news", "title": "The News"},
                "authors": [{"uri": "a@news.example", "name": "A. Writer"}],
            },
            {"uri": "8111", "lang": "eng", "url": f"{ADDRESS}b", "title": "Only a title", "body": ""},
        ],
        "totalResults": 2,
    }
}


def read(tmp_path: Path, document: object, **columns: str) -> list[Capture | RejectRow]:
    path = tmp_path / "list.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    items = read_inputs([str(path)], limits=LIMITS, run_id=RUN, now=NOW, columns=columns)
    return [item for item in items if isinstance(item, Capture | RejectRow)]


def unpack(item: Capture | RejectRow) -> Extracted | Reject:
    assert isinstance(item, Capture), item
    (document,) = unpack_capture(item)
    return document


def test_an_article_with_a_text_is_a_document(tmp_path: Path) -> None:
    first, second = read(tmp_path, EVENT_REGISTRY)
    document = unpack(first)
    assert isinstance(document, Extracted)
    assert (document.url, document.title, document.source_name) == (ADDRESS, "A dam breaks", "The News")
    assert (document.text, document.authors, document.language) == (
        "The dam above the town broke.",
        ("A. Writer",),
        "en",
    )
    assert document.datings[0].raw == "2024-05-01T09:00:00Z"
    assert json.loads(document.extra or "")["source.uri"] == "news.example"
    assert unpack(second) == Reject(reason=Reason.BAD_FIELD, detail="no text: --pages fetches the page")
    assert [item.line for item in (first, second)] == [1, 2]


def test_an_address_in_a_list_keeps_what_the_list_says_of_it(tmp_path: Path) -> None:
    (item,) = read(tmp_path, GDELT)
    assert isinstance(item, Capture)
    entry = read_listed_page(item)
    assert entry is not None
    assert (entry.url, entry.title, entry.language) == (ADDRESS, "A dam breaks", "en")
    assert entry.published is None, "GDELT says when it saw the page, not when that was published"


def test_the_time_at_which_a_database_found_an_article_is_kept_and_is_no_date_of_it(tmp_path: Path) -> None:
    (seen,) = read(tmp_path, {"articles": [GDELT["articles"][0] | {"text": "Words."}]})
    found = {name: value for name, value in EVENT_REGISTRY["articles"]["results"][0].items() if name != "dateTimePub"}
    (unpublished,) = read(tmp_path, [found | {"dateTimePub": None, "date": "2024-05-02"}])
    for item, kept in ((seen, {"seendate"}), (unpublished, {"dateTime", "date"})):
        document = unpack(item)
        assert isinstance(document, Extracted)
        assert document.datings == ()
        assert kept <= json.loads(document.extra or "").keys()
    (mapped,) = read(tmp_path, GDELT, published_at="seendate")
    assert isinstance(mapped, Capture)
    entry = read_listed_page(mapped)
    assert entry is not None
    assert entry.published is not None
    assert entry.published.at == datetime(2024, 5, 1, 11, 15, tzinfo=UTC)


def test_the_date_that_a_list_states_wins_over_that_of_the_page(tmp_path: Path) -> None:
    (item,) = read(tmp_path, [{"url": ADDRESS, "publish_date": "2024-05-01"}])
    assert isinstance(item, Capture)
    entry = read_listed_page(item)
    assert entry is not None
    context = encode_provenance(Provenance(feed_title=None, feed_url=None, entry=entry, reason=None))
    words = "The dam above the town broke on Tuesday. " * 20
    page = '<html><head><meta property="article:published_time" content="2024-04-30T08:00:00Z"></head><body>{}</body>'
    body = page.format(f"<article><h1>Dam breaks</h1><p>{words}</p></article>").encode()
    (document,) = unpack_capture(replace(capture(body, uri=ADDRESS, media=Media.HTML, status=200), context=context))
    assert isinstance(document, Extracted)
    assert [dating.origin for dating in document.datings] == [PublishedFrom.FILE, PublishedFrom.META]


@pytest.mark.parametrize(
    "document",
    [
        [{"url": ADDRESS, "text": "Words."}],
        {"results": [{"link": ADDRESS, "content": "Words."}]},
        {"articles": [{"url": ADDRESS, "content": "Words.", "source": {"id": None, "name": "N"}, "author": "A"}]},
    ],
)
def test_lists_of_other_programs_are_read_by_the_same_names(tmp_path: Path, document: object) -> None:
    (item,) = read(tmp_path, document)
    result = unpack(item)
    assert isinstance(result, Extracted)
    assert (result.url, result.text) == (ADDRESS, "Words.")


def test_a_text_that_is_cut_off_is_no_text(tmp_path: Path) -> None:
    (item,) = read(tmp_path, {"articles": [{"url": ADDRESS, "content": "The dam above… [+1204 chars]"}]})
    assert unpack(item) == Reject(reason=Reason.BAD_FIELD, detail="no text: --pages fetches the page")


def test_a_value_within_a_value_can_be_mapped(tmp_path: Path) -> None:
    (item,) = read(tmp_path, [{"meta": {"address": ADDRESS}, "text": "Words."}], url="meta.address")
    result = unpack(item)
    assert isinstance(result, Extracted)
    assert result.url == ADDRESS


@pytest.mark.parametrize(
    "document",
    [
        {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": []},
        {"feed_url": "https://n.example/f", "items": [], "articles": []},
        {"anything": 1},
        "{}",
        "not JSON",
        "[" * 100_000,
    ],
)
def test_what_is_no_list_is_left_to_the_reader_of_feeds(tmp_path: Path, document: object) -> None:
    (item,) = read(tmp_path, document) if document != "[" * 100_000 else read(tmp_path, "[" * 90_000)
    assert isinstance(item, Capture)
    assert item.media == Media.FEED


def test_what_is_wrong_in_a_list_is_a_reject(tmp_path: Path) -> None:
    (empty,) = read(tmp_path, {"articles": []})
    assert isinstance(empty, RejectRow)
    assert empty.reason is Reason.EMPTY
    number, surrogate, faulty = read(tmp_path, [5, {"url": ADDRESS, "text": "\ud800"}, {"url": 5, "date": "x"}])
    assert unpack(number) == Reject(reason=Reason.BAD_JSON, detail="an article must be an object, this is a int")
    assert unpack(surrogate) == Reject(reason=Reason.BAD_FIELD, detail="text: lone surrogate at character 0")
    result = unpack(faulty)
    assert isinstance(result, Reject)
    assert result.detail == (
        "url: must be a string, is a int; published_at: not an ISO 8601 time: 'x'; text: is missing, and html too"
    )
    assert isinstance(faulty, Capture)
    assert read_listed_page(faulty) is None, "what is wrong is no page to fetch"
