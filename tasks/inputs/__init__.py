"""Reads files and records into captures and documents, a module a kind of input."""

from tasks.inputs.backfill_filter import BackfillFilter, explain_skip
from tasks.inputs.fields import explain_columns
from tasks.inputs.files import count_inputs, read_inputs
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.registry import read_listed_page, unpack_capture

__all__ = [
    "BackfillFilter",
    "DocumentLimits",
    "count_inputs",
    "explain_columns",
    "explain_skip",
    "read_inputs",
    "read_listed_page",
    "unpack_capture",
]
