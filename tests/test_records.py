"""Records are what the tables say."""

from __future__ import annotations

from dataclasses import dataclass, fields

import duckdb
import pytest

from tasks.assemble import assemble
from tests.builders import load_batches, refined
from warehouse.migrate import migrate
from warehouse.records import CaptureRow, RejectRow
from warehouse.staging import RECORDS, columns


def described(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind.lower() for name, kind, *_ in connection.execute(f"describe {table}").fetchall()}


@pytest.mark.parametrize(("record", "table"), [(CaptureRow, "ops.captures"), (RejectRow, "ops.rejects")])
def test_records_that_are_stored_as_they_are_have_the_columns_of_their_table_in_order(record: type, table: str) -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        stored = [name for name in described(connection, table) if name != "run_id"]
    assert [field.name for field in fields(record)] == stored


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
