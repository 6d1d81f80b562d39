"""The flows as deployments: `dateline schedule` serves them, `prefect.yaml` deploys them. Prefect.

Each run is a process of its own, which reads the settings from its environment. Of the periodic flows one run goes on
at a time: Prefect cancels a run whose predecessor is still going, instead of queueing it. What is due stays due.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from flows.loading import backfill, ingest
from flows.replay import reprocess, verify
from flows.runtime.prefect_runs import TAG
from flows.runtime.settings import Settings
from flows.watch import maintain, poll, recheck

# The name of every deployment: `poll/dateline`, `backfill/dateline` …
DEPLOYMENT_NAME = "dateline"
# One run at a time; a second one is cancelled.
SINGLE_RUN = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
PERIODIC_FLOWS: tuple[Flow[..., Any], ...] = (poll, recheck, maintain)
OTHER_FLOWS: tuple[Flow[..., Any], ...] = (ingest, backfill, reprocess, verify)


def make_deployments(settings: Settings) -> list[RunnerDeployment]:
    """A deployment of each flow: the periodic ones with the intervals of the settings, the others to be started."""
    intervals: Mapping[str, float] = {
        "poll": settings.run_seconds,
        "recheck": settings.recheck_seconds,
        "maintain": settings.maintain_seconds,
    }
    deployments = []
    for deployed in (*PERIODIC_FLOWS, *OTHER_FLOWS):
        seconds = intervals.get(deployed.name)
        deployment = deployed.to_deployment(
            name=DEPLOYMENT_NAME,
            description=deployed.description,
            tags=[TAG, deployed.name],
            interval=timedelta(seconds=seconds) if seconds else None,
            concurrency_limit=SINGLE_RUN if seconds else None,
            # By module, not by file: the command may be started from any directory.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        # Outside an event loop `to_deployment` returns deployments, not coroutines.
        deployments.append(cast("RunnerDeployment", deployment))
    return deployments


def serve_deployments(settings: Settings) -> None:
    """Serves the deployments until the process is stopped."""
    serve(*make_deployments(settings), pause_on_shutdown=False, print_starting_message=False)
