"""Pure. A quotation as it is compared: the words that were spoken → sentences → terms (`tasks.quotes.terms`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tasks.lexicon.word_lists import phrase_values
from tasks.quotes.terms import NEGATIVE, folded, spelled, terms, weight
from tasks.text.quotation_marks import quoted
from warehouse.model.vocabulary import QuoteKind

# Longer quotations are speeches; their first sentences tell as much (characters).
LONGEST = 4_000
# Phrases that are one word elsewhere, or say nothing; longest first.
_PHRASES = phrase_values("quotations", "phrases of one word")
_PHRASE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}\b)")
_SENTENCE_END = re.compile(r"(?<![\s.(][A-Z])(?<!\b(?:Mr|Dr|St|Lt))(?<!\bGen)(?<!\bMrs)[.!?…]+[\"'”’»)]*\s+|[\n;]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` in order, folded; `terms` what they mean, each once; `pairs` of neighbouring words."""

    words: tuple[str, ...]
    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    negative: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation, taken apart: its sentences, and what they hold together.

    `bag` are its words, each once; `negations` is how many of them negate. `marked`: some stand between marks.
    """

    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]
    bag: frozenset[str]
    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    negations: int
    marked: bool


@lru_cache(maxsize=3_000)
def said(text: str, kind: QuoteKind) -> Said:
    """The quotation `text`; of a direct one only what stands between marks counts, so that its cue does not."""
    spoken = " ".join(_spoken(text[:LONGEST])) if kind is QuoteKind.DIRECT else text[:LONGEST]
    found = tuple(filter(None, map(_sentence, _SENTENCE_END.split(_plain(spoken)))))
    every = tuple(word for sentence in found for word in sentence.words)
    return Said(
        sentences=found,
        words=every,
        bag=frozenset(every),
        terms=frozenset[str]().union(*(sentence.terms for sentence in found)),
        pairs=frozenset(pairwise(every)),
        negations=sum(word in NEGATIVE for word in every),
        marked=kind is not QuoteKind.INDIRECT,
    )


def _spoken(text: str) -> Iterator[str]:
    pieces = quoted(text)
    if not pieces:
        yield text
    for piece in pieces:
        yield text[piece.inner_start : piece.inner_end]


def _plain(text: str) -> str:
    return _PHRASE.sub(lambda found: _PHRASES[found.group().lower()], _THOUSANDS.sub("", text))


def _sentence(text: str) -> Sentence | None:
    written = spelled(text)
    if not written:
        return None
    plain = tuple(map(folded, written))
    meant = frozenset(terms(written, plain))
    return Sentence(
        words=plain,
        terms=meant,
        pairs=frozenset(pairwise(plain)),
        negative=not NEGATIVE.isdisjoint(plain),
        weight=weight(meant),
    )
