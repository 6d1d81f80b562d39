"""Folding: spellings of one name come out alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.folding import fold_accents, fold_letters


@pytest.mark.parametrize(
    ("text", "plain"), [("Łódź", "lodz"), ("São Paulo", "sao paulo"), ("Æther’s", "aether’s"), ("ﬁve", "five")]
)
def test_accents_and_case_do_not_count(text: str, plain: str) -> None:
    assert fold_accents(text) == plain


def test_only_letters_and_digits_count() -> None:
    assert fold_letters("The 5 W’s: “Who?”") == fold_letters("the 5 ws who") == "the5wswho"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_letters(fold_letters(text)) == fold_letters(text)
