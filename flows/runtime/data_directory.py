"""Chooses the data directory where none is set, and makes it. Files, current directory.

A project of the user's may hold a folder `warehouse` too: only in a checkout of Dateline is `warehouse/data` ours.
"""

import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROJECT = "dateline"
_FOLDER = Path("warehouse", "data")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDirectory:
    """A data directory, and why it is used."""

    path: Path
    reason: str


def default_home() -> DataDirectory:
    """The data directory to use where `DATELINE_HOME` is not set."""
    here = Path.cwd()
    if checkout := find_checkout(here):
        return DataDirectory(path=checkout / _FOLDER, reason="this checkout of Dateline")
    if _is_home(here / _FOLDER):
        return DataDirectory(path=here / _FOLDER, reason="this folder's, made by an earlier version")
    import platformdirs  # noqa: PLC0415 -- only a command outside of a checkout needs it

    path = platformdirs.user_data_path(_PROJECT, appauthor=False)
    return DataDirectory(path=path, reason="the system's user data directory")


def find_checkout(folder: Path) -> Path | None:
    """The checkout of Dateline in which a folder lies, by the name in `pyproject.toml`; None outside of one."""
    import tomllib  # noqa: PLC0415 -- 10 ms, which a command with DATELINE_HOME need not wait for

    for parent in (folder, *folder.parents):
        # A file that cannot be read, or is no TOML, is not ours.
        with suppress(OSError, ValueError):
            project = tomllib.loads((parent / "pyproject.toml").read_text("utf-8")).get("project")
            if isinstance(project, dict) and project.get("name") == _PROJECT:
                return parent
    return None


def create_home(home: Path) -> None:
    """Makes the data directory, and says so in a line on standard error if it is new. Raises `OSError`."""
    if home.is_dir():
        return
    home.mkdir(parents=True)
    sys.stderr.write(f"new data directory: {home.absolute()}\n")


def _is_home(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    from warehouse.db import WRITER  # noqa: PLC0415 -- the database library, for nothing in nearly every folder

    return (folder / WRITER).exists()
