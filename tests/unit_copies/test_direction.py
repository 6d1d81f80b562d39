"""Which of two versions is the copy."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tasks.copies.direction import decide_direction
from tests.support.builders import NOW
from warehouse.model.relation_records import TextVersion

DAY = NOW.replace(hour=0)


def version(**fields: Any) -> TextVersion:
    plain: dict[str, Any] = {
        "article_id": "a",
        "version": 1,
        "shingles": (),
        "source_id": "s",
        "text": "",
        "outlet": "The Post",
        "agency": None,
        "seen_at": NOW,
        "published_at": None,
        "dateline_date": None,
    }
    return TextVersion(**(plain | fields))


def at(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        # An agency does not copy its clients, whatever the clocks say.
        (
            version(outlet="Reuters", published_at=at(60)),
            version(agency="Reuters", published_at=at(0)),
            (False, "agency", -60),
        ),
        (version(agency="AP/Reuters", seen_at=at(5)), version(outlet="Reuters"), (True, "agency", 5)),
        (version(published_at=at(90)), version(published_at=at(30)), (True, "published", 60)),
        (version(published_at=at(30)), version(published_at=at(90)), (False, "published", 60)),
        # Of one day without a time nothing follows; of two days it does.
        (version(published_at=DAY, seen_at=at(7)), version(published_at=at(30)), (True, "seen", 0)),
        (version(published_at=DAY - timedelta(days=2)), version(published_at=at(30)), (False, "published", 172_800)),
        (
            version(dateline_date=date(2026, 1, 1), seen_at=at(9)),
            version(dateline_date=date(2026, 1, 2)),
            (False, "dateline", -9),
        ),
        (version(agency="AP", seen_at=at(9)), version(), (False, "credit", -9)),
        (version(seen_at=at(9)), version(agency="AP"), (True, "credit", 9)),
        (version(seen_at=at(9)), version(), (True, "seen", 9)),
        # Two agencies that credit each other: then the clock.
        (
            version(outlet="AFP", agency="Reuters", published_at=at(1)),
            version(outlet="Reuters", agency="AFP", published_at=at(0)),
            (True, "published", 1),
        ),
    ],
)
def test_direction(later: TextVersion, earlier: TextVersion, expected: tuple[bool, str, int]) -> None:
    direction = decide_direction(later, earlier)
    assert (direction.is_forward, direction.evidence, direction.lag_seconds) == expected
