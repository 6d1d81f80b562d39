"""A collector for the length of a run. Network and archive; knows no Prefect but what a run is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from flows.acquire.collector import Collector
from flows.load.runs import Run
from flows.runtime.clock import Clock
from flows.runtime.settings import Settings
from warehouse.db.connect import reader, writer
from warehouse.model.errors import Missing
from warehouse.watch.watch import Watched, keep


@contextmanager
def collecting(going: Run, settings: Settings, clock: Clock) -> Iterator[tuple[Collector, Callable[..., Any]]]:
    """A collector, and a function that waits for what it does: one event loop for all rounds of a run."""
    with asyncio.Runner() as loop, ExitStack() as stack:
        try:
            held = stack.enter_context(reader(settings.home))
        except Missing:
            held = None
        collector = Collector(going.intake.archive, settings.fetch_policy, run_id=going.run_id, clock=clock, held=held)
        loop.run(collector.__aenter__())
        try:
            yield collector, loop.run
        finally:
            loop.run(collector.__aexit__(None, None, None))
        remember_fetches(collector, settings)


def remember_fetches(collector: Collector, settings: Settings) -> None:
    """Writes down the requests made so far."""
    fetches, collector.fetches = collector.fetches, []
    if fetches:
        with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
            keep(connection, Watched(fetches=fetches), scratch=settings.home)
