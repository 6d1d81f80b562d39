"""Pure. Which of two tellings of the same words is the copy, by what that is known, and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from tasks.places.news_agencies import agency_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Who told a text, and when (UTC). `agency`: the one it credits ("AP", "AP/Reuters"), if any."""

    outlet: str
    agency: str | None
    seen_at: datetime
    published_at: datetime | None
    dateline_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Whether the later telling in the log is the copy; `evidence` is agency, published, dateline, credit or seen."""

    is_forward: bool
    evidence: str
    lag_seconds: int


def direction(later: Telling, earlier: Telling) -> Direction:
    """Which of two tellings of one text is the copy; `later` and `earlier` are as they stand in the log.

    In this order: an agency is the origin of what is credited to it; what was published first; what has the earlier
    dateline; what still names its agency; what was seen first. `lag_seconds` is from original to copy, between
    publications where both are known (whole days where one of them is known to the day), else between sightings. It is
    negative where other evidence goes against the clock.
    """
    evidence, is_forward = next(
        (name, found) for name, look in _EVIDENCE if (found := look(later, earlier)) is not None
    )
    original, copy = (earlier, later) if is_forward else (later, earlier)
    return Direction(is_forward=is_forward, evidence=evidence, lag_seconds=_lag(original, copy))


def _by_agency(later: Telling, earlier: Telling) -> bool | None:
    forward, backward = _is_source(earlier, later), _is_source(later, earlier)
    return forward if forward != backward else None


def _is_source(outlet: Telling, telling: Telling) -> bool:
    """Whether the outlet of the one is the agency that the other credits."""
    agency = agency_of(outlet.outlet)
    return agency is not None and agency in (telling.agency or "").split("/")


def _by_publication(later: Telling, earlier: Telling) -> bool | None:
    lag = _between(earlier.published_at, later.published_at)
    return lag > 0 if lag else None


def _by_dateline(later: Telling, earlier: Telling) -> bool | None:
    one, other = earlier.dateline_date, later.dateline_date
    return one < other if one and other and one != other else None


def _by_credit(later: Telling, earlier: Telling) -> bool | None:
    return bool(earlier.agency) if bool(earlier.agency) != bool(later.agency) else None


def _by_sighting(later: Telling, earlier: Telling) -> bool | None:  # noqa: ARG001 -- the log's order is the answer
    return True


_EVIDENCE = (
    ("agency", _by_agency),
    ("published", _by_publication),
    ("dateline", _by_dateline),
    ("credit", _by_credit),
    ("seen", _by_sighting),
)


def _lag(original: Telling, copy: Telling) -> int:
    lag = _between(original.published_at, copy.published_at)
    return int((copy.seen_at - original.seen_at).total_seconds()) if lag is None else lag


def _between(one: datetime | None, other: datetime | None) -> int | None:
    """Seconds from one publication to another. Midnight sharp is a day without a time."""
    if one is None or other is None:
        return None
    if time() in (one.time(), other.time()):
        return (other.date() - one.date()).days * 86_400
    return int((other - one).total_seconds())
