"""The options -v and -q, which every command has."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from flows.cli.commands import command
from flows.cli.lazy_group import LazyGroup
from flows.runtime.logs import log_event
from tests.support.log_lines import fresh_logger
from tests.support.pages import commands


@command("talk", "dateline talk")
def talk_command() -> None:
    """Log a line at each level."""
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        log_event("load", logging.getLevelName(level).lower(), level=level)


TALK = (f"{__name__}:talk_command", "")
INNER = LazyGroup("inner", lazy_commands={"talk": TALK})


def group() -> click.Group:
    return LazyGroup("outer", lazy_commands={"inner": (f"{__name__}:INNER", ""), "talk": TALK})


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Leaves the logger as it was."""
    with fresh_logger():
        yield


@pytest.mark.parametrize(
    ("words", "events"),
    [
        ("talk", "warning error"),
        ("talk -v", "info warning error"),
        ("-v talk", "info warning error"),
        ("talk -vv", "debug info warning error"),
        ("-v talk -v", "debug info warning error"),
        ("-vv inner talk", "debug info warning error"),
        ("inner -v talk --verbose", "debug info warning error"),
        ("talk -q", "error"),
        ("-q inner talk", "error"),
    ],
)
def test_verbosity_is_said_before_or_after_the_name(words: str, events: str) -> None:
    done = CliRunner().invoke(group(), words.split(), env={"DATELINE_LOG_LEVEL": "", "DATELINE_LOG_FORMAT": "text"})
    assert [line.split()[3] for line in done.stderr.splitlines()] == events.split()
    assert done.stdout == ""


def test_an_option_comes_before_the_setting() -> None:
    environment = {"DATELINE_LOG_LEVEL": "debug", "DATELINE_LOG_FORMAT": "json"}
    assert len(CliRunner().invoke(group(), ["talk"], env=environment).stderr.splitlines()) == 4
    (line,) = CliRunner().invoke(group(), ["talk", "-q"], env=environment).stderr.splitlines()
    assert line.startswith("{")


def test_quiet_and_verbose_exclude_each_other() -> None:
    done = CliRunner().invoke(group(), ["-q", "talk", "-v"])
    assert done.exit_code == 2
    assert "give -v or -q, not both" in done.stderr


@pytest.mark.parametrize("variable", ["DATELINE_LOG_LEVEL", "DATELINE_LOG_FORMAT"])
def test_a_setting_that_is_wrong_is_named_in_a_line(variable: str) -> None:
    done = CliRunner().invoke(group(), ["talk"], env={variable: "loud"})
    assert done.exit_code == 1
    assert done.stderr.startswith(f"dateline: setting: {variable}: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", commands())
def test_every_command_has_the_options(name: str) -> None:
    options = {option for parameter in commands()[name].command.params for option in parameter.opts}
    assert {"-v", "--verbose", "-q", "--quiet"} <= options
