"""The noun that a number counts, the purpose of an amount of money, the whole of a share or a measure.

Pure. Every rule looks at a bounded number of tokens beside the number, within its sentence.
"""

from collections.abc import Sequence

from tasks.lexicon import casualty_words
from tasks.lexicon.number_words import IRREGULAR_PLURALS, NO_FIGURE, PLURAL_OF, STOPS
from tasks.lexicon.word_lists import word_list, word_values
from tasks.text.tokens import WORD, Token, is_adjoining, lower_at

_SAME_NOUN = word_values("numbers", "same noun")
_ATTRIBUTES = word_list("numbers", "attributes")
_MONEY_FOR = word_values("numbers", "money for")
_SHARE_NOUNS = word_list("numbers", "shares of")
_ADJECTIVES = 4  # words between a number and the noun


def find_noun(tokens: Sequence[Token], at: int, *, is_single: bool) -> tuple[str, int] | None:
    """The noun that a number at the tokens before `at` counts, in the plural, and where it ends.

    The first plural behind at most four other words; of a single thing a known singular.
    """
    for place in range(at, min(at + _ADJECTIVES + 1, len(tokens))):
        word, following = tokens[place].lower, lower_at(tokens, place + 1)
        if tokens[place].kind is not WORD:
            if word == "-" and is_adjoining(tokens, place) and is_adjoining(tokens, place + 1):
                continue
            return None
        if word in STOPS or (word in NO_FIGURE and word not in ("others", "ones")):
            return None
        if is_single and word in PLURAL_OF and not _is_noun(following):
            return PLURAL_OF[word], place + 1
        if not is_single and _is_plural(word) and not (word in _ATTRIBUTES and _is_plural(following)):
            return word, place + 1
    return None


def _is_noun(word: str) -> bool:
    return _is_plural(word) or word in PLURAL_OF


def _is_plural(word: str) -> bool:
    if word in IRREGULAR_PLURALS or word == "others":
        return True
    is_other = word in STOPS or word in NO_FIGURE or word in casualty_words.WITHOUT_VERB
    return len(word) > 3 and word.endswith("s") and not is_other and not word.endswith(("ss", "us", "is", "'s"))


def unify_noun(noun: str) -> str:
    """One noun for things that outlets name differently: "homes" and "houses"."""
    return _SAME_NOUN.get(noun, noun)


def find_purpose(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The purpose of an amount of money, if a known word names it: "a $5m fine", "damage worth $5m"."""
    at = last + (lower_at(tokens, last) in ("-", "in", "of", "worth"))
    at += lower_at(tokens, at) in ("of", "the")
    for place in range(at, min(at + 3, len(tokens))):
        word = tokens[place].lower
        if word in STOPS or tokens[place].kind is not WORD or tokens[place].capital:
            break
        if word in _MONEY_FOR:
            return _MONEY_FOR[word]
    before = lower_at(tokens, first - 1)
    if before in ("of", "worth", "totalling", "totaling", "a", "as"):
        before = lower_at(tokens, first - 2)
    elif before == "at":  # "damage was put at $5m"
        near = (lower_at(tokens, first - back) for back in range(2, 6))
        before = next((word for word in near if word in _MONEY_FOR), "")
    return _MONEY_FOR.get(before)


def find_whole(tokens: Sequence[Token], last: int) -> str | None:
    """The noun of which a percentage is a share: "12 percent of voters", "of the vote"."""
    if lower_at(tokens, last) != "of":
        return None
    at = last + 1
    while lower_at(tokens, at) in ("the", "all", "its", "their", "those"):
        at += 1
    if any(lower_at(tokens, place) in _SHARE_NOUNS for place in (at, at + 1)):
        return next(tokens[place].lower for place in (at, at + 1) if tokens[place].lower in _SHARE_NOUNS)
    noun = find_noun(tokens, at, is_single=False)
    return unify_noun(noun[0]) if noun else None


def find_substance(tokens: Sequence[Token], last: int) -> str | None:
    """The substance that is measured: "2,750 tonnes of ammonium nitrate"; one word or two."""
    if lower_at(tokens, last) != "of":
        return None
    words: list[str] = []
    for token in tokens[last + 1 : last + 3]:
        if token.kind is not WORD or token.capital or token.lower in STOPS or token.lower.endswith("ed"):
            break
        words.append(token.lower)
    return " ".join(words) or None
