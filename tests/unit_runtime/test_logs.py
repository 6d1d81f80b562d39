"""The log of a process: what is written to standard error, as text and as JSON, at which level."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from flows.runtime.logs import (
    COMMAND_LEVELS,
    SCHEDULE_LEVELS,
    configure_logging,
    log_event,
    log_run,
    log_slow_wait,
    parse_levels,
)
from flows.runtime.settings import SettingsError, environment_secrets
from tests.conftest import ROOT
from tests.support.log_lines import fresh_logger


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Leaves the logger as it was."""
    environment_secrets.cache_clear()
    with fresh_logger():
        yield
    environment_secrets.cache_clear()


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_a_line_has_time_level_logger_event_and_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info")
    log_event("load", "loaded", run="ab12", documents=3, seconds=0.5, error=None)
    (line,) = lines(capsys)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO dateline\.load loaded run=ab12 documents=3 seconds=0\.5", line
    )


def test_a_json_line_has_the_same_as_keys(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "json")
    log_event("feeds", "feed_failed", level=logging.WARNING, url="http://a:b@c.example/d?e=f", seconds=0.1234, time="x")
    (line,) = lines(capsys)
    fields = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", fields.pop("time"))
    assert fields == {
        "level": "warning",
        "logger": "dateline.feeds",
        "event": "feed_failed",
        "url": "http://c.example/d?...",
        "seconds": 0.123,
    }


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_one_event_is_one_line_whatever_a_server_sends(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    configure_logging("info", log_format)  # type: ignore[arg-type]
    log_event("feeds", "moved", to="a\r\n2026-01-01T00:00:00.000Z ERROR dateline.run ended\x1b[2J\u2028\ud800%s%(x)d")
    (line,) = lines(capsys)
    assert line.isprintable()


@pytest.mark.parametrize(
    ("levels", "written"),
    [
        ("debug", {"run", "feeds warning", "feeds error", "load debug"}),
        ("info", {"run", "feeds warning", "feeds error"}),
        ("warning", {"feeds warning", "feeds error"}),
        ("error", {"feeds error"}),
        (COMMAND_LEVELS.usual, {"feeds error"}),
        (SCHEDULE_LEVELS.usual, {"run", "feeds warning", "feeds error"}),
        (COMMAND_LEVELS.quiet, {"feeds error"}),
        ("off,run=info", {"run"}),
        ("Error, load=Debug", {"feeds error", "load debug"}),
    ],
)
def test_a_level_holds_for_all_areas_or_for_one(
    capsys: pytest.CaptureFixture[str], levels: str, written: set[str]
) -> None:
    configure_logging(levels)
    log_event("run", "x", is_of="run")
    log_event("feeds", "x", level=logging.WARNING, is_of="feeds warning")
    log_event("feeds", "x", level=logging.ERROR, is_of="feeds error")
    log_event("load", "x", level=logging.DEBUG, is_of="load debug")
    assert {re.sub(r'.*is_of="?|"$', "", line) for line in lines(capsys)} == written


@pytest.mark.parametrize("levels", ["loud", "warning,run", "warning,run=", "7", ","])
def test_a_level_that_is_none_is_named(levels: str) -> None:
    with pytest.raises(
        SettingsError, match=r"^setting: DATELINE_LOG_LEVEL: .* is none of debug, info, warning, error, off$"
    ):
        parse_levels(levels)


def test_configuring_twice_writes_each_line_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info")
    configure_logging("info")
    log_event("run", "started")
    assert len(lines(capsys)) == 1


def test_values_of_the_environment_that_are_secret_are_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_KEY", "pnu_0123456789")
    monkeypatch.setenv("SOME_TOKEN", "short")
    configure_logging("info")
    log_event("run", "ended", error="401 for pnu_0123456789, which is short")
    assert lines(capsys)[0].endswith('ended error="401 for ..., which is short"')


def test_lines_of_a_run_name_it_whoever_writes_them(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info")
    with log_run("ab12"):
        log_event("load", "loaded", documents=1)
        asyncio.run(asyncio.to_thread(log_event, "load", "refined"))
        log_event("run", "started", run="cd34")
    log_event("load", "published")
    ends = [line.partition("Z INFO dateline.")[2] for line in lines(capsys)]
    assert ends == [
        "load loaded run=ab12 documents=1",
        "load refined run=ab12",
        "run started run=cd34",
        "load published",
    ]


def test_a_wait_is_logged_when_it_is_long(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info")
    with log_slow_wait("load", "lock_waited", longest_seconds=60.0):
        pass
    with log_slow_wait("load", "lock_waited", longest_seconds=-1.0, lock="loader"):
        pass
    (line,) = lines(capsys)
    assert "lock_waited" in line
    assert "lock=loader" in line


def test_a_program_that_uses_dateline_keeps_its_own_logging() -> None:
    code = (
        "import logging, flows.runtime.logs as logs; logs.log_event('run', 'started', level=logging.WARNING);"
        "logger = logging.getLogger('dateline'); print(logger.handlers, logger.level, logger.propagate)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[] 0 True\n"
    assert done.stderr == "started\n"  # Python's handler of last resort
