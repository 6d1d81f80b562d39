"""The archive: what was appended comes back in order, whatever was killed, full or going on meanwhile."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tasks.archive.captures import Input
from tasks.archive.log import (
    LOG_START,
    REFERENCES_A_RECORD,
    Archive,
    ArchiveError,
    LogItem,
    Position,
    StoredBody,
)
from tasks.archive.webarchives import list_references
from tasks.model.stages import Capture
from tests.conftest import ROOT
from tests.support.archives import PAGE, Crawl, anything, captures, reject, texts, utf8
from tests.support.builders import NOW, RUN, capture
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

MEGABYTE = 1024 * 1024
DAY = timedelta(days=1)


def archive(folder: Path, *, file_bytes: int = MEGABYTE) -> Archive:
    return Archive(folder, file_bytes=file_bytes, document_bytes=MEGABYTE)


def logged(made: Archive, start: Position = LOG_START) -> list[LogItem]:
    return [one for one, _ in made.read(start, made.end())]


def bodies(made: Archive, start: Position = LOG_START) -> list[str]:
    return [one.body.decode() if isinstance(one, Capture) else one.detail for one in logged(made, start)]


def bare(one: Input) -> Input:
    """Without its place, with its context as what it says, and as much of its address as can be stored."""
    if isinstance(one, RejectRow):
        return replace(one, uri=utf8(one.uri), detail=utf8(one.detail))
    if not isinstance(one, Capture):
        return one
    context = one.context and json.dumps(json.loads(one.context))
    return replace(one, uri=utf8(one.uri), file=None, start_offset=None, context=context)


rejects = st.builds(reject, anything, anything)


@given(st.lists(st.lists(captures() | rejects, min_size=1, max_size=4), max_size=4), st.integers(1024, 4096))
@settings(max_examples=40, deadline=None)
def test_what_was_appended_comes_back_in_order(appends: list[list[LogItem]], file_bytes: int) -> None:
    with TemporaryDirectory() as folder:
        made = archive(Path(folder) / "archive", file_bytes=file_bytes)
        ends = [made.append(one, now=NOW) for one in appends]
        assert made.end() == (ends[-1] if ends else LOG_START)
        found = list(made.read(LOG_START, made.end()))
        assert [bare(one) for one, _ in found] == [bare(one) for some in appends for one in some]
        # From behind any of them on, the rest.
        for number, (_, behind) in enumerate(found):
            assert list(made.read(behind, made.end())) == found[number + 1 :]
        # Up to where it ended then, what there was then.
        for number, end in enumerate(ends, 1):
            assert [one for one, _ in made.read(LOG_START, end)] == [
                one for one, _ in found[: sum(map(len, appends[:number]))]
            ]


def test_an_empty_archive_has_no_end_and_makes_no_folder(tmp_path: Path) -> None:
    made = archive(tmp_path / "archive")
    assert (made.end(), made.first(), logged(made)) == (LOG_START, None, [])
    assert list(tmp_path.iterdir()) == []


def test_a_file_cut_at_any_byte_of_its_last_record_loses_that_one_only(tmp_path: Path) -> None:
    made = archive(tmp_path)
    end = made.append(texts("one", "two"), now=NOW)
    path = tmp_path / end.file
    before = made.append(texts("three"), now=NOW)
    whole = path.read_bytes()
    for cut in range(end.offset, before.offset):
        path.write_bytes(whole[:cut])
        assert made.end() == end
        assert path.stat().st_size == end.offset
        assert bodies(made) == ["one", "two"]
        path.write_bytes(whole[:cut])
        made.append(texts("three"), now=NOW)
        assert path.read_bytes() == whole


@pytest.mark.parametrize("lost", ["end", "nothing"])
@pytest.mark.parametrize("tail", [b"\x00" * 9_000, b"noise", b"\x1f\x8b\x08"])
def test_noise_behind_the_end_is_cut(tmp_path: Path, lost: str, tail: bytes) -> None:
    made = archive(tmp_path)
    end = made.append(texts("one", "two"), now=NOW)
    with (tmp_path / end.file).open("ab") as file:
        file.write(tail)
    if lost == "end":
        (tmp_path / "end").unlink()
    assert bodies(made) == ["one", "two"]
    made.append(texts("three"), now=NOW)
    assert bodies(made) == ["one", "two", "three"]


@pytest.mark.parametrize("said", ["", "000001", "000001-2026-01-01.warc.gz x", "elsewhere 7", "\x00" * 30, "\xff"])
def test_a_spoilt_note_of_the_end_is_found_out(tmp_path: Path, said: str) -> None:
    made = archive(tmp_path)
    made.append(texts("one", "two"), now=NOW)
    (tmp_path / "end").write_text(said, "latin-1")
    assert bodies(made) == ["one", "two"]
    made.append(texts("three"), now=NOW)
    assert bodies(made) == ["one", "two", "three"]


def test_whole_records_that_a_killed_process_wrote_and_did_not_note_are_kept(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.append(texts("one"), now=NOW)
    note = (tmp_path / "end").read_bytes()
    end = made.append(texts("two", "three", "four"), now=NOW)
    (tmp_path / "end").write_bytes(note)
    os.truncate(tmp_path / end.file, end.offset - 1)
    assert bodies(made) == ["one", "two", "three"]


def test_a_new_file_that_a_killed_process_left_empty_is_used(tmp_path: Path) -> None:
    made = archive(tmp_path, file_bytes=1)
    first = made.append(texts("one"), now=NOW)
    (tmp_path / "000002-2026-01-01.warc.gz").touch()
    assert (bodies(made), made.end()) == (["one"], Position("000002-2026-01-01.warc.gz", 0))
    second = made.append(texts("two"), now=NOW)
    assert second.file == "000002-2026-01-01.warc.gz"
    assert (bodies(made), bodies(made, first), bodies(made, second)) == (["one", "two"], ["two"], [])


def test_a_file_ends_at_its_size_and_with_the_day_and_numbers_go_on(tmp_path: Path) -> None:
    made = archive(tmp_path, file_bytes=2_000)
    # The third finds more than the size there, the last comes when the clock was set back.
    moments = [NOW, NOW, NOW, NOW + DAY, NOW + DAY, NOW]
    sizes = [100, 3_000, 100, 100, 100, 100]
    some = [capture(random.Random(n).randbytes(size), uri=f"file:///{n}") for n, size in enumerate(sizes)]
    files = [made.append([one], now=at).file for one, at in zip(some, moments, strict=True)]
    assert files == [
        "000001-2026-01-01.warc.gz",
        "000001-2026-01-01.warc.gz",
        "000002-2026-01-01.warc.gz",
        "000003-2026-01-02.warc.gz",
        "000003-2026-01-02.warc.gz",
        "000004-2026-01-01.warc.gz",
    ]
    assert [one.uri for one in stored(made)] == [one.uri for one in some]
    assert made.first() == "000001-2026-01-01.warc.gz"


@pytest.mark.parametrize("lost", ["files", "folder"])
def test_numbers_go_on_when_all_files_were_removed(tmp_path: Path, lost: str) -> None:
    made = archive(tmp_path / "archive")
    end = made.append(texts("one"), now=NOW)
    if lost == "files":
        (tmp_path / "archive" / end.file).unlink()
    else:
        shutil.rmtree(tmp_path / "archive")
        made.begin_behind(end)
    assert made.end() == LOG_START
    again = made.append(texts("two"), now=NOW)
    assert again > end
    assert bodies(made, end) == ["two"]
    made.begin_behind(Position("999999-2026-01-01.warc.gz", 0))  # there is something: nothing to do
    assert made.append(texts("three"), now=NOW).file == again.file


def test_files_of_others_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.append(texts("one"), now=NOW)
    Crawl().add().to(tmp_path / "CC-NEWS-20200301.warc.gz")
    Crawl().add().to(tmp_path / "999999.warc.gz")
    made.append(texts("two"), now=NOW)
    assert (bodies(made), made.first()) == (["one", "two"], "000001-2026-01-01.warc.gz")


def place(one: Capture) -> StoredBody:
    assert one.file is not None
    assert one.start_offset is not None
    return StoredBody(file=one.file, start_offset=one.start_offset, seen_at=one.seen_at)


def stored(made: Archive, start: Position = LOG_START) -> list[Capture]:
    return [one for one in logged(made, start) if isinstance(one, Capture)]


@pytest.mark.parametrize("status", [None, 200])
def test_a_body_that_is_there_is_not_written_again_and_comes_back(tmp_path: Path, status: int | None) -> None:
    made = archive(tmp_path)
    body = random.Random(1).randbytes(5_000)
    polls = [capture(body, uri="https://news.example/rss", seen_at=NOW + n * DAY, status=status) for n in range(4)]
    end = made.append([polls[0]], now=NOW)
    for number, poll in enumerate(polls[1:], 1):
        # Each refers to the one before: a chain, over files.
        (earlier,) = stored(made)[number - 1 : number]
        made.append([poll], now=NOW + number * DAY, stored_bodies={poll.capture_id: place(earlier)})
    assert sum(path.stat().st_size for path in tmp_path.glob("*.warc.gz")) < end.offset + 3 * 1_000
    found = stored(made)
    assert [(one.body, one.seen_at, one.status) for one in found] == [(body, one.seen_at, status) for one in polls]
    for one in found:
        assert made.body(place(one).file, place(one).start_offset) == body


def test_a_body_whose_file_is_gone_is_written_again(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.append(texts("one"), now=NOW)
    (one,) = stored(made)
    (tmp_path / place(one).file).unlink()
    again = replace(one, capture_id="again")
    made.append([again], now=NOW, stored_bodies={"again": place(one)})
    assert bodies(made) == ["one"]


def test_a_reference_into_a_file_that_is_gone_is_a_reject(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.append(texts("one"), now=NOW)
    (one,) = stored(made)
    end = made.append([replace(one, capture_id="again")], now=NOW + DAY, stored_bodies={"again": place(one)})
    (tmp_path / place(one).file).unlink()
    (lost,) = [one for one, _ in made.read(Position(end.file, 0), end)]
    assert isinstance(lost, RejectRow)
    assert (lost.reason, lost.uri) == (Reason.UNREADABLE, one.uri)
    with pytest.raises(ArchiveError, match="no record at byte 0"):
        made.body(place(one).file, 0)


def test_references_are_followed_and_share_a_position(tmp_path: Path) -> None:
    crawl = Crawl()
    for number in range(REFERENCES_A_RECORD + 3):
        crawl.add(uri=f"https://news.example/{number}")
    path = crawl.to(tmp_path / "crawl.warc.gz")
    made = archive(tmp_path / "archive")
    found = list(list_references(path, after=None, run_id=RUN, now=NOW))
    end = made.append([*texts("before"), *found, *texts("after")], now=NOW)
    read = list(made.read(LOG_START, end))
    pages = [one for one, _ in read if isinstance(one, Capture)]
    assert [one.uri for one in pages[1:-1]] == [
        f"https://news.example/{number}" for number in range(REFERENCES_A_RECORD + 3)
    ]
    assert {one.body for one in pages[1:-1]} == {PAGE}
    assert {one.file for one in pages[1:-1]} == {str(path)}
    # A record of references is behind one only when all of them are.
    positions = [behind for _, behind in read]
    assert positions == sorted(positions)
    assert len(set(positions)) == 4
    for number, (_, behind) in enumerate(read):
        rest = list(made.read(behind, end))
        assert rest == read[len(read) - len(rest) :]
        assert len(rest) >= len(read) - number - 1
    path.unlink()
    gone = [one for one, _ in made.read(LOG_START, end)]
    assert [type(one) for one in gone] == [Capture, *[RejectRow] * (REFERENCES_A_RECORD + 3), Capture]


def test_a_reader_sees_nothing_behind_the_end_it_was_given(tmp_path: Path) -> None:
    made = archive(tmp_path)
    end = made.append(texts("one", "two"), now=NOW)
    whole = (tmp_path / end.file).read_bytes()
    after = made.append(texts("three"), now=NOW)
    longer = (tmp_path / end.file).read_bytes()
    # Another process is in the middle of writing.
    for written in (0, 1, 20, 200, after.offset - end.offset):
        (tmp_path / end.file).write_bytes(longer[: len(whole) + written])
        assert [one.body for one, _ in made.read(LOG_START, end) if isinstance(one, Capture)] == [b"one", b"two"]


def test_a_damaged_record_is_an_error_that_says_where(tmp_path: Path) -> None:
    made = archive(tmp_path)
    first = made.append(texts("one"), now=NOW)
    end = made.append(texts("two", "three"), now=NOW)
    data = bytearray((tmp_path / end.file).read_bytes())
    data[first.offset + 40 : first.offset + 60] = b"\xff" * 20
    (tmp_path / end.file).write_bytes(data)
    with pytest.raises(ArchiveError, match=rf"archive: 000001-2026-01-01.warc.gz: .* at byte {first.offset}$"):
        bodies(made)


WRITER = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from tasks.archive.log import Archive
from tests.support.archives import PAGE, Crawl, anything, captures, reject, texts, utf8
from tests.support.builders import NOW, capture
archive = Archive(Path(sys.argv[1]), file_bytes=20_000, document_bytes=1_000_000)
name, appends, each = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for append in range(appends):
    some = [capture(f"{name} {append} {n}".encode() * 20, uri=f"file:///{name}/{append}/{n}") for n in range(each)]
    archive.append(some, now=NOW)
    print(append, flush=True)
"""


