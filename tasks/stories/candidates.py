"""Pure. Finds the earlier articles that may tell an article's event: by its weightiest terms, day by day.

What one search looks at has a bound: so many terms, so many days, so many articles a term and day. So an article costs
much the same among a thousand open articles as among a million. The warehouse looks up what is to be in an index by the
same bounds (`warehouse/sql/stories`), so that an index of what was looked up finds what an index of all would find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from tasks.stories.similarity import WINDOW, Key, Profile, apart

COMPARED = 32  # articles that are compared in full
OF_A_KEY = 48  # articles of one day that have a key and are looked at: the newest in the order of the log


class By(StrEnum):
    """By which time an article lies in the index."""

    PUBLISHED = "published"
    SEEN = "seen"  # an article whose publication is known, for those whose publication is not
    UNDATED = "undated"  # one whose publication is not known lies where it was seen


# What an article that lies in the index so is compared with.
MET: Mapping[By, tuple[By, ...]] = {
    By.PUBLISHED: (By.PUBLISHED,),
    By.SEEN: (By.UNDATED,),
    By.UNDATED: (By.UNDATED, By.SEEN),
}


class Index:
    """Articles by day and key. They are added in the order of the log."""

    def __init__(self) -> None:
        self._days: defaultdict[tuple[By, int], defaultdict[Key, list[Profile]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def add(self, profile: Profile) -> None:
        """Adds an article behind all others."""
        for place in days_of(profile):
            found = self._days[place]
            for key in profile.keys:
                found[key].append(profile)

    def near(self, profile: Profile) -> list[str]:
        """Ids of the likeliest earlier articles within the window, the likeliest first; of equal ones the newest."""
        sums: defaultdict[int, float] = defaultdict(float)
        found: dict[int, str] = {}
        places = list(self._around(profile))
        for key, weight in profile.keys.items():
            kind, term = key
            for keys, edge in places:
                for other in keys.get(key, ())[-OF_A_KEY:]:
                    if not edge or apart(other, profile) <= WINDOW:
                        sums[other.ordinal] += weight * other.vectors[kind][term]
                        found[other.ordinal] = other.article_id
        return [found[number] for number in sorted(sums, key=lambda number: (-sums[number], -number))[:COMPARED]]

    def _around(self, profile: Profile) -> Iterator[tuple[Mapping[Key, Sequence[Profile]], bool]]:
        """What lies within the window, day by day; on the days at its edge, some of it beyond."""
        for by, middle in days_of(profile):
            for met in MET[by]:
                for away in range(-WINDOW.days, WINDOW.days + 1):
                    if keys := self._days.get((met, middle + away)):
                        yield keys, abs(away) == WINDOW.days


def days_of(profile: Profile) -> tuple[tuple[By, int], ...]:
    """Where an article lies: days since 1970, in UTC."""
    seen = _day(profile.seen_at)
    if profile.published_at is None:
        return ((By.UNDATED, seen),)
    return (By.PUBLISHED, _day(profile.published_at)), (By.SEEN, seen)


def _day(moment: datetime) -> int:
    return int(moment.timestamp() // 86_400)
