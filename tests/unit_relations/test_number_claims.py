"""The figures given for one story, and where outlets disagree: two earthquakes, told by several outlets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import duckdb
import pytest

from tasks.pipeline.to_rows import assemble
from tests.support.builders import NOW, load_batches, make_counting
from warehouse.db.migrate import migrate
from warehouse.db.statements import statement
from warehouse.model.vocabulary import PublishedFrom

# story, outlet, number of the article, hours after the first, agency, text
ARTICLES = (
    ("north", "Herald", 1, 0, None, "A magnitude 6.4 earthquake struck the north, killing at least 10 people."),
    ("north", "Times", 2, 2, "AP", "A 6.4-magnitude quake killed 12 people on Monday.\n\nSome 40 others were injured."),
    ("north", "Post", 3, 3, None, "Ten people died in the north. Dozens were hurt. The quake destroyed 300 homes."),
    (
        "north",
        "Herald",
        4,
        9,
        None,
        "The death toll rose to 12, up from 10 people killed at first.\n\n42 were injured.",
    ),
    (
        "north",
        "Globe",
        5,
        9,
        None,
        "Up to 15 people were killed. About 310 houses were destroyed. 3 soldiers were killed.",
    ),
    ("south", "Herald", 6, 20, None, "A magnitude 5.1 earthquake shook the south. Seven people were injured."),
    ("south", "Times", 7, 21, None, "The quake left 9 people injured and 3 missing."),
    ("south", "Globe", 8, 22, None, "It left 5 to 8 people injured. Damage was put at $1.2bn; 3 are still missing."),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        documents = [
            make_counting(
                text,
                url=f"https://{outlet.lower()}.example/{number}",
                domain=f"{outlet.lower()}.example",
                source_name=outlet,
                title=f"Article {number}",
                agency=agency,
                published_at=NOW + timedelta(hours=hours),
                published_from=PublishedFrom.FEED,
            )
            for _, outlet, number, hours, agency, text in ARTICLES
        ]
        load_batches(connection, [assemble(documents)], tmp_path_factory.mktemp("claims"))
        for story, _, number, *_ in ARTICLES:
            connection.execute(
                "insert into ops.story_members by name "
                f"select '{story}' as story_id, article_id, {number} as ordinal from articles "
                f"where title = 'Article {number}'"
            )
        connection.execute("insert into ops.story_titles values ('north', 'north quake'), ('south', 'south quake')")
        yield connection


def rows(db: duckdb.DuckDBPyConnection, columns: str, where: str) -> list[tuple[object, ...]]:
    order = "" if columns.startswith("distinct") else "order by told_at, outlet, start_char"
    return db.execute(f"select {columns} from number_claims where {where} {order}").fetchall()


def test_each_article_tells_one_figure_of_what_is_counted(db: duckdb.DuckDBPyConnection) -> None:
    told = rows(db, "outlet, value, high, modifier, surface, stands", "story_id = 'north' and counted = 'killed'")
    assert told == [
        ("Herald", 10, None, "at_least", "at least 10", False),
        ("Times", 12, None, "exactly", "12", True),
        ("Post", 10, None, "exactly", "Ten", True),
        ("Globe", 15, None, "at_most", "Up to 15", True),
        ("Globe", 3, None, "exactly", "3", True),
        ("Herald", 12, None, "exactly", "12", True),
    ]


def test_outlets_disagree_where_no_number_fits_what_all_tell_last(db: duckdb.DuckDBPyConnection) -> None:
    compared = db.execute(
        "select distinct story_id, counted, unit, values_told, lowest, highest, disagrees "
        "from number_claims order by all"
    ).fetchall()
    assert compared == [
        ("north", "earthquake", "magnitude", 1, 6.4, 6.4, False),
        ("north", "houses", None, 2, 300, 310, False),
        ("north", "injured", "people", 2, 40, 42, False),
        ("north", "killed", "people", 3, 10, 15, True),
        ("north", "killed", "soldiers", 1, 3, 3, False),
        ("south", "damage", "$", 1, 1.2e9, 1.2e9, False),
        ("south", "earthquake", "magnitude", 1, 5.1, 5.1, False),
        ("south", "injured", "people", 3, 5, 9, True),
        ("south", "missing", "people", 1, 3, 3, False),
    ]


def test_a_toll_that_rises_within_an_outlet_is_no_disagreement(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("begin")
    keep_only(db, 1, 2, 4)
    assert rows(db, "distinct lowest, highest, disagrees", "counted = 'killed'") == [(12, 12, False)]
    keep_only(db, 1, 2)  # at least 10, and 12
    assert rows(db, "distinct lowest, highest, disagrees", "counted = 'killed'") == [(10, 12, False)]
    db.execute("rollback")


def keep_only(db: duckdb.DuckDBPyConnection, *numbers: int) -> None:
    titles = ", ".join(f"'Article {number}'" for number in numbers)
    kept = f"select article_id from articles where title in ({titles})"
    db.execute(f"delete from ops.story_members where article_id not in ({kept})")


def test_dozens_are_told_and_not_compared(db: duckdb.DuckDBPyConnection) -> None:
    assert rows(db, "outlet, value, modifier, surface, disagrees", "counted = 'injured' and story_id = 'north'") == [
        ("Times", 40, "about", "Some 40", False),
        ("Post", None, "about", "Dozens", False),
        ("Herald", 42, "exactly", "42", False),
    ]


def test_a_claim_shows_where_it_stands_when_it_was_told_and_what_else_the_article_says(
    db: duckdb.DuckDBPyConnection,
) -> None:
    (claim,) = rows(
        db,
        "told_at, passage, start_char, end_char, values_of_article, agency, copy_of, role",
        "outlet = 'Herald' and counted = 'killed' and stands",
    )
    assert claim == (
        NOW + timedelta(hours=9),
        "The death toll rose to 12, up from 10 people killed at first.",
        23,
        25,
        [12, 10],
        None,
        None,
        "report",
    )
    assert rows(db, "agency, passage", "outlet = 'Times' and story_id = 'north' and counted = 'injured'") == [
        ("AP", "Some 40 others were injured.")
    ]


def test_named_queries_answer_who_tells_what(db: duckdb.DuckDBPyConnection) -> None:
    found = db.execute(statement("queries", "claims").sql).fetchall()
    assert [(story, counted, outlet, surface) for story, counted, _, _, _, outlet, surface, *_ in found] == [
        ("north quake", "killed", "Post", "Ten"),
        ("north quake", "killed", "Times", "12"),
        ("north quake", "killed", "Herald", "12"),
        ("north quake", "killed", "Globe", "Up to 15"),
        ("south quake", "injured", "Globe", "5 to 8"),
        ("south quake", "injured", "Herald", "Seven"),
        ("south quake", "injured", "Times", "9"),
    ]
    figures = db.execute(statement("queries", "figures").sql).fetchall()
    assert db.execute("select count(*) from figures").fetchall() == [(len(figures),)]
