"""Finding and reading files: everything named ends as a capture or as a reject with its reason."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tasks.archive.warc import encode_capture
from tasks.inputs.files import count_inputs, read_inputs
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.registry import SUPPORTED_ENDINGS
from tasks.model.stages import Capture, Media, Reference
from tests.support.builders import NOW, RUN, capture
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

Found = Capture | RejectRow | Reference
LIMITS = DocumentLimits(document_bytes=1_000, text_chars=1_000)


def found(*arguments: object, done: dict[str, int] | None = None) -> list[Found]:
    return list(read_inputs([str(argument) for argument in arguments], limits=LIMITS, run_id=RUN, now=NOW, done=done))


def names(items: list[Found]) -> list[str]:
    return [item.uri.rsplit("/", 1)[-1] for item in items]


def reasons(items: list[Found]) -> dict[str, Reason]:
    return {item.uri.rsplit("/", 1)[-1]: item.reason for item in items if isinstance(item, RejectRow)}


def test_a_folder_is_read_in_order_of_path_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c/d.htm", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    items = found(tmp_path)
    assert names(items) == ["a.HTML", "b.txt", "d.htm"]
    assert [item.media for item in items if isinstance(item, Capture)] == [Media.HTML, Media.TEXT, Media.HTML]
    assert {(item.run_id, item.seen_at) for item in items if isinstance(item, Capture)} == {(RUN, NOW)}


@pytest.mark.parametrize("suffix", [".xml", ".rss", ".atom", ".rdf", ".json", ".XML"])
def test_a_feed_document_is_one_capture(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"feed{suffix}").write_text("<rss/>")
    (item,) = found(tmp_path)
    assert isinstance(item, Capture)
    assert (item.media, item.body) == (Media.FEED, b"<rss/>")


def page(number: int) -> bytes:
    """A record of somebody's web archive."""
    body = f"<p>Page {number}</p>".encode()
    return encode_capture(capture(body, uri=f"https://a.example/{number}", media=Media.HTML, status=200))


def test_a_web_archive_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(page(1) + page(2) + page(3))
    items = found(path)
    assert all(isinstance(item, Reference) for item in items)
    references = [item for item in items if isinstance(item, Reference)]
    assert [(one.file, one.uri, one.run_id) for one in references] == [
        (str(path), f"https://a.example/{number}", RUN) for number in (1, 2, 3)
    ]
    assert [one.start_offset for one in references] == [0, len(page(1)), len(page(1) + page(2))]


def test_what_was_read_of_a_web_archive_before_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(page(1) + page(2) + page(3))
    items = found(path, done={str(path): len(page(1))})
    assert [item.uri for item in items] == ["https://a.example/3"]


def test_what_only_calls_itself_a_web_archive_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "words.warc").write_bytes(b"no web archive at all\n")
    (tmp_path / "half.warc.gz").write_bytes(page(1) + b"and then words")
    items = found(tmp_path)
    assert [item.uri for item in items if isinstance(item, Reference)] == ["https://a.example/1"]
    assert reasons(items) == {"words.warc": Reason.UNREADABLE, "half.warc.gz": Reason.UNREADABLE}


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    assert len(found(tmp_path, tmp_path / "a.txt", f"{tmp_path}/*.txt")) == 1


def test_globs_cross_folders_and_names_with_brackets_are_names_first(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.txt").write_text("words")
    (tmp_path / "a[1].txt").write_text("words")
    assert names(found(f"{tmp_path}/**/a.txt")) == ["a.txt"]
    assert names(found(tmp_path / "a[1].txt")) == ["a%5B1%5D.txt"]
    assert len(found(f"{tmp_path}/*")) == 2


def test_a_record_a_line_with_its_number_blank_lines_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n\n  \n{"a": 2}')
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"a": 3}\n'))
    items = found(tmp_path)
    assert [(item.line, item.body) for item in items if isinstance(item, Capture)] == [
        (1, b'{"a": 1}'),
        (4, b'{"a": 2}'),
        (1, b'{"a": 3}'),
    ]


def test_what_cannot_be_read_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 1_001)
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (tmp_path / "none.jsonl").write_bytes(b"\n")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"a": 1}\n' * 99)[:-10])
    (tmp_path / "fake.jsonl.gz").write_bytes(b"not gzip")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    items = found(tmp_path)
    assert reasons(items) == {
        "large.txt": Reason.TOO_LARGE,
        "photo.jpg": Reason.UNSUPPORTED,
        "none.jsonl": Reason.EMPTY,
        "cut.jsonl.gz": Reason.UNREADABLE,
        "fake.jsonl.gz": Reason.UNREADABLE,
        "gone.txt": Reason.UNREADABLE,
        "circle.txt": Reason.UNREADABLE,
        "up": Reason.LINK_LOOP,
        "pipe.txt": Reason.UNSUPPORTED,
    }


@pytest.mark.parametrize("argument", ["/no/such/place", "/no/such/*.txt"])
def test_an_argument_that_names_nothing_is_a_reject(argument: str) -> None:
    (item,) = found(argument)
    assert isinstance(item, RejectRow)
    assert item.reason is Reason.UNREADABLE
    assert item.uri == argument


def test_an_address_is_refused_in_words() -> None:
    (item,) = found("https://news.example/feed")
    assert isinstance(item, RejectRow)
    assert (item.reason, item.detail) == (Reason.UNSUPPORTED, "an address is no file, folder or glob")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("a.jpg", "not one of"), ("a.xlsx", "save the sheet as .csv; not"), ("a.opml", "a list of feeds is for: ")],
)
def test_what_is_not_read_says_what_to_do(tmp_path: Path, name: str, hint: str) -> None:
    (tmp_path / name).write_bytes(b"words")
    (item,) = found(tmp_path)
    assert isinstance(item, RejectRow)
    assert item.detail.startswith(hint)


def test_what_is_not_read_says_what_is(tmp_path: Path) -> None:
    (tmp_path / "a.jpeg").write_bytes(b"words")
    (item,) = found(tmp_path)
    assert isinstance(item, RejectRow)
    assert item.detail == f"not one of {SUPPORTED_ENDINGS}"


def test_a_line_over_the_cap_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"x" * 5_000 + b"\n{}\n" + b"y" * 5_000)
    items = found(tmp_path)
    assert [(getattr(item, "line", None), type(item)) for item in items] == [
        (1, RejectRow),
        (2, Capture),
        (3, RejectRow),
    ]


def test_a_file_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("words")
    assert names(found(tmp_path)) == ["caf%E9.txt"]


def test_the_count_is_what_will_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n\n{}\n")
    (tmp_path / "b.txt").write_text("words")
    (tmp_path / "c.jpg").write_text("words")
    assert count_inputs([str(tmp_path), "/no/such"]) == len(found(tmp_path, "/no/such")) == 5
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    assert count_inputs([str(tmp_path)]) is None
    assert count_inputs([str(tmp_path / "b.txt"), str(tmp_path / "e.warc.gz")]) == 2, (
        "one that is not there is a reject"
    )
    (tmp_path / "e.warc.gz").write_bytes(page(1))
    assert count_inputs([str(tmp_path / "e.warc.gz")]) is None
