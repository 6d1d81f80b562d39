"""Fixtures that several modules share: an empty warehouse, and the command, run for real, with one Prefect server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import settings

from flows.cli.main import main
from warehouse.db.migrate import migrate

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
Run = Callable[..., subprocess.CompletedProcess[str]]

# A first example of 0.2 ms took 285 ms on a busy machine: time is no property, and hosted machines are busy.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse without rows, in memory."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        yield connection


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the Prefect server of the tests, with its database."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="session")
def prefect_server(prefect_home: Path) -> Iterator[str]:
    """A Prefect server on loopback with a home of its own: each command then starts in 4 s instead of 10."""
    home = prefect_home
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}/api"
    try:
        _wait_for(f"{url}/health", server)
        yield url
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 -- our own server on loopback
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the Prefect server did not start")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data directory of the test's own."""
    return tmp_path / "home"


@pytest.fixture
def dateline(home: Path, prefect_server: str) -> Run:
    """Runs the command as a user would, and shows that it never shows a traceback."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli.main", *map(str, arguments)],
            env=os.environ | {"DATELINE_HOME": str(home), "PREFECT_API_URL": prefect_server} | environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    return run


@pytest.fixture
def command(home: Path) -> Run:
    """Runs a command that starts no flow, inside the test's process: the same answer, without a start of a second."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        done = CliRunner().invoke(main, words, env={"DATELINE_HOME": str(home)} | environment)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    return run
