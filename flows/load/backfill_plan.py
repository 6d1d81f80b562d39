"""Plans a backfill: which inputs it loads and which it passes over. Files, database: reads only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from duckdb import DuckDBPyConnection

from flows.load.batches import chunks, open_published
from flows.runtime.settings import Settings
from tasks.archive import Input, make_storable
from tasks.inputs import BackfillFilter, explain_skip, read_inputs
from tasks.model.stages import Capture, Reference
from warehouse.load import captured, referred, rejected, web_archives_read

# Inputs looked up together in the published copy.
_LOOKUP_SIZE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BackfillPlan:
    """Documents that a backfill would load, by folder or file, and documents passed over, by reason."""

    places: Counter[str]
    passed_over: Counter[str]


def plan_backfill(
    arguments: Sequence[str],
    settings: Settings,
    *,
    backfill_filter: BackfillFilter,
    now: datetime,
    columns: Mapping[str, str] | None = None,
) -> BackfillPlan:
    """The plan of a backfill now; reads all inputs, writes nothing."""
    passed_over: Counter[str] = Counter()
    with open_published(settings) as published:
        done = {} if published is None else web_archives_read(published)
        inputs = read_inputs(arguments, limits=settings.limits, run_id="", now=now, done=done, columns=columns)
        places = Counter(_place(item) for item in skip_loaded(inputs, published, backfill_filter, passed_over))
    return BackfillPlan(places=places, passed_over=passed_over)


def skip_loaded(
    inputs: Iterable[Input],
    published: DuckDBPyConnection | None,
    backfill_filter: BackfillFilter,
    passed_over: Counter[str],
) -> Iterator[Input]:
    """The inputs that the filter keeps and that were not archived before; counts the others in `passed_over`."""
    for chunk in chunks(inputs, _LOOKUP_SIZE):
        known = set() if published is None else _known(chunk, published)
        for item in chunk:
            if _identity(item) in known:
                passed_over["loaded before"] += 1
            elif reason := explain_skip(item, backfill_filter):
                passed_over[reason] += 1
            else:
                yield item


def _known(chunk: Sequence[Input], published: DuckDBPyConnection) -> set[object]:
    captures = [_captured(item) for item in chunk if isinstance(item, Capture)]
    references = [_referred(item) for item in chunk if isinstance(item, Reference)]
    rejects = [_rejected(item) for item in chunk if not isinstance(item, Capture | Reference)]
    return {*captured(published, captures), *referred(published, references), *rejected(published, rejects)}


def _identity(item: Input) -> object:
    if isinstance(item, Capture):
        return _captured(item)
    return _referred(item) if isinstance(item, Reference) else _rejected(item)


def _captured(item: Capture) -> tuple[str, int | None, str]:
    return (make_storable(item.uri), item.line, sha256(item.body).hexdigest())


def _referred(item: Reference) -> tuple[str, int]:
    return (item.file, item.start_offset)


def _rejected(item: Any) -> tuple[str, int | None, str, str]:
    return (make_storable(item.uri), item.line, str(item.reason), make_storable(item.detail))


def _place(item: Input) -> str:
    """The folder of an input, or its file where that holds many documents."""
    if isinstance(item, Reference):
        return item.file
    return item.uri if item.line is not None else make_storable(item.uri).rsplit("/", 1)[0]
