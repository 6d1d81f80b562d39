"""Pure. The noun that a number counts, what an amount of money is for, what a share or a measure is of.

Every rule looks at a bounded number of tokens beside the number, within its sentence.
"""

from __future__ import annotations

from tasks.lexicon.casualty_words import ALONE
from tasks.lexicon.number_words import ATTRIBUTES, MONEY_FOR, NO_FIGURE, PLURALS, SAME, SHARES, SINGULAR, STOPS
from tasks.text.figure_tokens import WORD, Tokens, glued, low

_ADJECTIVES = 4  # words between a number and the noun


def noun_behind(ts: Tokens, at: int, *, one: bool) -> tuple[str, int] | None:
    """The noun that a number at the tokens before `at` counts, in the plural, and where it ends.

    The first plural behind at most four other words; of `one` a known singular.
    """
    for place in range(at, min(at + _ADJECTIVES + 1, len(ts))):
        word, following = ts[place].low, low(ts, place + 1)
        if ts[place].sort != WORD:
            if word == "-" and glued(ts, place) and glued(ts, place + 1):
                continue
            return None
        if word in STOPS or (word in NO_FIGURE and word not in ("others", "ones")):
            return None
        if one and word in SINGULAR and not _goes_on(following):
            return SINGULAR[word], place + 1
        if not one and _is_plural(word) and not (word in ATTRIBUTES and _is_plural(following)):
            return word, place + 1
    return None


def _goes_on(word: str) -> bool:
    return _is_plural(word) or word in SINGULAR


def _is_plural(word: str) -> bool:
    if word in PLURALS:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "ous"))
        and (word not in STOPS and word not in NO_FIGURE and word not in ALONE)
    ) or word == "others"


def normal(noun: str) -> str:
    """One word for what outlets call differently: "homes" and "houses"."""
    return SAME.get(noun, noun)


def money_for(ts: Tokens, first: int, last: int) -> str | None:
    """What an amount of money is for, where a known word says so: "a $5m fine", "a fine of $5m", "damage worth $5m"."""
    at = last + (low(ts, last) in ("-", "in", "of", "worth"))
    at += low(ts, at) in ("of", "the")
    for place in range(at, min(at + 3, len(ts))):
        word = ts[place].low
        if word in STOPS or ts[place].sort != WORD or ts[place].capital:
            break
        if word in MONEY_FOR:
            return MONEY_FOR[word]
    before = low(ts, first - 1)
    if before in ("of", "worth", "totalling", "totaling", "a", "as"):
        before = low(ts, first - 2)
    elif before == "at":  # "damage was put at $5m"
        before = next((low(ts, first - back) for back in range(2, 6) if low(ts, first - back) in MONEY_FOR), "")
    return MONEY_FOR.get(before)


def share_of(ts: Tokens, last: int) -> str | None:
    """Of what a percentage is: "12 percent of voters", "of the vote"."""
    if low(ts, last) != "of":
        return None
    at = last + 1
    while low(ts, at) in ("the", "all", "its", "their", "those"):
        at += 1
    if any(low(ts, place) in SHARES for place in (at, at + 1)):
        return next(ts[place].low for place in (at, at + 1) if ts[place].low in SHARES)
    noun = noun_behind(ts, at, one=False)
    return normal(noun[0]) if noun else None


def mass_of(ts: Tokens, last: int) -> str | None:
    """The matter behind a measure: "2,750 tonnes of ammonium nitrate"; one word or two."""
    if low(ts, last) != "of":
        return None
    words: list[str] = []
    for token in ts[last + 1 : last + 3]:
        if token.sort != WORD or token.capital or token.low in STOPS or token.low.endswith("ed"):
            break
        words.append(token.low)
    return " ".join(words) or None
