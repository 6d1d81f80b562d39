"""Turns annotated documents into the rows of a batch.

Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version

from tasks.copies import sample_shingles, shingle_text
from tasks.model.stages import Annotated, Capture, Document, Reject
from tasks.pipeline.identity_keys import NO_OUTLET, address_key, article_keys, digest, outlet_id
from tasks.pipeline.rows import DOCUMENT_ROWS, copy_shared, name_rows
from tasks.schedule import find_gone_address
from warehouse.model.records import Batch, encode
from warehouse.model.tables import CaptureRow, GonePageRow, ItemRow, ListingRow, RejectRow

# The programs that extracted the documents: rows of other versions can be selected and made anew.
EXTRACTED_WITH = f"dateline {version('dateline')}, trafilatura {version('trafilatura')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """One document of a capture, annotated or rejected.

    `address` is the one that the record states, if any; `part` names the part of a capture that holds several
    documents.
    """

    capture: Capture
    result: Annotated | Reject
    address: str | None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _GonePage:
    """An answer that there is no page any more at the address."""

    capture: Capture
    address: str


def assemble(
    refined: Sequence[Refined],
    unread: Sequence[RejectRow] = (),
    *,
    captures: Sequence[Capture] | None = None,
    listings: Sequence[ListingRow] = (),
    extracted_with: str = EXTRACTED_WITH,
) -> Batch:
    """The rows of captures in their order, and of files that could not be read, as one batch.

    `captures` are all of them, when some hold no document; else those of `refined`. `listings` are those of the
    sitemaps among them. `extracted_with` names the programs that made the documents.
    """
    if captures is None:
        captures = [document.capture for document in refined]
    by_id = {capture.capture_id: capture for capture in captures}
    addresses = [(capture, find_gone_address(capture)) for capture in by_id.values()]
    gone = [_GonePage(capture=capture, address=address) for capture, address in addresses if address]
    rejects = [_reject_row(item.capture, item.result) for item in refined if isinstance(item.result, Reject)]
    accepted = [item for item in refined if not isinstance(item.result, Reject)]
    numbered = list(enumerate(_in_order(accepted, gone, by_id)))
    documents = [
        (number, item, item.result)
        for number, item in numbered
        if isinstance(item, Refined) and not isinstance(item.result, Reject)
    ]
    rows = {
        "captures": encode(_capture_row(place, capture) for place, capture in enumerate(by_id.values())),
        "rejects": encode([*unread, *rejects]),
        "items": encode(_item_row(number, item, result, extracted_with) for number, item, result in documents),
        "gone_pages": encode(_gone_row(number, item) for number, item in numbered if isinstance(item, _GonePage)),
        "names": encode(name_rows(result for *_, result in documents)),
        "listings": encode(listings),
    }
    for part, rows_of in DOCUMENT_ROWS.items():
        rows[part] = encode(row for number, _, result in documents for row in rows_of(number, result))
    return Batch(rows=rows, documents=len(refined) + len(unread))


def _capture_row(place: int, capture: Capture) -> CaptureRow:
    return CaptureRow(
        digest=sha256(capture.body).hexdigest(),
        size_bytes=len(capture.body),
        position=place,
        **copy_shared(capture, CaptureRow),
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


def _item_row(item: int, refined: Refined, annotated: Annotated, extracted_with: str) -> ItemRow:
    document = annotated.document
    dateline = document.dateline
    named = replace(document, source_name=document.source_name or document.domain or NO_OUTLET)
    return ItemRow(
        item=item,
        capture_id=refined.capture.capture_id,
        keys=article_keys(document, file_uri=refined.capture.uri, address=refined.address, part=refined.part),
        source_id=outlet_id(document),
        country=None,  # no kind of input states it
        dateline_place=dateline.place if dateline else None,
        dateline_date=dateline.day.date() if dateline and dateline.day else None,
        word_count=len(document.text.split()),
        text_hash=sha256(document.text.encode()).hexdigest(),
        content_hash=_content_hash(document),
        annotated_with=annotated.annotated_with,
        extracted_with=extracted_with,
        shingle_keys=sample_shingles(shingle_text(document.text)),
        **copy_shared(named, ItemRow),
    )


def _in_order(
    documents: Sequence[Refined], gone: Sequence[_GonePage], order: Iterable[str]
) -> Sequence[Refined | _GonePage]:
    """Documents and gone pages in the order of the log, because both may be of one article."""
    if not gone:
        return documents
    places = {capture_id: place for place, capture_id in enumerate(order)}
    return sorted([*documents, *gone], key=lambda item: places[item.capture.capture_id])


def _gone_row(item: int, gone: _GonePage) -> GonePageRow:
    key = address_key(gone.address)
    return GonePageRow(item=item, capture_id=gone.capture.capture_id, key=key, extracted_with=EXTRACTED_WITH)


def _content_hash(document: Document) -> str:
    published = document.published_at.isoformat() if document.published_at else None
    identity = (document.authors, document.source_name, document.url, document.language, document.extra)
    return digest(document.title, document.text, published, *identity)
