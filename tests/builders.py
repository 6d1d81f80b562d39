"""Builds stages with sensible defaults, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from flows.judge import judge
from tasks.assemble import Refined
from tasks.captures import capture_id
from tasks.stages import Annotated, Capture, Document, Media, Mention
from warehouse.load import Loaded, load
from warehouse.records import Batch, Kind
from warehouse.staging import staged

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
RUN = "run"

DOCUMENT = Document(
    url=None,
    domain=None,
    source_name=None,
    source_stated=False,
    country=None,
    title=None,
    lead=None,
    text="",
    authors=(),
    language="en",
    published_at=None,
    published_from=None,
    published_raw=None,
    dates_disagree=False,
    updated_at=None,
    dateline=None,
    agency=None,
    is_truncated=False,
    truncated_because=None,
    links=(),
    removed=(),
    extra=None,
)


def document(text: str = "A minister spoke.", **fields: object) -> Document:
    """A document that says little."""
    return replace(DOCUMENT, text=text, **fields)  # type: ignore[arg-type]


def capture(
    body: bytes,
    *,
    uri: str = "file:///in/a.txt",
    line: int | None = None,
    media: Media = Media.TEXT,
    seen_at: datetime = NOW,
    status: int | None = None,
) -> Capture:
    """A capture of these bytes."""
    digest = sha256(body).hexdigest()
    identity = capture_id(uri, line, digest, seen_at)
    return Capture(
        capture_id=identity, run_id=RUN, uri=uri, line=line, media=media, body=body, seen_at=seen_at, status=status
    )


def mention(text: str, surface: str, *, kind: Kind = Kind.PERSON, name: str | None = None, after: int = 0) -> Mention:
    """The first mention of `surface` in `text` at or behind `after`."""
    start = text.index(surface, after)
    return Mention(
        start_char=start,
        end_char=start + len(surface),
        surface=surface,
        kind=kind,
        name=name or surface,
        role=None,
        country=None,
    )


def refined(
    text: str,
    *surfaces: str,
    url: str | None = None,
    uri: str = "file:///in/a.txt",
    seen_at: datetime = NOW,
    **fields: object,
) -> Refined:
    """A document with mentions of `surfaces`, as a worker would hand it over."""
    made = document(text, url=url, **fields)
    mentions = sorted((mention(text, surface) for surface in surfaces), key=lambda one: one.start_char)
    body = f"{made.title}|{text}".encode()
    return Refined(
        capture=capture(body, uri=url or uri, seen_at=seen_at),
        result=Annotated(document=made, mentions=tuple(mentions), annotated_with="test-1"),
        address=url,
    )


def load_batches(
    connection: duckdb.DuckDBPyConnection,
    batches: Sequence[Batch],
    scratch: Path,
    *,
    run_id: str = RUN,
    end: tuple[str, int] | None = None,
) -> Loaded:
    """Stages and loads the batches, together, into an open database; `end` is how far the archive is loaded then."""
    with staged(connection, batches, scratch):
        return load(connection, judge=judge, run_id=run_id, now=NOW, end=end)
