"""Pure. The noun that a number counts, what an amount of money is for, what a share or a measure is of.

Every rule looks at a bounded number of tokens beside the number, within its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.lexicon.casualty_words import CASUALTY_WITHOUT_VERB
from tasks.lexicon.number_words import (
    ATTRIBUTES,
    IRREGULAR_PLURALS,
    MONEY_FOR,
    NO_FIGURE,
    PLURAL_OF,
    SAME_NOUN,
    SHARE_NOUNS,
    STOPS,
)
from tasks.text.tokens import WORD, Token, is_adjoining, lower_at

_ADJECTIVES = 4  # words between a number and the noun


def noun_behind(tokens: Sequence[Token], at: int, *, one: bool) -> tuple[str, int] | None:
    """The noun that a number at the tokens before `at` counts, in the plural, and where it ends.

    The first plural behind at most four other words; of `one` a known singular.
    """
    for place in range(at, min(at + _ADJECTIVES + 1, len(tokens))):
        word, following = tokens[place].lower, lower_at(tokens, place + 1)
        if tokens[place].kind is not WORD:
            if word == "-" and is_adjoining(tokens, place) and is_adjoining(tokens, place + 1):
                continue
            return None
        if word in STOPS or (word in NO_FIGURE and word not in ("others", "ones")):
            return None
        if one and word in PLURAL_OF and not _goes_on(following):
            return PLURAL_OF[word], place + 1
        if not one and _is_plural(word) and not (word in ATTRIBUTES and _is_plural(following)):
            return word, place + 1
    return None


def _goes_on(word: str) -> bool:
    return _is_plural(word) or word in PLURAL_OF


def _is_plural(word: str) -> bool:
    if word in IRREGULAR_PLURALS:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "ous"))
        and (word not in STOPS and word not in NO_FIGURE and word not in CASUALTY_WITHOUT_VERB)
    ) or word == "others"


def normal(noun: str) -> str:
    """One word for what outlets call differently: "homes" and "houses"."""
    return SAME_NOUN.get(noun, noun)


def money_for(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """What an amount of money is for, where a known word says so: "a $5m fine", "a fine of $5m", "damage worth $5m"."""
    at = last + (lower_at(tokens, last) in ("-", "in", "of", "worth"))
    at += lower_at(tokens, at) in ("of", "the")
    for place in range(at, min(at + 3, len(tokens))):
        word = tokens[place].lower
        if word in STOPS or tokens[place].kind is not WORD or tokens[place].capital:
            break
        if word in MONEY_FOR:
            return MONEY_FOR[word]
    before = lower_at(tokens, first - 1)
    if before in ("of", "worth", "totalling", "totaling", "a", "as"):
        before = lower_at(tokens, first - 2)
    elif before == "at":  # "damage was put at $5m"
        before = next(
            (lower_at(tokens, first - back) for back in range(2, 6) if lower_at(tokens, first - back) in MONEY_FOR), ""
        )
    return MONEY_FOR.get(before)


def share_of(tokens: Sequence[Token], last: int) -> str | None:
    """Of what a percentage is: "12 percent of voters", "of the vote"."""
    if lower_at(tokens, last) != "of":
        return None
    at = last + 1
    while lower_at(tokens, at) in ("the", "all", "its", "their", "those"):
        at += 1
    if any(lower_at(tokens, place) in SHARE_NOUNS for place in (at, at + 1)):
        return next(tokens[place].lower for place in (at, at + 1) if tokens[place].lower in SHARE_NOUNS)
    noun = noun_behind(tokens, at, one=False)
    return normal(noun[0]) if noun else None


def mass_of(tokens: Sequence[Token], last: int) -> str | None:
    """The matter behind a measure: "2,750 tonnes of ammonium nitrate"; one word or two."""
    if lower_at(tokens, last) != "of":
        return None
    words: list[str] = []
    for token in tokens[last + 1 : last + 3]:
        if token.kind is not WORD or token.capital or token.lower in STOPS or token.lower.endswith("ed"):
            break
        words.append(token.lower)
    return " ".join(words) or None
