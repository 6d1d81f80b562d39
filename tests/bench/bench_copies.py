"""What finding copies adds to a load: `python -m tests.bench.bench_copies [SMALL [LARGE]]` (articles).

Invented stories of 110 to 320 words with three names each, from 40 outlets: half of them with the outlet's imprint, one
in five a reprint, whole or cut and reworded, of one of the last 200. Loaded 500 at once; of each such load all is timed
that a writer's process does (parsing, names, loading) and then what relating adds to it. The making of keys happens in
the workers and is timed apart. Annotation, most of an ingestion, is not in these figures.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.relations.registry import RELATIONS
from tasks.copies.shingles import sample_shingles, shingle_text
from tasks.namesakes.name_matching import locate_places, match_names
from tasks.pipeline.to_rows import Refined, assemble
from tests.bench.people import drawn
from tests.support.builders import NOW, refined
from tests.support.retold import first_half, reworded, sentences, story
from warehouse.db.connect import attached, workspace
from warehouse.load.entity_resolution import find_new_names, match_new_names
from warehouse.load.staging import staged
from warehouse.load.transaction import load
from warehouse.relations.base import relate

A_LOAD = 500
OUTLETS = 40
TIMED = 5


class Wire:
    """Articles without end."""

    def __init__(self) -> None:
        self._chance = random.Random(11)
        self._imprints = [" ".join(sentences(self._chance, 4)) for _ in range(OUTLETS)]
        self._told: list[str] = []

    def next(self) -> Refined:
        """The next article, annotated, as a worker would hand it over."""
        number = len(self._told)
        chance = self._chance
        text = story(chance)
        if self._told and chance.random() < 0.2:
            text = chance.choice(self._told[-200:])
            if chance.random() < 0.5:
                text = reworded(first_half(text), chance)
        self._told.append(text)
        names = dict.fromkeys(drawn(chance, 400_000) for _ in range(3))
        outlet = number % OUTLETS
        whole = f"{text}\n\n{'; '.join(names)}."
        if outlet % 2:
            whole = f"{whole}\n\n{self._imprints[outlet]}"
        url = f"https://outlet{outlet}.example/{number}"
        domain = f"outlet{outlet}.example"
        return refined(whole, *names, url=url, domain=domain, source_name=f"Outlet {outlet}")


def put(home: Path, articles: list[Refined]) -> tuple[float, float]:
    """Seconds to load them, and seconds to relate them."""
    batch = assemble(articles)
    began = time.perf_counter()
    with workspace(home) as connection:
        with staged(connection, [batch], home):
            with attached(connection, home, wait_seconds=5):
                known = find_new_names(connection)
            match_new_names(connection, match_names, locate_places)
            with attached(connection, home, wait_seconds=5):
                load(connection, match_names=match_names, run_id="bench", now=NOW, known_names=known)
        loaded = time.perf_counter()
        relate(connection, home, RELATIONS, wait_seconds=5)
        return loaded - began, time.perf_counter() - loaded


def main(small: int = 2_000, large: int = 10_000) -> None:
    """Grow, and time the last loads before both sizes."""
    wire, sizes = Wire(), (0, small, large)
    each = []
    with TemporaryDirectory() as folder:
        home = Path(folder)
        for before, size in pairwise(sizes):
            timed = [put(home, [wire.next() for _ in range(A_LOAD)]) for _ in range((size - before) // A_LOAD)][-TIMED:]
            loading, relating = (statistics.median(column) for column in zip(*timed, strict=True))
            each.append(relating)
            with workspace(home) as connection, attached(connection, home, wait_seconds=5):
                found = connection.execute(
                    "select (select count(*) from copies), (select count(*) from ops.shingles)"
                ).fetchone()
            print(f"{size} articles; copies, keys stored: {found}")
            print(
                f"  {A_LOAD} more: load {loading:.2f} s, copies {relating:.2f} s, {relating / loading:.0%}", flush=True
            )
    texts = [story(random.Random(number)) for number in range(500)]
    began = time.perf_counter()
    for text in texts:
        sample_shingles(shingle_text(text))
    print(f"keys in the worker: {(time.perf_counter() - began) / len(texts) * 1000:.2f} ms an article")
    print(f"large / small: {each[1] / each[0]:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
