"""Web archives of somebody else's: which records are pages, where to go on, and what is wrong with a file."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from tasks.archive.webarchives import follow_reference, list_references
from tasks.model.stages import Capture, Media, Reference
from tests.support.archives import PAGE, URL, Crawl
from tests.support.builders import NOW, RUN
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

CAP = 10_000


def listed(path: Path, *, after: int | None = None) -> list[Reference | RejectRow]:
    return list(list_references(path, after=after, run_id=RUN, now=NOW))


def followed(path: Path, *, cap_bytes: int = CAP) -> list[Capture | RejectRow]:
    return [
        follow_reference(one, cap_bytes=cap_bytes, now=NOW) if isinstance(one, Reference) else one
        for one in listed(path)
    ]


def why(one: Capture | RejectRow) -> tuple[str, str]:
    if isinstance(one, RejectRow):
        return one.reason, one.detail
    assert (one.media, one.body) == (Media.NO_PAGE, b"")
    said = json.loads(one.context or "")
    return said["reason"], said["detail"]


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_pages_are_captures_with_their_place_and_time(tmp_path: Path, *, packed: bool) -> None:
    crawl = Crawl(packed=packed).add(b"about", kind="warcinfo", status=None, content_type="application/warc-fields")
    crawl.add(b"GET / HTTP/1.1\r\n\r\n", kind="request", status=None).add()
    crawl.add(b"a text", uri="file:///clip.txt", kind="resource", status=None, content_type="text/plain")
    path = crawl.add(b"fetch", kind="metadata", status=None).to(tmp_path / "a.warc.gz")
    page, text = followed(path)
    assert isinstance(page, Capture)
    assert isinstance(text, Capture)
    assert (page.uri, page.media, page.body, page.status) == (URL, Media.HTML, PAGE, 200)
    assert (page.seen_at.isoformat(), page.run_id, page.file) == ("2020-03-01T08:00:00+00:00", RUN, str(path))
    assert (text.uri, text.media, text.body, text.status) == ("file:///clip.txt", Media.TEXT, b"a text", None)
    offsets = [one.start_offset for one in listed(path) if isinstance(one, Reference)]
    assert [page.start_offset, text.start_offset] == offsets


def test_encodings_of_the_wire_are_undone(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE, mtime=0)
    chunked = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    headers = (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
    (page,) = followed(Crawl().add(chunked, headers=headers).to(tmp_path / "a.warc.gz"))
    assert isinstance(page, Capture)
    assert page.body == PAGE


def test_what_holds_no_page_keeps_its_place_and_says_why(tmp_path: Path) -> None:
    crawl = Crawl().add(status="404 Not Found").add(status="301 Moved").add(content_type="image/png")
    crawl.add(content_type=None).add(b"x" * (CAP + 1)).add(b"", kind="revisit").add(date="in March")
    crawl.add(b"20200301 1.2.3.4", uri="dns:news.example", status=None, content_type="text/dns")
    found = followed(crawl.to(tmp_path / "a.warc.gz"))
    assert [why(one) for one in found] == [
        (Reason.NO_PAGE, "HTTP status 404"),
        (Reason.NO_PAGE, "HTTP status 301"),
        (Reason.UNSUPPORTED, "content type image/png"),
        (Reason.UNSUPPORTED, "content type not stated"),
        (Reason.TOO_LARGE, f"more than {CAP} bytes"),
        (Reason.UNSUPPORTED, "a revisit: its body lies in another record"),
        (Reason.UNREADABLE, "a record without a date"),
        (Reason.UNSUPPORTED, "a record about the crawl"),
    ]
    assert all(isinstance(one, Capture) for one in found)


def test_a_huge_body_is_neither_kept_nor_read_whole(tmp_path: Path) -> None:
    chunk = b"x" * 30_000_000
    body = f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n0\r\n\r\n"
    headers = (("Transfer-Encoding", "chunked"),)
    huge, after = followed(Crawl().add(body, headers=headers).add().to(tmp_path / "a.warc.gz"))
    assert why(huge) == (Reason.TOO_LARGE, f"more than {CAP} bytes")
    assert isinstance(after, Capture)
    assert after.body == PAGE


def test_reading_goes_on_behind_any_record(tmp_path: Path) -> None:
    crawl = Crawl()
    for number in range(5):
        crawl.add(uri=f"https://news.example/{number}").add(b"q", kind="metadata", status=None)
    path = crawl.to(tmp_path / "a.warc.gz")
    all_of_them = listed(path)
    assert [getattr(one, "uri", None) for one in all_of_them] == [f"https://news.example/{n}" for n in range(5)]
    for number, one in enumerate(all_of_them):
        assert isinstance(one, Reference)
        assert listed(path, after=one.start_offset) == all_of_them[number + 1 :]
    # What was added since is found as well.
    before = all_of_them[-1]
    assert isinstance(before, Reference)
    crawl.add(uri="https://news.example/new").to(path)
    assert [getattr(one, "uri", None) for one in listed(path, after=before.start_offset)] == [
        "https://news.example/new"
    ]


@pytest.mark.parametrize("after", [7, 10**9])
def test_another_file_under_an_old_name_is_read_from_its_beginning(tmp_path: Path, after: int) -> None:
    path = Crawl().add().add().to(tmp_path / "a.warc.gz")
    assert listed(path, after=after) == listed(path)
    assert len(listed(path)) == 2


def test_a_torn_file_gives_what_is_whole_and_one_reject(tmp_path: Path) -> None:
    crawl = Crawl().add()
    second = len(crawl.out.getvalue())
    whole = crawl.add().out.getvalue()
    path = tmp_path / "a.warc.gz"
    # The last bytes end the compression: without them nothing is missed.
    for cut in range(second + 1, len(whole) - 16, 7):
        path.write_bytes(whole[:cut])
        page, torn = followed(path)
        assert isinstance(page, Capture)
        assert page.body == PAGE
        assert isinstance(torn, RejectRow)
        assert (torn.reason, torn.uri) == (Reason.UNREADABLE, path.as_uri())
        assert torn.detail.startswith(f"byte {second}: ")
        # The same again, so that a second run knows it.
        assert listed(path, after=0) == [torn]


def test_one_gzip_of_the_whole_file_gives_its_first_record_and_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(Crawl(packed=False).add().add().out.getvalue()))
    found = followed(path)
    assert isinstance(found[-1], RejectRow)
    assert "non-chunked gzip" in found[-1].detail
    assert all(isinstance(one, Capture) and one.body == PAGE for one in found[:-1])


@pytest.mark.parametrize(
    "content", [b"", b"\r\n", b"noise", b"\x1f\x8b", gzip.compress(b"", mtime=0), gzip.compress(b"noise", mtime=0)]
)
def test_a_file_that_is_no_web_archive_is_one_reject(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    (reject,) = listed(path)
    assert isinstance(reject, RejectRow)
    assert reject.reason in (Reason.UNREADABLE, Reason.EMPTY)


def test_an_archive_without_captures_is_a_reject(tmp_path: Path) -> None:
    path = Crawl().add(b"about", kind="warcinfo", status=None).to(tmp_path / "a.warc.gz")
    (reject,) = listed(path)
    assert isinstance(reject, RejectRow)
    assert why(reject) == (Reason.EMPTY, "no captures")


def test_a_reference_that_leads_nowhere_any_more_is_a_reject(tmp_path: Path) -> None:
    path = Crawl().add().add().to(tmp_path / "a.warc.gz")
    first, second = listed(path)
    assert isinstance(first, Reference)
    assert isinstance(second, Reference)
    path.write_bytes(path.read_bytes()[: second.start_offset])
    assert isinstance(follow_reference(first, cap_bytes=CAP, now=NOW), Capture)
    offset = second.start_offset
    assert why(follow_reference(second, cap_bytes=CAP, now=NOW)) == (
        Reason.UNREADABLE,
        f"byte {offset}: the file ends there",
    )
    path.unlink()
    assert why(follow_reference(first, cap_bytes=CAP, now=NOW)) == (
        Reason.UNREADABLE,
        "byte 0: No such file or directory",
    )


def test_the_same_records_read_again_or_elsewhere_are_other_captures(tmp_path: Path) -> None:
    path = Crawl().add().add().to(tmp_path / "a.warc.gz")
    copy = Crawl().add().add().to(tmp_path / "b.warc.gz")
    ids = {one.capture_id for file in (path, copy) for one in followed(file) if isinstance(one, Capture)}
    first = next(list_references(path, after=None, run_id="another run", now=NOW))
    assert isinstance(first, Reference)
    again = follow_reference(first, cap_bytes=CAP, now=NOW)
    assert isinstance(again, Capture)
    assert len(ids | {again.capture_id}) == 5
    assert followed(path) == followed(path)


def test_a_file_whose_name_is_no_text_is_a_reject_since_nothing_could_refer_to_it(tmp_path: Path) -> None:
    path = Crawl().add().to(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.warc.gz")))
    (only,) = followed(path)
    assert isinstance(only, RejectRow)
    assert (why(only), only.uri) == (
        (Reason.UNSUPPORTED, "the name of the file is not UTF-8; rename it"),
        f"{tmp_path.as_uri()}/caf%E9.warc.gz",
    )
