"""What a step of loading takes: rows as newline-delimited JSON. Also writes and reads other records as JSON.

Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The rows of some documents as newline-delimited JSON, by part (see `Table.staged`); a missing part is empty.

    The processes that make the rows also write them out, because the one writer is the bottleneck. `item` counts from
    0 in every batch; `documents` includes the rejected ones.
    """

    rows: Mapping[str, bytes]
    documents: int


def encode(rows: Iterable[Any]) -> bytes:
    """Rows as newline-delimited JSON, UTF-8, fields by name, times in ISO 8601."""
    return b"".join(map(encode_row, rows))


def as_json(rows: Iterable[Any]) -> str:
    """Records as one JSON array, for `from_json` in SQL."""
    return orjson.dumps(list(rows)).decode()


def from_json(text: str) -> Any:
    """What the text says."""
    return orjson.loads(text)


def encode_row(row: Any) -> bytes:
    """One record as a line of JSON."""
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
