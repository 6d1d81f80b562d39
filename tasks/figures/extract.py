"""Figures of a text: the numbers that count or measure something, each with its offsets.

Pure. Sentences that may hold a number → numerals → exclusions (a date, an age, a label) → modifier, unit, counted
noun → figures. A number that counts and measures nothing cannot be compared with another, and is left out.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tasks.figures.casualties import CountedNoun, find_casualties
from tasks.figures.counted_noun import find_noun, find_purpose, find_substance, find_whole, unify_noun
from tasks.figures.exclusions import is_behind_year_word, is_beside_name, is_doubtful, is_excluded, is_possible_year
from tasks.lexicon.casualty_words import LEVELS
from tasks.lexicon.number_words import IRREGULAR_PLURALS, MEASURES
from tasks.lexicon.word_lists import phrase_values, word_list, word_set, word_values
from tasks.model.stages import Figure, Mention
from tasks.text.numbers import Numeral, number_sentences, numerals
from tasks.text.tokens import Token, is_adjoining, lower_at
from warehouse.model.vocabulary import Modifier


def _modifiers(section: str) -> dict[tuple[str, ...], Modifier]:
    return {tuple(phrase.split()): Modifier(value) for phrase, value in phrase_values("numbers", section).items()}


_NUMBER_MODIFIERS = _modifiers("modifiers")
_LONGEST_MODIFIER = max(map(len, _NUMBER_MODIFIERS))
_AFTERWARDS = _modifiers("modifiers behind")
_AREAS = {"km": "km²", "m": "m²", "miles": "square miles", "ft": "square feet"}
_SPEEDS = {"km": "km/h", "miles": "mph"}
_RATES = word_set("turnout unemployment inflation")
_QUAKES = word_values("numbers", "quakes")
_DEFINITE = word_list("numbers", "definite")
_RATE_TOKENS = 10  # tokens between "turnout" and its percentage
_PRISON = word_set("prison jail imprisonment custody detention sentence behind")


def extract_figures(text: str, mentions: Sequence[Mention] = (), shown: str | None = None) -> tuple[Figure, ...]:
    """The figures of an English text in reading order; they do not overlap. Never raises; linear in its length.

    `shown` is the same text with its dateline replaced by spaces. A number within a mention is part of
    a name; `mentions` are in reading order. The span holds the modifier, the number and the unit ("at least 12",
    "$1.2bn", "10 to 15 percent"), not the noun that is counted.

    `counted` is a class of casualties, whatever the words (killed, injured, missing, arrested,
    displaced, rescued, abducted, hospitalised), then `unit` says who they are (people, soldiers, …); else the plural
    noun, or what money is for, what a share or a measure is of; None where the text does not say it nearby. `unit` is
    otherwise a currency, %, a measure, or years (of prison); None where things are counted by the piece.
    """
    starts = [mention.start_char for mention in mentions]
    figures: list[Figure] = []
    for tokens in number_sentences(text if shown is None else shown):
        for figure in _sentence_figures(text, tokens):
            at = bisect_right(starts, figure.start_char) - 1
            if at < 0 or mentions[at].end_char < figure.end_char:
                figures.append(figure)
    return tuple(figures)


def _sentence_figures(text: str, tokens: Sequence[Token]) -> Iterator[Figure]:
    before: CountedNoun | None = None
    taken = 0
    for numeral in numerals(tokens):
        if is_excluded(tokens, numeral):
            continue
        first, last, modifier = _read_modifier(tokens, numeral)
        if first < taken:
            continue
        unit, counted, last = _read_unit(tokens, numeral, first, last)
        if unit is None and counted is None:
            counted = _read_counted(tokens, numeral, first, last, before)
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


def _read_modifier(tokens: Sequence[Token], numeral: Numeral) -> tuple[int, int, Modifier]:
    """The first and last token of a number with its modifier, and the modifier."""
    first, last = numeral.first, numeral.last
    modifier = Modifier.ABOUT if numeral.value is None else Modifier.EXACTLY
    for size in range(min(_LONGEST_MODIFIER, first), 0, -1):
        value = _NUMBER_MODIFIERS.get(tuple(token.lower for token in tokens[first - size : first]))
        if value is not None:
            first, modifier = first - size, value if numeral.value is not None else modifier
            break
    for size in (2, 1):
        value = _AFTERWARDS.get(tuple(token.lower for token in tokens[last : last + size]))
        if value is not None and len(tokens[last : last + size]) == size:
            return first, last + size, value
    return first, last, modifier


def _read_unit(
    tokens: Sequence[Token], numeral: Numeral, first: int, last: int
) -> tuple[str | None, CountedNoun | None, int]:
    """The unit of an amount, a share or a measure, its noun, and the token behind; None twice for other numbers."""
    if numeral.currency is not None:
        return numeral.currency, _as_noun(find_purpose(tokens, first, last), last), last
    behind = lower_at(tokens, last)
    if behind == "%" or behind in ("percent", "pct") or (behind == "per" and lower_at(tokens, last + 1) == "cent"):
        last += 1 + (behind == "per")
        return "%", _as_noun(find_whole(tokens, last) or _find_rate(tokens, first), last), last
    if behind == "percentage" and lower_at(tokens, last + 1).startswith("point"):
        return "percentage points", None, last + 2
    if lower_at(tokens, first - 1) in ("magnitude", "magnitude-") or (
        lower_at(tokens, first - 2) == "magnitude" and lower_at(tokens, first - 1) == "of"
    ):
        return "magnitude", _find_quake(tokens, last), last
    return _read_measure(tokens, numeral, last)


def _as_noun(name: str | None, last: int) -> CountedNoun | None:
    return CountedNoun(name, None, last) if name else None


def _find_rate(tokens: Sequence[Token], first: int) -> str | None:
    if lower_at(tokens, first - 1) not in LEVELS:
        return None
    near = (tokens[at].lower for at in range(first - 1, max(first - _RATE_TOKENS, -1), -1))
    return next((word for word in near if word in _RATES), None)


def _find_quake(tokens: Sequence[Token], last: int) -> CountedNoun:
    near = (lower_at(tokens, at) for at in range(last, last + 4))
    return CountedNoun(next((_QUAKES[word] for word in near if word in _QUAKES), "earthquake"), None, last)


def _read_measure(tokens: Sequence[Token], numeral: Numeral, last: int) -> tuple[str | None, CountedNoun | None, int]:
    at = last + (lower_at(tokens, last) == "-" and is_adjoining(tokens, last))
    square = lower_at(tokens, at) in ("square", "sq")
    unit = MEASURES.get(lower_at(tokens, at + square))
    if lower_at(tokens, at) in ("year", "years") and numeral.value is not None:
        return _read_sentence_years(tokens, last, at)
    if unit is None or (unit == "in" and lower_at(tokens, at) == "in") or at + square >= len(tokens):
        return None, None, last
    last = at + square + 1
    if unit == "magnitude":
        return unit, _find_quake(tokens, last), last
    if square:
        unit = _AREAS.get(unit, unit)
    elif lower_at(tokens, last) in ("per", "an", "/") and lower_at(tokens, last + 1) in ("hour", "h"):
        return _SPEEDS.get(unit, unit), None, last + 2
    elif unit == "barrels" and lower_at(tokens, last) in ("a", "per") and lower_at(tokens, last + 1) == "day":
        return "barrels a day", None, last + 2
    return unit, _as_noun(find_substance(tokens, last), last), last


def _read_sentence_years(tokens: Sequence[Token], last: int, at: int) -> tuple[str | None, CountedNoun | None, int]:
    """Years of prison; other years are a time."""
    if any(lower_at(tokens, place) in _PRISON for place in range(at + 1, at + 4)):
        return "years", CountedNoun("prison", None, at + 1), at + 1
    return None, None, last


def _read_counted(
    tokens: Sequence[Token], numeral: Numeral, first: int, last: int, before: CountedNoun | None
) -> CountedNoun | None:
    """The casualties or the noun that a number without a unit counts."""
    is_single = numeral.value == 1
    at = last + (lower_at(tokens, last) == "of" and numeral.value is None)
    casualties = find_casualties(tokens, first, at, is_single=is_single)
    year = is_possible_year(tokens, numeral)
    if year and is_behind_year_word(tokens, numeral):
        return None
    if casualties is not None:
        return None if lower_at(tokens, casualties.last) in ("per", "/") else casualties  # a rate
    noun = find_noun(tokens, at, is_single=is_single)
    if noun is None or (is_adjoining(tokens, last) and lower_at(tokens, last) != "m"):
        return None
    name, end = noun
    if before is not None and before.active and _follows(tokens, before.last, first):
        return CountedNoun(before.name, unify_noun(name), end, active=True)
    if (
        name == "others"
        or (year and name not in IRREGULAR_PLURALS)
        or lower_at(tokens, first - 1) in _DEFINITE
        or is_beside_name(tokens, first, at, end)
    ):
        return None
    return CountedNoun(unify_noun(name), None, end)


def _follows(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether only "and" or a comma stand between two of a list."""
    return 0 < first - last <= 2 and all(token.lower in (",", "and", "plus") for token in tokens[last:first])
