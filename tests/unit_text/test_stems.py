"""Stems and singulars: forms of one word come out alike, other words apart."""

from __future__ import annotations

import pytest

from tasks.text.folding import singular, stem


@pytest.mark.parametrize(
    "forms",
    [
        "cooperate cooperation cooperating cooperates",
        "recognise recognize recognised",
        "agreement agreements",
        "attack attacked",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize("words", ["nation notion", "use us"])
def test_other_words_have_another_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("votes", "vote"),
        ("minister’s", "minister"),
        ("boss", "boss"),
        ("crisis", "crisis"),
        ("gas", "gas"),
        ("virus", "virus"),
    ],
)
def test_a_plural_becomes_a_singular(word: str, one: str) -> None:
    assert singular(word) == one
