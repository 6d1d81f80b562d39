"""The names that other programs import: `from tasks import …`, `from flows import …`."""

from __future__ import annotations

import ast
import pkgutil
from importlib import import_module
from types import ModuleType

import pytest

import flows
import tasks
from tests.conftest import ROOT
from tests.support.imports import loaded_by

FRONTS = [tasks, flows]


def typed_names(front: ModuleType) -> dict[str, str]:
    """What type checkers see: names by the module that they are imported from."""
    tree = ast.parse((ROOT / front.__name__ / "__init__.py").read_text("utf-8"))
    return {
        alias.asname or alias.name: f"{statement.module}:{alias.name}"
        for block in tree.body
        if isinstance(block, ast.If)
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.__name__)
def test_every_name_is_what_type_checkers_take_it_for(front: ModuleType) -> None:
    typed = typed_names(front)
    assert sorted(front.__all__) == sorted(typed) == sorted(front._MODULES)
    assert set(front.__all__) <= set(dir(front))
    for name, origin in typed.items():
        module, _, original = origin.partition(":")
        assert getattr(front, name) is getattr(import_module(module), original), name


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.__name__)
def test_no_name_hides_a_package(front: ModuleType) -> None:
    assert not set(front.__all__) & {package.name for package in pkgutil.iter_modules(front.__path__)}


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.__name__)
def test_every_name_is_documented(front: ModuleType) -> None:
    types = {name for name in front.__all__ if not isinstance(getattr(front, name).__doc__, str)}
    assert types <= {"Input"}, "a union of types has no docstring"


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.__name__)
def test_another_name_is_an_error_of_python(front: ModuleType) -> None:
    with pytest.raises(AttributeError, match=f"module '{front.__name__}' has no attribute 'no_such_name'"):
        front.no_such_name  # noqa: B018 -- the access is what is tested


def test_a_front_loads_nothing_until_a_name_is_asked_for() -> None:
    ours = {"prefect", "spacy", "duckdb", "pydantic", "trafilatura", "feedparser", "lxml", "warehouse"}
    assert not loaded_by("tasks, flows") & ours


def test_tables_are_read_without_prefect() -> None:
    assert "prefect" not in loaded_by("flows; flows.connect")
