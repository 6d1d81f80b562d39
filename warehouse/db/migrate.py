"""Brings a database to today's tables: append-only, checksummed migrations, each recorded in the same transaction.

Database. A migration that has run may not be edited: its checksum is compared with the stored one. Views carry no data,
so they are made anew when their text has changed.
"""

from hashlib import sha256

import duckdb

from warehouse.db.execute import transaction
from warehouse.db.statements import Statement, statements
from warehouse.model.errors import Damaged

BOOKKEEPING = """
create schema if not exists ops;
create table if not exists ops.migrations (name varchar not null, checksum varchar not null, applied_at timestamptz);
comment on table ops.migrations is 'Changes made to the tables. A row per migration.';
comment on column ops.migrations.name is 'The file in warehouse/sql/migrations; or views, for all of them.';
comment on column ops.migrations.checksum is 'SHA-256 of the file in hexadecimal; a file that has run is not edited.';
comment on column ops.migrations.applied_at is 'When (UTC).';
"""
_RECORD = "insert into ops.migrations (name, checksum, applied_at) values (?, ?, now())"
# The row of the bookkeeping that stands for all views together.
VIEWS = "views"


def migrate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Runs the migrations that this database has not seen, then the views. Returns the names of those that ran.

    Raises `Damaged` when a migration that had run was edited or is gone (a newer program wrote this database).
    """
    migrations = {migration.name: migration for migration in statements("migrations")}
    applied = _applied(connection)
    views = applied.pop(VIEWS, None)
    for name, checksum in applied.items():
        if name not in migrations:
            raise Damaged(name, "this database was written by a newer version of Dateline")
        if checksum != _checksum(migrations[name]):
            raise Damaged(name, "the migration was edited after it had run")
    waiting = [migration for name, migration in migrations.items() if name not in applied]
    if waiting or not applied:
        _apply(connection, waiting)
    if waiting or views != _checksum(*statements(VIEWS)):
        _make_views(connection)
    return [migration.name for migration in waiting]


def is_outdated(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether an older version of Dateline wrote this database: a migration or the newest views are missing."""
    applied = _applied(connection)
    views = applied.pop(VIEWS, None)
    names = {migration.name for migration in statements("migrations")}
    return names >= applied.keys() and (applied.keys() != names or views != _checksum(*statements(VIEWS)))


def _applied(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    known = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'ops' and table_name = 'migrations'"
    ).fetchone()
    if known is None:
        return {}
    return dict(connection.execute("select name, checksum from ops.migrations").fetchall())


def _apply(connection: duckdb.DuckDBPyConnection, waiting: list[Statement]) -> None:
    with transaction(connection):
        connection.execute(BOOKKEEPING)
        for migration in waiting:
            connection.execute(migration.sql)
            connection.execute(_RECORD, [migration.name, _checksum(migration)])


def _make_views(connection: duckdb.DuckDBPyConnection) -> None:
    with transaction(connection):
        for view in statements(VIEWS):
            connection.execute(view.sql)
        connection.execute("delete from ops.migrations where name = ?", [VIEWS])
        connection.execute(_RECORD, [VIEWS, _checksum(*statements(VIEWS))])


def _checksum(*files: Statement) -> str:
    return sha256("\n".join(file.sql for file in files).encode()).hexdigest()
