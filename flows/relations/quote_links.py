"""Between the warehouse, which asks what quotations have in common, and their comparison, which knows no warehouse."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.quotes.similarity import QuotePairContext, compare_quotations
from tasks.quotes.tokens import analyze_quotation
from warehouse.model.vocabulary import QuoteKind
from warehouse.relations.quote_links import QuoteLink, QuotePair


def compare(pairs: Sequence[QuotePair]) -> list[QuoteLink | None]:
    """What the two quotations of each pair have in common; None where they are two statements."""
    return [_compared(pair) for pair in pairs]


def _compared(pair: QuotePair) -> QuoteLink | None:
    found = compare_quotations(
        analyze_quotation(pair.text, QuoteKind(pair.kind)),
        analyze_quotation(pair.other_text, QuoteKind(pair.other_kind)),
        QuotePairContext(same_speaker=pair.same_speaker, days=pair.days, versions=pair.versions),
    )
    return QuoteLink(kind=str(found.kind), similarity=found.similarity) if found else None
