"""The schedule, started as a user would: its own Prefect server with a scheduler, a process a run."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.support.feed_server import FeedServer
from tests.support.schedule_trial import Outlets

pytestmark = pytest.mark.slow

# Generous: on a busy machine the server alone takes half a minute to start.
LONGEST_SECONDS = 300.0


def finished_runs(home: Path) -> int:
    published = home / "news.duckdb"
    if not published.exists():
        return 0
    with duckdb.connect(str(published), read_only=True) as connection:
        query = "select count(*) from ops.runs where kind = 'poll' and status = 'completed' and new > 0"
        row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def runs_in(log: Path) -> list[tuple[str, str]]:
    """The lines of polls that brought something, each with the number of new articles."""
    ended = [line for line in log.read_text("utf-8").splitlines() if " INFO dateline.run ended " in line]
    return [(found[1], line) for line in ended if (found := re.search(r" flow=poll .* new=([1-9]\d*) ", line))]


def test_a_schedule_polls_what_is_due_until_it_is_stopped(tmp_path: Path) -> None:
    home = tmp_path / "home"
    outlets = Outlets(time.monotonic())
    with FeedServer(outlets.answer) as server:
        outlets.url = server.url
        environment = os.environ | {
            "DATELINE_HOME": str(home),
            "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
            "DATELINE_HOST_SECONDS": "0",
            "DATELINE_MODELS": "{}",
            "DATELINE_RUN_SECONDS": "8",
            "PREFECT_HOME": str(tmp_path / "prefect"),
        }
        environment.pop("PREFECT_API_URL", None)
        command = [sys.executable, "-m", "flows.cli.main"]
        added = subprocess.run(
            [*command, "feeds", "add", f"{server.url}/feed0"], env=environment, cwd=ROOT, check=False
        )
        assert added.returncode == 0
        log = tmp_path / "schedule.log"
        with log.open("wb") as errors:
            schedule = subprocess.Popen(
                [*command, "schedule"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors
            )
        try:
            end = time.monotonic() + LONGEST_SECONDS
            while not (finished_runs(home) and runs_in(log)) and time.monotonic() < end:
                time.sleep(0.5)
            assert finished_runs(home) == 1
        finally:
            schedule.send_signal(signal.SIGINT)
            schedule.wait(60)
    assert any(f" state=completed feeds=1 entries={new} pages={new} new={new} " in line for new, line in runs_in(log))
    assert " INFO dateline.run.start " not in log.read_text("utf-8"), "a line a run"
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) > 0 from articles").fetchone() == (True,)
        assert connection.execute("select count(*) from ops.runs where status = 'running'").fetchone() == (0,)
