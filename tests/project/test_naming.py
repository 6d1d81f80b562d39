"""`dateline names`: in words, and as JSON lines with bad ones among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli.main import main
from tests.support.imports import loaded_by


def asked(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["names", *arguments], input=stdin)


def test_explains_in_words() -> None:
    result = asked("Mohammad Baqeri", "Mohammad Bagheri")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("same (0.9")
    assert "  both have “mohammad”" in lines
    assert any("bagheri" in line and "baqeri" in line for line in lines[1:])


def test_kind_is_told() -> None:
    assert asked("--kind", "place", "Iran", "Islamic Republic of Iran").stdout.startswith("same (1.00)")
    assert asked("--kind", "org", "BBC", "NBC").stdout.startswith("not same")


def test_pairs_come_back_with_answers_and_all_else_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    pairs = [
        {"name1": "Ali Abdullah Ayyoub", "name2": "Ali Ayoub", "id": 7},
        {"name1": "Ali Khamenei", "name2": "Ali Khomeini"},
        {"name1": "Zelensky", "name2": "Volodymyr Zelenskyy"},
    ]
    file.write_text("\n\n".join(map(json.dumps, pairs)), encoding="utf-8")
    result = asked("--jsonl", str(file))
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["same"] for row in rows] == [True, False, False]
    assert all(isinstance(row["score"], float) and 0 <= row["score"] <= 1 for row in rows)
    assert [{k: v for k, v in row.items() if k not in ("same", "score")} for row in rows] == pairs


BAD = [
    b"nope",
    b"[1]",
    b'"Ali"',
    b'{"name1": "Ali"}',
    b'{"name1": "Ali", "name2": 5}',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"name1": "Ali", "name2": "' + b"x" * 10,
]


def test_bad_lines_get_an_error_and_the_others_an_answer() -> None:
    good = b'{"name1": "\\ud800 Omar", "name2": "Umar Haddad"}'
    result = asked("--jsonl", "-", stdin=b"\n".join([*BAD, good]))
    assert result.exit_code == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["line"] for row in rows[:-1]] == list(range(1, len(BAD) + 1))
    assert all(row["error"] and "\n" not in row["error"] for row in rows[:-1])
    assert "same" in rows[-1]
    assert result.stderr == f"dateline: names: -: {len(BAD)} of {len(BAD) + 1} lines are no pairs (see their 'error')\n"


@pytest.mark.parametrize(
    "arguments", [[], ["Ali"], ["a", "b", "c"], ["--jsonl", "missing.jsonl"], ["--kind", "x", "a", "b"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert asked(*arguments).exit_code == 2


def test_names_or_a_file_but_not_both(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.touch()
    assert asked("a", "b", "--jsonl", str(file)).exit_code == 2
    assert asked("--jsonl", str(file)).stdout == ""


def test_help_does_not_load_what_compares() -> None:
    assert not loaded_by("flows.cli.main") & {"rapidfuzz", "anyascii", "tasks"}
