"""Numbers in a text: which values, however they are written, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.numbers import numbers


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one hundred and twenty-three people", ["123"]),
        ("One hundred twenty three, a hundred and twenty-three", ["123", "123"]),
        ("half a million, half-a-million, a half-million", ["500000", "500000", "500000"]),
        ("two dozen, 2 dozen, half a dozen", ["24", "24", "6"]),
        ("two hundred fifty and two hundred and fifty", ["250", "250"]),
        ("a hundred, a thousand, a million, a dozen", ["100", "1000", "1000000", "12"]),
        ("one and a half million, two-and-a-half million, 2 and a half million", ["1500000", "2500000", "2500000"]),
        ("twenty-five hundred, nineteen hundred", ["2500", "1900"]),
        ("a dozen and a half, a million and a half", ["18", "1500000"]),
        ("a quarter of a million, three-quarters of a million", ["250000", "750000"]),
        ("two hundred and five thousand, one thousand and one", ["205000", "1001"]),
        ("four or five", ["4", "5"]),
        ("between one hundred and two hundred", ["100", "200"]),
        ("between one thousand and two thousand", ["1000", "2000"]),
        ("several dozen, dozens, hundreds of thousands, a few hundred, a third of a million", []),
        ("half of them, a half, a quarter, half an hour", []),
        ("$5m, £2bn and $35k", ["5000000", "2000000000", "35000"]),
        ("5m tall, 5k away", ["5", "5000"]),
    ],
)
def test_numbers_in_words_have_the_value_of_their_digits(text: str, found: list[str]) -> None:
    assert values(text) == found


@given(st.integers(2, 999_999))
def test_a_number_spelled_out_is_the_number_in_digits(number: int) -> None:
    for conjunction in (" ", " and "):
        assert values(f"They saw {spell(number, conjunction)} of them.") == [str(number)]


SMALL = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spell(number: int, conjunction: str) -> str:
    """The number in English words, with or without "and" behind hundreds."""
    if number >= 1_000:
        thousands, rest = divmod(number, 1_000)
        joint = conjunction if rest < 100 else " "
        return spell(thousands, conjunction) + " thousand" + (joint + spell(rest, conjunction) if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return SMALL.split()[hundreds - 1] + " hundred" + (conjunction + spell(rest, conjunction) if rest else "")
    if number < 20:
        return SMALL.split()[number - 1]
    return TENS.split()[number // 10 - 2] + (f"-{SMALL.split()[number % 10 - 1]}" if number % 10 else "")
