"""Documentation says what is true: generated pages are current, every command, setting and reason is described."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import click
import pytest

from flows.runtime.settings import Settings
from tests.conftest import ROOT
from tests.support.pages import commands, help_text, package_imports, pages
from warehouse.db.statements import statements
from warehouse.model.vocabulary import Reason

DOCS = {path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")}


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_generated_pages_are_current(path: Path) -> None:
    assert path.read_text("utf-8") == pages()[path], "run: make docs"


@pytest.mark.parametrize("name", commands())
def test_every_command_has_an_example_and_every_option_help(name: str) -> None:
    assert re.search(rf"Examples?:\s+(?:DATELINE_\w+=\S+ )?{name}\b", help_text(commands()[name])), name
    assert all(option.help for option in commands()[name].command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_page(name: str) -> None:
    assert f"\n## {name}\n" in DOCS["cli.md"]


def test_commands_in_a_group_are_commands() -> None:
    assert {"dateline feeds", "dateline feeds add", "dateline feeds export", "dateline run"} < set(commands())


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{name}" for name in DOCS)])
def test_commands_that_a_page_gives_exist_with_their_options(page: str) -> None:
    known = commands()
    for line in _GIVEN.findall((ROOT / page).read_text("utf-8")):
        words = line.split()
        name = next(" ".join(words[:size]) for size in (3, 2, 1) if " ".join(words[:size]) in known)
        assert name != "dateline" or len(words) == 1 or words[1].startswith("-"), f"{page}: {line}"
        parameters = known[name].command.params
        options = {option for parameter in parameters for option in (*parameter.opts, *parameter.secondary_opts)}
        stated = {word.partition("=")[0].rstrip(".,;:)") for word in words if re.match(r"--?[a-z]", word)}
        assert stated <= options | {"--help", "-h"}, f"{page}: {line}"


# A command at the beginning of a line, or between backticks; a comment behind it is none of it.
_GIVEN = re.compile(r"(?:^ *|`)(?:DATELINE_\w+=\S+ )*(dateline(?: [^`\n#;]+)?)", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_described_and_in_the_example_file(name: str) -> None:
    variable = f"DATELINE_{name.upper()}"
    assert Settings.model_fields[name].description
    assert f"`{variable}`" in DOCS["settings.md"]
    assert re.search(rf"^(# )?{variable}=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)


def test_the_example_file_holds_the_defaults() -> None:
    lines = [line for line in (ROOT / ".env.example").read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
    stated = dict(shlex.split(line)[0].split("=", 1) for line in lines)
    defaults = {f"DATELINE_{name.upper()}": field.default for name, field in Settings.model_fields.items()}
    for variable, text in stated.items():
        default = defaults[variable]
        plain = json.dumps(default) if isinstance(default, dict | bool) else str(default)
        assert text == plain, variable


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_for_a_reject_is_explained(reason: Reason) -> None:
    assert f"`{reason}`" in DOCS["rejects.md"]
    assert reason in DOCS["schema.md"]


def test_the_readme_asks_queries_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"--named (\w+)", readme)) - {"NAME"}
    assert named <= {query.name for query in statements("queries")}


PAGES = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
]
DECISIONS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_paths_modules_and_links_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    paths = {path for path in _PATH.findall(text) if not _PLACEHOLDER.search(path)}
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
    assert [name for name in sorted(set(_MODULE.findall(text))) if not is_importable(name)] == []
    links = {link.partition("#")[0] for link in _LINK.findall(text) if "://" not in link}
    assert [link for link in sorted(links) if not (page.parent / link).exists()] == []


_PATH = re.compile(r"`((?:flows|tasks|warehouse|tests|docs|seeds|\.ci)/[^`\s]*)`")
# Parts of a path that stand for any name; the data directory exists after the first run.
_PLACEHOLDER = re.compile(r"NAME|NNNN|/xx|[<*]|^warehouse/data|^tests/(?:tasks|flows|warehouse)$")
# `tasks.py` is a file of a user, no module of ours.
_MODULE = re.compile(r"`((?:flows|tasks|warehouse|tests)(?!\.py`)(?:\.\w+)+)`")
_LINK = re.compile(r"\]\(([^)#]+)")


def is_importable(name: str) -> bool:
    """Whether a dotted name is a module or a package."""
    path = ROOT / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").exists()


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize("package", package_imports())
def test_every_package_is_in_the_map(package: str) -> None:
    assert f"\n| `{package}` | " in DOCS["architecture.md"]


@pytest.mark.parametrize("package", package_imports())
def test_a_package_imports_only_packages_below_it_in_the_map(package: str) -> None:
    order = re.findall(r"^\| `((?:flows|tasks|warehouse)/\w+)` \|", DOCS["architecture.md"], re.MULTILINE)
    assert package_imports()[package] <= set(order[order.index(package) + 1 :])


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short_complete_and_in_the_index(path: Path) -> None:
    text = path.read_text("utf-8")
    number = path.name[:4]
    assert text.startswith(f"# {number}: ")
    assert "\n## Context\n" in text
    assert "\n## Decision\n" in text
    assert len(text.split()) <= 300
    title = text.splitlines()[0].removeprefix(f"# {number}: ")
    assert f"| [{number}]({path.name}) | {title} |" in (path.parent / "README.md").read_text("utf-8")


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
