"""Which sources an article cites, how, and for what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tasks.model.stages import Credit, Dateline, Document, Mention
from tasks.pipeline.annotate import without_dateline
from tasks.quotes.analyzed_text import analyze_text
from tasks.quotes.cited_sources import extract_cited_sources
from tasks.quotes.extract import extract_quotes
from tests.support.builders import document, mention
from warehouse.model.vocabulary import Kind


def credits_in(made: Document, mentions: list[Mention]) -> tuple[Credit, ...]:
    reading = analyze_text(made.text, mentions, without_dateline(made))
    return extract_cited_sources(made, reading, extract_quotes(reading))


@pytest.mark.parametrize(
    ("text", "kind", "surface", "cited_for"),
    [
        ("The dam broke, Radio Quito reported.", "reported", "Radio Quito", "The dam broke"),
        ("The dam broke, Radio Quito newspaper reported.", "reported", "Radio Quito", "The dam broke"),
        ("Radio Quito reported that the dam broke.", "reported", "Radio Quito", "the dam broke"),
        ("According to Radio Quito, the dam broke.", "reported", "Radio Quito", "the dam broke"),
        ("The dam broke, the mayor said, citing Radio Quito.", "reported", "Radio Quito", "The dam broke"),
        ("“It broke,” the mayor told Radio Quito.", "told", "Radio Quito", "“It broke,”"),
        ("“It broke,” the mayor said in an interview with Radio Quito.", "told", "Radio Quito", "“It broke,”"),
        ("“It broke,” the mayor said, as quoted by Radio Quito.", "quoted", "Radio Quito", "“It broke,”"),
        ("“It broke,” the mayor was quoted by Radio Quito as saying.", "quoted", "Radio Quito", None),
        ("A local newspaper reported that the dam broke.", "reported", "A local newspaper", "the dam broke"),
        ("State media reported that the dam broke.", "reported", "State media", "the dam broke"),
    ],
)
def test_an_outlet_is_cited(text: str, kind: str, surface: str, cited_for: str | None) -> None:
    named = [mention(text, "Radio Quito", kind=Kind.ORG)] if "Radio Quito" in text else []
    (credit,) = credits_in(document(text), named)
    assert (credit.kind, credit.surface) == (kind, surface)
    assert text[credit.start_char : credit.end_char] == surface
    assert credit.mention == (named[0] if named else None)
    if cited_for is not None:
        assert credit.quote is not None
        assert credit.quote.surface == cited_for


@pytest.mark.parametrize(
    "text",
    ["Ann Lee told Bob Ray that it broke.", "According to Ann Lee, it broke.", "Ann Lee told the farmers so.", ""],
)
def test_persons_and_addressees_are_no_sources(text: str) -> None:
    assert credits_in(document(text), [mention(text, n) for n in ("Ann Lee", "Bob Ray") if n in text]) == ()


def test_the_broadcaster_is_the_one_named_before() -> None:
    text = "Radio Quito called. The dam broke, the broadcaster reported."
    (credit,) = credits_in(document(text), [mention(text, "Radio Quito", kind=Kind.ORG)])
    assert (credit.surface, credit.source) == ("the broadcaster", "Radio Quito")


def test_the_agency_of_the_dateline_and_the_outlet_of_the_byline() -> None:
    text = "QUITO (Sputnik) - The dam broke. He told Sputnik so."
    dateline = Dateline(
        start_char=0, end_char=18, place="Quito", day=None, month_day=None, agency="Sputnik", outlet=None
    )
    made = replace(document(text), dateline=dateline, agency="Sputnik", authors=("Ann Lee", "Associated Press"))
    named = mention(text, "Sputnik", kind=Kind.ORG, after=20)
    credit, told_credit, byline = credits_in(made, [named])
    assert (credit.kind, credit.start_char, credit.end_char, credit.mention) == ("credit", 7, 14, named)
    assert (told_credit.kind, told_credit.start_char) == ("told", 41)
    assert (byline.kind, byline.source, byline.surface) == ("byline", "AP", "Associated Press")
    assert (byline.start_char, byline.end_char, byline.mention) == (None, None, None)


def test_an_agency_of_a_header_line_has_no_place() -> None:
    (credit,) = credits_in(replace(document("The dam broke."), agency="AFP"), [])
    assert (credit.kind, credit.source, credit.start_char) == ("credit", "AFP", None)
