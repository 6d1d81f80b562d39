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

from tasks.annotate import annotate
from tasks.assemble import Refined, assemble
from tasks.clean import clean
from tasks.decode import decode, repair
from tasks.extract import extract
from tasks.languages import identify
from tasks.parse import parse
from tasks.pipelines import Pipeline
from tasks.read import Limits
from tasks.stages import Annotated, Capture, Document, Extracted, Media, Reject
from warehouse.records import Batch, Reason, RejectRow

# A context manager that raises `TimeoutError` inside its block when the block takes too long.
Deadline = Callable[[], AbstractContextManager[None]]
_T = TypeVar("_T")


def refine(
    captures: Sequence[Capture],
    unread: Sequence[RejectRow] = (),
    *,
    pipelines: Mapping[str, Pipeline],
    limits: Limits,
    deadline: Deadline,
) -> Batch:
    """The rows of `captures`, in their order, and of the files that could not be read, as one batch."""
    read = [_guarded(partial(read_capture, capture, limits), deadline) for capture in captures]
    annotated = iter(_annotated([one.document for one in read if isinstance(one, Reading)], pipelines, deadline))
    refined = [
        Refined(capture=capture, result=next(annotated), address=one.address)
        if isinstance(one, Reading)
        else Refined(capture=capture, result=one, address=None)
        for capture, one in zip(captures, read, strict=True)
    ]
    return assemble(refined, unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A capture read, extracted and cleaned; `address` is where the record says it was found, if it says so."""

    document: Document
    address: str | None


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


def read_capture(capture: Capture, limits: Limits) -> Reading | Reject:
    """One capture as a document, without mentions: decode, extract, repair, identify the language, clean."""
    extracted = _extract(capture)
    if isinstance(extracted, Reject):
        return extracted
    document = _clean(extracted, limits)
    return document if isinstance(document, Reject) else Reading(document=document, address=extracted.address)


def _extract(capture: Capture) -> Extracted | Reject:
    if capture.media is Media.RECORD:
        return parse(capture.body)
    text = decode(capture.body)
    if isinstance(text, Reject):
        return text
    if capture.media is Media.HTML:
        return extract(text, url=None)
    return Extracted.of_text(text)


def _clean(extracted: Extracted, limits: Limits) -> Document | Reject:
    if len(extracted.text) > limits.text_chars:
        detail = f"{len(extracted.text)} characters of text; the cap is {limits.text_chars}"
        return Reject(reason=Reason.TOO_LARGE, detail=detail)
    mended = _mended(extracted)
    # Pages declare wrong languages, so detection wins over them; whoever wrote a record knew.
    detected = None if mended.language_stated else identify(mended.text)
    return clean(mended, source_stated=mended.source_stated, detected_language=detected)


def _mended(extracted: Extracted) -> Extracted:
    return replace(
        extracted,
        title=repair(extracted.title) if extracted.title else None,
        text=repair(extracted.text),
        authors=tuple(map(repair, extracted.authors)),
        source_name=repair(extracted.source_name) if extracted.source_name else None,
    )
