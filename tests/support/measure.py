"""Figures about the source: `python -m tests.support.measure` prints them, `tests/project/test_style.py` bounds them.

Counted are the packages `flows`, `tasks` and `warehouse`; lint exceptions also in `tests` and `pyproject.toml`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("flows", "tasks", "warehouse")
# Words that say nothing about the thing they name; `at`, `ts` and `ws` are abbreviations of such words.
VAGUE_NAMES = frozenset({"one", "found", "told", "said", "meant", "what"})
_EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma|nosec)\b")


def modules(*folders: str) -> dict[str, Path]:
    """Every Python file below the folders (all floors when none is named), by dotted name, `__init__` left out."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for folder in folders or FLOORS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.stem != "__init__"
    }


def public_definitions(tree: ast.Module) -> set[str]:
    """Public functions, classes and constants that a module defines at its top level."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


def defined_twice() -> dict[str, list[str]]:
    """Public names that two modules or more define, with the modules."""
    places: dict[str, list[str]] = defaultdict(list)
    for module, path in modules().items():
        for name in public_definitions(ast.parse(path.read_text("utf-8"))):
            places[name].append(module)
    return {name: sorted(where) for name, where in sorted(places.items()) if len(where) > 1}


def bound_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that is bound: variables, parameters, functions, fields, imports; with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).rpartition(".")[2], node.lineno


def vague_names() -> dict[str, int]:
    """How often each module binds one of `VAGUE_NAMES`; modules that bind none are left out."""
    counts = {}
    for module, path in modules().items():
        tree = ast.parse(path.read_text("utf-8"))
        if count := sum(name.strip("_") in VAGUE_NAMES for name, _ in bound_names(tree)):
            counts[module] = count
    return counts


def function_lengths() -> dict[str, int]:
    """Lines of every function and method, docstring included."""
    return {
        f"{module}:{node.name}:{node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def module_lengths() -> dict[str, int]:
    """Lines of every module."""
    return {module: len(path.read_text("utf-8").splitlines()) for module, path in modules().items()}


def lint_exceptions(*folders: str) -> dict[str, int]:
    """Comments that silence a check, by module, below the folders (product and tests when none is named)."""
    counts = {}
    for module, path in modules(*(folders or (*FLOORS, "tests"))).items():
        if count := sum(bool(_EXCEPTION.search(line)) for line in path.read_text("utf-8").splitlines()):
            counts[module] = count
    return counts


def sql_lines() -> int:
    """Lines of all SQL files of the warehouse."""
    return sum(len(path.read_text("utf-8").splitlines()) for path in (ROOT / "warehouse" / "sql").rglob("*.sql"))


def main() -> int:
    """Print every figure; with `-v` also where."""
    verbose = "-v" in sys.argv[1:]
    functions, lengths = function_lengths(), module_lengths()
    longest_function, longest_module = max(functions, key=functions.__getitem__), max(lengths, key=lengths.__getitem__)
    twice, vague, exceptions = defined_twice(), vague_names(), lint_exceptions()
    print(f"modules                  {len(lengths)}")
    print(f"lines of Python          {sum(lengths.values())}")
    print(f"lines of SQL             {sql_lines()}")
    print(f"median function          {median(functions.values()):.0f} lines")
    print(f"longest function         {functions[longest_function]} lines ({longest_function})")
    print(f"median module            {median(lengths.values()):.0f} lines")
    print(f"longest module           {lengths[longest_module]} lines ({longest_module})")
    print(f"public names twice       {len(twice)}")
    print(f"vague names bound        {sum(vague.values())}")
    print(f"lint exceptions          {sum(lint_exceptions(*FLOORS).values())} (with tests {sum(exceptions.values())})")
    if verbose:
        for title, rows in (("defined twice", twice), ("vague names", vague), ("lint exceptions", exceptions)):
            print(f"\n{title}:", *(f"  {key}: {value}" for key, value in rows.items()), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
