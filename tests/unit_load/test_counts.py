"""Counts of entities: what loads add up is what counting everything anew gives."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.model.stages import Capture, Media
from tasks.pipeline.to_rows import Refined
from tests.support.builders import NOW, batch, load_batches, make_gone_capture, refined
from warehouse.db.statements import statement
from warehouse.load.counts import refresh_entities
from warehouse.replay.compare import table_hash

COUNTED = ("entities", "aliases", "ops.entity_names")
NAMED = (
    ("Ali Ayyoub", "Hassan Rouhani"),
    ("Ali Ayoub",),
    ("Hassan Rouhani", "Marta Velden", "Owen Tarr"),
    ("Jan Velden", "Marta Velden"),
)


def news(chance: random.Random, minute: int) -> Refined | Capture:
    """An article of one of three outlets: new, told otherwise, gone, or met again, now and then in an older capture."""
    outlet = chance.choice("abc")
    url = f"https://{outlet}.example/{chance.randrange(3)}"
    seen_at = NOW + timedelta(minutes=minute - chance.choice((0, 0, 60)))
    if not chance.randrange(4):
        return make_gone_capture(url, seen_at=seen_at)
    names = chance.choice(NAMED)
    told = refined(
        f"Met: {', '.join(names)}.",
        *names,
        url=url,
        source_name=outlet,
        domain=f"{outlet}.example",
        seen_at=seen_at,
    )
    return replace(told, capture=replace(told.capture, media=Media.HTML, status=200, uri=url), address=url)


def anew(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("create or replace temp table recount_entities as select entity_id from entities")
    refresh_entities(db)


@pytest.mark.parametrize("size", [pytest.param(1, marks=pytest.mark.slow), 5, 50])
def test_what_loads_add_up_is_what_counting_anew_gives(
    size: int, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    chance = random.Random(size)
    log = [news(chance, minute) for minute in range(50)]
    for start in range(0, len(log), size):
        load_batches(db, [batch(*log[start : start + size])], tmp_path)
    before = {table: table_hash(db, table) for table in COUNTED}
    told = db.execute(
        "select count(*) filter (where change = 'removed'), count(*) filter (where contains(change, 'restored')), "
        "count(*) filter (where change = 'text') from article_versions"
    ).fetchone()
    assert told
    assert min(told) > 1
    anew(db)
    assert {table: table_hash(db, table) for table in COUNTED} == before


def test_an_older_capture_of_what_is_known_makes_its_names_older(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for hours in (0, -5):
        again = refined(
            "Owen Tarr spoke.", "Owen Tarr", url="https://a.example/1", seen_at=NOW + timedelta(hours=hours)
        )
        load_batches(db, [batch(again)], tmp_path)
    assert db.execute("select first_seen_at, article_count from entities").fetchall() == [(NOW - timedelta(hours=5), 1)]


def test_who_is_named_in_full_is_not_called_by_a_surname(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        "insert into ops.entity_names values "
        "('e', 'person', 'Velden', null, 9), ('e', 'person', 'Marta Velden', null, 1), "
        "('f', 'org', 'Harbour', null, 9), ('f', 'org', 'Harbour Union', null, 1)"
    )
    db.execute("create or replace temp table recount_entities as select distinct entity_id from ops.entity_names")
    db.execute(statement("recount", "name_entities").sql)
    assert db.execute("select entity_id, name from recount_named_entities order by all").fetchall() == [
        ("e", "Marta Velden"),
        ("f", "Harbour"),
    ]
