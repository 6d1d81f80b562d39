"""Encodes captures, rejects and references as WARC 1.1 records, and decodes them.

Pure. Each record is a gzip member of its own (WARC 1.1, annex D), so that a file can be read from any record on and a
broken end can be cut. What WARC has no field for stands in fields named `Dateline-*`, which other tools ignore.

    response    an HTTP response; the body as decoded, its transfer fields renamed to X-Archive-* (they no longer hold)
    resource    a local document, or an entry of a feed
    revisit     the same body as an earlier capture of the same address: Dateline-Refers-To gives its place
    metadata    something that could not be read, with its reason; or references to records in other archives
"""

import gzip
import json
import re
from base64 import b32encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha1, sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tasks.archive.warc_records import WarcRecord, read_warc_date
from tasks.model.stages import Capture, Media, Reference
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

# Fields that describe the body on the wire, which is not the body that is kept.
_TRANSFER_FIELDS = frozenset(("content-encoding", "content-length", "transfer-encoding"))
_PREFIX = "X-Archive-"
# What does not stand in the name of a field (RFC 9110, section 5.6.2), in a line of ASCII, in a word without brackets.
_NOT_IN_FIELD_NAME = re.compile(r"[^!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_NOT_PRINTABLE = re.compile("[^ -~]+")
_NOT_IN_URI = re.compile("[^!-;=?-~]+")
# By what a capture holds; a kind of input that is not listed has its content type as its media.
_CONTENT_TYPES: dict[str, str] = {
    Media.TEXT: "text/plain",
    Media.HTML: "text/html",
    Media.RECORD: "application/json",
    Media.FEED: "application/xml",
    Media.ENTRY: "application/json",
    Media.NO_PAGE: "application/octet-stream",
    Media.SITEMAP: "application/xml",
    Media.OTHER: "application/octet-stream",
}
_LEVEL = 5  # of gzip: the highest takes three times the time for a few percent
_END = b"\r\n\r\n"
REJECT_TYPE = "application/vnd.dateline.reject+json"
REFERENCES_TYPE = "application/vnd.dateline.references+json"


def encode_capture(capture: Capture) -> bytes:
    """The record of a capture with its body: `response` where there is an HTTP status, else `resource`."""
    return _encode_captured("response" if _is_http(capture) else "resource", capture, capture.body, {})


def encode_revisit(capture: Capture, *, file: str, start_offset: int, seen_at: datetime) -> bytes:
    """The `revisit` record of a capture whose body is stored at that place for the same address."""
    fields = {
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Refers-To-Target-URI": _clean_uri(capture.uri),
        "WARC-Refers-To-Date": _format_date(seen_at),
        "Dateline-Refers-To": f"{start_offset} {file}",
    }
    return _encode_captured("revisit", capture, b"", fields)


def encode_reject(row: RejectRow) -> bytes:
    """The `metadata` record of something that could not be read."""
    body = {"line": row.line, "reason": row.reason, "detail": row.detail}
    return _encode_metadata(row.uri, REJECT_TYPE, body, row.run_id, row.seen_at)


def encode_references(references: Sequence[Reference], now: datetime) -> bytes:
    """The `metadata` record of references of one run to one file."""
    first = references[0]
    body = {"file": first.file, "offsets": [reference.start_offset for reference in references]}
    return _encode_metadata(f"file://{first.file}", REFERENCES_TYPE, body, first.run_id, now)


def decode_capture(record: WarcRecord, body: bytes, *, file: str) -> Capture:
    """The capture of a `resource`, `response` or `revisit` record, with the body it holds or refers to."""
    fields = record.fields
    line = fields.get("dateline-line")
    return Capture(
        capture_id=fields["dateline-capture"],
        run_id=fields["dateline-run"],
        uri=make_storable(json.loads(fields["dateline-uri"])) if "dateline-uri" in fields else record.uri,
        line=int(line) if line else None,
        media=fields["dateline-media"],
        body=body,
        seen_at=read_warc_date(record),
        status=record.status,
        headers=tuple((_restore_transfer_name(name), value) for name, value in record.headers),
        context=fields.get("dateline-context"),
        file=file,
        start_offset=record.offset,
    )


def decode_reject(record: WarcRecord) -> RejectRow:
    """The reject of a `metadata` record."""
    values = json.loads(record.body)
    return RejectRow(
        run_id=record.fields["dateline-run"],
        uri=make_storable(values["uri"]),
        line=values["line"],
        reason=Reason(values["reason"]),
        detail=make_storable(values["detail"]),
        seen_at=read_warc_date(record),
    )


def decode_references(record: WarcRecord) -> list[Reference]:
    """The references of a `metadata` record."""
    values = json.loads(record.body)
    run_id = record.fields["dateline-run"]
    return [Reference(run_id=run_id, file=values["file"], start_offset=offset) for offset in values["offsets"]]


def make_storable(text: str) -> str:
    """The text with question marks for surrogates, which stand for undecodable bytes of a file name."""
    return text.encode("utf-8", "replace").decode()


def decode_revisit_target(record: WarcRecord) -> tuple[str, int]:
    """File and offset of the record whose body a `revisit` record repeats."""
    offset, file = record.fields["dateline-refers-to"].split(" ", 1)
    return file, int(offset)


def _encode_captured(kind: str, capture: Capture, body: bytes, more: Mapping[str, str]) -> bytes:
    fields = {
        "WARC-Record-ID": _make_record_id(capture.capture_id),
        "WARC-Date": _format_date(capture.seen_at),
        "WARC-Payload-Digest": f"sha256:{sha256(capture.body).hexdigest()}",
        "Dateline-Capture": capture.capture_id,
        "Dateline-Run": capture.run_id,
        "Dateline-Media": capture.media,
        **more,
    }
    if capture.line is not None:
        fields["Dateline-Line"] = str(capture.line)
    if capture.context is not None:
        # JSON with every other character escaped: one line, whatever the context holds.
        fields["Dateline-Context"] = json.dumps(json.loads(capture.context))
    if _clean_uri(capture.uri) != capture.uri:
        fields["Dateline-Uri"] = json.dumps(capture.uri)
    http = _encode_http(capture) if _is_http(capture) else None
    content_type = "application/http; msgtype=response" if http else _CONTENT_TYPES.get(capture.media, capture.media)
    return _encode_record(kind, _clean_uri(capture.uri), body, fields, http=http, content_type=content_type)


def _encode_metadata(uri: str, content_type: str, body: Mapping[str, Any], run_id: str, moment: datetime) -> bytes:
    payload = json.dumps({"uri": uri, **body}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    fields = {
        "WARC-Record-ID": _make_record_id(sha256(payload + moment.isoformat().encode()).hexdigest()),
        "WARC-Date": _format_date(moment),
        "WARC-Payload-Digest": f"sha256:{sha256(payload).hexdigest()}",
        "Dateline-Run": run_id,
    }
    return _encode_record("metadata", _clean_uri(uri), payload, fields, http=None, content_type=content_type)


def _encode_record(
    kind: str, uri: str, body: bytes, fields: Mapping[str, str], *, http: bytes | None, content_type: str
) -> bytes:
    block = body if http is None else http + body
    named = {
        "WARC-Type": kind,
        "WARC-Target-URI": uri,
        **fields,
        "WARC-Block-Digest": f"sha1:{b32encode(sha1(block, usedforsecurity=False).digest()).decode()}",
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return gzip.compress(b"".join((b"WARC/1.1\r\n", head.encode("ascii"), b"\r\n", block, _END)), _LEVEL, mtime=0)


def _is_http(capture: Capture) -> bool:
    """Whether the HTTP status and headers are kept: WARC readers expect them under http(s) addresses only."""
    return capture.status is not None and capture.uri.startswith(("http:", "https:"))


def _encode_http(capture: Capture) -> bytes:
    named = [
        (_hide_transfer_name(_escape(name, _NOT_IN_FIELD_NAME)), _escape(" ".join(value.split()), _NOT_PRINTABLE))
        for name, value in capture.headers
    ]
    lines = "".join(f"{name}: {value}\r\n" for name, value in named)
    return f"HTTP/1.1 {capture.status}\r\n{lines}\r\n".encode("ascii")


def _hide_transfer_name(name: str) -> str:
    return f"{_PREFIX}{name}" if _strip_prefix(name) in _TRANSFER_FIELDS else name


def _restore_transfer_name(name: str) -> str:
    return name[len(_PREFIX) :] if _strip_prefix(name) in _TRANSFER_FIELDS and name.startswith(_PREFIX) else name


def _strip_prefix(name: str) -> str:
    """The name in lower case without our prefix, which a server may use as well."""
    plain = name.lower()
    while plain.startswith(_PREFIX.lower()):
        plain = plain[len(_PREFIX) :]
    return plain


def _make_record_id(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"


def _format_date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _clean_uri(uri: str) -> str:
    """The address as one word of printable ASCII without angle brackets, as a field must be."""
    return _escape(uri, _NOT_IN_URI)


def _escape(text: str, wrong: re.Pattern[str]) -> str:
    """The text with `wrong` characters as %-escaped UTF-8."""
    return wrong.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), text)
