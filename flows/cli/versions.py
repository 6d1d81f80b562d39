"""The command that shows what became of an article. Thin."""

from __future__ import annotations

import sys

import click

from flows.cli.commands import command, main, verbatim


@command(
    main,
    "diff",
    epilog=verbatim(
        "Examples:",
        "dateline diff 1e216b02",
        "dateline diff https://news.example/2026/harbour --from 1",
        "dateline diff 1e216b02 --from 1 --to 3 | less",
    ),
)
@click.argument("article")
@click.option("--from", "old", type=int, metavar="VERSION", help="The earlier version; without it, the one before.")
@click.option("--to", "new", type=int, metavar="VERSION", help="The later version; without it, the last.")
def diff(article: str, old: int | None, new: int | None) -> None:
    """Show what changed between two versions of an article, word by word.

    ARTICLE is an id (articles.article_id), its beginning, or an address. In a terminal what went is red and what came
    green; elsewhere they are marked: [-went-], {+came+}. Paragraphs away from every change are only counted.
    """
    from flows.queries import versions  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    found = versions.find(article, read_settings(), old=old, new=new)
    for line in versions.lines(found, _coloured if sys.stdout.isatty() else versions.plain):
        click.echo(line)


def _coloured(fate: object, words: str) -> str:
    from tasks.revisions.word_diff import Fate  # noqa: PLC0415

    return click.style(words, fg="green") if fate is Fate.ADDED else click.style(words, fg="red", strikethrough=True)
