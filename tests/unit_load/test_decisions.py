"""Decisions about entities: they hold, they are kept, and undoing one gives back what was there before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.namesakes.name_matching import match_names
from tasks.pipeline.to_rows import assemble
from tests.support.builders import NOW, RUN, load_batches, refined
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.migrate import migrate
from warehouse.load.decisions import decide, in_force, new_decision
from warehouse.load.staging import staged
from warehouse.load.transaction import load
from warehouse.model.vocabulary import DecisionKind
from warehouse.replay.compare import table_hash

TABLES = ("mentions", "entities", "aliases", "ops.names", "ops.name_keys", "article_versions")
PEOPLE = ("Ali Ayyoub", "Ali Ayoub", "Hassan Rouhani", "Donald Trump")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        tell(connection, tmp_path, *PEOPLE)
        yield connection


def tell(db: duckdb.DuckDBPyConnection, folder: Path, *names: str, at: str = "a") -> None:
    batch = assemble([refined("; ".join(names), *names, uri=f"file:///{at}.txt")])
    with staged(db, [batch], folder):
        load(db, match_names=match_names, run_id=RUN, now=NOW)


def tables(db: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    return {table: table_hash(db, table) for table in TABLES}


def entities(db: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    rows = db.execute(
        "select entity.name, list(alias order by alias) from entities as entity join aliases using (entity_id) "
        "group by entity.entity_id, entity.name"
    ).fetchall()
    return dict(rows)


def name_id(db: duckdb.DuckDBPyConnection, name: str) -> str:
    ((found,),) = db.execute("select name_id from ops.names where name = ?", [name]).fetchall()
    return str(found)


class Deciding:
    """Makes decisions one after the other, a minute apart."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self.db = db
        self.now = NOW

    def __call__(self, what: DecisionKind, name: str, /, **more: str) -> str:
        self.now += timedelta(minutes=1)
        decision = new_decision(what, name, now=self.now, decided_by="somebody", **more)
        decide(self.db, decision)
        assert run_checks(self.db, scope=EVERYTHING, run_id=None, now=NOW) == {}
        return decision.decision_id


def test_two_entities_become_one_and_undoing_it_gives_both_back(db: duckdb.DuckDBPyConnection) -> None:
    before, deciding = tables(db), Deciding(db)
    merged = deciding(DecisionKind.SAME, name_id(db, "Hassan Rouhani"), other_id=name_id(db, "Donald Trump"))
    assert entities(db)["Hassan Rouhani"] == ["Donald Trump", "Hassan Rouhani"]
    assert db.execute("select mention_count from entities where name = 'Hassan Rouhani'").fetchone() == (2,)
    changed = {name for name, found in tables(db).items() if found != before[name]}
    assert changed == {"mentions", "entities", "aliases", "ops.names"}
    undone = deciding(DecisionKind.UNDO, merged)
    assert tables(db) == before
    deciding(DecisionKind.UNDO, undone)
    assert "Donald Trump" not in entities(db)


def test_a_spelling_becomes_an_entity_of_its_own_even_the_first(db: duckdb.DuckDBPyConnection) -> None:
    before, deciding = tables(db), Deciding(db)
    for spelling, other in (("Ali Ayoub", "Ali Ayyoub"), ("Ali Ayyoub", "Ali Ayoub")):
        split = deciding(DecisionKind.NOT_SAME, name_id(db, spelling))
        assert entities(db)[spelling] == [spelling]
        assert entities(db)[other] == [other]
        deciding(DecisionKind.UNDO, split)
        assert tables(db) == before


