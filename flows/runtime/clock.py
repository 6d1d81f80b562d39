"""Reads the time of the system. Clock: no other module does."""

from collections.abc import Callable
from datetime import UTC, datetime

# Returns the time in UTC.
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


def in_utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC; without a zone it is taken for UTC."""
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
