"""A folder of a user whose names are those of our packages, and the environment of that user."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from tests.conftest import SEEDS

# Long enough for a busy machine, whose first server takes half a minute to start.
LONGEST_SECONDS = 300.0
# A run that polled, by kind and status.
POLLED = {("run", "completed"), ("poll", "completed")}


def make_user_folder(folder: Path) -> Path:
    """The folder with `flows/`, `tasks.py`, `warehouse/` and `seeds/` of the user's own, and an article to load.

    Importing any of the three modules fails.
    """
    for name in ("flows", "warehouse", "seeds"):
        (folder / name).mkdir(parents=True)
    for module in ("flows/__init__.py", "warehouse/__init__.py", "tasks.py"):
        (folder / module).write_text('raise RuntimeError("a module of the user was imported")\n', "utf-8")
    (folder / "seeds" / "customers.csv").write_text("id,name\n1,Ann Miller\n", "utf-8")
    (folder / "article.txt").write_bytes(min(SEEDS.glob("*.txt")).read_bytes())
    return folder


def user_environment(folder: Path, **variables: str) -> dict[str, str]:
    """The environment of a user with a home of their own, without a server, and with no setting but the given ones."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "DATELINE"))}
    places = {"PREFECT_HOME": str(folder / "prefect"), "XDG_DATA_HOME": str(folder / "share")}
    return inherited | places | variables


def schedule_until_completed(
    command: Sequence[str], *, home: Path, folder: Path, environment: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Runs `schedule` until a run is recorded as completed, interrupts it, and returns kind and status of the runs."""
    schedule = subprocess.Popen([*command, "schedule"], cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + LONGEST_SECONDS
        while not POLLED & set(recorded_runs(home)) and time.monotonic() < end:
            assert schedule.poll() is None, "the schedule ended by itself"
            time.sleep(0.5)
    finally:
        schedule.send_signal(signal.SIGINT)
        schedule.wait(60)
    return recorded_runs(home)


def recorded_runs(home: Path) -> list[tuple[str, str]]:
    """Kind and status of each run in the published copy."""
    published = home / "news.duckdb"
    if not published.exists():
        return []
    with duckdb.connect(str(published), read_only=True) as connection:
        return connection.execute("select kind, status from ops.runs order by started_at").fetchall()
