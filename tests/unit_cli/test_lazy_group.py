"""Commands are imported when they are called; the help of a group needs none of their modules."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from flows.cli.lazy_group import LazyGroup
from flows.cli.main import main
from tests.support.imports import loaded_by
from tests.support.pages import commands

LAZY = {path: context.command for path, context in commands().items() if isinstance(context.command, LazyGroup)}


@pytest.mark.parametrize("path", LAZY)
def test_the_line_of_a_command_in_its_group_is_the_first_sentence_of_its_help(path: str) -> None:
    for name, (_, line) in LAZY[path].lazy_commands.items():
        assert commands()[f"{path} {name}"].command.get_short_help_str(200).rstrip(".") == line.rstrip("."), name
        assert len(line) <= 70, name


def test_the_help_of_the_feeds_group_loads_nothing_heavy() -> None:
    assert not loaded_by("flows.cli.feeds") & {"prefect", "duckdb", "feedparser", "pydantic", "rich", "tasks"}


def test_an_unknown_command_is_wrong_usage() -> None:
    done = CliRunner().invoke(main, ["nothing"])
    assert done.exit_code == 2
    assert "No such command 'nothing'" in done.output


def test_a_command_whose_library_is_missing_ends_with_one_line() -> None:
    @click.group(cls=LazyGroup, lazy_commands={"broken": ("flows.no_such_module:command", "Break.")})
    def group() -> None:
        """A group."""

    done = CliRunner().invoke(group, ["broken"])
    assert done.exit_code == 1
    assert done.output.startswith("dateline: unexpected: ModuleNotFoundError: No module named 'flows.no_such_module'")
    assert len(done.output.splitlines()) == 1
