"""The command line: ingest, sql, doctor. Thin: reads arguments, calls flows and the warehouse.

Nothing heavy is imported until a command needs it: `dateline --help` must answer at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

# The other commands are added to `main` by being imported.
from flows.cli import archive as cli_archive  # noqa: F401
from flows.cli import entities as cli_entity  # noqa: F401
from flows.cli import feeds as cli_feeds  # noqa: F401
from flows.cli import names as cli_names  # noqa: F401
from flows.cli import stories as cli_stories  # noqa: F401
from flows.cli import versions as cli_versions  # noqa: F401
from flows.cli.commands import command, main, verbatim

if TYPE_CHECKING:
    from flows.runtime.settings import Settings

FORMATS = ("table", "csv", "json", "jsonl", "parquet")


@command(
    main,
    "ingest",
    epilog=verbatim(
        "Examples:",
        "dateline ingest",
        "dateline ingest clips/ 'exports/*.jsonl.gz'",
        "dateline ingest https://news.example/rss.xml",
    ),
)
@click.argument("what", nargs=-1, metavar="[PATH|URL ...]")
@click.option(
    "--pages/--no-pages",
    default=None,
    help="Fetch the pages that a feed links to, or load what the feed holds. Without either: fetch for feeds that are "
    "given by their address, not for files.",
)
def ingest(what: tuple[str, ...], pages: bool | None) -> None:  # noqa: FBT001
    """Load files, folders, globs and addresses, once; without arguments, the seed documents.

    Reads .txt (one article), .html and .htm (one page), .jsonl and .jsonl.gz (a document a line), feeds (.xml, .rss,
    .atom, .rdf, .json), web archives (.warc, .warc.gz), and addresses of pages and feeds. What is known and unchanged
    stays; what changed becomes a new version; what is no article is written down in ops.rejects with the
    reason.
    """
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    raise SystemExit(_ingest(list(what) or [str(_seeds())], settings, pages))


@command(
    main,
    "sql",
    epilog=verbatim(
        "Examples:",
        'dateline sql "select name, mention_count from entities order by all desc"',
        'dateline sql "from articles" --format parquet -o articles.parquet',
        "dateline sql --named people",
    ),
)
@click.argument("query", required=False)
@click.option("--named", "-n", metavar="NAME", help="Run a query that comes with Dateline; --list names them.")
@click.option("--list", "listed", is_flag=True, help="List the queries that come with Dateline.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Format of rows."
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
def sql(query: str | None, named: str | None, listed: bool, form: str, output: Path | None) -> None:  # noqa: FBT001
    """Run SQL on the published copy of the database; without a query, an interactive shell."""
    from flows.cli import shell  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    if sum((query is not None, named is not None, listed)) > 1:
        raise click.UsageError("give one of QUERY, --named and --list")
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output FILE")
    if listed:
        shell.list_named()
        return
    settings = read_settings()
    if query is None and named is None:
        shell.converse(settings.home, form)
        return
    shell.answer(settings.home, query, named, form, output)


@command(
    main,
    "doctor",
    epilog=verbatim("Example:", "dateline doctor"),
)
def doctor() -> None:
    """Check the installation, the models, the data directory and the warehouse."""
    from flows.cli.doctor import examine  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    findings = examine(read_settings())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.what}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


def _ingest(arguments: list[str], settings: Settings, pages: bool | None) -> int:  # noqa: FBT001
    from flows.cli.session import finish, session  # noqa: PLC0415

    with session(settings, "ingest") as (workers, progress):
        from flows.ingest import ingest as run  # noqa: PLC0415
        from tasks.inputs.files import count  # noqa: PLC0415

        progress.total(count(arguments))
        report = run(arguments, settings, workers, progress, pages=pages)
    return finish(report, settings)


def _seeds() -> Path:
    """`seeds/` here, or else the one that came with the program."""
    here = Path("seeds")
    return here if here.is_dir() else Path(__file__).resolve().parents[2] / "seeds"


if __name__ == "__main__":
    sys.exit(main())
