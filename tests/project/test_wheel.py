"""A wheel built from the project works from any directory, SQL files, tables of facts, seeds and all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def test_an_installed_wheel_ingests_its_seeds_from_anywhere(tmp_path: Path, prefect_server: str) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site, home, elsewhere = tmp_path / "site", tmp_path / "home", tmp_path / "elsewhere"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    elsewhere.mkdir()
    environment = os.environ | {
        "PYTHONPATH": str(site),
        "DATELINE_HOME": str(home),
        "PREFECT_API_URL": prefect_server,
    }

    def run(*command: str) -> str:
        return subprocess.run(
            [sys.executable, *command], env=environment, cwd=elsewhere, check=True, capture_output=True, text=True
        ).stdout

    where = run("-c", "import flows, tasks, warehouse; print(flows.__file__, tasks.__file__, warehouse.__file__)")
    assert all(path.startswith(str(site)) for path in where.split())
    assert "new        2" in run("-m", "flows.cli.main", "ingest")
    assert "Mohammad Baqeri" in run("-m", "flows.cli.main", "sql", "--named", "people")
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from mentions").fetchall() != [(0,)]
    assert not any(elsewhere.iterdir()), "nothing is written outside the data directory"
