"""The flows that load what a user gives: `ingest`, and `backfill` for large collections. Prefect."""

from datetime import datetime
from typing import Annotated

from prefect import flow
from pydantic import AfterValidator

from flows.acquire.backfill_inputs import describe_options, take_missing
from flows.acquire.ingest_inputs import describe_columns, name_inputs, take_inputs
from flows.load.report import RunReport
from flows.load.runs import open_run
from flows.runtime.clock import in_utc
from flows.runtime.prefect_runs import type_as_result
from tasks.inputs import BackfillFilter, explain_columns


def _check_columns(columns: dict[str, str]) -> dict[str, str]:
    if fault := explain_columns(columns):
        raise ValueError(fault)
    return columns


_Columns = Annotated[dict[str, str], AfterValidator(_check_columns)]


@flow(name="ingest", description="Load files, folders, globs and addresses, once.", persist_result=False)
def ingest(
    paths: list[str],
    pages: bool | None = None,  # noqa: FBT001 -- parameters of a flow have names
    columns: _Columns = {},  # noqa: B006 -- Prefect's form shows the default; it is not changed
) -> RunReport:
    """Load files, folders, globs and addresses, once; returns the report of the run.

    A document that fails becomes a reject, a row of `ops.rejects` with the reason. A run that could load nothing fails.

    Args:
        paths: Files, folders, globs, and addresses of pages and feeds, as the machine that runs the flow sees them.
        pages: Fetch the pages that feeds and lists name. Left out, they are fetched for feeds by address only.
        columns: Columns of tables and JSON lines by the field they hold, such as {"title": "headline"}.

    """
    parameters = {"paths": paths, "pages": pages, "columns": columns}
    arguments = [*paths, *describe_columns(columns)]
    with open_run("ingest", parameters, name=name_inputs("ingest", paths), arguments=arguments) as run:
        take_inputs(run, paths, pages=pages, columns=columns)
    return type_as_result(run.end_state())


@flow(name="backfill", description="Load a large collection; repeat the run to resume.", persist_result=False)
def backfill(  # noqa: PLR0917 -- likewise
    paths: list[str] = [],  # noqa: B006 -- Prefect's form shows the default; it is not changed
    sitemaps: list[str] = [],  # noqa: B006 -- likewise
    since: datetime | None = None,
    until: datetime | None = None,
    source: str | None = None,
    pages: bool = False,  # noqa: FBT001, FBT002 -- likewise
    columns: _Columns = {},  # noqa: B006 -- likewise
) -> RunReport:
    """Load a large collection; repeat the run to resume. Returns the report of the run.

    Inputs that any run archived before are passed over, so that a killed backfill continues where it stopped.

    Args:
        paths: Files, folders and globs, as the machine that runs the flow sees them.
        sitemaps: Addresses of sitemaps whose pages to load.
        since: Only what was published at or after this time; UTC where no zone is given.
        until: Only what was published before this time; UTC where no zone is given.
        source: Only this outlet, by name or domain.
        pages: Fetch the pages of lists: of records with an address and without a text.
        columns: Columns of tables and JSON lines by the field they hold, such as {"title": "headline"}.

    """
    wanted = BackfillFilter(since=in_utc(since), until=in_utc(until), source=source)
    period = {"since": wanted.since, "until": wanted.until}
    parameters = {"paths": paths, "sitemaps": sitemaps, **period, "source": source, "pages": pages, "columns": columns}
    arguments = [*paths, *describe_options(sitemaps, wanted, pages=pages, columns=columns)]
    name = name_inputs("backfill", [*paths, *sitemaps])
    with open_run("backfill", parameters, name=name, arguments=arguments) as run:
        take_missing(run, paths, sitemaps, wanted, pages=pages, columns=columns)
    return type_as_result(run.end_state())
