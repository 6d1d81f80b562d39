"""Two texts as one: word by word, nothing lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.revisions.word_diff import DiffSpan, SpanChange, diff_texts, diff_words
from tests.support.versions import TEXTS

SAME, DROPPED, ADDED = SpanChange.SAME, SpanChange.DROPPED, SpanChange.ADDED


def told(stretches: list[DiffSpan], fate: SpanChange) -> str:
    return "".join(one.text for one in stretches if one.change in (SAME, fate))


@given(old=st.one_of(TEXTS, st.text(max_size=60)), new=st.one_of(TEXTS, st.text(max_size=60)))
def test_both_texts_stand_in_what_is_printed(old: str, new: str) -> None:
    for found in (diff_texts(old, new), diff_words(old, new)):
        assert (told(found, DROPPED), told(found, ADDED)) == (old, new)
        assert all(one.text for one in found)
        assert all(one.change is not other.change for one, other in pairwise(found))


def test_only_the_words_that_changed_are_marked() -> None:
    assert diff_words("Twelve dead in Oldport fire", "Fifteen dead in Oldport fire") == [
        (DROPPED, "Twelve"),
        (ADDED, "Fifteen"),
        (SAME, " dead in Oldport fire"),
    ]


def test_neighbouring_words_change_together() -> None:
    assert diff_words("He was not there on Monday.", "He had never been there on Monday.") == [
        (SAME, "He "),
        (DROPPED, "was not"),
        (ADDED, "had never been"),
        (SAME, " there on Monday."),
    ]
