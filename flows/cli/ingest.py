"""The command `ingest`: loads what a user gives. Terminal, flows."""

from functools import partial
from pathlib import Path

import click

from flows.cli.columns import map_option
from flows.cli.commands import command
from flows.cli.session import run_loading_flow
from flows.runtime.data_directory import find_checkout
from flows.runtime.settings import read_settings
from tasks.inputs import count_inputs


@command(
    "ingest",
    "dateline ingest",
    "dateline ingest clips/ 'exports/*.jsonl.gz'",
    "dateline ingest export.csv --map title=headline",
    "dateline ingest https://news.example/rss.xml",
)
@click.argument("inputs", nargs=-1, metavar="[PATH|URL ...]")
@click.option(
    "--pages/--no-pages",
    default=None,
    help="Fetch the pages that feeds link to and lists name, or load what they hold. Without either: fetch for feeds "
    "that are given by their address, not for files.",
)
@map_option
def ingest_command(*, inputs: tuple[str, ...], pages: bool | None, columns: dict[str, str]) -> None:
    """Load files, folders, globs and addresses, once.

    Without arguments, the seed documents are loaded.

    Reads .txt (one article), .html and .htm (one page), .jsonl and .jsonl.gz (a document a line), .csv and .tsv, also
    with .gz (a document a row), feeds (.xml, .rss, .atom, .rdf, .json), lists of articles of Media Cloud, GDELT and
    Event Registry (.csv, .json), web archives (.warc, .warc.gz), .zip archives of these, and addresses of pages and
    feeds. docs/inputs.md describes each. A document that is known and unchanged is counted only; a changed one becomes
    a new version; one that is no article is recorded in ops.rejects with the reason.
    """
    settings = read_settings()
    arguments = list(inputs) or [str(_seeds())]
    parameters = {"paths": arguments, "pages": pages, "columns": columns}
    documents = partial(count_inputs, arguments)
    raise SystemExit(run_loading_flow("flows.loading:ingest", settings, parameters, documents=documents))


def _seeds() -> Path:
    """`seeds/` of the checkout, or else the one that came with the program; never a folder `seeds/` of the user's."""
    return (find_checkout(Path.cwd()) or Path(__file__).resolve().parents[2]) / "seeds"
