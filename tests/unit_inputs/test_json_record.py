"""Records of the public `.jsonl` contract."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tasks.inputs.fields import add_columns, explain_columns
from tasks.inputs.registry import unpack_capture
from tasks.model.stages import Extracted, Media, Reject
from tests.support.builders import capture
from warehouse.model.vocabulary import PublishedFrom, Reason

RECORD = {"url": "https://News.example/a?utm_source=x", "text": "Words."}
PAGE = """<html lang="fr"><head><title>Page title here | Site</title>
<meta property="og:site_name" content="The Site"><meta property="article:published_time" content="2020-01-02T03:04:05Z">
</head><body><article><h1>Page title here</h1><p>{}</p></article></body></html>""".format(
    "Some words of an article. " * 30
)


def parse_json_record(line: bytes) -> Extracted | Reject:
    (document,) = unpack_capture(capture(line, uri="file:///in/a.jsonl", line=1, media=Media.RECORD))
    return document


def parsed(**fields: object) -> Extracted:
    result = parse_json_record(json.dumps(RECORD | fields).encode())
    assert isinstance(result, Extracted), result
    return result


def refused(line: bytes) -> Reject:
    result = parse_json_record(line)
    assert isinstance(result, Reject), result
    return result


def test_every_field_of_the_contract_is_taken() -> None:
    result = parsed(
        title=" Title ",
        published_at="2020-07-08T10:00:00+02:00",
        updated_at="2020-07-09",
        source="Outlet",
        authors=["A. Writer", " "],
        language="en-GB",
        section={"name": "World"},
        rank=3,
    )
    assert result.url == result.address == "https://news.example/a"
    assert (result.title, result.source_name, result.authors) == ("Title", "Outlet", ("A. Writer",))
    assert (result.source_stated, result.language, result.language_stated) == (True, "en", True)
    assert result.datings[0].at == datetime(2020, 7, 8, 8, tzinfo=UTC)
    assert result.datings[0].origin is PublishedFrom.FILE
    assert result.updated_at == datetime(2020, 7, 9, tzinfo=UTC)
    assert json.loads(result.extra or "") == {"section": {"name": "World"}, "rank": 3}


def test_a_page_fills_what_the_record_leaves_open_and_the_record_wins() -> None:
    page = {"url": RECORD["url"], "html": PAGE}
    result = parse_json_record(json.dumps(page).encode())
    assert isinstance(result, Extracted)
    assert (result.title, result.source_name, result.source_stated) == ("Page title here", "The Site", False)
    assert result.datings[0].at == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    result = parse_json_record(
        json.dumps(page | {"title": "Mine", "published_at": "2020-01-09", "source": "Us"}).encode()
    )
    assert isinstance(result, Extracted)
    assert (result.title, result.source_name, result.source_stated) == ("Mine", "Us", True)
    assert [dating.origin for dating in result.datings] == [PublishedFrom.FILE, PublishedFrom.META]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"url": None}, "url"),
        ({"url": "ftp://x.example/a"}, "url"),
        ({"url": "nonsense"}, "url"),
        ({"url": 5}, "url"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"published_at": "yesterday"}, "published_at"),
        ({"published_at": "03/04/2020"}, "published_at"),
        ({"authors": "A. Writer"}, "authors"),
        ({"authors": [1]}, "authors"),
        ({"language": "the English one"}, "language"),
        ({"title": "half \ud83d a pair"}, "title"),
        ({"more": "half \ud83d a pair"}, "surrogate"),
    ],
)
def test_a_wrong_field_refuses_the_line_and_is_named(fields: dict[str, object], named: str) -> None:
    reject = refused(json.dumps(RECORD | fields).encode())
    assert reject.reason is Reason.BAD_FIELD
    assert named in reject.detail


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"url": "https://x.example", "text": "cut o', Reason.BAD_JSON),
        (b"[1, 2]", Reason.BAD_JSON),
        (b"[" * 100_000, Reason.BAD_JSON),
        (b'{"text": "\xff"}', Reason.UNDECODABLE),
    ],
)
def test_what_is_no_record_is_refused(line: bytes, reason: Reason) -> None:
    assert refused(line).reason is reason


def test_a_pair_of_surrogate_escapes_is_one_character() -> None:
    result = parse_json_record(b'{"url": "https://x.example/a", "text": "smile \\ud83d\\ude00"}')
    assert isinstance(result, Extracted)
    assert result.text == "smile 😀"


def test_all_that_is_wrong_with_a_line_is_said_at_once() -> None:
    reject = refused(b'{"title": 5, "published_at": "x", "updated_at": "03/04/2026", "authors": "A", "language": "?"}')
    assert reject.detail.split("; ") == [
        "url: is missing",
        "published_at: not an ISO 8601 time: 'x'",
        "updated_at: day and month cannot be told apart, write year-month-day: '03/04/2026'",
        "title: must be a string, is a int",
        "authors: must be a list of strings",
        "language: not an ISO 639-1 code: '?'",
        "text: is missing, and html too",
    ]


def test_a_record_without_text_says_how_to_get_it() -> None:
    assert refused(b'{"url": "https://x.example/a"}').detail == "no text: --pages fetches the page"


@pytest.mark.parametrize(
    ("raw", "day"),
    [("08.07.2020", 8), ("8.7.2020 10:30", 8), ("13.07.2020 10:30:00", 13), ("2020-07-08 10:15:00+00", 8)],
)
def test_days_that_are_written_with_dots_come_day_first(raw: str, day: int) -> None:
    (dating,) = parsed(published_at=raw).datings
    assert (dating.at.year, dating.at.month, dating.at.day) == (2020, 7, day)
    assert dating.raw == raw


@pytest.mark.parametrize("stated", ["eng", "English", "en-GB", "EN"])
def test_languages_have_codes_and_names(stated: str) -> None:
    assert parsed(language=stated).language == "en"


def test_mapped_columns_take_the_place_of_fields_in_every_replay() -> None:
    line = json.dumps({"link": "https://x.example/a", "headline": "H", "title": "T", "text": "Words."}).encode()
    result = parse_json_record(add_columns(line, {"title": "headline", "url": "link", "source": "paper"}))
    assert isinstance(result, Extracted)
    assert (result.url, result.title, result.source_name) == ("https://x.example/a", "H", None)
    assert json.loads(result.extra or "") == {"title": "T"}
    assert add_columns(line, {}) == line


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"title": "headline"}, None),
        ({"titel": "headline", "body": "x"}, "body, titel: no such field; the fields are url, title, text, html,"),
        ({"title": " "}, "title: names no column"),
        ({"title": "a", "text": "a"}, "a: one column for several fields"),
    ],
)
def test_a_wrong_map_is_explained(columns: dict[str, str], fault: str | None) -> None:
    explained = explain_columns(columns)
    assert explained is None if fault is None else (explained or "").startswith(fault)
