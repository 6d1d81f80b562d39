"""Reads the plain SQL files of the package. Files only: runs nothing.

A file begins with `-- grain: …`, which says what one of its rows is. Named queries have a second comment line,
`-- question: …`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One SQL file: `name` without ending, `sql` whole, the `grain` and the `question` of its comments."""

    name: str
    sql: str
    grain: str
    question: str | None


@cache
def statements(folder: str) -> tuple[Statement, ...]:
    """The SQL files of `warehouse/sql/<folder>`, in order of name."""
    found = (file for file in files("warehouse").joinpath("sql", folder).iterdir() if file.name.endswith(".sql"))
    return tuple(_read(file.name, file.read_text("utf-8")) for file in sorted(found, key=lambda file: file.name))


def statement(folder: str, name: str) -> Statement:
    """One SQL file by name. Raises `KeyError` when there is none."""
    by_name = {found.name: found for found in statements(folder)}
    return by_name[name]


def _read(file_name: str, sql: str) -> Statement:
    return Statement(
        name=file_name.removesuffix(".sql"),
        sql=sql,
        grain=_comment(sql, "grain") or "",
        question=_comment(sql, "question"),
    )


def _comment(sql: str, word: str) -> str | None:
    lines = (line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--"))
    return next((line.removeprefix(f"{word}:").strip() for line in lines if line.startswith(f"{word}:")), None)
