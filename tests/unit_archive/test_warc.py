"""Web archive records: what we write comes back as it was, and what others broke is noticed."""

from __future__ import annotations

import gzip
import json
import tempfile
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tasks.archive import warc
from tasks.archive.warc_records import (
    BoundedFile,
    BrokenArchive,
    WarcRecord,
    find_sound_end,
    read_own_records,
    read_warc_date,
    read_warc_records,
)
from tasks.model.stages import Capture, Reference
from tests.support.archives import anything, captures, moments, utf8
from tests.support.builders import NOW, RUN, capture
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

CAP = 1_000_000
tokens = st.text("abcdefghijklmnopqrstuvwxyz-X_!%'", min_size=1, max_size=12)
wire = st.sampled_from(["Content-Length", "content-encoding", "X-Archive-Transfer-Encoding", "x-archive-orig-date"])
values = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20)


def records(data: bytes, *, cap_bytes: int = CAP, bodies: bool = True) -> list[WarcRecord]:
    return list(read_warc_records(BytesIO(data), cap_bytes=cap_bytes, bodies=bodies))


def sound(data: bytes) -> tuple[list[WarcRecord], int]:
    """The whole records, and where the file is sound to."""
    found: list[WarcRecord] = []
    try:
        found.extend(read_warc_records(BytesIO(data), cap_bytes=CAP))
    except BrokenArchive as torn:
        return found, torn.offset
    return found, len(data)


def back(data: bytes) -> Capture:
    """Our own reader gives what we wrote, and the same as the one for anybody's records."""
    (record,) = read_own_records(BytesIO(data))
    assert [record] == list(read_warc_records(BytesIO(data), cap_bytes=10 * CAP, fields_bytes=10**8))
    return warc.decode_capture(record, record.body, file="f")


@given(captures())
@example(capture(b"", uri=""))
@example(capture(b"x", uri="<https://news.example/>"))
@example(capture(b"x", uri="file:///a\r\nWARC-Type: response"))
@example(capture(b"\r\n\r\nWARC/1.1\r\n", uri="file:///looks-like-a-record"))
def test_any_capture_comes_back(made: Capture) -> None:
    again = back(warc.encode_capture(made))
    contexts = [json.loads(one.context) if one.context else None for one in (made, again)]
    assert contexts[0] == contexts[1]
    assert replace(again, context=made.context) == replace(made, uri=utf8(made.uri), file="f", start_offset=0)


@given(st.lists(st.tuples(tokens | wire, values), max_size=6), st.integers(100, 599), st.binary(max_size=80))
def test_the_status_and_fields_of_an_answer_come_back(headers: list[tuple[str, str]], status: int, body: bytes) -> None:
    made = replace(capture(body, uri="https://news.example/", status=status), headers=tuple(headers))
    again = back(warc.encode_capture(made))
    assert (again.status, again.headers, again.body) == (status, made.headers, body)


@given(st.lists(st.tuples(anything, anything), max_size=6))
@example([("Location", "https://news.example/\r\n\r\n<html>"), ("X\r\nY: z", ""), ("", ""), ("a:b", "\x00\x1b[2J")])
def test_fields_of_junk_neither_break_the_record_nor_end_it(headers: list[tuple[str, str]]) -> None:
    made = replace(capture(b"body", uri="https://news.example/", status=200), headers=tuple(headers))
    again = back(warc.encode_capture(made))
    assert (again.status, again.body, len(again.headers)) == (200, b"body", len(headers))
    assert all(part.isascii() and part.isprintable() for header in again.headers for part in header)


def test_what_is_not_ascii_in_a_field_is_escaped() -> None:
    made = replace(
        capture(b"", uri="https://news.example/", status=200), headers=(("X-Name", "caf\u00e9  \t ol\u00e9"),)
    )
    assert back(warc.encode_capture(made)).headers == (("X-Name", "caf%C3%A9 ol%C3%A9"),)


def test_a_long_context_stays_a_line_and_is_read_in_no_time() -> None:
    made = replace(capture(b"", uri="https://news.example/", status=200), context=json.dumps("\u00e9" * 1_000_000))
    started = time.process_time()
    (record,) = read_own_records(BytesIO(warc.encode_capture(made)))
    assert json.loads(record.fields["dateline-context"]) == "\u00e9" * 1_000_000
    assert time.process_time() - started < 10


@given(anything, st.none() | st.integers(1, 10**6), st.sampled_from(Reason), anything, moments)
def test_any_reject_comes_back(uri: str, line: int | None, reason: Reason, detail: str, seen_at: datetime) -> None:
    row = RejectRow(run_id=RUN, capture_id=None, uri=uri, line=line, reason=reason, detail=detail, seen_at=seen_at)
    (record,) = records(warc.encode_reject(row))
    assert warc.decode_reject(record) == replace(row, uri=utf8(uri), detail=utf8(detail))


