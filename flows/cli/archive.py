"""The commands that load and replay much: backfill, reprocess, verify. Terminal, flows."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from flows.cli.columns import map_option
from flows.cli.commands import command
from flows.cli.console import show_differences, show_plan
from flows.cli.lazy_group import CommandFailure
from flows.cli.session import run_flow, run_loading_flow
from flows.load.backfill_plan import plan_backfill
from flows.runtime.clock import utc_now
from flows.runtime.errors import TablesDiffer
from flows.runtime.settings import read_settings
from tasks.inputs import BackfillFilter, count_inputs


class _Moment(click.ParamType[datetime]):
    """A day or an ISO 8601 time, in UTC unless it says otherwise."""

    name = "DAY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time in UTC; a usage error where the value is none."""
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day (2026-11-22) and no ISO 8601 time", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@command(
    "backfill",
    "dateline backfill exports/ --dry-run",
    "dateline backfill 'cc-news/*.warc.gz' --since 2026-03-01 --until 2026-04-01",
    "dateline backfill --list files.txt",
    "dateline backfill media-cloud.csv --pages",
    "dateline backfill --sitemap https://news.example/sitemap.xml --since 2026-11-01",
)
@click.argument("inputs", nargs=-1, metavar="[PATH ...]")
@click.option(
    "--list", "listed", type=click.Path(dir_okay=False, path_type=Path), help="A file that names inputs, one a line."
)
@click.option("--sitemap", "sitemaps", multiple=True, metavar="URL", help="A sitemap whose pages to load; repeatable.")
@click.option("--since", type=_Moment(), help="Only what was published at or after this day.")
@click.option("--until", type=_Moment(), help="Only what was published before this day.")
@click.option("--source", metavar="OUTLET", help="Only this outlet, by name or domain.")
@click.option("--pages", is_flag=True, help="Fetch the pages of lists: of rows with an address and without a text.")
@map_option
@click.option("--dry-run", is_flag=True, help="Say how many documents from where, and load nothing.")
def backfill_command(
    *,
    inputs: tuple[str, ...],
    listed: Path | None,
    sitemaps: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    source: str | None,
    pages: bool,
    columns: dict[str, str],
    dry_run: bool,
) -> None:
    """Load a large collection; repeat the command to resume.

    Reads the files that ingest reads (docs/inputs.md), and sitemaps. Documents that were loaded before are passed
    over. A document whose date or outlet is not known before it is read (a page in a folder, say) is loaded whatever
    --since, --until and --source say.
    """
    arguments = [*inputs, *(_lines(listed) if listed else [])]
    if not arguments and not sitemaps:
        raise click.UsageError("give a PATH, --list FILE or --sitemap URL")
    settings = read_settings()
    if dry_run:
        backfill_filter = BackfillFilter(since=since, until=until, source=source)
        plan = plan_backfill(arguments, settings, backfill_filter=backfill_filter, now=utc_now(), columns=columns)
        show_plan(plan)
        for sitemap in sitemaps:
            click.echo(f"not counted: {sitemap} (its pages are listed when it is fetched)")
        return
    parameters = {"paths": arguments, "sitemaps": list(sitemaps), "since": since, "until": until, "source": source}
    options = {"pages": pages, "columns": columns}
    documents = (lambda: None) if sitemaps else partial(count_inputs, arguments)
    raise SystemExit(run_loading_flow("flows.loading:backfill", settings, parameters | options, documents=documents))


@command("reprocess", "dateline reprocess", "dateline reprocess --source example.com --since 2026-11-01")
@click.option("--source", metavar="OUTLET", help="Only articles of this outlet, by name or domain.")
@click.option("--since", type=_Moment(), help="Only what was captured at or after this day.")
@click.option("--until", type=_Moment(), help="Only what was captured before this day.")
@click.option("--extracted-by", metavar="VERSION", help="Only what this version read, such as 'dateline 0.1.0'.")
def reprocess_command(
    source: str | None, since: datetime | None, until: datetime | None, extracted_by: str | None
) -> None:
    """Make articles anew from the archive with today's code.

    Needs no network; shows what changed, by table.
    """
    parameters = {"source": source, "since": since, "until": until, "extracted_by": extracted_by}
    differences = run_flow("flows.replay:reprocess", read_settings(), parameters)
    show_differences(differences, "before", "after")


@command("verify", "dateline verify")
def verify_command() -> None:
    """Replay the archive and compare every table with the published one.

    The replay goes into a scratch database; nothing is changed.
    """
    try:
        show_differences(run_flow("flows.replay:verify", read_settings()), "published", "replayed")
    except TablesDiffer as error:
        show_differences(error.differences, "published", "replayed")
        raise CommandFailure(str(error)) from error


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CommandFailure(f"list: {path}: not UTF-8 at byte {error.start}") from error
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
