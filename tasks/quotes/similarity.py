"""Compare two quotations: same words, in part, in another rendering (translation, paraphrase), or edited.

Pure. Words are compared as they stand, in order (`same`, `partial`, `changed`), else by their terms, sentence by
sentence (`rendering`): a translation keeps names, numbers and rare words, and a list of synonyms covers what two
translators choose for the rest. A quotation is analyzed once (`analyzed_quotation`) and compared often. See
`docs/adr/0040-quote-similarity.md`.
"""

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from tasks.quotes.analyzed_quotation import AnalyzedQuotation, QuotedSentence, analyze_quotation, weigh_terms
from warehouse.model.relation_records import QuoteLinkRow, QuotePair
from warehouse.model.vocabulary import QuoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSimilarityThresholds:
    """When two quotations are of the same words.

    `rendering` to `rendering_weight` were chosen on every second pair of `tests/support/quote_pairs.py` (82 made-up
    pairs: precision and recall 1; on the other half 0.95 and 0.95). The others were set by hand.
    """

    # Of the longer quotation's words, and of its pairs of neighbours, the share that a nearly equal one has: one word
    # in nine may differ.
    same_words: float = 0.88
    same_pairs: float = 0.75
    # Of the pairs of neighbours of a sentence, the share in a quotation that contains it; of all, what an edit leaves.
    contained_pairs: float = 0.8
    edited_pairs: float = 0.35
    # So many words in a row are not repeated by chance. Fewer need the same speaker within `days`, and at least
    # `min_words` words and `min_terms` terms; the reporter's own words need the days, however many they are: outlets
    # repeat their background for years.
    distinctive_words: int = 8
    min_words: int = 4
    min_terms: int = 2
    # Share of two sentences' weight that renderings have in common, higher where the speaker of one is unknown, and
    # the least weight of each.
    rendering: float = 0.6
    rendering_unnamed: float = 0.7
    rendering_weight: float = 2.5
    # Renderings of one statement come within days of each other; later the same speaker says the same things anew.
    days: float = 4.0


QUOTE_THRESHOLDS = QuoteSimilarityThresholds()


class QuoteRelation(StrEnum):
    """How two quotations of the same words are related."""

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
    """What is known beside the words. `same_speaker` and `days` between the two are None where unknown.

    `versions`: they stand in two versions of one article.
    """

    same_speaker: bool | None
    days: float | None
    versions: bool = False


def link_pairs(pairs: Sequence[QuotePair]) -> list[QuoteLinkRow]:
    """Returns a link for each pair of quotations that have words in common; none where they are two statements."""
    links = []
    for pair in pairs:
        left = analyze_quotation(pair.text, QuoteKind(pair.kind))
        right = analyze_quotation(pair.other_text, QuoteKind(pair.other_kind))
        context = QuotePairContext(same_speaker=pair.same_speaker, days=pair.days, versions=pair.versions)
        link = compare_quotations(left, right, context)
        if link is not None:
            ids = {"quote_id": pair.quote_id, "other_id": pair.other_id}
            links.append(QuoteLinkRow(**ids, similarity=link.similarity, kind=link.kind))
    return links


def compare_quotations(
    left: AnalyzedQuotation, right: AnalyzedQuotation, context: QuotePairContext
) -> QuoteSimilarity | None:
    """Returns how two quotations are related; None where they are two statements. Symmetric."""
    if left.words == right.words or _is_nearly_same(left, right, context):
        shorter = min(left, right, key=lambda quotation: (len(quotation.words), len(quotation.terms)))
        marked = left.marked or right.marked
        if not _is_distinctive(len(shorter.words), len(shorter.terms), context, marked=marked):
            return None
        return QuoteSimilarity(QuoteRelation.SAME, _dice(left.bag, right.bag))
    if _has_contained_sentence(left, right, context) or _has_contained_sentence(right, left, context):
        shared = len(left.pairs & right.pairs) / min(len(left.pairs), len(right.pairs))
        return QuoteSimilarity(QuoteRelation.CHANGED if context.versions else QuoteRelation.PARTIAL, shared)
    may_be_edit = context.versions and context.same_speaker is not False
    if may_be_edit and _dice(left.pairs, right.pairs) >= QUOTE_THRESHOLDS.edited_pairs:
        return QuoteSimilarity(QuoteRelation.CHANGED, _dice(left.bag, right.bag))
    return _compare_terms(left, right, context)


