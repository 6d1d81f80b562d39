"""The archive of a data directory, and the log cut into batches. Knows settings; no Prefect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from flows.runtime.settings import Settings
from tasks.archive.captures import Input
from tasks.archive.log import Archive, Position, StoredBody
from tasks.model.stages import Capture, Media
from warehouse.load.archive_position import bodies_held

if TYPE_CHECKING:
    from flows.load.workers import Item

# A batch ends at this many bytes even when it has few documents, so that large pages do not pile up in memory.
BATCH_BYTES = 4 * 1024 * 1024
# A feed document holds about so many articles.
_OF_A_FEED = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Captures that are thought about together, and the position behind them."""

    items: list[Item]
    end: Position


def archive_of(settings: Settings) -> Archive:
    """The archive of the data directory."""
    return Archive(
        settings.home / "archive", file_bytes=settings.archive_file_bytes, document_bytes=settings.document_bytes
    )


def earlier(chunk: Sequence[Input], held: DuckDBPyConnection | None, now: datetime) -> dict[str, StoredBody]:
    """Of captures whose body the archive already holds for the same address, where that lies.

    Looked for in the files of this month only: an answer that never changes would keep the oldest file for ever.
    """
    if held is None:
        return {}
    digests = {one.capture_id: sha256(one.body).hexdigest() for one in chunk if isinstance(one, Capture) and one.body}
    if not digests:
        return {}
    places = bodies_held(held, list(set(digests.values())), month=f"{now:%Y-%m}")
    found = {}
    for one in chunk:
        place = places.get(digests.get(one.capture_id, "")) if isinstance(one, Capture) else None
        if place and isinstance(one, Capture) and place[0] == one.uri:
            found[one.capture_id] = StoredBody(file=place[1], start_offset=place[2], seen_at=place[3])
    return found


def chunks(found: Iterable[Input], documents: int) -> Iterator[list[Input]]:
    """What was found, cut into appends of at most so many documents, and of bounded size."""
    chunk: list[Input] = []
    size = 0
    for one in found:
        chunk.append(one)
        size += len(one.body) if isinstance(one, Capture) else 0
        # References weigh nothing here and a lot when they are followed, so that they count like the others.
        if len(chunk) >= documents or size >= BATCH_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def portions(log: Iterable[tuple[Item, Position]], settings: Settings) -> Iterator[Portion]:
    """The log cut into batches, never inside a record: a position is behind all that its record leads to."""
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
    return _OF_A_FEED if isinstance(item, Capture) and item.media == Media.FEED else 1
