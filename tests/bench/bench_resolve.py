"""What a load costs in a small and a large warehouse: `python -m tests.bench.bench_resolve [SMALL [LARGE]]` (articles).

Batches of 500 articles with 9 names each are loaded until the warehouse has so many articles; then five more, which are
timed: the whole load, and resolution within it. Names are made up, one in ten spelled otherwise (`people`).
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tasks.namesakes.name_matching import locate_places, match_names
from tasks.pipeline.to_rows import assemble
from tests.bench.bench_load import article
from tests.support.builders import NOW
from warehouse.db.connect import attached, reader, workspace
from warehouse.db.published_copy import publish
from warehouse.load.entity_resolution import find_new_names, match_new_names
from warehouse.load.staging import staged
from warehouse.load.transaction import load
from warehouse.model.records import Batch

A_BATCH = 500
TOGETHER = 20
TIMED = 5


def batch(first: int, chance: random.Random) -> Batch:
    """So many articles from number `first` on."""
    return assemble([article(number, chance, 0) for number in range(first, first + A_BATCH)])


def put(home: Path, batches: list[Batch]) -> tuple[float, float]:
    """Seconds to load them, opening and closing included; and of these, seconds to find and judge pairs of names."""
    with workspace(home) as connection, staged(connection, batches, home):
        began = time.perf_counter()
        with attached(connection, home, wait_seconds=5):
            known = find_new_names(connection)
        match_new_names(connection, match_names, locate_places)
        resolving = time.perf_counter() - began
        with attached(connection, home, wait_seconds=5):
            load(connection, match_names=match_names, run_id="bench", now=NOW, known_names=known, locate=locate_places)
        return time.perf_counter() - began, resolving


def main(small: int = 10_000, large: int = 100_000) -> None:
    """Grow, and time at both sizes."""
    chance = random.Random(3)
    medians = []
    with TemporaryDirectory() as folder:
        home, articles = Path(folder), 0
        for size in (small, large):
            while articles < size:
                put(home, [batch(articles + number * A_BATCH, chance) for number in range(TOGETHER)])
                articles += TOGETHER * A_BATCH
            timed = []
            for _ in range(TIMED):
                timed.append(put(home, [batch(articles, chance)]))
                articles += A_BATCH
            publish(home, wait_seconds=5)
            with reader(home) as connection:
                names = connection.execute(
                    "select count(*), count(distinct found_entity_id), count(like_name_id) from ops.names"
                ).fetchone()
            medians.append(tuple(map(statistics.median, zip(*timed, strict=True))))
            print(f"{articles} articles, names, entities, names joined to earlier ones: {names}")
            print(
                f"  {A_BATCH} articles more: load {medians[-1][0]:.2f} s, of it resolution {medians[-1][1]:.2f} s",
                flush=True,
            )
    (small_load, small_resolve), (large_load, large_resolve) = medians
    print(f"large / small: load {large_load / small_load:.2f}, resolution {large_resolve / small_resolve:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
