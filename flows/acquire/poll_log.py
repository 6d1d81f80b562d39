"""Logs what polls brought, or why they brought nothing. Pure, but for the log.

A line names the run, and the feed by its id and address. What an entry says is never logged.
"""

import logging

from flows.runtime.logs import log_event
from tasks.schedule import FeedEvent, Poll, PollDecision
from warehouse.model.watch_records import FeedRow, GapRow


def log_poll(row: FeedRow, poll: Poll, decision: PollDecision, *, run_id: str, seconds: float) -> None:
    """A line for a poll: a warning where it failed, information where it brought entries, else for debugging.

    Lines for what it changed in the state of the feed follow. `row` is the feed as it was polled.
    """
    after = decision.state
    level, event = _rate(poll, decision)
    log_event(
        "feeds",
        event,
        level=level,
        run=run_id,
        feed=row.feed_id,
        url=row.url,
        kind=poll.kind,
        status=poll.status_code,
        detail=poll.detail if after.failures and poll.detail != f"HTTP status {poll.status_code}" else None,
        entries=poll.entries or None,
        new=None if after.failures else poll.entries - poll.known,
        failures=after.failures or None,
        seconds=seconds,
        next=after.next_poll_at,
    )
    for change in decision.changes:
        # The line above has said that it fails.
        if change.event is not FeedEvent.FAILING:
            log_feed_change(row, change.event, change.detail, run_id=run_id)


def log_feed_change(
    row: FeedRow, change: str, detail: str | None, *, run_id: str | None, level: int = logging.INFO
) -> None:
    """A line for an event in the history of a feed: moved, merged, rests, recovered, silent and so on."""
    log_event("feeds", f"feed_{change}", level=level, run=run_id, feed=row.feed_id, url=row.url, detail=detail)


def log_gap(url: str, gap: GapRow) -> None:
    """A warning that entries may have come and gone between two polls."""
    log_event(
        "feeds",
        "feed_gap",
        level=logging.WARNING,
        run=gap.run_id,
        feed=gap.feed_id,
        url=url,
        since=gap.since,
        until=gap.until,
        missed=gap.estimated_missed,
    )


def _rate(poll: Poll, decision: PollDecision) -> tuple[int, str]:
    if decision.state.failures:
        return logging.WARNING, "feed_failed"
    return (logging.INFO if poll.entries > poll.known else logging.DEBUG), "polled"
