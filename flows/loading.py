"""The flows that load what a user gives: `ingest`, and `backfill` for large collections. Prefect."""

from datetime import datetime

from prefect import flow

from flows.acquire.backfill_inputs import describe_options, take_missing
from flows.acquire.ingest_inputs import name_inputs, take_inputs
from flows.load.report import RunReport
from flows.load.runs import open_run
from flows.runtime.clock import in_utc
from flows.runtime.prefect_runs import type_as_result
from tasks.inputs import BackfillFilter


@flow(name="ingest", description="Load files, folders, globs and addresses, once.", persist_result=False)
def ingest(paths: list[str], pages: bool | None = None) -> RunReport:  # noqa: FBT001 -- parameters of a flow have names
    """Load files, folders, globs and addresses, once; returns the report of the run.

    A document that fails becomes a reject, a row of `ops.rejects` with the reason. A run that could load nothing fails.

    Args:
        paths: Files, folders, globs, and addresses of pages and feeds, as the machine that runs the flow sees them.
        pages: Fetch the pages that a feed links to. Left out, they are fetched for feeds by address, not for files.

    """
    parameters = {"paths": paths, "pages": pages}
    with open_run("ingest", parameters, name=name_inputs("ingest", paths), arguments=paths) as run:
        take_inputs(run, paths, pages=pages)
    return type_as_result(run.end_state())


@flow(name="backfill", description="Load a large collection; repeat the run to resume.", persist_result=False)
def backfill(
    paths: list[str] = [],  # noqa: B006 -- Prefect's form shows the default; it is not changed
    sitemaps: list[str] = [],  # noqa: B006 -- likewise
    since: datetime | None = None,
    until: datetime | None = None,
    source: str | None = None,
) -> RunReport:
    """Load a large collection; repeat the run to resume. Returns the report of the run.

    Inputs that any run archived before are passed over, so that a killed backfill continues where it stopped.

    Args:
        paths: Files, folders and globs, as the machine that runs the flow sees them.
        sitemaps: Addresses of sitemaps whose pages to load.
        since: Only what was published at or after this time; UTC where no zone is given.
        until: Only what was published before this time; UTC where no zone is given.
        source: Only this outlet, by name or domain.

    """
    backfill_filter = BackfillFilter(since=in_utc(since), until=in_utc(until), source=source)
    parameters = {
        "paths": paths,
        "sitemaps": sitemaps,
        "since": backfill_filter.since,
        "until": backfill_filter.until,
        "source": source,
    }
    name = name_inputs("backfill", [*paths, *sitemaps])
    arguments = [*paths, *describe_options(sitemaps, backfill_filter)]
    with open_run("backfill", parameters, name=name, arguments=arguments) as run:
        take_missing(run, paths, sitemaps, backfill_filter)
    return type_as_result(run.end_state())
