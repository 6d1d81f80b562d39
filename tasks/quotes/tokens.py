"""Pure. A quotation as it is compared: the words that were spoken → sentences → terms (`tasks.quotes.terms`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tasks.lexicon.word_lists import phrase_values
from tasks.quotes.terms import NEGATION_WORDS, extract_terms, fold_word, split_words, weigh_terms
from tasks.text.quotation_marks import quoted
from warehouse.model.vocabulary import QuoteKind

# Longer quotations are speeches; their first sentences tell as much (characters).
LONGEST_QUOTATION_CHARS = 4_000
# Phrases that are one word elsewhere, or say nothing; longest first.
_PHRASES = phrase_values("quotations", "phrases of one word")
_PHRASE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}\b)")
_SENTENCE_END = re.compile(r"(?<![\s.(][A-Z])(?<!\b(?:Mr|Dr|St|Lt))(?<!\bGen)(?<!\bMrs)[.!?…]+[\"'”’»)]*\s+|[\n;]+")


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """`words` in order, folded; `terms` what they mean, each once; `pairs` of neighbouring words."""

    words: tuple[str, ...]
    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    negative: bool
    weight: float


@dataclass(frozen=True, slots=True)
class AnalyzedQuotation:
    """A quotation, taken apart: its sentences, and what they hold together.

    `bag` are its words, each once; `negations` is how many of them negate. `marked`: some stand between marks.
    """

    sentences: tuple[QuotedSentence, ...]
    words: tuple[str, ...]
    bag: frozenset[str]
    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    negations: int
    marked: bool


@lru_cache(maxsize=3_000)
def analyze_quotation(text: str, kind: QuoteKind) -> AnalyzedQuotation:
    """The quotation `text`; of a direct one only what stands between marks counts, so that its cue does not."""
    spoken = (
        " ".join(_spoken(text[:LONGEST_QUOTATION_CHARS]))
        if kind is QuoteKind.DIRECT
        else text[:LONGEST_QUOTATION_CHARS]
    )
    found = tuple(filter(None, map(_sentence, _SENTENCE_END.split(_plain(spoken)))))
    every = tuple(word for sentence in found for word in sentence.words)
    return AnalyzedQuotation(
        sentences=found,
        words=every,
        bag=frozenset(every),
        terms=frozenset[str]().union(*(sentence.terms for sentence in found)),
        pairs=frozenset(pairwise(every)),
        negations=sum(word in NEGATION_WORDS for word in every),
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


def _sentence(text: str) -> QuotedSentence | None:
    written = split_words(text)
    if not written:
        return None
    plain = tuple(map(fold_word, written))
    meant = frozenset(extract_terms(written, plain))
    return QuotedSentence(
        words=plain,
        terms=meant,
        pairs=frozenset(pairwise(plain)),
        negative=not NEGATION_WORDS.isdisjoint(plain),
        weight=weigh_terms(meant),
    )
