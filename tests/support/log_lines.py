"""Catches what is logged, whatever handlers and levels are set."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flows.runtime.logs import LOGGER


class LogLines(logging.Handler):
    """Keeps the lines of the log in order."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a record."""
        self.records.append(record)

    def of(self, event: str) -> list[logging.LogRecord]:
        """The records of an event."""
        return [record for record in self.records if getattr(record, "event", "") == event]

    def text(self) -> str:
        """All lines: level, logger, event and fields."""
        return "".join(f"{record.levelname} {record.name} {record.getMessage()}\n" for record in self.records)


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """The fields of a line."""
    fields: dict[str, Any] = getattr(record, "fields", {})
    return fields


@contextmanager
def caught_log(level: int = logging.DEBUG) -> Iterator[LogLines]:
    """The lines that are logged within the block, from a level on. Afterwards logging is as it was."""
    lines, logger = LogLines(), logging.getLogger(LOGGER)
    before = logger.level
    logger.addHandler(lines)
    logger.setLevel(level)
    try:
        yield lines
    finally:
        logger.removeHandler(lines)
        logger.setLevel(before)


@contextmanager
def fresh_logger() -> Iterator[logging.Logger]:
    """Our logger as in a process that has just started. Afterwards it is as it was."""
    logger = logging.getLogger(LOGGER)
    before = (logger.handlers[:], logger.level, logger.propagate)
    logger.handlers, logger.propagate = [], True
    logger.setLevel(logging.NOTSET)
    try:
        yield logger
    finally:
        logger.handlers, logger.propagate = before[0], before[2]
        logger.setLevel(before[1])
