"""Computes relations between articles: what connects each article version with the versions before it in the log.

Database. A relation reads the versions that it has not seen yet, in the order of the log (the temporary table
`waiting`: article_id, version, position, place), and what was stored for earlier versions. Its tables therefore follow
from the log, however the log was cut into loads. Its rows and its position in the log are stored in one transaction.

    read (the writer is open) ─▶ compute (closed: most of the time goes here) ─▶ store (open, in one transaction)

Where only a few versions wait, as after a poll, closing the writer takes longer than computing: it stays open.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, TypeVar

import duckdb

from warehouse.db import attached, run_statements, statement, transaction
from warehouse.model.records import as_json

# Versions related in one step, so that a warehouse of any size can be related anew in bounded memory.
VERSIONS_PER_STEP = 500
# Closing and opening the writer takes some 0.1 s, computing some 10 ms a version.
VERSIONS_WITH_OPEN_WRITER = 10

Record = TypeVar("Record")


class Relation(Protocol):
    """One relation. Each step leaves what the next one needs in temporary tables."""

    @property
    def name(self) -> str:
        """As in `ops.relation_positions`."""

    @property
    def tables(self) -> Sequence[str]:
        """The tables that the relation writes; nothing else writes them."""

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Copies what `compute` needs for the versions in `waiting` into temporary tables. Writes nothing else."""

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Computes the rows, from temporary tables alone: the writer is closed where many versions wait."""

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes the rows, within a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRelation:
    """A relation that fills one table by a pure function.

    `warehouse/sql/relations/<name>.sql` is a query over `waiting`; its rows become records of the type `reads`.
    `compute_rows` makes the records of new rows from them; their fields are columns of `table`.
    """

    table: str
    reads: type
    compute_rows: Callable[[Sequence[Any]], Iterable[Any]]

    @property
    def name(self) -> str:
        """The name of the table, without its schema."""
        return self.table.rpartition(".")[2]

    @property
    def tables(self) -> Sequence[str]:
        """The one table."""
        return (self.table,)

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Runs the query."""
        query = statement("relations", self.name).sql
        connection.execute(f"create or replace temp table {self.name}_input as\n{query}")
        declare_rows(connection, **{f"{self.name}_rows": self.table})

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Calls the function."""
        records: list[Any] = fetch_records(connection, f"from {self.name}_input", self.reads)
        fill_rows(connection, f"{self.name}_rows", self.compute_rows(records))

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Adds the rows."""
        insert_rows(connection, f"{self.name}_rows", into=self.table)


@dataclass(slots=True)
class RelatedVersions:
    """How many versions were related by one relation, and the seconds that reading, computing and storing took."""

    versions: int = 0
    seconds: float = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Adds the seconds of the block."""
        start = monotonic()
        yield
        self.seconds += monotonic() - start


def relate(
    connection: duckdb.DuckDBPyConnection, home: Path, relations: Sequence[Relation], *, wait_seconds: float
) -> dict[str, RelatedVersions]:
    """Relates all versions that wait; returns how many by relation, in order. Raises as `attached` does.

    `connection` is that of a `workspace`. The rows of one relation are stored, and the input of the next one is read,
    while the writer is open once.
    """
    remaining = list(relations)
    related: defaultdict[str, RelatedVersions] = defaultdict(RelatedVersions)
    computed: Relation | None = None
    while remaining:
        with attached(connection, home, wait_seconds=wait_seconds):
            if computed is not None:
                with related[computed.name].timed():
                    _store(connection, computed)
            computed = _read_next(connection, remaining, related)
        if computed is not None:
            with related[computed.name].timed():
                computed.compute(connection)
    return dict(related)


def waits(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation]) -> bool:
    """Whether a version waits for one of the relations: a run was killed between its load and `relate`."""
    return any(_count_waiting(connection, relation, at_most=1) for relation in relations)


def forget(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation]) -> None:
    """Empties the tables of the relations, so that all versions wait again."""
    for relation in relations:
        for table in relation.tables:
            connection.execute(f"delete from {table}")
        connection.execute("delete from ops.relation_positions where relation = ?", [relation.name])


def fetch_records(connection: duckdb.DuckDBPyConnection, query: str, record: type[Record]) -> list[Record]:
    """The rows of a query as records; its columns are fields of the record."""
    cursor = connection.execute(query)
    columns = [column[0] for column in cursor.description]
    return [record(**dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]


def declare_rows(connection: duckdb.DuckDBPyConnection, **tables: str) -> None:
    """Makes empty temporary tables, each with the columns of the table that is its value. The writer must be open."""
    for name, table in tables.items():
        connection.execute(f"create or replace temp table {name} as from {table} limit 0")


def fill_rows(connection: duckdb.DuckDBPyConnection, name: str, records: Iterable[Any]) -> None:
    """Adds records to a temporary table of `declare_rows`; a column that is no field of theirs is null.

    They are handed over as JSON: a list as a parameter costs 0.15 ms a value, the same list as JSON a hundredth.
    """
    columns = connection.execute(f"describe {name}").fetchall()
    fields = {column: [kind.removesuffix("[]")] if kind.endswith("[]") else kind for column, kind, *_ in columns}
    connection.execute(
        f"insert into {name} by name select unnest(from_json($rows, '{json.dumps([fields])}'), max_depth := 2)",
        {"rows": as_json(records)},
    )


def insert_rows(connection: duckdb.DuckDBPyConnection, name: str, *, into: str) -> None:
    """Adds the rows of a temporary table to a table, in their order."""
    connection.execute(f"insert into {into} by name from {name}")


def _read_next(
    connection: duckdb.DuckDBPyConnection, remaining: list[Relation], related: dict[str, RelatedVersions]
) -> Relation | None:
    """Reads for the next relation for which many versions wait, and relates those before it for which few do.

    Removes relations for which nothing waits from the list; None when the list is empty.
    """
    while remaining:
        relation = remaining[0]
        waiting = _count_waiting(connection, relation, at_most=VERSIONS_PER_STEP)
        if not waiting:
            del remaining[0]
            continue
        related[relation.name].versions += waiting
        with related[relation.name].timed():
            relation.read(connection)
            if waiting > VERSIONS_WITH_OPEN_WRITER:
                return relation
            relation.compute(connection)
            _store(connection, relation)
    return None


def _store(connection: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    with transaction(connection):
        relation.store(connection)
        run_statements(connection, "relate", "reached", relation=relation.name)


def _count_waiting(connection: duckdb.DuckDBPyConnection, relation: Relation, *, at_most: int) -> int:
    ((count,),) = run_statements(connection, "relate", "waiting", relation=relation.name, at_most=at_most).fetchall()
    return int(count)
