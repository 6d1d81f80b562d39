"""A child process imports what its command imports, and nothing from the folder in which it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.runtime.children import use_safe_paths
from tests.conftest import ROOT
from tests.support.user_folder import make_user_folder

WHERE = "import flows, tasks, warehouse; print(flows.__file__, tasks.__file__, warehouse.__file__)"


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the environment back that `use_safe_paths` changes."""
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    monkeypatch.setenv("PYTHONPATH", "")


@pytest.mark.parametrize("start", [["-c", WHERE], ["-m", "flows.cli.main", "--version"]])
def test_a_module_of_the_users_is_not_imported_in_place_of_ours(start: list[str], tmp_path: Path) -> None:
    folder = make_user_folder(tmp_path / "folder")
    unsafe = subprocess.run([sys.executable, *start], cwd=folder, capture_output=True, text=True, check=False)
    assert "a module of the user was imported" in unsafe.stderr
    use_safe_paths()
    done = subprocess.run([sys.executable, *start], cwd=folder, capture_output=True, text=True, check=True)
    assert str(ROOT) in done.stdout or done.stdout.startswith("dateline")


def test_packages_that_only_the_current_directory_holds_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), "/elsewhere"])
    monkeypatch.setenv("PYTHONPATH", "/users")
    use_safe_paths()
    assert os.environ["PYTHONPATH"] == f"{ROOT}{os.pathsep}/users"
    monkeypatch.setattr(sys, "path", [str(Path(sys.executable).parent), str(ROOT)])
    monkeypatch.setenv("PYTHONPATH", "/users")
    use_safe_paths()
    assert os.environ["PYTHONPATH"] == "/users"
