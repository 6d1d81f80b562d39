"""The kind `.jsonl`, `.jsonl.gz`: one document a line, as a JSON object.

Pure. The fields are those of the public contract; unknown ones are kept as JSON, wrong ones refuse the line. What the
record states wins over what a page in its `html` says: whoever wrote the record knew.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tasks.extract import extract_page
from tasks.model.stages import Capture, Dating, Extracted, Reject
from tasks.text.dates import parse_moment
from tasks.text.decode import decode_json, lone_surrogate
from tasks.web import canonicalize_url, extract_domain
from warehouse.model.vocabulary import PublishedFrom, Reason

_STRINGS = ("url", "title", "text", "html", "published_at", "updated_at", "source", "language")
_KNOWN = frozenset((*_STRINGS, "authors"))
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8})*")


class _WrongField(Exception):
    """A field with a value it cannot have. Becomes a `Reject`, never leaves this module."""


def unpack_line(capture: Capture) -> list[Extracted | Reject]:
    """The document of one line."""
    return [parse_json_record(capture.body)]


def parse_json_record(line: bytes) -> Extracted | Reject:
    """A record as `Extracted`. Refuses what is no JSON object (`bad_json`) or has a wrong field (`bad_field`)."""
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
    try:
        return _read_record(record)
    except _WrongField as wrong:
        return Reject(reason=Reason.BAD_FIELD, detail=str(wrong))


def _read_record(record: Mapping[str, Any]) -> Extracted | Reject:
    fields = {name: _read_string(record, name) for name in _STRINGS}
    url = _read_url(fields["url"])
    page = _read_content(fields, url)
    if isinstance(page, Reject):
        return page
    published = _read_time(fields, "published_at")
    updated = _read_time(fields, "updated_at")
    unknown = {name: value for name, value in record.items() if name not in _KNOWN}
    return replace(
        page,
        source_name=fields["source"] or page.source_name,
        title=fields["title"] or page.title,
        authors=_read_authors(record) or page.authors,
        language=_read_language(fields["language"]) or page.language,
        datings=(*([published] if published else []), *page.datings),
        updated_at=updated.at if updated else page.updated_at,
        extra=_encode_unknown(unknown),
        address=url,
        source_stated=fields["source"] is not None,
        language_stated=fields["language"] is not None,
    )


def _read_content(fields: Mapping[str, str | None], url: str) -> Extracted | Reject:
    if fields["text"] is None and fields["html"] is not None:
        return extract_page(fields["html"], url=url)
    if fields["text"] is None:
        raise _WrongField("one of text and html must be there")
    return Extracted(text=fields["text"], url=url, domain=extract_domain(url))


def _read_string(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _WrongField(f"{name}: must be a string, is a {type(value).__name__}")
    if (index := lone_surrogate(value)) is not None:
        raise _WrongField(f"{name}: lone surrogate at character {index}")
    return value if name in ("text", "html") else value.strip() or None


def _read_url(raw: str | None) -> str:
    if raw is None:
        raise _WrongField("url: is missing")
    url = canonicalize_url(raw)
    if url is None:
        raise _WrongField(f"url: not a web address: {raw[:80]!r}")
    return url


def _read_time(fields: Mapping[str, str | None], name: str) -> Dating | None:
    raw = fields[name]
    if raw is None:
        return None
    dating = parse_moment(raw, PublishedFrom.FILE)
    if dating is None:
        raise _WrongField(f"{name}: not an ISO 8601 time: {raw[:80]!r}")
    return dating


def _read_authors(record: Mapping[str, Any]) -> tuple[str, ...]:
    value = record.get("authors")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(author, str) for author in value):
        raise _WrongField("authors: must be a list of strings")
    if any(lone_surrogate(author) is not None for author in value):
        raise _WrongField("authors: lone surrogate")
    return tuple(author.strip() for author in value if author.strip())


def _read_language(raw: str | None) -> str | None:
    if raw is None:
        return None
    match = _LANGUAGE.fullmatch(raw)
    if match is None:
        raise _WrongField(f"language: not an ISO 639-1 code: {raw[:20]!r}")
    return match[1].lower()


def _encode_unknown(unknown: Mapping[str, Any]) -> str | None:
    if not unknown:
        return None
    kept = json.dumps(unknown, ensure_ascii=False, sort_keys=True)
    if lone_surrogate(kept) is not None:
        raise _WrongField("a field that is kept as it is holds a lone surrogate")
    return kept
