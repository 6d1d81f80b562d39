"""Which of two tellings is the copy."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tasks.copies.direction import Telling, direction
from tests.support.builders import NOW

DAY = NOW.replace(hour=0)


def telling(**fields: Any) -> Telling:
    plain: dict[str, Any] = {
        "outlet": "The Post",
        "agency": None,
        "seen_at": NOW,
        "published_at": None,
        "dateline_date": None,
    }
    return Telling(**(plain | fields))


def at(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        # An agency does not copy its clients, whatever the clocks say.
        (
            telling(outlet="Reuters", published_at=at(60)),
            telling(agency="Reuters", published_at=at(0)),
            (False, "agency", -60),
        ),
        (telling(agency="AP/Reuters", seen_at=at(5)), telling(outlet="Reuters"), (True, "agency", 5)),
        (telling(published_at=at(90)), telling(published_at=at(30)), (True, "published", 60)),
        (telling(published_at=at(30)), telling(published_at=at(90)), (False, "published", 60)),
        # Of one day without a time nothing follows; of two days it does.
        (telling(published_at=DAY, seen_at=at(7)), telling(published_at=at(30)), (True, "seen", 0)),
        (telling(published_at=DAY - timedelta(days=2)), telling(published_at=at(30)), (False, "published", 172_800)),
        (
            telling(dateline_date=date(2026, 1, 1), seen_at=at(9)),
            telling(dateline_date=date(2026, 1, 2)),
            (False, "dateline", -9),
        ),
        (telling(agency="AP", seen_at=at(9)), telling(), (False, "credit", -9)),
        (telling(seen_at=at(9)), telling(agency="AP"), (True, "credit", 9)),
        (telling(seen_at=at(9)), telling(), (True, "seen", 9)),
        # Two agencies that credit each other: then the clock.
        (
            telling(outlet="AFP", agency="Reuters", published_at=at(1)),
            telling(outlet="Reuters", agency="AFP", published_at=at(0)),
            (True, "published", 1),
        ),
    ],
)
def test_direction(later: Telling, earlier: Telling, expected: tuple[bool, str, int]) -> None:
    found = direction(later, earlier)
    assert (found.is_forward, found.evidence, found.lag_seconds) == expected
