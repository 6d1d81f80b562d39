"""The steps of the pipeline, and the front through which a program of your own uses them. Pure; models are files.

    from tasks import Capture, load_pipeline, read_inputs, refine

A step is a function of one document at a time (of two, where it compares). None asks for the time, the environment or
the network, and none knows Prefect or the database. Importing `tasks` loads nothing: each name is imported when it is
first asked for. `docs/extend.md` shows whole programs.

    files ─ read_inputs ─▶ Capture ─ unpack_capture ─▶ Extracted ─ clean_document ─▶ Document
    records ─ make_record_captures ─▶ Capture         Document ─ annotate ─▶ Annotated
                            Capture ─────────────── refine ──────────────────▶ Batch (rows)

Expected trouble with a document is a value, `Reject` (or `RejectRow`, where it has no capture yet), and never an
exception.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tasks.archive import Input
    from tasks.clean import clean_document
    from tasks.copies import shingle_text
    from tasks.copies.overlap import Overlap, measure_overlap
    from tasks.extract import extract_page
    from tasks.feeds import Entry, Feed, parse_feed, read_entry
    from tasks.inputs import DocumentLimits, read_inputs, unpack_capture
    from tasks.inputs.own_records import make_record_captures
    from tasks.mentions import EntitySpan, Pipeline, load_pipeline
    from tasks.model.stages import (
        Annotated,
        Capture,
        Credit,
        Dateline,
        Dating,
        Document,
        Extracted,
        Figure,
        Link,
        Media,
        Mention,
        Quote,
        Reference,
        Reject,
        Speaker,
    )
    from tasks.names import MatchDecision, analyze_name, compare_names
    from tasks.own_steps import DocumentStep, StepError, load_steps
    from tasks.pipeline import refine
    from tasks.pipeline.annotate import annotate
    from tasks.pipeline.refine_batch import CleanedDocument, read_capture
    from tasks.text.dates import parse_moment
    from tasks.text.languages import identify as identify_language
    from tasks.web import canonicalize_url, extract_domain
    from warehouse.model.records import Batch
    from warehouse.model.tables import RejectRow, RemovedRow
    from warehouse.model.vocabulary import CreditKind, Kind, LinkKind, Modifier, PublishedFrom, QuoteKind, Reason

__all__ = [
    "Annotated",
    "Batch",
    "Capture",
    "CleanedDocument",
    "Credit",
    "CreditKind",
    "Dateline",
    "Dating",
    "Document",
    "DocumentLimits",
    "DocumentStep",
    "EntitySpan",
    "Entry",
    "Extracted",
    "Feed",
    "Figure",
    "Input",
    "Kind",
    "Link",
    "LinkKind",
    "MatchDecision",
    "Media",
    "Mention",
    "Modifier",
    "Overlap",
    "Pipeline",
    "PublishedFrom",
    "Quote",
    "QuoteKind",
    "Reason",
    "Reference",
    "Reject",
    "RejectRow",
    "RemovedRow",
    "Speaker",
    "StepError",
    "analyze_name",
    "annotate",
    "canonicalize_url",
    "clean_document",
    "compare_names",
    "extract_domain",
    "extract_page",
    "identify_language",
    "load_pipeline",
    "load_steps",
    "make_record_captures",
    "measure_overlap",
    "parse_feed",
    "parse_moment",
    "read_capture",
    "read_entry",
    "read_inputs",
    "refine",
    "shingle_text",
    "unpack_capture",
]

# The module of each name, and its name there where it has another.
_MODULES = {
    "Annotated": "tasks.model.stages",
    "Batch": "warehouse.model.records",
    "Capture": "tasks.model.stages",
    "CleanedDocument": "tasks.pipeline.refine_batch",
    "Credit": "tasks.model.stages",
    "CreditKind": "warehouse.model.vocabulary",
    "Dateline": "tasks.model.stages",
    "Dating": "tasks.model.stages",
    "Document": "tasks.model.stages",
    "DocumentLimits": "tasks.inputs",
    "DocumentStep": "tasks.own_steps",
    "EntitySpan": "tasks.mentions",
    "Entry": "tasks.feeds",
    "Extracted": "tasks.model.stages",
    "Feed": "tasks.feeds",
    "Figure": "tasks.model.stages",
    "Input": "tasks.archive",
    "Kind": "warehouse.model.vocabulary",
    "Link": "tasks.model.stages",
    "LinkKind": "warehouse.model.vocabulary",
    "MatchDecision": "tasks.names",
    "Media": "tasks.model.stages",
    "Mention": "tasks.model.stages",
    "Modifier": "warehouse.model.vocabulary",
    "Overlap": "tasks.copies.overlap",
    "Pipeline": "tasks.mentions",
    "PublishedFrom": "warehouse.model.vocabulary",
    "Quote": "tasks.model.stages",
    "QuoteKind": "warehouse.model.vocabulary",
    "Reason": "warehouse.model.vocabulary",
    "Reference": "tasks.model.stages",
    "Reject": "tasks.model.stages",
    "RejectRow": "warehouse.model.tables",
    "RemovedRow": "warehouse.model.tables",
    "Speaker": "tasks.model.stages",
    "StepError": "tasks.own_steps",
    "analyze_name": "tasks.names",
    "annotate": "tasks.pipeline.annotate",
    "canonicalize_url": "tasks.web",
    "clean_document": "tasks.clean",
    "compare_names": "tasks.names",
    "extract_domain": "tasks.web",
    "extract_page": "tasks.extract",
    "identify_language": "tasks.text.languages:identify",
    "load_pipeline": "tasks.mentions",
    "load_steps": "tasks.own_steps",
    "make_record_captures": "tasks.inputs.own_records",
    "measure_overlap": "tasks.copies.overlap",
    "parse_feed": "tasks.feeds",
    "parse_moment": "tasks.text.dates",
    "read_capture": "tasks.pipeline.refine_batch",
    "read_entry": "tasks.feeds",
    "read_inputs": "tasks.inputs",
    "refine": "tasks.pipeline",
    "shingle_text": "tasks.copies",
    "unpack_capture": "tasks.inputs",
}


def __getattr__(name: str) -> Any:
    """The step or type of this name, imported when it is first asked for: parsers take a second to import."""
    if name not in _MODULES:
        raise AttributeError(f"module 'tasks' has no attribute {name!r}")
    module, _, original = _MODULES[name].partition(":")
    value = getattr(import_module(module), original or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The names above, for completion."""
    return __all__
