"""Which of Prefect's records of scheduled runs are removed, on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
from prefect.client.schemas.objects import State
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Cancelled, Completed, Scheduled

from flows.runtime.schedule_records import few_records, sweep_cancelled_runs, sweep_own_cancelled_runs

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def client(prefect_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SyncPrefectClient]:
    """A client of the tests' server, which counts as one of ours."""
    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    monkeypatch.setenv("DATELINE_OWN_SERVER", prefect_server)
    with temporary_settings({PREFECT_API_URL: prefect_server}), get_client(sync_client=True) as client:
        yield client


def deploy(client: SyncPrefectClient, flow: str = "", name: str = "dateline") -> UUID:
    """A deployment of a flow of its own, one run at a time."""
    flow_id = client.create_flow_from_name(flow or f"flow-{uuid4()}")
    return client.create_deployment(flow_id=flow_id, name=name, concurrency_limit=1)


def over_limit() -> State:
    return Cancelled(message="Deployment concurrency limit reached.")


def add_run(client: SyncPrefectClient, deployment: UUID, state: State) -> UUID:
    return client.create_flow_run_from_deployment(deployment, state=state).id


def runs(client: SyncPrefectClient, deployment: UUID) -> set[UUID]:
    found = client.read_flow_runs(deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])))
    return {run.id for run in found}


def test_of_runs_that_the_limit_cancelled_the_newest_of_each_deployment_stays(client: SyncPrefectClient) -> None:
    first, second, other = deploy(client), deploy(client), deploy(client)
    for deployment in (first, first, second):
        add_run(client, deployment, over_limit())
    newest = add_run(client, first, over_limit())
    untouched = {add_run(client, other, over_limit()), add_run(client, other, over_limit())}
    assert sweep_cancelled_runs([first, second]) == 2
    assert runs(client, first) == {newest}
    assert len(runs(client, second)) == 1
    assert runs(client, other) == untouched
    assert sweep_cancelled_runs([first, second]) == 0


def test_a_run_that_the_user_cancelled_and_one_that_ended_stay(client: SyncPrefectClient) -> None:
    deployment = deploy(client)
    states: tuple[State, ...] = (Cancelled(), Cancelled(message="not today"), Completed(), Cancelled())
    kept = {add_run(client, deployment, state) for state in states}
    assert sweep_cancelled_runs([deployment]) == 0
    assert runs(client, deployment) == kept


def test_a_schedule_begins_with_free_slots_and_ends_with_one_cancelled_run(client: SyncPrefectClient) -> None:
    deployment = deploy(client)
    client.update_global_concurrency_limit(f"deployment:{deployment}", GlobalConcurrencyLimitUpdate(active_slots=1))
    overdue = [
        client.create_flow_run_from_deployment(
            deployment, state=Scheduled(scheduled_time=NOW - timedelta(minutes=minutes))
        ).id
        for minutes in (5, 3, 1)
    ]
    coming = client.create_flow_run_from_deployment(
        deployment, state=Scheduled(scheduled_time=NOW + timedelta(minutes=1))
    ).id
    with few_records([deployment], 60, clock=lambda: NOW):
        # Those that a person asked for are not made by the schedule: they stay.
        assert runs(client, deployment) == {*overdue, coming}
        assert client.read_global_concurrency_limit_by_name(f"deployment:{deployment}").active_slots == 0
        for _ in range(3):
            add_run(client, deployment, over_limit())
    assert len(runs(client, deployment)) == 5


def test_deployments_of_earlier_versions_go_on_a_server_of_ours_only(
    client: SyncPrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = deploy(client, "dateline-run", "run")
    monkeypatch.delenv("DATELINE_OWN_SERVER")
    with few_records([deploy(client)], 60):
        assert client.read_deployment(earlier).id == earlier
    monkeypatch.setenv("DATELINE_OWN_SERVER", str(PREFECT_API_URL.value()))
    with few_records([deploy(client)], 60), pytest.raises(ObjectNotFound):
        client.read_deployment(earlier)


def test_tidying_ends_nothing_without_a_server_or_a_deployment(monkeypatch: pytest.MonkeyPatch) -> None:
    sweep_own_cancelled_runs()
    monkeypatch.setattr("flows.runtime.schedule_records._END_SECONDS", 0.1)
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:1/api"}), few_records([uuid4()], 60):
        pass
