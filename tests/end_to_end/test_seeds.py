"""What the two seed documents become, asked by SQL: the promise of the README, on the smallest honest example."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.support.readme import README, answered
from tests.support.story_set import REWORDED, UNRELATED


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory, prefect_server: str) -> Path:
    home = tmp_path_factory.mktemp("seeds")
    environment = os.environ | {"DATELINE_HOME": str(home), "PREFECT_API_URL": prefect_server}
    subprocess.run([sys.executable, "-m", "flows.cli.main", "ingest"], env=environment, cwd=ROOT, check=True)
    return home / "news.duckdb"


def ask(news: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(news), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return connection.execute(query).fetchall()


def names(news: Path, outlet: str, kind: str) -> set[str]:
    query = f"""
        select mention.surface
        from mentions as mention join articles using (article_id, version) join sources using (source_id)
        where sources.name = '{outlet}' and mention.kind = '{kind}'
    """
    return {str(surface) for (surface,) in ask(news, query)}


def test_two_articles_of_two_outlets(news: Path) -> None:
    assert ask(news, "select name from sources order by name") == [("Iran Press",), ("UrduPoint",)]
    assert ask(news, "select count(*) from articles") == [(2,)]


def test_the_urdupoint_article(news: Path) -> None:
    ((agency, place, filed, published, origin, title, lead, text),) = ask(
        news,
        "select agency, dateline_place, dateline_date::varchar, published_at::varchar, published_from, title, lead, "
        "text from articles join sources using (source_id) where name = 'UrduPoint'",
    )
    assert (agency, place, filed) == ("Sputnik", "Cairo", "2020-07-08")
    assert published == "2020-07-08 00:00:00+00"
    assert origin in ("text", "dateline")
    assert str(title).startswith("Syrian Defense Minister Ali Abdullah Ayoub and Iranian")
    assert str(title).rstrip(".") == str(lead).rstrip(".")
    assert str(text).startswith("CAIRO (UrduPoint News / Sputnik - 08th July, 2020) Syrian Defense Minister")
    assert str(text).count("signed on Wednesday a comprehensive agreement") == 1
    assert "date 2020-07-08" not in str(text)
    assert not any(line.strip() in ('"', "“", "”") for line in str(text).split("\n"))


def test_the_iran_press_article(news: Path) -> None:
    ((title, lead, published, text),) = ask(
        news,
        "select title, lead, published_at, text from articles join sources using (source_id) where name = 'Iran Press'",
    )
    assert title == lead
    assert str(title).startswith("Syrian Defense Minister and the Chief of Staff")
    assert published is None
    assert "Iran Press/Iran News" not in str(text)
    assert "Read More" not in str(text)
    assert ask(news, "select kind, title from links order by position") == [
        ("related", "Syria PM, Iranian delegation talk about economic cooperations"),
        ("related", "Amir Abdullahian: Iran's support of Syria to continue to the very end"),
        ("related", "Iran's stance on Syria unchangeable: Ambassador"),
    ]


def test_what_cleaning_took_out_is_kept(news: Path) -> None:
    rules = ask(news, "select distinct piece.r.rule from article_versions, unnest(removed) as piece (r) order by all")
    assert rules == [("header",), ("related",), ("repeated",), ("source_label",)]


def test_every_person_is_found_and_nothing_else_is_a_person(news: Path) -> None:
    iran_press = {"Ali Abdullah Ayyoub", "Ali Ayyoub", "Mohammad Baqeri", "Baqeri", "Hassan Rouhani"}
    assert names(news, "Iran Press", "person") == iran_press
    assert names(news, "UrduPoint", "person") == {
        "Ali Abdullah Ayoub",
        "Mohammad Bagheri",
        "Bagheri",
        "Ali Rabiei",
        "Donald Trump",
        "Bashar Assad",
    }


def test_roles_stand_beside_names(news: Path) -> None:
    rows = ask(
        news,
        "select surface, role from mentions where kind = 'person' and role is not null order by start_char desc",
    )
    roles = {str(surface): str(role) for surface, role in rows}
    for name in ("Ali Abdullah Ayyoub", "Ali Abdullah Ayoub"):
        assert "Defense Minister" in roles[name]
    for name in ("Mohammad Baqeri", "Mohammad Bagheri"):
        assert "Chief of Staff" in roles[name]


def test_organisations_and_the_law(news: Path) -> None:
    assert names(news, "UrduPoint", "org") >= {
        "Al Mayadeen",
        "Sputnik",
        "Syrian Kurdish Democratic Union Party",
        "PYD",
        "Syrian Foreign Ministry",
    }
    assert names(news, "UrduPoint", "law") == names(news, "Iran Press", "law") == {"Caesar Act"}
    for kind in ("person", "org", "place"):
        for outlet in ("UrduPoint", "Iran Press"):
            assert not {name for name in names(news, outlet, kind) if "CAIRO" in name or "Maj" in name}


def test_a_surname_and_an_abbreviation_lead_to_the_full_name(news: Path) -> None:
    assert ask(news, "select distinct name from mentions where surface in ('Baqeri', 'Ali Ayyoub') order by name") == [
        ("Ali Abdullah Ayyoub",),
        ("Mohammad Baqeri",),
    ]
    (entities,) = ask(
        news,
        "select count(distinct entity_id) from aliases where alias in ('PYD', 'Syrian Kurdish Democratic Union Party')",
    )
    assert entities == (1,)


def test_nationalities_and_countries_carry_their_country(news: Path) -> None:
    rows = ask(news, "select distinct kind, country from mentions where surface in ('Syrian', 'Syria') order by all")
    assert rows == [("group", "SY"), ("place", "SY")]


def said(news: Path, outlet: str) -> dict[str, tuple[object, ...]]:
    """Beginning of each quotation's words → kind, and name of the one who is meant."""
    rows = ask(
        news,
        "select substr(quote.text, 1, 22), quote.kind, who.name from quotes as quote "
        "join articles using (article_id, version) join sources using (source_id) "
        f"left join entities as who on who.entity_id = speaker_entity_id where sources.name = '{outlet}'",
    )
    return {str(words): tuple(rest) for words, *rest in rows}


