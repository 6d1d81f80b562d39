"""Stories in the warehouse: who tells what, how independently; batches change nothing; ids that ended lead on."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.relations.registry import RELATIONS
from tasks.model.stages import Annotated
from tasks.pipeline.to_rows import Refined, assemble
from tests.support.builders import NOW, load_batches, mention, refined
from tests.support.retold import paragraphs, reworded, sentences, story
from tests.support.story_set import LATE, MONDAY, NAMES, PLACES, STORIES
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.connect import WRITER, workspace, writer
from warehouse.model.vocabulary import Kind, PublishedFrom
from warehouse.relations.base import forget, relate
from warehouse.replay.compare import table_hash

TABLES = (
    "ops.story_profiles",
    "ops.story_keys",
    "ops.story_counts",
    "ops.story_members",
    "ops.story_titles",
    "story_events",
)
SYLLABLES = [one + two for one in "bdfgklmn" for two in ("ane", "ito")]


def told(text: str, at: str, *, hours: float = 0, dated: bool = True, **fields: Any) -> Refined:
    """An article at `outlet/path`, seen and published so many hours after Monday, 06:00."""
    outlet = at.split("/", maxsplit=1)[0]
    when = MONDAY + timedelta(hours=hours)
    fields |= {"published_at": when, "published_from": PublishedFrom.META} if dated else {}
    made = refined(text, url=f"https://{at}", domain=outlet, source_name=outlet, seen_at=max(when, NOW), **fields)
    assert isinstance(made.result, Annotated)
    found = [
        mention(text, surface, kind=kind)
        for kind, surfaces in ((Kind.PERSON, NAMES), (Kind.PLACE, PLACES))
        for surface in surfaces
        if surface in text
    ]
    kept: list[Any] = []
    for one in sorted(found, key=lambda one: (one.start_char, -one.end_char)):
        if not kept or one.start_char >= kept[-1].end_char:
            kept.append(one)
    return replace(made, result=replace(made.result, mentions=tuple(kept)))


def log_of_story_set() -> list[Refined]:
    """Each article of the story set by an outlet of its own; the event is what the path begins with."""
    return [
        told(
            one.text,
            f"outlet{number}.example/{one.article_id}",
            hours=(one.seen_at - MONDAY) / timedelta(hours=1),
            title=one.title,
        )
        for number, one in enumerate([*STORIES, LATE])
    ]


def put(home: Path, log: Sequence[Refined], size: int = 500) -> None:
    """Loads and relates, so many documents at once."""
    for start in range(0, len(log), size):
        with writer(home, wait_seconds=5) as connection:
            load_batches(connection, [assemble(log[start : start + size])], home)
        with workspace(home) as connection:
            relate(connection, home, RELATIONS, wait_seconds=5)


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return connection.execute(query).fetchall()


def hashes(home: Path) -> dict[str, tuple[int, int]]:
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return {table: table_hash(connection, table) for table in TABLES}


def test_articles_of_one_event_are_one_story(tmp_path: Path) -> None:
    put(tmp_path, log_of_story_set())
    found = defaultdict(set)
    for story_id, event in ask(
        tmp_path,
        "select story_id, split_part(split_part(url, '/', 4), '-', 1) from story_articles "
        "join articles using (article_id)",
    ):
        found[story_id].add(event)
    assert all(len(events) == 1 for events in found.values())
    assert len(found) == len({one.article_id.split("-")[0] for one in STORIES})


def chance_log(chance: random.Random) -> list[Refined]:
    """Articles so alike and so close in time that stories merge and part all the time; some are edited later."""
    log = []
    for number in range(30):
        words = " ".join(chance.sample(SYLLABLES, chance.randint(1, 5)))
        hours = chance.randint(0, 120)
        log.append(told(words, f"outlet{number % 7}.example/{number}", hours=hours, dated=chance.random() > 0.2))
        if chance.random() < 0.2:
            log.append(told(f"{words} and more", f"outlet{number % 7}.example/{number}", hours=hours + 1))
    return log


@pytest.mark.slow
@pytest.mark.parametrize("number", range(3))
def test_batches_change_nothing(number: int, tmp_path: Path) -> None:
    chance = random.Random(number)
    log = chance_log(chance)
    found = []
    for size in (3, chance.randint(4, 20), 500):
        home = tmp_path / str(size)
        home.mkdir()
        put(home, log, size)
        found.append(hashes(home))
    assert found[0] == found[1] == found[2]
    assert found[0]["story_events"][0] > 30


@pytest.mark.slow
def test_events_played_one_after_another_give_the_stories(tmp_path: Path) -> None:
    kinds = set()
    for number in range(3):
        home = tmp_path / str(number)
        home.mkdir()
        put(home, chance_log(random.Random(number)), 9)
        story_of: dict[str, str] = {}
        for what, story_id, article_id, other_id in ask(
            home, "select what, story_id, article_id, other_id from story_events order by ordinal, place"
        ):
            kinds.add(what)
            if what == "merged":
                story_of.update({one: story_id for one, known in story_of.items() if known == other_id})
            elif article_id is not None:
                assert story_of.get(article_id) == other_id
                story_of[article_id] = story_id
        assert story_of == dict(ask(home, "select article_id, story_id from ops.story_members"))
        assert {story_id for (story_id,) in ask(home, "select story_id from ops.story_titles")} == set(
            story_of.values()
        )
    assert kinds == {"begun", "joined", "moved", "merged", "split"}


def test_an_id_that_ended_leads_to_the_story_it_went_on_in(tmp_path: Path) -> None:
    put(tmp_path, chance_log(random.Random(0)))
    merged = ask(tmp_path, "select other_id, story_id from story_events where what = 'merged'")
    leads = dict(ask(tmp_path, "from story_successors"))
    standing = {story_id for (story_id,) in ask(tmp_path, "select story_id from stories")}
    assert merged
    assert set(leads) == standing | {ended for ended, _ in merged}
    assert set(leads.values()) == standing
    assert all(leads[story_id] == story_id for story_id in standing)


def test_told_anew_they_are_the_same(tmp_path: Path) -> None:
    put(tmp_path, chance_log(random.Random(1)), 7)
    before = hashes(tmp_path)
    with writer(tmp_path, wait_seconds=5) as connection:
        forget(connection, RELATIONS)
    assert hashes(tmp_path)["ops.story_members"][0] == 0
    with workspace(tmp_path) as connection:
        relate(connection, tmp_path, RELATIONS, wait_seconds=5)
    assert hashes(tmp_path) == before


def wire(chance: random.Random) -> list[Refined]:
    """A wire story under forty mastheads, some of which cut it, and two reports of the same event by others."""
    event = sentences(chance, 14)
    body = paragraphs(event)
    title = "Bridge over the Orna falls in storm"
    log = [told(body, "wire.example/bridge", title=title, agency="Reuters")]
    for number in range(38):
        text = paragraphs(event[: 14 - number % 4])
        log.append(told(text, f"outlet{number}.example/bridge", hours=1 + number / 10, title=title, agency="Reuters"))
    for number, outlet in enumerate(("city.example", "daily.example")):
        text = reworded(body, chance, share=0.5)
        log.append(told(text, f"{outlet}/bridge", hours=2 + number, title=f"{title}, say {outlet}"))
    return log


def test_forty_mastheads_are_few_independent_reports(tmp_path: Path) -> None:
    put(tmp_path, wire(random.Random(4)))
    assert ask(tmp_path, "select article_count, source_count, independent_count from stories") == [(41, 41, 3)]
    roles = ask(tmp_path, "select role, count(*) from story_articles group by role order by role")
    assert roles == [("agency", 1), ("copy", 38), ("first", 1), ("report", 1)]


def test_agency_text_whose_original_was_never_seen_is_one_report(tmp_path: Path) -> None:
    chance = random.Random(5)
    event = sentences(chance, 16)
    log = [
        told(paragraphs(event[:9]), "a.example/1", title="Bridge over the Orna falls", agency="AFP"),
        told(paragraphs(event[7:]), "b.example/1", hours=1, title="Orna bridge falls in storm", agency="AFP"),
        told(reworded(paragraphs(event), chance, share=0.5), "c.example/1", hours=2, title="Orna bridge falls"),
    ]
    put(tmp_path, log)
    assert ask(tmp_path, "select article_count, independent_count from stories") == [(3, 2)]
    assert ask(tmp_path, "select report_id, count(*) from story_articles group by report_id order by 2 desc")[0] == (
        "agency:afp",
        2,
    )


def test_a_timeline_says_who_was_first_and_how_it_spread(tmp_path: Path) -> None:
    chance = random.Random(6)
    body = story(chance, 14)
    title = "Ferry runs aground off Mirat"
    log = [
        told(body, "first.example/ferry", title=title),
        told(body, "reprint.example/ferry", hours=3, title=title),
        told(reworded(body, chance, share=0.5), "own.example/ferry", hours=1, title=f"{title} harbour"),
        told(reworded(body, chance, share=0.5), "undated.example/ferry", dated=False, title=f"{title} in fog"),
    ]
    put(tmp_path, log)
    assert ask(
        tmp_path,
        "select place, outlet, role, minutes_after_first, lag_seconds from story_timeline order by place",
    ) == [
        (1, "first.example", "first", 0, None),
        (2, "own.example", "report", 60, None),
        (3, "reprint.example", "copy", 180, 10_800),
        (4, "undated.example", "report", None, None),
    ]


def test_what_is_stored_breaks_no_rule(tmp_path: Path) -> None:
    put(tmp_path, log_of_story_set())
    with writer(tmp_path, wait_seconds=5) as connection:
        assert run_checks(connection, scope=EVERYTHING, run_id="run", now=NOW) == {}
