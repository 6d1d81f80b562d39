"""What a backfill would load, and what it passes over. Reads inputs and the published copy; writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from duckdb import DuckDBPyConnection

from flows.load.batches import chunks
from flows.runtime.settings import Settings
from tasks.archive.captures import Input
from tasks.archive.warc import make_storable
from tasks.inputs.backfill_filter import BackfillFilter, explain_skip
from tasks.inputs.files import read_inputs
from tasks.model.stages import Capture, Reference
from warehouse.db.connect import reader
from warehouse.load.archive_position import captured, referred, rejected, web_archives_read
from warehouse.model.errors import Missing

# Looked up together in the published copy.
_TOGETHER = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a backfill would load: documents by where they were found, and how many are passed over, by why."""

    places: Counter[str]
    passed_over: Counter[str]


def plan(arguments: Sequence[str], settings: Settings, *, wanted: BackfillFilter, now: datetime) -> Plan:
    """What `backfill` would load now; reads all inputs, writes nothing."""
    passed_over: Counter[str] = Counter()
    with ExitStack() as stack:
        try:
            held: DuckDBPyConnection | None = stack.enter_context(reader(settings.home))
        except Missing:
            held = None
        done = {} if held is None else web_archives_read(held)
        found = read_inputs(arguments, limits=settings.limits, run_id="", now=now, done=done)
        places = Counter(_place(one) for one in fresh(found, held, wanted, passed_over))
    return Plan(places=places, passed_over=passed_over)


def fresh(
    found: Iterable[Input], held: DuckDBPyConnection | None, wanted: BackfillFilter, passed_over: Counter[str]
) -> Iterator[Input]:
    """What is wanted and was not archived before; counts the rest in `passed_over`."""
    for chunk in chunks(found, _TOGETHER):
        known = set() if held is None else _known(chunk, held)
        for one in chunk:
            if _identity(one) in known:
                passed_over["loaded before"] += 1
            elif why := explain_skip(one, wanted):
                passed_over[why] += 1
            else:
                yield one


def _known(chunk: Sequence[Input], held: DuckDBPyConnection) -> set[object]:
    captures = [_captured(one) for one in chunk if isinstance(one, Capture)]
    references = [_referred(one) for one in chunk if isinstance(one, Reference)]
    rejects = [_rejected(one) for one in chunk if not isinstance(one, Capture | Reference)]
    return {*captured(held, captures), *referred(held, references), *rejected(held, rejects)}


def _identity(one: Input) -> object:
    if isinstance(one, Capture):
        return _captured(one)
    return _referred(one) if isinstance(one, Reference) else _rejected(one)


def _captured(one: Capture) -> tuple[str, int | None, str]:
    return (make_storable(one.uri), one.line, sha256(one.body).hexdigest())


def _referred(one: Reference) -> tuple[str, int]:
    return (one.file, one.start_offset)


def _rejected(one: Any) -> tuple[str, int | None, str, str]:
    return (make_storable(one.uri), one.line, str(one.reason), make_storable(one.detail))


def _place(one: Input) -> str:
    """The folder, or the file of many documents, in which something was found."""
    if isinstance(one, Reference):
        return one.file
    return one.uri if one.line is not None else make_storable(one.uri).rsplit("/", 1)[0]
