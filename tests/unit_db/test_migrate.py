"""Migrations: run once, never edited, never from the future."""

from __future__ import annotations

from hashlib import sha256

import duckdb
import pytest

from warehouse.db.migrate import BOOKKEEPING, is_outdated, migrate
from warehouse.db.statements import statements
from warehouse.model.errors import Damaged


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    migrate(made)
    return made


def test_every_migration_runs_once(connection: duckdb.DuckDBPyConnection) -> None:
    assert migrate(connection) == []
    applied = connection.execute("select name from ops.migrations order by name").fetchall()
    assert applied == [*((migration.name,) for migration in statements("migrations")), ("views",)]


def test_an_edited_migration_is_noticed(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("update ops.migrations set checksum = 'other' where name = '0002_articles'")
    with pytest.raises(Damaged, match="0002_articles: the migration was edited"):
        migrate(connection)


def test_a_database_of_a_newer_program_is_left_alone(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("insert into ops.migrations values ('9999_future', 'x', now())")
    with pytest.raises(Damaged, match="9999_future: this database was written by a newer version"):
        migrate(connection)


@pytest.mark.parametrize("folder", ["migrations", "views", "load", "checks", "queries", "reprocess", "listings"])
def test_every_sql_file_says_its_grain_first(folder: str) -> None:
    assert statements(folder)
    for found in statements(folder):
        assert found.sql.startswith("-- grain: "), found.name
        assert found.grain


def test_every_named_query_says_its_question_and_runs(connection: duckdb.DuckDBPyConnection) -> None:
    for query in statements("queries"):
        assert query.question, query.name
        connection.execute(query.sql).fetchall()


def test_every_table_and_column_is_commented(connection: duckdb.DuckDBPyConnection) -> None:
    bare = connection.execute(
        """
        select schema_name, table_name, null from duckdb_tables() where comment is null and not temporary
        union all
        select schema_name, view_name, null from duckdb_views() where comment is null and not internal
        union all
        select schema_name, table_name, column_name from duckdb_columns()
        where comment is null and not internal and schema_name in ('main', 'ops')
        """
    ).fetchall()
    assert bare == []


OLD_NAMES = {
    "ops.bearers": "bearer_id, entity_id, ordinal, surname, given, texts, company, trades, lands, births",
    "ops.companions": "companion, texts",
    "ops.meant": "article_id, version, name_id, bearer_id, entity_id, shared, because",
    "ops.related": "relation, position",
    "ops.tellings": "article_id, version, outlet, keys",
}


@pytest.mark.parametrize("table", OLD_NAMES)
def test_old_names_of_tables_answer_with_their_old_columns(table: str, connection: duckdb.DuckDBPyConnection) -> None:
    columns = [column for column, *_ in connection.execute(f"describe {table}").fetchall()]
    assert ", ".join(columns) == OLD_NAMES[table]
    schema, name = table.split(".")
    comments = "select comment from duckdb_views() where schema_name = ? and view_name = ?"
    (comment,) = connection.execute(comments, [schema, name]).fetchall()[0]
    assert comment.startswith("Deprecated: ")
    assert comment.endswith("Removed in release 0.2.")


def test_rows_of_an_older_version_keep_their_values_under_the_new_names() -> None:
    connection = duckdb.connect()
    connection.execute(BOOKKEEPING)
    for migration in statements("migrations"):
        if migration.name < "0019":
            connection.execute(migration.sql)
            checksum = sha256(migration.sql.encode()).hexdigest()
            connection.execute("insert into ops.migrations values (?, ?, now())", [migration.name, checksum])
    connection.execute("insert into ops.meant values ('a', 1, 'n', 'b', 'b', 3, 'why')")
    connection.execute("insert into ops.related values ('bearers', 7), ('copies', 5)")
    assert is_outdated(connection)
    assert migrate(connection)[0] == "0019_vocabulary"
    assert not is_outdated(connection)
    for table in ("ops.meant", "ops.name_resolutions"):
        assert connection.execute(f"from {table}").fetchall() == [("a", 1, "n", "b", "b", 3, "why")]
    assert connection.execute("from ops.related order by all").fetchall() == [("bearers", 7), ("copies", 5)]
    assert connection.execute("from ops.relation_positions order by all").fetchall() == [
        ("copies", 5),
        ("namesakes", 7),
    ]
