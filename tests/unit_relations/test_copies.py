"""Copies: found however they were cut and edited; what pages have in common is none; the log alone decides."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.relations.registry import RELATIONS
from tasks.pipeline.to_rows import Refined, assemble
from tests.support.builders import NOW, load_batches, refined
from tests.support.retold import first_half, paragraphs, reworded, sentences, story
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.connect import WRITER, attached, workspace, writer
from warehouse.model.vocabulary import PublishedFrom
from warehouse.relations.base import forget, relate
from warehouse.replay.compare import table_hash

TABLES = ("copies", "ops.shingles", "ops.version_shingles")


def told(text: str, at: str, *, after: int = 0, published: bool = False, **fields: Any) -> Refined:
    """An article at `outlet/path`, seen (and published) so many seconds after all began."""
    outlet = at.split("/", maxsplit=1)[0]
    when = NOW + timedelta(seconds=after)
    fields |= {"published_at": when, "published_from": PublishedFrom.META} if published else {}
    return refined(
        text,
        url=f"https://{outlet}.example/{at}",
        domain=f"{outlet}.example",
        source_name=outlet,
        seen_at=when,
        **fields,
    )


def put(home: Path, log: Sequence[Refined], size: int = 500) -> None:
    """Loads and relates, so many documents at once."""
    for start in range(0, len(log), size):
        with writer(home, wait_seconds=5) as connection:
            load_batches(connection, [assemble(log[start : start + size])], home)
        with workspace(home) as connection:
            relate(connection, home, RELATIONS, wait_seconds=5)


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        return connection.execute(query).fetchall()


PAIRS = (
    "select split_part(copy.url, '.example/', 2), split_part(original.url, '.example/', 2) from copies "
    "join article_versions as copy on copy.article_id = copies.article_id and copy.version = copies.version "
    "join article_versions as original on original.article_id = copies.original_id "
    "and original.version = copies.original_version order by all"
)


def copies(home: Path) -> list[tuple[Any, ...]]:
    return ask(home, PAIRS)


def test_a_reprint_is_a_copy_with_what_it_cut_and_added(tmp_path: Path) -> None:
    chance = random.Random(1)
    body = sentences(chance, 12)
    end = sentences(chance, 2)
    put(
        tmp_path,
        [
            told(paragraphs(body), "first/1"),
            told(story(chance), "other/1"),
            told(paragraphs(body[:9] + end), "second/1", after=90),
        ],
    )
    assert copies(tmp_path) == [("second/1", "first/1")]
    cut, added = (len(" ".join(part).split()) for part in (body[9:], end))
    assert ask(tmp_path, "select words_cut, words_added, lag_seconds, evidence from copies") == [
        (cut, added, 90, "seen")
    ]


@pytest.mark.parametrize("seed", range(3))
def test_first_halves_under_another_dateline_with_a_tenth_of_the_words_changed_are_found(
    seed: int, tmp_path: Path
) -> None:
    """And nothing else is, across outlets and within one."""
    chance = random.Random(seed)
    log, expected = [], set()
    for number in range(100):
        text = story(chance, chance.randint(8, 30))
        where = "agency" if number % 2 else "paper"
        log.append(told(f"ANKARA (Reuters) - {text}", f"agency/{number}"))
        log.append(told(f"PARIS, May 6 - {reworded(first_half(text), chance)}", f"{where}/copy-{number}"))
        log.append(told(story(chance), f"paper/own-{number}"))
        expected.add((f"{where}/copy-{number}", f"agency/{number}"))
    chance.shuffle(log)
    put(tmp_path, log)
    found = {tuple(sorted(pair)) for pair in copies(tmp_path)}
    assert found <= {tuple(sorted(pair)) for pair in expected}
    assert len(found) >= 0.95 * len(expected)


@pytest.mark.parametrize("seed", range(3))
def test_pages_that_share_furniture_are_no_copies(seed: int, tmp_path: Path) -> None:
    """Twenty pages of an outlet: more furniture than story, at the top, at the bottom and in between."""
    chance = random.Random(seed)
    menu, promo, imprint = (paragraphs(sentences(chance, chance.randint(2, 6))) for _ in range(3))
    log = []
    for number in range(20):
        own = story(chance, chance.randint(6, 12)).split("\n\n")
        log.append(told("\n\n".join([menu, own[0], promo, *own[1:], imprint]), f"paper/{number}"))
    put(tmp_path, log)
    assert copies(tmp_path) == []


@pytest.mark.parametrize("seed", range(3))
def test_copies_among_pages_full_of_furniture_are_found(seed: int, tmp_path: Path) -> None:
    """As soon as it can be known what is furniture, which takes three pages."""
    chance = random.Random(seed)
    pages = [paragraphs(sentences(chance, 8)) for _ in range(2)]
    log = []
    for number in range(10):
        text = story(chance, 16)
        log.append(told(f"{text}\n\n{pages[0]}", f"first/{number}"))
        log.append(told(f"{pages[1]}\n\n{first_half(text)}", f"second/{number}"))
    put(tmp_path, log)
    expected = [(f"second/{number}", f"first/{number}") for number in range(10)]
    assert set(expected[3:]) <= set(copies(tmp_path)) <= set(expected)


def test_many_reprints_do_not_make_a_story_furniture(tmp_path: Path) -> None:
    text = story(random.Random(3))
    put(tmp_path, [told(text, f"outlet{number}/1") for number in range(9)])
    assert copies(tmp_path) == [(f"outlet{number}/1", "outlet0/1") for number in range(1, 9)]


def test_a_copy_of_what_a_copy_added_is_a_copy_of_that(tmp_path: Path) -> None:
    chance = random.Random(4)
    short, added = sentences(chance, 8), sentences(chance, 12)
    put(
        tmp_path,
        [told(paragraphs(short), "a/1"), told(paragraphs(short + added), "b/1"), told(paragraphs(added), "c/1")],
    )
    assert copies(tmp_path) == [("b/1", "a/1"), ("c/1", "b/1")]


def test_versions_of_one_article_are_no_copies_of_each_other(tmp_path: Path) -> None:
    chance = random.Random(5)
    text = story(chance)
    put(
        tmp_path,
        [
            told(text, "a/1"),
            told(f"{text}\n\n{' '.join(sentences(chance, 2))}", "a/1", after=60),
            told(text, "b/1", after=90),
        ],
    )
    assert copies(tmp_path) == [("b/1", "a/1")]
    assert ask(tmp_path, "select original_version from copies") == [(1,)]


def test_the_clock_of_the_publishers_decides_who_copied(tmp_path: Path) -> None:
    text = story(random.Random(6))
    log = [told(text, "late/1", after=600, published=True), told(text, "early/1", published=True)]
    put(tmp_path, log)
    assert copies(tmp_path) == [("late/1", "early/1")]
    assert ask(tmp_path, "select evidence, lag_seconds from copies") == [("published", 600)]


def test_short_texts_are_not_compared(tmp_path: Path) -> None:
    text = " ".join(story(random.Random(7)).split()[:19])
    put(tmp_path, [told(text, "a/1"), told(text, "b/1")])
    assert copies(tmp_path) == []
    assert ask(tmp_path, "select count(*) from ops.version_shingles") == [(0,)]


def log_of_everything(seed: int, stories: int = 5) -> list[Refined]:
    """Originals, copies, furniture, edits and the same again, in no order."""
    chance = random.Random(seed)
    imprint = paragraphs(sentences(chance, 4))
    log = []
    for number in range(stories):
        text = story(chance)
        half = reworded(first_half(text), chance)
        log.append(told(f"{text}\n\n{imprint}", f"a/{number}", after=number))
        log.append(told(text, f"b/{number}", after=2 * number, published=number % 2 == 0, agency="AP"))
        log.append(told(f"{half}\n\n{imprint}", f"c/{number}", after=3 * number))
        log.append(told(f"{reworded(text, chance, 0.05)}\n\n{imprint}", f"a/{number}", after=100 + number))
    chance.shuffle(log)
    return log


@pytest.mark.slow
def test_the_cut_into_loads_makes_no_difference(tmp_path: Path) -> None:
    seen = []
    for size in (1, 7, 500):
        home = tmp_path / str(size)
        home.mkdir()
        put(home, log_of_everything(8), size)
        with duckdb.connect(str(home / WRITER), read_only=True) as connection:
            seen.append([table_hash(connection, table) for table in TABLES])
    assert seen[0] == seen[1] == seen[2]
    assert all(rows > 0 for rows, _ in seen[0])


def test_what_is_related_anew_is_the_same_and_breaks_no_check(tmp_path: Path) -> None:
    put(tmp_path, log_of_everything(9), 30)
    with workspace(tmp_path) as connection:
        with attached(connection, tmp_path, wait_seconds=5):
            before = [table_hash(connection, table) for table in TABLES]
            forget(connection, RELATIONS)
        relate(connection, tmp_path, RELATIONS, wait_seconds=5)
        with attached(connection, tmp_path, wait_seconds=5):
            assert [table_hash(connection, table) for table in TABLES] == before
            assert run_checks(connection, scope=EVERYTHING, run_id=None, now=datetime.now(NOW.tzinfo)) == {}
            connection.execute("update copies set original_id = article_id")
            broken = run_checks(connection, scope=EVERYTHING, run_id=None, now=datetime.now(NOW.tzinfo))
            assert list(broken) == ["copies"]
