"""The flows that replay the archive: `verify` compares, `reprocess` replaces. Prefect."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic
from uuid import uuid4

from prefect import flow, tags
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.load.replay import compare_with_replay, replace_with_replay
from flows.load.resources import Resources, open_resources
from flows.runtime.clock import in_utc
from flows.runtime.errors import TablesDiffer
from flows.runtime.logs import log_event, log_run
from flows.runtime.prefect_log import open_run_log
from flows.runtime.prefect_runs import TAG, describe_run, type_as_result
from tasks.archive import ArchiveError
from warehouse.model.errors import WarehouseError
from warehouse.replay import Difference, Selection


@flow(
    name="verify",
    description="Replay the archive and compare every table with the published one.",
    persist_result=False,
)
def verify() -> list[Difference]:
    """Replay the archive into a scratch database and compare every table with the published one.

    Changes nothing. Fails, with `TablesDiffer`, when the tables do not follow from the archive.
    """

    def end(differences: Sequence[Difference]) -> State[list[Difference]]:
        differing = [difference.table for difference in differences if not difference.equal]
        if not differing:
            return Completed(message=f"{len(differences)} tables, nothing differs", data=differences)
        return Failed(message=f"tables differ: {', '.join(differing)}", data=TablesDiffer(differences, differing))

    return type_as_result(_replay("verify", "verify", lambda resources, _: compare_with_replay(resources), end))


@flow(name="reprocess", description="Make articles anew from the archive with today's code.", persist_result=False)
def reprocess(
    source: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    extracted_by: str | None = None,
) -> list[Difference]:
    """Make articles anew from the archive with today's code, and publish them. Needs no network.

    Args:
        source: Only articles of this outlet, by name or domain.
        since: Only what was captured at or after this time; UTC where no zone is given.
        until: Only what was captured before this time; UTC where no zone is given.
        extracted_by: Only what this version read, such as "dateline 0.1.0".

    """
    selection = Selection(source=source, since=in_utc(since), until=in_utc(until), extracted_by=extracted_by)
    parameters = {"source": source, "since": selection.since, "until": selection.until, "extracted_by": extracted_by}

    def end(differences: Sequence[Difference]) -> State[list[Difference]]:
        changed = sum(not difference.equal for difference in differences)
        return Completed(message=f"{changed} of {len(differences)} tables changed", data=differences)

    def replay(resources: Resources, run_id: str) -> list[Difference]:
        return replace_with_replay(resources, run_id, selection, parameters)

    name = " ".join(("reprocess", source or ("everything" if selection.everything else "a part")))
    return type_as_result(_replay("reprocess", name, replay, end))


def _replay(
    flow_name: str,
    run_name: str,
    replay: Callable[[Resources, str], list[Difference]],
    end: Callable[[Sequence[Difference]], State[list[Difference]]],
) -> State[list[Difference]]:
    start, run_id = monotonic(), uuid4().hex
    with open_resources() as resources, tags(TAG, flow_name), log_run(run_id):
        open_run_log()
        describe_run(run_name, flow_name)
        log_event("run.start", "started", flow=flow_name, name=run_name)
        try:
            differences = replay(resources, run_id)
        except (WarehouseError, ArchiveError) as error:
            log_event(
                "run", "failed", level=logging.ERROR, flow=flow_name, error=str(error), seconds=monotonic() - start
            )
            return resources.note_outcome(Failed(message=str(error), data=error))
        differing = [difference.table for difference in differences if not difference.equal]
        log_event(
            "run",
            "ended",
            level=logging.WARNING if differing and flow_name == "verify" else logging.INFO,
            flow=flow_name,
            tables=len(differences),
            differing=len(differing),
            names=differing or None,
            seconds=monotonic() - start,
        )
        _show_differences(flow_name, differences)
        return resources.note_outcome(end(differences))


def _show_differences(flow_name: str, differences: Sequence[Difference]) -> None:
    """The differences as an artifact on Prefect's pages: a row a table."""
    rows = [
        {
            "table": difference.table,
            "before": difference.rows_before,
            "after": difference.rows_after,
            "only before": difference.only_before,
            "only after": difference.only_after,
        }
        for difference in differences
    ]
    create_table_artifact(key=f"{flow_name}-tables", table=rows, description="Rows of every table, before and after.")
