"""What stories and copies cost an article as a warehouse grows: `python -m tests.bench.bench_related [ARTICLES]`.

Made-up news, 1,000 articles a day: events with words of their own, each told by several of 200 outlets within two days,
one article in five a reprint, whole or cut and reworded. Loaded 500 at once. Printed are milliseconds of computing an
article (all threads) over the last 2,000 articles before each size, for each relation, and what an article costs a
worker (finding names, quotations and rows; reading and extracting are left out, so the shares are upper bounds).
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from flows.relations import RELATIONS
from flows.settings import Settings
from tasks.annotate import annotate
from tasks.assemble import Refined, assemble
from tasks.pipelines import load_pipeline
from tasks.stages import Annotated
from tests.bench.bench_stories import BEGIN, reports
from tests.builders import document, load_batches, mention, refined
from tests.retold import first_half, reworded
from warehouse.connect import workspace, writer
from warehouse.relate import Relation, relate
from warehouse.vocabulary import Kind, PublishedFrom

A_LOAD = 500
A_DAY = 1_000
OUTLETS = 200
SIZES = (5_000, 10_000, 20_000, 40_000)
LAST = 2_000


@dataclass(frozen=True, slots=True)
class Timed:
    """A relation with a clock."""

    relation: Relation
    spent: defaultdict[str, float]

    @property
    def name(self) -> str:
        """Of the relation."""
        return self.relation.name

    @property
    def tables(self) -> Any:
        """Of the relation."""
        return self.relation.tables

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """As the relation does."""
        self._measured(self.relation.read, connection)

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """As the relation does."""
        self._measured(self.relation.tell, connection)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """As the relation does."""
        self._measured(self.relation.store, connection)

    def _measured(self, step: Any, connection: duckdb.DuckDBPyConnection) -> None:
        began = time.process_time()
        step(connection)
        self.spent[self.name] += time.process_time() - began


def articles(count: int) -> Iterator[Refined]:
    """So many, annotated, in the order of their times."""
    chance = random.Random(7)
    told: list[str] = []
    for number, report in enumerate(reports(count, A_DAY, random.Random(5))):
        text = ". ".join(report.text[at : at + 90].strip().capitalize() for at in range(0, len(report.text), 90))
        names = ". ".join(f"{name.capitalize()} {name.capitalize()}son" for name in report.names)
        places = " ".join(place.capitalize() for place in report.places)
        body = f"{text}.\n\n{names}.\n\n{places}."
        if told and chance.random() < 0.2:
            body = chance.choice(told[-200:])
            body = reworded(first_half(body), chance) if chance.random() < 0.5 else body
        told.append(body)
        outlet = f"outlet{number % OUTLETS}.example"
        when = BEGIN + timedelta(days=number / A_DAY)
        made = refined(
            body,
            url=f"https://{outlet}/{number}",
            domain=outlet,
            source_name=outlet,
            title=report.title.capitalize(),
            seen_at=when,
            published_at=when,
            published_from=PublishedFrom.META,
        )
        surfaces = [f"{name.capitalize()} {name.capitalize()}son" for name in report.names]
        found = [mention(body, one) for one in surfaces if one in body]
        found += [mention(body, one.capitalize(), kind=Kind.PLACE) for one in report.places if one.capitalize() in body]
        kept: list[Any] = []
        for one in sorted(found, key=lambda one: one.start_char):
            if not kept or one.start_char >= kept[-1].end_char:
                kept.append(one)
        assert isinstance(made.result, Annotated)
        yield Refined(
            capture=made.capture,
            result=Annotated(document=made.result.document, mentions=tuple(kept), annotated_with="bench"),
            address=made.address,
        )


def a_worker() -> float:
    """Milliseconds of a worker for one of them."""
    pipelines = {"en": load_pipeline(Settings().models["en"])}
    texts = [one.result.document.text for one in articles(150) if isinstance(one.result, Annotated)]
    documents = [document(text, title=text[:60]) for text in texts]
    annotate(documents[:50], pipelines)
    each = []
    for start in (50, 100):
        began = time.process_time()
        annotate(documents[start : start + 50], pipelines)
        each.append((time.process_time() - began) / 50 * 1_000)
    return statistics.mean(each)


def main(largest: int = SIZES[-1]) -> None:
    """Grow, and print what the last articles before each size cost."""
    worker = a_worker()
    print(f"a worker: {worker:.1f} ms an article", flush=True)
    spent: defaultdict[str, float] = defaultdict(float)
    relations = [Timed(relation, spent) for relation in RELATIONS]
    size, batch = 0, []
    with TemporaryDirectory() as folder:
        home = Path(folder)
        for one in articles(largest):
            batch.append(one)
            if len(batch) < A_LOAD:
                continue
            if any(size + LAST == known for known in SIZES):
                spent.clear()
            with writer(home, wait_seconds=5) as connection:
                load_batches(connection, [assemble(batch)], home)
            with workspace(home) as connection:
                relate(connection, home, relations, wait_seconds=5)
            size, batch = size + len(batch), []
            if size in SIZES:
                each = {name: seconds / LAST * 1_000 for name, seconds in spent.items()}
                asked = each["copies"] + each["story_profiles"] + each["stories"]
                shown = "  ".join(f"{name} {cost:.2f}" for name, cost in each.items())
                print(
                    f"{size:6,} articles  {shown}  copies and stories {asked:.2f} ms, {asked / worker:.1%}", flush=True
                )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
