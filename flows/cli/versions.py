"""The command `diff`. Terminal, database: it reads the published copy."""

import sys

import click

from flows.cli.commands import command
from flows.queries import versions
from flows.runtime.settings import read_settings
from tasks.revisions import SpanChange


@command(
    "diff",
    "dateline diff 1e216b02",
    "dateline diff https://news.example/2026/harbour --from 1",
    "dateline diff 1e216b02 --from 1 --to 3 | less",
)
@click.argument("article")
@click.option("--from", "old", type=int, metavar="VERSION", help="The earlier version; without it, the one before.")
@click.option("--to", "new", type=int, metavar="VERSION", help="The later version; without it, the last.")
def diff_command(article: str, old: int | None, new: int | None) -> None:
    """Show what changed between two versions of an article.

    ARTICLE is an id (articles.article_id), its beginning, or an address. In a terminal deleted words are red and added
    words green; elsewhere they are marked: [-deleted-], {+added+}. Paragraphs away from every change are only counted.
    """
    pair = versions.find_versions(article, read_settings(), old=old, new=new)
    for line in versions.render_diff(pair, _coloured if sys.stdout.isatty() else versions.mark_plainly):
        click.echo(line)


def _coloured(fate: SpanChange, words: str) -> str:
    return (
        click.style(words, fg="green") if fate is SpanChange.ADDED else click.style(words, fg="red", strikethrough=True)
    )
