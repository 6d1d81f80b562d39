"""The fields of a record, and the user's map from fields to the columns that hold them (`--map title=headline`).

Pure. The map is written before the record that it was given for, on a line of its own, so that it is archived with the
record and a replay reads it the same way; and so that the same record under another map is another document.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tasks.model.stages import Dating
from tasks.text.dates import parse_moment
from warehouse.model.vocabulary import PublishedFrom

# The fields of a record, by the names of the public contract (docs/inputs.md).
FIELDS = ("url", "title", "text", "html", "published_at", "updated_at", "source", "authors", "language")

# Days written with dots come day first in every locale that writes them (CLDR, short dates).
_DOTTED_DAY = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_TWO_NUMBERS = re.compile(r"\s*\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)")
_SHORT_YEAR = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFields:
    """What a record states: `values` by the names in `FIELDS`, all else in `unknown`, and what is wrong with its form.

    A value is what the input holds and may be wrong: a JSON value of any type, or None for nothing.
    """

    values: Mapping[str, Any]
    unknown: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def parse_stated_time(raw: str) -> Dating | None:
    """The day or moment that a field states; None where it states none, or could state two."""
    dating = parse_moment(_DOTTED_DAY.sub(_order_day, raw, count=1), PublishedFrom.FILE)
    return replace(dating, raw=raw) if dating else None


def explain_no_time(raw: str) -> str:
    """Why `parse_stated_time` gives nothing, in a few words."""
    if _TWO_NUMBERS.match(raw):
        return "day and month cannot be told apart, write year-month-day"
    return "a year of two digits" if _SHORT_YEAR.match(raw) else "not an ISO 8601 time"


def _order_day(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"{year}-{month}-{day}" if int(month) <= 12 else match.group()


def explain_columns(columns: Mapping[str, str]) -> str | None:
    """What is wrong with a map from fields to columns, in one line; None where nothing is."""
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        return f"{', '.join(unknown)}: no such field; the fields are {', '.join(FIELDS)}"
    empty = [name for name in columns if not columns[name].strip()]
    if empty:
        return f"{', '.join(empty)}: names no column"
    shared = {column for column in columns.values() if list(columns.values()).count(column) > 1}
    return f"{', '.join(sorted(shared))}: one column for several fields" if shared else None


def add_columns(body: bytes, columns: Mapping[str, str]) -> bytes:
    """The record behind its map; the record alone where there is no map. The record must be one line."""
    if not columns:
        return body
    return json.dumps(dict(columns), ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") + b"\n" + body


def split_columns(body: bytes) -> tuple[dict[str, str], bytes]:
    """The map of a record, and the record; without a map in front of it, all of the body is the record."""
    head, newline, record = body.partition(b"\n")
    try:
        columns = json.loads(head) if newline else {}
    except (ValueError, RecursionError):
        return {}, body
    is_map = isinstance(columns, dict) and all(isinstance(column, str) for column in columns.values())
    return (columns, record) if newline and is_map else ({}, body)


def rename_columns(record: Mapping[str, Any], columns: Mapping[str, str]) -> RecordFields:
    """The fields of a record by the names of the contract, where the map does not name other columns.

    A field whose column the record lacks has its own name; what the map puts aside is kept as unknown.
    """
    places = {name: columns[name] if columns.get(name) in record else name for name in FIELDS}
    values = {name: record[column] for name, column in places.items() if column in record}
    used = set(places.values())
    return RecordFields(values=values, unknown={name: value for name, value in record.items() if name not in used})
