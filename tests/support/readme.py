"""The answers on pages with queries: `python -m tests.support.readme PAGE DATABASE` writes them.

`test_seeds.py` and `test_cookbook.py` compare them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb

from warehouse.db.query import draw

README = Path(__file__).resolve().parents[2] / "README.md"
COOKBOOK = README.parent / "docs" / "cookbook.md"
_ASKED = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)


def asked(page: str) -> list[str]:
    """The queries on a page."""
    return [found["sql"] for found in _ASKED.finditer(page)]


def answered(page: str, database: Path) -> str:
    """The page with the answer that `database` gives below every query."""
    with duckdb.connect(str(database), read_only=True) as connection:

        def answer(found: re.Match[str]) -> str:
            drawn = "\n".join(line.rstrip() for line in draw(connection.sql(found["sql"])).splitlines())
            return f"```sql\n{found['sql']}```\n\n```text\n{drawn}\n```"

        return _ASKED.sub(answer, page)


if __name__ == "__main__":
    written = Path(sys.argv[1])
    written.write_text(answered(written.read_text("utf-8"), Path(sys.argv[2])), "utf-8")
