"""The flows as deployments: `dateline schedule` serves them, `prefect.yaml` deploys them. Prefect.

Each run is a process of its own, which reads the settings from its environment. Of the periodic flows one run goes on
at a time: Prefect cancels a run whose predecessor is still going, instead of queueing it. What is due stays due. The
records of cancelled runs are removed, but the newest of each flow.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.exceptions import TerminationSignal
from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from flows.loading import backfill, ingest
from flows.replay import reprocess, verify
from flows.runtime.prefect_runs import TAG
from flows.runtime.schedule_records import few_records
from flows.runtime.settings import Settings
from flows.watch import maintain, poll, recheck

# The name of every deployment: `poll/dateline`, `backfill/dateline` …
DEPLOYMENT_NAME = "dateline"
# One run at a time; a second one is cancelled.
SINGLE_RUN = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
PERIODIC_FLOWS: tuple[Flow[..., Any], ...] = (poll, recheck, maintain)
OTHER_FLOWS: tuple[Flow[..., Any], ...] = (ingest, backfill, reprocess, verify)


def serve_deployments(settings: Settings) -> None:
    """Serves a deployment of each flow until the process is stopped.

    The periodic ones run at the intervals of the settings, the others when somebody starts them.
    """
    intervals: Mapping[str, float] = {
        "poll": settings.run_seconds,
        "recheck": settings.recheck_seconds,
        "maintain": settings.maintain_seconds,
    }
    runner = Runner(pause_on_shutdown=False, limit=None)
    periodic_ids = [_add_flow(runner, deployed, intervals[deployed.name]) for deployed in PERIODIC_FLOWS]
    for deployed in OTHER_FLOWS:
        _add_flow(runner, deployed, None)
    with few_records(periodic_ids, min(intervals.values())), suppress(KeyboardInterrupt, TerminationSignal):
        asyncio.run(runner.start())


def _add_flow(runner: Runner, deployed: Flow[..., Any], seconds: float | None) -> UUID:
    """Gives the runner a flow with its deployment; the id of the deployment.

    The runner then starts runs from the flow itself. Of a mere deployment (`serve`) it would start them by entrypoint,
    which Prefect imports with the current directory first: from a folder `flows` of the user's.
    """
    added = runner.add_flow(
        deployed,
        name=DEPLOYMENT_NAME,
        description=deployed.description,
        tags=[TAG, deployed.name],
        interval=timedelta(seconds=seconds) if seconds else None,
        concurrency_limit=SINGLE_RUN if seconds else None,
        # For whoever else runs the deployment: by module, not by a file of this installation.
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return cast("UUID", added)  # outside an event loop an id, not a coroutine
