"""`dateline diff`: which article and which versions are meant, and what is printed of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import versions as cli_versions
from flows.cli.main import main
from tasks.revisions.word_diff import SpanChange
from tests.support.builders import NOW, refined
from tests.support.versions import put
from warehouse.db.published_copy import publish
from warehouse.model.vocabulary import PublishedFrom

FIRST = "The minister said 12 people died.\n\nIt rained.\n\nNobody knows why.\n\nMore is expected.\n\nAll is well."
SECOND = FIRST.replace("12 people", "15 people")
THIRD = SECOND.replace("All is well.", "All is well. The end.")
URL = "https://news.example/harbour"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    titles = ("Twelve dead", "Fifteen dead", "Fifteen dead")
    log = [
        refined(
            text,
            url=URL,
            domain="news.example",
            source_name="The News",
            title=title,
            seen_at=NOW + timedelta(hours=hour),
            published_at=NOW + timedelta(days=hour // 2),
            published_from=PublishedFrom.META,
        )
        for hour, (text, title) in enumerate(zip((FIRST, SECOND, THIRD), titles, strict=True))
    ]
    log += [refined("Only once.", url=f"https://news.example/{number}", domain="news.example") for number in range(20)]
    put(folder, log)
    publish(folder, wait_seconds=5)
    return folder


@pytest.fixture
def environment(home: Path) -> Mapping[str, str]:
    return {"DATELINE_HOME": str(home)}


def diff(environment: Mapping[str, str], *arguments: str, status: int = 0, colour: bool = False) -> str:
    done = CliRunner().invoke(main, ["diff", *arguments], env=environment, color=colour)
    assert done.exit_code == status, done.output
    return done.output


def article_id(environment: Mapping[str, str]) -> str:
    found = re.search(r"article (\w+)", diff(environment, URL))
    assert found
    return found[1]


def test_the_last_two_versions_word_by_word(environment: Mapping[str, str]) -> None:
    assert diff(environment, URL).splitlines() == [
        f"article {article_id(environment)}, The News, https://news.example/harbour",
        "version 2 (2026-01-01 13:00 UTC) to version 3 (2026-01-01 14:00 UTC)",
        "changed: 3: text+date",
        "headline: Fifteen dead",
        "published: 2026-01-[-01-]{+02+} 12:00 UTC",
        "",
        "… 4 paragraphs unchanged …",
        "",
        "All is well. {+The end.+}",
    ]


def test_versions_that_lie_apart(environment: Mapping[str, str]) -> None:
    printed = diff(environment, URL, "--from", "1")
    assert "version 1 (2026-01-01 12:00 UTC) to version 3" in printed
    assert "changed: 2: headline+text; 3: text+date" in printed
    assert "headline: [-Twelve-]{+Fifteen+} dead" in printed
    assert "The minister said [-12-]{+15+} people died." in printed
    assert "… 3 paragraphs unchanged …" in printed


def test_the_other_way_round(environment: Mapping[str, str]) -> None:
    assert "[-15-]{+12+} people" in diff(environment, URL, "--from", "2", "--to", "1")


def test_an_article_is_known_by_id_its_beginning_and_any_form_of_its_address(environment: Mapping[str, str]) -> None:
    identity = article_id(environment)
    for said in (identity, identity[:12], "http://www.news.example/harbour/", "news.example/harbour"):
        assert diff(environment, said) == diff(environment, URL)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["https://news.example/nothing"], "article: https://news.example/nothing: no article has this id or address"),
        (["zzz"], "article: zzz: no article has this id or address"),
        (["https://news.example/3"], "article: https://news.example/3: it has one version, and nothing to compare"),
        ([URL, "--from", "7"], f"article: {URL}: it has no version 7; there are 1 to 3"),
        ([URL, "--to", "1"], f"article: {URL}: it has no version 0; there are 1 to 3"),
        ([URL, "--from", "3"], f"article: {URL}: version 3 is the same as itself; give another with --from or --to"),
    ],
)
def test_what_cannot_be_compared_is_one_line(environment: Mapping[str, str], arguments: list[str], line: str) -> None:
    printed = diff(environment, *arguments, status=1)
    assert printed.startswith(f"dateline: {line}")
    assert len(printed.splitlines()) == 1


def test_a_beginning_that_several_have_is_one_line(environment: Mapping[str, str]) -> None:
    # Of 21 ids two begin alike: there are sixteen digits.
    lines = [
        done.output
        for digit in "0123456789abcdef"
        if (done := CliRunner().invoke(main, ["diff", digit], env=environment)) and "several articles" in done.output
    ]
    assert lines
    assert all(re.fullmatch(r"dateline: article: \w: several articles are meant: [\w, …]+\n", line) for line in lines)


def test_colours_in_place_of_marks_in_a_terminal() -> None:
    assert cli_versions._coloured(SpanChange.ADDED, "new") == "\x1b[32mnew\x1b[0m"
    assert cli_versions._coloured(SpanChange.DROPPED, "old") == "\x1b[31m\x1b[9mold\x1b[0m"
