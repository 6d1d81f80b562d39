"""The command line. Thin: reads arguments, calls flows and the warehouse, turns trouble into one line.

Nothing heavy is imported until a command needs it: `dateline --help` must answer at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from flows.settings import Settings

FORMATS = ("table", "csv", "json", "jsonl", "parquet")


def _verbatim(first: str, *lines: str) -> str:
    """Lines for the end of a help text, which click leaves as they are."""
    return "\n".join(("\b", first, *(f"  {line}" for line in lines)))


class Failure(click.ClickException):
    """Something that ends the command with one line on standard error and status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:  # noqa: ARG002 -- click's signature
        """Print the line."""
        click.echo(f"dateline: {self.message}", err=True)


def command(*arguments: Any, **options: Any) -> Callable[[Callable[..., None]], click.Command]:
    """A click command whose known trouble ends in one line."""

    def wrap(body: Callable[..., None]) -> click.Command:
        @wraps(body)
        def guarded(*args: Any, **kwargs: Any) -> None:
            from flows.server import ServerError  # noqa: PLC0415
            from flows.settings import SettingsError, settings_debug  # noqa: PLC0415
            from warehouse.errors import WarehouseError  # noqa: PLC0415

            try:
                body(*args, **kwargs)
            except (WarehouseError, SettingsError, ServerError) as error:
                raise Failure(str(error)) from error
            except OSError as error:
                raise Failure(f"{error.filename or 'system'}: {error.strerror or error}") from error
            except (click.ClickException, click.exceptions.Exit):
                raise
            except Exception as error:
                if settings_debug():
                    raise
                line = " ".join(str(error).split())
                raise Failure(
                    f"unexpected: {type(error).__name__}: {line} (DATELINE_DEBUG=true shows where)"
                ) from error

        made: click.Command = main.command(*arguments, **options)(guarded)
        return made

    return wrap


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_verbatim(
        "Examples:",
        "dateline ingest             load the seed documents",
        "dateline ingest ~/clips     load a folder",
        'dateline sql "from articles select title, published_at"',
    ),
)
@click.version_option(package_name="dateline", prog_name="dateline")
def main() -> None:
    """News into SQL: every row points at the words it came from."""


@command(
    "ingest",
    epilog=_verbatim("Examples:", "dateline ingest", "dateline ingest clips/ 'exports/*.jsonl.gz'"),
)
@click.argument("what", nargs=-1, metavar="[PATH ...]")
def ingest(what: tuple[str, ...]) -> None:
    """Load files, folders and globs, once; without arguments, the seed documents.

    Reads .txt (one article), .html and .htm (one page), .jsonl and .jsonl.gz (a document a line). What is known and
    unchanged stays; what changed becomes a new version; what is no article is written down in ops.rejects with the
    reason.
    """
    from flows.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    raise SystemExit(_ingest(list(what) or [str(_seeds())], settings))


@command(
    "sql",
    epilog=_verbatim(
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
    from flows import shell  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415

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
    "doctor",
    epilog=_verbatim("Example:", "dateline doctor"),
)
def doctor() -> None:
    """Check the installation, the models, the data directory and the warehouse."""
    from flows.doctor import examine  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415

    findings = examine(read_settings())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.what}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


def _ingest(arguments: list[str], settings: Settings) -> int:
    from flows.memory import collect_seldom  # noqa: PLC0415
    from flows.server import start_server  # noqa: PLC0415

    # The server starts, a worker loads the models, and this process imports Prefect, all at the same time.
    collect_seldom()
    server = start_server(settings.home)
    from flows.workers import Workers  # noqa: PLC0415

    workers = Workers(
        count=settings.workers,
        models=settings.models,
        limits=settings.limits,
        deadline_seconds=settings.deadline_seconds,
    )
    with workers:
        warm = workers.warm_up()
        from flows.console import SHOWN_REJECTS, progress_bar, show_report  # noqa: PLC0415
        from flows.ingest import ingest as run  # noqa: PLC0415
        from tasks.read import count  # noqa: PLC0415
        from warehouse.connect import reader  # noqa: PLC0415
        from warehouse.runs import rejects_of  # noqa: PLC0415

        if trouble := warm.result():
            raise Failure(trouble)
        server.wait()
        with progress_bar(count(arguments)) as progress:
            report = run(arguments, settings, workers, progress)
    if report.error:
        raise Failure(report.error)
    with reader(settings.home) as connection:
        rejects = rejects_of(connection, report.run_id, limit=SHOWN_REJECTS)
    show_report(report, rejects)
    return 0 if report.loaded.documents else 1


def _seeds() -> Path:
    """`seeds/` here, or else the one that came with the program."""
    here = Path("seeds")
    return here if here.is_dir() else Path(__file__).resolve().parent.parent / "seeds"


if __name__ == "__main__":
    sys.exit(main())
