"""Which data directory a command uses, and who says that it is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.runtime.data_directory import create_home, default_home, find_checkout
from flows.runtime.settings import read_settings
from tests.conftest import ROOT, Run
from warehouse.db import WRITER, writer


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside of any checkout that is the current one, of a user without data and without settings."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return folder


def test_in_or_below_a_checkout_it_is_the_checkouts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    for folder in (ROOT, ROOT / "docs" / "adr"):
        monkeypatch.chdir(folder)
        settings = read_settings()
        assert settings.home == ROOT / "warehouse" / "data"
        assert settings.home_reason == "this checkout of Dateline"


def test_elsewhere_it_is_the_systems_user_data_directory(elsewhere: Path, tmp_path: Path) -> None:
    (elsewhere / "warehouse" / "data").mkdir(parents=True)
    settings = read_settings()
    # macOS has a place that no environment variable moves.
    assert settings.home.is_relative_to(tmp_path)
    assert settings.home.name == "dateline"
    assert settings.home_reason == "the system's user data directory"


def test_data_that_an_earlier_version_wrote_into_the_folder_stays_in_use(elsewhere: Path) -> None:
    with writer(elsewhere / "warehouse" / "data", wait_seconds=0):
        pass
    assert (elsewhere / "warehouse" / "data" / WRITER).exists()
    assert default_home().path == elsewhere / "warehouse" / "data"
    assert read_settings().home_reason == "this folder's, made by an earlier version"


def test_a_setting_goes_before_and_may_be_relative(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", "data")
    settings = read_settings()
    assert settings.home.absolute() == elsewhere / "data"
    assert settings.home_reason == "set by DATELINE_HOME"


@pytest.mark.parametrize("text", ['[project]\nname = "news-datelines"\n', '[tool.black]\nname = "dateline"\n', "= no"])
def test_another_project_is_no_checkout(elsewhere: Path, text: str) -> None:
    (elsewhere / "pyproject.toml").write_text(text, "utf-8")
    assert find_checkout(elsewhere) is None


def test_a_project_within_a_checkout_does_not_hide_it(tmp_path: Path) -> None:
    inner = tmp_path / "plugins" / "mine"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "dateline"\n', "utf-8")
    (inner / "pyproject.toml").write_text('[project]\nname = "mine"\n', "utf-8")
    assert find_checkout(inner) == tmp_path


def test_whoever_makes_it_says_so_once(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_home(Path("some") / "data")
    create_home(Path("some") / "data")
    assert capsys.readouterr().err == f"new data directory: {elsewhere / 'some' / 'data'}\n"


def test_doctor_shows_which_one_is_used_and_why_and_makes_none(command: Run, home: Path) -> None:
    line = f"ok    data directory: {home} (set by DATELINE_HOME)"
    assert line in command("doctor").stdout.splitlines()
    assert not home.exists()


def test_seeds_of_a_user_are_not_ours(elsewhere: Path) -> None:
    from flows.cli.ingest import _seeds  # noqa: PLC0415 -- imported in the user's folder

    (elsewhere / "seeds").mkdir()
    (elsewhere / "seeds" / "customers.csv").write_text("id,name\n1,Ann\n", "utf-8")
    assert _seeds() == ROOT / "seeds"