def writing(folder: Path, name: str, appends: int, each: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(appends), str(each)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_several_processes_append_at_once_and_a_reader_follows(tmp_path: Path) -> None:
    made = archive(tmp_path / "archive")
    processes = [writing(tmp_path / "archive", name, 30, 5) for name in "abc"]
    here, followed = LOG_START, []
    while any(process.poll() is None for process in processes):
        end = made.end()
        followed += [one.uri for one, _ in made.read(here, end) if isinstance(one, Capture)]
        here = end
    followed += [one.uri for one in stored(made, here)]
    assert [(process.communicate() and process.returncode) for process in processes] == [0, 0, 0]
    assert len(list((tmp_path / "archive").glob("*.warc.gz"))) > 2
    assert followed == [one.uri for one in stored(made)]
    for name in "abc":
        wanted = [f"file:///{name}/{append}/{n}" for append in range(30) for n in range(5)]
        assert [uri for uri in followed if uri.startswith(f"file:///{name}")] == wanted


def test_a_writer_killed_again_and_again_loses_nothing_it_had_said_was_written(tmp_path: Path) -> None:
    chance, made = random.Random(7), archive(tmp_path / "archive")
    said: list[str] = []
    for name in "abcdef":
        process = writing(tmp_path / "archive", name, 100_000, 3)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        appends = 1 + len(process.communicate()[0].splitlines())
        said += [f"file:///{name}/{append}/{n}" for append in range(appends) for n in range(3)]
    uris = [one.uri for one in stored(made)]
    assert set(said) <= set(uris)
    assert len(uris) == len(set(uris))
    # What is there beyond that is the beginning of the append during which each was killed.
    assert len(uris) - len(said) <= 6 * 3


def limited(folder: Path, limit: int, size: int) -> str:
    """Appends in a process whose files may not outgrow `limit`; what it raised."""
    code = (
        "import sys; from pathlib import Path; from tasks.archive.log import Archive, ArchiveError\n"
        "from tests.support.builders import NOW, capture; import random\n"
        "archive = Archive(Path(sys.argv[1]), file_bytes=10**9, document_bytes=10**6)\n"
        "some = [capture(random.Random(n).randbytes(1000), uri=f'file:///{n}') for n in range(int(sys.argv[2]))]\n"
        "try: archive.append(some, now=NOW)\n"
        "except ArchiveError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(size)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    return done.stdout


def test_an_append_that_the_system_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    made = archive(folder)
    end = made.append(texts("one"), now=NOW)
    assert limited(folder, 20_000, 40) == f"archive: {folder}: File too large\n"
    assert (folder / end.file).stat().st_size == end.offset
    assert limited(folder, 20_000, 3) == ""
    assert len(stored(made)) == 4


def test_other_tools_read_the_files(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.append([*texts("one", "two"), reject(), capture(b"<p>x", uri="https://news.example/", status=200)], now=NOW)
    (one,) = stored(made)[:1]
    end = made.append([replace(one, capture_id="again")], now=NOW, stored_bodies={"again": place(one)})
    with (tmp_path / end.file).open("rb") as file:
        read = [
            (record.rec_type, record.rec_headers.get_header("WARC-Date"), record.content_stream().read()[:4])
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    at = "2026-01-01T12:00:00.000000Z"
    assert read == [
        ("resource", at, b"one"),
        ("resource", at, b"two"),
        ("metadata", at, b'{"ur'),
        ("response", at, b"<p>x"),
        ("revisit", at, b""),
    ]


def test_an_archive_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(ArchiveError, match=r"^archive: .*/archive: (File exists|Not a directory)$"):
        archive(tmp_path / "archive").append(texts("one"), now=NOW)


def test_an_append_of_many_documents_takes_time_in_proportion(tmp_path: Path) -> None:
    """Appending does not look at what is there already: the last thousand cost what the first did."""
    made = archive(tmp_path, file_bytes=10**9)

    def seconds(some: Sequence[Capture]) -> float:
        started = time.process_time()
        for start in range(0, len(some), 50):
            made.append(some[start : start + 50], now=NOW)
        return time.process_time() - started

    some = texts(*(f"number {n}" for n in range(1_000)))
    first = seconds(some)
    for _ in range(3):
        last = seconds(some)
    assert last < 3 * first + 0.5
