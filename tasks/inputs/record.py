"""Reads a document from the fields that a record states, whatever kind of input stated them.

Pure. The fields are those of the public contract; unknown ones are kept as JSON. Wrong ones refuse the record, with all
that is wrong in one reject. What the record states wins over what a page in its `html` says: whoever wrote the record
knew.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tasks.extract import extract_page
from tasks.inputs.fields import RecordFields, explain_no_time, parse_stated_time
from tasks.inputs.registry import state_fields
from tasks.lexicon.word_lists import word_values
from tasks.model.stages import Capture, Dating, Extracted, Reject
from tasks.text.decode import lone_surrogate
from tasks.web import canonicalize_url, extract_domain
from warehouse.model.vocabulary import Reason

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8})*")
_LANGUAGE_NAMES = word_values("languages", "languages")
_SHOWN_CHARS = 80


@dataclass(slots=True)
class _Record:
    """A record while it is read; `faults` are gathered on the way."""

    values: Mapping[str, Any]
    faults: list[str] = field(default_factory=list)

    def get_string(self, name: str) -> str | None:
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.faults.append(f"{name}: must be a string, is a {type(value).__name__}")
            return None
        if (index := lone_surrogate(value)) is not None:
            self.faults.append(f"{name}: lone surrogate at character {index}")
            return None
        return value if name in ("text", "html") else value.strip() or None

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None


def unpack_record(capture: Capture) -> list[Extracted | Reject]:
    """The document of a capture whose kind states fields."""
    fields = state_fields(capture)
    return [parse_record(fields) if isinstance(fields, RecordFields) else fields]


def parse_record(fields: RecordFields) -> Extracted | Reject:
    """A record as `Extracted`; refused (`bad_field`) with everything that is wrong with it."""
    record = _Record(fields.values, [*fields.faults])
    stated = _read_fields(record)
    text, html = record.get_string("text"), record.get_string("html")
    extra = _encode_unknown(fields.unknown, record)
    if not record.has("text") and not record.has("html"):
        record.faults.append("no text: --pages fetches the page" if stated.url else "text: is missing, and html too")
    if record.faults:
        return Reject(reason=Reason.BAD_FIELD, detail="; ".join(record.faults))
    if text is None and html is not None:
        page = extract_page(html, url=stated.url)
    else:
        page = Extracted(text=text or "", url=stated.url, domain=stated.domain)
    if isinstance(page, Reject):
        return page
    return replace(
        page,
        source_name=stated.source_name or page.source_name,
        title=stated.title or page.title,
        authors=stated.authors or page.authors,
        language=stated.language or page.language,
        datings=(*stated.datings, *page.datings),
        updated_at=stated.updated_at or page.updated_at,
        extra=extra,
        address=stated.url,
        source_stated=stated.source_name is not None,
        language_stated=stated.language is not None,
    )


def read_stated(fields: RecordFields) -> Extracted | Reject:
    """What a record states but its text; refused (`bad_field`) with everything that is wrong with it."""
    record = _Record(fields.values, [*fields.faults])
    stated = _read_fields(record)
    return Reject(reason=Reason.BAD_FIELD, detail="; ".join(record.faults)) if record.faults else stated


def _read_fields(record: _Record) -> Extracted:
    """What the record states but its text; faults go to the record."""
    url = _read_url(record)
    published, updated = _read_time(record, "published_at"), _read_time(record, "updated_at")
    return Extracted(
        text="",
        url=url,
        domain=extract_domain(url),
        title=record.get_string("title"),
        source_name=record.get_string("source"),
        authors=_read_authors(record),
        language=_read_language(record),
        datings=(published,) if published else (),
        updated_at=updated.at if updated else None,
    )


def _read_url(record: _Record) -> str | None:
    faults = len(record.faults)
    raw = record.get_string("url")
    if raw is None:
        if len(record.faults) == faults:
            record.faults.append("url: is missing")
        return None
    url = canonicalize_url(raw)
    if url is None:
        record.faults.append(f"url: not a web address: {raw[:_SHOWN_CHARS]!r}")
    return url


def _read_time(record: _Record, name: str) -> Dating | None:
    raw = record.get_string(name)
    if raw is None:
        return None
    dating = parse_stated_time(raw)
    if dating is None:
        record.faults.append(f"{name}: {explain_no_time(raw)}: {raw[:_SHOWN_CHARS]!r}")
    return dating


def _read_authors(record: _Record) -> tuple[str, ...]:
    value = record.values.get("authors")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(author, str) for author in value):
        record.faults.append("authors: must be a list of strings")
        return ()
    if any(lone_surrogate(author) is not None for author in value):
        record.faults.append("authors: lone surrogate")
        return ()
    return tuple(author.strip() for author in value if author.strip())


def _read_language(record: _Record) -> str | None:
    raw = record.get_string("language")
    if raw is None:
        return None
    if match := _LANGUAGE.fullmatch(raw):
        return match[1].lower()
    code = _LANGUAGE_NAMES.get(raw.lower())
    if code is None:
        record.faults.append(f"language: not an ISO 639-1 code: {raw[:20]!r}")
    return code


def _encode_unknown(unknown: Mapping[str, Any], record: _Record) -> str | None:
    if not unknown:
        return None
    kept = json.dumps(unknown, ensure_ascii=False, sort_keys=True)
    if lone_surrogate(kept) is not None:
        record.faults.append("a field that is kept as it is holds a lone surrogate")
    return kept
