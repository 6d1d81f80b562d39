"""Which stretches of a text stand between quotation marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.quotation_marks import quoted


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ("Er sagte „ja“ und „nein“.", ["„ja“", "„nein“"]),
        ("Il dit « oui » et «non».", ["« oui »", "«non»"]),
        ("Er sagte »ja« und »nein«.", ["»ja«", "»nein«"]),
        ("Han sade ”ja” och ”nej”.", ["”ja”", "”nej”"]),
        ("He said ``yes'' twice.", ["``yes''"]),
        ("A slip of the keyboard: “yes,“ he said.", ["“yes,“"]),
        ('He said "they shout “no” at us" twice.', ['"they shout “no” at us"']),
        ("He said “they shout „no“ at us” twice.", ["“they shout „no“ at us”"]),
        ("“They shout ‘no’ at us,” he said.", ["“They shout ‘no’ at us,”"]),
    ],
)
def test_outer_quotations_in_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'It is ours,' the player said.", ["'It is ours,'"]),
        ("‘It isn’t ours,’ he said.", ["‘It isn’t ours,’"]),
        ("The players' view of the '90s isn't ours.", []),
        ("Rock 'n' roll, and the boys’ own song.", []),
        ("They call it 'the great wall' here.", ["'the great wall'"]),
    ],
)
def test_single_marks_are_no_apostrophes(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_quotation_goes_on_where_the_next_paragraph_opens_it_again() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”"
    first, second, third, fourth = quoted(text)
    assert [one.begun for one in (first, second, third, fourth)] == [None, 0, 0, None]
    assert [one.closed for one in (first, second, third, fourth)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes and left.\nThe day was long.\n"No," she said.', ['"No,"']),
        ('He said: "yes and no.\nThe day was long.', ['"yes and no.']),
        ('yes," he said. "No," she said.', ['"No,"']),
        ('A lone " in the middle.\nNothing else.', []),
        ("She said “this and “that” today.", ["“that”"]),
    ],
)
def test_a_mark_without_its_other_half_swallows_nothing(text: str, expected: list[str]) -> None:
    assert found(text) == expected


MARKS = st.text(alphabet="\"“”„‟«»‹›‘’'`,.:! \nabA", max_size=200)


@given(MARKS)
def test_quotations_stand_inside_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for one in quoted(text):
        assert end <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        end = one.end


@pytest.mark.parametrize("unit", ['"', "“", '"a" ', "'a ", "„a“ »b« "])
def test_half_a_million_marks_take_seconds(unit: str) -> None:
    started = time.process_time()
    quoted(unit * (500_000 // len(unit)))
    assert time.process_time() - started < 20
