"""What articles are to stories: a relation (see `relate`) that reads each article once, when it is first seen.

How telling a word is follows from the articles before it in the log, so this is told in its order; which story an
article belongs to is told by the next relation (`stories`), from what this one stores. The reading itself is a function
that knows articles and nothing else (`Weigh`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb

from warehouse.db.statements import statements
from warehouse.model.records import as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """An article by its first version. `names` and `places` are ids of entities as often as it mentions them.

    `published_at` is None where it is unknown; times are UTC.
    """

    article_id: str
    seen_at: datetime
    published_at: datetime | None
    title: str
    text: str
    dateline_place: str | None
    names: Mapping[str, int]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lies:
    """By which time an article is found, and its day since 1970."""

    by: str
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryProfile:
    """`ops.story_profiles` and `ops.story_keys`; `days` are by what times it is found, days since 1970 each."""

    article_id: str
    ordinal: int
    title: str
    vectors: str
    keys: Sequence[int]
    days: Sequence[Lies]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCount:
    """`ops.story_counts`."""

    term: str
    articles: float
    as_of: int


# Which of these terms were seen, and how often.
LookUp = Callable[[Sequence[str]], Sequence[StoryCount]]
# Of articles in the order of the log, how many were told before them, and how common terms were then: what is kept of
# each, and the counts that were raised.
Weigh = Callable[[Sequence[StoryReport], int, LookUp], tuple[Sequence[StoryProfile], Sequence[StoryCount]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fading:
    """After how many articles a count is worth half, and below what it counts as nothing."""

    half_life: int
    faded: float


@dataclass(frozen=True, slots=True)
class StoryProfiles:
    """The relation."""

    weigh: Weigh
    fading: Fading
    name: str = "story_profiles"
    tables: tuple[str, ...] = ("ops.story_profiles", "ops.story_keys", "ops.story_counts")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Puts aside the articles that wait and how common terms are."""
        for name in ("1_reports", "2_counts", "3_told"):
            connection.execute(_SQL[name])

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Reads the articles in the order of the log."""
        rows = connection.execute("select * exclude (place) from story_reports order by place").fetchall()
        reports = [
            StoryReport(
                article_id=article_id,
                seen_at=seen_at,
                published_at=published_at,
                title=title,
                text=text,
                dateline_place=dateline_place,
                names=json.loads(names or "{}"),
                places=json.loads(places or "{}"),
            )
            for article_id, seen_at, published_at, title, text, dateline_place, names, places in rows
        ]

        def look_up(terms: Sequence[str]) -> list[StoryCount]:
            found = connection.execute(_SQL["4_looked_up"], {"terms": as_json(terms)}).fetchall()
            return [StoryCount(term=term, articles=articles, as_of=as_of) for term, articles, as_of in found]

        ((so_far,),) = connection.execute("from story_articles_told").fetchall()
        profiles, counts = self.weigh(reports, so_far, look_up)
        connection.execute(_SQL["5_profiles"], {"rows": as_json(profiles)})
        connection.execute(_SQL["6_counted"], {"rows": as_json(counts)})

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Adds what was read, and forgets terms that were not seen for long."""
        for name in ("7_stored", "8_keys", "9_counts"):
            connection.execute(_SQL[name])
        connection.execute(_SQL["9_faded"], asdict(self.fading))


_SQL = {found.name: found.sql for found in statements("story_profiles")}
