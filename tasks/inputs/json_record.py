"""The kind `.jsonl`, `.jsonl.gz`: one document a line, as a JSON object.

Pure. What the fields hold is read by `tasks.inputs.record`.
"""

import json
from typing import Any

from tasks.inputs.fields import RecordFields, rename_columns, split_columns
from tasks.model.stages import Capture, Reject
from tasks.text.decode import decode_json
from warehouse.model.vocabulary import Reason


def read_json_fields(capture: Capture) -> RecordFields | Reject:
    """The fields of one line. Refused: what is no JSON object (`bad_json`)."""
    columns, line = split_columns(capture.body)
    record = _parse_object(line)
    return record if isinstance(record, Reject) else rename_columns(record, columns)


def _parse_object(line: bytes) -> dict[str, Any] | Reject:
    """The JSON object in the bytes; refused (`bad_json`) where they hold none."""
    text = decode_json(line)
    if isinstance(text, Reject):
        return text
    try:
        record = json.loads(text)
    except RecursionError:
        return Reject(reason=Reason.BAD_JSON, detail="nested too deeply")
    except ValueError as error:
        return Reject(reason=Reason.BAD_JSON, detail=str(error))
    if not isinstance(record, dict):
        return Reject(reason=Reason.BAD_JSON, detail=f"a line must be an object, this is a {type(record).__name__}")
    return record
