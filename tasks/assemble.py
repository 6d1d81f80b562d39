"""Annotated documents to rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from tasks.keys import NO_OUTLET, address_key, alike_ids, article_keys, digest, name_id, outlet_id
from tasks.names import analyse, blocking_keys
from tasks.removals import gone_address
from tasks.shingles import sample, shingled
from tasks.stages import Annotated, Capture, Document, Quote, Reject, Speaker
from warehouse.records import (
    AttributionRow,
    Batch,
    CaptureRow,
    ItemRow,
    LinkRow,
    MentionRow,
    NameRow,
    QuoteRow,
    RejectRow,
    RemovedRow,
    encode,
)

# What read and cleaned the documents; a row of another version can be found and made anew.
EXTRACTED_WITH = f"dateline {version('dateline')}, trafilatura {version('trafilatura')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """What became of one document of a capture.

    `address` is where the record says it was found, if it says so; `part` which part of the capture it is, where that
    holds several documents.
    """

    capture: Capture
    result: Annotated | Reject
    address: str | None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """An answer that there is no page any more at the address."""

    capture: Capture
    address: str


def assemble(
    refined: Sequence[Refined], unread: Sequence[RejectRow] = (), *, captures: Sequence[Capture] | None = None
) -> Batch:
    """The rows of captures in their order, and of what could not even be read, as one batch.

    `captures` are all of them, when some hold no document; else those of `refined`.
    """
    kept = {one.capture_id: one for one in ([one.capture for one in refined] if captures is None else captures)}
    rejects = [*unread, *(_reject_row(one.capture, one.result) for one in refined if isinstance(one.result, Reject))]
    documents = [one for one in refined if not isinstance(one.result, Reject)]
    gone = [_Gone(capture=one, address=address) for one in kept.values() if (address := gone_address(one))]
    items = list(enumerate(_in_order(documents, gone, kept) if gone else documents))
    annotated = [
        (item, one, one.result)
        for item, one in items
        if isinstance(one, Refined) and not isinstance(one.result, Reject)
    ]
    item_rows = [_item_row(item, one, result.document, result) for item, one, result in annotated]
    item_rows += [_gone_row(item, one) for item, one in items if isinstance(one, _Gone)]
    return Batch(
        captures=encode(_capture_row(place, one) for place, one in enumerate(kept.values())),
        rejects=encode(rejects),
        items=encode(item_rows),
        links=encode(row for item, _, result in annotated for row in _link_rows(item, result.document)),
        mentions=encode(row for item, _, result in annotated for row in _mention_rows(item, result)),
        names=encode(_name_rows(result for *_, result in annotated)),
        quotes=encode(row for item, _, result in annotated for row in _quote_rows(item, result)),
        attributions=encode(row for item, _, result in annotated for row in _attribution_rows(item, result)),
        documents=len(refined) + len(unread),
    )


def _capture_row(place: int, capture: Capture) -> CaptureRow:
    return CaptureRow(
        capture_id=capture.capture_id,
        run_id=capture.run_id,
        uri=capture.uri,
        line=capture.line,
        media=capture.media,
        digest=sha256(capture.body).hexdigest(),
        size_bytes=len(capture.body),
        seen_at=capture.seen_at,
        file=capture.file,
        start_offset=capture.start_offset,
        status=capture.status,
        position=place,
    )


def _reject_row(capture: Capture, reject: Reject) -> RejectRow:
    return RejectRow(
        run_id=capture.run_id,
        capture_id=capture.capture_id,
        uri=capture.uri,
        line=capture.line,
        reason=reject.reason,
        detail=" ".join(reject.detail.split())[:500],
        seen_at=capture.seen_at,
    )


def _item_row(item: int, one: Refined, document: Document, annotated: Annotated) -> ItemRow:
    dateline = document.dateline
    return ItemRow(
        item=item,
        capture_id=one.capture.capture_id,
        keys=article_keys(document, file_uri=one.capture.uri, address=one.address, part=one.part),
        source_id=outlet_id(document),
        source_name=document.source_name or document.domain or NO_OUTLET,
        domain=document.domain,
        country=document.country,
        url=document.url,
        title=document.title,
        authors=document.authors,
        lead=document.lead,
        text=document.text,
        language=document.language,
        published_at=document.published_at,
        published_from=document.published_from,
        published_raw=document.published_raw,
        dates_disagree=document.dates_disagree,
        updated_at=document.updated_at,
        dateline_place=dateline.place if dateline else None,
        dateline_date=dateline.day.date() if dateline and dateline.day else None,
        agency=document.agency,
        is_truncated=document.is_truncated,
        word_count=len(document.text.split()),
        text_hash=sha256(document.text.encode()).hexdigest(),
        content_hash=_content_hash(document),
        annotated_with=annotated.annotated_with,
        removed=tuple(RemovedRow(rule=removal.rule, text=removal.text) for removal in document.removed),
        extra=document.extra,
        truncated_because=document.truncated_because,
        extracted_with=EXTRACTED_WITH,
        shingle_keys=sample(shingled(document.text)),
    )


def _in_order(documents: Sequence[Refined], gone: Sequence[_Gone], kept: Iterable[str]) -> list[Refined | _Gone]:
    """In the order of the log: what is gone and what is there may be one article."""
    places = {identity: place for place, identity in enumerate(kept)}
    return sorted([*documents, *gone], key=lambda one: places[one.capture.capture_id])


def _gone_row(item: int, gone: _Gone) -> ItemRow:
    nothing = sha256(b"").hexdigest()
    return ItemRow(
        item=item,
        capture_id=gone.capture.capture_id,
        keys=(address_key(gone.address),),
        source_id="",
        source_name="",
        domain=None,
        country=None,
        url=None,
        title=None,
        authors=(),
        lead=None,
        text="",
        language=None,
        published_at=None,
        published_from=None,
        published_raw=None,
        dates_disagree=False,
        updated_at=None,
        dateline_place=None,
        dateline_date=None,
        agency=None,
        is_truncated=False,
        word_count=0,
        text_hash=nothing,
        content_hash=nothing,
        annotated_with=None,
        removed=(),
        extra=None,
        truncated_because=None,
        extracted_with=EXTRACTED_WITH,
        shingle_keys=(),
        is_gone=True,
    )


def _content_hash(document: Document) -> str:
    published: datetime | None = document.published_at
    return digest(
        document.title,
        document.text,
        published.isoformat() if published else None,
        document.authors,
        document.source_name,
        document.url,
        document.language,
        document.extra,
    )


def _link_rows(item: int, document: Document) -> list[LinkRow]:
    return [
        LinkRow(item=item, position=position, kind=link.kind, title=link.title, url=link.url)
        for position, link in enumerate(document.links)
    ]


def _mention_rows(item: int, annotated: Annotated) -> list[MentionRow]:
    return [
        MentionRow(
            item=item,
            start_char=mention.start_char,
            end_char=mention.end_char,
            surface=mention.surface,
            kind=mention.kind,
            name=mention.name,
            name_id=name_id(mention),
            role=mention.role,
            country=mention.country,
        )
        for mention in annotated.mentions
    ]


def _name_rows(annotated: Iterable[Annotated]) -> Iterator[NameRow]:
    """Every name of the batch once, as it came first."""
    seen: set[str] = set()
    for mention in (mention for one in annotated for mention in one.mentions):
        identity = name_id(mention)
        if identity not in seen:
            yield NameRow(
                ordinal=len(seen),
                name_id=identity,
                kind=mention.kind,
                name=mention.name,
                country=mention.country,
                keys=tuple(sorted(blocking_keys(analyse(mention.name, mention.kind)))),
                alike=alike_ids(mention),
            )
            seen.add(identity)


def _quote_rows(item: int, annotated: Annotated) -> list[QuoteRow]:
    return [_quote_row(item, quote, quote.speaker) for quote in annotated.quotes]


def _quote_row(item: int, quote: Quote, speaker: Speaker | None) -> QuoteRow:
    return QuoteRow(
        item=item,
        start_char=quote.start_char,
        end_char=quote.end_char,
        text=quote.surface,
        kind=quote.kind,
        cue=quote.cue,
        speaker=speaker.surface if speaker else None,
        speaker_start=speaker.start_char if speaker else None,
        speaker_end=speaker.end_char if speaker else None,
        mention_start=speaker.mention.start_char if speaker and speaker.mention else None,
        confidence=quote.confidence,
        rule=quote.rule,
    )


def _attribution_rows(item: int, annotated: Annotated) -> list[AttributionRow]:
    return [
        AttributionRow(
            item=item,
            start_char=credit.start_char,
            end_char=credit.end_char,
            surface=credit.surface,
            source_name=credit.source,
            kind=credit.kind,
            mention_start=credit.mention.start_char if credit.mention else None,
            quote_start=credit.quote.start_char if credit.quote else None,
            quote_end=credit.quote.end_char if credit.quote else None,
        )
        for credit in annotated.credits
    ]
