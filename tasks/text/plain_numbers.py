"""Plain numbers in a text, written in digits or in words. Pure.

What a number counts is none of this module's business: it tells which values a text holds, and where. Commas,
apostrophes and no-break spaces part thousands, a point begins decimals, as English writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

# "one" is mostly no number ("one of them", "no one").
_SPELLED_UNITS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_SPELLED_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS, _TENS = _SPELLED_UNITS.split(), _SPELLED_TENS.split()
_WORDS = {word: value for value, word in enumerate(_UNITS, 2)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_WORDS |= {
    f"{ten}-{unit}": 10 * tens + units
    for tens, ten in enumerate(_TENS, 2)
    for units, unit in enumerate(("one", *_UNITS[:8]), 1)
}
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
# Longer runs of digits are telephone numbers and the like; and a Decimal of so many keeps them all.
_DIGITS = r"(?<![\w.,])(?:\d{1,3}(?:[,'’\u00a0\u202f]\d{3}){1,4}|\d{1,15})(?!\d)(?:\.\d{1,8}(?!\d))?"
_SPELLED = r"\b(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b"
_NUMBER = re.compile(rf"({_DIGITS})|({_SPELLED})", re.IGNORECASE)
_SCALE = re.compile(r"[ \u00a0-](" + "|".join(_SCALES) + r")\b", re.IGNORECASE)
_PARTING = re.compile(r"[^\d.]")


class Number(NamedTuple):
    """`text[start:end]` is the number as written; `value` in digits without separators: "3.5", "1200"."""

    start: int
    end: int
    value: str


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in reading order. One value: 1,200 and 1200; three and 3; 2 million and 2000000."""
    for found in _NUMBER.finditer(text):
        end = found.end()
        value = Decimal(_PARTING.sub("", found[1])) if found[1] else Decimal(_WORDS[found[2].lower()])
        if scale := _SCALE.match(text, end):
            value, end = value.scaleb(_SCALES[scale[1].lower()]), scale.end()
        yield Number(found.start(), end, _plain(value))


def _plain(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
