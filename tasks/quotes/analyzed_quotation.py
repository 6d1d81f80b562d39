"""Analyze a quotation for comparison: its spoken words, split into sentences and terms (`terms`).

Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tasks.lexicon.word_lists import phrase_values
from tasks.quotes.terms import NEGATION_WORDS, extract_terms, fold_word, weigh_terms
from tasks.text.numbers import numbers
from tasks.text.quotation_marks import quoted
from tasks.text.sentences import sentence_spans
from tasks.text.tokens import written_words
from warehouse.model.vocabulary import QuoteKind

# Longer quotations are speeches; only so many characters are compared.
LONGEST_QUOTATION_CHARS = 4_000
# Phrases with a single word of the same meaning; longest first.
_PHRASES = phrase_values("quotations", "phrases of one word")
_PHRASE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """`words` in order, folded; `terms` each once; `pairs` of neighbouring words; `weight` of the terms."""

    words: tuple[str, ...]
    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    negative: bool
    weight: float


@dataclass(frozen=True, slots=True)
class AnalyzedQuotation:
    """A quotation's sentences, and their words, terms and pairs together.

    `bag`: the words, each once; `negations`: how many negate; `marked`: some stand between quotation marks.
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
    """Returns the analysis of `text`; of a direct quotation only the words between marks count, so not its cue."""
    text = text[:LONGEST_QUOTATION_CHARS]
    spoken = " ".join(_extract_spoken(text)) if kind is QuoteKind.DIRECT else text
    plain = _replace_phrases(_replace_numbers(spoken))
    pieces = [piece for start, end in sentence_spans(plain) for piece in plain[start:end].split(";")]
    sentences = tuple(filter(None, map(_analyze_sentence, pieces)))
    words = tuple(word for sentence in sentences for word in sentence.words)
    return AnalyzedQuotation(
        sentences=sentences,
        words=words,
        bag=frozenset(words),
        terms=frozenset[str]().union(*(sentence.terms for sentence in sentences)),
        pairs=frozenset(pairwise(words)),
        negations=sum(word in NEGATION_WORDS for word in words),
        marked=kind is not QuoteKind.INDIRECT,
    )


def _extract_spoken(text: str) -> Iterator[str]:
    pieces = quoted(text)
    if not pieces:
        yield text
    for piece in pieces:
        yield text[piece.inner_start : piece.inner_end]


def _replace_phrases(text: str) -> str:
    return _PHRASE.sub(lambda phrase: _PHRASES[phrase.group().lower()], text)


def _replace_numbers(text: str) -> str:
    """Returns `text` with every number in digits, whether it was in words or had marks between thousands."""
    parts: list[str] = []
    end = 0
    for number in numbers(text):
        parts += [text[end : number.start], number.value]
        end = number.end
    return "".join([*parts, text[end:]])


def _analyze_sentence(text: str) -> QuotedSentence | None:
    written = written_words(text)
    if not written:
        return None
    folded = tuple(map(fold_word, written))
    terms = frozenset(extract_terms(written, folded))
    return QuotedSentence(
        words=folded,
        terms=terms,
        pairs=frozenset(pairwise(folded)),
        negative=not NEGATION_WORDS.isdisjoint(folded),
        weight=weigh_terms(terms),
    )
