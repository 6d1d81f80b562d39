"""Finding and reading files: everything named ends as a capture or as a reject with its reason."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tasks.read import Limits, count, read
from tasks.stages import Capture, Media
from tests.builders import NOW
from warehouse.records import Reason, RejectRow

LIMITS = Limits(document_bytes=1_000, text_chars=1_000)


def found(*arguments: object) -> list[Capture | RejectRow]:
    return list(read([str(argument) for argument in arguments], limits=LIMITS, now=NOW))


def names(items: list[Capture | RejectRow]) -> list[str]:
    return [item.uri.rsplit("/", 1)[-1] for item in items]


def reasons(items: list[Capture | RejectRow]) -> dict[str, Reason]:
    return {item.uri.rsplit("/", 1)[-1]: item.reason for item in items if isinstance(item, RejectRow)}


def test_a_folder_is_read_in_order_of_path_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c/d.htm", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    items = found(tmp_path)
    assert names(items) == ["a.HTML", "b.txt", "d.htm"]
    assert [item.media for item in items if isinstance(item, Capture)] == [Media.HTML, Media.TEXT, Media.HTML]


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
    assert item.reason is Reason.UNSUPPORTED


def test_a_line_over_the_cap_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"x" * 5_000 + b"\n{}\n" + b"y" * 5_000)
    items = found(tmp_path)
    assert [(item.line, type(item)) for item in items] == [(1, RejectRow), (2, Capture), (3, RejectRow)]


def test_a_file_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("words")
    assert names(found(tmp_path)) == ["caf%E9.txt"]


def test_the_count_is_what_will_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n\n{}\n")
    (tmp_path / "b.txt").write_text("words")
    (tmp_path / "c.jpg").write_text("words")
    assert count([str(tmp_path), "/no/such"]) == len(found(tmp_path, "/no/such")) == 5
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    assert count([str(tmp_path)]) is None
