"""Pure. From a text to the numbers in it: in digits and in words, ranges, amounts, each with its sign or multiplier.

What a number counts is another matter: `tasks.figures.counted_noun`. A date, a time, a telephone number is no number
here, because it is written with marks that no number has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.lexicon.number_words import (
    BIG,
    CURRENCY_AFTER,
    CURRENCY_BEFORE,
    CURRENCY_SIGNS,
    DOLLARS,
    SHORT,
    SMALL,
    TENS,
    VAGUE,
    VAGUE_BEFORE,
)
from tasks.text.figure_tokens import NUMBER, Tokens, glued, low

_PLAIN = re.compile(r"(?:0|[1-9]\d{0,2}(?:([,\u00a0\u202f\u2009])\d{3}(?:\1\d{3})*)|[1-9]\d{0,14})(?:\.\d{1,6})?")
_JOINED = re.compile(r"([^–-]+)[–-]([^–-]+)")
_LARGEST = 1e15
_DASHES = frozenset("-–")


class Numeral(NamedTuple):
    """Tokens `first` to `last` (half-open) that are one number; `value` None where how many is not said.

    `currency` is the sign of an amount of money. `spelled` says that it is in words; `factor` is the multiplier
    that it ends with ("million"), else 1.
    """

    first: int
    last: int
    value: float | None
    high: float | None
    currency: str | None
    spelled: bool
    factor: float


def numerals(ts: Tokens) -> Iterator[Numeral]:
    """The numbers of a sentence in reading order; ranges are one."""
    at = 0
    while at < len(ts):
        found = _range(ts, at) if ts[at].sort == NUMBER or ts[at].low in _BEGINS else None
        if found is None:
            at += 1
            continue
        yield found
        at = max(found.last, at + 1)


def _range(ts: Tokens, at: int) -> Numeral | None:
    one = _single(ts, at)
    if one is None or one.value is None or one.high is not None:
        return one
    link = low(ts, one.last)
    between = link == "and" and low(ts, one.first - 1) == "between"
    if not between and link not in ("to", "or") and link not in _DASHES:
        return one
    behind = one.last + 1 + (low(ts, one.last + 1) in CURRENCY_SIGNS)
    other = _single(ts, behind) if behind < len(ts) else None
    if other is None or other.value is None or other.high is not None or low(ts, one.first - 1) == "from":
        return one
    return _spanned(one, other, first=one.first - between) or one


def _spanned(one: Numeral, other: Numeral, *, first: int) -> Numeral | None:
    """Two numbers as a range, the first with the multiplier of the second: "2 to 3 million"."""
    value, high = one.value or 0, other.value or 0
    if one.factor == 1 and value < high / other.factor:
        value *= other.factor
    mixed = one.spelled is not other.spelled and one.currency is None
    if mixed or not value < high:
        return None
    return Numeral(first, other.last, value, high, one.currency or other.currency, one.spelled, other.factor)


def _single(ts: Tokens, at: int) -> Numeral | None:
    return _digits(ts, at) if ts[at].sort == NUMBER else _words(ts, at)


def _digits(ts: Tokens, at: int) -> Numeral | None:
    value, high = _read(ts[at].low)
    if value is None:
        return None
    first, currency = _currency_before(ts, at)
    factor, last = _multiplied(ts, at + 1, money=currency is not None)
    if high is None and factor == 1 and low(ts, last) == "dozen":
        factor, last = 12, last + 1
    if currency is None and low(ts, last) in CURRENCY_AFTER:
        currency, last = CURRENCY_AFTER[low(ts, last)], last + 1
    elif currency is None and low(ts, last) == "us" and low(ts, last + 1) == "dollars":
        currency, last = "$", last + 2
    if value * factor > _LARGEST:
        return None
    high = high * factor if high is not None else None
    return Numeral(first, last, value * factor, high, currency, spelled=False, factor=factor)


def _read(shown: str) -> tuple[float | None, float | None]:
    """What digits say, or two of them with a dash between; nothing for what is written otherwise."""
    if _PLAIN.fullmatch(shown):
        return _value(shown), None
    joined = _JOINED.fullmatch(shown)
    if joined is None or not all(_PLAIN.fullmatch(part) for part in joined.groups()):
        return None, None
    value, high = map(_value, joined.groups())
    return (value, high) if value < high else (None, None)


def _value(shown: str) -> float:
    return float(re.sub(r"[^\d.]", "", shown))


def _currency_before(ts: Tokens, at: int) -> tuple[int, str | None]:
    sign = CURRENCY_SIGNS.get(low(ts, at - 1))
    if sign is not None:
        dollars = DOLLARS.get(low(ts, at - 2)) if sign == "$" and glued(ts, at - 1) else None
        return (at - 2, dollars) if dollars else (at - 1, sign)
    word = CURRENCY_BEFORE.get(low(ts, at - 1))
    return (at - 1, word) if word else (at, None)


def _multiplied(ts: Tokens, at: int, *, money: bool) -> tuple[int, int]:
    """The multiplier behind digits, and where it ends."""
    word = low(ts, at)
    if word in _DASHES and glued(ts, at) and low(ts, at + 1) in BIG:
        return BIG[low(ts, at + 1)], at + 2
    if word in BIG:
        return BIG[word], at + 1
    if word == "hundred":
        return 100, at + 1
    short = word in SHORT and (money or word not in ("m", "b"))
    return (SHORT[word], at + 1) if short and (glued(ts, at) or word not in ("m", "b", "k")) else (1, at)


def _words(ts: Tokens, at: int) -> Numeral | None:
    vague = _vague(ts, at)
    if vague is not None:
        return Numeral(at, vague, None, None, None, spelled=True, factor=1)
    value, last = _counted_out(ts, at)
    if value is None or _half_of_a_word(ts, at, last):
        return None
    currency = CURRENCY_AFTER.get(low(ts, last))
    factor = _MAGNITUDES.get(low(ts, last - 1), 1)
    return Numeral(at, last + (currency is not None), value, None, currency, spelled=True, factor=factor)


def _vague(ts: Tokens, at: int) -> int | None:
    """Where "dozens", "several hundred", "tens of thousands" ends."""
    word = ts[at].low
    if word in VAGUE:
        last = at + 1
        if low(ts, last) == "of" and low(ts, last + 1) in VAGUE:
            last += 2
        return last if word not in ("tens", "scores") or low(ts, at + 1) == "of" else None
    if word not in VAGUE_BEFORE:
        return None
    last = at + 1
    while low(ts, last) in _MAGNITUDES:
        last += 1
    return last if last > at + 1 else None


def _counted_out(ts: Tokens, at: int) -> tuple[float | None, int]:
    """The value of number words, and where they end."""
    word, behind = ts[at].low, low(ts, at + 1)
    if word == "half":
        skipped = 1 + (behind == "a" or behind in _DASHES)
        inner = _MAGNITUDES.get(low(ts, at + skipped))
        return (inner / 2, at + skipped + 1) if inner else (None, at)
    if word == "a":
        return _added(ts, at + 1, 1) if behind in _MAGNITUDES else (None, at)
    return _added(ts, at, None)


def _added(ts: Tokens, at: int, current: float | None) -> tuple[float | None, int]:
    total, smallest, last = 0.0, float("inf"), at
    while at < len(ts):
        word = ts[at].low
        small = SMALL.get(word) or TENS.get(word)
        if small is not None and (current is None or _goes_behind(current, small)):
            current = (current or 0) + small
        elif word in _MAGNITUDES and current is not None and _MAGNITUDES[word] < smallest:
            current *= _MAGNITUDES[word]
            if word in BIG:
                total, smallest, current = total + current, _MAGNITUDES[word], None
        elif not _joins(ts, at, hyphen=last == at and current is not None):
            break
        else:
            at += 1
            continue
        at += 1
        last = at
    return (total + (current or 0) or None), last


def _goes_behind(current: float, small: int) -> bool:
    return (current % 100 == 0 and current >= 100) or (current % 100 >= 20 and current % 10 == 0 and small < 10)


def _joins(ts: Tokens, at: int, *, hyphen: bool) -> bool:
    """A hyphen within "twenty-five", an "and" within "two hundred and five"."""
    number = low(ts, at + 1) in SMALL or low(ts, at + 1) in TENS
    if ts[at].low in _DASHES:
        return hyphen and number and low(ts, at - 1) in TENS and glued(ts, at) and glued(ts, at + 1)
    return ts[at].low == "and" and number and low(ts, at - 1) in ("hundred", "thousand")


def _half_of_a_word(ts: Tokens, first: int, last: int) -> bool:
    """Whether letters are glued to it by a hyphen: "one-way", "mid-twenties"."""
    before = low(ts, first - 1) in _DASHES and glued(ts, first) and glued(ts, first - 1)
    return before or (low(ts, last) == "'" and glued(ts, last))


_MAGNITUDES = {"hundred": 100, "dozen": 12, **BIG}
_BEGINS = frozenset((*SMALL, *TENS, *VAGUE, *VAGUE_BEFORE, "a", "half"))
