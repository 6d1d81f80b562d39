"""Builds stages with sensible defaults, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from tasks.archive.captures import make_capture_id
from tasks.figures.extract import extract_figures
from tasks.model.stages import Annotated, Capture, Credit, Document, Media, Mention, Quote, Speaker
from tasks.namesakes.name_matching import match_names
from tasks.pipeline.to_rows import Refined, assemble
from warehouse.db.migrate import migrate
from warehouse.load.staging import staged
from warehouse.load.transaction import Loaded, load
from warehouse.model.records import Batch
from warehouse.model.vocabulary import CreditKind, Kind, QuoteKind
from warehouse.replay.compare import derived_tables

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
RUN = "run"

DOCUMENT = Document(
    url=None,
    domain=None,
    source_name=None,
    source_stated=False,
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


def fixed_clock(now: datetime) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: now


def document(text: str = "A minister spoke.", **fields: Any) -> Document:
    """A document that says little."""
    return replace(DOCUMENT, text=text, **fields)


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
    identity = make_capture_id(uri, line, digest, seen_at)
    return Capture(
        capture_id=identity, run_id=RUN, uri=uri, line=line, media=media, body=body, seen_at=seen_at, status=status
    )


def make_gone_capture(url: str, *, seen_at: datetime, status: int = 404, media: Media = Media.OTHER) -> Capture:
    """The capture of a response that says that a page is gone."""
    return capture(b"not here", uri=url, media=media, status=status, seen_at=seen_at)


def mention(
    text: str,
    surface: str,
    *,
    kind: Kind = Kind.PERSON,
    name: str | None = None,
    role: str | None = None,
    after: int = 0,
) -> Mention:
    """The first mention of `surface` in `text` at or behind `after`."""
    start = text.index(surface, after)
    return Mention(
        start_char=start,
        end_char=start + len(surface),
        surface=surface,
        kind=kind,
        name=name or surface,
        role=role,
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
    mentions = sorted((mention(text, surface) for surface in surfaces), key=lambda item: item.start_char)
    body = f"{made.title}|{text}".encode()
    return Refined(
        capture=capture(body, uri=url or uri, seen_at=seen_at),
        result=Annotated(document=made, mentions=tuple(mentions), annotated_with="test-1"),
        address=url,
    )


def make_counting(text: str, *surfaces: str, **fields: Any) -> Refined:
    """A document with the figures that its text gives."""
    base = refined(text, *surfaces, **fields)
    assert isinstance(base.result, Annotated)
    return replace(base, result=replace(base.result, figures=extract_figures(text)))


def make_quoting(text: str, speaker: str, source: str, **fields: Any) -> Refined:
    """A document all of which `speaker` says, and for which `source` is cited; both are mentioned in it."""
    base = refined(text, speaker, source, **fields)
    assert isinstance(base.result, Annotated)
    who, cited = (next(m for m in base.result.mentions if m.surface == name) for name in (speaker, source))
    quote = Quote(
        start_char=0,
        end_char=len(text),
        surface=text,
        kind=QuoteKind.INDIRECT,
        cue=None,
        speaker=Speaker(start_char=who.start_char, end_char=who.end_char, surface=speaker, mention=who),
        confidence=0.5,
        rule="test",
    )
    credit = Credit(
        start_char=cited.start_char,
        end_char=cited.end_char,
        surface=source,
        source=source,
        kind=CreditKind.REPORTED,
        mention=cited,
        quote=quote,
    )
    return replace(base, result=replace(base.result, quotes=(quote,), credits=(credit,)))


def batch(*items: Refined | Capture) -> Batch:
    """The batch that a worker makes of documents and captures."""
    captures = [item.capture if isinstance(item, Refined) else item for item in items]
    return assemble([item for item in items if isinstance(item, Refined)], captures=captures)


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
        return load(connection, match_names=match_names, run_id=run_id, now=NOW, end=end)


def derived() -> list[str]:
    """Names of the tables that follow from the archive."""
    with duckdb.connect() as connection:
        migrate(connection)
        return derived_tables(connection)
