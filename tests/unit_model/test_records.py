"""Records are what the tables say."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, is_dataclass

import duckdb
import pytest

from tasks.pipeline.to_rows import assemble
from tests.support.builders import load_batches, refined
from warehouse.db.migrate import migrate
from warehouse.load.staging import RECORDS, columns
from warehouse.model import watch_records
from warehouse.model.records import CaptureRow, RejectRow
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, FetchRow, GapRow, PageRow

TABLES = {
    CaptureRow: "ops.captures",
    RejectRow: "ops.rejects",
    FeedRow: "feeds",
    FeedChangeRow: "ops.feed_history",
    GapRow: "ops.poll_gaps",
    FetchRow: "ops.fetches",
    EntryRow: "ops.entries",
    PageRow: "ops.pages",
}
# What a column is called by the record, where the table is narrower or says more.
SAME = {"timestamp with time zone": "timestamptz", "integer": "bigint", "json": "varchar"}


def described(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind.lower() for name, kind, *_ in connection.execute(f"describe {table}").fetchall()}


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.__name__)
def test_records_that_are_stored_as_they_are_have_the_columns_of_their_table_in_order(record: type) -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        stored = described(connection, TABLES[record])
    assert list(columns(record).items()) == [(name, SAME.get(kind, kind)) for name, kind in stored.items()]


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.__name__)
def test_a_field_that_may_be_none_has_a_column_that_may_be_null_and_no_other(record: type) -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        rows = connection.execute(f"describe {TABLES[record]}").fetchall()
    optional = {name for name, hint in inspect.get_annotations(record).items() if "None" in str(hint)}
    assert {name for name, _, null, *_ in rows if null == "YES"} == optional


def test_every_record_of_the_watch_is_compared_here() -> None:
    found = {kind for kind in vars(watch_records).values() if inspect.isclass(kind) and is_dataclass(kind)}
    assert found == set(TABLES) - {CaptureRow, RejectRow}


def test_every_column_of_the_version_table_comes_from_the_item_or_from_loading() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        stored = described(connection, "article_versions")
    item = columns(RECORDS["items"])
    assert set(stored) - set(item) == {"article_id", "version", "seen_at", "change"}
    assert {name: stored[name] for name in stored if name in item and name not in ("extra", "word_count")} == {
        name: kind.replace("timestamptz", "timestamp with time zone")
        for name, kind in item.items()
        if name in stored and name not in ("extra", "word_count")
    }


def test_a_field_that_no_column_holds_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        value: complex

    with pytest.raises(TypeError, match="no column type"):
        columns(Odd)


def test_text_of_every_kind_survives_the_way_into_the_table(tmp_path) -> None:
    text = 'He said: "Ünïcode \\ back\\slash, tab\t, emoji 😀, separators \u2028\u2029, é as e\u0301"\n\n{"json": 1}'
    with duckdb.connect() as connection:
        migrate(connection)
        load_batches(connection, [assemble([refined(text)])], tmp_path, run_id="r")
        assert connection.execute("select text from articles").fetchall() == [(text,)]
