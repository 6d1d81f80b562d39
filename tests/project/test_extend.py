"""Every example of `docs/extend.md` runs as it is printed."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.examples import Printed, run_section, sections

SECTIONS = sections((ROOT / "docs/extend.md").read_text("utf-8"))
# A notebook starts Prefect's own server; the other examples report to one that runs already.
WITHOUT_SERVER = "A notebook"
DATA_FRAMES = ("pandas", "polars", "pyarrow")


@pytest.mark.slow
@pytest.mark.parametrize("title", SECTIONS)
def test_an_example_prints_what_the_page_says(title: str, tmp_path: Path, prefect_server: str) -> None:
    missing = [name for name in DATA_FRAMES if f"import {name}" in SECTIONS[title] and find_spec(name) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)}: not installed; make notebook")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "PREFECT_"))}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}",
        "DATELINE_HOME": str(tmp_path / "data"),
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # Twice the 20 s of Prefect's own server passed when the machine had other work.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    if title != WITHOUT_SERVER:
        environment["PREFECT_API_URL"] = prefect_server
    folder = tmp_path / "folder"
    folder.mkdir()
    for printed in run_section(SECTIONS[title], folder, environment):
        assert printed.is_as_printed, f"{printed.source}\n{printed.answer}\n{printed.errors}"


@pytest.mark.parametrize(
    ("expected", "answer", "is_as_printed"),
    [
        ("new 1\n", "new 1  \n\n", True),
        ("new 1\n", "new 2\n", False),
        ("new 1\n", "new 1\nmore\n", False),
        ("...\nnothing differs\n", "a\nb\nnothing differs\n", True),
        ("...\nnothing differs\n", "a\n2 tables differ\n", False),
        ("file:///...clips/a.txt: no\n", "file:///tmp/x/clips/a.txt: no\n", True),
        ("a (b)\n", "a b\n", False),
    ],
)
def test_an_answer_that_differs_from_the_page_is_noticed(expected: str, answer: str, is_as_printed: bool) -> None:
    assert Printed(source="", expected=expected, answer=answer).is_as_printed is is_as_printed


def test_a_command_that_fails_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="failed: false"):
        run_section("```console\n$ true\n$ false\n```\n", tmp_path, os.environ)
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        run_section("```python\n1 / 0\n```\n", tmp_path, os.environ)


def test_every_section_of_the_page_has_an_example() -> None:
    assert list(SECTIONS) == [
        "A step of your own",
        "A source of your own",
        "A deployment of your own",
        "A notebook",
        "The steps alone",
    ]
