"""Quotations of the same words find each other in the warehouse, in the order of the log alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from flows.relations.registry import RELATIONS
from tasks.model.stages import Annotated, Quote, Speaker
from tasks.pipeline.to_rows import Refined, assemble
from tasks.quotes.similarity import link_pairs
from tests.support.builders import NOW, load_batches, refined
from tests.support.quote_pairs import RENDERINGS
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.connect import WRITER, workspace, writer
from warehouse.model.relation_records import QuoteLinkRow, QuotePair
from warehouse.model.vocabulary import PublishedFrom, QuoteKind
from warehouse.relations.base import relate
from warehouse.relations.quote_links import QuoteLinkLimits, QuoteLinks

TABLES = ("quote_links", "ops.quotations", "ops.quote_keys")
DAM = "The dam at Merowa is filled to eighty percent and the villages below it are safe."
FULL = "Merowa's dam is 80 percent full, and the villages below are safe."


def told(
    outlet: str, *statements: str, speaker: str = "Ana Lee", number: int = 1, minute: int = 0, days: float = 0
) -> Refined:
    """An article in which `speaker` says all the statements."""
    text = "".join(f"“{words}” {speaker} said.\n" for words in statements)
    one = refined(
        text,
        speaker,
        url=f"https://{outlet}.example/{number}",
        domain=f"{outlet}.example",
        source_name=outlet,
        seen_at=NOW + timedelta(minutes=minute),
        published_at=NOW + timedelta(days=days),
        published_from=PublishedFrom.META,
    )
    assert isinstance(one.result, Annotated)
    (who,) = one.result.mentions
    named = Speaker(start_char=who.start_char, end_char=who.end_char, surface=speaker, mention=who)
    quotes = [_quote(text, f"“{words}”", named) for words in statements]
    return replace(one, result=replace(one.result, quotes=tuple(quotes)))


def _quote(text: str, words: str, speaker: Speaker) -> Quote:
    start = text.index(words)
    return Quote(
        start_char=start,
        end_char=start + len(words),
        surface=words,
        kind=QuoteKind.DIRECT,
        cue="said",
        speaker=speaker,
        confidence=0.9,
        rule="tag",
    )


def put(home: Path, *log: Refined, by: QuoteLinks | None = None) -> None:
    """Loads and relates the articles, together."""
    with writer(home, wait_seconds=5) as connection:
        load_batches(connection, [assemble(log)], home)
    with workspace(home) as connection:
        relate(connection, home, [by] if by else RELATIONS, wait_seconds=5)


def ask(home: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        return connection.execute(query).fetchall()


def links(home: Path) -> list[tuple[object, ...]]:
    """Kind, the beginning of the later words, outlet and version of the earlier."""
    return ask(
        home,
        "select link.kind, substr(one.text, 2, 8), sources.name, other.version from quote_links as link "
        "join quotes as one using (quote_id) join quotes as other on other.quote_id = link.other_id "
        "join article_versions as said on said.article_id = other.article_id and said.version = other.version "
        "join sources using (source_id) order by all",
    )


@pytest.mark.parametrize("together", [True, False])
def test_the_same_words_and_another_rendering_are_linked_to_what_stood_before(
    tmp_path: Path, *, together: bool
) -> None:
    log = [
        told("a", DAM, "Bread has become dearer in Quito."),
        told("b", FULL),
        told("c", DAM, "The harvest was poor in Quito."),
    ]
    for some in [log] if together else [[one] for one in log]:
        put(tmp_path, *some)
    assert links(tmp_path) == [
        ("rendering", "Merowa's", "a", 1),
        ("rendering", "The dam ", "b", 1),
        ("same", "The dam ", "a", 1),
    ]


def test_another_speaker_or_another_week_is_another_statement(tmp_path: Path) -> None:
    put(tmp_path, told("a", DAM), told("b", FULL, speaker="Bob Ray"), told("c", FULL, days=30))
    assert links(tmp_path) == [("same", "Merowa's", "b", 1)]


def test_quotations_of_one_version_are_not_linked(tmp_path: Path) -> None:
    put(tmp_path, told("a", DAM, FULL))
    assert links(tmp_path) == []


def test_an_edit_is_linked_to_the_version_before_and_others_to_the_newest(tmp_path: Path) -> None:
    edited = DAM.replace("are safe", "are in danger")
    put(tmp_path, told("a", DAM, "Nobody has to leave the valley."))
    put(tmp_path, told("a", edited, "Nobody has to leave the valley.", minute=1))
    assert links(tmp_path) == [("changed", "The dam ", "a", 1), ("same", "Nobody h", "a", 1)]
    put(tmp_path, told("b", edited, minute=2))
    assert links(tmp_path)[2:] == [("same", "The dam ", "a", 2)]


def everything(home: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: ask(home, f"select * from {table} order by all") for table in TABLES}


def _log() -> list[Refined]:
    """Articles that repeat, render and edit each other's statements, in an order that chance chose once."""
    rng = random.Random(4)
    log = []
    for minute in range(16):
        pairs = rng.sample(RENDERINGS[:8], k=3)
        statements = [rng.choice(pair) for pair in pairs]
        outlet, number = rng.choice("abc"), rng.randrange(2)
        speaker = rng.choice(("Ana Lee", "Bob Ray"))
        log.append(told(outlet, *statements, speaker=speaker, number=number, minute=minute, days=minute / 10))
    return log


