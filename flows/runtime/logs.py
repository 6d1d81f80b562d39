"""Writes the log: one line an event, as `event key=value …`. Process: standard logging."""

import logging


def log_event(area: str, event: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Writes `event key=value …` to the logger `dateline.<area>`. Fields never hold an article's text or a secret."""
    logger = logging.getLogger(f"dateline.{area}")
    if logger.isEnabledFor(level):
        pairs = " ".join(f"{name}={_shorten(value)}" for name, value in fields.items() if value is not None)
        logger.log(level, "%s %s", event, pairs)


def _shorten(value: object) -> str:
    return (
        f"{value:.2f}"
        if isinstance(value, float)
        else repr(value)
        if isinstance(value, str) and " " in value
        else str(value)
    )
