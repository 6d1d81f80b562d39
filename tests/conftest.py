"""Fixtures that several modules share: an empty warehouse, and the command, run for real, with one Prefect server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import settings

from flows.cli.main import main
from tests.support.prefect_server import start_prefect
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
    with start_prefect(prefect_home, "--no-ui") as url:
        yield url


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
