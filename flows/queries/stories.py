"""Looks stories and articles up in the published copy.

Database: reads only. No Prefect.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection

from flows.queries.entities import query_rows
from flows.runtime.settings import Settings
from warehouse.db import reader
from warehouse.model.errors import BadQuery

# A shorter beginning of an id matches too many.
_LEAST_ID = 4
_NAMED = 5


class NoSuchStory(BadQuery):
    """Nothing is known by that id, or too much."""

    trouble = "story"


class NoWords(BadQuery):
    """There is nothing to search for."""

    trouble = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """A story and what is known of it, as rows to print."""

    story: dict[str, Any]
    reports: list[dict[str, Any]]
    people: list[dict[str, Any]]
    history: list[dict[str, Any]]


def describe_story(story: str, settings: Settings) -> StoryReport:
    """What is known of a story, by its id, one it had before it was merged, or an article. Raises `NoSuchStory`."""
    with reader(settings.home) as connection:
        story_id = _story_id(connection, story)
        parts = {
            part: query_rows(connection, "story", part, {"story": story_id})
            for part in ("story", "reports", "people", "history")
        }
        return StoryReport(story=parts.pop("story")[0], **parts)


def search_articles(words: str, settings: Settings, *, since: datetime | None, limit: int) -> list[dict[str, Any]]:
    """Articles that hold all the words, or words beginning so; what stands in quotation marks, as it stands.

    Raises `NoWords`.
    """
    wanted = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', words)]
    patterns = [_pattern(phrase) for phrase in wanted if any(map(str.isalnum, phrase))]
    if not patterns:
        raise NoWords(words, "no word to look for")
    with reader(settings.home) as connection:
        parameters = {"patterns": json.dumps(patterns), "first": patterns[0], "since": since, "limit": limit}
        return query_rows(connection, "search", "articles", parameters)


def _pattern(words: str) -> str:
    """A regular expression of RE2: without case, from the beginning of a word, any space between words."""
    escaped = r"\s+".join(re.sub(r"([^\w])", r"\\\1", word) for word in words.split())
    return rf"(?i)(?:^|[^\pL\pN]){escaped}"


def _story_id(connection: DuckDBPyConnection, story: str) -> str:
    if len(story) < _LEAST_ID:
        raise NoSuchStory(story, f"an id, or its first {_LEAST_ID} characters or more, is needed")
    stories = [row["story_id"] for row in query_rows(connection, "story", "matching", {"story": story})]
    if len(stories) == 1:
        return str(stories[0])
    if not stories:
        raise NoSuchStory(story, "no story or article of that id or address; try: dateline search WORDS")
    raise NoSuchStory(story, f"means several: {', '.join(stories[:_NAMED])}{' …' if len(stories) > _NAMED else ''}")
