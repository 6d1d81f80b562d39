"""Computes the profiles of articles for clustering into stories: a relation that reads each article once.

Database. The weight of a term follows from the articles before it in the log, so profiles are computed in that order;
the next relation (`stories`) clusters them. A profile is computed by `profile_articles`, a pure function.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.db import run_statements, statement
from warehouse.model.records import as_json
from warehouse.model.relation_records import StoryArticle, StoryProfileRow, TermCount
from warehouse.relations.base import declare_rows, fetch_records, fill_rows

# The counts of those of these terms that are known.
FindCounts = Callable[[Sequence[str]], Sequence[TermCount]]
# Of articles in the order of the log, the number of articles before them, and the counts of terms then: their profiles,
# and the counts that they raised.
ProfileArticles = Callable[
    [Sequence[StoryArticle], int, FindCounts], tuple[Sequence[StoryProfileRow], Sequence[TermCount]]
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryProfiles:
    """The relation. After `half_life` articles a count is worth half; below `least_count` it counts as nothing."""

    profile_articles: ProfileArticles
    half_life: int
    least_count: float
    name: str = "story_profiles"
    tables: tuple[str, ...] = ("ops.story_profiles", "ops.story_keys", "ops.story_counts")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Reads the articles that wait and the counts of terms."""
        run_statements(connection, "story_profiles", "articles", "known_counts", "earlier_articles")
        declare_rows(connection, story_profiles_counts="ops.story_counts")

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Computes the profiles, in the order of the log."""

        def find_counts(terms: Sequence[str]) -> list[TermCount]:
            run_statements(connection, "story_profiles", "asked_terms", terms=as_json(terms))
            return fetch_records(connection, statement("story_profiles", "asked_counts").sql, TermCount)

        ((earlier,),) = connection.execute("from story_profiles_earlier").fetchall()
        profiles, counts = self.profile_articles(_read_articles(connection), earlier, find_counts)
        run_statements(connection, "story_profiles", "profiles", rows=as_json(profiles))
        fill_rows(connection, "story_profiles_counts", counts)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Adds the profiles, and removes the counts of terms that did not occur for long."""
        run_statements(connection, "story_profiles", "insert_profiles", "insert_keys", "merge_counts")
        limits = {"half_life": self.half_life, "least_count": self.least_count}
        run_statements(connection, "story_profiles", "delete_counts", **limits)


def _read_articles(connection: duckdb.DuckDBPyConnection) -> list[StoryArticle]:
    cursor = connection.execute("select * exclude (place) from story_profiles_articles order by place")
    columns = [column[0] for column in cursor.description]
    rows = (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
    counts = ("names", "places")
    return [StoryArticle(**row | {column: json.loads(row[column] or "{}") for column in counts}) for row in rows]
