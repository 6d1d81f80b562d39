"""Which articles tell one event: a relation (see `relate`) over articles as `story_profiles` keeps them.

The warehouse finds the stories that are worth a look, by the words and names that articles have in common within some
days; which story each article belongs to, and what that changes for others, is told outside (`Cluster`), by a function
that knows articles and nothing else. What happens to stories is kept as events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.db.statements import statements
from warehouse.model.records import as_json


@dataclass(frozen=True, slots=True)
class Profiled:
    """A row of `ops.story_profiles`, and its story where it has one yet."""

    article_id: str
    ordinal: int
    seen_at: datetime
    published_at: datetime | None
    title: str
    vectors: str
    story_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEventRow:
    """`story_events`."""

    ordinal: int
    place: int
    what: str
    story_id: str
    article_id: str | None
    other_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustered:
    """What came of the articles: events in their order, and how things stand after the last of them.

    `stories` has the story of each new article and of each that changed it, with its ordinal; `merged` leads from
    stories that ended to those they go on in; `titles` are of the stories that changed and still stand.
    """

    events: Sequence[StoryEventRow]
    stories: Mapping[str, tuple[int, str]]
    merged: Mapping[str, str]
    titles: Mapping[str, str]


# Of new articles in the order of the log, and earlier ones with their stories.
Cluster = Callable[[Sequence[Profiled], Sequence[Profiled]], Clustered]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far an article looks: so many days to each side, so many articles of one day that share a word with it.

    `met` says for each time by which articles are found, by which they find others.
    """

    days: int
    of_a_key: int
    met: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Stories:
    """The relation."""

    cluster: Cluster
    reach: Reach
    name: str = "stories"
    tables: tuple[str, ...] = ("ops.story_members", "ops.story_titles", "story_events")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Puts aside the articles that wait, and those of the stories they may belong to."""
        connection.execute(_SQL["1_fresh"])
        met = [{"by": by, "met": other} for by, others in self.reach.met.items() for other in others]
        connection.execute(_SQL["2_wanted"], {"days": self.reach.days, "met": as_json(met)})
        connection.execute(_SQL["3_near"], {"of_a_key": self.reach.of_a_key})
        connection.execute(_SQL["4_placed"], {"days": self.reach.days})

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Places them, in the order of the log."""
        fresh = [Profiled(*row) for row in connection.execute("from story_fresh order by ordinal").fetchall()]
        placed = [Profiled(*row) for row in connection.execute("from story_placed order by ordinal").fetchall()]
        told = self.cluster(fresh, placed)
        rows: dict[str, Sequence[object]] = {
            "5_events": told.events,
            "5_members": [
                {"article_id": article_id, "ordinal": ordinal, "story_id": story_id}
                for article_id, (ordinal, story_id) in told.stories.items()
            ],
            "5_merged": [{"story_id": story_id, "into_id": into_id} for story_id, into_id in told.merged.items()],
            "5_titles": [{"story_id": story_id, "title": title} for story_id, title in told.titles.items()],
        }
        for name, values in rows.items():
            connection.execute(_SQL[name], {"rows": as_json(values)})

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes what was told."""
        for name in ("6_merge", "7_move", "8_join", "9_titles_old", "9_titles_new", "9_events"):
            connection.execute(_SQL[name])


_SQL = {found.name: found.sql for found in statements("stories")}
