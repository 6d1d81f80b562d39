"""Pure. Numbers that are no figures: dates, times, ages, labels, parts of names, what is not so or not yet."""

from __future__ import annotations

from tasks.lexicon.number_words import CLAUSES, CLOCK, EXPECTED, LABELS, MEASURES, MONTHS, NEGATED
from tasks.lexicon.word_lists import word_list
from tasks.text.figure_tokens import NUMBER, WORD, Tokens, glued, low
from tasks.text.numbers import Numeral

_CLAUSE = 9  # tokens before a number in which a word like "could" concerns it
_YEARS = (1500, 2100)


def is_none(ts: Tokens, numeral: Numeral) -> bool:
    """A date, a year, a time, an age, a label, a part of a name: known by what stands right beside it."""
    first, last = numeral.first, numeral.last
    before, behind = low(ts, first - 1), low(ts, last)
    if before == "." and glued(ts, first - 1):  # "No. 10", "Jan. 10"
        before = low(ts, first - 2)
    if numeral.currency is not None:
        return False
    if before in LABELS or before in MONTHS or behind in MONTHS or (behind in CLOCK and behind not in _HOURS):
        return True
    if ts[first].sort == NUMBER and _is_stuck(ts, first, last):
        return True
    if (first > 0 and ts[first - 1].sort == NUMBER) or (last < len(ts) and ts[last].sort == NUMBER):
        return True
    if before in ("per", "/") or (before in ("of", "age") and low(ts, first - 2) in ("age", "ages")):
        return True
    named = ts[first].capital and first > 0 and low(ts, first - 1) not in _OPENING
    return named and not numeral.currency


_OPENING = frozenset('"“‘(:—–-.…'.replace("", " ").split())
_HOURS = frozenset(("hours",))


def _is_stuck(ts: Tokens, first: int, last: int) -> bool:
    """Whether letters or marks are glued to digits that belong to no number: F-16, G20, #5, 21st, 3D, 1/2."""
    before = ts[first - 1] if glued(ts, first) else None
    if before is not None and (
        before.sort == WORD or (before.low in "-–/#@_:.&*=" and first > 1 and glued(ts, first - 1))
    ):
        return True
    if before is not None and before.low in "#@_=*":
        return True
    if not glued(ts, last):
        return False
    behind = ts[last]
    if behind.low in "/°_=*@:" and glued(ts, last + 1):
        return behind.low != "/"
    return behind.sort == WORD and behind.low not in MEASURES and behind.low != "m"


def could_be_a_year(ts: Tokens, numeral: Numeral) -> bool:
    """Four digits from 1500 to 2100, and nothing with them: "2003 troops" may be either."""
    if numeral.spelled or numeral.high is not None or numeral.value is None or numeral.currency is not None:
        return False
    return len(ts[numeral.last - 1].low) == 4 and _YEARS[0] <= numeral.value <= _YEARS[1]


def is_dated(ts: Tokens, numeral: Numeral) -> bool:
    """Whether a word that goes with years stands before what could be one."""
    return low(ts, numeral.first - 1) in _IN


_IN = word_list("numbers", "before years")


def is_name(ts: Tokens, first: int, at: int, end: int) -> bool:
    """Whether a name follows, "12 Main Streets", or stands right before, "Boeing 737 jets"."""
    named_before = first > 1 and ts[first - 1].capital and ts[first - 1].sort == WORD and not glued(ts, first)
    return named_before or (ts[end - 1].capital and end - at > 1 and ts[at].capital)


def is_doubtful(ts: Tokens, first: int) -> bool:
    """Whether the clause before the number says that it may be, will be, or is not."""
    for at in range(first - 1, max(first - 1 - _CLAUSE, -1), -1):
        token = ts[at]
        if token.low in CLAUSES and token.low != "and":
            return token.low == "that" and low(ts, at - 1) in _BEFORE_THAT
        if (token.low in EXPECTED and not token.capital) or token.low in NEGATED or token.low.endswith("n't"):
            return True
    return False


_BEFORE_THAT = EXPECTED | NEGATED
