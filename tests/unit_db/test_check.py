"""Every check finds what it is there for, and only that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tasks.figures.extract import extract_figures
from tasks.model.stages import Annotated
from tasks.pipeline.to_rows import Refined, assemble
from tests.support.builders import NOW, load_batches, make_quoting
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.migrate import migrate
from warehouse.db.statements import statements

QUOTED = (
    "insert into ops.quotations (position, quote_id, article_id, version) "
    "select 1, quote_id, article_id, version from quotes"
)
ANOTHER = "insert into article_versions select * replace ('b' as article_id) from article_versions"


def copied(original: str = "'b'", shares: str = "0.9, 0.8") -> str:
    """Says that every article but b is a copy."""
    return (
        "insert into copies (article_id, version, original_id, original_version, containment, jaccard, lag_seconds, "
        "evidence, words_shared, words_cut, words_added) "
        f"select article_id, version, {original}, 1, {shares}, 0, 'seen', 9, 0, 0 from article_versions "
        "where article_id <> 'b'"
    )


BEFORE = "insert into article_versions select * replace (0 as version) from article_versions"


def revised(old_text: str = "Ann", new_text: str = "Ann") -> str:
    """Says that the first three letters of every version were others in the one before."""
    return (
        "insert into revision_parts by name select distinct article_id, 1 as version, 0 as position, "
        "'sentence' as what, 'changed' as change, 0 as old_start, 3 as old_end, 0 as new_start, 3 as new_end, "
        f"'{old_text}' as old_text, '{new_text}' as new_text, 1 as words_dropped, 1 as words_added "
        "from article_versions"
    )


# What breaks each rule; a check without one here is not known to find anything.
def resolved(entity: str) -> str:
    """Says that every name means this entity in its article, by its own bearer."""
    return (
        "insert into ops.persons select entity_id, entity_id, 1, name, name, 1, [], [], [], [] from ops.names; "
        "insert into ops.name_resolutions "
        f"select distinct article_id, version, name_id, entity_id, {entity}, 1, 'test' from mentions"
    )


BREAKS = {
    "spans": [
        "update mentions set start_char = start_char + 1, end_char = end_char + 1 where surface = 'Ann'",
        "update mentions set end_char = start_char where surface = 'Ann'",
        "update mentions set surface = 'Änn' where surface = 'Ann'",
        "delete from article_versions",
    ],
    "overlaps": [
        "insert into mentions select * from mentions where surface = 'Ann'",
        "insert into mentions select * replace (start_char + 1 as start_char) from mentions where surface = 'Ann'",
    ],
    "ids": [
        "insert into article_versions select * from article_versions",
        "insert into ops.article_heads select * from ops.article_heads",
    ],
    "references": [
        "delete from sources",
        "delete from ops.captures",
        "delete from entities where name = 'Ann'",
        "delete from aliases where alias = 'Bob'",
    ],
    "quotes": [
        "update quotes set start_char = start_char + 1, end_char = end_char + 1",
        "update quotes set end_char = start_char",
        "update quotes set speaker = 'Änn'",
        "update quotes set speaker_start = null",
        "insert into quotes select * from quotes",
        "update attributions set surface = 'Bib'",
        "insert into attributions select * from attributions",
    ],
    "figures": [
        "update figures set start_char = start_char + 1, end_char = end_char + 1",
        "update figures set end_char = start_char",
        "update figures set surface = '13'",
        "update figures set value = -1",
        "update figures set high = value",
        "update figures set value = null, high = 3",
        "update figures set unit = null, counted = null",
        "update figures set modifier = 'perhaps'",
        "insert into figures select * from figures",
    ],
    "speakers": [
        "update quotes set speaker_mention_id = 'nobody'",
        "update quotes set speaker_entity_id = 'nobody'",
        "update attributions set entity_id = 'nobody'",
        "update attributions set quote_id = 'nothing'",
    ],
    "quote_links": [
        f"{QUOTED}; insert into quote_links select quote_id, 'nothing', 1, 'same' from quotes",
        f"{QUOTED}; insert into quote_links select quote_id, 'q', 1, 'same' from quotes; delete from quotes",
        f"{QUOTED}; insert into quote_links select quote_id, quote_id, 1, 'same' from quotes",
        f"{QUOTED}; insert into quote_links select quote_id, 'q', 1, 'sameish' from quotes",
        f"{QUOTED}; insert into quote_links select quote_id, 'q', 1.5, 'same' from quotes",
    ],
    "revisions": [
        "update article_versions set change = 'removed'",
        "update article_versions set text = ''",
        "update article_versions set change = 'removed', text = ''",
        revised(),
        f"{BEFORE}; {revised(new_text='Ann said no')}",
        f"{BEFORE}; {revised(old_text='Nobody')}",
        f"{BEFORE}; {revised()}; {revised()}",
    ],
    "copies": [
        copied(original="article_id"),
        copied(original="'nothing'"),
        f"{ANOTHER}; {copied(shares='1.5, 0.8')}",
        f"{ANOTHER}; {copied(shares='0.5, 0.6')}",
        f"{ANOTHER}; {copied()}; {copied()}",
    ],
    "name_resolutions": [
        "update mentions set entity_id = 'nobody'",
        resolved("'nobody'"),
        f"{resolved('entity_id')}; delete from ops.persons",
        f"{resolved('entity_id')}; insert into ops.name_resolutions from ops.name_resolutions",
    ],
    "dates": [
        "update article_versions set published_at = now()",
        "update article_versions set published_from = 'url'",
    ],
}


def counted(text: str, speaker: str, source: str) -> Refined:
    """A document with a quotation, a source and figures."""
    one = make_quoting(text, speaker, source)
    assert isinstance(one.result, Annotated)
    return replace(one, result=replace(one.result, figures=extract_figures(text)))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        load_batches(
            connection, [assemble([counted("Ann met Bob. It killed 12 people.", "Ann", "Bob")])], tmp_path, run_id="r"
        )
        yield connection


def test_every_check_is_tried_here() -> None:
    assert set(BREAKS) == {check.name for check in statements("checks")}


def test_loaded_rows_break_no_rule(db: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(db, scope=EVERYTHING, run_id="run", now=NOW) == {}
    written = db.execute("select name, violations from ops.checks where run_id = 'run' order by name").fetchall()
    assert written == [(name, 0) for name in sorted(BREAKS)]


def test_a_copy_of_another_article_breaks_no_rule(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(f"{ANOTHER}; {copied()}")
    assert "copies" not in run_checks(db, scope=EVERYTHING, run_id="run", now=NOW)


@pytest.mark.slow
@pytest.mark.parametrize(("check", "damage"), [(name, sql) for name, damages in BREAKS.items() for sql in damages])
def test_damage_is_found(db: duckdb.DuckDBPyConnection, check: str, damage: str) -> None:
    db.execute("create or replace temp table untouched as select article_id, version from article_versions")
    db.execute(damage)
    assert check in run_checks(db, scope="from untouched", run_id=None, now=NOW)
