"""Schedules whose runs overlap leave next to nothing in Prefect's records, and go on after they were killed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.feed_server import FeedServer
from tests.support.overlap_trial import OverlapTrial, interrupt, kill, slow_feed

pytestmark = pytest.mark.slow

# Generous: on a busy machine the server alone takes half a minute to start.
LONGEST_SECONDS = 240.0
FLOWS = ("poll", "recheck", "maintain")


def test_overlapping_schedules_leave_one_cancelled_run_each_and_survive_a_kill(tmp_path: Path) -> None:
    with FeedServer(slow_feed) as server:
        trial = OverlapTrial(tmp_path, server)
        schedule = trial.start()
        try:
            trial.wait_for("poll", "Completed", 1, seconds=LONGEST_SECONDS)
            trial.wait_for("poll", "Cancelled", 1, seconds=LONGEST_SECONDS)
            trial.wait_for("poll", "Running", 1, seconds=LONGEST_SECONDS)
            kill(schedule)
            completed = trial.records()["poll", "Completed"]
            schedule = trial.start()
            # The killed run held the only slot of its deployment.
            trial.wait_for("poll", "Completed", completed + 1, seconds=LONGEST_SECONDS)
            interrupt(schedule)
        finally:
            end(schedule)
    records = trial.records()
    assert records["poll", "Cancelled"] == 1, "no run overlapped, or the newest went too"
    assert all(records[flow, "Cancelled"] <= 1 for flow in FLOWS), records
    assert all(records[flow, "Late"] <= 1 for flow in FLOWS), records


def end(schedule: subprocess.Popen[bytes]) -> None:
    """Nothing is left of a schedule when a test fails."""
    if schedule.poll() is None:
        kill(schedule)
