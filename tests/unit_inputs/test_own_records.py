"""Records of a user's own source: archived and read like the lines of a file."""

from __future__ import annotations

import json
from collections import OrderedDict
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tasks import Capture, DocumentLimits, Extracted, Media, make_record_captures, unpack_capture
from tests.support.builders import NOW, RUN
from warehouse.model.tables import RejectRow

RECORD = {"url": "https://herald.example/1", "title": "Harbour", "text": "The harbour of Lima opens."}


class NotATime(datetime):
    """A stand-in for NaT, with which a data frame writes a missing time: a `datetime` that differs from itself."""

    def __ne__(self, other: object) -> bool:
        """True, even of itself."""
        return True


def make_captures(*records: Any, **options: Any) -> list[Any]:
    return list(make_record_captures(records, origin="my api", run_id=RUN, now=NOW, **options))


def read(record: Any) -> Extracted:
    (capture,) = make_captures(record)
    (extracted,) = unpack_capture(capture)
    assert isinstance(extracted, Extracted)
    return extracted


def test_a_record_is_a_capture_of_its_source_in_order() -> None:
    captures = make_captures(RECORD, RECORD)
    assert all(isinstance(capture, Capture) for capture in captures)
    assert [(capture.uri, capture.line, capture.media) for capture in captures] == [
        ("record:my%20api", 1, Media.RECORD),
        ("record:my%20api", 2, Media.RECORD),
    ]
    assert len({capture.capture_id for capture in captures}) == 2
    assert json.loads(captures[0].body) == RECORD


def test_a_record_holds_what_it_says() -> None:
    extracted = read(RECORD | {"section": "Ports", "language": "en", "authors": ["Ann Porter"]})
    assert (extracted.address, extracted.title, extracted.text) == (RECORD["url"], RECORD["title"], RECORD["text"])
    assert (extracted.extra, extracted.authors) == ('{"section": "Ports"}', ("Ann Porter",))


def test_records_are_read_as_they_are_taken() -> None:
    taken = []

    def queue() -> Any:
        for number in range(3):
            taken.append(number)
            yield RECORD

    captures = make_record_captures(queue(), origin="queue", run_id=RUN, now=NOW)
    next(captures)
    assert taken == [0]


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), datetime(2026, 1, 2, 3, 4, tzinfo=UTC)),
        (datetime(2026, 1, 2, 3, 4), datetime(2026, 1, 2, 3, 4, tzinfo=UTC)),
        (date(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC)),
        ("2026-01-02T03:04:00+01:00", datetime(2026, 1, 2, 2, 4, tzinfo=UTC)),
    ],
)
def test_times_of_python_are_times(value: object, moment: datetime) -> None:
    assert [dating.at for dating in read(RECORD | {"published_at": value}).datings] == [moment]


def test_a_missing_value_of_a_data_frame_is_none_and_any_mapping_is_a_record() -> None:
    extracted = read(OrderedDict(RECORD) | {"title": float("nan"), "source": None, "score": float("nan")})
    assert (extracted.title, extracted.source_name, extracted.extra) == (None, None, None)
    assert read(RECORD | {"published_at": NotATime(1, 1, 1)}).datings == ()


@pytest.mark.parametrize(
    ("record", "reason", "detail"),
    [
        (5, "bad_json", "a record must be a mapping, this is a int"),
        (RECORD | {"score": float("inf")}, "bad_json", "Out of range float values are not JSON compliant"),
        (RECORD | {"tags": {"a"}}, "bad_json", "a value of type set is none of JSON"),
        (RECORD | {"text": "x" * 300}, "too_large", "a record of more than 200 bytes"),
    ],
)
def test_what_is_no_record_is_a_reject_with_its_number_and_the_others_go_on(
    record: Any, reason: str, detail: str
) -> None:
    first, second = make_captures(record, RECORD, limits=DocumentLimits(document_bytes=200, text_chars=1_000))
    assert isinstance(first, RejectRow)
    assert (first.reason, first.line, first.uri) == (reason, 1, "record:my%20api")
    assert first.detail.startswith(detail)
    assert isinstance(second, Capture)
