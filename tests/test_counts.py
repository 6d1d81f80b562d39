"""Counts of entities: what loads add up is what counting everything anew gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.assemble import Refined, assemble
from tests.builders import NOW, load_batches, refined
from warehouse.compare import table_hash
from warehouse.counts import refresh_entities
from warehouse.migrate import migrate
from warehouse.statements import statement

COUNTED = ("entities", "aliases", "ops.entity_names")
PEOPLE = ("Ali Ayyoub", "Ali Ayoub", "Hassan Rouhani", "Marta Velden", "Jan Velden", "Owen Tarr")


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        yield connection


def news(chance: random.Random) -> Refined:
    """An article of one of three outlets: new, told otherwise, or met again, now and then in a capture of before."""
    number, outlet = chance.randrange(12), chance.choice("abc")
    names = chance.sample(PEOPLE, chance.randrange(1, 4))
    return refined(
        f"{chance.choice(('Met', 'Saw'))}: {', '.join(names)}.",
        *names,
        url=f"https://{outlet}.example/{number}",
        source_name=outlet,
        domain=f"{outlet}.example",
        seen_at=NOW + timedelta(minutes=chance.randrange(-10_000, 10_000)),
    )


def anew(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("create or replace temp table chosen_entities as select entity_id from entities")
    refresh_entities(db)


@pytest.mark.parametrize("size", [1, 5, 40])
def test_what_loads_add_up_is_what_counting_anew_gives(
    size: int, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    chance = random.Random(size)
    log = [news(chance) for _ in range(40)]
    for start in range(0, len(log), size):
        load_batches(db, [assemble(log[start : start + size])], tmp_path)
    before = {table: table_hash(db, table) for table in COUNTED}
    changed = db.execute("select count(*) from ops.loads where outcome = 'changed'").fetchone()
    assert changed
    assert changed[0] > 3
    anew(db)
    assert {table: table_hash(db, table) for table in COUNTED} == before


def test_an_older_capture_of_what_is_known_makes_its_names_older(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for hours in (0, -5):
        again = refined(
            "Owen Tarr spoke.", "Owen Tarr", url="https://a.example/1", seen_at=NOW + timedelta(hours=hours)
        )
        load_batches(db, [assemble([again])], tmp_path)
    assert db.execute("select first_seen_at, article_count from entities").fetchall() == [(NOW - timedelta(hours=5), 1)]


def test_who_is_named_in_full_is_not_called_by_a_surname(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        "insert into ops.entity_names values "
        "('e', 'person', 'Velden', null, 9), ('e', 'person', 'Marta Velden', null, 1), "
        "('f', 'org', 'Harbour', null, 9), ('f', 'org', 'Harbour Union', null, 1)"
    )
    db.execute("create or replace temp table chosen_entities as select distinct entity_id from ops.entity_names")
    db.execute(statement("recount", "3_named").sql)
    assert db.execute("select entity_id, name from named_entities order by all").fetchall() == [
        ("e", "Marta Velden"),
        ("f", "Harbour"),
    ]
