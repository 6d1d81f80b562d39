"""Decides when a feed is polled and a page is fetched again, without touching anything."""

from tasks.schedule.feed_state import FeedEvent, PollDecision, choose_validators, decide_after_poll, make_new_feed
from tasks.schedule.page_rechecks import (
    GONE_STATUSES,
    PageSchedule,
    PageState,
    find_gone_address,
    schedule_after_failure,
    schedule_after_page,
)
from tasks.schedule.polls import FeedState, FeedStatus, Poll, PollKind

__all__ = [
    "GONE_STATUSES",
    "FeedEvent",
    "FeedState",
    "FeedStatus",
    "PageSchedule",
    "PageState",
    "Poll",
    "PollDecision",
    "PollKind",
    "choose_validators",
    "decide_after_poll",
    "find_gone_address",
    "make_new_feed",
    "schedule_after_failure",
    "schedule_after_page",
]
