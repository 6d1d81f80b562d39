"""Runs SQL files of the package; gives transactions and attached files for the length of a block.

Database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.db.statements import sql_by_name


def run_statements(
    connection: duckdb.DuckDBPyConnection, folder: str, *names: str, **parameters: object
) -> duckdb.DuckDBPyConnection:
    """Runs these files of `warehouse/sql/<folder>` in this order; returns the connection with the result of the last.

    Parameters go to every one of the files.
    """
    for name in names:
        connection.execute(sql_by_name(folder)[name], parameters or None)
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commits what the block writes; nothing of it where the block raises."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def attached_file(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> Iterator[None]:
    """Attaches a database file, read-only, under a name."""
    connection.execute(f"attach {sql_literal(path)} as {name} (read_only)")
    try:
        yield
    finally:
        connection.execute(f"detach {name}")


def sql_literal(value: object) -> str:
    """The text of the value between quotes, as a literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"
