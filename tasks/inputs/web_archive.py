"""The kind `.warc`, `.warc.gz`: web archives of others, whose records are read where they lie.

Files: reads them, writes nothing. The records themselves are read by `tasks.archive.webarchives`.
"""

import json
from collections.abc import Iterator

from tasks.archive import Input, list_references
from tasks.inputs.kind import InputFile
from tasks.model.stages import Capture, Extracted, Reject
from warehouse.model.vocabulary import Reason


def read_web_archive(file: InputFile) -> Iterator[Input]:
    """A reference to each page of the archive; those behind `read_before` only, where that is given."""
    yield from list_references(file.path, after=file.read_before, run_id=file.context.run_id, now=file.context.now)


def unpack_no_page(capture: Capture) -> list[Extracted | Reject]:
    """The reject of a record that holds no page; its context gives the reason."""
    reject = json.loads(capture.context or "{}")
    return [Reject(reason=Reason(reject["reason"]), detail=reject["detail"])]
