"""The ingest flow: what the user names, once. Knows Prefect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.acquire.addresses import fetch_addresses, fetch_pages_of, reject
from flows.acquire.collector_session import collecting
from flows.load.loader import Progress
from flows.load.runs import Report, Run, recorded, report_of, report_state
from flows.load.workers import Workers
from flows.runtime.clock import Clock, utc_now
from flows.runtime.settings import Settings
from tasks.archive.captures import Input
from tasks.feeds.entries import Feed
from tasks.feeds.parse import parse_feed
from tasks.inputs.files import read_inputs
from tasks.model.stages import Capture, Media


def ingest(
    arguments: Sequence[str],
    settings: Settings,
    workers: Workers,
    progress: Progress,
    *,
    pages: bool | None = None,
    clock: Clock = utc_now,
) -> Report:
    """One-off: load what `arguments` name (files, folders, globs, addresses of pages and feeds) and publish it.

    `pages` says whether the pages of a feed are fetched; None: those of a feed given by its address, not of a file.
    A document that fails is a reject and does not end the run; trouble with the warehouse does, and `error` says what
    it was. What was loaded before that is kept and published. Raises only what nobody foresaw.
    """
    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)

    @flow(name="ingest", task_runner=runner, validate_parameters=False, persist_result=False)
    def ingest_flow(arguments: list[str]) -> State[Report]:
        with recorded("ingest", arguments, settings, workers, progress, clock=clock) as run:
            run.idle_is_failure = True
            local = [argument for argument in arguments if "://" not in argument]
            feeds: list[Capture] = []
            found = read_inputs(local, limits=settings.limits, run_id=run.run_id, now=run.started)
            run.intake.take(_set_aside(found, feeds) if pages else found)
            _fetch([argument for argument in arguments if "://" in argument], feeds, run, settings, pages, clock)
        return report_state(run.report)

    return report_of(ingest_flow(list(arguments), return_state=True))


def _set_aside(found: Iterable[Input], feeds: list[Capture]) -> Iterator[Input]:
    """Everything, feeds noted in `feeds` and passed on as mere leads to the pages that will be fetched."""
    for one in found:
        if isinstance(one, Capture) and one.media == Media.FEED:
            feeds.append(one)
            yield replace(one, media=Media.OTHER)
        else:
            yield one


def _fetch(  # noqa: PLR0917 -- what a run is made of
    addresses: Sequence[str],
    feeds: Sequence[Capture],
    run: Run,
    settings: Settings,
    pages: bool | None,  # noqa: FBT001
    clock: Clock,
) -> None:
    if not addresses and not feeds:
        return
    with collecting(run, settings, clock) as (collector, wait):
        rejects = wait(fetch_addresses(addresses, collector, pages=pages is not False))
        for capture in feeds:
            feed = parse_feed(capture.body, url=None)
            if isinstance(feed, Feed):
                wait(fetch_pages_of(feed, feed.self_url, collector))
            else:
                rejects.append(reject(capture.uri, feed.reason, feed.detail, collector))
    run.intake.take(rejects)
