"""Reads files and records into captures and documents, a module a kind of input."""

from typing import TYPE_CHECKING, Any

from tasks.inputs.backfill_filter import BackfillFilter, explain_skip
from tasks.inputs.fields import explain_columns
from tasks.inputs.files import count_inputs, read_inputs
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.registry import unpack_capture

if TYPE_CHECKING:
    from tasks.inputs.listed_page import read_listed_page

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


def __getattr__(name: str) -> Any:
    # It needs the parsers of pages and feeds, whose import takes a second that most commands do not need to wait.
    if name == "read_listed_page":
        from tasks.inputs.listed_page import read_listed_page  # noqa: PLC0415 -- likewise

        return read_listed_page
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
