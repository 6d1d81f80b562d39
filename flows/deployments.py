"""The flows as deployments: what `dateline schedule` serves and `prefect.yaml` deploys. Knows Prefect.

A run whose predecessor is still going is cancelled by Prefect, not queued: whatever it would have found is due again.
Each run is a process of its own, which reads the settings from its environment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from prefect import flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, State
from prefect.deployments.runner import RunnerDeployment
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType

from flows.load.runs import Report
from flows.load.workers import Workers
from flows.runtime.memory import collect_seldom
from flows.runtime.settings import Settings, read_settings
from flows.watch import maintain, recheck, run
from warehouse.load.transaction import Loaded

# One at a time, and the newcomer goes.
ALONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


@flow(name="dateline-run", persist_result=False)
def scheduled_run() -> State[Any]:
    """Poll the feeds that are due."""
    return _done(run)


@flow(name="dateline-recheck", persist_result=False)
def scheduled_recheck() -> State[Any]:
    """Look again at known pages."""
    return _done(recheck)


@flow(name="dateline-maintain", persist_result=False)
def scheduled_maintain() -> State[Any]:
    """Compact and clean up."""
    return _done(maintain)


def serve_deployments(settings: Settings) -> None:
    """Serves the three with the intervals of the settings until the process is stopped."""
    flows = (
        (scheduled_run, "run", settings.run_seconds),
        (scheduled_recheck, "recheck", settings.recheck_seconds),
        (scheduled_maintain, "maintain", settings.maintain_seconds),
    )
    deployments = [
        deployed.to_deployment(
            name=name,
            interval=timedelta(seconds=seconds),
            concurrency_limit=ALONE,
            # By module, not by file: the command may be started from any directory.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for deployed, name, seconds in flows
    ]
    # Outside an event loop these are deployments, not promises of them.
    serve(*cast("list[RunnerDeployment]", deployments), pause_on_shutdown=False, print_starting_message=False)


def _done(body: Callable[..., Report]) -> State[Any]:
    collect_seldom()
    settings = read_settings()
    # Processes start with the first document there is to think about: most polls bring none.
    with Workers(
        count=settings.workers,
        models=settings.models,
        limits=settings.limits,
        deadline_seconds=settings.deadline_seconds,
    ) as workers:
        report = body(settings, workers, _silently)
    said = "; ".join(report.notes)
    if report.error:
        return Failed(message=report.error)
    return Completed(name="Degraded" if report.degraded else "Completed", message=said)


def _silently(_loaded: Loaded) -> None:
    """Nobody watches a scheduled run's terminal."""
