"""Pure. Finds the earlier articles that may tell an article's event: by its weightiest terms, day by day.

What one search looks at has a bound: so many terms, so many days, so many articles a term and day. So an article costs
much the same among a thousand open articles as among a million.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from tasks.story_evidence import NAME, SHARES, TEXT, TITLE, WINDOW, Evidence, Profile

OF_AN_ARTICLE = 24  # terms by which others are looked for, and articles that are then compared in full
OF_A_TERM = 48  # articles of one day that have a term, at most: the newest in the order of the log
_KINDS = (TEXT, TITLE, NAME)

Term = tuple[Evidence, str]


class Index:
    """Articles by day and term. They are added in the order of the log."""

    def __init__(self) -> None:
        self._days: defaultdict[int, defaultdict[Term, list[Profile]]] = defaultdict(lambda: defaultdict(list))

    def add(self, profile: Profile) -> None:
        """Adds an article behind all others."""
        found = self._days[_day(profile.told_at)]
        for kind in _KINDS:
            for term in profile.vectors[kind]:
                found[kind, term].append(profile)

    def near(self, profile: Profile) -> list[str]:
        """Ids of the likeliest earlier articles within the window, the likeliest first; of equal ones the newest."""
        sums: dict[str, float] = {}
        ordinals: dict[str, int] = {}
        for weight, (kind, term) in _weightiest(profile):
            for other in self._having((kind, term), profile.told_at):
                key = other.article_id
                sums[key] = sums.get(key, 0.0) + weight * other.vectors[kind][term]
                ordinals[key] = other.ordinal
        return sorted(sums, key=lambda key: (-sums[key], -ordinals[key]))[:OF_AN_ARTICLE]

    def _having(self, term: Term, moment: datetime) -> Iterator[Profile]:
        first, last = _day(moment - WINDOW), _day(moment + WINDOW)
        for day in range(first, last + 1):
            terms = self._days.get(day)
            found = terms.get(term, ()) if terms else ()
            yield from _within(found, moment) if day in {first, last} else found[-OF_A_TERM:]


def _weightiest(profile: Profile) -> list[tuple[float, Term]]:
    """The terms with most weight in the likeness, over all kinds of evidence, the weightiest first."""
    found = [(SHARES[kind] * weight, (kind, term)) for kind in _KINDS for term, weight in profile.vectors[kind].items()]
    return sorted(found, key=lambda one: (-one[0], one[1]))[:OF_AN_ARTICLE]


def _within(found: Sequence[Profile], moment: datetime) -> list[Profile]:
    """The newest of them that are within the window around the moment."""
    near: list[Profile] = []
    for one in reversed(found):
        if abs(one.told_at - moment) <= WINDOW:
            near.append(one)
            if len(near) == OF_A_TERM:
                break
    return near


def _day(moment: datetime) -> int:
    return int(moment.timestamp() // 86_400)