def test_every_quotation_of_the_iran_press_article_has_its_speaker(news: Path) -> None:
    ayyoub, baqeri = ("direct", "Ali Abdullah Ayyoub"), ("direct", "Mohammad Baqeri")
    found = said(news, "Iran Press")
    assert {words: what for words, what in found.items() if what[0] != "indirect"} == {
        '"If the US government ': ayyoub,
        '"Caesar Act fights the': ayyoub,
        '"Israel is a strong pa': ayyoub,
        '"We will strengthen Sy': baqeri,
        '"Turkey is a little la': baqeri,
        '"Turkey needs to reali': baqeri,
        '"The people and countr': baqeri,
    }
    assert found["Iran will continue to "] == ("indirect", "Hassan Rouhani")


def test_every_quotation_of_the_urdupoint_article_has_its_speaker(news: Path) -> None:
    found = said(news, "UrduPoint")
    party = "Syrian Kurdish Democratic Union Party"
    assert found['"The signed agreement '] == ("direct", "Mohammad Baqeri")
    assert found["Ankara should realize "] == ("mixed", "Mohammad Baqeri")
    assert found['PYD was ready "for any'] == ("mixed", party)
    assert found["it was calling on Dama"] == ("indirect", party)
    assert found["The talks focused on t"] == ("mixed", "Al Mayadeen")
    assert found["a new list of restrict"] == ("indirect", "Ali Rabiei")
    assert found["the country and its pe"] == ("indirect", "Syrian Foreign Ministry")


def test_a_quotation_that_its_cue_interrupts_is_one(news: Path) -> None:
    assert ask(news, "select text, cue, speaker from quotes where text like '%Israel is a strong%'") == [
        (
            '"Israel is a strong partner in the war against Syria," he said. '
            '"Terrorist groups are part of the Israeli aggression."',
            "said",
            "he",
        )
    ]


