"""The house style that a machine can check (see CONTRIBUTING.md): names, lengths, exceptions from lint rules."""

from __future__ import annotations

import ast
from importlib import import_module

from tests.support.measure import (
    ROOT,
    defined_twice,
    function_lengths,
    lint_exceptions,
    module_lengths,
    modules,
    vague_names,
)

LONGEST_MODULE = 500
LONGEST_FUNCTION = 40
# Six names are enough for a front. These packages export more; the numbers may only fall.
MOST_NAMES = 6
WIDER_FRONTS = {
    "tasks.archive": 10,
    "tasks.feeds": 27,
    "tasks.inputs": 8,
    "tasks.names": 8,
    "tasks.pipeline": 7,
    "tasks.places": 17,
    "tasks.schedule": 15,
    "tasks.web": 11,
    "warehouse.db": 24,
    "warehouse.load": 24,
    "warehouse.relations": 11,
    "warehouse.replay": 9,
    "warehouse.watch": 9,
}
# Both are upper bounds of what stands in the code: lower them when it allows.
MOST_VAGUE_NAMES = 50
MOST_LINT_EXCEPTIONS = 40


def test_a_public_name_is_defined_in_one_module() -> None:
    assert defined_twice() == {}


def test_names_are_nouns_that_say_what_they_name() -> None:
    vague = vague_names()
    assert sum(vague.values()) < MOST_VAGUE_NAMES, vague


def test_modules_and_functions_stay_short() -> None:
    assert {name: length for name, length in module_lengths().items() if length > LONGEST_MODULE} == {}
    assert {name: length for name, length in function_lengths().items() if length > LONGEST_FUNCTION} == {}


def test_few_lines_are_excepted_from_lint_rules() -> None:
    exceptions = lint_exceptions("flows", "tasks", "warehouse")
    assert sum(exceptions.values()) < MOST_LINT_EXCEPTIONS, exceptions


def test_a_front_exports_few_names() -> None:
    for floor in ("tasks", "warehouse"):
        for path in (ROOT / floor).glob("*/__init__.py"):
            package = f"{floor}.{path.parent.name}"
            names = getattr(import_module(package), "__all__", ())
            assert len(names) <= WIDER_FRONTS.get(package, MOST_NAMES), package


def test_every_module_says_what_it_does_and_on_which_floor_it_is() -> None:
    floors = ("Pure", "Network", "Files", "Database", "Prefect", "Terminal", "Processes", "Clock", "Environment")
    silent = []
    for name, path in modules().items():
        doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        if not any(f"{floor}." in doc or f"{floor}:" in doc or f"{floor}, " in doc for floor in floors):
            silent.append(name)
    assert silent == []
