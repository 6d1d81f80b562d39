"""Commands about what is archived: backfill, reprocess, verify. Thin."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from flows.cli.commands import Failure, command, main, verbatim
from flows.runtime.clock import utc_now


class Moment(click.ParamType[datetime]):
    """A day or an ISO 8601 time, in UTC unless it says otherwise."""

    name = "DAY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time; a usage error for what is none."""
        try:
            at = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day (2026-11-22) and no ISO 8601 time", param, ctx)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


@command(
    main,
    "backfill",
    epilog=verbatim(
        "Examples:",
        "dateline backfill exports/ --dry-run",
        "dateline backfill 'cc-news/*.warc.gz' --since 2026-03-01 --until 2026-04-01",
        "dateline backfill --list files.txt",
        "dateline backfill --sitemap https://news.example/sitemap.xml --since 2026-11-01",
    ),
)
@click.argument("what", nargs=-1, metavar="[PATH ...]")
@click.option(
    "--list", "listed", type=click.Path(dir_okay=False, path_type=Path), help="A file that names inputs, one a line."
)
@click.option("--sitemap", "sitemaps", multiple=True, metavar="URL", help="A sitemap whose pages to load; repeatable.")
@click.option("--since", type=Moment(), help="Only what was published at or after this day.")
@click.option("--until", type=Moment(), help="Only what was published before this day.")
@click.option("--source", metavar="OUTLET", help="Only this outlet, by name or domain.")
@click.option("--dry-run", is_flag=True, help="Say how many documents from where, and load nothing.")
def backfill(  # noqa: PLR0917 -- click hands options over by name
    what: tuple[str, ...],
    listed: Path | None,
    sitemaps: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    source: str | None,
    dry_run: bool,  # noqa: FBT001
) -> None:
    """Load much, once; run the same command again to go on after an interruption.

    Reads what ingest reads, and sitemaps. What was loaded before is passed over. What --since, --until and --source
    cannot judge before it is read (a page in a folder, say) is loaded.
    """
    from flows.runtime.settings import read_settings  # noqa: PLC0415
    from tasks.inputs.backfill_filter import Wanted  # noqa: PLC0415

    arguments = [*what, *(_lines(listed) if listed else [])]
    if not arguments and not sitemaps:
        raise click.UsageError("give a PATH, --list FILE or --sitemap URL")
    settings = read_settings()
    wanted = Wanted(since=since, until=until, source=source)
    if dry_run:
        from flows.cli.console import show_plan  # noqa: PLC0415
        from flows.load.backfill_plan import plan  # noqa: PLC0415

        show_plan(plan(arguments, settings, wanted=wanted, now=utc_now()))
        for sitemap in sitemaps:
            click.echo(f"not counted: {sitemap} (its pages are listed when it is fetched)")
        return
    from flows.cli.session import finish, session  # noqa: PLC0415

    with session(settings, "backfill") as (workers, progress):
        from flows.backfill import backfill as run  # noqa: PLC0415
        from tasks.inputs.files import count  # noqa: PLC0415

        progress.total(None if sitemaps else count(arguments))
        report = run(arguments, sitemaps, settings, workers, progress, wanted=wanted)
    raise SystemExit(finish(report, settings))


@command(
    main,
    "reprocess",
    epilog=verbatim("Examples:", "dateline reprocess", "dateline reprocess --source example.com --since 2026-11-01"),
)
@click.option("--source", metavar="OUTLET", help="Only articles of this outlet, by name or domain.")
@click.option("--since", type=Moment(), help="Only what was captured at or after this day.")
@click.option("--until", type=Moment(), help="Only what was captured before this day.")
@click.option("--extracted-by", metavar="VERSION", help="Only what this version read, such as 'dateline 0.1.0'.")
def reprocess(source: str | None, since: datetime | None, until: datetime | None, extracted_by: str | None) -> None:
    """Make articles anew from the archive with today's code, without the network; says what changed, by table."""
    from flows.cli.session import session  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    with session(settings, "reprocess") as (workers, progress):
        from flows.replay import reprocess as run  # noqa: PLC0415
        from warehouse.replay.reprocess import Selection  # noqa: PLC0415

        selection = Selection(source=source, since=since, until=until, extracted_by=extracted_by)
        differences = run(settings, workers, progress, selection=selection)
    from flows.cli.console import show_differences  # noqa: PLC0415

    show_differences(differences, "before", "after")


@command(main, "verify", epilog=verbatim("Example:", "dateline verify"))
def verify() -> None:
    """Replay the archive into a scratch database and compare every table with the published one."""
    from flows.cli.session import session  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    with session(settings, "verify") as (workers, progress):
        from flows.replay import verify as run  # noqa: PLC0415

        differences = run(settings, workers, progress)
    from flows.cli.console import show_differences  # noqa: PLC0415

    show_differences(differences, "published", "replayed")
    wrong = [difference.table for difference in differences if not difference.equal]
    if wrong:
        raise Failure(f"verify: the tables do not follow from the archive: {', '.join(wrong)} (dateline reprocess)")


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise Failure(f"list: {path}: not UTF-8 at byte {error.start}") from error
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
