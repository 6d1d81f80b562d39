"""Removes what schedules leave in Prefect's records: runs that never began. Prefect.

Prefect writes a cancelled run each time a schedule falls due while a run goes on: hundreds in an hour. The newest of
each deployment stays: it says that runs overlap.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import copy_context
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterNextScheduledStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound
from prefect.runtime import deployment as current_deployment

from flows.runtime.clock import Clock, utc_now
from flows.runtime.server import is_own_server

# The message of the state into which Prefect's server puts such a run.
_MESSAGE = "Deployment concurrency limit reached."
# Deployments of earlier versions. Nobody serves them any more, and the scheduler would go on to write their runs.
_EARLIER_DEPLOYMENTS = ("dateline-run/run", "dateline-recheck/recheck", "dateline-maintain/maintain")
# Whatever a server answers, or that it does not: tidying ends neither a run nor the schedule, and is repeated.
_TROUBLE = Exception
_SHORTEST_PERIOD, _LONGEST_PERIOD = 2.0, 30.0
_END_SECONDS = 10.0


@contextmanager
def few_records(deployment_ids: Sequence[UUID], interval_seconds: float, clock: Clock = utc_now) -> Iterator[None]:
    """Keeps at most one cancelled run of each deployment, at the beginning, during the block and at its end.

    `interval_seconds` is the shortest of the schedules: half of it is the period, within bounds. What a killed process
    leaves is removed at the beginning of the next, also its runs that are overdue: all but the newest of a deployment
    would be cancelled.
    """
    with suppress(_TROUBLE), get_client(sync_client=True) as client:
        if is_own_server():
            _remove_earlier_deployments(client)
            _free_slots(client, deployment_ids)
        overdue = FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            next_scheduled_start_time=FlowRunFilterNextScheduledStartTime.model_validate({"before_": clock()}),
        )
        _remove_older(client, [run for run in _runs(client, deployment_ids, overdue) if run.auto_scheduled])
    period = min(_LONGEST_PERIOD, max(_SHORTEST_PERIOD, interval_seconds / 2))
    ended = threading.Event()
    # Prefect's settings, such as the address of the server, are in the context.
    arguments = (_sweep_until, ended, deployment_ids, period)
    thread = threading.Thread(target=copy_context().run, args=arguments, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_END_SECONDS)


def sweep_cancelled_runs(deployment_ids: Sequence[UUID]) -> int:
    """Removes the runs of these deployments that were cancelled before they began, but the newest of each.

    Returns how many. Raises what Prefect's client raises.
    """
    cancelled = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.CANCELLED])))
    with get_client(sync_client=True) as client:
        return _remove_older(client, [run for run in _runs(client, deployment_ids, cancelled) if _never_began(run)])


def sweep_own_cancelled_runs() -> None:
    """The same for the deployment of the current run; nothing outside of one. An error ends no run."""
    if current_deployment.id is None:
        return
    with suppress(_TROUBLE):
        sweep_cancelled_runs([UUID(current_deployment.id)])


def _sweep_until(ended: threading.Event, deployment_ids: Sequence[UUID], period: float) -> None:
    going = True
    while going:
        going = not ended.wait(period)
        with suppress(_TROUBLE):
            sweep_cancelled_runs(deployment_ids)


def _runs(client: SyncPrefectClient, deployment_ids: Sequence[UUID], wanted: FlowRunFilter) -> list[FlowRun]:
    """Runs of the deployments, the newest first; as many as the server gives in one answer."""
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=list(deployment_ids))),
        flow_run_filter=wanted,
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
    )


def _never_began(run: FlowRun) -> bool:
    """Whether a cancelled run was cancelled by the limit: one that the user cancelled has begun, or another message."""
    return run.run_count == 0 and run.state is not None and run.state.message == _MESSAGE


def _remove_older(client: SyncPrefectClient, runs: Sequence[FlowRun]) -> int:
    """Removes these runs, but the first of each deployment; returns how many."""
    by_deployment: defaultdict[UUID | None, list[UUID]] = defaultdict(list)
    for run in runs:
        by_deployment[run.deployment_id].append(run.id)
    older = [run_id for run_ids in by_deployment.values() for run_id in run_ids[1:]]
    for run_id in older:
        with suppress(ObjectNotFound):  # two sweeps at the same time
            client.delete_flow_run(run_id)
    return len(older)


def _free_slots(client: SyncPrefectClient, deployment_ids: Sequence[UUID]) -> None:
    """Makes the slots free that killed runs hold, or every later run would be cancelled.

    Prefect keeps the leases of slots in the memory of its server, and ours ended with the process that was killed.
    """
    for deployment_id in deployment_ids:
        with suppress(ObjectNotFound):
            client.update_global_concurrency_limit(
                f"deployment:{deployment_id}", GlobalConcurrencyLimitUpdate(active_slots=0)
            )


def _remove_earlier_deployments(client: SyncPrefectClient) -> None:
    for name in _EARLIER_DEPLOYMENTS:
        with suppress(ObjectNotFound):
            client.delete_deployment(client.read_deployment_by_name(name).id)
