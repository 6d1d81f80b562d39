"""Writer time for 20,000 articles with mentions: `python -m tests.bench.bench_load [ARTICLES [A_BATCH [TOGETHER]]]`.

Generated articles of about 800 characters with 9 mentions each, which is what 2,000 wire items measured (776 and 8.6),
then the same with 4 figures each, twice what those have; names of made-up people (`people`), curly quotes among the
words. What is timed is what the writer does: opening, finding pairs of names, inserting, counting entities, checks,
commit and closing; and, apart from it, the publication. The tables are there before, as in a run, which first looks how
far the archive is loaded. Parsing the batches and judging names is done while the writer is closed.

`bare` is the least that DuckDB needs for the same parsed rows: into a file, without identity, checks or counts.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tasks.model.stages import Annotated, Figure, Media, Mention
from tasks.namesakes.name_matching import locate_places, match_names
from tasks.pipeline.to_rows import Refined, assemble
from tests.bench.people import drawn
from tests.support import builders
from tests.support.builders import NOW
from warehouse.db.connect import attached, workspace, writer
from warehouse.db.published_copy import publish
from warehouse.load.entity_resolution import find_new_names, match_new_names
from warehouse.load.staging import staged
from warehouse.load.transaction import NOTHING, load
from warehouse.model.records import Batch
from warehouse.model.tables import STAGED_RECORDS
from warehouse.model.vocabulary import Kind, Modifier

WORDS = [f"word{number}" if number % 40 else f"“word{number}”" for number in range(4_000)]
PEOPLE = 400_000
MENTIONS = 9
FIGURES = 4
COUNTED = ("killed", "injured", "troops", "houses", None)


def article(number: int, rng: random.Random, given: int) -> Refined:
    """One generated article with so many figures given, annotated, as a worker would hand it over."""
    parts: list[str] = []
    mentions: list[Mention] = []
    figures: list[Figure] = []
    length = 0
    for place in range(MENTIONS):
        filler = " ".join(rng.choices(WORDS, k=7)) + " "
        if place < given:
            figures.append(figure(length, filler, number + place))
        name = drawn(rng, PEOPLE)
        start = length + len(filler)
        mentions.append(
            Mention(
                start_char=start,
                end_char=start + len(name),
                surface=name,
                kind=Kind.PERSON,
                name=name,
                role=None,
                country=None,
            )
        )
        parts += [filler, name, ". "]
        length = start + len(name) + 2
    url = f"https://outlet{number % 300}.example/{number}"
    outlet = number % 300
    document = builders.document(
        "".join(parts),
        url=url,
        domain=f"outlet{outlet}.example",
        source_name=f"Outlet {outlet}",
        title=f"Title {number}",
        lead=parts[0],
        authors=("A. Writer",),
    )
    capture = builders.capture(str(number).encode(), uri=url, media=Media.HTML)
    return Refined(
        capture=capture,
        result=Annotated(document=document, mentions=tuple(mentions), figures=tuple(figures), annotated_with="bench"),
        address=url,
    )


def figure(start: int, words: str, number: int) -> Figure:
    """The first of some words, taken for a figure."""
    surface = words.split(" ", 1)[0]
    counted = COUNTED[number % len(COUNTED)]
    return Figure(
        start_char=start,
        end_char=start + len(surface),
        surface=surface,
        value=float(number),
        high=None,
        unit="$" if counted is None else "people" if number % 2 else None,
        counted=counted,
        modifier=Modifier.EXACTLY,
    )


def batches(articles: int, size: int, given: int) -> Iterator[Batch]:
    """All articles, cut into batches."""
    rng = random.Random(7)
    for start in range(0, articles, size):
        yield assemble([article(number, rng, given) for number in range(start, min(start + size, articles))])


def bare(made: list[Batch], home: Path) -> float:
    """Seconds to put the same parsed rows into the tables of a file, to commit and to close."""
    with workspace(home) as connection, staged(connection, made, home):
        began = time.perf_counter()
        connection.execute(f"attach '{home / 'bare.duckdb'}' as bare")
        connection.execute("begin")
        for table in STAGED_RECORDS:
            connection.execute(f"create table bare.{table} as from staged_{table}")
        connection.execute("commit")
        connection.execute("detach bare")
        return time.perf_counter() - began


def main(articles: int = 20_000, size: int = 500, together: int = 40) -> None:
    """Time the load in transactions of `together` batches, as the flow does when the writer lags behind."""
    for given in (0, FIGURES):
        measure(
            list(batches(articles, size, given)),
            together,
            f"{articles * MENTIONS} mentions, {articles * given} figures",
        )


def measure(made: list[Batch], together: int, given: str) -> None:
    """Loads and prints."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        total, seconds = NOTHING, 0.0
        least = bare(made, home)
        with writer(home, wait_seconds=5):
            pass
        for start in range(0, len(made), together):
            with workspace(home) as connection, staged(connection, made[start : start + together], home):
                began = time.perf_counter()
                with attached(connection, home, wait_seconds=5):
                    known = find_new_names(connection)
                seconds += time.perf_counter() - began
                match_new_names(connection, match_names, locate_places)
                began = time.perf_counter()
                with attached(connection, home, wait_seconds=5):
                    total += load(
                        connection,
                        match_names=match_names,
                        run_id="bench",
                        now=NOW,
                        known_names=known,
                        locate=locate_places,
                    )
                seconds += time.perf_counter() - began
        began = time.perf_counter()
        publish(home, wait_seconds=5)
        published = time.perf_counter() - began
        size_mb = (home / "news.duckdb").stat().st_size / 1e6
    print(f"{total.documents} articles, {given}, {len(made)} batches, {together} together")
    print(f"writer {seconds:.2f} s, bare {least:.2f} s, ratio {seconds / least:.1f}, ", end="")
    print(f"publish {published:.2f} s, database {size_mb:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
