"""From a poll to SQL: `python -m tests.bench.bench_latency [ROUNDS]`.

An entry appears in a feed on loopback, `dateline run` is started as a schedule starts it (a process of its own, all
settings as they are by default, a Prefect server already up), and the published copy is opened every 20 ms. Seconds
from the request for the feed that held the entry until a query finds its article, with the words of its page.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows.runtime.server import start_server
from tests.support.feed_server import Asked, FeedServer, Reply
from warehouse.db.connect import writer

WORDS = "The council of Oldport met on Tuesday and spoke about the harbour, Mayor Ann Miller said in Lima. " * 5
LONGEST_SECONDS = 60.0


class Outlet:
    """A feed of ten entries that grows when told to, and the page of each entry."""

    def __init__(self) -> None:
        self.entries = 10
        self.url = ""
        self.polled: dict[str, float] = {}

    def link(self, number: int) -> str:
        """Address of the page of an entry."""
        return f"{self.url}/news/{number}"

    def answer(self, asked: Asked) -> Reply:
        """The feed, with the time at which an entry was first served; a page; nothing else."""
        if asked.path.startswith("/news/"):
            page = f"<html><body><article><h1>{asked.path}</h1><p>{asked.path}. {WORDS}</p></article></body></html>"
            return Reply(headers={"Content-Type": "text/html"}, body=page.encode())
        if asked.path != "/feed":
            return Reply(status=404)
        items = ""
        for number in range(self.entries - 10, self.entries):
            self.polled.setdefault(self.link(number), asked.at)
            items += f"<item><title>News {number}</title><link>{self.link(number)}</link></item>"
        body = f'<rss version="2.0"><channel><title>Oldport</title>{items}</channel></rss>'
        return Reply(headers={"Content-Type": "application/rss+xml"}, body=body.encode())


def found_at(published: Path, url: str) -> float:
    """When a query first finds the article, on the monotonic clock."""
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        with duckdb.connect(str(published), read_only=True) as connection:
            if connection.execute("select 1 from articles where url = ? and text like '%Miller%'", [url]).fetchone():
                return time.monotonic()
        time.sleep(0.02)
    raise TimeoutError(url)


def main(rounds: int = 5) -> None:
    """A round to load what is there, and so many with one entry more."""
    dateline = str(Path(sys.executable).with_name("dateline"))
    outlet = Outlet()
    with TemporaryDirectory() as folder, FeedServer(outlet.answer) as server:
        outlet.url, home = server.url, Path(folder)
        start_server(home).wait()  # sets PREFECT_API_URL for the runs
        environment = os.environ | {"DATELINE_HOME": folder, "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]'}
        subprocess.run([dateline, "feeds", "add", f"{server.url}/feed"], env=environment, check=True)
        subprocess.run([dateline, "run"], env=environment, check=True)
        latencies, lengths = [], []
        for _ in range(rounds):
            with writer(home, wait_seconds=5) as connection:
                connection.execute("update feeds set next_poll_at = now() - interval 1 minute")
            outlet.entries += 1
            url = outlet.link(outlet.entries - 1)
            began = time.monotonic()
            run = subprocess.Popen([dateline, "run"], env=environment, stdout=subprocess.DEVNULL)
            latencies.append(found_at(home / "news.duckdb", url) - outlet.polled[url])
            assert run.wait() == 0
            lengths.append(time.monotonic() - began)
    for name, values in (("poll to query", latencies), ("whole run", lengths)):
        shown = " ".join(f"{value:.2f}" for value in values)
        print(f"{name:<13} median {statistics.median(values):.2f} s, most {max(values):.2f} s   ({shown})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
