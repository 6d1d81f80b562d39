"""`dateline schedule` whose runs overlap: short intervals, and a feed that takes longer to answer than they are."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from tests.conftest import ROOT
from tests.support.feed_server import Asked, FeedServer, Reply
from tests.support.user_folder import user_environment

COMMAND = [sys.executable, "-m", "flows.cli.main"]
ANSWER_SECONDS = 12.0


def slow_feed(_asked: Asked) -> Reply:
    """A feed with an entry, late."""
    time.sleep(ANSWER_SECONDS)
    item = "<item><title>News</title><guid>1</guid><description>The council met on Tuesday.</description></item>"
    body = f'<rss version="2.0"><channel><title>Feed</title>{item}</channel></rss>'
    return Reply(headers={"Content-Type": "application/rss+xml"}, body=body.encode())


class OverlapTrial:
    """A data directory with a watched feed that is slow and always due, and three schedules of a few seconds."""

    def __init__(self, folder: Path, server: FeedServer) -> None:
        self.folder = folder
        self.environment = user_environment(
            folder,
            DATELINE_HOME=str(folder / "home"),
            DATELINE_ALLOWED_NETWORKS='["127.0.0.0/8"]',
            DATELINE_HOST_SECONDS="0",
            DATELINE_MODELS="{}",
            DATELINE_RUN_SECONDS="5",
            DATELINE_RECHECK_SECONDS="5",
            DATELINE_MAINTAIN_SECONDS="5",
        )
        subprocess.run([*COMMAND, "feeds", "add", f"{server.url}/feed"], env=self.environment, cwd=ROOT, check=True)

    def start(self) -> subprocess.Popen[bytes]:
        """The schedule, going."""
        return subprocess.Popen(
            [*COMMAND, "schedule"],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # so that it can be killed with its runs
        )

    def wait_for(self, flow: str, state: str, count: int, *, seconds: float) -> None:
        """Until Prefect's records hold so many runs; an AssertionError after so long."""
        end = time.monotonic() + seconds
        while self.records()[flow, state] < count:
            assert time.monotonic() < end, f"no {count} runs of {flow} in {state}: {self.records()}"
            time.sleep(0.5)

    def records(self) -> Counter[tuple[str, str]]:
        """The number of runs in Prefect's records, by flow and name of the state."""
        path = self.folder / "prefect" / "prefect.db"
        if not path.exists():
            return Counter()
        query = "select flow.name, state_name, count(*) from flow_run join flow on flow.id = flow_id group by 1, 2"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            try:
                return Counter({(flow, state): count for flow, state, count in connection.execute(query)})
            except sqlite3.OperationalError:  # its tables are being made
                return Counter()


def interrupt(schedule: subprocess.Popen[bytes]) -> None:
    """Ends a schedule as Ctrl-C does."""
    schedule.send_signal(signal.SIGINT)
    schedule.wait(90)


def kill(schedule: subprocess.Popen[bytes]) -> None:
    """Kills a schedule with its runs; its server notices and ends."""
    os.killpg(schedule.pid, signal.SIGKILL)
    schedule.wait(30)
