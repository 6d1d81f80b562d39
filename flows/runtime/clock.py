"""Reads the time of the system. Clock: no other module does."""

from collections.abc import Callable
from datetime import UTC, datetime

# Returns the time in UTC.
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)
