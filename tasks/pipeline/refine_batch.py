"""Turns captures into a batch of rows: every step of a worker, in order.

Pure, apart from the deadline.

    Capture → Extracted → Document → (steps of the user) → Annotated → Batch

A capture that fails costs itself only: expected trouble is a `Reject` of its step, a deadline is `timeout`, and an
exception that no step foresaw is `crash`, with its type and message, so that one bad page cannot end a backfill.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from tasks.clean import clean_document
from tasks.inputs import DocumentLimits, unpack_capture
from tasks.mentions import Pipeline
from tasks.model.stages import Annotated, Capture, Document, Extracted, Media, Reject
from tasks.own_steps import DocumentStep, apply_step
from tasks.pipeline.annotate import annotate
from tasks.pipeline.sitemap_listing import listing
from tasks.pipeline.to_rows import EXTRACTED_WITH, Refined, assemble
from tasks.text.decode import repair
from tasks.text.languages import identify
from warehouse.model.records import Batch
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

# A context manager that raises `TimeoutError` inside its block when the block takes too long.
Deadline = Callable[[], AbstractContextManager[None]]
_T = TypeVar("_T")
# Documents annotated at a time: one feed may hold thousands, and the model keeps the results of all of them.
_ANNOTATED_AT_ONCE = 64


def refine(
    captures: Sequence[Capture],
    unread: Sequence[RejectRow] = (),
    *,
    pipelines: Mapping[str, Pipeline],
    limits: DocumentLimits,
    deadline: Deadline = nullcontext,
    steps: Sequence[DocumentStep] = (),
) -> Batch:
    """The rows of `captures`, in their order, and of the files that could not be read, as one batch.

    `pipelines` are the models by language (ISO 639-1), `steps` run on each cleaned document, and `deadline` is entered
    around each stage of a document. Never raises for a document.
    """
    read = [(capture, result) for capture in captures for result in read_capture(capture, limits, deadline, steps)]
    documents = [result.document for _, result in read if isinstance(result, CleanedDocument)]
    annotated = (
        result
        for start in range(0, len(documents), _ANNOTATED_AT_ONCE)
        for result in _annotate(documents[start : start + _ANNOTATED_AT_ONCE], pipelines, deadline)
    )
    refined = [
        Refined(capture=capture, result=next(annotated), address=result.address, part=result.part)
        if isinstance(result, CleanedDocument)
        else Refined(capture=capture, result=result, address=None, part=None)
        for capture, result in read
    ]
    listings = []
    for capture in captures:
        if capture.media == Media.SITEMAP:
            result = _guard(partial(listing, capture), deadline)
            if isinstance(result, Reject):
                refined.append(Refined(capture=capture, result=result, address=None))
            elif result is not None:
                listings.append(result)
    labels = [f", step {step.label}" for step in steps]
    return assemble(
        refined, unread, captures=captures, listings=listings, extracted_with="".join((EXTRACTED_WITH, *labels))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedDocument:
    """A document of a capture, extracted and cleaned.

    `address` is the one that the record states, if any; `part` names the part of a capture that holds several
    documents.
    """

    document: Document
    address: str | None
    part: str | None


def read_capture(
    capture: Capture, limits: DocumentLimits, deadline: Deadline = nullcontext, steps: Sequence[DocumentStep] = ()
) -> Sequence[CleanedDocument | Reject]:
    """The documents of one capture, without mentions.

    Decode, extract, repair, identify the language, clean, and run the steps of the user.
    """
    parts = _guard(partial(unpack_capture, capture), deadline)
    if isinstance(parts, Reject):
        return [parts]
    cleaned = [_guard(partial(_clean_part, part, limits), deadline) for part in parts]
    return [_apply_steps(result, steps, limits, deadline) for result in cleaned] if steps else cleaned


def _apply_steps(
    result: CleanedDocument | Reject, steps: Sequence[DocumentStep], limits: DocumentLimits, deadline: Deadline
) -> CleanedDocument | Reject:
    """The document after all steps, each within a deadline of its own; what one rejects, the next does not see."""
    for step in steps:
        if isinstance(result, Reject):
            return result
        changed = _guard(partial(apply_step, step, result.document, text_chars=limits.text_chars), deadline)
        if isinstance(changed, Reject):
            late = changed.reason is Reason.TIMEOUT
            result = replace(changed, detail=f"{step.name}: {changed.detail}") if late else changed
        else:
            result = replace(result, document=changed)
    return result


def _annotate(
    documents: Sequence[Document], pipelines: Mapping[str, Pipeline], deadline: Deadline
) -> list[Annotated | Reject]:
    """All together, which is faster; one by one when the batch fails, so that only the culprit is lost."""
    results = _guard(partial(annotate, documents, pipelines), deadline)
    if not isinstance(results, Reject):
        return list(results)
    if len(documents) == 1:
        return [results]
    return [result for document in documents for result in _annotate([document], pipelines, deadline)]


def _guard(step: Callable[[], _T], deadline: Deadline) -> _T | Reject:
    try:
        with deadline():
            return step()
    except TimeoutError:
        return Reject(reason=Reason.TIMEOUT, detail="took longer than the deadline of one document")
    except Exception as error:  # whatever a page makes a library raise, the others go on
        return Reject(reason=Reason.CRASH, detail=f"{type(error).__name__}: {error}")


def _clean_part(extracted: Extracted | Reject, limits: DocumentLimits) -> CleanedDocument | Reject:
    if isinstance(extracted, Reject):
        return extracted
    document = _clean(extracted, limits)
    if isinstance(document, Reject) and document.reason is Reason.NO_TEXT and extracted.part and extracted.title:
        # An entry whose summary is only "Read more": its headline is all the text there is.
        bare = replace(extracted, text=extracted.title, is_truncated=True, truncated_because="headline")
        document = _clean(bare, limits)
    if isinstance(document, Reject):
        return document
    return CleanedDocument(document=document, address=extracted.address, part=extracted.part)


def _clean(extracted: Extracted, limits: DocumentLimits) -> Document | Reject:
    if len(extracted.text) > limits.text_chars:
        detail = f"{len(extracted.text)} characters of text; the cap is {limits.text_chars}"
        return Reject(reason=Reason.TOO_LARGE, detail=detail)
    repaired = _repair(extracted)
    # Pages declare wrong languages, so detection overrides them; a record that states one is right.
    detected = None if repaired.language_stated else identify(repaired.text)
    return clean_document(repaired, source_stated=repaired.source_stated, detected_language=detected)


def _repair(extracted: Extracted) -> Extracted:
    return replace(
        extracted,
        title=repair(extracted.title) if extracted.title else None,
        text=repair(extracted.text),
        authors=tuple(map(repair, extracted.authors)),
        source_name=repair(extracted.source_name) if extracted.source_name else None,
    )
