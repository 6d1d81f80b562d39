"""Polling feeds that did not change, beside a bare loop: `python -m tests.bench.bench_poll [FEEDS [ROUNDS]]`.

Every feed has a host of its own on loopback (127.x.y.z) and answers 304. Ours is everything that `dateline run` does
for them inside its flow: read what is due, ask, archive each answer, write the state, load the captures, publish. Bare
is an asynchronous loop over the same client that asks for the same addresses and throws the answers away.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.feed_rows import new_row
from flows.server import start_server
from flows.settings import Settings
from tasks.fetch import Fetcher
from tasks.responses import Purpose, Request, Response
from tests.feed_server import FeedServer, Reply
from warehouse.connect import writer
from warehouse.load import Loaded
from warehouse.watch import Watched, keep


def hosts(feeds: int) -> list[str]:
    """Loopback addresses, each of which politeness takes for a host of its own."""
    return [f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}" for number in range(feeds)]


async def bare(urls: list[str], settings: Settings) -> float:
    """Seconds for one request of each address with the same client."""

    async def forget(_response: Response) -> None:
        """Nothing is kept."""

    async with Fetcher(settings.fetch_policy, on_response=forget, clock=lambda: datetime.now(UTC)) as fetcher:
        began = time.perf_counter()
        await asyncio.gather(*(fetcher.get(Request(url=url, purpose=Purpose.FEED, etag='"1"')) for url in urls))
        return time.perf_counter() - began


def silent(_loaded: Loaded) -> None:
    """No progress bar."""


def main(feeds: int = 1_000, rounds: int = 5) -> None:
    """Alternate bare and ours in one process, so that both meet the same machine."""
    with TemporaryDirectory() as folder, FeedServer(lambda _asked: Reply(status=304), all_loopback=True) as server:
        settings = Settings(home=Path(folder) / "home", allowed_networks=("127.0.0.0/8",), models={})
        urls = [f"{server.at(host)}/feed" for host in hosts(feeds)]
        began_at = datetime.now(UTC)
        rows = [new_row(url, title=None, home_url=None, folder=(), pages=True, now=began_at) for url in urls]
        settings.home.mkdir()
        with writer(settings.home, wait_seconds=5) as connection:
            keep(connection, Watched(feeds=rows), scratch=settings.home)
        start_server(settings.home).wait()
        from flows.watch import run  # noqa: PLC0415 -- Prefect reads where its server is when it is imported
        from flows.workers import Workers  # noqa: PLC0415

        limits = settings.limits
        with Workers(count=1, models={}, limits=limits, deadline_seconds=30) as workers:
            for number in range(rounds):
                least = asyncio.run(bare(urls, settings))
                ahead = began_at + timedelta(days=2 * number)
                began = time.perf_counter()
                report = run(settings, workers, silent, clock=lambda ahead=ahead: ahead)
                ours = time.perf_counter() - began
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{report.notes[0]}: ours {ours:.2f} s, bare {least:.2f} s, ratio {ours / least:.2f}, ", end="")
                print(f"peak {peak:.0f} MB", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
