"""Polling feeds that have nothing new: `python -m tests.bench.bench_poll [FEEDS [ROUNDS]]`.

Medians of wall time, and of computing time, which other programs on the machine disturb less.

Every feed is on a host of its own (a loopback address), and every answer is a 304. The server is a process of its own.

`flow` is what `dateline run` does inside its flow: read what is due, poll, archive every answer, write the state, load
the captures, publish. `run` is the flow with what Prefect needs to begin and to end it. `fetcher` is a bare loop with
the same client, which archives nothing; `httpcore` is the library below it, without any of our rules.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpcore

from flows.acquire.feed_rows import new_row
from flows.runtime.clock import utc_now
from flows.runtime.server import start_server
from flows.runtime.settings import Settings
from tasks.web.fetch import Fetcher, FetchPolicy
from tasks.web.responses import Purpose, Request, Response
from tests.support.feed_server import Asked, FeedServer, Reply
from warehouse.db.connect import writer
from warehouse.watch.watch import Watched, keep

HEADERS = {
    "Content-Type": "application/rss+xml",
    "ETag": '"1"',
    "Last-Modified": "Sat, 21 Nov 2026 10:00:00 GMT",
}
UNCHANGED = Reply(status=304, headers=HEADERS)
ENTRIES = 5  # of a document: the first round reads and loads them, the others are what is measured
# What is timed inside the flow, by where it is looked up; those with a mark happen inside the part above them.
PARTS = {
    "due_feeds": ("flows.acquire.watch_rounds", "due_feeds", ""),
    "poll": ("flows.acquire.poll_round", "poll_feeds", ""),
    "append": ("flows.acquire.collector", "Collector._append", "  · "),
    "save": ("flows.acquire.poll_round", "_save_round", ""),
    "keep": ("flows.acquire.poll_round", "keep", "  · "),
    "sources": ("flows.acquire.watch_rounds", "_show_feeds", ""),
    "catch up": ("flows.load.loader", "Intake.catch_up", ""),
    "refine": ("flows.load.workers", "Workers.refine", "  · "),
    "load": ("flows.load.loader", "load", "  · "),
    "publish": ("flows.load.loader", "publish", ""),
}


def serve() -> None:
    """The server, until its standard input ends; prints its port."""

    def answer(asked: Asked) -> Reply:
        return UNCHANGED if "if-none-match" in asked.headers else Reply(headers=HEADERS, body=document(asked.host))

    with FeedServer(answer, all_loopback=True) as server:
        print(server.port, flush=True)
        sys.stdin.read()


def document(host: str) -> bytes:
    """A feed, with links of its own."""
    items = (
        f"<item><title>Council votes on plan {number}</title><link>https://news.example/{host}/{number}</link></item>"
        for number in range(ENTRIES)
    )
    return f'<rss version="2.0"><channel><title>News of {host}</title>{"".join(items)}</channel></rss>'.encode()


def addresses(feeds: int, port: int) -> list[str]:
    """An address a feed, each on a host of its own."""
    return [f"http://127.{1 + number // 250}.{1 + number % 250}.1:{port}/feed" for number in range(feeds)]


async def bare_fetcher(urls: list[str], policy: FetchPolicy) -> None:
    """Every address with our client, all at once, nothing done with the answers."""

    async def nothing(response: Response) -> None:
        pass

    async with Fetcher(policy, on_response=nothing, clock=utc_now) as fetcher:
        answers = await asyncio.gather(
            *(fetcher.get(Request(url=url, purpose=Purpose.FEED, etag='"1"')) for url in urls)
        )
    assert all(isinstance(answer, Response) and answer.status == 304 for answer in answers)


async def bare_httpcore(urls: list[str], policy: FetchPolicy) -> None:
    """Every address with the library, as many at once as our client asks."""
    slots = asyncio.Semaphore(policy.concurrent)
    headers: dict[bytes | str, bytes | str] = {"User-Agent": policy.user_agent, "If-None-Match": '"1"'}
    async with httpcore.AsyncConnectionPool(max_connections=policy.concurrent) as pool:

        async def ask(url: str) -> int:
            async with slots:
                return (await pool.request("GET", url, headers=headers)).status

        assert set(await asyncio.gather(*map(ask, urls))) == {304}


class Clockwork:
    """Wall seconds inside parts of the program, by name; and `cpu`, what this process computed, on all processors."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.cpu: defaultdict[str, float] = defaultdict(float)

    def watch(self, label: str, module: str, name: str) -> None:
        """Times a function or method from now on, where `module` looks it up."""
        owner: Any = sys.modules[module]
        *path, last = name.split(".")
        for step in path:
            owner = getattr(owner, step)
        setattr(owner, last, self._timed(getattr(owner, last), label))

    def _timed(self, function: Callable[..., Any], label: str) -> Callable[..., Any]:
        if asyncio.iscoroutinefunction(function):

            async def timed_async(*args: Any, **named: Any) -> Any:
                with self.counted(label):
                    return await function(*args, **named)

            return timed_async

        def timed(*args: Any, **named: Any) -> Any:
            with self.counted(label, time.thread_time):  # what goes on beside it is not its own
                return function(*args, **named)

        return timed

    @contextmanager
    def counted(self, label: str, computing: Callable[[], float] = time.process_time) -> Iterator[None]:
        """Adds the seconds of the block to those of `label`."""
        began, computed = time.perf_counter(), computing()
        yield
        self.seconds[label] += time.perf_counter() - began
        self.cpu[label] += computing() - computed