@given(anything, st.lists(st.integers(0, 2**50), min_size=1, max_size=16))
def test_references_come_back(file: str, offsets: list[int]) -> None:
    made = [Reference(run_id=RUN, file=file, start_offset=offset) for offset in offsets]
    (record,) = records(warc.encode_references(made, NOW))
    assert (warc.decode_references(record), read_warc_date(record)) == (made, NOW)


def test_a_revisit_says_where_its_body_lies() -> None:
    made = capture(b"body", uri="https://news.example/", status=304)
    (record,) = records(warc.encode_revisit(made, file="000001-2026-01-01.warc.gz", start_offset=7, seen_at=NOW))
    assert (record.kind, record.status, record.body) == ("revisit", 304, b"")
    assert warc.decode_revisit_target(record) == ("000001-2026-01-01.warc.gz", 7)
    assert warc.decode_capture(record, b"body", file="f") == replace(made, file="f", start_offset=0)


def test_other_tools_read_what_we_write_and_find_the_digests_right() -> None:
    page = replace(
        capture(b"<p>caf\xc3\xa9", uri="https://news.example/a b", status=200),
        headers=(("Content-Type", "text/html"), ("Content-Encoding", "br"), ("Content-Length", "3")),
    )
    row = RejectRow(run_id=RUN, capture_id=None, uri="no", line=None, reason=Reason.EMPTY, detail="no", seen_at=NOW)
    data = b"".join(
        (
            warc.encode_capture(page),
            warc.encode_capture(capture(b"A text.")),
            warc.encode_revisit(page, file="f", start_offset=0, seen_at=NOW),
            warc.encode_reject(row),
        )
    )
    read = [
        (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
        for one in ArchiveIterator(BytesIO(data), check_digests="raise")
    ]
    assert [one[0] for one in read] == ["response", "resource", "revisit", "metadata"]
    # Neither decoded again nor cut at the length on the wire.
    assert read[0][1:] == ("https://news.example/a%20b", b"<p>caf\xc3\xa9")
    assert read[1][1:] == ("file:///in/a.txt", b"A text.")


def plain(*bodies: bytes, kind: str = "resource", uri: str = "https://news.example/", more: str = "") -> bytes:
    """Records of somebody else's, uncompressed."""
    return b"".join(
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2020-03-01T00:00:00Z\r\n"
        f"{more}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
        + b"\r\n\r\n"
        for body in bodies
    )


THREE = [plain(b"one" * 50), plain(b"two" * 50), plain(b"three" * 50)]
CHUNKED = b"".join(map(gzip.compress, THREE))


@pytest.mark.parametrize("data", [b"".join(THREE), CHUNKED], ids=["plain", "gzip"])
def test_a_file_cut_anywhere_gives_its_whole_records_and_says_where_it_is_sound(data: bytes) -> None:
    whole = records(data)
    starts = [record.offset for record in whole]
    assert [record.body[:3] for record in whole] == [b"one", b"two", b"thr"]
    for cut in range(starts[1] + 1, len(data)):
        found, until = sound(data[:cut])
        assert until in (found[-1].offset + found[-1].length, cut)
        # A record is never given in part.
        assert [(one.offset, one.body) for one in found] == [(one.offset, one.body) for one in whole[: len(found)]]
        assert len(found) >= (2 if cut > starts[2] + 4 else 1)


def test_a_record_in_the_middle_can_be_read_by_itself() -> None:
    for data in (b"".join(THREE), CHUNKED):
        middle = records(data)[1]
        file = BytesIO(data)
        file.seek(middle.offset)
        assert next(read_warc_records(file, cap_bytes=CAP)) == middle


def test_without_bodies_only_the_fields_are_read() -> None:
    (found,) = records(plain(b"HTTP/1.1 200 OK\r\n\r\nx", kind="response"), bodies=False)
    assert (found.uri, found.body, found.status) == ("https://news.example/", b"", None)


def test_bodies_are_capped() -> None:
    small, large, huge = records(plain(b"x" * 10, b"x" * 11, b"x" * 5_000_000), cap_bytes=10)
    assert (len(small.body), small.too_large) == (10, False)
    assert (len(large.body), large.too_large) == (10, True)
    assert (len(huge.body), huge.too_large) == (0, True)


def chunk(size: int) -> bytes:
    return f"{size:x}\r\n".encode() + b"x" * size + b"\r\n"


def test_transfer_and_content_encodings_are_undone() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"y" * 500)
    endless = head + chunk(5_000_000)
    read = records(plain(head + chunk(3) + chunk(0), packed, endless, kind="response"), cap_bytes=1_000)
    assert [(one.status, one.body[:4], one.too_large) for one in read] == [
        (200, b"xxx", False),
        (200, b"yyyy", False),
        (None, b"", True) if read[2].status is None else (200, b"", True),
    ]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"\x00" * 600, "Invalid WARC record"),
        (b"filedesc://a.arc 0.0.0.0 20200101 text/plain 5\n1 0 x\n", "Invalid WARC record"),
        (plain(b"one") + b"noise" * 9, "Invalid WARC record"),
        (plain(b"one")[:-4] + plain(b"two"), "longer than it says"),
        (plain(b"one").replace(b"Content-Length: 3\r\n", b""), "without a length"),
        (plain(b"one").replace(b"Content-Length: 3", b"Content-Length: 1"), "longer than it says"),
        (plain(b"one").replace(b"Content-Length: 3", b"Content-Length: -7"), "without a length"),
        (plain(b"one", more="X: " + "x" * 1_100_000 + "\r\n"), "bytes of fields"),
        (plain(b"one", more="X: y\r\n" * 200_000), "bytes of fields"),
        (gzip.compress(plain(b"one") + b"\r\n" * 3_000_000), "bytes of fields"),
        (gzip.compress(b"\r\n" * 3_000_000), "without a length"),
        (CHUNKED[:120] + b"\xff" * 40 + CHUNKED[160:], "damaged gzip data"),
        (CHUNKED + b"noise" * 9, "damaged gzip data"),
        (gzip.compress(b"".join(THREE)), "non-chunked gzip"),
    ],
    ids=range(14),
)
def test_a_broken_file_says_why_and_takes_no_time(data: bytes, cause: str) -> None:
    started = time.process_time()
    with pytest.raises(BrokenArchive, match=cause):
        records(data)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("line", ["HTTP/1.1 200 OK", "HTTP/1.1 \u00b2 OK", "HTTP/1.1 " + "9" * 5_000, "HTTP/1.1", "x"])
