"""Runs of words: what does not count, and that a text and its parts draw the same ones."""

from __future__ import annotations

import random

import pytest

from tasks.copies.shingles import SAMPLE_SIZE, SHORTEST_COMPARED_TEXT, sample_shingles, shingle_text
from tests.support.retold import first_half, story

TEXT = "The bridge over the river was shut on Monday."


@pytest.mark.parametrize(
    "other",
    [
        "the BRIDGE over the river was shut on monday",
        "“The bridge, over the river – was shut on Monday!”",
        "ANKARA (Reuters) - The bridge over the river was shut on Monday.",
        "The bridge over\nthe river was\n\nshut on Monday.",
    ],
)
def test_case_punctuation_lines_and_the_dateline_do_not_count(other: str) -> None:
    assert shingle_text(other) == shingle_text(TEXT)


def test_a_word_more_changes_the_runs_that_hold_it() -> None:
    one, other = shingle_text(TEXT), shingle_text(TEXT.replace("shut", "not shut"))
    assert len(one.distinct) == 5
    assert len(one.distinct & other.distinct) == 2


def test_runs_are_the_same_in_every_process() -> None:
    assert shingle_text("one two three four five").shingles == (1951683912033590249,)


@pytest.mark.parametrize("text", ["", "word", "one two three four", "\udcff " * 9])
def test_texts_without_a_run_and_half_characters_are_no_trouble(text: str) -> None:
    assert sample_shingles(shingle_text(text)) == ()


def test_a_short_text_has_no_keys() -> None:
    words = story(random.Random(1)).split()
    assert sample_shingles(shingle_text(" ".join(words[: SHORTEST_COMPARED_TEXT - 1]))) == ()
    assert len(sample_shingles(shingle_text(" ".join(words[:SHORTEST_COMPARED_TEXT])))) == SHORTEST_COMPARED_TEXT - 4


@pytest.mark.parametrize("count", [5, 20, 60, 200])
def test_a_part_draws_what_the_whole_does(count: int) -> None:
    text = story(random.Random(count), count)
    whole, part = shingle_text(text), shingle_text(first_half(text))
    assert whole.sample & part.distinct <= part.sample
    assert len(whole.sample & part.sample) >= 8


@pytest.mark.parametrize("count", [10, 30, 60])
def test_there_are_some_tens_of_keys_whatever_the_length(count: int) -> None:
    assert (
        SAMPLE_SIZE / 4 <= len(sample_shingles(shingle_text(story(random.Random(count), count)))) <= 1.5 * SAMPLE_SIZE
    )


def test_a_book_has_a_bounded_number_of_keys() -> None:
    assert len(sample_shingles(shingle_text(story(random.Random(2), 3_000)))) == 1_024
