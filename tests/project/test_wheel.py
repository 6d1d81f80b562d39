"""A wheel and a checkout work in any directory, also in one whose folders bear the names of our packages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.support.user_folder import POLLED, make_user_folder, schedule_until_completed, user_environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder / "site")]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return folder / "site"


def script(tmp_path: Path) -> list[str]:
    """The command as an installation makes it: a script that lies outside of the current directory."""
    path = tmp_path / "bin" / "dateline"
    path.parent.mkdir()
    path.write_text("import sys\nfrom flows.cli.main import main\nif __name__ == '__main__':\n    sys.exit(main())\n")
    return [sys.executable, str(path)]


@pytest.mark.parametrize("source", ["wheel", "checkout"])
def test_it_works_in_a_folder_whose_names_are_ours(source: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    packages = request.getfixturevalue("site") if source == "wheel" else ROOT
    folder = make_user_folder(tmp_path / "folder")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    environment = user_environment(tmp_path, PYTHONPATH=str(packages), DATELINE_MODELS="{}", DATELINE_RUN_SECONDS="8")
    home = tmp_path / "share" / "dateline"
    command = script(tmp_path)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
        )

    where = [sys.executable, "-P", "-c", "import flows; print(flows.__file__)"]
    shown = subprocess.run(where, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout
    assert Path(shown.strip()).is_relative_to(packages)
    loaded = run("ingest", "article.txt")
    assert loaded.stdout.splitlines()[0].split() == ["new", "1"]
    assert loaded.stderr.strip() == f"new data directory: {home}"
    # The seeds are ours; one of them is the article that is known.
    again = run("ingest")
    assert [line.split() for line in again.stdout.splitlines()[:3]] == [
        ["new", "1"],
        ["changed", "0"],
        ["unchanged", "1"],
    ]
    assert again.stderr.strip() == ""
    assert run("sql", "select count(*) as articles from articles", "--format", "csv").stdout == "articles\n2\n"
    runs = schedule_until_completed(command, home=home, folder=folder, environment=environment)
    assert POLLED & set(runs)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before, "something was written here"


def test_an_installed_wheel_brings_its_models_and_tables(tmp_path: Path, site: Path, prefect_server: str) -> None:
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "home"
    elsewhere.mkdir()
    environment = user_environment(
        tmp_path, PYTHONPATH=str(site), DATELINE_HOME=str(home), PREFECT_API_URL=prefect_server
    )

    def run(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "flows.cli.main", *arguments],
            env=environment,
            cwd=elsewhere,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    assert "new        2" in run("ingest")
    assert "Mohammad Baqeri" in run("sql", "--named", "people")
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from mentions").fetchall() != [(0,)]
    assert not any(elsewhere.iterdir()), "nothing is written outside the data directory"
