"""The command `sql`: one query, or an interactive shell. Terminal, files, database."""

import cmd
import shutil
import sys
from pathlib import Path

import click

from flows.cli.commands import command
from flows.runtime.settings import read_settings
from warehouse.db import Format, draw, named_queries, named_query, reader, run_query, write
from warehouse.model.errors import WarehouseError

# Rows that a terminal shows of a result.
_SHOWN_ROWS = 40


@command(
    "sql",
    'dateline sql "select name, mention_count from entities order by all desc"',
    'dateline sql "from articles" --format parquet -o articles.parquet',
    "dateline sql --named people",
)
@click.argument("query", required=False)
@click.option("--named", "-n", metavar="NAME", help="Run a query that comes with Dateline; --list names them.")
@click.option("--list", "listed", is_flag=True, help="List the queries that come with Dateline.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *(str(form) for form in Format)]),
    default="table",
    show_default=True,
    help="Format of rows.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
def sql_command(*, query: str | None, named: str | None, listed: bool, form: str, output: Path | None) -> None:
    """Run SQL on the published copy of the database.

    Without a query, an interactive shell.
    """
    if sum((query is not None, named is not None, listed)) > 1:
        raise click.UsageError("give one of QUERY, --named and --list")
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output FILE")
    if listed:
        list_named()
    elif query is None and named is None:
        converse(read_settings().home, form)
    else:
        answer(read_settings().home, query, named, form, output)


def list_named() -> None:
    """Print the queries that come with Dateline, each with its question."""
    for query in named_queries():
        click.echo(f"{query.name:<14} {query.question}")


def answer(home: Path, query: str | None, named: str | None, form: str, output: Path | None) -> None:
    """Run one query and print or write its rows."""
    sql = named_query(named) if named is not None else query or ""
    with reader(home) as connection:
        result = run_query(connection, sql)
        if result is None:
            return
        if output is None and form == "table":
            click.echo(draw(result, width=_width(), rows=_SHOWN_ROWS if sys.stdout.isatty() else None))
        else:
            write(result, Format(form), output or sys.stdout.buffer)


def converse(home: Path, form: str) -> None:
    """A prompt where standard input is a terminal; else standard input is read as one script."""
    if not sys.stdin.isatty():
        answer(home, sys.stdin.read(), None, form, None)
        return
    _Shell(home, form).cmdloop("Ends a query with ';'. `.tables`, `.queries`, `.quit`.")


class _Shell(cmd.Cmd):
    """Reads queries until `.quit` or the end of input. Every query sees the newest published copy."""

    prompt = "dateline> "

    def __init__(self, home: Path, form: str) -> None:
        super().__init__()
        self._home = home
        self._form = form
        self._lines: list[str] = []

    def onecmd(self, line: str) -> bool:
        """One line: a dot command, or a part of a query."""
        if line == "EOF" or line.strip() in (".quit", ".exit"):
            click.echo()
            return True
        if not self._lines and line.strip() in (".tables", ".queries"):
            self._dot(line.strip())
            return False
        if line.strip() or self._lines:
            self._lines.append(line)
        if line.rstrip().endswith(";"):
            self._ask("\n".join(self._lines))
            self._lines = []
        self.prompt = "     ...> " if self._lines else "dateline> "
        return False

    def _dot(self, word: str) -> None:
        if word == ".queries":
            list_named()
        else:
            self._ask(
                "select schema_name || '.' || view_name as name, comment from duckdb_views() where not internal "
                "union all select schema_name || '.' || table_name, comment from duckdb_tables() order by name"
            )

    def _ask(self, query: str) -> None:
        try:
            answer(self._home, query, None, self._form, None)
        except WarehouseError as error:
            click.echo(str(error), err=True)


def _width() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
