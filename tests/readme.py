"""The answers in the README: `python -m tests.readme DATABASE` writes them, `test_seeds.py` compares them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb

from warehouse.query import draw

README = Path(__file__).resolve().parent.parent / "README.md"
_ASKED = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)


def answered(readme: str, database: Path) -> str:
    """The README with the answer that `database` gives below every query."""
    with duckdb.connect(str(database), read_only=True) as connection:

        def answer(found: re.Match[str]) -> str:
            drawn = "\n".join(line.rstrip() for line in draw(connection.sql(found["sql"])).splitlines())
            return f"```sql\n{found['sql']}```\n\n```text\n{drawn}\n```"

        return _ASKED.sub(answer, readme)


if __name__ == "__main__":
    README.write_text(answered(README.read_text("utf-8"), Path(sys.argv[1])), "utf-8")
