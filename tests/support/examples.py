"""Runs the examples of a page as a reader would: files, commands and cells of a notebook, with the answers it prints.

A section (`## …`) is one example, in a folder of its own:

- A `python` block whose first line is `# NAME.py` is written to that file.
- A `console` block holds commands (`$ `, continued by `> `) and what they print. A section has one shell.
- Any other `python` block is a cell of a notebook; a `text` block right behind it is what the cell shows.

In what is printed, `...` stands for anything, and a line `...` for any lines. What goes to stderr is not printed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ([\w/.-]+\.\w+)\n")
_END = "-- end of command"
# Cells run inside an event loop, as in Jupyter, and `__main__` has no file there.
_KERNEL = """
import ast, asyncio, contextlib, io, json, sys

async def run_cells(cells):
    names = {"__name__": "__main__"}
    for cell in cells:
        body, shown = ast.parse(cell).body, io.StringIO()
        last = ast.Expression(body.pop().value) if isinstance(body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(shown):
            exec(compile(ast.Module(body, []), "cell", "exec"), names)
            value = eval(compile(last, "cell", "eval"), names) if last else None
            if value is not None:
                print(repr(value))
        yield shown.getvalue()

async def main():
    print(json.dumps([shown async for shown in run_cells(json.loads(CELLS))]))

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A command or a cell, with what the page says it prints and what it printed."""

    source: str
    expected: str
    answer: str
    errors: str = ""

    @property
    def is_as_printed(self) -> bool:
        """Whether the answer is the one of the page."""
        lines = ["(?:.*\n)*?" if line.strip() == "..." else _line_pattern(line) for line in self.expected.splitlines()]
        answer = "".join(line.rstrip() + "\n" for line in self.answer.strip("\n").splitlines())
        return re.fullmatch("".join(lines), answer) is not None


def _line_pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.rstrip().split("..."))) + "\n"


def sections(page: str) -> dict[str, str]:
    """The sections of a page that hold an example, by title."""
    parts = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)
    return {title: text for title, text in zip(parts[1::2], parts[2::2], strict=True) if _BLOCK.search(text)}


def run_section(section: str, folder: Path, environment: Mapping[str, str]) -> list[Printed]:
    """Writes the files of a section to a folder, runs its commands and then its cells. Raises when one fails."""
    commands: list[tuple[str, str]] = []
    cells: list[tuple[str, str]] = []
    for block in _BLOCK.finditer(section):
        language, text = block["language"], block["text"]
        if language == "python" and (named := _FILE.match(text)):
            path = folder / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif language == "python":
            following = _BLOCK.match(section, block.end() + 2)
            cells.append((text, following["text"] if following and following["language"] == "text" else ""))
        elif language == "console":
            commands += _read_commands(text)
    return [*_run_commands(commands, folder, environment), *_run_cells(cells, folder, environment)]


def _read_commands(text: str) -> list[tuple[str, str]]:
    commands = []
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        size = next((index for index, line in enumerate(lines) if index and line[:2] not in (">", "> ")), len(lines))
        source = "\n".join([lines[0], *(line[2:] for line in lines[1:size])])
        commands.append((source, "".join(f"{line}\n" for line in lines[size:])))
    return commands


def _run_commands(commands: Sequence[tuple[str, str]], folder: Path, environment: Mapping[str, str]) -> list[Printed]:
    if not commands:
        return []
    script = "trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n" + "".join(
        f"{source}\nif [ $? != 0 ]; then exit 9; fi; echo '{_END}'\n" for source, _ in commands
    )
    done = _run(["bash", "-c", script], folder, environment)
    answers = done.stdout.split(f"{_END}\n")[:-1]
    if done.returncode or len(answers) < len(commands):
        raise AssertionError(f"failed: {commands[len(answers) % len(commands)][0]}\n{done.stdout}\n{done.stderr}")
    return [
        Printed(source=source, expected=expected, answer=answer, errors=done.stderr)
        for (source, expected), answer in zip(commands, answers, strict=True)
    ]


def _run_cells(cells: Sequence[tuple[str, str]], folder: Path, environment: Mapping[str, str]) -> list[Printed]:
    if not cells:
        return []
    code = f"CELLS = {json.dumps([source for source, _ in cells])!r}\n{_KERNEL}"
    done = _run([sys.executable, "-c", code], folder, environment)
    if done.returncode:
        raise AssertionError(f"{done.stdout}\n{done.stderr}")
    answers = json.loads(done.stdout.splitlines()[-1])
    return [
        Printed(source=source, expected=expected, answer=answer if expected else "", errors=done.stderr)
        for (source, expected), answer in zip(cells, answers, strict=True)
    ]


def _run(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
