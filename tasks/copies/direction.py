"""Decides which of two versions of one text is the copy, and measures the time between them.

Pure.
"""

from dataclasses import dataclass
from datetime import datetime, time

from tasks.places import agency_of
from warehouse.model.relation_records import TextVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDirection:
    """Whether the later version in the log is the copy; `evidence` is agency, published, dateline, credit or seen."""

    is_forward: bool
    evidence: str
    lag_seconds: int


def decide_direction(later: TextVersion, earlier: TextVersion) -> CopyDirection:
    """Which of two versions of one text is the copy; `later` and `earlier` are as they stand in the log.

    In this order: an agency is the origin of what is credited to it; what was published first; what has the earlier
    dateline; what still names its agency; what was seen first. `lag_seconds` is from original to copy, between
    publications where both are known (whole days where one of them is known to the day), else between first captures.
    It is negative where other evidence contradicts the clock.
    """
    evidence, is_forward = next(
        ((name, answer) for name, decide in _EVIDENCE if (answer := decide(later, earlier)) is not None),
        ("seen", True),
    )
    original, copy = (earlier, later) if is_forward else (later, earlier)
    return CopyDirection(is_forward=is_forward, evidence=evidence, lag_seconds=_lag(original, copy))


def _by_agency(later: TextVersion, earlier: TextVersion) -> bool | None:
    forward, backward = _is_credited(earlier, later), _is_credited(later, earlier)
    return forward if forward != backward else None


def _is_credited(original: TextVersion, copy: TextVersion) -> bool:
    """Whether the outlet of the original is the agency that the copy credits."""
    agency = agency_of(original.outlet)
    return agency is not None and agency in (copy.agency or "").split("/")


def _by_publication(later: TextVersion, earlier: TextVersion) -> bool | None:
    lag = _between(earlier.published_at, later.published_at)
    return lag > 0 if lag else None


def _by_dateline(later: TextVersion, earlier: TextVersion) -> bool | None:
    before, after = earlier.dateline_date, later.dateline_date
    return before < after if before and after and before != after else None


def _by_credit(later: TextVersion, earlier: TextVersion) -> bool | None:
    return bool(earlier.agency) if bool(earlier.agency) != bool(later.agency) else None


_EVIDENCE = (
    ("agency", _by_agency),
    ("published", _by_publication),
    ("dateline", _by_dateline),
    ("credit", _by_credit),
)


def _lag(original: TextVersion, copy: TextVersion) -> int:
    lag = _between(original.published_at, copy.published_at)
    return int((copy.seen_at - original.seen_at).total_seconds()) if lag is None else lag


def _between(earlier: datetime | None, later: datetime | None) -> int | None:
    """Seconds from one publication to another. Midnight sharp is a day without a time."""
    if earlier is None or later is None:
        return None
    if time() in (earlier.time(), later.time()):
        return (later.date() - earlier.date()).days * 86_400
    return int((later - earlier).total_seconds())
