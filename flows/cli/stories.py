"""The commands `story` and `search`. Terminal, database: they read the published copy."""

from datetime import UTC, datetime

import click

from flows.cli.commands import command
from flows.cli.console import show_search_results, show_story
from flows.queries import stories
from flows.runtime.settings import read_settings


@command("story", "dateline story 828e824dfe56", "dateline story https://herald.example/2026/03/02/dam")
@click.argument("story")
def story_command(story: str) -> None:
    """Show a story: its articles, sources and entities.

    Articles stand in the order of time, each with its outlet and the source that it cites or copies. STORY is an id or
    its beginning, also an id that the story had before it was merged with another, or the id or address of one of its
    articles.
    """
    show_story(stories.describe_story(story, read_settings()))


@command("search", "dateline search air defense", "dateline search '\"Caesar Act\" sanctions' --since 2020-07-01")
@click.argument("words", nargs=-1, required=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Articles of this day (UTC) or later.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="How many to show.")
def search_command(words: tuple[str, ...], since: datetime | None, limit: int) -> None:
    """Find articles that contain all the WORDS.

    A word also matches longer words that begin with it; words in quotation marks match as a phrase.
    """
    moment = since.replace(tzinfo=UTC) if since else None
    show_search_results(stories.search_articles(" ".join(words), read_settings(), since=moment, limit=limit))