def test_a_status_is_three_digits_or_none(line: str) -> None:
    (record,) = records(plain(line.encode() + b"\r\n\r\nx", kind="response"))
    assert record.status == (200 if "200" in line else None)


@given(st.binary(max_size=300), st.integers(0, len(CHUNKED)), st.integers(0, 60))
@settings(max_examples=200)
def test_whatever_a_file_holds_it_is_records_or_torn(noise: bytes, at: int, gone: int) -> None:
    for data in (CHUNKED[:at] + noise + CHUNKED[at + gone :], b"".join(THREE)[:at] + noise):
        found, until = sound(data)
        assert 0 <= until <= len(data)
        assert all(one.length > 0 for one in found)


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("2020-03-01T10:00:00Z", datetime(2020, 3, 1, 10, tzinfo=UTC)),
        ("2020-03-01T10:00:00.123456Z", datetime(2020, 3, 1, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2020-03-01T10:00:00+02:00", datetime(2020, 3, 1, 8, tzinfo=UTC)),
        ("2020-03-01T10:00:00", datetime(2020, 3, 1, 10, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_utc_or_none(stated: str, at: datetime | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    (record,) = records(plain(b"x").replace(b"2020-03-01T00:00:00Z", stated.encode()))
    if at is None:
        with pytest.raises(ValueError, match=r".*"):
            read_warc_date(record)
    else:
        assert (read_warc_date(record), read_warc_date(record).tzinfo) == (at, UTC)
    monkeypatch.undo()
    time.tzset()


def test_times_of_other_zones_are_written_in_utc() -> None:
    made = capture(b"", seen_at=NOW.astimezone(timezone(timedelta(hours=9))))
    (record,) = records(warc.encode_capture(made))
    assert record.fields["warc-date"] == "2026-01-01T12:00:00.000000Z"


def test_until_ends_where_it_was_told(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"0123456789")
    with path.open("rb") as file:
        until = BoundedFile(file, 6)
        assert (until.read(4), until.tell(), until.read(), until.read(1)) == (b"0123", 4, b"45", b"")


@given(st.integers(0, len(CHUNKED)))
def test_the_sound_end_is_that_of_the_last_whole_member(cut: int) -> None:
    ends = [0]
    for one in THREE:
        ends.append(ends[-1] + len(gzip.compress(one)))
    with tempfile.NamedTemporaryFile() as file:
        file.write(CHUNKED[:cut])
        file.flush()
        assert find_sound_end(Path(file.name), 0) == max(end for end in ends if end <= cut)


def test_the_sound_end_of_noise_and_of_what_unpacks_to_a_lot(tmp_path: Path) -> None:
    path = tmp_path / "f"
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = bomb.compress(b"\x00" * 20_000_000) + bomb.flush()
    for tail in (b"", b"\x00" * 100, b"noise"):
        path.write_bytes(packed + tail)
        assert find_sound_end(path, 0) == len(packed)
