"""Records are what the tables say, and every table is declared once."""

from __future__ import annotations

import inspect
from collections import Counter
from dataclasses import dataclass, is_dataclass
from pathlib import Path

import duckdb
import pytest

from flows.relations.registry import RELATIONS
from tasks.pipeline.rows import DOCUMENT_ROWS
from tasks.pipeline.to_rows import assemble
from tests.support.builders import load_batches, refined
from warehouse.db.migrate import migrate
from warehouse.load.staging import columns
from warehouse.model import watch_records
from warehouse.model.tables import STAGED_RECORDS, TABLES, Owner, Table
from warehouse.replay.compare import derived_tables

STORED_AS_THEY_ARE = [table for table in TABLES if table.record]
# What a column is called by the record, where the table is narrower or says more.
SAME = {"timestamp with time zone": "timestamptz", "integer": "bigint", "json": "varchar"}


def described(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind.lower() for name, kind, *_ in connection.execute(f"describe {table}").fetchall()}


@pytest.mark.parametrize("table", STORED_AS_THEY_ARE, ids=lambda table: table.name)
def test_records_that_are_stored_as_they_are_have_the_columns_of_their_table_in_order(table: Table) -> None:
    assert table.record
    with duckdb.connect() as connection:
        migrate(connection)
        stored = described(connection, table.name)
    assert list(columns(table.record).items()) == [(name, SAME.get(kind, kind)) for name, kind in stored.items()]


@pytest.mark.parametrize("table", STORED_AS_THEY_ARE, ids=lambda table: table.name)
def test_a_field_that_may_be_none_has_a_column_that_may_be_null_and_no_other(table: Table) -> None:
    assert table.record
    with duckdb.connect() as connection:
        migrate(connection)
        rows = connection.execute(f"describe {table.name}").fetchall()
    optional = {name for name, hint in inspect.get_annotations(table.record).items() if "None" in str(hint)}
    assert {name for name, _, null, *_ in rows if null == "YES"} == optional


def test_every_record_of_the_watch_is_that_of_a_table() -> None:
    records = {kind for kind in vars(watch_records).values() if inspect.isclass(kind) and is_dataclass(kind)}
    assert records <= {table.record for table in STORED_AS_THEY_ARE}


def test_every_table_of_the_database_is_declared_once_here_or_by_its_relation() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        rows = connection.execute(
            "select case when schema_name = 'main' then table_name else schema_name || '.' || table_name end "
            "from duckdb_tables()"
        ).fetchall()
    declared = [table.name for table in TABLES] + [name for relation in RELATIONS for name in relation.tables]
    assert Counter(name for (name,) in rows) == Counter(declared)


def test_a_table_that_nobody_declared_follows_from_the_archive_until_it_is_declared() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        declared = derived_tables(connection)
        connection.execute("create table ops.toys (article_id varchar)")
        assert set(derived_tables(connection)) - set(declared) == {"ops.toys"}


@pytest.mark.parametrize(("owner", "column"), [(Owner.ARTICLE, "article_id"), (Owner.CAPTURE, "capture_id")])
def test_a_table_that_belongs_to_an_article_or_a_capture_says_which(owner: Owner, column: str) -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        assert all(column in described(connection, table.name) for table in TABLES if table.owner is owner)


def test_the_rows_of_a_document_are_parts_of_a_batch() -> None:
    assert set(DOCUMENT_ROWS) <= set(STAGED_RECORDS)


def test_every_column_of_the_version_table_comes_from_the_item_or_from_loading() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        stored = described(connection, "article_versions")
    item = columns(STAGED_RECORDS["items"])
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


def test_text_of_every_kind_survives_the_way_into_the_table(tmp_path: Path) -> None:
    text = 'He said: "Ünïcode \\ back\\slash, tab\t, emoji 😀, separators \u2028\u2029, é as e\u0301"\n\n{"json": 1}'
    with duckdb.connect() as connection:
        migrate(connection)
        load_batches(connection, [assemble([refined(text)])], tmp_path, run_id="r")
        assert connection.execute("select text from articles").fetchall() == [(text,)]
