"""Writes the log: one line an event, as text (logfmt) or JSON. Processes: the log of the one it is in.

Loggers are named `dateline.<area>`. A program that uses Dateline as a library configures them as it likes; the commands
and the processes of scheduled runs call `configure_logging`, which writes to standard error.
"""

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from time import monotonic
from typing import NamedTuple, TextIO

from flows.runtime.log_fields import clean_fields, format_fields
from flows.runtime.settings import LogFormat, SettingsError, environment_secrets

LOGGER = "dateline"


class LogLevels(NamedTuple):
    """Levels where nobody has set any, and with `-q`."""

    usual: str
    quiet: str


# A command reports feeds and sitemaps that failed, and ends with the error of its run: the log does not say them again.
COMMAND_LEVELS = LogLevels("warning,feeds=error,sitemaps=error,retries=error,run=off", "error,run=off")
# Of scheduled runs a line each when they end (their start is `run.start`), and whatever went wrong.
SCHEDULE_LEVELS = LogLevels("warning,run=info", "error")
_LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
    "off": logging.CRITICAL + 1,
}
_RUN: ContextVar[str | None] = ContextVar("the run that lines belong to", default=None)


def log_event(area: str, event: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Writes `event key=value …` to the logger `dateline.<area>`.

    Within `log_run` the field `run` comes by itself. Fields without a value (None) are left out.

    Fields never hold a text, a headline or an author; addresses in them lose their credentials and query, and the
    wording of an error (`detail`, `error`, `reason`) what it quotes.
    """
    logger = logging.getLogger(f"{LOGGER}.{area}")
    if logger.isEnabledFor(level):
        values = clean_fields({"run": _RUN.get()} | fields, environment_secrets())
        line = f"{event} {format_fields(values)}".rstrip()
        logger.log(level, line, extra={"event": event, "fields": values})


@contextmanager
def log_run(run_id: str) -> Iterator[None]:
    """Names the run in every line that is written within the block, also by its threads and tasks."""
    token = _RUN.set(run_id)
    try:
        yield
    finally:
        _RUN.reset(token)


@contextmanager
def log_slow_wait(area: str, event: str, *, longest_seconds: float = 1.0, **fields: object) -> Iterator[None]:
    """Writes the event with its seconds, if the block took longer than `longest_seconds`: a wait for a lock, say."""
    start = monotonic()
    try:
        yield
    finally:
        seconds = monotonic() - start
        if seconds > longest_seconds:
            log_event(area, event, level=logging.INFO, seconds=seconds, **fields)


def parse_levels(text: str) -> dict[str, int]:
    """Levels by area from "warning" or "warning,run=info"; "" is the area of all others.

    Raises `SettingsError` for a level that is none.
    """
    levels = {"": logging.WARNING}
    for part in text.lower().split(","):
        area, _, level = part.strip().rpartition("=")
        if level not in _LEVELS:
            raise SettingsError(f"setting: DATELINE_LOG_LEVEL: {level!r} is none of {', '.join(_LEVELS)}")
        levels[area.strip()] = _LEVELS[level]
    return levels


def configure_logging(levels: str, log_format: LogFormat = "text") -> None:
    """Writes Dateline's log to standard error from now on, at these levels (see `parse_levels`), and nowhere else.

    For whoever owns the process: a command, or the process of a scheduled run. Raises `SettingsError`.
    """
    parsed = parse_levels(levels)
    logger = logging.getLogger(LOGGER)
    for handler in [handler for handler in logger.handlers if isinstance(handler, StderrHandler)]:
        logger.removeHandler(handler)
    logger.addHandler(StderrHandler(parsed, JsonFormatter() if log_format == "json" else TextFormatter()))
    logger.setLevel(min(parsed.values()))
    logger.propagate = False  # Prefect's handler of the root would print each line again


def is_configured() -> bool:
    """Whether `configure_logging` was called in this process."""
    return any(isinstance(handler, StderrHandler) for handler in logging.getLogger(LOGGER).handlers)


class StderrHandler(logging.StreamHandler[TextIO]):
    """Writes to what standard error is at the moment (a progress bar replaces it), at a level for each area."""

    def __init__(self, levels: Mapping[str, int], formatter: logging.Formatter) -> None:
        logging.Handler.__init__(self)
        self._levels = levels
        self.setFormatter(formatter)
        self.addFilter(self._is_wanted)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """Standard error."""
        return sys.stderr

    def _is_wanted(self, record: logging.LogRecord) -> bool:
        area = record.name.removeprefix(f"{LOGGER}.")
        return record.levelno >= self._levels.get(area, self._levels[""])


class TextFormatter(logging.Formatter):
    """Time in UTC, level, logger, event and fields: `2026-11-22T06:00:01.123Z INFO dateline.load loaded new=3`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = f"{_time(record)} {record.levelname} {record.name} {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class JsonFormatter(logging.Formatter):
    """A JSON object a line: time, level, logger, event, and each field under its name."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": getattr(record, "event", None) or record.getMessage(),
        }
        fields: Mapping[str, object] = getattr(record, "fields", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        # In ASCII: escapes whatever a terminal or a line reader would take for something else.
        return json.dumps({**fields, **line} if fields.keys() & line.keys() else {**line, **fields})


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
