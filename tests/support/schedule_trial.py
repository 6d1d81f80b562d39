"""`dateline schedule` for real: `python -m tests.support.schedule_trial [SECONDS [INTERVAL]]`.

A fake server publishes an entry in each of its feeds every few seconds; the schedule polls at its interval, and one
feed falls due in each slot (by itself each would rest for half an hour); another process opens the published copy twice
a second all along. Prints what the reader saw, when the runs were and what they report, and whether every entry that
was served in time is an article. Fails when something was locked, a slot missed, an entry lost or a report untrue.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import duckdb

from tests.support.feed_server import Asked, FeedServer, Reply
from warehouse.db.connect import writer

EVERY_SECONDS = 7.0
WORDS = "The council of Oldport met on Tuesday and spoke about the harbour, Mayor Ann Miller said. " * 5
READER = """
import duckdb, sys, time
opened, errors, counts = 0, [], []
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    try:
        with duckdb.connect(sys.argv[1], read_only=True) as connection:
            counts.append(connection.execute("select count(*) from articles").fetchone()[0])
            opened += 1
    except Exception as error:
        errors.append(str(error))
    time.sleep(0.5)
import json
print(json.dumps({"opened": opened, "errors": errors[:5], "error_count": len(errors), "first": counts[:1],
                  "last": counts[-1:], "falls": sum(a > b for a, b in zip(counts, counts[1:]))}))
"""


class Outlets:
    """Feeds that grow while the clock runs; remembers which entries each answer held."""

    def __init__(self, began: float) -> None:
        self.began = began
        self.url = ""
        self.served: dict[str, float] = {}

    def answer(self, asked: Asked) -> Reply:
        """A feed with its last 20 entries, or a page."""
        name, _, number = asked.path.strip("/").partition("/")
        if number:
            page = f"<html><body><article><h1>News {number} of {name}</h1><p>{number}. {WORDS}</p></article></body>"
            return Reply(headers={"Content-Type": "text/html"}, body=page.encode())
        if not name.startswith("feed"):
            return Reply(status=404)
        count = int((time.monotonic() - self.began) / EVERY_SECONDS) + 1
        items = ""
        for entry in range(max(0, count - 20), count):
            link = f"{self.url}/{name}/{entry}"
            self.served.setdefault(link, time.monotonic())
            items += f"<item><title>News {entry} of {name}</title><link>{link}</link><guid>{link}</guid></item>"
        body = f'<rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'
        return Reply(headers={"Content-Type": "application/rss+xml", "ETag": f'"{count}"'}, body=body.encode())


def main(seconds: float = 300.0, interval: float = 30.0) -> int:
    """Run it; 0 when nothing was locked, missed, lost or untrue."""
    outlets = Outlets(time.monotonic())
    with tempfile.TemporaryDirectory() as folder, FeedServer(outlets.answer) as server:
        outlets.url = server.url
        home = Path(folder) / "home"
        dateline = [sys.executable, "-m", "flows.cli.main"]
        environment = os.environ | {
            "DATELINE_HOME": str(home),
            "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
            "DATELINE_HOST_SECONDS": "0.02",
            "DATELINE_RUN_SECONDS": str(interval),
            "PREFECT_HOME": str(Path(folder) / "prefect"),
            "PREFECT_LOGGING_LEVEL": "INFO",
        }
        slots = round(seconds / interval)
        for number in range(slots):
            subprocess.run([*dateline, "feeds", "add", f"{server.url}/feed{number}"], env=environment, check=True)
        outlets.served.clear()  # what `add` looked at
        with writer(home, wait_seconds=5) as connection:
            connection.execute(
                "update feeds set next_poll_at = now() + to_seconds(? * regexp_extract(url, '[0-9]+$')::integer)",
                [interval],
            )
        log = (Path(folder) / "schedule.log").open("wb")
        began = time.time()
        schedule = subprocess.Popen([*dateline, "schedule"], env=environment, stdout=log, stderr=log)
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, str(home / "news.duckdb"), str(seconds)], stdout=subprocess.PIPE
        )
        said = json.loads(reader.communicate()[0])
        schedule.send_signal(signal.SIGINT)
        code = schedule.wait(60)
        return _judge(home, outlets, said, began, seconds, interval, code, Path(log.name))


def _judge(  # noqa: PLR0917 -- what was seen
    home: Path,
    outlets: Outlets,
    said: dict[str, object],
    began: float,
    seconds: float,
    interval: float,
    code: int,
    log: Path,
) -> int:
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        runs = connection.execute(
            "select epoch(started_at), epoch(finished_at), status, new from ops.runs where kind = 'poll' order by 1"
        ).fetchall()
        urls = {url for (url,) in connection.execute("select url from articles").fetchall()}
        polls = connection.execute("select count(*) from ops.fetches where purpose = 'feed'").fetchone()
        polled = sum(new > 0 for *_, new in runs)
    finished = [run for run in runs if run[1]]
    last_poll = finished[-1][0] if finished else began
    due = {link for link, at in outlets.served.items() if at - outlets.began + began < last_poll}
    print("reader:", json.dumps(said))
    print(f"schedule ended with {code}; runs: {len(runs)} in {seconds:.0f} s, slots about {seconds / interval:.0f}")
    for start, end, status, new in runs:
        print(f"  +{start - began:6.1f} s, {f'{end - start:.1f} s' if end else 'going'}, {status}, new {new}")
    print(f"feed polls {polls[0] if polls else 0}, served {len(outlets.served)}, articles {len(urls)}, ", end="")
    print(f"lost {len(due - urls)}")
    late = [after[0] - before[0] for before, after in pairwise(runs) if after[0] - before[0] > 1.5 * interval]
    untrue = sum(run[3] for run in finished) - len(urls)
    print(f"slots missed {len(late)}, runs that polled {polled}, reported and not there {untrue}")
    print(log.read_text("utf-8", "replace")[-1500:])
    return 1 if said["error_count"] or due - urls or late or untrue else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(float, sys.argv[1:])))
