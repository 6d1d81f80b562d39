"""Commands about stories and articles: what happened, told by whom. Thin."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from flows.cli.commands import command, main, verbatim


@command(
    main,
    "story",
    epilog=verbatim("Examples:", "dateline story 828e824dfe56", "dateline story https://herald.example/2026/03/02/dam"),
)
@click.argument("story")
def story(story: str) -> None:
    """Show a story: who told it when, from whom they have it, and whom it is about.

    STORY is an id or its beginning, also one that the story had before it was merged with another, or the id or address
    of one of its articles.
    """
    from flows.cli.console import show_story  # noqa: PLC0415
    from flows.queries import stories  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    show_story(stories.show(story, read_settings()))


@command(
    main,
    "search",
    epilog=verbatim(
        "Examples:", "dateline search air defense", "dateline search '\"Caesar Act\" sanctions' --since 2020-07-01"
    ),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Articles told on this day (UTC) or later.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="How many to show.")
def search(words: tuple[str, ...], since: datetime | None, limit: int) -> None:
    """Find articles that hold all the WORDS, or words that begin so; "words in quotation marks" as they stand."""
    from flows.cli.console import show_found  # noqa: PLC0415
    from flows.queries import stories  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    moment = since.replace(tzinfo=UTC) if since else None
    show_found(stories.search(" ".join(words), read_settings(), since=moment, limit=limit))
