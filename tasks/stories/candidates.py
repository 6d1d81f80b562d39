"""Finds the earlier articles that may report the event of an article, by shared keys, day by day.

Pure. A search has bounds: so many keys, so many days, so many articles of a key and day; an article costs much the same
among a thousand articles as among a million. The warehouse selects the articles of an index by the same bounds
(`warehouse/sql/stories`), so that an index of the selected articles finds what an index of all would find.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tasks.stories.similarity import STORY_SIMILARITY, StoryProfile, TermKey, time_between
from warehouse.model.relation_records import IndexDay


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLimits:
    """Bounds of a search; they cost no F1 on the set of docs/adr/0045-story-clustering.md."""

    compared: int = 32  # articles that are compared in full
    articles_per_key: int = 48  # articles of one day and key that are read: the newest in the order of the log


CANDIDATE_LIMITS = CandidateLimits()


class TimeKind(StrEnum):
    """The kind of time that gives the day under which an article is found."""

    PUBLISHED = "published"
    SEEN = "seen"  # first capture of an article whose publication is known, for those whose publication is not
    UNDATED = "undated"  # first capture of an article whose publication is unknown


# The kinds under which an article is searched, by the kind under which it is found.
MATCHING_TIMES: Mapping[TimeKind, tuple[TimeKind, ...]] = {
    TimeKind.PUBLISHED: (TimeKind.PUBLISHED,),
    TimeKind.SEEN: (TimeKind.UNDATED,),
    TimeKind.UNDATED: (TimeKind.UNDATED, TimeKind.SEEN),
}


class CandidateIndex:
    """Articles by day and key. They are added in the order of the log."""

    def __init__(self) -> None:
        self._days: defaultdict[IndexDay, defaultdict[TermKey, list[StoryProfile]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def add(self, profile: StoryProfile) -> None:
        """Adds an article behind all others."""
        for day in index_days(profile):
            keys = self._days[day]
            for key in profile.keys:
                keys[key].append(profile)

    def find(self, profile: StoryProfile) -> list[str]:
        """Ids of the most similar earlier articles within the window, most similar first; of equal ones the newest."""
        sums: defaultdict[int, float] = defaultdict(float)
        article_ids: dict[int, str] = {}
        days = list(self._days_around(profile))
        for key, weight in profile.keys.items():
            kind, term = key
            for keys, is_edge in days:
                for other in keys.get(key, ())[-CANDIDATE_LIMITS.articles_per_key :]:
                    if not is_edge or time_between(other, profile) <= STORY_SIMILARITY.window:
                        sums[other.ordinal] += weight * other.vectors[kind][term]
                        article_ids[other.ordinal] = other.article_id
        ordinals = sorted(sums, key=lambda ordinal: (-sums[ordinal], -ordinal))
        return [article_ids[ordinal] for ordinal in ordinals[: CANDIDATE_LIMITS.compared]]

    def _days_around(self, profile: StoryProfile) -> Iterator[tuple[Mapping[TermKey, Sequence[StoryProfile]], bool]]:
        """The days within the window, and whether a day is at its edge, so that some articles are beyond."""
        days = STORY_SIMILARITY.window.days
        for place in index_days(profile):
            for by in MATCHING_TIMES[TimeKind(place.by)]:
                for away in range(-days, days + 1):
                    if keys := self._days.get(IndexDay(by=by, day=place.day + away)):
                        yield keys, abs(away) == days


def index_days(profile: StoryProfile) -> tuple[IndexDay, ...]:
    """The days under which an article is found."""
    seen = _day(profile.seen_at)
    if profile.published_at is None:
        return (IndexDay(by=TimeKind.UNDATED, day=seen),)
    published = IndexDay(by=TimeKind.PUBLISHED, day=_day(profile.published_at))
    return published, IndexDay(by=TimeKind.SEEN, day=seen)


def _day(moment: datetime) -> int:
    return int(moment.timestamp() // 86_400)
