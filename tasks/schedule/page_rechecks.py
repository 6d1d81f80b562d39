"""When a page is fetched again (after a failure, and because publishers edit), and which captures say that it is gone.

Pure. A page that was read is checked again at the times of `RecheckPolicy` and then left alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tasks.feeds import decode_provenance
from tasks.model.stages import Capture, Media, Reject

# Not Found and Gone (RFC 9110, 15.5.5 and 15.5.11); every other failure is taken as temporary.
GONE_STATUSES = frozenset((404, 410))
_MEDIA_WITHOUT_PAGE = (Media.OTHER, Media.NO_PAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckPolicy:
    """When pages are fetched again. `checks` count from the first fetch, `retries` from each failure in a row.

    Source: the edits that publishers make in a week, measured on news sites (docs/operations.md): 18 % of the articles
    change their text and 1.5 % vanish, four fifths of that in the first 24 hours.
    """

    checks: tuple[timedelta, ...] = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7))
    retries: tuple[timedelta, ...] = (
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=6),
        timedelta(hours=24),
        timedelta(days=3),
    )


RECHECKS = RecheckPolicy()


class PageState(StrEnum):
    """The state of a page."""

    READ = "read"
    FAILED = "failed"  # the feed entry stands in for the page
    GONE = "gone"  # was read, and then answered 404 or 410


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSchedule:
    """What is known of a page: `attempts` are failures in a row, `checks` fetches since it was first read."""

    state: PageState
    attempts: int
    checks: int
    next_fetch_at: datetime | None


def schedule_after_page(before: PageSchedule | None, *, first_fetched_at: datetime, now: datetime) -> PageSchedule:
    """The schedule after a fetch that gave the page, changed or not. Checks count from the first fetch."""
    checks = 0 if before is None or before.state is PageState.FAILED else before.checks + 1
    due = [first_fetched_at + wait for wait in RECHECKS.checks if first_fetched_at + wait > now]
    return PageSchedule(state=PageState.READ, attempts=0, checks=checks, next_fetch_at=due[0] if due else None)


def schedule_after_failure(before: PageSchedule | None, *, status: int | None, now: datetime) -> PageSchedule:
    """The schedule after a fetch that gave no page. A page that had been read and is not found any more is gone."""
    was_read = before is not None and before.state is PageState.READ
    if was_read and status in GONE_STATUSES:
        return PageSchedule(state=PageState.GONE, attempts=0, checks=_checks(before), next_fetch_at=None)
    attempts = (before.attempts if before else 0) + 1
    state = PageState.READ if was_read else PageState.FAILED
    again = now + RECHECKS.retries[attempts - 1] if attempts <= len(RECHECKS.retries) and status != 410 else None
    return PageSchedule(state=state, attempts=attempts, checks=_checks(before), next_fetch_at=again)


def _checks(before: PageSchedule | None) -> int:
    return before.checks if before else 0


def find_gone_address(capture: Capture) -> str | None:
    """The address of a page that is gone; None where the capture does not say so.

    It is that of the entry which led there, where that was kept: redirects may end at a page about missing pages.
    """
    if capture.media not in _MEDIA_WITHOUT_PAGE or capture.status not in GONE_STATUSES:
        return None
    if capture.media == Media.OTHER and capture.context is not None:
        provenance = decode_provenance(capture.context)
        if not isinstance(provenance, Reject) and provenance.entry.url:
            return provenance.entry.url
    return capture.uri
