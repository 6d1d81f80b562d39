"""Clusters articles into stories: a relation over the profiles of articles (`story_profiles`).

Database. The warehouse finds candidate stories by terms that articles share within some days; the story of each
article, and what it changes for others, is decided by `cluster_articles`, a pure function. Changes are stored
as events.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.db import statement
from warehouse.model.records import as_json
from warehouse.model.relation_records import ClusteringResult, StoredProfile
from warehouse.relations.base import declare_rows, fetch_records, fill_rows, insert_rows

# Of new articles in the order of the log, and earlier ones with their stories.
ClusterArticles = Callable[[Sequence[StoredProfile], Sequence[StoredProfile]], ClusteringResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRange:
    """Which earlier articles are candidates: so many days before and after, so many articles of a day and key.

    `matching_times` has, for each kind of time under which an article is stored, the kinds that it is compared with.
    """

    days: int
    articles_per_key: int
    matching_times: Mapping[Any, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The relation."""

    cluster_articles: ClusterArticles
    search_range: SearchRange
    name: str = "stories"
    tables: tuple[str, ...] = ("ops.story_members", "ops.story_titles", "story_events")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Reads the articles that wait, and those of the candidate stories."""
        search = self.search_range
        times = [{"by": by, "matching": other} for by, others in search.matching_times.items() for other in others]
        connection.execute(_sql("new_articles"))
        connection.execute(_sql("searched_keys"), {"days": search.days, "times": as_json(times)})
        connection.execute(_sql("candidates"), {"articles_per_key": search.articles_per_key})
        connection.execute(_sql("clustered_articles"), {"days": search.days})
        declare_rows(connection, "stories_events", like="story_events")
        declare_rows(connection, "stories_members", like="ops.story_members")
        declare_rows(connection, "stories_titles", like="ops.story_titles")
        connection.execute(_sql("merges"))

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Clusters the articles, in the order of the log."""
        result = self.cluster_articles(
            fetch_records(connection, "from stories_new order by ordinal", StoredProfile),
            fetch_records(connection, "from stories_clustered order by ordinal", StoredProfile),
        )
        fill_rows(connection, "stories_events", result.events)
        fill_rows(connection, "stories_members", result.members)
        fill_rows(connection, "stories_titles", result.titles)
        fill_rows(connection, "stories_merges", result.merges)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes the changes."""
        for name in ("merge_stories", "move_members", "insert_members", "delete_titles"):
            connection.execute(_sql(name))
        insert_rows(connection, "stories_titles", into="ops.story_titles")
        insert_rows(connection, "stories_events", into="story_events")


def _sql(name: str) -> str:
    return statement("stories", name).sql
