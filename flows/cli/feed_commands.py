"""The commands of `feeds`, which manage the watch list. Terminal, network, database."""

from pathlib import Path

import click

from flows.acquire import watch_list
from flows.cli.commands import command
from flows.cli.console import show_feed_checks, show_feeds
from flows.cli.lazy_group import CommandFailure
from flows.runtime.clock import utc_now
from flows.runtime.settings import read_settings

_PAGES = click.option(
    "--pages/--no-pages", default=True, show_default=True, help="Fetch the pages of entries, or load entries alone."
)


@command("add", "dateline feeds add news.example", "dateline feeds add https://news.example/rss.xml --no-pages")
@click.argument("address", metavar="SITE|FEED")
@click.option("--title", help="Title in the list; without it, the title that the feed states.")
@click.option("--folder", multiple=True, help="Folder of the list; repeat for folders within folders.")
@_PAGES
def add_command(*, address: str, title: str | None, folder: tuple[str, ...], pages: bool) -> None:
    """Watch a feed; for a site, the main feed that it announces."""
    added = watch_list.add_feed(address, read_settings(), title=title, folder=folder, pages=pages, clock=utc_now)
    state = "added" if added.is_new else "watched already"
    click.echo(f"{state}: {added.row.title or added.row.url}: {added.row.url} ({added.entries} entries)")
    for candidate in added.others[:10]:
        click.echo(f"  there is also: {candidate.title or ''} {candidate.url}")
    click.echo("next: dateline run")


@command("list", "dateline feeds list")
def list_command() -> None:
    """Show the watch list: status, next poll, entries a day."""
    show_feeds(watch_list.list_feeds(read_settings()))


@command("remove", "dateline feeds remove https://news.example/rss.xml")
@click.argument("feed", metavar="FEED")
def remove_command(feed: str) -> None:
    """Stop watching a feed (its address, or its id); its articles stay."""
    click.echo(f"removed: {watch_list.remove_feed(feed, read_settings(), clock=utc_now).url}")


@command("import", "dateline feeds import subscriptions.opml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_PAGES
def import_command(*, file: Path, pages: bool) -> None:
    """Watch every feed of an OPML file."""
    added, known, rejects = watch_list.import_opml(file.read_bytes(), read_settings(), pages=pages, clock=utc_now)
    click.echo(f"added {added}, watched already {known}, refused {len(rejects)}")
    for reject in rejects[:20]:
        click.echo(f"  {reject.reason}: {reject.detail}")
    click.echo("next: dateline run")


@command("export", "dateline feeds export -o subscriptions.opml")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
def export_command(output: Path | None) -> None:
    """Write the watch list as OPML."""
    body = watch_list.export_opml(read_settings(), clock=utc_now)
    if output:
        output.write_bytes(body)
    else:
        click.echo(body.decode())


@command("check", "dateline feeds check")
def check_command() -> None:
    """Poll every watched feed now and show its answer; changes nothing."""
    checks = watch_list.check_feeds(read_settings(), clock=utc_now)
    show_feed_checks(checks)
    if checks and all(check.kind != "updated" for check in checks):
        raise CommandFailure("feeds: none of the watched feeds can be read")
