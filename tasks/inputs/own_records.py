"""Makes captures of records that a user's own source gives: rows of an API, a database, a queue or a data frame.

Pure. The records have the fields of a JSON line (`tasks.inputs.json_record`), and are archived as such.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from tasks.archive import Input, make_local_capture
from tasks.inputs.kind import DocumentLimits
from tasks.model.stages import Media
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

_LIMITS = DocumentLimits()


def make_record_captures(
    records: Iterable[Mapping[str, Any]],
    *,
    origin: str,
    run_id: str,
    now: datetime,
    limits: DocumentLimits = _LIMITS,
) -> Iterator[Input]:
    """A capture a record, in order, to be archived and loaded like a line of a `.jsonl` file; read as they are taken.

    Fields: `url`, `text` or `html`, and optionally `title`, `published_at`, `updated_at`, `source`, `authors` and
    `language`; others are kept in `articles.extra`. Values are those of JSON; a `date` or `datetime` is written in
    ISO 8601 (UTC is assumed without a zone), and None, NaN and NaT count as missing. `origin` names the source in
    `ops.captures.uri` ("record:my-api"), `now` is the time of capture.

    A record that is no mapping, has a value that JSON does not have, or is larger than `limits.document_bytes` is a
    `RejectRow`. Raises only what `records` raises.
    """
    uri = f"record:{quote(origin, safe='/')}"
    for number, record in enumerate(records, 1):
        try:
            body = _encode_record(record)
        except (TypeError, ValueError, RecursionError) as error:
            reason, detail = Reason.BAD_JSON, str(error)
        else:
            if len(body) <= limits.document_bytes:
                yield make_local_capture(uri, number, Media.RECORD, body, run_id=run_id, now=now)
                continue
            reason, detail = Reason.TOO_LARGE, f"a record of more than {limits.document_bytes} bytes"
        yield RejectRow(run_id=run_id, uri=uri, line=number, reason=reason, detail=detail, seen_at=now)


def _encode_record(record: Mapping[str, Any]) -> bytes:
    if not isinstance(record, Mapping):
        raise TypeError(f"a record must be a mapping, this is a {type(record).__name__}")
    present = {name: value for name, value in record.items() if not _is_missing(value)}
    return json.dumps(present, default=_format_moment, allow_nan=False).encode()


def _is_missing(value: object) -> bool:
    # NaN and NaT, a float and a datetime, are how a data frame writes a missing value; both differ from themselves.
    return isinstance(value, float | datetime) and value != value  # noqa: PLR0124 -- that is the test for them


def _format_moment(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a value of type {type(value).__name__} is none of JSON")
