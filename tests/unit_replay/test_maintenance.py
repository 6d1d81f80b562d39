"""Keeping the files small loses nothing: retention, compaction, and entries that are forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.load.batches import find_earlier
from tasks.archive.captures import Input
from tasks.archive.log import LOG_START, Archive, Position
from tasks.inputs.kind import DocumentLimits
from tasks.model.stages import Capture, Media, Reference
from tasks.namesakes.name_matching import match_names
from tasks.pipeline.refine_batch import refine
from tests.support.builders import NOW, RUN, capture
from warehouse.db.connect import WRITER, workspace, writer
from warehouse.load.archive_position import loaded_until
from warehouse.load.staging import staged
from warehouse.load.transaction import load
from warehouse.model.errors import Locked
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason
from warehouse.model.watch_records import EntryRow
from warehouse.replay.compare import derived_tables, table_hash
from warehouse.replay.maintenance import FORGET_DAYS, FREE_SHARE, compact, maintain_files
from warehouse.watch.watch import Watched, entries_of, keep

DAY = timedelta(days=1)
LIMITS = DocumentLimits(document_bytes=1_000_000, text_chars=1_000_000)
WORDS = "The council of Oldport met on Tuesday to talk about the new harbour."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def archive_in(home: Path) -> Archive:
    return Archive(home / "archive", file_bytes=1_000_000_000, document_bytes=LIMITS.document_bytes)


def put(home: Path, days: Mapping[int, Sequence[Input]], *, loaded: bool = True) -> None:
    """Archives what was found on each day (days after the first), and loads all that is archived."""
    archive = archive_in(home)
    with writer(home, wait_seconds=5) as connection:
        for day, found in days.items():
            at = NOW + day * DAY
            dated = [replace(one, seen_at=at) if isinstance(one, Capture) else one for one in found]
            archive.append(dated, now=at, stored_bodies=find_earlier(dated, connection, at))
            if loaded:
                _load(connection, archive, home)


def _load(connection: duckdb.DuckDBPyConnection, archive: Archive, home: Path) -> None:
    end = archive.end()
    items = [item for item, _ in archive.read(Position(*loaded_until(connection)), end)]
    captures = [item for item in items if isinstance(item, Capture)]
    rejects = [item for item in items if isinstance(item, RejectRow)]
    batch = refine(captures, rejects, pipelines={}, limits=LIMITS, deadline=nullcontext)
    with staged(connection, [batch], home):
        load(connection, match_names=match_names, run_id=RUN, now=NOW, end=(end.file, end.offset))


def text(name: str, words: str = WORDS) -> Capture:
    return capture(f"{name}: {words}".encode(), uri=f"file:///in/{name}.txt")


def answer(uri: str, body: bytes, status: int = 200) -> Capture:
    """What leads to articles and is none: a robots.txt, an answer without a body."""
    one = capture(body, uri=uri, media=Media.OTHER, status=status)
    return replace(one, capture_id=f"{status}{len(body)}{uri[-8:]}")


def maintain(home: Path, day: int, retention_days: int | None) -> list[str]:
    return maintain_files(home, retention_days=retention_days, wait_seconds=5, now=NOW + day * DAY)


def files(home: Path) -> list[int]:
    """Numbers of the files of the archive."""
    return sorted(int(path.name.partition("-")[0]) for path in (home / "archive").glob("*.warc.gz"))


def captures_of(home: Path, start: Position = LOG_START) -> Iterator[tuple[str, bytes]]:
    archive = archive_in(home)
    for item, _ in archive.read(start, archive.end()):
        if isinstance(item, Capture):
            yield item.uri, item.body


def held(home: Path) -> list[tuple[str, bool]]:
    """Addresses of captures in their order, and whether the tables know where they lie."""
    with writer(home, wait_seconds=5) as connection:
        return connection.execute("select uri, file is not null from ops.captures order by seen_at, uri").fetchall()


# Retention


def test_files_whose_captures_are_all_old_go_and_the_tables_stay(home: Path) -> None:
    put(home, {day: [text(f"day{day}")] for day in range(5)})
    assert files(home) == [1, 2, 3, 4, 5]
    assert maintain(home, 5, retention_days=3) == ["removed 2 files of the archive"]
    assert files(home) == [3, 4, 5]
    assert held(home) == [(f"file:///in/day{day}.txt", day >= 2) for day in range(5)]
    with writer(home, wait_seconds=5) as connection:
        assert connection.execute("select count(*) from articles").fetchall() == [(5,)]
    assert [uri for uri, _ in captures_of(home)] == [f"file:///in/day{day}.txt" for day in (2, 3, 4)]


def test_without_a_retention_nothing_goes(home: Path) -> None:
    put(home, {day: [text(f"day{day}")] for day in range(3)})
    assert maintain(home, 10_000, retention_days=None) == []
    assert files(home) == [1, 2, 3]


def test_the_file_that_is_written_to_stays_however_old_it_is(home: Path) -> None:
    put(home, {0: [text("a")], 1: [text("b")]})
    maintain(home, 10_000, retention_days=1)
    assert files(home) == [2]
    put(home, {10_000: [text("c")]})
    assert files(home) == [2, 3]


def test_what_is_not_loaded_stays(home: Path) -> None:
    put(home, {0: [text("a")]})
    put(home, {1: [text("b")], 2: [text("c")]}, loaded=False)
    maintain(home, 10_000, retention_days=1)
    assert files(home) == [1, 2, 3]


def test_a_body_that_a_later_capture_refers_to_stays_and_so_does_what_comes_after(home: Path) -> None:
    put(home, {day: [text("same" if day in (0, 3) else f"day{day}")] for day in range(4)})
    before = list(captures_of(home))
    assert [uri for uri, _ in before].count("file:///in/same.txt") == 2
    # All but the newest are old; the first is needed, and a log has no holes.
    assert maintain(home, 4, retention_days=2) == []
    assert list(captures_of(home)) == before


def test_the_same_body_at_another_address_is_no_reference(home: Path) -> None:
    put(home, {0: [text("one")], 1: [replace(text("one"), uri="file:///in/two.txt")], 2: [text("three")]})
    maintain(home, 4, retention_days=1)
    assert files(home) == [3]


def test_what_stays_can_be_read_when_answers_had_no_body(home: Path) -> None:
    unchanged = answer("https://news.example/rss", b"", 304)
    put(home, {0: [text("a"), unchanged], 1: [text("b"), unchanged], 2: [text("c")]})
    maintain(home, 3, retention_days=2)
    assert files(home) == [2, 3]
    assert [uri.rsplit("/", 1)[1] for uri, _ in captures_of(home)] == ["b.txt", "rss", "c.txt"]


def test_an_answer_that_never_changes_does_not_keep_the_archive_for_ever(home: Path) -> None:
    robots = answer("https://news.example/robots.txt", b"User-agent: *\nDisallow: /private\n")
    days = range(0, 1_000, 100)
    put(home, {day: [robots, text(f"day{day}")] for day in days})
    before = list(captures_of(home))
    assert maintain(home, 1_000, retention_days=150) == ["removed 9 files of the archive"]
    assert list(captures_of(home)) == before[2 * 9 :]


def test_young_files_that_hold_only_rejects_or_references_stay(home: Path) -> None:
    web = home.parent / "crawl.warc.gz"
    row = RejectRow(
        run_id=RUN, capture_id=None, uri="file:///x", line=None, reason=Reason.EMPTY, detail="no lines", seen_at=NOW
    )
    put(home, {0: [row], 1: [Reference(run_id=RUN, file=str(web), start_offset=0)], 2: [text("a")]})
    maintain(home, 2, retention_days=30)
    assert files(home) == [1, 2, 3]


def test_a_file_that_was_let_go_and_not_removed_is_removed_the_next_time(home: Path) -> None:
    put(home, {day: [text(f"day{day}")] for day in range(3)})
    first = next((home / "archive").glob("000001-*"))
    kept = first.read_bytes()
    maintain(home, 10, retention_days=1)
    first.write_bytes(kept)  # as if the process had been killed in between
    maintain(home, 10, retention_days=1)
    assert files(home) == [3]


# Compaction


def state(home: Path) -> dict[str, object]:
    """Everything that a database says: rows, columns, comments, views."""
    with writer(home, wait_seconds=5) as connection:
        tables = ["ops.archive_position", "ops.migrations", "ops.entries", "ops.checks", *derived_tables(connection)]
        found: dict[str, object] = {table: table_hash(connection, table) for table in tables}
        for catalog in ("tables", "columns", "views"):
            what = {
                "tables": "table_name",
                "columns": "table_name, column_name, data_type, is_nullable",
                "views": "sql",
            }
            found[catalog] = connection.execute(
                f"select schema_name, {what[catalog]}, comment from duckdb_{catalog}() "
                "where database_name = 'warehouse' and not internal order by all"
            ).fetchall()
        return found


def churned(home: Path) -> None:
    """A database most of whose blocks are free: what stood before the articles is gone."""
    with writer(home, wait_seconds=5) as connection:
        connection.execute("create table ballast as select md5(range::varchar) as word from range(300_000)")
        connection.execute("checkpoint")
    put(home, {0: [text(f"{number}") for number in range(3)]})
    with writer(home, wait_seconds=5) as connection:
        connection.execute("drop table ballast")


def test_compacting_shrinks_the_file_and_loses_nothing(home: Path) -> None:
    churned(home)
    before = state(home)
    size = (home / WRITER).stat().st_size
    assert compact(home, wait_seconds=5) == (size, (home / WRITER).stat().st_size)
    assert (home / WRITER).stat().st_size < (1 - FREE_SHARE) * size
    assert state(home) == before
    put(home, {1: [text("after")]})
    with writer(home, wait_seconds=5) as connection:
        assert connection.execute("select count(*) from articles").fetchall() == [(4,)]


def test_it_is_compacted_when_it_is_worth_it_and_only_then(home: Path) -> None:
    churned(home)
    (done,) = maintain(home, 1, retention_days=None)
    assert done.startswith("compacted the database from ")
    assert maintain(home, 1, retention_days=None) == []


def test_nothing_is_left_beside_the_file(home: Path) -> None:
    churned(home)
    before = {path.name for path in home.iterdir()}
    (home / f"{WRITER}.next").write_bytes(b"of a process that was killed")
    compact(home, wait_seconds=5)
    assert {path.name for path in home.iterdir()} == before


def test_a_killed_compaction_does_not_spoil_the_next(home: Path) -> None:
    churned(home)
    before = state(home)
    # What a killed process leaves is a file that was not checkpointed, and its log.
    with duckdb.connect() as other:
        other.execute(f"attach '{home / WRITER}.next' as half")
        other.execute("create table half.main.mine (a int)")
        log = (home / f"{WRITER}.next.wal").read_bytes()
    (home / f"{WRITER}.next.wal").write_bytes(log)
    compact(home, wait_seconds=5)
    assert state(home) == before


def test_a_busy_warehouse_is_said(home: Path) -> None:
    put(home, {0: [text("a")]})
    with writer(home, wait_seconds=5), pytest.raises(Locked):
        compact(home, wait_seconds=0.1)


# Entries


def test_entries_that_were_not_seen_for_long_are_forgotten(home: Path) -> None:
    put(home, {0: [text("a")]})
    ages = {"old": FORGET_DAYS + 1, "kept": FORGET_DAYS - 1}
    now: datetime = NOW + 400 * DAY
    rows = [
        EntryRow(feed_id="f", keys=(key,), digest="d", url=None, first_seen_at=NOW, last_seen_at=now - age * DAY)
        for key, age in ages.items()
    ]
    with writer(home, wait_seconds=5) as connection:
        keep(connection, Watched(entries=rows), scratch=home)
    maintain_files(home, retention_days=None, wait_seconds=5, now=now)
    with writer(home, wait_seconds=5) as connection:
        assert [row.keys for row in entries_of(connection, ["f"])] == [("kept",)]


def test_without_anything_loaded_there_is_nothing_to_do(home: Path) -> None:
    with workspace(home):
        assert maintain_files(home, retention_days=1, wait_seconds=5, now=NOW) == []
