"""How long each question of the cookbook takes: `python -m tests.bench.bench_cookbook [ARTICLES]`, 40,000 if not said.

The warehouse is that of `bench_related`, where every story, speaker and figure is made up; the story and the people
that the cookbook asks for are replaced by the largest story and the most quoted people. A thousand articles are loaded
again with another end, so that there are edits. Medians of three runs, reading all rows.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows.relations.registry import RELATIONS
from tasks.model.stages import Annotated
from tasks.pipeline.to_rows import Refined, assemble
from tests.bench.bench_related import articles, grow
from tests.support.builders import capture, load_batches
from tests.support.readme import COOKBOOK, asked
from warehouse.db.connect import PUBLISHED, workspace, writer
from warehouse.db.published_copy import publish
from warehouse.relations.base import relate

EDITED = 1_000


def edited(one: Refined) -> Refined:
    """The same article with a sentence more."""
    assert isinstance(one.result, Annotated)
    text = f"{one.result.document.text} A correction was made."
    return replace(
        one,
        capture=capture(text.encode(), uri=one.capture.uri, seen_at=one.capture.seen_at),
        result=replace(one.result, document=replace(one.result.document, text=text)),
    )


def main(count: int = 40_000) -> None:
    """Load, ask, print."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        for _ in grow(home, articles(count), RELATIONS):
            pass
        with writer(home, wait_seconds=5) as connection:
            load_batches(connection, [assemble([edited(one) for one in articles(EDITED)])], home)
        with workspace(home) as connection:
            relate(connection, home, RELATIONS, wait_seconds=5)
        publish(home, wait_seconds=5)
        with duckdb.connect(str(home / PUBLISHED), read_only=True) as connection:
            (story,) = _one(connection, "select story_id from stories order by source_count desc, story_id limit 1")
            people = connection.execute(
                "select entity.name from quotes join entities as entity on entity.entity_id = speaker_entity_id "
                "group by entity.name order by count(*) desc, entity.name limit 2"
            ).fetchall()
            print(
                _one(
                    connection,
                    "select count(*), (select count(*) from stories), (select count(*) from copies), "
                    "(select count(*) from quote_links), (select count(*) from revisions) from articles",
                )
            )
            slowest = 0.0
            for number, query in enumerate(asked(COOKBOOK.read_text("utf-8")), start=1):
                sql = query.replace("title ilike '%Kestra%'", f"story_id = '{story}'")
                sql = sql.replace("Lena Borg", people[0][0]).replace("Anton Reve", people[1][0])
                seconds, rows = _timed(connection, sql)
                slowest = max(slowest, seconds)
                print(f"{number:2}  {seconds:6.3f} s  {rows:,} rows", flush=True)
            print(f"slowest {slowest:.3f} s")


def _timed(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[float, int]:
    each = []
    rows = 0
    for _ in range(3):
        began = time.perf_counter()
        rows = len(connection.execute(sql).fetchall())
        each.append(time.perf_counter() - began)
    return statistics.median(each), rows


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[object, ...]:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return tuple(row)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
