"""Pure. A text as sentences of tokens in which numbers are tokens: only sentences that may hold a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.lexicon.casualty_words import ACTIVE, AFTER, ALONE
from tasks.lexicon.number_words import BIG, SINGULAR, SMALL, TENS, VAGUE

_TOKEN = re.compile(
    r"(\d+(?:[.,:/\u00a0\u202f\u2009–-]\d+)*)"  # digits and what joins them
    r"|([^\W\d_]+(?:['’.&][^\W\d_]+)*)"
    r"|[^\w\s]|_"
)
# Where a sentence ends, roughly; a sentence that is cut in two loses what one half says about a number in the other.
_BREAK = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<![A-Z]\.[A-Z]\.)(?<!\bNo\.)[\"”’)\]]{0,3}\s+(?=[\"“‘(\[]?[A-Z0-9]))")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
# Tokens looked at together; prose has no longer sentences, and rules that look back and forth stay linear.
_LONGEST = 160

NUMBER, WORD, MARK = 1, 2, 3


class Token(NamedTuple):
    """`text[start:end]`; `low` is that in lower case; `sort` one of NUMBER, WORD, MARK."""

    start: int
    end: int
    low: str
    sort: int
    capital: bool


Tokens = Sequence[Token]


def sentences(text: str) -> Iterator[Tokens]:
    """Tokens of each sentence that may hold a number."""
    start = 0
    for end, following in _sentences(text):
        if _holds_number(text[start:end]):
            yield from _cut(text, start, end)
        start = following


def _holds_number(sentence: str) -> bool:
    # Words are looked up in sets: an expression with all of them took as long as the rest together.
    if _DIGIT.search(sentence):
        return True
    words = set(_LETTERS.findall(sentence.lower()))
    return not _NAMED.isdisjoint(words) or ("one" in words and not _OF_ONE.isdisjoint(words))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    yield from ((match.start() + 1, match.end()) for match in _BREAK.finditer(text))
    yield len(text), len(text)


def _cut(text: str, start: int, end: int) -> Iterator[Tokens]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        shown = match.group()
        plain = shown.lower().replace("’", "'")
        tokens.append(Token(*match.span(), plain, match.lastindex or MARK, shown[0].isupper()))
        if len(tokens) == _LONGEST:
            yield tokens
            tokens = []
    if tokens:
        yield tokens


def low(ts: Tokens, at: int) -> str:
    """The token at this place in lower case; empty beyond either end."""
    return ts[at].low if 0 <= at < len(ts) else ""


def glued(ts: Tokens, at: int) -> bool:
    """Whether nothing stands between this token and the one before."""
    return 0 < at < len(ts) and ts[at - 1].end == ts[at].start


_NAMED = frozenset((*SMALL, *TENS, *VAGUE, *BIG, "hundred", "dozen")) - {"one"}
# What can be said of one; most sentences with "one" count nothing.
_OF_ONE = frozenset((*SINGULAR, *ACTIVE, *AFTER, *ALONE))
