"""Files that tools and hosts of repositories read: citation, issue forms, hooks, hosted CI, types, SECURITY."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))


def load(name: str | Path) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def hooks() -> dict[str, dict[str, Any]]:
    (local,) = load(".pre-commit-config.yaml")["repos"]
    assert local["repo"] == "local", "hooks are the project's own tools; nothing is downloaded"
    return {hook["id"]: hook for hook in local["hooks"]}


def test_the_citation_names_the_version_and_licence_of_the_project() -> None:
    citation = load("CITATION.cff")
    # What the format, 1.2.0, asks for.
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]
    assert citation["abstract"] == PROJECT["description"]
    assert [set(author) for author in citation["authors"]] == [{"name"}], "an entity, not a person"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_asks_for_something(path: Path) -> None:
    form = load(path)
    assert {"name", "description", "body"} <= set(form)
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    identifiers = [field["id"] for field in fields]
    assert len(set(identifiers)) == len(identifiers)
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_a_crash_comes_with_doctor_and_wrong_rows_with_their_query() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in FORMS}
    assert set(texts) == {"crash", "feature", "wrong_rows"}
    assert "dateline doctor" in texts["crash"]
    assert "dateline sql" in texts["wrong_rows"]


def test_hooks_run_the_tools_of_make_check() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for hook in hooks().values():
        tool, *words = hook["entry"].removeprefix(".venv/bin/").split()
        assert hook["language"] == "system"
        command = " ".join([tool, *words[:1]]) if words and not words[0].startswith("-") else tool
        assert f"$(BIN)/{command}" in makefile, hook["id"]


def test_the_lint_hook_refuses_a_bad_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("import os\n")
    entry = hooks()["lint"]["entry"].split()
    done = subprocess.run([*entry, str(bad)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "F401" in done.stdout


def test_the_hook_of_sql_leaves_migrations_out() -> None:
    pattern = re.compile(hooks()["sql"]["files"])
    paths = [str(path.relative_to(ROOT)) for path in (ROOT / "warehouse/sql").rglob("*.sql")]
    assert {path for path in paths if not pattern.search(path)} == {path for path in paths if "/migrations/" in path}


def test_hosted_ci_runs_the_script_on_every_supported_version() -> None:
    (job,) = load(".github/workflows/ci.yml")["jobs"].values()
    untried = re.findall(r"'([\d.]+)'", job["continue-on-error"])
    versions = [version for version in job["strategy"]["matrix"]["python"] if version not in untried]
    assert f">={versions[0]}" == PROJECT["requires-python"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    prefix = "Programming Language :: Python :: 3."
    stated = [f"3.{name.removeprefix(prefix)}" for name in PROJECT["classifiers"] if name.startswith(prefix)]
    assert versions == stated


@pytest.mark.parametrize("floor", ["flows", "tasks", "warehouse"])
def test_other_programs_may_rely_on_the_types(floor: str) -> None:
    assert (ROOT / floor / "py.typed").is_file(), "PEP 561"


def test_the_tests_that_the_security_page_names_exist() -> None:
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert named
    assert {name for name in named if f"def {name}(" not in sources} == set()
