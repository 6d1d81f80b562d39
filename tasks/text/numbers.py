"""Numbers of a text, in digits and in words, two views of one reading: `numerals` of tokens, `numbers` of a text.

Pure. What a number counts is another matter: `tasks.figures.counted_noun`. A numeral may be a range or an amount, with
its sign and multiplier; what is written with marks that no number has (a date, a time, a telephone number) is none. A
plain number is a value with its place, for comparing texts; of a date or a time each run of digits is one.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tasks.lexicon import casualty_words
from tasks.lexicon.number_words import BIG, PLURAL_OF, SMALL, TENS
from tasks.lexicon.word_lists import word_values
from tasks.text.sentences import LONGEST_SENTENCE, sentence_spans
from tasks.text.tokens import NUMBER, Token, is_adjoining, lower_at, number_tokens

# Directly behind digits; "m" and "b" only where money is meant, or many of something.
_SHORT = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9}
# How many is not said: kept without a value.
_VAGUE = frozenset(("dozens", "hundreds", "thousands", "millions", "billions", "tens", "scores"))
_VAGUE_BEFORE = frozenset(("several", "few", "many"))
_CURRENCY_SIGNS = word_values("numbers", "currency signs")
_DOLLARS = word_values("numbers", "before dollar signs")
_CURRENCY_BEFORE = word_values("numbers", "currency before")
_CURRENCY_AFTER = word_values("numbers", "currency after")
_PLAIN = re.compile(r"(?:0|[1-9]\d{0,2}(?:([,'’\u00a0\u202f\u2009])\d{3}(?:\1\d{3})*)|[1-9]\d{0,14})(?:\.\d{1,6})?")
_JOINED = re.compile(r"([^–-]+)[–-]([^–-]+)")
# Longer runs of digits are telephone numbers and the like.
_DIGITS = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[,'’\u00a0\u202f]\d{3}){1,4}|\d{1,15})(?!\d)(?:\.\d{1,8}(?!\d))?")
_NO_DIGIT = re.compile(r"[^\d.]")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
_LARGEST = Decimal(10**15)
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


class Number(NamedTuple):
    """`text[start:end]` is the number as written; `value` in digits without separators: "3.5", "1200"."""

    start: int
    end: int
    value: str


def number_sentences(text: str) -> Iterator[Sequence[Token]]:
    """Tokens of each sentence that may hold a number; very long ones in pieces."""
    for start, end in sentence_spans(text):
        if _may_hold_number(text[start:end]):
            tokens = number_tokens(text, start, end)
            if len(tokens) <= LONGEST_SENTENCE:
                yield tokens
            else:
                yield from (tokens[at : at + LONGEST_SENTENCE] for at in range(0, len(tokens), LONGEST_SENTENCE))


def _may_hold_number(sentence: str) -> bool:
    # Words are looked up in sets: an expression with all of them took as long as the rest together.
    if _DIGIT.search(sentence):
        return True
    words = set(_LETTERS.findall(sentence.lower()))
    return not _NUMBER_WORDS.isdisjoint(words) or ("one" in words and not _COUNTED_BY_ONE.isdisjoint(words))


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in reading order. One value: 1,200 and 1200; three and 3; 2 million and two million.

    Left out: "one" by itself, mostly a pronoun, and what is vague (dozens, several hundred).
    """
    for tokens in number_sentences(text):
        at = 0
        while at < len(tokens):
            if tokens[at].kind is NUMBER:
                plain, at = _plain_digits(text, tokens, at)
                yield from plain
            else:
                value, last = _spelled_value(tokens, at)
                if value is not None and not (value == 1 and last == at + 1):
                    yield Number(tokens[at].start, tokens[last - 1].end, _written(value))
                at = max(last, at + 1)


def _plain_digits(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Number], int]:
    """Each run of digits in a token that is a number, the last with its multiplier; and the next token to read."""
    token = tokens[at]
    plain = [
        Number(run.start(), run.end(), _written(_value(run.group())))
        for run in _DIGITS.finditer(text, token.start, token.end)
    ]
    if not plain or plain[-1].end != token.end:
        return plain, at + 1
    money = lower_at(tokens, at - 1) in _CURRENCY_SIGNS
    half, factor, last = _multiplied(tokens, at + 1, money=money, range_=len(plain) > 1)
    if last > at + 1:
        value = (_value(text[plain[-1].start : token.end]) + half) * factor
        plain[-1] = Number(plain[-1].start, tokens[last - 1].end, _written(value))
    return plain, last


