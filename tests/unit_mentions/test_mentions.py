"""From spans to mentions: laws that hold for any spans, and rules one by one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.mentions.mentions import find_mentions
from tasks.mentions.ner import EntitySpan
from tasks.model.stages import Mention
from warehouse.model.vocabulary import Kind

VOCABULARY = """
the General Maj. Gen. Ali Abdullah Ayyoub Syrian Syria's Foreign Ministry of and (PYD) Party Caesar Act 2004
    election told Sputnik said, "Al Mayadeen" broadcaster al-Khatib U.S. , . ’s President Dr. van der Leyen O’Neil 24
    Islamic Republic Iran & - \u00a0 \u2028 ß İ 🙂 北京 x1 University Washington, D.C.
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "", "  "])), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "FAC", "LAW", "DATE", "CARDINAL", "LANGUAGE", "ODD"])
SPANS = st.lists(st.builds(EntitySpan, st.integers(-3, 300), st.integers(-3, 300), LABELS), max_size=12)


@settings(max_examples=400, deadline=None)
@given(TEXTS, SPANS)
def test_span_law(text: str, spans: list[EntitySpan]) -> None:
    """Whatever a pipeline says: words are given back, in order, without overlap, on one line."""
    found = find_mentions(text, spans)
    for m in found:
        assert text[m.start_char : m.end_char] == m.surface
        assert m.surface == m.surface.strip() != ""
        assert len(m.surface.splitlines()) == 1
        assert m.name
    assert all(a.end_char <= b.start_char for a, b in pairwise(found))
    assert find_mentions(text, list(reversed(spans))) == found


def find(text: str, *seen: tuple[str, str]) -> list[Mention]:
    """Mentions when the model saw these surfaces (everywhere) with these labels."""
    spans = []
    for surface, label in seen:
        at = text.find(surface)
        while at >= 0:
            spans.append(EntitySpan(at, at + len(surface), label))
            at = text.find(surface, at + 1)
    return list(find_mentions(text, spans))


def kinds(mentions: list[Mention]) -> list[tuple[str, Kind]]:
    return [(m.surface, m.kind) for m in mentions]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("He joined the University of Porto Novo last year.", "University of Porto Novo", Kind.ORG),
        ("The Ministry of Energy and Water said so.", "Ministry of Energy and Water", Kind.ORG),
        ("It was the Syrian Foreign Ministry that replied.", "Syrian Foreign Ministry", Kind.ORG),
        ("The Liberal Party of Canada won.", "Liberal Party of Canada", Kind.ORG),
        ("Members of the People's Reform Front met.", "People's Reform Front", Kind.ORG),
        ("They cited Resolution 2254 again.", "Resolution 2254", Kind.LAW),
        ("The Clean Rivers Act passed.", "Clean Rivers Act", Kind.LAW),
        ("Before the 2004 Canadian federal election he left.", "2004 Canadian federal election", Kind.EVENT),
        ("At the Astana Peace Process on Friday.", "Astana Peace Process", Kind.EVENT),
        ("Troops from the Russian Federation came.", "Russian Federation", Kind.PLACE),
        ("According to Qalamia, nothing happened.", "Qalamia", Kind.ORG),
        ("He told Vestnik on Monday.", "Vestnik", Kind.ORG),
        ("Jordan's Al Ghad newspaper reported.", "Al Ghad", Kind.ORG),
    ],
)
def test_words_speak_without_a_model(text: str, surface: str, kind: Kind) -> None:
    assert (surface, kind) in kinds(find(text))


@pytest.mark.parametrize("label", ["DATE", "TIME", "CARDINAL", "MONEY", "LANGUAGE", "PERCENT", "QUANTITY", "ORDINAL"])
def test_dates_and_numbers_are_no_mentions(label: str) -> None:
    assert find("It was Quux then.", ("Quux", label)) == []


def test_edges_are_trimmed() -> None:
    found = find('"The Quux Trio’s" song', ('"The Quux Trio’s"', "ORG"))
    assert kinds(found) == [("Quux Trio", Kind.ORG)]


def test_span_over_lines_keeps_the_first() -> None:
    assert kinds(find("saw Quux\nBerlin fell", ("Quux\nBerlin", "ORG")))[0] == ("Quux", Kind.ORG)


def test_acronym_leads_to_its_expansion() -> None:
    found = find("The Popular Reform Alliance (PRA) met. Later PRA split.")
    assert [(m.surface, m.name) for m in found] == [
        ("Popular Reform Alliance", "Popular Reform Alliance"),
        ("PRA", "Popular Reform Alliance"),
        ("PRA", "Popular Reform Alliance"),
    ]


def test_surname_is_the_person_named_in_full() -> None:
    text = "Minister Tomas Quirk left. Quirk said no. A friend of Quirk wept."
    found = find(text, ("Quirk", "ORG"))
    assert [(m.surface, m.kind, m.name) for m in found] == [
        ("Tomas Quirk", Kind.PERSON, "Tomas Quirk"),
        ("Quirk", Kind.PERSON, "Tomas Quirk"),
        ("Quirk", Kind.PERSON, "Tomas Quirk"),
    ]


def test_missed_places_of_a_name_are_added() -> None:
    text = "Zorblatt fell. Then Zorblatt burned."
    assert kinds(list(find_mentions(text, [EntitySpan(0, 8, "GPE")]))) == [("Zorblatt", Kind.PLACE)] * 2


def test_place_by_its_prepositions() -> None:
    text = "They live in Zorblatt. Outside Zorblatt it rained."
    assert {m.kind for m in find(text, ("Zorblatt", "PERSON"))} == {Kind.PLACE}


@pytest.mark.parametrize(
    "text", ["Abc " * 5000, "General " * 5000, "Foo Bar (FB) " * 3000, "Ministry of A and " * 3000]
)
def test_hostile_text_ends(text: str) -> None:
    """Linear: four times the text takes about four times as long. Here it is enough that it ends at once."""
    find_mentions(text, [EntitySpan(i, i + 3, "PERSON") for i in range(0, len(text), 8)])
