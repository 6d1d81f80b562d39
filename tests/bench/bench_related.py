"""What stories and copies cost an article as a warehouse grows: `python -m tests.bench.bench_related [SIZE ...]`.

Made-up news, 1,000 articles a day: events with words of their own, each told by several of 200 outlets within two days,
one article in five a reprint, whole or cut and reworded. Loaded 500 at once; at each size (rising, multiples of 500) a
copy is kept, and in the end the next 1,000 are loaded into each copy, one after the other, so that the machine is the
same for all. Printed are milliseconds of computing an article (all threads) for each relation, and what ingesting one
cost without them: all that a worker does with a JSON record, timed between these loads, and the load.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from flows.relations.registry import RELATIONS
from flows.runtime.settings import Settings
from tasks.figures.extract import extract_figures
from tasks.mentions.ner import load_pipeline
from tasks.model.stages import Annotated, Media, Mention, Quote, Speaker
from tasks.pipeline.refine_batch import refine
from tasks.pipeline.to_rows import Refined, assemble
from tests.bench.bench_stories import BEGIN, reports
from tests.support.builders import capture, load_batches, mention, refined
from tests.support.retold import first_half, reworded
from warehouse.db.connect import WRITER, workspace, writer
from warehouse.model.relation_records import StoryArticle
from warehouse.model.vocabulary import Kind, PublishedFrom, QuoteKind
from warehouse.relations.base import Relation, relate

A_LOAD = 500
A_DAY = 1_000
OUTLETS = 200
SIZES = (5_000, 10_000, 20_000, 40_000)
NEXT = 1_000
# Records that a worker takes between two loads.
A_SAMPLE = 10


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

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """As the relation does."""
        self._measured(self.relation.compute, connection)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """As the relation does."""
        self._measured(self.relation.store, connection)

    def _measured(self, step: Any, connection: duckdb.DuckDBPyConnection) -> None:
        began = time.process_time()
        step(connection)
        self.spent[self.name] += time.process_time() - began


def articles(count: int) -> Iterator[Refined]:
    """So many, annotated, in the order of their times: each with a quotation and two figures."""
    chance = random.Random(7)
    told: list[tuple[StoryArticle, str]] = []
    for number, fresh in enumerate(reports(count, A_DAY, random.Random(5))):
        report, text = fresh, fresh.text
        text = ". ".join(text[at : at + 90].strip().capitalize() for at in range(0, len(text), 90))
        if told and chance.random() < 0.2:
            report, text = chance.choice(told[-200:])
            text = reworded(first_half(text), chance) if chance.random() < 0.5 else text
        told.append((report, text))
        people = [f"{name.capitalize()} {name.capitalize()}son" for name in report.names]
        places = [place.capitalize() for place in report.places][:1]
        words = f'"{" ".join(text.split()[:14])},"'
        toll = f"At least {chance.randint(2, 9)} people were killed and {chance.randint(10, 15)} injured."
        body = f"{text}.\n\n{words} {people[0]} said. {toll}\n\n{'. '.join(people[1:])}.\n\n{' '.join(places)}."
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
            agency="Reuters" if number % 9 == 0 else None,
        )
        assert isinstance(made.result, Annotated)
        found = {one: mention(body, one, after=len(text)) for one in people}
        found |= {one: mention(body, one, kind=Kind.PLACE, after=body.rindex("\n\n")) for one in places}
        yield replace(
            made,
            result=replace(
                made.result,
                mentions=tuple(sorted(found.values(), key=lambda one: one.start_char)),
                quotes=(_said(body, words, found[people[0]]),),
                figures=extract_figures(body),
            ),
        )


def _said(body: str, words: str, who: Mention) -> Quote:
    start = body.index(words)
    return Quote(
        start_char=start,
        end_char=start + len(words),
        surface=words,
        kind=QuoteKind.DIRECT,
        cue="said",
        speaker=Speaker(start_char=who.start_char, end_char=who.end_char, surface=who.surface, mention=who),
        confidence=0.9,
        rule="bench",
    )


def grow(home: Path, some: Iterable[Refined], relations: Sequence[Relation]) -> Iterator[tuple[int, float]]:
    """Loads and relates the articles, 500 at once; after each how many these were, and the seconds of the load."""
    size, batch = 0, []
    for one in some:
        batch.append(one)
        if len(batch) == A_LOAD:
            made = assemble(batch)
            began = time.process_time()
            with writer(home, wait_seconds=5) as connection:
                load_batches(connection, [made], home)
            loaded = time.process_time() - began
            with workspace(home) as connection:
                relate(connection, home, relations, wait_seconds=5)
            size, batch = size + len(batch), []
            yield size, loaded


class Worker:
    """What an article costs a worker, on the machine as it is just then."""

    def __init__(self) -> None:
        self._pipelines = {"en": load_pipeline(Settings().models["en"])}
        documents = [one.result.document for one in articles(150) if isinstance(one.result, Annotated)]
        # The words are of no language.
        said = [{"url": one.url, "title": one.title, "text": one.text, "language": "en"} for one in documents]
        self._records = [capture(json.dumps(one).encode(), media=Media.RECORD) for one in said]
        self._next = 0
        for _ in range(5):
            self.refine()

    def refine(self) -> float:
        """Takes some of them; milliseconds for one."""
        began = time.process_time()
        some = self._records[self._next : self._next + A_SAMPLE]
        batch = refine(some, pipelines=self._pipelines, limits=Settings().limits, deadline=nullcontext)
        assert batch.rows["mentions"].count(b"\n") > A_SAMPLE
        self._next = (self._next + A_SAMPLE) % len(self._records)
        return (time.process_time() - began) / A_SAMPLE * 1_000


def main(*sizes: int) -> None:
    """Grow, keep a copy at each size, then load the next articles into every copy and print what they cost there."""
    sizes = sizes or SIZES
    made = list(articles(sizes[-1] + NEXT))
    worker = Worker()
    with TemporaryDirectory() as folder:
        homes = {size: Path(folder) / str(size) for size in sizes}
        for size, _ in grow(Path(folder), made[: sizes[-1]], RELATIONS):
            if size in homes:
                homes[size].mkdir()
                shutil.copy(Path(folder) / WRITER, homes[size] / WRITER)
        for size, home in homes.items():
            spent: defaultdict[str, float] = defaultdict(float)
            relations = [Timed(relation, spent) for relation in RELATIONS]
            ingest = [
                worker.refine() + load / A_LOAD * 1_000
                for _, load in grow(home, made[size : size + NEXT], relations)
                for _ in range(3)
            ]
            each = {name: seconds / NEXT * 1_000 for name, seconds in spent.items()}
            asked = each["copies"] + each["story_profiles"] + each["stories"]
            otherwise = statistics.mean(ingest)
            shown = "  ".join(f"{name} {cost:.2f}" for name, cost in each.items())
            share = f"{asked / otherwise:.1%} of {otherwise:.1f} ms"
            print(f"{size:6,} articles  {shown}  copies and stories {asked:.2f} ms, {share}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