def _written(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def numerals(tokens: Sequence[Token]) -> Iterator[Numeral]:
    """The numbers of a sentence in reading order; ranges are one."""
    at = 0
    while at < len(tokens):
        numeral = _range(tokens, at) if tokens[at].kind is NUMBER or tokens[at].lower in _BEGINS else None
        if numeral is None:
            at += 1
            continue
        yield numeral
        at = max(numeral.last, at + 1)


def _range(tokens: Sequence[Token], at: int) -> Numeral | None:
    low = _single(tokens, at)
    if low is None or low.value is None or low.high is not None:
        return low
    link = lower_at(tokens, low.last)
    between = link == "and" and lower_at(tokens, low.first - 1) == "between"
    if not between and link not in ("to", "or") and link not in _DASHES:
        return low
    behind = low.last + 1 + (lower_at(tokens, low.last + 1) in _CURRENCY_SIGNS)
    high = _single(tokens, behind) if behind < len(tokens) else None
    if high is None or high.value is None or high.high is not None or lower_at(tokens, low.first - 1) == "from":
        return low
    return _spanned(low, high, first=low.first - between) or low


def _spanned(low: Numeral, high: Numeral, *, first: int) -> Numeral | None:
    """Two numbers as a range, the first with the multiplier of the second: "2 to 3 million"."""
    least, most = low.value or 0, high.value or 0
    if low.factor == 1 and least < most / high.factor:
        least *= high.factor
    mixed = low.spelled is not high.spelled and low.currency is None
    if mixed or not least < most:
        return None
    return Numeral(first, high.last, least, most, low.currency or high.currency, low.spelled, high.factor)


def _single(tokens: Sequence[Token], at: int) -> Numeral | None:
    return _digits(tokens, at) if tokens[at].kind is NUMBER else _words(tokens, at)


def _digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    value, high = _read(tokens[at].lower)
    if value is None:
        return None
    first, currency = _currency_before(tokens, at)
    half, factor, last = _multiplied(tokens, at + 1, money=currency is not None, range_=high is not None)
    if currency is None and lower_at(tokens, last) in _CURRENCY_AFTER:
        currency, last = _CURRENCY_AFTER[lower_at(tokens, last)], last + 1
    elif currency is None and lower_at(tokens, last) == "us" and lower_at(tokens, last + 1) == "dollars":
        currency, last = "$", last + 2
    value = (value + half) * factor
    if value > _LARGEST:
        return None
    most = float(high * factor) if high is not None else None
    return Numeral(first, last, float(value), most, currency, spelled=False, factor=factor)


def _read(shown: str) -> tuple[Decimal | None, Decimal | None]:
    """What digits say, or two of them with a dash between; nothing for what is written otherwise."""
    if _PLAIN.fullmatch(shown):
        return _value(shown), None
    joined = _JOINED.fullmatch(shown)
    if joined is None or not all(_PLAIN.fullmatch(part) for part in joined.groups()):
        return None, None
    value, high = map(_value, joined.groups())
    return (value, high) if value < high else (None, None)


def _value(shown: str) -> Decimal:
    return Decimal(_NO_DIGIT.sub("", shown))


def _currency_before(tokens: Sequence[Token], at: int) -> tuple[int, str | None]:
    sign = _CURRENCY_SIGNS.get(lower_at(tokens, at - 1))
    if sign is not None:
        dollars = _DOLLARS.get(lower_at(tokens, at - 2)) if sign == "$" and is_adjoining(tokens, at - 1) else None
        return (at - 2, dollars) if dollars else (at - 1, sign)
    word = _CURRENCY_BEFORE.get(lower_at(tokens, at - 1))
    return (at - 1, word) if word else (at, None)


def _multiplied(tokens: Sequence[Token], at: int, *, money: bool, range_: bool) -> tuple[Decimal, int, int]:
    """What is behind digits: a half to add, the multiplier, and where it ends."""
    half = None if range_ else _half_behind(tokens, at)
    if half is not None and lower_at(tokens, half) in BIG:
        return _HALF, BIG[lower_at(tokens, half)], half + 1
    factor, last = _factor(tokens, at, money=money)
    if not range_ and factor == 1 and lower_at(tokens, last) == "dozen":
        factor, last = 12, last + 1
    return Decimal(0), factor, last


def _factor(tokens: Sequence[Token], at: int, *, money: bool) -> tuple[int, int]:
    word = lower_at(tokens, at)
    if word in _DASHES and is_adjoining(tokens, at) and lower_at(tokens, at + 1) in BIG:
        return BIG[lower_at(tokens, at + 1)], at + 2
    if word in BIG:
        return BIG[word], at + 1
    if word == "hundred":
        return 100, at + 1
    short = word in _SHORT and (money or word not in ("m", "b"))
    return (_SHORT[word], at + 1) if short and (is_adjoining(tokens, at) or word not in ("m", "b", "k")) else (1, at)


def _words(tokens: Sequence[Token], at: int) -> Numeral | None:
    vague = _vague_end(tokens, at)
    if vague is not None:
        return Numeral(at, vague, None, None, None, spelled=True, factor=1)
    value, last = _spelled_value(tokens, at)
    if value is None or _is_half_of_a_word(tokens, at, last):
        return None
    currency = _CURRENCY_AFTER.get(lower_at(tokens, last))
    factor = _MAGNITUDES.get(lower_at(tokens, last - 1), 1)
    return Numeral(at, last + (currency is not None), float(value), None, currency, spelled=True, factor=factor)


def _vague_end(tokens: Sequence[Token], at: int) -> int | None:
    """Where "dozens", "several hundred", "tens of thousands" ends."""
    word = tokens[at].lower
    if word in _VAGUE:
        last = at + 1
        if lower_at(tokens, last) == "of" and lower_at(tokens, last + 1) in _VAGUE:
            last += 2
        return last if word not in ("tens", "scores") or lower_at(tokens, at + 1) == "of" else None
    if word not in _VAGUE_BEFORE:
        return None
    last = at + 1
    while lower_at(tokens, last) in _MAGNITUDES:
        last += 1
    return last if last > at + 1 else None


def _spelled_value(tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int]:
    """The value of number words, and where they end: "half a million", "one hundred and twenty-three", "a dozen"."""
    word = tokens[at].lower
    if word not in _BEGINS:
        return None, at
    if word in _VAGUE_WORDS:
        return None, _vague_end(tokens, at) or at
    share = _share_of_magnitude(tokens, at)
    if share is not None:
        return share
    if word == "a":
        return _added(tokens, at + 1, 1) if lower_at(tokens, at + 1) in _MAGNITUDES else (None, at)
    return _added(tokens, at, None)


def _share_of_magnitude(tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int] | None:
    """The value of "half a million", "three-quarters of a million"; no value for other shares of a magnitude."""
    word = tokens[at].lower
    if word == "a":
        other_share = lower_at(tokens, at - 1) == "of" and lower_at(tokens, at - 2) in _OTHER_SHARES
        return (None, at) if other_share else None
    many, end = 1, at
    if word in SMALL:
        many, end = SMALL[word], at + 1 + (lower_at(tokens, at + 1) in _DASHES)
        if lower_at(tokens, end) != "quarters":
            return None
    share = _SHARES.get(lower_at(tokens, end))
    if share is None:
        return None
    end += 1
    for skipped in (_DASHES, ("of",), ("a",), _DASHES):
        end += lower_at(tokens, end) in skipped
    magnitude = _MAGNITUDES.get(lower_at(tokens, end))
    if magnitude is None:
        return None if many > 1 else (None, at)
    return many * share * magnitude, end + 1


def _added(tokens: Sequence[Token], at: int, current: Decimal | int | None) -> tuple[Decimal | None, int]:
    """Adds and multiplies number words from `at` on; `current` is what stands before them."""
    total, smallest, first, last = Decimal(0), float("inf"), at, at
    while at < len(tokens):
        word = tokens[at].lower
        small = SMALL.get(word) or TENS.get(word)
        if small is not None and (current is None or _goes_behind(current, small)):
            current = (current or 0) + small
        elif _multiplies(word, current, smallest):
            current = (current or 0) * _MAGNITUDES[word]
            if word in BIG:
                total, smallest, current = total + current, _MAGNITUDES[word], None
        elif _joins(tokens, at, first, smallest, hyphen=last == at and current is not None):
            at += 1
            continue
        else:
            break
        at += 1
        last = at
        half = _half_behind(tokens, at)
        if half is not None and current is not None and word not in _MAGNITUDES:
            current += _HALF
            at = last = half
        elif half is not None and total + (current or 0) == _MAGNITUDES.get(word) != 100:
            return (total + (current or 0)) * (1 + _HALF), half  # "a million and a half"
    return Decimal(total + (current or 0)) or None, last


def _multiplies(word: str, current: Decimal | int | None, smallest: float) -> bool:
    """Whether a magnitude multiplies the words before it: "two hundred", "two hundred thousand"."""
    if current is None or word not in _MAGNITUDES:
        return False
    return _MAGNITUDES[word] < smallest if word in BIG else current < 100


def _goes_behind(current: Decimal | int, small: int) -> bool:
    return (current % 100 == 0 and current >= 100) or (current % 100 >= 20 and current % 10 == 0 and small < 10)


def _joins(tokens: Sequence[Token], at: int, first: int, smallest: float, *, hyphen: bool) -> bool:
    """Whether a hyphen or an "and" stands within a number: "twenty-five", "two hundred and five"."""
    before, following = lower_at(tokens, at - 1), lower_at(tokens, at + 1)
    if following not in SMALL and following not in TENS:
        return False
    if tokens[at].lower in _DASHES:
        return hyphen and before in TENS and is_adjoining(tokens, at) and is_adjoining(tokens, at + 1)
    if tokens[at].lower != "and" or before not in ("hundred", "thousand") or lower_at(tokens, first - 1) == "between":
        return False
    behind = at + 2
    if following in TENS:
        behind += lower_at(tokens, behind) in _DASHES
        behind += lower_at(tokens, behind) in SMALL
    magnitude = _MAGNITUDES.get(lower_at(tokens, behind))
    if magnitude is None:
        return True
    return magnitude == 100 if before == "thousand" else 100 < magnitude < smallest


def _half_behind(tokens: Sequence[Token], at: int) -> int | None:
    """Where "and a half" at this index ends, with hyphens or without; None for anything else."""
    for word in ("and", "a", "half"):
        at += lower_at(tokens, at) in _DASHES
        if lower_at(tokens, at) != word:
            return None
        at += 1
    return at


def _is_half_of_a_word(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether letters are glued to it by a hyphen: "one-way", "mid-twenties"."""
    before = lower_at(tokens, first - 1) in _DASHES and is_adjoining(tokens, first) and is_adjoining(tokens, first - 1)
    return before or (lower_at(tokens, last) == "'" and is_adjoining(tokens, last))


_HALF = Decimal("0.5")
_SHARES = {"half": _HALF, "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
# "A third of a million" is no million, and has no value in digits.
_OTHER_SHARES = frozenset(("third", "thirds", "fifth", "fifths", "tenth", "tenths", "fraction", "part", "quarters"))
_MAGNITUDES = {"hundred": 100, "dozen": 12, **BIG}
_VAGUE_WORDS = _VAGUE | _VAGUE_BEFORE
_BEGINS = frozenset((*SMALL, *TENS, *_VAGUE_WORDS, "a", "half", "quarter"))
_NUMBER_WORDS = frozenset((*SMALL, *TENS, *_VAGUE, *BIG, "hundred", "dozen")) - {"one"}
# What can be said of one; most sentences with "one" count nothing.
_COUNTED_BY_ONE = frozenset(
    (*PLURAL_OF, *casualty_words.BEFORE_NUMBER, *casualty_words.BEHIND_NUMBER, *casualty_words.WITHOUT_VERB)
)
