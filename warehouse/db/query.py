"""Runs SQL on the published copy and writes the rows in the requested format.

Database, read only. Formats: `table` (as DuckDB draws it), `csv`, `json` (one array), `jsonl` (an object a line),
`parquet`. All of them are written by DuckDB itself.
"""

import io
import shutil
from contextlib import redirect_stdout
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb

from warehouse.db.execute import sql_literal
from warehouse.db.statements import Statement, statements
from warehouse.model.errors import BadQuery

# Rows and width of a drawn table that goes to a file or a pipe: nothing is left out.
_ALL_ROWS = 1_000_000_000
_ANY_WIDTH = 1_000_000


class Format(StrEnum):
    """The format of the rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


_OPTIONS = {
    Format.CSV: "format csv, header",
    Format.JSON: "format json, array true",
    Format.JSONL: "format json, array false",
    Format.PARQUET: "format parquet",
}


def named_queries() -> tuple[Statement, ...]:
    """The queries that come with Dateline, each with the question it answers."""
    return statements("queries")


def named_query(name: str) -> str:
    """The SQL of a query that comes with Dateline. Raises `BadQuery` when there is none of that name."""
    for query in named_queries():
        if query.name == name:
            return query.sql
    names = ", ".join(query.name for query in named_queries())
    raise BadQuery(name, f"no query of that name; there are {names}")


def run_query(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyRelation | None:
    """The result of `sql` (of its last statement), or None when it gives no rows. Raises `BadQuery`."""
    try:
        return connection.sql(sql)
    except duckdb.Error as error:
        raise BadQuery(_first_words(sql), _cause(error)) from error


def write(result: duckdb.DuckDBPyRelation, form: Format, target: Path | BinaryIO) -> None:
    """Writes the rows to a file or a stream, all or nothing where it is a file. Raises `BadQuery` or `OSError`."""
    folder = target.parent if isinstance(target, Path) else None
    with TemporaryDirectory(prefix=".dateline-", dir=folder) as scratch:
        written = Path(scratch) / "rows"
        _write_file(result, form, written)
        if isinstance(target, Path):
            written.replace(target)
        else:
            with written.open("rb") as rows:
                shutil.copyfileobj(rows, target)


def draw(result: duckdb.DuckDBPyRelation, *, width: int | None = None, rows: int | None = None) -> str:
    """The rows as DuckDB draws them; whole, or cut to a terminal of `width` characters and `rows` rows."""
    drawn = io.StringIO()
    try:
        with redirect_stdout(drawn):  # DuckDB hands the drawing to print
            result.show(max_width=width or _ANY_WIDTH, max_rows=rows or _ALL_ROWS, max_col_width=width or _ANY_WIDTH)
    except duckdb.Error as error:
        raise BadQuery("result", _cause(error)) from error
    return drawn.getvalue().rstrip()


def _write_file(result: duckdb.DuckDBPyRelation, form: Format, path: Path) -> None:
    if form is Format.TABLE:
        path.write_text(draw(result) + "\n", "utf-8")
        return
    try:
        result.query("result", f"copy (from result) to {sql_literal(path)} ({_OPTIONS[form]})")
    except duckdb.Error as error:
        raise BadQuery("result", _cause(error)) from error


def _first_words(sql: str) -> str:
    words = " ".join(sql.split())
    return words if len(words) <= 60 else f"{words[:57]}..."


def _cause(error: duckdb.Error) -> str:
    """DuckDB's own words in one line, without the drawing that points into the query."""
    return " ".join(str(error).split("\nLINE ")[0].split())
