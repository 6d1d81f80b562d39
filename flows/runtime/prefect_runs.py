"""Names and tags the run of a flow on Prefect's pages. Prefect."""

from typing import TypeVar, cast
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run

# The tag of all runs of Dateline's flows; each also has the name of its flow.
TAG = "dateline"

_Result = TypeVar("_Result")


def describe_run(name: str, flow: str) -> None:
    """Gives the current run a name that says what it does, and its tags; nothing outside a run."""
    if flow_run.id is None:
        return
    labels = sorted({TAG, flow, *flow_run.tags})
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run.id), name=name, tags=labels)


def type_as_result(state: State[_Result]) -> _Result:
    """The state that a flow returns, typed as what its caller gets: Prefect hands over its data, or raises it."""
    return cast("_Result", state)
