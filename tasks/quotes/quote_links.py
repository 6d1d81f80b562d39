"""Links the quotations of those pairs that are of the same words.

Pure.
"""

from collections.abc import Sequence

from tasks.quotes.analyzed_quotation import analyze_quotation
from tasks.quotes.similarity import QuotePairContext, compare_quotations
from warehouse.model.relation_records import QuoteLinkRow, QuotePair
from warehouse.model.vocabulary import QuoteKind


def link_pairs(pairs: Sequence[QuotePair]) -> list[QuoteLinkRow]:
    """A link for each pair of quotations that have words in common; none where they are two statements."""
    links = []
    for pair in pairs:
        similarity = compare_quotations(
            analyze_quotation(pair.text, QuoteKind(pair.kind)),
            analyze_quotation(pair.other_text, QuoteKind(pair.other_kind)),
            QuotePairContext(same_speaker=pair.same_speaker, days=pair.days, versions=pair.versions),
        )
        if similarity is not None:
            links.append(
                QuoteLinkRow(
                    quote_id=pair.quote_id,
                    other_id=pair.other_id,
                    similarity=similarity.similarity,
                    kind=similarity.kind,
                )
            )
    return links
