"""Numbers in a text: which values, however they are written, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.plain_numbers import numbers


def values(text: str) -> list[str]:
    return [number.value for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It killed 1,200 people, 1200 in all.", ["1200", "1200"]),
        ("A rise of 3.50 percent and 0.5 points.", ["3.5", "0.5"]),
        ("Three died, 3 were hurt.", ["3", "3"]),
        ("Twenty-one came, then thirty and nineteen.", ["21", "30", "19"]),
        ("2 million, two million, 2,000,000 and 1.5 billion", ["2000000", "2000000", "2000000", "1500000000"]),
        ("one of them; no one; the ones", []),
        ("On 8 July 2020 at 10:30", ["8", "2020", "10", "30"]),
        ("In 2020 100 people left on the 8th.", ["2020", "100", "8"]),
        ("F16 and A320neo and version 2.0.1.3", ["2"]),
        ("tender, often, canine, weighty", []),
        ("1\u00a0200\u00a0000 francs, 12’500 francs", ["1200000", "12500"]),
        ("007 and 0", ["7", "0"]),
        ("call 12345678901234567890", []),
        ("20-million", ["20000000"]),
    ],
)
def test_values(text: str, found: list[str]) -> None:
    assert values(text) == found


@given(st.text(alphabet=st.sampled_from("0123456789,. '’\u00a0abtwohundremil-"), max_size=60))
def test_a_number_stands_where_it_says_and_is_plain(text: str) -> None:
    at = 0
    for number in numbers(text):
        assert at <= number.start < number.end <= len(text)
        assert number.value == "0" or (not number.value.startswith("0") or number.value.startswith("0."))
        assert number.value.replace(".", "", 1).isascii()
        at = number.end


@given(st.integers(1_000, 10**12))
def test_separators_do_not_change_a_value(number: int) -> None:
    assert values(f"about {number:,} of them") == values(f"about {number} of them") == [str(number)]
