"""Sentences of a text: where each begins, and its tokens.

Pure. A sentence never runs across lines, and a quotation is never cut in two.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.lexicon.abbreviations import BEFORE_NAMES, SMALL_ABBREVIATIONS
from tasks.lexicon.titles import PLAIN
from tasks.lexicon.word_lists import word_set
from tasks.text.quotation_marks import Quoted
from tasks.text.tokens import Token, is_abbreviation, word_tokens

# Tokens; prose has no longer sentences, and rules that look back and forth within one stay linear over the text.
LONGEST_SENTENCE = 200
_LINE = re.compile(r"[^\n]+")
# The last of a run of marks that end sentences, closing marks, white space; no small letter may follow.
_STOP = re.compile(r"[.!?…](?![.!?…])((?:[\"”“’»'›)\]]{0,3}|[ \u00a0][»›]))\s+(?=[^a-z\s])")
_OPENING = frozenset('"“„«‹‘([—•')
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+$")
_NEXT_WORD = re.compile(r"[^\W_]+")
# "In Washington, D.C. Tuesday", "at 10 a.m. EST": plain words, too, but seldom the first of a sentence.
_BEGINS_SENTENCE = PLAIN - word_set("monday tuesday wednesday thursday friday saturday sunday gmt est")
_LONGEST_ABBREVIATION = 12  # characters


class Sentence(NamedTuple):
    """Tokens of one sentence, never across paragraphs. `paragraph` counts from 0."""

    tokens: Sequence[Token]
    paragraph: int


def sentences(text: str, quotations: Sequence[Quoted]) -> list[Sentence]:
    """The sentences of `text` in reading order. A full stop inside a quotation ends one if a capital follows."""
    result: list[Sentence] = []
    for number, (start, end, inside) in enumerate(_lines(text, quotations)):
        tokens = word_tokens(text, start, end, inside)
        firsts = [bisect_left(tokens, (following,)) for following in _starts(text, start, end, inside)]
        for first, last in pairwise([0, *firsts, len(tokens)]):
            pieces = range(first, last, LONGEST_SENTENCE)
            result += (Sentence(tokens[piece : min(piece + LONGEST_SENTENCE, last)], number) for piece in pieces)
    return result


def sentence_spans(text: str, quotations: Sequence[Quoted] = ()) -> Iterator[tuple[int, int]]:
    """Half-open character spans of the sentences of `text`, with the white space behind each."""
    for start, end, inside in _lines(text, quotations):
        yield from pairwise([start, *_starts(text, start, end, inside), end])


def _lines(text: str, quotations: Sequence[Quoted]) -> Iterator[tuple[int, int, Sequence[Quoted]]]:
    """Lines that are not empty, each with the quotations that begin in it."""
    first = 0
    for line in _LINE.finditer(text):
        last = first
        while last < len(quotations) and quotations[last].start < line.end():
            last += 1
        yield line.start(), line.end(), quotations[first:last]
        first = last


def _starts(text: str, start: int, end: int, quotations: Sequence[Quoted]) -> Iterator[int]:
    """Where further sentences begin in a line."""
    opened = {quotation.start for quotation in quotations}
    waiting = iter(quotations)
    quotation = next(waiting, None)
    for stop in _STOP.finditer(text, start, end):
        while quotation is not None and quotation.end <= stop.start():
            quotation = next(waiting, None)
        within = quotation is not None and quotation.start <= stop.start()
        if within and quotation is not None and quotation.end > stop.end(1):
            continue
        following = stop.end()
        first = text[following]
        if not (first.isupper() or first.isdigit() or first in _OPENING or following in opened):
            continue
        if not _goes_on(text, start, stop.start(), following):
            yield following


def _goes_on(text: str, start: int, stop: int, following: int) -> bool:
    """Whether the full stop at `stop` is that of an abbreviation, and the sentence goes on behind it."""
    if text[stop] != ".":
        return False
    word = _LAST_WORD.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop)
    abbreviation = word.group() if word else ""
    if not abbreviation or ("." not in abbreviation and not is_abbreviation(abbreviation)):
        return False
    if abbreviation.lower() in BEFORE_NAMES or abbreviation in SMALL_ABBREVIATIONS:
        return True
    after = _NEXT_WORD.match(text, following)
    return after is None or after.group().lower() not in _BEGINS_SENTENCE