def _compare_terms(
    left: AnalyzedQuotation, right: AnalyzedQuotation, context: QuotePairContext
) -> QuoteSimilarity | None:
    """Returns the similarity of two renderings of one statement, None where they are none."""
    if context.same_speaker is False or not _is_near(context):
        return None
    heavy = _list_heavy_sentences(right)
    similarity = max((_cosine(mine, theirs) for mine in _list_heavy_sentences(left) for theirs in heavy), default=0.0)
    if similarity < (QUOTE_THRESHOLDS.rendering if context.same_speaker else QUOTE_THRESHOLDS.rendering_unnamed):
        return None
    return QuoteSimilarity(QuoteRelation.CHANGED if context.versions else QuoteRelation.RENDERING, similarity)


def _is_nearly_same(left: AnalyzedQuotation, right: AnalyzedQuotation, context: QuotePairContext) -> bool:
    """Whether words were misheard or left out; between versions of one article that is an edit."""
    return (
        not context.versions
        and _share_of_longer(left.pairs, right.pairs) >= QUOTE_THRESHOLDS.same_pairs
        and _share_of_longer(left.bag, right.bag) >= QUOTE_THRESHOLDS.same_words
        and left.negations == right.negations
        and _select_numbers(left.bag) == _select_numbers(right.bag)
    )


def _has_contained_sentence(part: AnalyzedQuotation, whole: AnalyzedQuotation, context: QuotePairContext) -> bool:
    """Whether a sentence of `part` is also in `whole`."""
    return any(
        _is_contained(sentence, whole, context)
        and _is_distinctive(len(sentence.words), len(sentence.terms), context, marked=part.marked or whole.marked)
        for sentence in part.sentences
    )


def _is_contained(sentence: QuotedSentence, whole: AnalyzedQuotation, context: QuotePairContext) -> bool:
    """Whether all its neighbours are neighbours there; or most of them, with the same numbers and negation."""
    lost = sentence.pairs - whole.pairs
    if not lost:
        return bool(sentence.pairs)
    if len(lost) > (1 - QUOTE_THRESHOLDS.contained_pairs) * len(sentence.pairs):
        return False
    nearest = max(whole.sentences, key=lambda candidate: len(candidate.pairs & sentence.pairs))
    return context.versions or (
        sentence.negative == nearest.negative
        and _select_numbers(frozenset(sentence.words)) <= _select_numbers(whole.bag)
    )


def _is_distinctive(words: int, terms: int, context: QuotePairContext, *, marked: bool) -> bool:
    """Whether so many equal words come from one statement, not from chance."""
    if context.versions:
        return words > 0
    if words < QUOTE_THRESHOLDS.min_words or terms < QUOTE_THRESHOLDS.min_terms:
        return False
    if words >= QUOTE_THRESHOLDS.distinctive_words:
        return marked or _is_near(context)
    return bool(context.same_speaker) and _is_near(context)


def _is_near(context: QuotePairContext) -> bool:
    return context.days is None or abs(context.days) <= QUOTE_THRESHOLDS.days


def _list_heavy_sentences(quotation: AnalyzedQuotation) -> list[QuotedSentence]:
    return [sentence for sentence in quotation.sentences if sentence.weight >= QUOTE_THRESHOLDS.rendering_weight]


def _cosine(left: QuotedSentence, right: QuotedSentence) -> float:
    """Returns the weighted similarity of the terms of two sentences, 0 to 1; 0 where negation or numbers differ."""
    shared = left.terms & right.terms
    common = weigh_terms(shared)
    if common < QUOTE_THRESHOLDS.rendering_weight or left.negative != right.negative or _disagree(left, right, shared):
        return 0.0
    return min(common / math.sqrt(left.weight * right.weight), 1.0)


def _disagree(left: QuotedSentence, right: QuotedSentence, shared: frozenset[str]) -> bool:
    """Whether each contains a number, and they share none."""
    return bool(_select_numbers(left.terms) and _select_numbers(right.terms) and not _select_numbers(shared))


def _select_numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


def _share_of_longer(left: Set[object], right: Set[object]) -> float:
    return len(left & right) / max(len(left), len(right), 1)


def _dice(left: Set[object], right: Set[object]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0