@pytest.mark.slow
def test_the_cut_into_loads_makes_no_difference(tmp_path_factory: pytest.TempPathFactory) -> None:
    log = _log()
    found = []
    for size in (1, 7, 500):
        home = tmp_path_factory.mktemp(f"size{size}")
        for start in range(0, len(log), size):
            put(home, *log[start : start + size])
        found.append(everything(home))
    assert len(found[0]["quote_links"]) > 20
    assert {row[3] for row in found[0]["quote_links"]} >= {"same", "rendering", "changed"}
    assert found[0] == found[1] == found[2]


class Counted:
    """Says that everything is the same, and counts how often a text was compared."""

    def __init__(self) -> None:
        self.pairs: list[QuotePair] = []

    def __call__(self, pairs: Sequence[QuotePair]) -> list[QuoteLinkRow]:
        self.pairs += pairs
        return [
            QuoteLinkRow(quote_id=pair.quote_id, other_id=pair.other_id, similarity=1.0, kind="same") for pair in pairs
        ]


def test_what_a_quotation_is_compared_with_is_bounded(tmp_path: Path) -> None:
    by = Counted()
    put(tmp_path, *(told(f"o{number}", DAM) for number in range(60)), by=QuoteLinks(link_pairs=by))
    (most,) = ask(tmp_path, "select max(times) from (select count(*) as times from quote_links group by quote_id)")[0]
    assert most == QuoteLinkLimits().pairs_per_quote
    assert len(by.pairs) <= 60 * QuoteLinkLimits().pairs_per_quote


def test_copies_of_one_text_do_not_hide_another_rendering(tmp_path: Path) -> None:
    put(tmp_path, told("a", FULL), *(told(f"o{number}", DAM) for number in range(15)))
    put(tmp_path, told("z", DAM.replace("eighty", "80")))
    assert ("rendering", "The dam ", "a", 1) in links(tmp_path)


def test_links_point_at_quotations_that_are_there(tmp_path: Path) -> None:
    put(tmp_path, told("a", DAM), told("b", FULL))
    with writer(tmp_path, wait_seconds=5) as connection:
        assert run_checks(connection, scope=EVERYTHING, run_id=None, now=NOW) == {}
        connection.execute("delete from quotes where article_id in (select article_id from quotes limit 1)")
        assert "quote_links" in run_checks(connection, scope=EVERYTHING, run_id=None, now=NOW)


def test_only_pairs_of_the_same_statement_are_linked() -> None:
    pair = QuotePair(
        quote_id="a",
        other_id="b",
        text=DAM,
        kind="indirect",
        other_text=FULL,
        other_kind="indirect",
        same_speaker=True,
        days=0.0,
        versions=False,
    )
    (link,) = link_pairs([pair, replace(pair, other_id="c", other_text="Bread has become dearer.")])
    assert (link.quote_id, link.other_id, link.kind) == ("a", "b", "rendering")
