"""One frozen dataclass a table, fields in the order of its columns. Pure: types only.

`tests/unit_model/test_records.py` compares every one of them with what the database describes. `Batch` is what one step
of loading takes: rows for every table, not yet numbered, because which article a row belongs to is known only inside
the warehouse. `item` is the row's place in the batch and ties its parts together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from warehouse.model.vocabulary import CreditKind, Kind, LinkKind, Modifier, PublishedFrom, QuoteKind, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """`ops.captures`: bytes that were found, where and when. `digest` is the SHA-256 of the bytes, in hexadecimal.

    `file` and `start_offset` (bytes) say where in the archive the record begins; `status` is that of the HTTP response.
    `position` is the capture's place in its batch; in the table, in the log.
    """

    capture_id: str
    run_id: str
    uri: str
    line: int | None
    media: str
    digest: str
    size_bytes: int
    seen_at: datetime
    file: str | None
    start_offset: int | None
    status: int | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectRow:
    """`ops.rejects`: what was found and is no article, with the reason."""

    run_id: str
    capture_id: str | None
    uri: str
    line: int | None
    reason: Reason
    detail: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRow:
    """A member of `article_versions.removed`: words that a cleaning rule took out of the text."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One document of a batch: what `article_versions` will say of it, and by which keys its article is known.

    `keys` come strongest first; the first is the document's address. `capture_id` ties it to its capture. Times are
    UTC; `text_hash` and `content_hash` are hexadecimal (the text alone; all that makes a version). By `shingle_keys`
    other texts with the same passages are found. `is_gone`: the address answered that there is no page any more; then
    `keys` holds the address, and of the rest nothing is known.
    """

    item: int
    capture_id: str
    keys: tuple[str, ...]
    source_id: str
    source_name: str
    domain: str | None
    country: str | None
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    lead: str | None
    text: str
    language: str | None
    published_at: datetime | None
    published_from: PublishedFrom | None
    published_raw: str | None
    dates_disagree: bool
    updated_at: datetime | None
    dateline_place: str | None
    dateline_date: date | None
    agency: str | None
    is_truncated: bool
    word_count: int
    text_hash: str
    content_hash: str
    annotated_with: str | None
    removed: tuple[RemovedRow, ...]
    extra: str | None
    truncated_because: str | None
    extracted_with: str
    shingle_keys: tuple[int, ...]
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """`links`, before the article is known. `position` counts from 0 within the document."""

    item: int
    position: int
    kind: LinkKind
    title: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """`mentions`, before the article is known. `name_id` is that of the kind and the normalised name."""

    item: int
    start_char: int
    end_char: int
    surface: str
    kind: Kind
    name: str
    name_id: str
    role: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """`ops.names`, before it is known which are new. `ordinal` counts the names of a batch from 0, as they came.

    Two spellings of one name share at least one of their `keys`. `alike` are the ids that the same name has as a
    person, an organisation, a place, its own kind left out.
    """

    ordinal: int
    name_id: str
    kind: Kind
    name: str
    country: str | None
    keys: tuple[str, ...]
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """`quotes`, before the article is known. `mention_start` is where the mention that is meant begins.

    Offsets count characters; `confidence` is 0 to 1. `text` and `speaker` are the words at their offsets.
    """

    item: int
    start_char: int
    end_char: int
    text: str
    kind: QuoteKind
    cue: str | None
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    mention_start: int | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRow:
    """`attributions`, before the article is known. `mention_start` and the span of the quotation tie it to their rows.

    `start_char` and `end_char` are None where the source stands outside the text.
    """

    item: int
    start_char: int | None
    end_char: int | None
    surface: str
    source_name: str
    kind: CreditKind
    mention_start: int | None
    quote_start: int | None
    quote_end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """`figures`, before the article is known. `surface` is the words at its offsets; `high` is the end of a range."""

    item: int
    start_char: int
    end_char: int
    surface: str
    value: float | None
    high: float | None
    unit: str | None
    counted: str | None
    modifier: Modifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """`ops.listings`, before its place in the log is known: the `pages` that a sitemap lists, in its order, by number.

    `moments` are their times (seconds since 1970, UTC), as many. `is_full`: it may have no room for what it lacks.
    """

    capture_id: str
    sitemap: str
    is_full: bool
    pages: tuple[int, ...]
    moments: tuple[int | None, ...]


Row = (
    CaptureRow
    | RejectRow
    | ItemRow
    | LinkRow
    | MentionRow
    | NameRow
    | QuoteRow
    | AttributionRow
    | FigureRow
    | ListingRow
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows for every table as newline-delimited JSON, a table each, ready for one set-based statement each.

    They are written out where the thinking is done, in many processes, because the one writer is the narrow place.
    Numbering of `item` starts at 0 in every batch.
    """

    captures: bytes
    rejects: bytes
    items: bytes
    links: bytes
    mentions: bytes
    names: bytes
    quotes: bytes
    attributions: bytes
    figures: bytes
    listings: bytes
    documents: int


def encode(rows: Iterable[Row]) -> bytes:
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
