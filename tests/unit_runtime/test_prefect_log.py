"""The log of a run in Prefect: attached when a flow starts, silent outside one."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator

import pytest
from prefect.logging.handlers import APILogHandler

from flows.runtime.logs import configure_logging, log_event
from flows.runtime.prefect_log import open_run_log
from tests.support.log_lines import fresh_logger


@pytest.fixture(autouse=True)
def logger() -> Iterator[logging.Logger]:
    """The logger as in a fresh process; left as it was."""
    with fresh_logger() as fresh:
        yield fresh


def test_lines_outside_a_run_go_nowhere_and_warn_of_nothing(logger: logging.Logger) -> None:
    open_run_log()
    assert logger.isEnabledFor(logging.INFO)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        log_event("run", "started", level=logging.WARNING)


def test_a_second_flow_attaches_nothing_more(logger: logging.Logger) -> None:
    open_run_log()
    open_run_log()
    assert [type(handler).__mro__[1] for handler in logger.handlers] == [APILogHandler]


def test_a_handler_that_prefect_was_told_to_attach_is_enough(logger: logging.Logger) -> None:
    logger.addHandler(APILogHandler())  # PREFECT_LOGGING_EXTRA_LOGGERS=dateline
    open_run_log()
    assert len(logger.handlers) == 1


def test_prefect_gets_what_is_done_while_the_terminal_shows_warnings(
    logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging("warning")
    open_run_log()
    assert logger.isEnabledFor(logging.INFO)
    assert not logger.isEnabledFor(logging.DEBUG)
    log_event("run", "started")
    log_event("run", "failed", level=logging.WARNING)
    (line,) = capsys.readouterr().err.splitlines()
    assert "failed" in line


def test_a_level_that_a_program_has_set_holds(logger: logging.Logger) -> None:
    logger.setLevel(logging.ERROR)
    open_run_log()
    assert logger.level == logging.ERROR
    assert logger.propagate
