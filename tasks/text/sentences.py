"""Pure. A text as sentences of tokens in which a whole quotation is one token: what the rules about cues look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from tasks.lexicon.titles import PLAIN
from tasks.lexicon.words import word_set
from tasks.text.quotation_marks import Quoted

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


# A member of an enumeration is looked up anew each time it is named, which is dear in Python 3.11: these are met at
# every word.
_WORD, _QUOTED, _MARK = Sort.WORD, Sort.QUOTED, Sort.MARK


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
        tokens = _tokens(text, line.start(), line.end(), inside)
        for at, token in enumerate(tokens):
            current.append(token)
            if _ends(text, tokens, at) or len(current) == _LONGEST:
                found.append(Sentence(current, number))
                current = []
        if current:
            found.append(Sentence(current, number))
    return found


def _tokens(text: str, start: int, end: int, quotations: Sequence[Quoted]) -> list[Token]:
    found: list[Token] = []
    for one in quotations:
        _add_words(found, text, start, one.start)
        found.append(Token(one.start, one.end, _QUOTED, "", _first_letter(text, one).isupper()))
        start = one.end
    _add_words(found, text, start, end)
    return found


def _first_letter(text: str, one: Quoted) -> str:
    return next((c for c in text[one.inner_start : one.inner_start + 8] if c.isalnum()), "")


def _add_words(found: list[Token], text: str, start: int, end: int) -> None:
    last = start
    for match in _TOKEN.finditer(text, start, end):
        first, behind = match.span()
        if first < last:
            continue  # the full stop of an abbreviation
        word, last = match.group(), behind
        sort = _WORD if word[0].isalnum() else _MARK
        if sort is _WORD and last < end and text[last] == "." and _is_abbreviated(text, word, last):
            word, last = word + ".", last + 1
        found.append(Token(first, last, sort, word.lower().replace("’", "'"), word[0].isupper()))


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
    if token.sort is _WORD:
        # Behind "U.S." a name may go on: only a word that begins sentences ends one.
        ends = token.lower.endswith(".") and following.capital and following.lower in PLAIN
        return ends and token.lower[:-1] not in _ABBREVIATED
    if token.sort is _MARK and token.lower not in _ENDS:
        return False
    begins = following.capital or following.sort is _QUOTED or text[following.start].isdigit()
    if token.sort is _QUOTED:
        inner = text[max(token.end - 4, token.start) : token.end].rstrip(_CLOSING)
        return inner[-1:] in _ENDS and following.end > following.start and begins and _parted(text, token, following)
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
