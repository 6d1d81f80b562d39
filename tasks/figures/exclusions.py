"""Numbers that are no figures: dates, times, ages, labels, parts of names, what is denied or only expected.

Pure.
"""

from collections.abc import Sequence

from tasks.lexicon.number_words import DOUBT_WORDS, EXPECTED, MEASURES, NEGATED, SMALL, TENS
from tasks.lexicon.word_lists import word_list
from tasks.text.months import ENGLISH_MONTHS
from tasks.text.numbers import Numeral
from tasks.text.tokens import NUMBER, WORD, Token, is_adjoining, lower_at

_CLAUSES = word_list("numbers", "clauses")
_CLOCK = word_list("numbers", "clock") | ENGLISH_MONTHS.keys()
_LABELS = word_list("numbers", "labels") | ENGLISH_MONTHS.keys()
_BEFORE_YEARS = word_list("numbers", "before years")
_OPENING = frozenset('"“‘(:—–-.…')
_CLAUSE_TOKENS = 9  # tokens before a number in which a word like "could" concerns it
_YEARS = (1500, 2100)


def is_excluded(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether the words beside a number make it a date, a time, an age, a label or a part of a name."""
    first, last = numeral.first, numeral.last
    before, behind = lower_at(tokens, first - 1), lower_at(tokens, last)
    if before == "." and is_adjoining(tokens, first - 1):  # "No. 10", "Jan. 10"
        before = lower_at(tokens, first - 2)
    if numeral.currency is not None:
        return False
    if before in _LABELS or behind in _CLOCK:
        return True
    if tokens[first].kind is NUMBER and _is_stuck(tokens, first, last):
        return True
    if (first > 0 and tokens[first - 1].kind is NUMBER) or (last < len(tokens) and tokens[last].kind is NUMBER):
        return True
    if (
        before in ("per", "/")
        or _is_ratio(tokens, first)
        or (before in ("of", "age") and lower_at(tokens, first - 2) in ("age", "ages"))
    ):
        return True
    return tokens[first].capital and first > 0 and lower_at(tokens, first - 1) not in _OPENING


def _is_stuck(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether letters or marks are glued to digits that belong to no number: F-16, G20, #5, 21st, 3D, 1/2."""
    before = tokens[first - 1] if is_adjoining(tokens, first) else None
    if before is not None and (
        before.kind is WORD or (before.lower in "-–/#@_:.&*=" and first > 1 and is_adjoining(tokens, first - 1))
    ):
        return True
    if before is not None and before.lower in "#@_=*":
        return True
    if not is_adjoining(tokens, last):
        return False
    behind = tokens[last]
    if behind.lower in "/°_=*@:" and is_adjoining(tokens, last + 1):
        return behind.lower != "/"
    return behind.kind is WORD and behind.lower not in MEASURES and behind.lower != "m"


def _is_ratio(tokens: Sequence[Token], first: int) -> bool:
    """Whether the number is what others are a share of: "one in ten people", "nine out of ten"."""
    at = first - 1 - (lower_at(tokens, first - 1) == "every")
    if lower_at(tokens, at) == "in":
        # Not "Uranium One in three transactions".
        return lower_at(tokens, at - 1) in ("one", "1") and (at < 2 or not tokens[at - 1].capital)
    if lower_at(tokens, at) != "of" or lower_at(tokens, at - 1) != "out" or at < 2:
        return False
    return tokens[at - 2].kind is NUMBER or tokens[at - 2].lower in SMALL or tokens[at - 2].lower in TENS


def is_possible_year(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether it is four digits from 1500 to 2100 by themselves: "2003 troops" may be a year or a count."""
    if numeral.spelled or numeral.high is not None or numeral.value is None or numeral.currency is not None:
        return False
    return len(tokens[numeral.last - 1].lower) == 4 and _YEARS[0] <= numeral.value <= _YEARS[1]


def is_behind_year_word(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a word that goes with years stands before what could be one."""
    return lower_at(tokens, numeral.first - 1) in _BEFORE_YEARS


def is_beside_name(tokens: Sequence[Token], first: int, at: int, end: int) -> bool:
    """Whether a name follows, "12 Main Streets", or stands right before, "Boeing 737 jets"."""
    before = tokens[first - 1] if first > 1 and not is_adjoining(tokens, first) else None
    named_before = before is not None and before.capital and before.kind is WORD
    return named_before or (tokens[end - 1].capital and end - at > 1 and tokens[at].capital)


def is_doubtful(tokens: Sequence[Token], first: int) -> bool:
    """Whether the clause before the number says that it may be, will be, or is not."""
    for at in range(first - 1, max(first - 1 - _CLAUSE_TOKENS, -1), -1):
        token = tokens[at]
        if token.lower in _CLAUSES and token.lower != "and":
            return token.lower == "that" and lower_at(tokens, at - 1) in DOUBT_WORDS
        if (token.lower in EXPECTED and not token.capital) or token.lower in NEGATED or token.lower.endswith("n't"):
            return True
    return False
