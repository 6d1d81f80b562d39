"""Annotated documents to rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from tasks.copies.shingles import sample_shingles, shingle_text
from tasks.model.stages import Annotated, Capture, Document, Reject
from tasks.pipeline.identity_keys import NO_OUTLET, address_key, article_keys, digest, outlet_id
from tasks.pipeline.rows import DOCUMENT_ROWS, name_rows
from tasks.schedule.gone_pages import find_gone_address
from warehouse.model.records import Batch, encode
from warehouse.model.tables import CaptureRow, ItemRow, ListingRow, RejectRow, RemovedRow

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
    refined: Sequence[Refined],
    unread: Sequence[RejectRow] = (),
    *,
    captures: Sequence[Capture] | None = None,
    listings: Sequence[ListingRow] = (),
) -> Batch:
    """The rows of captures in their order, and of what could not even be read, as one batch.

    `captures` are all of them, when some hold no document; else those of `refined`. `listings` are those of the
    sitemaps among them.
    """
    kept = {one.capture_id: one for one in ([one.capture for one in refined] if captures is None else captures)}
    rejects = [*unread, *(_reject_row(one.capture, one.result) for one in refined if isinstance(one.result, Reject))]
    documents = [one for one in refined if not isinstance(one.result, Reject)]
    gone = [_Gone(capture=one, address=address) for one in kept.values() if (address := find_gone_address(one))]
    items = list(enumerate(_in_order(documents, gone, kept) if gone else documents))
    annotated = [
        (item, one, one.result)
        for item, one in items
        if isinstance(one, Refined) and not isinstance(one.result, Reject)
    ]
    item_rows = [_item_row(item, one, result.document, result) for item, one, result in annotated]
    item_rows += [_gone_row(item, one) for item, one in items if isinstance(one, _Gone)]
    rows = {
        "captures": encode(_capture_row(place, one) for place, one in enumerate(kept.values())),
        "rejects": encode(rejects),
        "items": encode(item_rows),
        "names": encode(name_rows(result for *_, result in annotated)),
        "listings": encode(listings),
    }
    for part, rows_of in DOCUMENT_ROWS.items():
        rows[part] = encode(row for item, _, result in annotated for row in rows_of(item, result))
    return Batch(rows=rows, documents=len(refined) + len(unread))


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
        shingle_keys=sample_shingles(shingle_text(document.text)),
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