def peak_mb() -> float:
    """The most memory this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """A round: seconds by part, and the peak of memory when it was over."""

    seconds: Mapping[str, float]
    cpu: Mapping[str, float]
    peak_mb: float


def rounds(urls: list[str], number: int, settings: Settings) -> Iterator[Measured]:
    """So many rounds, after one that reads the documents."""
    from flows.load.resources import Resources, lend_resources, make_workers  # noqa: PLC0415 -- imports Prefect, which looks for its server

    rows = [new_row(url, title=None, home_url=None, folder=(), pages=False, now=utc_now()) for url in urls]
    with writer(settings.home, wait_seconds=5) as connection:
        keep(connection, Watched(feeds=rows), scratch=settings.home)
    clockwork = Clockwork()
    watch: Any = import_module("flows.watch")
    for label, (module, name, _) in PARTS.items():
        clockwork.watch(label, module, name)
    inside = watch.open_run

    @contextmanager
    def open_run(*args: Any, **named: Any) -> Iterator[Any]:
        with clockwork.counted("flow"), inside(*args, **named) as going:
            yield going

    watch.open_run = open_run
    with make_workers(settings) as workers, lend_resources(Resources(settings=settings, workers=workers)):
        workers.warm_up().result()
        for _ in range(number + 1):
            with writer(settings.home, wait_seconds=5) as connection:
                connection.execute("update feeds set next_poll_at = now() - interval 1 minute")
            clockwork.seconds, clockwork.cpu = defaultdict(float), defaultdict(float)
            with clockwork.counted("run"):
                report = watch.poll()
            assert report.error is None, report.error
            assert not report.degraded, report.notes
            for label, bare in (("fetcher", bare_fetcher), ("httpcore", bare_httpcore)):
                with clockwork.counted(label):
                    asyncio.run(bare(urls, settings.fetch_policy))
            yield Measured(clockwork.seconds, clockwork.cpu, peak_mb())


def main(feeds: int = 1_000, number: int = 5) -> None:
    """Polls and bare loops in turn, so that whatever else the machine does weighs on them alike."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bench_poll", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with TemporaryDirectory() as folder, server:
        assert server.stdout
        assert server.stdin
        urls = addresses(feeds, int(server.stdout.readline()))
        settings = Settings(home=Path(folder), allowed_networks=("127.0.0.0/8",))
        prefect = start_server(settings.home)
        prefect.wait()
        first, *later = rounds(urls, number, settings)
        server.stdin.close()
    print(f"{feeds} feeds, {number} rounds of 304 after one of documents ({first.seconds['flow']:.2f} s)")
    for label in ("run", "flow", *PARTS, "fetcher", "httpcore"):
        values = [one.seconds[label] for one in later]
        name = PARTS.get(label, ("", "", ""))[2] + label
        spread = f"({min(values):.2f} to {max(values):.2f})"
        print(f"{name:<12} {statistics.median(values):6.2f} s {spread:<16}", end="")
        print(f" computing {statistics.median(one.cpu[label] for one in later):6.2f} s")
    for bare in ("fetcher", "httpcore"):
        ratio = statistics.median(one.seconds["flow"] / one.seconds[bare] for one in later)
        cpu = statistics.median(one.cpu["flow"] / one.cpu[bare] for one in later)
        print(f"flow / {bare}: {ratio:.2f} (computing {cpu:.2f})")
    print(f"peak memory {later[0].peak_mb:.0f} MB after the first round, {later[-1].peak_mb:.0f} MB after the last")


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    else:
        main(*map(int, sys.argv[1:]))