def test_renderings_of_one_sentence_are_linked_and_nothing_else(news: Path) -> None:
    rows = ask(
        news,
        "select link.kind, speaker.name, substr(one.text, 1, 22), substr(other.text, 1, 22) from quote_links as link "
        "join quotes as one using (quote_id) join quotes as other on other.quote_id = link.other_id "
        "left join entities as speaker on speaker.entity_id = one.speaker_entity_id",
    )
    linked = {(kind, speaker, *sorted((str(one), str(other)))) for kind, speaker, one, other in rows}
    baqeri = "Mohammad Baqeri"
    assert linked == {
        ("rendering", baqeri, '"The signed agreement ', '"We will strengthen Sy'),
        ("rendering", baqeri, '"The people and countr', '"The signed agreement '),
        ("rendering", baqeri, '"Turkey needs to reali', "Ankara should realize "),
        ("rendering", "Al Mayadeen", "The talks focused on t", "the situation in Syria"),
    }


def test_al_mayadeen_and_sputnik_are_cited(news: Path) -> None:
    rows = ask(
        news,
        "select cited.kind, cited.surface, source.name, substr(quote.text, 1, 10) from attributions as cited "
        "left join entities as source using (entity_id) left join quotes as quote using (quote_id) "
        "order by cited.start_char",
    )
    assert rows == [
        ("credit", "Sputnik", "Sputnik", None),
        ("reported", "Al Mayadeen", "Al Mayadeen", "Syrian Def"),
        ("reported", "the media", None, "The deal s"),
        ("reported", "the channel", "Al Mayadeen", "The talks "),
        ("quoted", "the broadcaster", "Al Mayadeen", '"The signe'),
        ("told", "Sputnik", "Sputnik", "a new list"),
        ("told", "Sputnik", "Sputnik", "it was cal"),
    ]


def test_the_span_law_of_quotations_speakers_and_sources(news: Path) -> None:
    assert ask(
        news,
        "select count(*) > 15, bool_and(substr(a.text, start_char + 1, end_char - start_char) = q.text), "
        "bool_and(substr(a.text, speaker_start + 1, speaker_end - speaker_start) = q.speaker) "
        "from quotes as q join articles as a using (article_id, version)",
    ) == [(True, True, True)]
    assert ask(
        news,
        "select bool_and(substr(text, start_char + 1, end_char - start_char) = surface) "
        "from attributions join articles using (article_id, version)",
    ) == [(True,)]


def test_the_span_law(news: Path) -> None:
    assert ask(
        news,
        "select count(*) > 60, bool_and(substr(text, start_char + 1, end_char - start_char) = surface) "
        "from mentions join articles using (article_id, version)",
    ) == [(True, True)]


def test_the_answers_in_the_readme_are_what_the_database_says(news: Path) -> None:
    readme = README.read_text("utf-8")
    assert readme.count("```sql") >= 3
    assert answered(readme, news) == readme, "run: make docs"


def test_the_seeds_are_one_story_with_two_independent_reports_and_no_copy(news: Path) -> None:
    assert ask(news, "select article_count, source_count, independent_count from stories") == [(2, 2, 2)]
    assert ask(news, "from copies") == []


def test_a_reworded_report_joins_their_story_and_other_news_of_the_country_does_not(
    tmp_path: Path, prefect_server: str
) -> None:
    folder = tmp_path / "in"
    shutil.copytree(ROOT / "seeds", folder)
    records = [
        {"source": "Levant Wire", "published_at": "2020-07-09T08:00:00Z", "text": REWORDED}
        | {"title": "Tehran to strengthen Syrian air defences under new pact", "url": "https://levant.example/pact"},
        {"source": "Aleppo Times", "published_at": "2020-07-09T02:00:00Z", "text": UNRELATED}
        | {"title": "Bread is short in Aleppo", "url": "https://aleppo.example/bread"},
    ]
    (folder / "more.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    environment = os.environ | {"DATELINE_HOME": str(tmp_path), "PREFECT_API_URL": prefect_server}
    subprocess.run(
        [sys.executable, "-m", "flows.cli.main", "ingest", str(folder)], env=environment, cwd=ROOT, check=True
    )
    told = ask(
        tmp_path / "news.duckdb",
        "select list(name order by name), any_value(independent_count) from story_articles "
        "join stories using (story_id) join sources using (source_id) group by story_id order by 1",
    )
    assert told == [(["Aleppo Times"], 1), (["Iran Press", "Levant Wire", "UrduPoint"], 3)]
    assert ask(tmp_path / "news.duckdb", "from copies") == []
