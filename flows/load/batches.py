"""Opens the archive of a data directory, and cuts inputs and the log into batches. Files, database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from flows.runtime.settings import Settings
from tasks.archive import Archive, Input, Position, StoredBody
from tasks.model.stages import Capture, Media
from warehouse.db import reader
from warehouse.load import bodies_held
from warehouse.model.errors import Missing

if TYPE_CHECKING:
    from flows.load.workers import Item

# A batch ends at this many bytes even when it has few documents, so that large pages do not pile up in memory.
BATCH_BYTES = 4 * 1024 * 1024
# Documents that a feed counts for: about as many articles as it holds.
_DOCUMENTS_OF_FEED = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Part of the log that one task refines, and the position behind it."""

    items: list[Item]
    end: Position


def archive_of(settings: Settings) -> Archive:
    """The archive of the data directory."""
    return Archive(
        settings.home / "archive", file_bytes=settings.archive_file_bytes, document_bytes=settings.document_bytes
    )


@contextmanager
def open_published(settings: Settings) -> Iterator[DuckDBPyConnection | None]:
    """The published copy as it is now, to look up what was archived before; None before the first is published."""
    with ExitStack() as stack:
        try:
            published = stack.enter_context(reader(settings.home))
        except Missing:
            published = None
        yield published


def find_earlier(chunk: Sequence[Input], published: DuckDBPyConnection | None, now: datetime) -> dict[str, StoredBody]:
    """Where the archive already holds the bodies of captures, for the same address, by id of the capture.

    Only files of this month are searched: otherwise a page that never changes would keep the oldest file for ever.
    """
    if published is None:
        return {}
    captures = [item for item in chunk if isinstance(item, Capture) and item.body]
    if not captures:
        return {}
    digests = {capture.capture_id: sha256(capture.body).hexdigest() for capture in captures}
    places = bodies_held(published, list(set(digests.values())), month=f"{now:%Y-%m}")
    earlier = {}
    for capture in captures:
        place = places.get(digests[capture.capture_id])
        if place and place[0] == capture.uri:
            earlier[capture.capture_id] = StoredBody(file=place[1], start_offset=place[2], seen_at=place[3])
    return earlier


def chunks(inputs: Iterable[Input], documents: int) -> Iterator[list[Input]]:
    """Inputs cut into lists of at most so many documents and `BATCH_BYTES`."""
    chunk: list[Input] = []
    size = 0
    for item in inputs:
        chunk.append(item)
        size += len(item.body) if isinstance(item, Capture) else 0
        # A reference has no body yet: it counts as a document.
        if len(chunk) >= documents or size >= BATCH_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def portions(log: Iterable[tuple[Item, Position]], settings: Settings) -> Iterator[Portion]:
    """The log cut into portions, never inside a record: a position is behind all documents of its record."""
    items: list[Item] = []
    documents, size, reached = 0, 0, Position("", 0)
    for item, behind in log:
        items.append(item)
        documents += _documents(item)
        size += len(item.body) if isinstance(item, Capture) else 0
        whole, reached = behind != reached, behind
        if whole and (documents >= settings.batch_documents or size >= BATCH_BYTES):
            yield Portion(items=items, end=behind)
            items, documents, size = [], 0, 0
    if items:
        yield Portion(items=items, end=reached)


def _documents(item: Item) -> int:
    return _DOCUMENTS_OF_FEED if isinstance(item, Capture) and item.media == Media.FEED else 1
