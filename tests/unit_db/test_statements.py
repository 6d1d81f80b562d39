"""Statements say what they read and write, name their columns, and are run in an order that stands in Python."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from warehouse.db.statements import Statement, statements
from warehouse.model.tables import TABLES

FOLDERS = ("load", "listings", "count", "recount", "decisions", "reprocess", "entities", "checks")
STATEMENTS = [(folder, statement) for folder in FOLDERS for statement in statements(folder)]
IDS = [f"{folder}/{statement.name}" for folder, statement in STATEMENTS]


@pytest.mark.parametrize("statement", [statement for _, statement in STATEMENTS], ids=IDS)
def test_a_statement_begins_with_its_grain_and_what_it_reads_and_writes(statement: Statement) -> None:
    heads = re.findall(r"^-- (grain|reads|writes): \S", statement.sql, re.MULTILINE)
    writes = re.search(r"^(?:insert|merge|update|delete|create)\b", statement.sql, re.MULTILINE)
    assert heads[0] == "grain"
    assert ("writes" in heads) == bool(writes)
    assert "reads" in heads or not re.search(r"^(?:from|join) [a-z]", statement.sql, re.MULTILINE)


@pytest.mark.parametrize("statement", [statement for _, statement in STATEMENTS], ids=IDS)
def test_an_insert_names_its_columns(statement: Statement) -> None:
    assert not re.search(r"insert into \S+\s+(?:select|with|values)|then insert values", statement.sql)
    assert max(map(len, statement.sql.splitlines())) <= 120


def test_python_names_every_statement_of_a_load() -> None:
    source = "".join(
        path.read_text("utf-8")
        for folder in ("load", "replay")
        for path in sorted((ROOT / "warehouse" / folder).glob("*.py"))
    )
    named = set(re.findall(r'"(\w+)"', source)) | {table.insert for table in TABLES}
    run = {statement.name for folder, statement in STATEMENTS if folder not in ("entities", "checks")}
    assert run <= named
