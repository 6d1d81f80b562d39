"""The command without a Prefect server of the user's: it brings its own, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """An environment in which nobody runs a Prefect server."""
    prefect = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return prefect | {"DATELINE_HOME": str(tmp_path / "home"), "PREFECT_HOME": str(tmp_path / "prefect")}


def servers(home: Path) -> list[int]:
    """Processes of ours that serve for this data directory."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        if b"flows.runtime.server" in words and str(home).encode() in environment:
            found.append(int(process.name))
    return found


@pytest.mark.slow
def test_a_command_of_its_own_is_quiet_and_leaves_no_server(alone: dict[str, str]) -> None:
    (Path(alone["DATELINE_HOME"])).mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli.main", "ingest"],
        cwd=ROOT,
        env=alone,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == ""
    assert done.stdout.splitlines()[0].split() == ["new", "2"]
    assert servers(Path(alone["DATELINE_HOME"])) == []


def test_the_server_of_a_killed_command_ends_too(alone: dict[str, str]) -> None:
    home = Path(alone["DATELINE_HOME"])
    command = subprocess.Popen([sys.executable, "-m", "flows.cli.main", "ingest"], cwd=ROOT, env=alone)
    end = time.monotonic() + 60
    while not servers(home) and time.monotonic() < end:
        time.sleep(0.05)
    assert servers(home)
    command.send_signal(signal.SIGKILL)
    command.wait()
    while servers(home) and time.monotonic() < end:
        time.sleep(0.1)
    assert servers(home) == []