def test_a_name_is_kept_whatever_articles_call_it(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    deciding = Deciding(db)
    renamed = deciding(DecisionKind.RENAME, name_id(db, "Ali Ayyoub"), name="The minister")
    tell(db, tmp_path, "Ali Ayyoub", at="b")
    assert entities(db)["The minister"] == ["Ali Ayoub", "Ali Ayyoub"]
    undone = deciding(DecisionKind.UNDO, renamed)
    assert "The minister" not in entities(db)
    undone = deciding(DecisionKind.UNDO, undone)
    assert "The minister" in entities(db)
    deciding(DecisionKind.UNDO, undone)
    assert "The minister" not in entities(db)


def test_a_name_that_no_article_uses_any_more_takes_what_it_was_given_along(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    deciding, text = Deciding(db), "Ali Ayyoub; Ali Ayub"
    for names in (["Ali Ayyoub"], ["Ali Ayyoub", "Ali Ayub"]):  # the second finds what is known: a name, no mention
        load_batches(db, [assemble([refined(text, *names, url="https://a.example/1")])], tmp_path)
    deciding(DecisionKind.RENAME, name_id(db, "Ali Ayub"), name="The general")
    assert entities(db)["The general"] == ["Ali Ayoub", "Ali Ayyoub"]
    deciding(DecisionKind.NOT_SAME, name_id(db, "Ali Ayub"))
    assert "The general" not in entities(db)


def test_words_and_offsets_of_mentions_stay(db: duckdb.DuckDBPyConnection) -> None:
    query = "select mention_id, surface, name, start_char, end_char, name_id from mentions order by all"
    before = db.execute(query).fetchall()
    Deciding(db)(DecisionKind.SAME, name_id(db, "Hassan Rouhani"), other_id=name_id(db, "Donald Trump"))
    assert db.execute(query).fetchall() == before


def test_names_that_come_later_follow_the_decisions(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    deciding = Deciding(db)
    deciding(DecisionKind.SAME, name_id(db, "Hassan Rouhani"), other_id=name_id(db, "Ali Ayyoub"))
    tell(db, tmp_path, "Ali Ayyub", "Donald Trump", at="b")
    assert entities(db)["Hassan Rouhani"] == ["Ali Ayoub", "Ali Ayyoub", "Ali Ayyub", "Hassan Rouhani"]
    assert run_checks(db, scope=EVERYTHING, run_id=None, now=NOW) == {}


def test_decisions_hold_in_their_order(db: duckdb.DuckDBPyConnection) -> None:
    deciding = Deciding(db)
    deciding(DecisionKind.SAME, name_id(db, "Hassan Rouhani"), other_id=name_id(db, "Donald Trump"))
    deciding(DecisionKind.SAME, name_id(db, "Ali Ayyoub"), other_id=name_id(db, "Hassan Rouhani"))
    assert len(entities(db)) == 1
    deciding(DecisionKind.NOT_SAME, name_id(db, "Ali Ayoub"))
    deciding(DecisionKind.SAME, name_id(db, "Ali Ayoub"), other_id=name_id(db, "Ali Ayyoub"))
    assert len(entities(db)) == 1
    kinds = [decision.what for decision in in_force(db)]
    assert kinds == [DecisionKind.SAME, DecisionKind.SAME, DecisionKind.NOT_SAME, DecisionKind.SAME]


def test_a_decision_on_a_name_that_is_not_there_does_nothing(db: duckdb.DuckDBPyConnection) -> None:
    before, deciding = tables(db), Deciding(db)
    deciding(DecisionKind.SAME, "gone", other_id=name_id(db, "Donald Trump"))
    deciding(DecisionKind.NOT_SAME, "gone")
    assert tables(db) == before


def test_decisions_that_are_there_before_the_names_come_to_the_same(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """As in a replay: whichever of two names comes first, in a load of its own."""
    deciding = Deciding(db)
    deciding(DecisionKind.SAME, name_id(db, "Hassan Rouhani"), other_id=name_id(db, "Ali Ayyoub"))
    deciding(DecisionKind.NOT_SAME, name_id(db, "Ali Ayoub"))
    decisions = db.execute("from ops.decisions").fetchall()
    for order in (PEOPLE, PEOPLE[::-1]):
        with duckdb.connect() as other:
            other.execute("set TimeZone = 'UTC'")
            migrate(other)
            other.executemany("insert into ops.decisions values (?, ?, ?, ?, ?, ?, ?, ?)", decisions)
            for number, name in enumerate(order):
                tell(other, tmp_path, name, at=f"{number}")
            assert run_checks(other, scope=EVERYTHING, run_id=None, now=NOW) == {}
            found = {frozenset(spellings) for spellings in entities(other).values()}
            assert found == {
                frozenset(("Hassan Rouhani", "Ali Ayyoub")),
                frozenset(("Ali Ayoub",)),
                frozenset(("Donald Trump",)),
            }
