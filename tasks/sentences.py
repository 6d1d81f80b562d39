"""Pure. A text as sentences of tokens in which a whole quotation is one token: what the rules about cues look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from tasks.quotation_marks import Quoted
from tasks.titles import PLAIN
from tasks.words import word_set

# Initials with dots, words with hyphens and apostrophes, numbers; runs of one mark; any other character.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’&.,/-][^\W_]+)*|\.{2,}|-{2,}|[^\w\s]|_+")
# Their full stop does not end a sentence when a capital follows.
_ABBREVIATED = word_set(
    """
    adm amb brig capt cdr cmdr col cpl dr fr ft gen gov hon jr lt maj mr mrs ms mt pres prof rep reps rev sen sens sgt
    sr st vs jan feb mar apr aug sept sep oct nov dec no inc co corp ltd dept univ assn ala ariz ark calif colo conn
    del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
    """
)
# Tokens; prose has no longer sentences, and rules that look back and forth within one stay linear over the text.
_LONGEST = 200
_CLOSING = "\"”»“'’› \u00a0"
_ENDS = (".", "!", "?", "…", "...", "....")


class Sort(Enum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    MARK = "mark"


class Token(NamedTuple):
    """`text[start:end]`; `lower` is that in lower case, with straight apostrophes; "" for a quotation."""

    start: int
    end: int
    sort: Sort
    lower: str
    capital: bool


class Sentence(NamedTuple):
    """Tokens of one sentence, never across paragraphs. `paragraph` counts from 0."""

    tokens: Sequence[Token]
    paragraph: int


def sentences(text: str, quotations: Sequence[Quoted]) -> list[Sentence]:
    """The sentences of `text` in reading order. A full stop inside a quotation ends one if a capital follows."""
    found: list[Sentence] = []
    waiting = iter([*quotations, None])
    following = next(waiting)
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        inside: list[Quoted] = []
        while following is not None and following.start < line.end():
            inside.append(following)
            following = next(waiting)
        current: list[Token] = []
        tokens = list(_tokens(text, line.start(), line.end(), inside))
        for at, token in enumerate(tokens):
            current.append(token)
            if _ends(text, tokens, at) or len(current) == _LONGEST:
                found.append(Sentence(current, number))
                current = []
        if current:
            found.append(Sentence(current, number))
    return found


def _tokens(text: str, start: int, end: int, quotations: Sequence[Quoted]) -> Iterator[Token]:
    for one in quotations:
        yield from _words(text, start, one.start)
        yield Token(one.start, one.end, Sort.QUOTED, "", capital=_first_letter(text, one).isupper())
        start = one.end
    yield from _words(text, start, end)


def _first_letter(text: str, one: Quoted) -> str:
    return next((c for c in text[one.inner_start : one.inner_start + 8] if c.isalnum()), "")


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    last = start
    for match in _TOKEN.finditer(text, start, end):
        if match.start() < last:
            continue  # the full stop of an abbreviation
        word = match.group()
        sort = Sort.WORD if word[0].isalnum() else Sort.MARK
        last = match.end()
        if sort is Sort.WORD and text[last : last + 1] == "." and last < end and _is_abbreviated(text, word, last):
            word, last = word + ".", last + 1
        yield Token(match.start(), last, sort, word.lower().replace("’", "'"), capital=word[0].isupper())


def _is_abbreviated(text: str, word: str, end: int) -> bool:
    """Whether the full stop at `end` belongs to the word: a title, a month, an initial, a state in brackets."""
    if text[end + 1 : end + 2] == ")":
        return True
    return word[0].isupper() and (word.lower() in _ABBREVIATED or (len(word) == 1 and word != "I"))


def _ends(text: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if at + 1 == len(tokens):
        return True
    following = tokens[at + 1]
    begins = following.capital or following.sort is Sort.QUOTED or text[following.start].isdigit()
    if token.sort is Sort.QUOTED:
        inner = text[max(token.end - 4, token.start) : token.end].rstrip(_CLOSING)
        return inner[-1:] in _ENDS and following.end > following.start and begins and _parted(text, token, following)
    if token.sort is Sort.WORD and token.lower.endswith("."):
        # Behind "U.S." a name may go on: only a word that begins sentences ends one.
        return following.capital and following.lower in PLAIN and token.lower[:-1] not in _ABBREVIATED
    if token.lower not in _ENDS:
        return False
    return (begins or following.lower in ("(", "[", "—", "•")) and _parted(text, token, following)


def _parted(text: str, token: Token, following: Token) -> bool:
    return token.end < following.start and text[token.end].isspace()


def is_quoted(ts: Sequence[Token], at: int) -> bool:
    """Whether there is a token `at`, and it is a quotation."""
    return 0 <= at < len(ts) and ts[at].sort is Sort.QUOTED


def end_of(ts: Sequence[Token]) -> int:
    """Where the sentence ends without its closing marks."""
    end = len(ts)
    while end > 0 and ts[end - 1].sort is Sort.MARK and ts[end - 1].lower not in (")", "%"):
        end -= 1
    return end
