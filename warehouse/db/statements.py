"""Reads the SQL files of the package.

Files: nothing is run. A file begins with `-- grain: …` (what one of its rows is), `-- reads: …` and, where it writes,
`-- writes: …`. Named queries also have `-- question: …`.
"""

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
    paths = (path for path in files("warehouse").joinpath("sql", folder).iterdir() if path.name.endswith(".sql"))
    return tuple(_read(path.name, path.read_text("utf-8")) for path in sorted(paths, key=lambda path: path.name))


@cache
def sql_by_name(folder: str) -> dict[str, str]:
    """The SQL of the files of `warehouse/sql/<folder>`, by name."""
    return {statement.name: statement.sql for statement in statements(folder)}


def statement(folder: str, name: str) -> Statement:
    """One SQL file by name. Raises `KeyError` when there is none."""
    return {statement.name: statement for statement in statements(folder)}[name]


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
