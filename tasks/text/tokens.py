"""Tokens of a text with their offsets, in two grains, and its plain words.

Pure.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from tasks.lexicon.abbreviations import ABBREVIATIONS, SMALL_ABBREVIATIONS
from tasks.text.quotation_marks import Quoted

# Initials with dots, words with hyphens and apostrophes, numbers; runs of one mark; any other character.
_COARSE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’&.,/-][^\W_]+)*|\.{2,}|-{2,}|[^\w\s]|_+")
_FINE = re.compile(
    r"(\d+(?:[.,:/'’\u00a0\u202f\u2009–-]\d+)*)"  # digits and what joins them
    r"|([^\W\d_]+(?:['’.&][^\W\d_]+)*)"
    r"|[^\w\s]|_"
)


# Plain words, for comparing texts: every run of letters and digits; letters with what an apostrophe ties to them, and
# numbers with their points; initials with dots as well.
_RUN = re.compile(r"\w+")
_LETTERS_OR_NUMBER = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W_]+)*|\d+(?:[.,]\d+)*")
_WRITTEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")


class TokenKind(IntEnum):
    """What a token is. Numbers are words unless the tokens are those of `number_tokens`."""

    NUMBER = 1
    WORD = 2
    MARK = 3
    QUOTED = 4


class Token(NamedTuple):
    """`text[start:end]`; `lower` is that in lower case, with straight apostrophes; "" for a quotation."""

    start: int
    end: int
    kind: TokenKind
    lower: str
    capital: bool


# A member of an enumeration is looked up anew each time it is named, which is dear in Python 3.11: these are met at
# every word.
NUMBER, WORD, MARK, QUOTED = TokenKind
_FINE_KINDS = (MARK, NUMBER, WORD)


def word_tokens(text: str, start: int, end: int, quotations: Sequence[Quoted] = ()) -> list[Token]:
    """Tokens of `text[start:end]`, each quotation as one; words keep hyphens and the stop of an abbreviation."""
    tokens: list[Token] = []
    for quotation in quotations:
        _add_words(tokens, text, start, quotation.start)
        tokens.append(Token(quotation.start, quotation.end, QUOTED, "", _first_letter(text, quotation).isupper()))
        start = quotation.end
    _add_words(tokens, text, start, end)
    return tokens


def number_tokens(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]`: digits with what joins them are numbers, hyphens and full stops are marks."""
    tokens: list[Token] = []
    for match in _FINE.finditer(text, start, end):
        word = match.group()
        kind = _FINE_KINDS[match.lastindex or 0]
        tokens.append(Token(match.start(), match.end(), kind, word.lower().replace("’", "'"), word[0].isupper()))
    return tokens


def casefolded_words(text: str) -> list[str]:
    """Every run of letters and digits of `text`, without case."""
    return _RUN.findall(text.casefold())


def lower_words(text: str) -> list[str]:
    """The words and numbers of `text` in small letters, with their apostrophes, points and commas."""
    return _LETTERS_OR_NUMBER.findall(text.lower())


def written_words(text: str) -> list[str]:
    """The words of `text` as they are written, without a possessive 's; initials ("U.S.") are one word."""
    return [word[:-2] if word[-2:] in {"'s", "’s"} else word for word in _WRITTEN.findall(text)]


def _first_letter(text: str, quotation: Quoted) -> str:
    return next((c for c in text[quotation.inner_start : quotation.inner_start + 8] if c.isalnum()), "")


def _add_words(tokens: list[Token], text: str, start: int, end: int) -> None:
    last = start
    for match in _COARSE.finditer(text, start, end):
        first, behind = match.span()
        if first < last:
            continue  # the full stop of an abbreviation
        word, last = match.group(), behind
        kind = WORD if word[0].isalnum() else MARK
        if kind is WORD and last < end and text[last] == "." and _keeps_stop(text, word, last):
            word, last = word + ".", last + 1
        tokens.append(Token(first, last, kind, word.lower().replace("’", "'"), word[0].isupper()))


def _keeps_stop(text: str, word: str, end: int) -> bool:
    """Whether the full stop at `end` belongs to the word: an abbreviation, or a state in brackets."""
    return text[end + 1 : end + 2] == ")" or is_abbreviation(word)


def is_abbreviation(word: str) -> bool:
    """Whether a word before a full stop is a known abbreviation or one initial of a name."""
    if not word[0].isupper():
        return word in SMALL_ABBREVIATIONS
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word != "I")


def lower_at(tokens: Sequence[Token], index: int) -> str:
    """The token at this index in lower case; empty beyond either end."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def is_adjoining(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing stands between this token and the one before."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def is_quoted(tokens: Sequence[Token], index: int) -> bool:
    """Whether there is a token at this index, and it is a quotation."""
    return 0 <= index < len(tokens) and tokens[index].kind is QUOTED


def end_of(tokens: Sequence[Token]) -> int:
    """Where the sentence ends without its closing marks."""
    end = len(tokens)
    while end > 0 and tokens[end - 1].kind is MARK and tokens[end - 1].lower not in (")", "%"):
        end -= 1
    return end
