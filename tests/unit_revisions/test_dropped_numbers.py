"""Numbers that an edit takes out of a text: the value counts, not how it is written."""

from __future__ import annotations

import pytest

from tasks.revisions.sentence_diff import find_dropped_numbers


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("one hundred and twenty-three people", "123 people"),
        ("half a million people", "500,000 people"),
        ("two dozen people", "24 people"),
        ("two hundred fifty people", "250 people"),
        ("one and a half million people", "1.5 million people"),
        ("a hundred people", "100 people"),
    ],
)
def test_a_number_that_is_written_otherwise_is_not_dropped(old: str, new: str) -> None:
    assert find_dropped_numbers(old, new) == []
    assert find_dropped_numbers(new, old) == []


def test_another_number_is_dropped() -> None:
    assert [number.value for number in find_dropped_numbers("one hundred and twenty-three people", "124 people")] == [
        "123"
    ]
