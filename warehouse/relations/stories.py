"""Clusters articles into stories: a relation over the profiles of articles (`story_profiles`).

Database. The warehouse finds candidate stories by terms that articles share within some days; the story of each
article, and what it changes for others, is decided by `cluster_articles`, a pure function. Changes are stored
as events.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.db import run_statements
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
        run_statements(connection, "stories", "new_articles")
        run_statements(connection, "stories", "searched_keys", days=search.days, times=as_json(times))
        run_statements(connection, "stories", "candidates", articles_per_key=search.articles_per_key)
        run_statements(connection, "stories", "clustered_articles", days=search.days)
        declare_rows(
            connection,
            stories_events="story_events",
            stories_members="ops.story_members",
            stories_titles="ops.story_titles",
        )
        run_statements(connection, "stories", "merges")

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Clusters the articles, in the order of the log."""
        result = self.cluster_articles(
            fetch_records(connection, "from stories_new order by ordinal", StoredProfile),
            fetch_records(connection, "from stories_clustered order by ordinal", StoredProfile),
        )
        fill_rows(connection, "stories_events", result.events)
        fill_rows(connection, "stories_members", result.members)
        titles = ({"story_id": story, "title": title} for story, title in result.titles.items())
        fill_rows(connection, "stories_titles", titles)
        merges = ({"story_id": story, "into_id": into} for story, into in result.merges.items())
        fill_rows(connection, "stories_merges", merges)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes the changes."""
        run_statements(connection, "stories", "merge_stories", "move_members", "insert_members", "delete_titles")
        insert_rows(connection, "stories_titles", into="ops.story_titles")
        insert_rows(connection, "stories_events", into="story_events")
