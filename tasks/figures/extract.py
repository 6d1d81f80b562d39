"""Pure. From a text to its figures: the numbers that say how many of what, each at its place.

Sentences with a number → numerals → what is none (a date, an age, a label) falls → modifier, unit, what is counted →
Figures. A number that counts nothing and measures nothing says nothing that could be compared, and is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tasks.figures.casualties import Counted, happened
from tasks.figures.counted_noun import mass_of, money_for, normal, noun_behind, share_of
from tasks.figures.exclusions import could_be_a_year, is_dated, is_doubtful, is_name, is_none
from tasks.lexicon.casualty_words import LEVELS
from tasks.lexicon.number_words import (
    AFTERWARDS,
    AREAS,
    DEFINITE,
    IRREGULAR_PLURALS,
    LONGEST_MODIFIER,
    MEASURES,
    NUMBER_MODIFIERS,
    QUAKES,
    RATES,
    SPEEDS,
)
from tasks.lexicon.words import word_set
from tasks.model.stages import Figure, Mention
from tasks.text.numbers import Numeral, number_sentences, numerals
from tasks.text.tokens import Token, is_adjoining, lower_at
from warehouse.model.vocabulary import Modifier

_RATE = 10  # tokens between "turnout" and its percentage
_PRISON = word_set("prison jail imprisonment custody detention sentence behind")


def figures_of(text: str, mentions: Sequence[Mention] = (), shown: str | None = None) -> tuple[Figure, ...]:
    """The figures of an English text in reading order; they do not overlap. Never raises; linear in its length.

    `shown` is the same text with what is no prose (a dateline) replaced by spaces. A number within a mention is part of
    a name; `mentions` are in reading order. The span holds the modifier, the number and the unit ("at least 12",
    "$1.2bn", "10 to 15 percent"), not the noun that is counted.

    `counted` is a class of what happened to people, whatever the words (killed, injured, missing, arrested, displaced,
    rescued, abducted, hospitalised), then `unit` says who they are (people, soldiers, …); else the plural noun, or what
    money is for, what a share or a measure is of; None where the text does not say it nearby. `unit` is otherwise a
    currency, %, a measure, or years (of prison); None where things are counted by the piece.
    """
    starts = [one.start_char for one in mentions]
    found: list[Figure] = []
    for tokens in number_sentences(text if shown is None else shown):
        for figure in _of_sentence(text, tokens):
            at = bisect_right(starts, figure.start_char) - 1
            if at < 0 or mentions[at].end_char < figure.end_char:
                found.append(figure)
    return tuple(found)


def _of_sentence(text: str, tokens: Sequence[Token]) -> Iterator[Figure]:
    before: Counted | None = None
    taken = 0
    for numeral in numerals(tokens):
        if is_none(tokens, numeral):
            continue
        first, last, modifier = _modified(tokens, numeral)
        if first < taken:
            continue
        unit, counted, last = _told(tokens, numeral, first, last)
        if unit is None and counted is None:
            counted = _named(tokens, numeral, first, last, before)
        before = counted
        if is_doubtful(tokens, first) or (counted is not None and counted.doubtful) or not (unit or counted):
            continue
        taken = last
        start, end = tokens[first].start, tokens[last - 1].end
        yield Figure(
            start_char=start,
            end_char=end,
            surface=text[start:end],
            value=numeral.value,
            high=numeral.high,
            unit=unit or (counted.who if counted else None),
            counted=counted.name if counted else None,
            modifier=modifier,
        )


def _modified(tokens: Sequence[Token], numeral: Numeral) -> tuple[int, int, Modifier]:
    """The tokens of a number with its modifier, and which that is."""
    first, last = numeral.first, numeral.last
    modifier = Modifier.ABOUT if numeral.value is None else Modifier.EXACTLY
    for size in range(min(LONGEST_MODIFIER, first), 0, -1):
        said = NUMBER_MODIFIERS.get(tuple(token.lower for token in tokens[first - size : first]))
        if said is not None:
            first, modifier = first - size, said if numeral.value is not None else modifier
            break
    for size in (2, 1):
        said = AFTERWARDS.get(tuple(token.lower for token in tokens[last : last + size]))
        if said is not None and len(tokens[last : last + size]) == size:
            return first, last + size, said
    return first, last, modifier


def _told(tokens: Sequence[Token], numeral: Numeral, first: int, last: int) -> tuple[str | None, Counted | None, int]:
    """The unit of an amount, a share, a measure, with what it is of, and where it ends; nothing for other numbers."""
    if numeral.currency is not None:
        return numeral.currency, _as_counted(money_for(tokens, first, last), last), last
    behind = lower_at(tokens, last)
    if behind == "%" or behind in ("percent", "pct") or (behind == "per" and lower_at(tokens, last + 1) == "cent"):
        last += 1 + (behind == "per")
        return "%", _as_counted(share_of(tokens, last) or _rate(tokens, first), last), last
    if behind == "percentage" and lower_at(tokens, last + 1).startswith("point"):
        return "percentage points", None, last + 2
    if lower_at(tokens, first - 1) in ("magnitude", "magnitude-") or (
        lower_at(tokens, first - 2) == "magnitude" and lower_at(tokens, first - 1) == "of"
    ):
        return "magnitude", _quake(tokens, last), last
    return _measured(tokens, numeral, last)


def _as_counted(name: str | None, last: int) -> Counted | None:
    return Counted(name, None, last) if name else None


def _rate(tokens: Sequence[Token], first: int) -> str | None:
    if lower_at(tokens, first - 1) not in LEVELS:
        return None
    return next(
        (tokens[at].lower for at in range(first - 1, max(first - _RATE, -1), -1) if tokens[at].lower in RATES), None
    )


def _quake(tokens: Sequence[Token], last: int) -> Counted:
    near = (lower_at(tokens, at) for at in range(last, last + 4))
    return Counted(next((QUAKES[word] for word in near if word in QUAKES), "earthquake"), None, last)


def _measured(tokens: Sequence[Token], numeral: Numeral, last: int) -> tuple[str | None, Counted | None, int]:
    at = last + (lower_at(tokens, last) == "-" and is_adjoining(tokens, last))
    square = lower_at(tokens, at) in ("square", "sq")
    unit = MEASURES.get(lower_at(tokens, at + square))
    if lower_at(tokens, at) in ("year", "years") and numeral.value is not None:
        return _sentenced(tokens, last, at)
    if unit is None or (unit == "in" and lower_at(tokens, at) == "in") or at + square >= len(tokens):
        return None, None, last
    last = at + square + 1
    if unit == "magnitude":
        return unit, _quake(tokens, last), last
    if square:
        unit = AREAS.get(unit, unit)
    elif (lower_at(tokens, last) == "per" or lower_at(tokens, last) in ("an", "/")) and lower_at(tokens, last + 1) in (
        "hour",
        "h",
    ):
        return SPEEDS.get(unit, unit), None, last + 2
    elif unit == "barrels" and lower_at(tokens, last) in ("a", "per") and lower_at(tokens, last + 1) == "day":
        return "barrels a day", None, last + 2
    return unit, _as_counted(mass_of(tokens, last), last), last


def _sentenced(tokens: Sequence[Token], last: int, at: int) -> tuple[str | None, Counted | None, int]:
    """Years of prison; other years are a time."""
    if any(lower_at(tokens, place) in _PRISON for place in range(at + 1, at + 4)):
        return "years", Counted("prison", None, at + 1), at + 1
    return None, None, last


def _named(tokens: Sequence[Token], numeral: Numeral, first: int, last: int, before: Counted | None) -> Counted | None:
    """Those who are counted, by what happened to them or by a noun."""
    one = numeral.value == 1
    at = last + (lower_at(tokens, last) == "of" and numeral.value is None)
    found = happened(tokens, first, at, one=one)
    year = could_be_a_year(tokens, numeral)
    if year and is_dated(tokens, numeral):
        return None
    if found is not None:
        return None if lower_at(tokens, found.last) in ("per", "/") else found  # a rate
    noun = noun_behind(tokens, at, one=one)
    if noun is None or (is_adjoining(tokens, last) and lower_at(tokens, last) != "m"):
        return None
    name, end = noun
    if before is not None and before.active and _follows(tokens, before.last, first):
        return Counted(before.name, normal(name), end, active=True)
    if (
        name == "others"
        or (year and name not in IRREGULAR_PLURALS)
        or lower_at(tokens, first - 1) in DEFINITE
        or is_name(tokens, first, at, end)
    ):
        return None
    return Counted(normal(name), None, end)


def _follows(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether only "and" or a comma stand between two of a list."""
    return 0 < first - last <= 2 and all(token.lower in (",", "and", "plus") for token in tokens[last:first])
