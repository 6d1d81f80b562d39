"""Relations between articles follow from the log, however it was cut into loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.pipeline.to_rows import Refined, assemble
from tests.support.builders import NOW, load_batches, refined
from warehouse.db.connect import WRITER, attached, workspace, writer
from warehouse.db.statements import Statement, statement
from warehouse.relations import base as relating
from warehouse.relations.base import TableRelation, forget, relate, waits

TABLE = "create table ops.predecessors (article_id varchar, version integer, nth bigint, before varchar)"
# What one run finds, in order: an article, another, the first one edited, a third, and the second one unchanged.
LOG = [
    refined(text, url=url, seen_at=NOW + timedelta(minutes=minute))
    for minute, (url, text) in enumerate(
        (
            ("https://a.example/1", "The bridge is open."),
            ("https://b.example/1", "The bridge is shut."),
            ("https://a.example/1", "The bridge is open again."),
            ("https://c.example/1", "A ship came in."),
            ("https://b.example/1", "The bridge is shut."),
        )
    )
]


@dataclass
class Predecessors:
    """Relates each version to the one before it in the log, with its place."""

    name: str = "predecessors"
    tables: Sequence[str] = ("ops.predecessors",)
    fails: bool = False
    calls: list[int] = field(default_factory=list)

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("create or replace temp table told_before as from ops.predecessors")

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        databases = connection.execute("select database_name from duckdb_databases()").fetchall()
        rows = connection.execute("select count(*) from waiting").fetchone()
        self.calls.append(rows[0] if rows else 0)
        assert (("warehouse",) in databases) == (self.calls[-1] <= relating.VERSIONS_WITH_OPEN_WRITER), (
            "closed meanwhile where it takes long"
        )
        connection.execute(
            "create or replace temp table told as "
            "select article_id, version, place + (select count(*) from told_before) as nth, "
            "lag(article_id || version) over (order by place) as before from waiting"
        )
        connection.execute(
            "update told set before = (select last(article_id || version order by nth) from told_before) "
            "where before is null"
        )

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("insert into ops.predecessors from told")
        if self.fails:
            raise OSError("the disk is full")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with writer(tmp_path, wait_seconds=5) as connection:
        connection.execute(TABLE)
    return tmp_path


def put(home: Path, log: Sequence[Refined]) -> None:
    with writer(home, wait_seconds=5) as connection:
        load_batches(connection, [assemble(log)], home)


def related(home: Path, relation: Predecessors) -> list[tuple[object, ...]]:
    with workspace(home) as connection:
        relate(connection, home, [relation], wait_seconds=5)
        with attached(connection, home, wait_seconds=5):
            assert not waits(connection, [relation])
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        return connection.execute(
            "select nth, article_id, version, before from ops.predecessors order by nth"
        ).fetchall()


def test_each_version_is_related_once_in_the_order_of_the_log(home: Path) -> None:
    put(home, LOG)
    relation = Predecessors()
    rows = related(home, relation)
    versions = [(nth, version) for nth, _, version, _ in rows]
    assert versions == [(1, 1), (2, 1), (3, 2), (4, 1)]
    assert rows[0][1] == rows[2][1]
    assert [before for *_, before in rows] == [None, *(f"{article}{version}" for _, article, version, _ in rows[:-1])]
    assert related(home, relation) == rows
    assert relation.calls == [4]


def test_relating_says_how_many_versions_it_took_and_how_long(home: Path) -> None:
    put(home, LOG)
    with workspace(home) as connection:
        first = relate(connection, home, [Predecessors()], wait_seconds=5)
        again = relate(connection, home, [Predecessors()], wait_seconds=5)
    assert {name: step.versions for name, step in first.items()} == {"predecessors": 4}
    assert first["predecessors"].seconds > 0
    assert again == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize(
    "limits", [(1, 0), (100, 0), (100, 2), (100, 100)], ids=lambda limits: f"{limits[0]}-{limits[1]}"
)
def test_the_cut_into_loads_makes_no_difference(
    size: int,
    limits: tuple[int, int],
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path_factory.mktemp("other")
    with writer(other, wait_seconds=5) as connection:
        connection.execute(TABLE)
    put(other, LOG)
    whole = related(other, Predecessors())
    for name, limit in zip(("VERSIONS_PER_STEP", "VERSIONS_WITH_OPEN_WRITER"), limits, strict=True):
        monkeypatch.setattr(relating, name, limit)
    for start in range(0, len(LOG), size):
        put(home, LOG[start : start + size])
        related(home, Predecessors())
    assert related(home, Predecessors()) == whole


def test_what_failed_is_not_stored_and_waits(home: Path) -> None:
    put(home, LOG[:2])
    with pytest.raises(Exception, match="the disk is full"):
        related(home, Predecessors(fails=True))
    with writer(home, wait_seconds=5) as connection:
        assert waits(connection, [Predecessors()])
        assert connection.execute("select count(*) from ops.predecessors").fetchone() == (0,)
    assert len(related(home, Predecessors())) == 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What the query of the relation below reads, and the row that it makes."""

    article_id: str
    version: int
    text: str


def test_a_query_a_function_and_a_table_are_a_relation(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Statement(
        name="shouts",
        sql="-- grain: version\nselect article_id, version, text from waiting join article_versions using "
        "(article_id, version) order by place",
        grain="version",
        question=None,
    )
    monkeypatch.setattr(
        relating, "statement", lambda folder, name: query if folder == "relations" else statement(folder, name)
    )
    relation = TableRelation(
        table="ops.shouts",
        reads=Headline,
        compute_rows=lambda versions: [replace(version, text=version.text.upper()) for version in versions],
    )
    with writer(home, wait_seconds=5) as connection:
        connection.execute("create table ops.shouts (text varchar, article_id varchar, version integer)")
    put(home, LOG)
    for _ in range(2):
        with workspace(home) as connection:
            relate(connection, home, [relation], wait_seconds=5)
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        rows = connection.execute("select version, text from ops.shouts").fetchall()
    texts = ["THE BRIDGE IS OPEN.", "THE BRIDGE IS SHUT.", "THE BRIDGE IS OPEN AGAIN.", "A SHIP CAME IN."]
    assert rows == list(zip((1, 1, 2, 1), texts, strict=True))


def test_what_is_forgotten_is_related_anew(home: Path) -> None:
    put(home, LOG)
    before = related(home, Predecessors())
    with writer(home, wait_seconds=5) as connection:
        forget(connection, [Predecessors()])
        assert waits(connection, [Predecessors()])
    assert related(home, Predecessors()) == before
