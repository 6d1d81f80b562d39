"""Puts the rows of batches into temporary tables, one set-based statement a table.

Database, files. The columns of a staged table are the fields of its record, typed from the dataclass. Nothing here
looks at the warehouse, so it runs before the writer is opened.
"""

import json
import types
import typing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from warehouse.db import sql_literal, statement
from warehouse.model.records import Batch
from warehouse.model.tables import STAGED_RECORDS

# One row of JSON holds one article; the reader caps documents far below this (bytes).
LARGEST_ROW = 64 * 1024 * 1024
_TYPES: dict[type, str] = {
    str: "varchar",
    int: "bigint",
    bool: "boolean",
    float: "double",
    datetime: "timestamptz",
    date: "date",
}


def columns(record: type) -> dict[str, str]:
    """Column names and DuckDB types of a record, in order. Raises `TypeError` for a field no column can hold."""
    hints = typing.get_type_hints(record)
    return {field.name: _type(hints[field.name]) for field in fields(record)}


@contextmanager
def staged(connection: duckdb.DuckDBPyConnection, batches: Sequence[Batch], scratch: Path) -> Iterator[None]:
    """Gives every table of the batches as `staged_<table>` for the length of the block; `batch` numbers them from 0.

    `load_documents` has the items in the order of the log, with columns of their captures. Files of the parsing
    are in `scratch` and are removed.
    """
    with TemporaryDirectory(dir=scratch, prefix="load-") as folder:
        for table, record in STAGED_RECORDS.items():
            source = _source(record, _written(Path(folder), table, batches))
            connection.execute(f"create or replace temp table staged_{table} as {source}")
    connection.execute(statement("load", "stage_documents").sql)
    try:
        yield
    finally:
        for table in ("load_documents", *(f"staged_{table}" for table in STAGED_RECORDS)):
            connection.execute(f"drop table if exists temp.{table}")


def _written(folder: Path, table: str, batches: Sequence[Batch]) -> list[str]:
    paths = []
    for number, batch in enumerate(batches):
        if rows := batch.rows.get(table):
            path = folder / f"{table}-{number}.ndjson"
            path.write_bytes(rows)
            paths.append(str(path))
    return paths


def _source(record: type, paths: Sequence[str]) -> str:
    typed = columns(record)
    if not paths:
        empty = ", ".join(f"null::{kind} as {_quoted(name)}" for name, kind in typed.items())
        return f"select {empty}, 0 as batch limit 0"
    return (
        r"select * exclude (filename), regexp_extract(filename, '-(\d+)\.ndjson$', 1)::integer as batch "
        f"from {rows_of(record, paths, named=True)}"
    )


def rows_of(record: type, paths: Sequence[str], *, named: bool = False) -> str:
    """SQL that reads files of newline-delimited JSON as rows of a record; `named` adds the column `filename`."""
    spec = ", ".join(f"{_quoted(name)}: {sql_literal(kind)}" for name, kind in columns(record).items())
    files = ", ".join(sql_literal(path) for path in paths)
    return (
        f"read_json([{files}], format = 'newline_delimited', columns = {{{spec}}}, filename = {named}, "
        f"maximum_object_size = {LARGEST_ROW})"
    )


def _type(hint: object) -> str:
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _type(next(argument for argument in arguments if argument is not type(None)))
    if typing.get_origin(hint) is tuple:
        return f"{_type(arguments[0])}[]"
    if is_dataclass(hint) and isinstance(hint, type):
        return "struct(" + ", ".join(f"{_quoted(name)} {kind}" for name, kind in columns(hint).items()) + ")"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "varchar"
    if isinstance(hint, type) and hint in _TYPES:
        return _TYPES[hint]
    raise TypeError(f"no column type for {hint}")


def _quoted(name: str) -> str:
    return json.dumps(name)
