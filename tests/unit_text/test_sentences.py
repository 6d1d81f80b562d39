"""Sentences: where one ends, and what only looks like an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.quotation_marks import quoted
from tasks.text.sentences import sentence_spans, sentences


def pieces(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll in St. Orla rose to 12.",
        "It rose to 12, said Rep. Ana Duval.",
        "It rose to 12, said Gov. Ana Duval, Sen. Bo Lind and Lt. Col. Cy Marsh.",
        "George W. Bush and J.K. Rowling met in Washington, D.C. Tuesday night.",
        "It was decided in Roe v. Wade and Smith vs. Jones.",
        "He left on Jan. 10 for No. 10 Downing Street.",
        "Acme Inc. Chairman Ana Duval left.",
        "About 3.5 million left at 10 a.m. EST.",
        "It is what it is... and so on.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It ended.", "Nobody came."),
        ("He works for Acme Inc.", "The company is small."),
        ("They met at 10 a.m.", "He was late."),
        ("He is an ally of Trump Jr.", "He denied it."),
        ("It is over!", "“Never again,” she said."),
        ("It has 30 members.", "12 left."),
        ("He left (in 2012.)", "She stayed."),
        ("“It is over.”", "She left."),
        ("He said no.", "Then he left."),
        ("Really?!", "Yes."),
        ("It is in the U.S.", "The war is not."),
    ],
)
def test_a_stop_before_a_capital_ends_a_sentence(first: str, second: str) -> None:
    assert pieces(f"{first} {second}") == [first, second]


def test_a_quotation_is_not_cut_in_two() -> None:
    text = "“It is over. We lost,” she said. He left."
    spans = sentence_spans(text, quoted(text))
    assert [text[start:end] for start, end in spans] == ["“It is over. We lost,” she said. ", "He left."]


@given(st.text(alphabet=st.sampled_from("ab AI.!?…\n“”\"'()19Dr")))
def test_sentences_hold_every_token_once_and_in_order(text: str) -> None:
    starts = [token.start for sentence in sentences(text, quoted(text)) for token in sentence.tokens]
    assert starts == sorted(set(starts))
    assert "".join(text[start:end] for start, end in sentence_spans(text)) == text.replace("\n", "")


@pytest.mark.parametrize("text", ["." * 200_000, ". " * 100_000, "A. " * 70_000, "Mr. " * 50_000, "x." * 100_000])
def test_splitting_is_linear(text: str) -> None:
    assert sum(1 for _ in sentence_spans(text)) >= 1
