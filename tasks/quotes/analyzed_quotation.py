"""Analyze a quotation for comparison: its spoken words, split into sentences and terms.

Pure, but reads data files once. A term, which two translations of one sentence share, is a stem, the first of its
synonyms, a number in digits, or a country by any of its names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from tasks.lexicon.word_lists import countries, phrase_values, table_rows, word_list
from tasks.text.folding import stem
from tasks.text.numbers import numbers
from tasks.text.quotation_marks import quoted
from tasks.text.sentences import sentence_spans
from tasks.text.stop_words import QUOTATION_STOP_WORDS
from tasks.text.tokens import written_words
from warehouse.model.vocabulary import QuoteKind

# Longer quotations are speeches; only so many characters are compared.
LONGEST_QUOTATION_CHARS = 4_000
# Phrases with a single word of the same meaning; longest first.
_PHRASES = phrase_values("quotations", "phrases of one word")
_PHRASE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)
# Words so common in the news that a shared one weighs half.
_COMMON = word_list("quotations", "common terms")
_NEGATION_WORDS = word_list("quotations", "negative words")
_FOLDED = str.maketrans("", "", "'’.")


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
    pieces = quoted(text) if kind is QuoteKind.DIRECT else ()
    spoken = " ".join(text[piece.inner_start : piece.inner_end] for piece in pieces) if pieces else text
    plain = _PHRASE.sub(lambda phrase: _PHRASES[phrase.group().lower()], _replace_numbers(spoken))
    clauses = [clause for start, end in sentence_spans(plain) for clause in plain[start:end].split(";")]
    sentences = tuple(filter(None, map(_analyze_sentence, clauses)))
    words = tuple(word for sentence in sentences for word in sentence.words)
    return AnalyzedQuotation(
        sentences=sentences,
        words=words,
        bag=frozenset(words),
        terms=frozenset[str]().union(*(sentence.terms for sentence in sentences)),
        pairs=frozenset(pairwise(words)),
        negations=sum(word in _NEGATION_WORDS for word in words),
        marked=kind is not QuoteKind.INDIRECT,
    )


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
    folded = tuple(map(_fold_word, written))
    terms = frozenset(_extract_terms(written, folded))
    return QuotedSentence(
        words=folded,
        terms=terms,
        pairs=frozenset(pairwise(folded)),
        negative=not _NEGATION_WORDS.isdisjoint(folded),
        weight=weigh_terms(terms),
    )


def _fold_word(word: str) -> str:
    """Returns a word without case, apostrophes and dots."""
    return word.casefold().translate(_FOLDED)


def _extract_terms(written: Sequence[str], folded: Sequence[str]) -> Iterator[str]:
    """Yields the terms of a sentence, given as written and folded words; stop words have none."""
    index = 0
    countries_by_word = _load_countries()
    while index < len(written):
        names = countries_by_word.get(written[index], ())
        country = next((name for name in names if tuple(written[index : index + len(name[0])]) == name[0]), None)
        if country is not None:
            yield f"={country[1]}"
            index += len(country[0])
            continue
        term = _normalize_term(folded[index])
        if term is not None:
            yield term
        index += 1


def weigh_terms(terms: Iterable[str]) -> float:
    """Returns the total weight of terms: 1 a word, 0.5 a country or a common word."""
    return sum(0.5 if term in _load_common_terms() or term[0] == "=" else 1.0 for term in terms)


@lru_cache(maxsize=1 << 16)
def _normalize_term(word: str) -> str | None:
    """Returns the term of a folded word, None for a stop word."""
    if word in QUOTATION_STOP_WORDS:
        return None
    return _replace_synonym(stem(word))


def _replace_synonym(word_stem: str) -> str:
    return _load_synonyms().get(word_stem, word_stem)


@cache
def _load_synonyms() -> dict[str, str]:
    stems: dict[str, str] = {}
    for line in table_rows("synonyms.txt"):
        first, *others = map(stem, line.split())
        stems |= dict.fromkeys(others, first)
    return stems


@cache
def _load_countries() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Returns first word → names, demonyms and seats of government that begin with it, longest first, with country."""
    seats = (line.split(" ", 1) for line in table_rows("seats.txt"))
    names, demonyms = countries()
    codes = names | demonyms | {seat: code for code, listed in seats for seat in listed.split("|")}
    by_first_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in sorted(codes.items(), key=lambda item: -len(written_words(item[0]))):
        if code:
            key = tuple(written_words(name))
            by_first_word.setdefault(key[0], []).append((key, code))
    return by_first_word


@cache
def _load_common_terms() -> frozenset[str]:
    return frozenset(_replace_synonym(stem(word)) for word in _COMMON)
