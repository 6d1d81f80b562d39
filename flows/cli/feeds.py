"""Commands about feeds: the watch list, run, recheck, maintain, schedule. Thin."""

from __future__ import annotations

from pathlib import Path

import click

from flows.cli.commands import Failure, command, main, verbatim


@main.group(
    "feeds",
    epilog=verbatim(
        "Examples:",
        "dateline feeds add news.example",
        "dateline feeds import subscriptions.opml",
        "dateline feeds list",
    ),
)
def feeds() -> None:
    """The watch list: which feeds are polled."""


_PAGES = click.option(
    "--pages/--no-pages", default=True, show_default=True, help="Fetch the pages of entries, or load entries alone."
)


@command(
    feeds,
    "add",
    epilog=verbatim(
        "Examples:", "dateline feeds add news.example", "dateline feeds add https://news.example/rss.xml --no-pages"
    ),
)
@click.argument("address", metavar="SITE|FEED")
@click.option("--title", help="What to call it; else what it calls itself.")
@click.option("--folder", multiple=True, help="Folder of the list; repeat for folders within folders.")
@_PAGES
def add(address: str, title: str | None, folder: tuple[str, ...], pages: bool) -> None:  # noqa: FBT001
    """Watch a feed; for a site, the main feed that it announces."""
    from flows.acquire import watch_list  # noqa: PLC0415
    from flows.runtime.clock import utc_now  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    added = watch_list.add(address, read_settings(), title=title, folder=folder, pages=pages, clock=utc_now)
    state = "added" if added.fresh else "watched already"
    click.echo(f"{state}: {added.row.title or added.row.url}: {added.row.url} ({added.entries} entries)")
    for other in added.others[:10]:
        click.echo(f"  there is also: {other.title or ''} {other.url}")
    click.echo("next: dateline run")


@command(feeds, "list", epilog=verbatim("Example:", "dateline feeds list"))
def list_() -> None:
    """Show the watch list: status, when next, how often it speaks."""
    from flows.acquire import watch_list  # noqa: PLC0415
    from flows.cli.console import show_feeds  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    show_feeds(watch_list.listed(read_settings()))


@command(feeds, "remove", epilog=verbatim("Example:", "dateline feeds remove https://news.example/rss.xml"))
@click.argument("feed", metavar="FEED")
def remove(feed: str) -> None:
    """Stop watching a feed (its address, or its id); its articles stay."""
    from flows.acquire import watch_list  # noqa: PLC0415
    from flows.runtime.clock import utc_now  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    click.echo(f"removed: {watch_list.remove(feed, read_settings(), clock=utc_now).url}")


@command(feeds, "import", epilog=verbatim("Example:", "dateline feeds import subscriptions.opml"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_PAGES
def import_(file: Path, pages: bool) -> None:  # noqa: FBT001
    """Watch every feed of an OPML file."""
    from flows.acquire import watch_list  # noqa: PLC0415
    from flows.runtime.clock import utc_now  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    fresh, known, rejects = watch_list.import_opml(file.read_bytes(), read_settings(), pages=pages, clock=utc_now)
    click.echo(f"added {fresh}, watched already {known}, refused {len(rejects)}")
    for reject in rejects[:20]:
        click.echo(f"  {reject.reason}: {reject.detail}")
    click.echo("next: dateline run")


@command(feeds, "export", epilog=verbatim("Example:", "dateline feeds export -o subscriptions.opml"))
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
def export(output: Path | None) -> None:
    """Write the watch list as OPML."""
    from flows.acquire import watch_list  # noqa: PLC0415
    from flows.runtime.clock import utc_now  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    body = watch_list.export_opml(read_settings(), clock=utc_now)
    if output:
        output.write_bytes(body)
    else:
        click.echo(body.decode())


@command(feeds, "check", epilog=verbatim("Example:", "dateline feeds check"))
def check() -> None:
    """Ask every watched feed now and show what it answers; changes nothing."""
    from flows.acquire import watch_list  # noqa: PLC0415
    from flows.cli.console import show_checked  # noqa: PLC0415
    from flows.runtime.clock import utc_now  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    checked = watch_list.check(read_settings(), clock=utc_now)
    show_checked(checked)
    if checked and all(one.kind != "updated" for one in checked):
        raise Failure("feeds: none of the watched feeds can be read")


def _watch(name: str) -> None:
    from flows.cli.session import finish, session  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    with session(settings, name) as (workers, progress):
        from flows import watch  # noqa: PLC0415

        report = getattr(watch, name)(settings, workers, progress)
    raise SystemExit(finish(report, settings))


@command(main, "run", epilog=verbatim("Example:", "dateline run"))
def run() -> None:
    """Poll the feeds that are due, once: load their new entries, with their pages."""
    _watch("run")


@command(main, "recheck", epilog=verbatim("Example:", "dateline recheck"))
def recheck() -> None:
    """Fetch again the pages that are due: those that could not be had, and those that may have been edited."""
    _watch("recheck")


@command(main, "maintain", epilog=verbatim("Example:", "dateline maintain"))
def maintain() -> None:
    """Compact the database and remove what DATELINE_RETENTION_DAYS lets go."""
    _watch("maintain")


@command(main, "schedule", epilog=verbatim("Example:", "DATELINE_RUN_SECONDS=60 dateline schedule"))
def schedule() -> None:
    """Run, recheck and maintain at their intervals until stopped (Ctrl-C).

    Intervals are settings: DATELINE_RUN_SECONDS, DATELINE_RECHECK_SECONDS, DATELINE_MAINTAIN_SECONDS.
    """
    from flows.runtime.server import start_server  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    server = start_server(settings.home, scheduling=True)
    from flows.deployments import serve_all  # noqa: PLC0415

    server.wait()
    click.echo(f"polling every {settings.run_seconds:g} s; stop with Ctrl-C")
    serve_all(settings)
