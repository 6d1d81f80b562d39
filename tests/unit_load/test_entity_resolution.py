"""Resolution: a new name joins the earlier one it is a spelling of; the order of the log decides, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tasks.model.stages import Annotated
from tasks.namesakes.name_matching import locate_places, match_names
from tasks.pipeline.to_rows import assemble
from tests.support.builders import NOW, RUN, refined
from warehouse.db.migrate import migrate
from warehouse.load import entity_resolution as resolve
from warehouse.load.entity_resolution import MatchNames
from warehouse.load.staging import staged
from warehouse.load.transaction import load
from warehouse.model.records import Batch
from warehouse.model.relation_records import MatchResult, NamePair
from warehouse.model.vocabulary import Kind
from warehouse.replay.compare import table_hash


def listed(*names: str, at: str, kind: Kind) -> Batch:
    """An article that is a list of names."""
    one = refined("; ".join(names), *names, uri=f"file:///{at}.txt")
    assert isinstance(one.result, Annotated)
    mentions = tuple(replace(mention, kind=kind) for mention in one.result.mentions)
    return assemble([replace(one, result=replace(one.result, mentions=mentions))])


def tell(
    db: duckdb.DuckDBPyConnection,
    folder: Path,
    *names: str,
    by: MatchNames = match_names,
    at: str = "a",
    kind: Kind = Kind.PERSON,
) -> None:
    """Loads an article that is a list of names."""
    batch = listed(*names, at=at, kind=kind)
    with staged(db, [batch], folder):
        load(db, match_names=by, run_id=RUN, now=NOW, locate=locate_places)


def groups(db: duckdb.DuckDBPyConnection) -> set[frozenset[str]]:
    """Names that mean one."""
    rows = db.execute("select list(name) from ops.names group by entity_id").fetchall()
    return {frozenset(names) for (names,) in rows}


class Scripted:
    """A judge by a table of pairs; remembers what it was asked."""

    def __init__(self, *same: tuple[str, str, float], apart: Sequence[tuple[str, str]] = ()) -> None:
        self.scores = {frozenset((one, other)): score for one, other, score in same}
        self.apart = {frozenset(pair) for pair in apart}
        self.asked: list[NamePair] = []

    def __call__(self, pairs: Sequence[NamePair]) -> list[MatchResult]:
        self.asked += pairs
        return [self._one(frozenset((pair.name, pair.other))) for pair in pairs]

    def _one(self, pair: frozenset[str]) -> MatchResult:
        if pair in self.apart:
            return MatchResult(same=False, score=0.0, reason="apart")
        score = self.scores.get(pair, 0.0)
        return MatchResult(same=True if score else None, score=score, reason="said so")


def test_spellings_in_two_articles_are_one_entity_under_the_first_name(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    tell(db, tmp_path, "Ali Abdullah Ayyoub", "Mohammad Baqeri", "Hassan Rouhani")
    tell(db, tmp_path, "Mohammad Bagheri", "Ali Abdullah Ayoub", at="b")
    assert groups(db) == {
        frozenset(("Ali Abdullah Ayyoub", "Ali Abdullah Ayoub")),
        frozenset(("Mohammad Baqeri", "Mohammad Bagheri")),
        frozenset(("Hassan Rouhani",)),
    }
    found = db.execute(
        "select later.name, first.name, later.entity_id = first.name_id, later.because <> '' from ops.names as later "
        "join ops.names as first on first.name_id = later.like_name_id order by all"
    ).fetchall()
    assert found == [
        ("Ali Abdullah Ayoub", "Ali Abdullah Ayyoub", True, True),
        ("Mohammad Bagheri", "Mohammad Baqeri", True, True),
    ]
    counted = db.execute("select name, article_count, is_provisional from entities order by name").fetchall()
    assert counted == [
        ("Ali Abdullah Ayyoub", 2, False),
        ("Hassan Rouhani", 1, True),
        ("Mohammad Bagheri", 2, False),
    ]


def test_spellings_of_one_load_find_each_other(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    tell(db, tmp_path, "Ali Ayyoub", "Ali Ayoub", "Ali Ayyub")
    assert len(groups(db)) == 1


def test_names_that_are_alike_and_not_the_same_stay_apart(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    tell(db, tmp_path, "Ali Khamenei", "Ali Khomeini", "George Bush", "Jeb Bush")
    assert len(groups(db)) == 4


def test_the_likeliest_of_several_is_joined_and_of_equal_ones_the_first(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    by = Scripted(("Ann Lee", "Anne Lee", 0.9), ("Ann Lee", "Anna Lee", 0.95))
    tell(db, tmp_path, "Anne Lee", "Anna Lee", "Ann Lee", by=by)
    assert groups(db) == {frozenset(("Anne Lee",)), frozenset(("Anna Lee", "Ann Lee"))}
    by = Scripted(("An Li", "Ane Li", 0.9), ("An Li", "Ana Li", 0.9))
    tell(db, tmp_path, "Ane Li", "Ana Li", "An Li", by=by, at="b")
    assert frozenset(("Ane Li", "An Li")) in groups(db)


def test_a_group_with_a_name_that_is_another_s_is_not_joined(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    by = Scripted(("Ann Lee", "Anne Lee", 0.9), ("Anna Lee", "Anne Lee", 0.9), apart=[("Anna Lee", "Ann Lee")])
    tell(db, tmp_path, "Anne Lee", "Ann Lee", "Anna Lee", by=by)
    assert groups(db) == {frozenset(("Anne Lee", "Ann Lee")), frozenset(("Anna Lee",))}


def test_a_name_that_joins_two_groups_does_not_merge_them(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    by = Scripted(("Anne Lee", "Ann Lee", 0.9), ("Anne Lee", "Anna Lee", 0.8))
    tell(db, tmp_path, "Ann Lee", "Anna Lee", "Anne Lee", by=by)
    assert groups(db) == {frozenset(("Ann Lee", "Anne Lee")), frozenset(("Anna Lee",))}


def test_a_name_is_judged_once(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    by = Scripted()
    tell(db, tmp_path, "Anne Lee", "Ann Lee", by=by)
    asked = len(by.asked)
    tell(db, tmp_path, "Anne Lee", "Ann Lee", by=by, at="b")
    assert (asked, len(by.asked)) == (1, 1)


def test_what_a_name_is_compared_with_is_bounded(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolve, "NAME_MATCH_LIMITS", resolve.NameMatchLimits(pairs_per_name=3))
    by = Scripted()
    tell(db, tmp_path, *(f"Ann{'e' * count} Lee" for count in range(12)), by=by)
    asked = [pair.name for pair in by.asked]
    assert max(map(asked.count, asked)) == 3


def test_names_of_different_kinds_and_countries_are_not_compared() -> None:
    (told,) = match_names(
        [NamePair(kind="place", name="Congo", other_kind="place", other="Congo", country="CG", other_country="CD")]
    )
    assert (told.same, told.reason) == (False, "countries: CG, CD")


def test_places_have_a_country_and_coordinates_where_their_names_tell(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    tell(db, tmp_path, "Damascus", "Springfield", "Syria", kind=Kind.PLACE)
    tell(db, tmp_path, "Damascus, Syria", "Ohio", kind=Kind.PLACE, at="b")
    rows = db.execute(
        "select name, country, latitude::integer, longitude::integer, located_from from entities order by name"
    ).fetchall()
    assert rows == [
        ("Damascus, Syria", "SY", 34, 36, "largest"),
        ("Ohio", "US", None, None, "state"),
        ("Springfield", None, None, None, None),
        ("Syria", "SY", None, None, "country"),
    ]


def test_cities_of_one_name_stay_apart_when_they_are_told_apart(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    tell(db, tmp_path, "Tripoli", "Springfield, Ohio", kind=Kind.PLACE)
    tell(db, tmp_path, "Springfield, Missouri", "Tripoli, Lebanon", kind=Kind.PLACE, at="b")
    tell(db, tmp_path, "Springfield", "Tripoli, Libya", kind=Kind.PLACE, at="c")
    assert groups(db) == {
        frozenset(("Tripoli", "Tripoli, Libya")),
        frozenset(("Tripoli, Lebanon",)),
        frozenset(("Springfield",)),
        frozenset(("Springfield, Ohio",)),
        frozenset(("Springfield, Missouri",)),
    }


def test_only_places_are_located(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    tell(db, tmp_path, "Damascus", "Paris")
    assert db.execute("select count(*) from entities where located_from is not null").fetchone() == (0,)


def crowd(db: duckdb.DuckDBPyConnection, folder: Path, name: str, kind: Kind, *, texts: int = 5) -> None:
    """Loads articles that take the name for one of this kind."""
    for number in range(texts):
        tell(db, folder, name, f"Report {kind} {number}", at=f"{kind}-{number}", kind=kind)


def means(db: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str, str]]:
    """Kinds of the mentions of the name with kind and name of their entity."""
    return db.execute(
        "select distinct mention.kind, entity.kind, entity.name from mentions as mention "
        "join entities as entity using (entity_id) where mention.surface = ? order by all",
        [name],
    ).fetchall()


def test_what_many_texts_know_corrects_the_kind_of_one(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    crowd(db, tmp_path, "Vesti Plus", Kind.ORG)
    tell(db, tmp_path, "Vesti Plus", at="b")
    assert means(db, "Vesti Plus") == [("org", "org", "Vesti Plus"), ("person", "org", "Vesti Plus")]
    because = db.execute("select because from ops.names where name = 'Vesti Plus' and kind = 'person'").fetchall()
    assert because == [("5 earlier texts know it as org",)]


def test_few_texts_and_one_text_printed_often_correct_nothing(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    crowd(db, tmp_path, "Vesti Plus", Kind.ORG, texts=4)
    for copy in range(9):
        tell(db, tmp_path, "Vesti Plus", at=f"copy-{copy}", kind=Kind.ORG)
    tell(db, tmp_path, "Vesti Plus", "Somebody Else", at="b", kind=Kind.PLACE)
    assert ("place", "org", "Vesti Plus") in means(db, "Vesti Plus")
    tell(db, tmp_path, "Sana Plus", at="c", kind=Kind.ORG)
    for copy in range(9):
        tell(db, tmp_path, "Sana Plus", at=f"again-{copy}", kind=Kind.ORG)
    tell(db, tmp_path, "Sana Plus", at="d", kind=Kind.PLACE)
    assert ("place", "place", "Sana Plus") in means(db, "Sana Plus")


@pytest.mark.parametrize(
    ("name", "usual", "kind"),
    [
        ("Washington", Kind.PLACE, Kind.PERSON),
        ("Jordan", Kind.PLACE, Kind.ORG),
        ("Chelsea", Kind.PLACE, Kind.ORG),
        ("Ford", Kind.PERSON, Kind.ORG),
        ("Martin Marietta", Kind.ORG, Kind.PERSON),
        ("John Harbour", Kind.PERSON, Kind.PLACE),
    ],
)
def test_namesakes_of_another_kind_stay_apart(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, name: str, usual: Kind, kind: Kind
) -> None:
    crowd(db, tmp_path, name, usual)
    tell(db, tmp_path, name, at="b", kind=kind)
    assert means(db, name) == sorted([(usual, usual, name), (kind, kind, name)])


def test_a_name_that_may_be_a_known_person_s_stays_a_person_s(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    crowd(db, tmp_path, "Halden", Kind.ORG)
    tell(db, tmp_path, "Erik Halden", at="b")
    tell(db, tmp_path, "Halden", at="c")
    assert ("person", "person", "Halden") in means(db, "Halden")


def test_a_person_with_an_office_stays_a_person(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    crowd(db, tmp_path, "Halden", Kind.ORG)
    one = refined("Minister Halden", "Halden", uri="file:///b.txt")
    assert isinstance(one.result, Annotated)
    mentions = tuple(replace(mention, role="Minister") for mention in one.result.mentions)
    with staged(db, [assemble([replace(one, result=replace(one.result, mentions=mentions))])], tmp_path):
        load(db, match_names=match_names, run_id=RUN, now=NOW)
    assert ("person", "person", "Halden") in means(db, "Halden")


@pytest.mark.slow
def test_the_crowd_is_the_same_whatever_the_batches(tmp_path: Path) -> None:
    """Before the fifth text a name of another kind is its own, after it a mistake: in one load and in many."""
    kinds = [Kind.ORG, Kind.ORG, Kind.PLACE, Kind.ORG, Kind.ORG, Kind.ORG, Kind.PERSON]
    seen = []
    for together in (1, 3, 7):
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            migrate(connection)
            batches = [
                listed("Vesti Plus", f"Report {number}", at=str(number), kind=kind) for number, kind in enumerate(kinds)
            ]
            for start in range(0, len(batches), together):
                with staged(connection, batches[start : start + together], tmp_path):
                    load(connection, match_names=match_names, run_id=RUN, now=NOW, locate=locate_places)
            tables = ("ops.names", "mentions", "entities", "aliases")
            seen.append([table_hash(connection, table) for table in tables])
            assert means(connection, "Vesti Plus") == [
                ("org", "org", "Vesti Plus"),
                ("person", "org", "Vesti Plus"),
                ("place", "place", "Vesti Plus"),
            ]
    assert seen[0] == seen[1] == seen[2]
