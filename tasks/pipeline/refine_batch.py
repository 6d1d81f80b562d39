"""Captures to a batch of rows: all the thinking of one worker, in order. Pure, apart from the alarm clock.

    Capture → Extracted → Document → Annotated → Batch

A capture that fails costs itself only: expected trouble is a `Reject` of its step, a deadline is `timeout`, and an
exception that no step foresaw is `crash`, with its type and message, so that one bad page cannot end a backfill.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from tasks.clean.document import clean_document
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.registry import unpack_capture
from tasks.mentions.ner import Pipeline
from tasks.model.stages import Annotated, Capture, Document, Extracted, Media, Reject
from tasks.pipeline.annotate import annotate
from tasks.pipeline.sitemap_listing import listing
from tasks.pipeline.to_rows import Refined, assemble
from tasks.text.decode import repair
from tasks.text.languages import identify
from warehouse.model.records import Batch
from warehouse.model.tables import ListingRow, RejectRow
from warehouse.model.vocabulary import Reason

# A context manager that raises `TimeoutError` inside its block when the block takes too long.
Deadline = Callable[[], AbstractContextManager[None]]
_T = TypeVar("_T")
# Documents annotated at a time: one feed may hold thousands, and the model keeps what it makes of all of them.
_TOGETHER = 64


def refine(
    captures: Sequence[Capture],
    unread: Sequence[RejectRow] = (),
    *,
    pipelines: Mapping[str, Pipeline],
    limits: DocumentLimits,
    deadline: Deadline,
) -> Batch:
    """The rows of `captures`, in their order, and of the files that could not be read, as one batch."""
    read = [(capture, one) for capture in captures for one in _read(capture, limits, deadline)]
    documents = [one.document for _, one in read if isinstance(one, Reading)]
    annotated = (
        one
        for start in range(0, len(documents), _TOGETHER)
        for one in _annotated(documents[start : start + _TOGETHER], pipelines, deadline)
    )
    refined = [
        Refined(capture=capture, result=next(annotated), address=one.address, part=one.part)
        if isinstance(one, Reading)
        else Refined(capture=capture, result=one, address=None, part=None)
        for capture, one in read
    ]
    listed = [
        (capture, _guarded(partial(listing, capture), deadline))
        for capture in captures
        if capture.media == Media.SITEMAP
    ]
    refined += [Refined(capture=one, result=read, address=None) for one, read in listed if isinstance(read, Reject)]
    rows = [read for _, read in listed if isinstance(read, ListingRow)]
    return assemble(refined, unread, captures=captures, listings=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document of a capture, extracted and cleaned.

    `address` is where the record says it was found, if it says so; `part` which part of the capture it is, where that
    holds several documents.
    """

    document: Document
    address: str | None
    part: str | None


def _read(capture: Capture, limits: DocumentLimits, deadline: Deadline) -> Sequence[Reading | Reject]:
    found = _guarded(partial(unpack_capture, capture), deadline)
    if isinstance(found, Reject):
        return [found]
    return [_guarded(partial(_reading, one, limits), deadline) for one in found]


def _annotated(
    documents: Sequence[Document], pipelines: Mapping[str, Pipeline], deadline: Deadline
) -> list[Annotated | Reject]:
    """All together, which is faster; one by one when the batch fails, so that only the culprit is lost."""
    together = _guarded(partial(annotate, documents, pipelines), deadline)
    if not isinstance(together, Reject):
        return list(together)
    if len(documents) == 1:
        return [together]
    return [one for document in documents for one in _annotated([document], pipelines, deadline)]


def _guarded(step: Callable[[], _T], deadline: Deadline) -> _T | Reject:
    try:
        with deadline():
            return step()
    except TimeoutError:
        return Reject(reason=Reason.TIMEOUT, detail="took longer than the deadline of one document")
    except Exception as error:  # whatever a page makes a library raise, the others go on
        return Reject(reason=Reason.CRASH, detail=f"{type(error).__name__}: {error}")


def read_capture(capture: Capture, limits: DocumentLimits) -> list[Reading | Reject]:
    """The documents of one capture, without mentions: decode, extract, repair, identify the language, clean."""
    return [_reading(one, limits) for one in unpack_capture(capture)]


def _reading(extracted: Extracted | Reject, limits: DocumentLimits) -> Reading | Reject:
    if isinstance(extracted, Reject):
        return extracted
    document = _clean(extracted, limits)
    if isinstance(document, Reject) and document.reason is Reason.NO_TEXT and extracted.part and extracted.title:
        # An entry whose summary says only "Read more": its headline is what the feed tells.
        bare = replace(extracted, text=extracted.title, is_truncated=True, truncated_because="headline")
        document = _clean(bare, limits)
    if isinstance(document, Reject):
        return document
    return Reading(document=document, address=extracted.address, part=extracted.part)


def _clean(extracted: Extracted, limits: DocumentLimits) -> Document | Reject:
    if len(extracted.text) > limits.text_chars:
        detail = f"{len(extracted.text)} characters of text; the cap is {limits.text_chars}"
        return Reject(reason=Reason.TOO_LARGE, detail=detail)
    mended = _mended(extracted)
    # Pages declare wrong languages, so detection wins over them; whoever wrote a record knew.
    detected = None if mended.language_stated else identify(mended.text)
    return clean_document(mended, source_stated=mended.source_stated, detected_language=detected)


def _mended(extracted: Extracted) -> Extracted:
    return replace(
        extracted,
        title=repair(extracted.title) if extracted.title else None,
        text=repair(extracted.text),
        authors=tuple(map(repair, extracted.authors)),
        source_name=repair(extracted.source_name) if extracted.source_name else None,
    )
