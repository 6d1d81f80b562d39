"""Pure. Whether two quotations are of the same words: as they were, in part, in another wording, or edited.

Words are compared as they stand, in order (`same`, `partial`, `changed`), else by what they mean, sentence by sentence
(`rendering`): a translation keeps names, numbers and the rare words, and what two translators choose for the rest is
listed where it is known. A quotation is taken apart once (`tasks.quotes.tokens`), and compared often.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tasks.quotes.terms import weigh_terms
from tasks.quotes.tokens import AnalyzedQuotation, QuotedSentence

_T = TypeVar("_T")

# Renderings of one statement come within days of each other; later the same speaker says the same things anew.
RENDERED_DAYS = 4.0
# Of the longer one's words, and of its pairs of neighbours, what the other has when it is the same: one word in nine
# may be another.
_SAME_WORDS = 0.88
_SAME_PAIRS = 0.75
# Of the pairs of neighbours of a sentence, what stands in the other quotation where the sentence does; and, of all,
# what an edit leaves.
_HELD_PAIRS = 0.8
_EDITED_PAIRS = 0.35
# Words in a row that nobody says again by chance. Fewer need the same speaker within `RENDERED_DAYS`; the
# reporter's own need those days, however many they are: outlets repeat their background for years.
_TELLING_WORDS = 8
_LEAST_WORDS = 4
_LEAST_TERMS = 2
# Share of two sentences' weight that renderings have in common, more where it is not known that one person speaks,
# and the least weight that they have; set on every second pair of tests/support/quote_pairs.py.
_RENDERED = 0.6
_RENDERED_UNNAMED = 0.7
_RENDERED_WEIGHT = 2.5


class QuoteRelation(StrEnum):
    """How two quotations belong together."""

    SAME = "same"
    PARTIAL = "partial"
    RENDERING = "rendering"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class QuoteSimilarity:
    """`similarity`, 0 to 1, is the share of words in common: of all, of the shorter's, or by weight of a sentence's."""

    kind: QuoteRelation
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePairContext:
    """What is known beside the words. `same_speaker` and `days` between them are None where it is not known.

    `versions`: they stand in two versions of one article.
    """

    same_speaker: bool | None
    days: float | None
    versions: bool = False


def compare_quotations(
    one: AnalyzedQuotation, other: AnalyzedQuotation, beside: QuotePairContext
) -> QuoteSimilarity | None:
    """What two quotations have in common; None where they are two statements. Symmetric."""
    if one.words == other.words or _is_nearly_same(one, other, beside):
        least = min(one, other, key=lambda said: (len(said.words), len(said.terms)))
        tells = _tells(len(least.words), len(least.terms), beside, marked=one.marked or other.marked)
        return QuoteSimilarity(QuoteRelation.SAME, _dice(one.bag, other.bag)) if tells else None
    if _is_held(one, other, beside) or _is_held(other, one, beside):
        shared = len(one.pairs & other.pairs) / min(len(one.pairs), len(other.pairs))
        return QuoteSimilarity(QuoteRelation.CHANGED if beside.versions else QuoteRelation.PARTIAL, shared)
    if beside.versions and beside.same_speaker is not False and _dice(one.pairs, other.pairs) >= _EDITED_PAIRS:
        return QuoteSimilarity(QuoteRelation.CHANGED, _dice(one.bag, other.bag))
    if beside.same_speaker is False or not _is_near(beside):
        return None
    meant = max((_meant(mine, theirs) for mine in _weighty(one) for theirs in _weighty(other)), default=0.0)
    if meant < (_RENDERED if beside.same_speaker else _RENDERED_UNNAMED):
        return None
    return QuoteSimilarity(QuoteRelation.CHANGED if beside.versions else QuoteRelation.RENDERING, meant)


def _is_nearly_same(one: AnalyzedQuotation, other: AnalyzedQuotation, beside: QuotePairContext) -> bool:
    """Whether words were misheard or left out; between versions of one article that is an edit."""
    return (
        not beside.versions
        and _of_longer(one.pairs, other.pairs) >= _SAME_PAIRS
        and _of_longer(one.bag, other.bag) >= _SAME_WORDS
        and one.negations == other.negations
        and _figures(one.bag) == _figures(other.bag)
    )


def _is_held(one: AnalyzedQuotation, other: AnalyzedQuotation, beside: QuotePairContext) -> bool:
    """Whether a sentence of `one` stands in `other`."""
    return any(
        _stands(sentence, other, beside)
        and _tells(len(sentence.words), len(sentence.terms), beside, marked=one.marked or other.marked)
        for sentence in one.sentences
    )


def _stands(sentence: QuotedSentence, other: AnalyzedQuotation, beside: QuotePairContext) -> bool:
    """Whether all its neighbours are neighbours there; or most of them, and no number and no "not" has changed."""
    lost = sentence.pairs - other.pairs
    if not lost:
        return bool(sentence.pairs)
    if len(lost) > (1 - _HELD_PAIRS) * len(sentence.pairs):
        return False
    there = max(other.sentences, key=lambda theirs: len(theirs.pairs & sentence.pairs))
    return beside.versions or (
        sentence.negative == there.negative and _figures(frozenset(sentence.words)) <= _figures(other.bag)
    )


def _tells(words: int, terms: int, beside: QuotePairContext, *, marked: bool) -> bool:
    """Whether so many words are the same because they were said once."""
    if beside.versions:
        return words > 0
    if words < _LEAST_WORDS or terms < _LEAST_TERMS:
        return False
    if words >= _TELLING_WORDS:
        return marked or _is_near(beside)
    return bool(beside.same_speaker) and _is_near(beside)


def _is_near(beside: QuotePairContext) -> bool:
    return beside.days is None or abs(beside.days) <= RENDERED_DAYS


def _weighty(one: AnalyzedQuotation) -> list[QuotedSentence]:
    return [sentence for sentence in one.sentences if sentence.weight >= _RENDERED_WEIGHT]


def _meant(one: QuotedSentence, other: QuotedSentence) -> float:
    """How much two sentences mean the same, 0 to 1."""
    shared = one.terms & other.terms
    common = weigh_terms(shared)
    if common < _RENDERED_WEIGHT or one.negative != other.negative or _disagree(one, other, shared):
        return 0.0
    return min(common / math.sqrt(one.weight * other.weight), 1.0)


def _disagree(one: QuotedSentence, other: QuotedSentence, shared: frozenset[str]) -> bool:
    """Whether each names a number, and none is in both."""
    return bool(_figures(one.terms) and _figures(other.terms) and not _figures(shared))


def _figures(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


def _of_longer(one: frozenset[_T], other: frozenset[_T]) -> float:
    return len(one & other) / max(len(one), len(other), 1)


def _dice(one: frozenset[_T], other: frozenset[_T]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
