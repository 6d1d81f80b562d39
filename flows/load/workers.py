"""Worker processes that extract, clean and annotate documents. Processes.

A worker keeps its models for as long as it lives. A document may take `deadline_seconds`: an alarm inside the worker
ends Python code, and a watchdog thread ends the process where C code does not return. When a process dies, its batches
are processed again, a document at a time, and the document that ends its worker becomes a reject.
"""

from __future__ import annotations

import faulthandler
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

from flows.runtime.logs import log_event
from flows.runtime.memory import collect_seldom
from tasks.inputs import DocumentLimits
from tasks.mentions import Pipeline, load_pipeline
from tasks.model.stages import Capture, Reject
from tasks.own_steps import DocumentStep, load_steps
from tasks.pipeline import Refined, assemble
from warehouse.model.records import Batch
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

# The alarm comes first; the watchdog is for code that never comes back to Python.
_WATCHDOG_FACTOR = 2.0
Item = Capture | RejectRow


class Workers:
    """A pool of worker processes; a context manager. `steps` are functions of the user, "module:function"."""

    def __init__(
        self,
        *,
        count: int,
        models: Mapping[str, str],
        limits: DocumentLimits,
        deadline_seconds: float,
        steps: Sequence[str] = (),
    ) -> None:
        self._start = partial(_pool, dict(models), tuple(steps), deadline_seconds)
        self._limits = limits
        self._lock = threading.Lock()
        self._count = count
        self._pool = self._start(count)

    def __enter__(self) -> Workers:
        """Nothing to do: processes start with the first work."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; work that has not begun is dropped."""
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def warm_up(self) -> Future[str | None]:
        """Starts a first process, loads its models and steps; the result is None, or an error in one line."""
        return self._pool.submit(_loading_error)

    def refine(self, items: Sequence[Item]) -> list[Batch]:
        """The rows of a batch of captures, in order; several batches when a worker died and it was processed in parts.

        Blocks until they are done. Never raises for a document.
        """
        pool = self._pool
        try:
            return [pool.submit(_refine, items, self._limits).result()]
        except BrokenProcessPool:
            log_event("load", "worker_died", level=logging.WARNING, documents=len(items), then="singly")
            self._replace(pool)
            return self._one_by_one(items)

    def _one_by_one(self, items: Sequence[Item]) -> list[Batch]:
        """Items processed singly in a pool of their own, since one of them ends its process."""
        batches: list[Batch] = []
        while len(batches) < len(items):
            with self._start(1) as pool:
                try:
                    for item in items[len(batches) :]:
                        batches.append(pool.submit(_refine, [item], self._limits).result())  # noqa: PERF401 -- kept when the next fails
                except BrokenProcessPool:  # the batches until here are kept
                    batches.append(_crash_reject(items[len(batches)]))
        return batches

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = self._start(self._count)


def _crash_reject(item: Item) -> Batch:
    log_event("load", "document_crashed", level=logging.WARNING, url=item.uri, line=item.line)
    if isinstance(item, RejectRow):
        return assemble([], [item])
    detail = "the worker process died or did not come back in time"
    return assemble([Refined(capture=item, result=Reject(reason=Reason.CRASH, detail=detail), address=None)])


def _pool(models: dict[str, str], steps: tuple[str, ...], deadline_seconds: float, count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        count,
        # A forked child of a process with threads (Prefect's) may hang; a spawned one starts clean.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_initialize,
        initargs=(models, steps, deadline_seconds),
    )


class _Worker:
    """The state of one worker process."""

    models: Mapping[str, str] = {}
    step_names: tuple[str, ...] = ()
    pipelines: Mapping[str, Pipeline] | None = None
    steps: tuple[DocumentStep, ...] = ()
    deadline_seconds: float = 0.0
    devnull: IO[str]


def _initialize(models: dict[str, str], steps: tuple[str, ...], deadline_seconds: float) -> None:
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process decides what an interrupt ends
    signal.signal(signal.SIGALRM, _on_alarm)
    _Worker.devnull = Path(os.devnull).open("w")  # noqa: SIM115 -- the watchdog writes there until the process ends
    _Worker.deadline_seconds = deadline_seconds
    threading.Thread(target=_follow_parent, daemon=True).start()
    _Worker.models, _Worker.step_names = models, steps


def _follow_parent() -> None:
    """Ends this process when the main one is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _on_alarm(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


@contextmanager
def _deadline() -> Iterator[None]:
    seconds = _Worker.deadline_seconds
    faulthandler.dump_traceback_later(seconds * _WATCHDOG_FACTOR, exit=True, file=_Worker.devnull)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()


def _pipelines() -> Mapping[str, Pipeline]:
    if _Worker.pipelines is None:
        _Worker.steps = load_steps(_Worker.step_names)
        _Worker.pipelines = {language: load_pipeline(model) for language, model in _Worker.models.items()}
    return _Worker.pipelines


def _loading_error() -> str | None:
    try:
        _pipelines()
    except Exception as error:  # whatever a model or a step raises while loading, the user gets one line
        return " ".join(str(error).split()) or type(error).__name__
    return None


def _refine(items: Sequence[Item], limits: DocumentLimits) -> Batch:
    from tasks.pipeline import refine  # noqa: PLC0415 -- a second of imports that only a worker needs

    captures = [item for item in items if isinstance(item, Capture)]
    unread = [item for item in items if isinstance(item, RejectRow)]
    pipelines = _pipelines()
    return refine(captures, unread, pipelines=pipelines, limits=limits, deadline=_deadline, steps=_Worker.steps)
