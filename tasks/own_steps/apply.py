"""Runs a step of the user on a document, and checks that what it returns can be stored.

Pure, as far as the step is.

A step decides the row of a document, so a mistake in it must cost that document only: a value of the wrong type, a
character that cannot be stored or a date without its origin would fail the load of all documents around it.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from json import loads
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tasks.clean import refit_document
from tasks.model.stages import Document, Reject
from tasks.own_steps.document_step import DocumentStep
from tasks.text.decode import lone_surrogate
from warehouse.model.vocabulary import Reason

# Fields by which an article is known, and fields that follow from others: a step that changes them is refused.
PROTECTED_FIELDS = ("url", "domain", "source_stated", "dateline", "dates_disagree")
_LONGEST_CAUSE = 200  # characters


def apply_step(step: DocumentStep, document: Document, *, text_chars: int) -> Document | Reject:
    """The document that the step makes of one, with lead and dateline of its text; else a reject that names the step.

    `text_chars` is the cap on its text, in characters. The reject that a step returns keeps its reason. What a step
    raises is `crash`, and so is a result that cannot be stored. Raises `TimeoutError` only: the deadline of the caller.
    """
    try:
        result: object = step.function(document)
    except TimeoutError:
        raise
    except (Exception, SystemExit) as error:  # the user's code: whatever it raises, the other documents go on
        cause = " ".join(str(error).split())[:_LONGEST_CAUSE]
        return _refuse(step, f"{type(error).__name__}: {cause}" if cause else type(error).__name__)
    if isinstance(result, Reject):
        return _name_step(step, result)
    if not isinstance(result, Document):
        return _refuse(step, f"returned a {type(result).__name__}, not a Document or a Reject")
    if fault := _find_fault(document, result):
        return _refuse(step, fault)
    if len(result.text) > text_chars:
        detail = f"{step.name}: {len(result.text)} characters of text; the cap is {text_chars}"
        return Reject(reason=Reason.TOO_LARGE, detail=detail)
    refitted = refit_document(document, result)
    return _name_step(step, refitted) if isinstance(refitted, Reject) else refitted


def _refuse(step: DocumentStep, fault: str) -> Reject:
    return Reject(reason=Reason.CRASH, detail=f"{step.name}: {fault}")


def _name_step(step: DocumentStep, reject: Reject) -> Reject:
    """The reject with the name of the step before its detail."""
    if not isinstance(reject.reason, Reason) or not isinstance(reject.detail, str):
        return _refuse(step, "returned a Reject whose reason is no Reason, or whose detail is no text")
    detail = reject.detail.encode("utf-8", "replace").decode()
    return Reject(reason=reject.reason, detail=f"{step.name}: {detail}")


def _find_fault(before: Document, after: Document) -> str | None:
    """Why the changed document cannot be stored, in a few words; None where it can."""
    for name, hint in _type_hints(Document).items():
        value = getattr(after, name)
        if value is getattr(before, name):
            continue
        if name in PROTECTED_FIELDS and value != getattr(before, name):
            return f"changed {name}, which a step may not change"
        if not _has_type(value, hint):
            return f"{name} has the wrong type"
        if any(lone_surrogate(text) is not None or "\0" in text for text in _list_leaves(value, str)):
            return f"{name} holds a character that cannot be stored"
        if any(moment.tzinfo is None for moment in _list_leaves(value, datetime)):
            return f"{name} has no time zone"
    if (after.published_at is None) != (after.published_from is None):
        return "published_at and published_from go together"
    return None if after.extra is None or _is_json_object(after.extra) else "extra is no JSON object"


def _has_type(value: object, hint: Any) -> bool:
    """Whether a value has the type of a field: a class, a union of types, a tuple of any length, or a record."""
    if isinstance(hint, UnionType):
        return any(_has_type(value, option) for option in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_has_type(member, get_args(hint)[0]) for member in value)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _type_hints(hint)
        return isinstance(value, hint) and all(_has_type(getattr(value, name), hints[name]) for name in hints)
    return isinstance(value, hint)


@cache
def _type_hints(record: Any) -> dict[str, Any]:
    return get_type_hints(record)


def _list_leaves(value: object, kind: type) -> Iterator[Any]:
    """Every value of a type in a field: the field itself, members of a tuple, fields of a record."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from _list_leaves(member, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _list_leaves(getattr(value, field.name), kind)


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(loads(text), dict)
    except (ValueError, RecursionError):
        return False
