"""A language is a folder of word lists, a module of rules and a line in the registry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tasks.languages.registry import LANGUAGE_RULES, rules_of
from tasks.languages.rules import LanguageRules
from tasks.lexicon import word_lists
from tasks.lexicon.word_lists import word_list
from tasks.model.stages import Document, Figure, Mention
from tasks.pipeline.annotate import annotate
from tests.support.pipelines import Fake, document
from warehouse.model.vocabulary import Modifier


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that counts whatever follows a word of its list `numbers`."""
    (tmp_path / "en").symlink_to(word_lists._FOLDER / "en")
    monkeypatch.setattr(word_lists, "_FOLDER", tmp_path)
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "numbers.txt").write_text("# A toy.\n[one]\nuno\n", encoding="utf-8")

    def find_figures(_document: Document, _mentions: Sequence[Mention], text: str) -> tuple[Figure, ...]:
        ones = word_list("numbers", "one", "xx")
        return tuple(
            Figure(
                start_char=text.index(word), end_char=text.index(word) + len(word), surface=word, value=1.0,
                high=None, unit=None, counted=None, modifier=Modifier.EXACTLY,
            )
            for word in text.split() if word in ones
        )  # fmt: skip

    monkeypatch.setitem(LANGUAGE_RULES, "xx", LanguageRules(code="xx", find_figures=find_figures))


@pytest.mark.usefixtures("toy")
def test_a_registered_language_is_read_by_its_own_rules() -> None:
    [annotated] = annotate([document("Quux ha uno gatto.", language="xx")], {"xx": Fake()})
    assert [figure.surface for figure in annotated.figures] == ["uno"]
    assert annotated.quotes == ()
    assert annotated.credits == ()
    assert len(annotated.mentions) == 1


def test_a_language_without_rules_gets_mentions_alone() -> None:
    text = 'Quux said: "Twelve people were killed."'
    [german, english] = annotate([document(text, language=code) for code in ("de", "en")], {"de": Fake(), "en": Fake()})
    assert german.mentions == english.mentions
    assert german.figures == ()
    assert german.quotes == ()
    assert english.figures
    assert english.quotes


def test_the_rules_of_a_language_bear_its_code() -> None:
    assert all(rules.code == code for code, rules in LANGUAGE_RULES.items())
    assert rules_of("de").code == "de"
