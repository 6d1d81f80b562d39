"""Zip archives: members are read like files, whatever the archive states about itself stays within bounds."""

from __future__ import annotations

import gzip
import io
import random
import struct
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.inputs import zip_archive
from tasks.inputs.files import count_inputs, read_inputs
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.zip_archive import ZipLimits
from tasks.model.stages import Capture, Media
from tests.support.builders import NOW, RUN
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

LIMITS = DocumentLimits(document_bytes=100_000, text_chars=100_000)
MEGABYTE = 1024 * 1024


def read(path: Path) -> list[Capture | RejectRow]:
    items = read_inputs([str(path)], limits=LIMITS, run_id=RUN, now=NOW)
    return [item for item in items if isinstance(item, Capture | RejectRow)]


def pack(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return path


def shown(items: list[Capture | RejectRow]) -> dict[str, str]:
    """Name of the member → what it is, or why it is refused."""
    return {
        item.uri.partition("!/")[2] + (f":{item.line}" if item.line else ""): item.detail
        if isinstance(item, RejectRow)
        else item.media
        for item in items
    }


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> ZipLimits:
    """Caps that small archives exceed."""
    small = ZipLimits(members=5, member_bytes=60_000, total_bytes=150_000, ratio=20, ratio_from_bytes=10_000)
    monkeypatch.setattr(zip_archive, "ZIP_LIMITS", small)
    return small


def test_members_are_read_like_the_files_of_a_folder(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "b/page.html": "<p>Words",
        "a.txt": "Words",
        "rows.csv": "url,text\nhttps://n.example/a,Words\n",
        "old/rows.tsv": "url\ttext\nhttps://n.example/a\tWords, more\n",
        "lines.jsonl": '{"a": 1}\n\n{"a": 2}\n',
        "lines.jsonl.gz": gzip.compress(b'{"a": 3}\n'),
        "feed.xml": "<rss/>",
        "list.json": '{"articles": [{"url": "https://n.example/a"}]}',
        "sub/": "",
        ".hidden.txt": "no",
        "__MACOSX/._a.txt": "no",
        "b/.DS_Store": "no",
    }
    items = read(pack(tmp_path / "clips.zip", members))
    assert shown(items) == {
        "a.txt": Media.TEXT,
        "b/page.html": Media.HTML,
        "feed.xml": Media.FEED,
        "lines.jsonl:1": Media.RECORD,
        "lines.jsonl:3": Media.RECORD,
        "lines.jsonl.gz:1": Media.RECORD,
        "list.json:1": "application/json",
        "old/rows.tsv:2": "text/csv",
        "rows.csv:2": "text/csv",
    }
    assert items[0].uri == f"{(tmp_path / 'clips.zip').as_uri()}!/a.txt"
    assert count_inputs([str(tmp_path / "clips.zip")]) is None


def test_what_is_not_read_is_a_reject_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "clips.zip"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the name that stands twice
        for name in ("/etc/a.txt", "../a.txt", "a/..\\b.txt", "C:/a.txt", "twice.txt", "twice.txt", "photo.jpg"):
            archive.writestr(name, "Words")
        archive.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
        archive.writestr("crawl.warc.gz", b"")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("packed.txt", "Words", zipfile.ZIP_BZIP2)
        archive.writestr("large.txt", "x" * 100_001)
        archive.writestr("good ü.txt", "Words")
    found = shown(read(path))
    assert found.pop("photo.jpg").startswith("not one of .txt, .html")
    leads_out = "a name that leads out of the archive"
    assert found == {
        "/etc/a.txt": leads_out,
        "../a.txt": leads_out,
        "a/..%5Cb.txt": leads_out,
        "C%3A/a.txt": leads_out,
        "twice.txt": "a second member of this name",
        "inner.zip": "an archive within an archive: unpack it",
        "crawl.warc.gz": "an archive within an archive: unpack it",
        "link.txt": "a link",
        "packed.txt": "packed by method 12; stored and deflated are read",
        "large.txt": "more; the cap is 100000",
        "good%20%C3%BC.txt": Media.TEXT,
    }
    assert len([item for item in read(path) if item.uri.endswith("twice.txt")]) == 2


def test_encrypted_and_damaged_members_cost_themselves_only(tmp_path: Path) -> None:
    path = pack(tmp_path / "clips.zip", {"a.txt": "One. " * 99, "b.txt": "Two. " * 99, "c.txt": "Three. " * 99})
    body = bytearray(path.read_bytes())
    for name, change in ((b"a.txt", None), (b"b.txt", 40)):
        if change is None:  # the flag stands before the name in both headers
            local, central = body.find(name) - 24, body.rfind(name) - 38
            body[local] |= 1
            body[central] |= 1
        else:
            body[body.find(name) + len(name) + 3] ^= 0xFF
    path.write_bytes(body)
    found = shown(read(path))
    assert found["a.txt"] == "encrypted"
    assert found["b.txt"] not in set(Media)
    assert found["c.txt"] == Media.TEXT


def test_a_member_whose_name_is_damaged_costs_itself_only(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"é.txt": "Words.", "z.txt": "More words."})
    name = "é.txt".encode()
    path.write_bytes(path.read_bytes().replace(name, b"\xff\xff.txt", 1))
    named = shown(read(path))
    assert named.pop("z.txt") == Media.TEXT
    (fault,) = named.values()
    assert "can't decode" in fault


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 not really", b"words", b"PK\x05\x06" + b"\xff" * 18])
def test_what_only_calls_itself_a_zip_archive_is_a_reject(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "clips.zip"
    path.write_bytes(body)
    (item,) = read(path)
    assert isinstance(item, RejectRow)
    assert item.reason in (Reason.UNREADABLE, Reason.TOO_LARGE)


def test_an_archive_of_too_many_members_is_not_opened(tmp_path: Path, limits: ZipLimits) -> None:
    path = pack(tmp_path / "clips.zip", {f"{number}.txt": "Words" for number in range(6)})
    (item,) = read(path)
    assert isinstance(item, RejectRow)
    assert (item.reason, item.detail) == (Reason.TOO_LARGE, f"6 members; the cap is {limits.members}: unpack it")


@pytest.mark.usefixtures("limits")
def test_sizes_are_counted_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "clips.zip"
    lines = b"".join(random.Random(number).randbytes(60).hex().encode() + b"\n" for number in range(400))
    pack(path, {"a.jsonl": lines, "bomb.jsonl": b"x\n" * 20_000, "c.jsonl": lines})
    body = bytearray(path.read_bytes())
    for name in (b"bomb.jsonl",):  # both headers state a size of 9 bytes
        for start in (body.find(name) - 8, body.rfind(name) - 22):
            body[start : start + 4] = struct.pack("<I", 9)
    path.write_bytes(body)
    rejects = [item for item in read(path) if isinstance(item, RejectRow)]
    assert [(item.uri.rsplit("/", 1)[-1], item.reason) for item in rejects] in (
        [("bomb.jsonl", Reason.TOO_LARGE)],
        [("bomb.jsonl", Reason.UNREADABLE)],
    )
    assert len(read(path)) >= 800


def test_an_archive_that_unpacks_without_end_is_not_read_further(tmp_path: Path, limits: ZipLimits) -> None:
    lines = b"".join(random.Random(number).randbytes(60).hex().encode() + b"\n" for number in range(450))
    members: dict[str, bytes | str] = {f"{number}.jsonl": lines for number in range(4)}
    pack(tmp_path / "clips.zip", members, zipfile.ZIP_STORED)
    *_, last = read(tmp_path / "clips.zip")
    assert isinstance(last, RejectRow)
    assert last.detail == f"the archive unpacks to more than {limits.total_bytes} bytes: not read further"
    member = pack(tmp_path / "one.zip", {"a.jsonl": lines * 2}, zipfile.ZIP_STORED)
    *_, last = read(member)
    assert isinstance(last, RejectRow)
    assert last.detail == f"unpacks to more than {limits.member_bytes} bytes"


def test_a_damaged_archive_never_raises(tmp_path: Path) -> None:
    path = pack(tmp_path / "clips.zip", {"a.txt": "Words " * 50, "b.jsonl": '{"a": 1}\n' * 9, "c/d.html": "<p>Words"})
    whole = path.read_bytes()
    noise = random.Random(1)
    for _ in range(300):
        body = bytearray(whole)
        for _ in range(noise.randint(1, 6)):
            body[noise.randrange(len(body))] = noise.randrange(256)
        path.write_bytes(body[: noise.choice((len(body), noise.randrange(len(body))))])
        assert all(isinstance(item, Capture | RejectRow) for item in read(path))


def test_a_bomb_in_a_member_that_is_a_document_is_refused_early(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(64):
            member.write(bytes(MEGABYTE))
    (tmp_path / "bomb.zip").write_bytes(stream.getvalue())
    (item,) = read(tmp_path / "bomb.zip")
    assert isinstance(item, RejectRow)
    assert item.reason is Reason.TOO_LARGE


def test_the_caps_are_those_that_the_guide_states() -> None:
    assert replace(ZipLimits()) == zip_archive.ZIP_LIMITS
    assert (ZipLimits().members, ZipLimits().ratio) == (50_000, 200)
