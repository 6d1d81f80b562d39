"""Reads pages from the web archives of others (CC-NEWS and the like) without copying them.

Files: reads them, writes nothing. Pages are `response` and `resource` records that hold HTML or plain text. Requests,
metadata and other records about the crawl are ignored; responses without a page are rejects with the reason.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tasks.archive.captures import make_capture_id
from tasks.archive.warc_records import BrokenArchive, WarcRecord, read_warc_date, read_warc_records
from tasks.model.stages import Capture, Media, Reference, Reject
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

_CAPTURES = frozenset(("response", "resource", "revisit"))
_MEDIA = {"text/html": Media.HTML, "application/xhtml+xml": Media.HTML, "text/plain": Media.TEXT}


def list_references(path: Path, *, after: int | None, run_id: str, now: datetime) -> Iterator[Reference | RejectRow]:
    """Yields a reference to each capture of a web archive, in order; a broken end, or no capture at all, is a reject.

    `after` is where the last record that was read before begins, in bytes; only those behind it are given. All are when
    no record begins there: then this is another file under an old name.
    """
    if not _is_encodable(str(path)):
        detail = "the name of the file is not UTF-8; rename it"
        yield _make_reject(run_id, path.as_uri(), Reason.UNSUPPORTED, detail, now)
        return
    if after is not None and not _is_record_at(path, after):
        after = None
    count = 0
    try:
        with path.open("rb") as file:
            file.seek(after or 0)
            for record in read_warc_records(file, cap_bytes=0, bodies=False):
                if record.kind in _CAPTURES:
                    count += 1
                    if after is None or record.offset > after:
                        yield Reference(run_id=run_id, file=str(path), start_offset=record.offset, uri=record.uri)
    except BrokenArchive as torn:
        yield _make_reject(run_id, path.as_uri(), Reason.UNREADABLE, f"byte {torn.offset}: {torn.cause}", now)
    else:
        if not count:
            yield _make_reject(run_id, path.as_uri(), Reason.EMPTY, "no captures", now)


def follow_reference(reference: Reference, *, cap_bytes: int, now: datetime) -> Capture | RejectRow:
    """The capture that a reference leads to (`NO_PAGE` with a reason if it is no page); a reject if it is gone.

    `now` is when the reference was written: a record without a date was captured at the latest then.
    """
    try:
        with Path(reference.file).open("rb") as file:
            file.seek(reference.start_offset)
            record = next(read_warc_records(file, cap_bytes=cap_bytes), None)
    except OSError as error:
        return _reject_reference(reference, error.strerror or str(error), now)
    except BrokenArchive as torn:
        return _reject_reference(reference, torn.cause, now)
    if record is None:
        return _reject_reference(reference, "the file ends there", now)
    return _make_capture(record, reference, cap_bytes, now)


def _is_encodable(name: str) -> bool:
    """Whether a file's name can be stored beside what is read from it, to find it again."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_record_at(path: Path, offset: int) -> bool:
    with path.open("rb") as file:
        file.seek(offset)
        try:
            return next(read_warc_records(file, cap_bytes=0, bodies=False), None) is not None
        except BrokenArchive:
            return False


def _make_capture(record: WarcRecord, reference: Reference, cap_bytes: int, now: datetime) -> Capture:
    content_type = _read_content_type(record)
    reject = _explain_no_page(record, content_type, cap_bytes)
    try:
        seen_at = read_warc_date(record)
    except ValueError:
        seen_at, reject = now, Reject(reason=Reason.UNREADABLE, detail="a record without a date")
    return Capture(
        # A file that is read again, or lies there twice, is captured again: what is read depends on nothing else.
        capture_id=make_capture_id(f"{reference.file} {reference.start_offset}", None, reference.run_id, seen_at),
        run_id=reference.run_id,
        uri=record.uri or Path(reference.file).as_uri(),
        line=None,
        media=Media.NO_PAGE if reject else _MEDIA[content_type],
        # What holds no page keeps its place and the reason, so that it is not met again.
        body=b"" if reject else record.body,
        seen_at=seen_at,
        status=record.status,
        headers=record.headers,
        context=json.dumps({"reason": reject.reason, "detail": reject.detail}) if reject else None,
        file=reference.file,
        start_offset=reference.start_offset,
    )


def _explain_no_page(record: WarcRecord, content_type: str, cap_bytes: int) -> Reject | None:
    """Why a record holds no page, if it does not."""
    if not record.uri.startswith(("http://", "https://", "file://")):
        return Reject(reason=Reason.UNSUPPORTED, detail="a record about the crawl")
    if record.kind == "revisit":
        return Reject(reason=Reason.UNSUPPORTED, detail="a revisit: its body lies in another record")
    if record.status is not None and record.status != 200:
        return Reject(reason=Reason.NO_PAGE, detail=f"HTTP status {record.status}")
    if record.too_large:
        return Reject(reason=Reason.TOO_LARGE, detail=f"more than {cap_bytes} bytes")
    if content_type not in _MEDIA:
        return Reject(reason=Reason.UNSUPPORTED, detail=f"content type {content_type or 'not stated'}")
    return None


def _read_content_type(record: WarcRecord) -> str:
    fields = {name.lower(): value for name, value in record.headers}
    stated = fields.get("content-type") if record.status is not None else record.fields.get("content-type")
    return (stated or "").partition(";")[0].strip().lower()


def _reject_reference(reference: Reference, cause: str, now: datetime) -> RejectRow:
    detail = f"byte {reference.start_offset}: {cause}"
    return _make_reject(reference.run_id, Path(reference.file).as_uri(), Reason.UNREADABLE, detail, now)


def _make_reject(run_id: str, uri: str, reason: Reason, detail: str, seen_at: datetime) -> RejectRow:
    return RejectRow(run_id=run_id, uri=uri, reason=reason, detail=detail[:500], seen_at=seen_at)
