"""The links, mentions, quotations, cited sources and figures of a document as rows.

Pure.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from tasks.model.stages import Annotated, Quote, Speaker
from tasks.names import analyze_name
from tasks.pipeline.identity_keys import name_id, other_kind_ids
from warehouse.model.tables import AttributionRow, FigureRow, LinkRow, MentionRow, NameRow, QuoteRow


def copy_shared(record: Any, row: type) -> dict[str, Any]:
    """The fields of a record that a kind of row has too, by name."""
    names = {field.name for field in fields(row)}
    return {field.name: getattr(record, field.name) for field in fields(record) if field.name in names}


def link_rows(item: int, annotated: Annotated) -> list[LinkRow]:
    """Links of document `item` of a batch, in the order of its text."""
    links = annotated.document.links
    return [LinkRow(item=item, position=place, **copy_shared(link, LinkRow)) for place, link in enumerate(links)]


def mention_rows(item: int, annotated: Annotated) -> list[MentionRow]:
    """Mentions in document `item` of a batch."""
    return [
        MentionRow(item=item, name_id=name_id(mention), **copy_shared(mention, MentionRow))
        for mention in annotated.mentions
    ]


def name_rows(annotated: Iterable[Annotated]) -> Iterator[NameRow]:
    """Every name of the batch once, as its first mention gives it."""
    seen: set[str] = set()
    for mention in (mention for document in annotated for mention in document.mentions):
        identity = name_id(mention)
        if identity not in seen:
            yield NameRow(
                ordinal=len(seen),
                name_id=identity,
                kind=mention.kind,
                name=mention.name,
                country=mention.country,
                keys=tuple(sorted(analyze_name(mention.name, mention.kind).blocking_keys)),
                other_kind_ids=other_kind_ids(mention),
            )
            seen.add(identity)


def quote_rows(item: int, annotated: Annotated) -> list[QuoteRow]:
    """Quotations in document `item` of a batch."""
    return [_quote_row(item, quote, quote.speaker) for quote in annotated.quotes]


def _quote_row(item: int, quote: Quote, speaker: Speaker | None) -> QuoteRow:
    shared = copy_shared(quote, QuoteRow) | {"speaker": speaker.surface if speaker else None}
    return QuoteRow(
        item=item,
        text=quote.surface,
        speaker_start=speaker.start_char if speaker else None,
        speaker_end=speaker.end_char if speaker else None,
        mention_start=speaker.mention.start_char if speaker and speaker.mention else None,
        **shared,
    )


def attribution_rows(item: int, annotated: Annotated) -> list[AttributionRow]:
    """Sources that document `item` of a batch cites."""
    return [
        AttributionRow(
            item=item,
            source_name=credit.source,
            mention_start=credit.mention.start_char if credit.mention else None,
            quote_start=credit.quote.start_char if credit.quote else None,
            quote_end=credit.quote.end_char if credit.quote else None,
            **copy_shared(credit, AttributionRow),
        )
        for credit in annotated.credits
    ]


def figure_rows(item: int, annotated: Annotated) -> list[FigureRow]:
    """Figures that document `item` of a batch gives."""
    return [FigureRow(item=item, **copy_shared(figure, FigureRow)) for figure in annotated.figures]


# By part of a batch, the rows of one document: its place in the batch and the document to rows.
DOCUMENT_ROWS: Mapping[str, Callable[[int, Annotated], Sequence[Any]]] = {
    "links": link_rows,
    "mentions": mention_rows,
    "quotes": quote_rows,
    "attributions": attribution_rows,
    "figures": figure_rows,
}
