"""What the security page says that no other module shows: SQL on the published copy, control characters."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from tasks.inputs import DocumentLimits, read_inputs
from tasks.model.stages import Capture
from tasks.pipeline import refine
from tasks.pipeline.to_rows import assemble
from tests.support.builders import NOW, RUN, load_batches, refined
from warehouse.db import publish, reader, run_query, writer
from warehouse.model.errors import BadQuery
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

LIMITS = DocumentLimits(document_bytes=1_000_000, text_chars=100_000)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    with writer(tmp_path, wait_seconds=5) as connection:
        load_batches(connection, [assemble([refined("Ann met Bob.", "Ann", "Bob")])], tmp_path)
    publish(tmp_path, wait_seconds=5)
    return tmp_path


@pytest.mark.parametrize(
    "statement",
    [
        "delete from mentions",
        "update mentions set surface = 'x'",
        "drop table mentions",
        "create table other (a int)",
        "set access_mode = 'read_write'",
        "attach '{home}/news.duckdb' as again (read_write)",
    ],
)
def test_a_query_cannot_change_the_published_copy(published: Path, statement: str) -> None:
    with reader(published) as connection, pytest.raises(BadQuery):
        run_query(connection, statement.format(home=published))
    with reader(published) as connection:
        assert connection.execute("select count(*) from mentions").fetchall() == [(2,)]


def test_a_query_may_read_and_write_other_files_as_the_page_says(published: Path) -> None:
    (published / "notes.txt").write_text("mine")
    with reader(published) as connection:
        assert connection.execute(f"select content from read_text('{published}/notes.txt')").fetchall() == [("mine",)]
        run_query(connection, f"copy (select 1) to '{published}/rows.csv'")
        run_query(connection, f"attach '{published}/writer.duckdb' as own (read_write)")
        run_query(connection, "delete from own.mentions")
    assert (published / "rows.csv").exists()
    with duckdb.connect(str(published / "writer.duckdb")) as connection:
        assert connection.execute("select count(*) from mentions").fetchall() == [(0,)]


def test_control_characters_do_not_reach_the_tables(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    words = (
        "The mayor of Oldport said on Tuesday that the \x1b[2Jharbour would be opened again\x9b, and nobody was hurt."
    )
    record = {
        "url": "https://news.example/a\x1b[31m",
        "title": "Red \x1b[31malert\x1b]0;x\x07",
        "text": words,
        "source": "The \x1b[5mHerald",
        "authors": ["Ann \x1b[1mLee"],
    }
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps(record))
    (folder / "b\x1b[31m.pdf").write_bytes(b"%PDF")
    items = list(read_inputs([str(folder)], limits=LIMITS, run_id=RUN, now=NOW))
    captures = [item for item in items if isinstance(item, Capture)]
    rejects = [item for item in items if isinstance(item, RejectRow)]
    batch = refine(captures, rejects, pipelines={}, limits=LIMITS, deadline=nullcontext)
    assert load_batches(db, [batch], tmp_path).rejects == {Reason.UNSUPPORTED: 1}
    tables = ("articles", "article_versions", "sources", "ops.rejects", "ops.captures")
    for table in tables:
        rows = db.execute(f"select to_json(t) from {table} t").fetchall()
        assert rows
        assert not [row for row in rows if "\\u00" in str(row) or "\x1b" in str(row) or "\x9b" in str(row)], table
