"""Opens the collector of a run. Network, archive and database."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flows.acquire.collector import Collector
from flows.load.batches import open_published
from flows.load.runs import Run
from flows.runtime.clock import Clock
from flows.runtime.settings import Settings
from warehouse.db import writer
from warehouse.watch import Watched, keep


@contextmanager
def open_collector(run: Run, settings: Settings, clock: Clock) -> Iterator[tuple[Collector, Callable[..., Any]]]:
    """A collector, and a function that runs its coroutines: one event loop for all requests of a run."""
    with asyncio.Runner() as loop, open_published(settings) as published:
        collector = Collector(
            run.intake.archive, settings.fetch_policy, run_id=run.run_id, clock=clock, published=published
        )
        loop.run(collector.__aenter__())
        try:
            yield collector, loop.run
        finally:
            loop.run(collector.__aexit__(None, None, None))
        save_fetches(collector, settings)


def save_fetches(collector: Collector, settings: Settings) -> None:
    """Saves the requests made so far in `ops.fetches`."""
    fetches, collector.fetches = collector.fetches, []
    if fetches:
        with writer(settings.home, wait_seconds=settings.lock_wait_seconds) as connection:
            keep(connection, Watched(fetches=fetches), scratch=settings.home)
