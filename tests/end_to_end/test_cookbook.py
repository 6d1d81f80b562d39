"""The cookbook's answers are what the database says of a week of made-up news; so are the commands about stories."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.support.newsroom import write
from tests.support.readme import COOKBOOK, answered, asked

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prefect_server: str) -> Path:
    home = tmp_path_factory.mktemp("newsroom")
    for path in write(home / "records"):
        run("ingest", str(path), home=home, PREFECT_API_URL=prefect_server)
    return home


def run(*arguments: str, home: Path, status: int = 0, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli.main", *arguments],
        env=os.environ | {"DATELINE_HOME": str(home)} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if status == 0 else done.stderr


def ask(home: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return connection.execute(query).fetchall()


def test_the_answers_are_what_the_database_says(home: Path) -> None:
    page = COOKBOOK.read_text("utf-8")
    assert len(asked(page)) >= 15
    assert page == answered(page, home / "news.duckdb"), "run: make docs"


def test_every_question_has_an_answer(home: Path) -> None:
    empty = [query for query in asked(COOKBOOK.read_text("utf-8")) if not ask(home, query)]
    assert empty == []


def test_events_are_told_apart_and_the_wire_counts_once(home: Path) -> None:
    assert ask(home, "select article_count, source_count, independent_count from stories order by all desc") == [
        (9, 7, 4),  # the ferry: Reuters under five mastheads, two outlets of their own, one of them twice
        (2, 2, 2),
        (2, 2, 2),
        (1, 1, 1),
        (1, 1, 1),
    ]


def test_a_story_is_shown_by_its_id_and_by_an_article(home: Path) -> None:
    ((story_id,),) = ask(home, "select story_id from stories where title ilike '%Kestra%'")
    shown = run("story", str(story_id)[:8], home=home)
    assert "9 articles of 7 outlets, 4 independent reports" in shown
    assert re.search(r"^1 +2026-03-02 07:40 +Reuters +agency", shown, re.MULTILINE)
    assert "Lena Borg" in shown
    assert run("story", "https://metro.example/world/17", home=home) == shown


@pytest.mark.parametrize(
    ("story", "why"),
    [("zzzzzz", "no story or article of that id or address"), ("a", "first 4 characters"), ("", "first 4 characters")],
)
def test_a_story_that_is_not_there_is_an_error_of_one_line(story: str, why: str, home: Path) -> None:
    said = run("story", story, home=home, status=1)
    assert why in said
    assert len(said.splitlines()) == 1


def test_articles_are_found_by_their_words(home: Path) -> None:
    found = run("search", "bow", "door", home=home)
    assert "Kestra mourns" not in found, "only the first version spoke of the door"
    assert found.count("Ferry capsizes") == 4
    assert found.splitlines()[-1] == "5 articles"
    assert "2 articles" in run("search", "earthq", "magnitude", "tents", home=home)
    assert run("search", '"as long as there is daylight"', home=home) == "0 articles\n"
    assert "12 of 15 articles" not in run("search", "the", "--limit", "3", home=home)
    assert run("search", "the", "--since", "2026-03-05", home=home).splitlines()[-1] == "1 article"


@pytest.mark.parametrize("words", ["!", '""', "(", ".*", "\\"])
def test_a_search_for_no_words_is_an_error_of_one_line(words: str, home: Path) -> None:
    assert "no word to look for" in run("search", words, home=home, status=1)


@pytest.mark.parametrize("words", ["a.*b", "(ferry", "[kestra", "ferry\\", "50%", "d'oh", "f{3}", "ferry^", "é"])
def test_signs_in_a_search_mean_themselves(words: str, home: Path) -> None:
    run("search", words, home=home)
