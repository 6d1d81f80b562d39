"""When to fetch a page again: because that failed, or because publishers edit. Pure.

In a week publishers change the text of 18 % of their articles and take down 1.5 %; four fifths of that happen in the
first 24 hours (measured on news sites; see docs/operations.md). So a page that was read is looked at again after
1 hour, 6 hours, 24 hours and 7 days, and then left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tasks.schedule.gone_pages import GONE_STATUSES

LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7))
# A page that could not be had is tried again this long after each failure, and then left alone.
TRIES = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=3))


class PageState(StrEnum):
    """How a page is doing."""

    READ = "read"
    FAILED = "failed"  # its entry is the article meanwhile
    GONE = "gone"  # was read, and then answered 404 or 410


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSchedule:
    """Where a page stands: `attempts` are failures in a row, `checks` looks since it was first read."""

    state: PageState
    attempts: int
    checks: int
    next_fetch_at: datetime | None


def schedule_after_page(before: PageSchedule | None, *, first_fetched_at: datetime, now: datetime) -> PageSchedule:
    """After a fetch that gave the page, changed or not. Looks count from the first fetch, whenever they happen."""
    checks = 0 if before is None or before.state is PageState.FAILED else before.checks + 1
    due = [first_fetched_at + wait for wait in LOOKS if first_fetched_at + wait > now]
    return PageSchedule(state=PageState.READ, attempts=0, checks=checks, next_fetch_at=due[0] if due else None)


def schedule_after_failure(before: PageSchedule | None, *, status: int | None, now: datetime) -> PageSchedule:
    """After a fetch that gave none. A page that had been read and is not found any more is gone."""
    was_read = before is not None and before.state is PageState.READ
    if was_read and status in GONE_STATUSES:
        return PageSchedule(state=PageState.GONE, attempts=0, checks=_checks(before), next_fetch_at=None)
    attempts = (before.attempts if before else 0) + 1
    state = PageState.READ if was_read else PageState.FAILED
    again = now + TRIES[attempts - 1] if attempts <= len(TRIES) and status != 410 else None
    return PageSchedule(state=state, attempts=attempts, checks=_checks(before), next_fetch_at=again)


def _checks(before: PageSchedule | None) -> int:
    return before.checks if before else 0
