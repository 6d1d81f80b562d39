"""The published copy and the lock: readers are never in the way, writers take turns."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from tasks.pipeline.to_rows import assemble
from tests.support.builders import load_batches, refined
from tests.support.log_lines import caught_log, fields_of
from warehouse.db.connect import LOCK, PUBLISHED, WRITER, open_snapshot, reader, writer
from warehouse.db.published_copy import publish
from warehouse.db.scratch_folder import GATE
from warehouse.db.statements import statements
from warehouse.model.errors import Damaged, Locked, Missing


def put(home: Path, text: str) -> None:
    with writer(home, wait_seconds=5) as connection:
        load_batches(connection, [assemble([refined(text, uri=f"file:///{text}")])], home)


def count(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select count(*) from articles").fetchone()
    assert row is not None
    return int(row[0])


def test_an_open_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    put(tmp_path, "One.")
    publish(tmp_path, wait_seconds=5)
    with reader(tmp_path) as before:
        put(tmp_path, "Two.")
        publish(tmp_path, wait_seconds=5)
        assert count(before) == 1
    with reader(tmp_path) as after:
        assert count(after) == 2


def test_a_new_snapshot_shows_the_new_copy_while_an_old_one_is_open_in_the_same_process(tmp_path: Path) -> None:
    put(tmp_path, "One.")
    publish(tmp_path, wait_seconds=5)
    with open_snapshot(tmp_path) as before, duckdb.connect(str(tmp_path / PUBLISHED), read_only=True) as plain:
        put(tmp_path, "Two.")
        publish(tmp_path, wait_seconds=5)
        with open_snapshot(tmp_path) as after, reader(tmp_path) as also:
            assert (count(before), count(plain), count(after), count(also)) == (1, 1, 2, 2)


def test_a_snapshot_answers_from_all_schemas_in_utc_and_takes_temporary_tables_only(tmp_path: Path) -> None:
    put(tmp_path, "One.")
    publish(tmp_path, wait_seconds=5)
    with open_snapshot(tmp_path) as connection:
        assert connection.execute("select count(*) from ops.captures").fetchone() == (1,)
        assert connection.execute("select current_setting('TimeZone')").fetchone() == ("UTC",)
        connection.execute("create temp table mine as from articles")
        assert connection.execute("select count(*) from mine").fetchone() == (1,)
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            connection.execute("delete from ops.captures")


def test_there_is_no_snapshot_before_something_is_published(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="nothing has been ingested yet"):
        open_snapshot(tmp_path)
    (tmp_path / PUBLISHED).write_bytes(b"not a database" * 1000)
    with pytest.raises(Damaged):
        open_snapshot(tmp_path)


def test_what_is_not_published_is_not_seen(tmp_path: Path) -> None:
    put(tmp_path, "One.")
    with pytest.raises(Missing, match="nothing has been ingested yet"), reader(tmp_path):
        pass


def test_a_write_ahead_log_of_somebody_else_does_not_spoil_the_new_copy(tmp_path: Path) -> None:
    put(tmp_path, "One.")
    publish(tmp_path, wait_seconds=5)
    with duckdb.connect(str(tmp_path / PUBLISHED)) as meddler:
        meddler.execute("pragma disable_checkpoint_on_shutdown")
        meddler.execute("create table mine (a int)")
    assert (tmp_path / f"{PUBLISHED}.wal").exists()
    put(tmp_path, "Two.")
    publish(tmp_path, wait_seconds=5)
    with reader(tmp_path) as connection:
        assert count(connection) == 2


def test_nothing_is_left_beside_the_files_we_name(tmp_path: Path) -> None:
    put(tmp_path, "One.")
    publish(tmp_path, wait_seconds=5)
    assert {path.name for path in tmp_path.iterdir()} == {PUBLISHED, WRITER, LOCK, GATE}


def test_a_writer_waits_for_its_turn_and_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.db.connect._LONG_WAIT_SECONDS", 0.2)
    lock = FileLock(tmp_path / LOCK, thread_local=False)
    lock.acquire()
    with pytest.raises(Locked, match=r"kept the writer for 0\.1 s"), writer(tmp_path, wait_seconds=0.1):
        pass
    threading.Timer(0.3, lock.release).start()
    began = time.monotonic()
    with caught_log() as log:
        put(tmp_path, "One.")
    assert time.monotonic() - began > 0.2
    assert [fields_of(line)["lock"] for line in log.of("lock_waited")] == ["writer"]
    publish(tmp_path, wait_seconds=5)


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / WRITER).write_bytes(b"not a database" * 1000)
    with pytest.raises(Damaged, match=r"writer\.duckdb"), writer(tmp_path, wait_seconds=5):
        pass


def test_a_copy_that_an_older_version_published_is_migrated_when_it_is_read(tmp_path: Path) -> None:
    put(tmp_path, "One.")
    publish(tmp_path, wait_seconds=5)
    with duckdb.connect(str(tmp_path / PUBLISHED)) as connection:
        connection.execute("drop view ops.related; alter table ops.relation_positions rename to related")
        connection.execute("delete from ops.migrations where name in ('0019_vocabulary', 'views')")
        for new, old in (("persons", "bearers"), ("cooccurrence_counts", "companions"), ("name_resolutions", "meant")):
            connection.execute(f"drop view ops.{old}; drop table ops.{new}")
        connection.execute("drop view ops.tellings; drop table ops.version_shingles")
        for migration in statements("migrations"):
            for create in re.findall(
                r"create table ops\.(?:bearers|companions|meant|tellings)\b.*?;", migration.sql, re.DOTALL
            ):
                connection.execute(create)
    with reader(tmp_path) as connection:
        assert count(connection) == 1
        assert connection.execute("select count(*) from ops.name_resolutions").fetchone() == (0,)
