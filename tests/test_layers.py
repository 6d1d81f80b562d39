"""What importing a floor loads: nothing of the floors above, and nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = [
    f"{floor}.{path.stem}"
    for floor in ("tasks", "warehouse")
    for path in sorted((ROOT / floor).glob("*.py"))
    if path.stem != "__init__"
]


def loaded_by(imports: str) -> set[str]:
    """Top-level packages that are loaded once `imports` were imported, in a fresh interpreter."""
    code = f"import sys; import {imports}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_lower_floors_load_neither_prefect_nor_spacy() -> None:
    assert not loaded_by(", ".join(MODULES)) & {"prefect", "spacy", "flows"}


def test_the_warehouse_stands_without_the_steps() -> None:
    assert "tasks" not in loaded_by(", ".join(name for name in MODULES if name.startswith("warehouse")))


def test_help_loads_nothing_heavy() -> None:
    assert not loaded_by("flows.cli") & {"prefect", "spacy", "duckdb", "trafilatura", "pydantic", "rich"}


@pytest.mark.parametrize("floor", ["flows", "tasks", "warehouse"])
def test_no_module_outgrows_its_file(floor: str) -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in Path(ROOT / floor).glob("*.py")}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
