"""Workers: deadlines hold, a document that kills its process costs itself only, orphans end."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.load.workers import Workers
from tasks.inputs.kind import DocumentLimits
from tasks.model.stages import Capture
from tests.conftest import ROOT
from tests.support.builders import NOW, RUN, capture
from tests.support.log_lines import caught_log, fields_of
from warehouse.model.records import Batch
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

LIMITS = DocumentLimits(document_bytes=10_000_000, text_chars=1_000_000)
UNREAD = RejectRow(
    run_id=RUN, capture_id=None, uri="file:///no", line=None, reason=Reason.UNREADABLE, detail="no", seen_at=NOW
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Killer(Capture):
    """A capture that ends the process which unpacks it, as a bug in a C library would."""

    def __reduce__(self) -> tuple[object, ...]:
        """Unpacked by calling `os._exit(9)`."""
        return os._exit, (9,)


def killer(uri: str) -> Killer:
    one = capture(b"deadly", uri=uri)
    return Killer(**{name: getattr(one, name) for name in Capture.__slots__})


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(count=1, models={}, limits=LIMITS, deadline_seconds=20) as made:
        yield made


def rows(batches: list[Batch], table: str) -> list[dict[str, object]]:
    return [json.loads(line) for batch in batches for line in batch.rows.get(table, b"").splitlines()]


def test_a_batch_keeps_its_order_and_its_unread_files(workers: Workers) -> None:
    texts = [f"Number {number} is a paragraph of its own." for number in range(5)]
    batches = workers.refine([UNREAD, *(capture(text.encode(), uri=f"file:///{text[7]}.txt") for text in texts)])
    assert [row["text"] for row in rows(batches, "items")] == texts
    assert [row["reason"] for row in rows(batches, "rejects")] == ["unreadable"]


def test_a_document_that_kills_its_process_is_the_only_one_lost(workers: Workers) -> None:
    good = [capture(f"Good paragraph {n}.".encode(), uri=f"file:///{n}.txt") for n in range(4)]
    items: list[Capture | RejectRow] = [
        good[0],
        killer("file:///k1"),
        UNREAD,
        good[1],
        good[2],
        killer("file:///k2"),
        good[3],
    ]
    with caught_log(logging.WARNING) as log:
        batches = workers.refine(items)
    assert [fields_of(line)["documents"] for line in log.of("worker_died")] == [7]
    assert [fields_of(line)["url"] for line in log.of("document_crashed")] == ["file:///k1", "file:///k2"]
    assert [row["text"] for row in rows(batches, "items")] == [f"Good paragraph {n}." for n in range(4)]
    assert {(row["uri"], row["reason"]) for row in rows(batches, "rejects")} == {
        ("file:///k1", "crash"),
        ("file:///k2", "crash"),
        ("file:///no", "unreadable"),
    }
    assert rows(workers.refine([good[0]]), "items"), "the pool works again"


def test_a_document_over_its_deadline_is_a_reject() -> None:
    slow = capture(b"A word or two. " * 60_000, uri="file:///slow.txt")
    with Workers(count=1, models={}, limits=LIMITS, deadline_seconds=0.001) as workers:
        (row,) = rows(workers.refine([slow]), "rejects")
    assert row["reason"] == "timeout"


def test_a_model_that_is_not_there_is_said_in_one_line() -> None:
    with Workers(count=1, models={"en": "no_such_model"}, limits=LIMITS, deadline_seconds=5) as workers:
        trouble = workers.warm_up().result()
    assert trouble is not None
    assert "no_such_model" in trouble
    assert "\n" not in trouble


ORPHAN = """
import os, sys
from flows.load.workers import Workers
from tasks.inputs.kind import DocumentLimits

if __name__ == "__main__":
    workers = Workers(count=1, models={}, limits=DocumentLimits(document_bytes=9, text_chars=9), deadline_seconds=5)
    workers.warm_up().result()
    print(*workers._pool._processes, flush=True)
    sys.stdin.read()
"""


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    end = time.monotonic() + 10
    while _alive(worker) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _alive(worker)


def _alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as stat:  # noqa: PTH123 -- a line of the kernel's
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
