"""The flows as deployments: `dateline schedule` serves them, `prefect.yaml` deploys them. Prefect.

Prefect cancels a run whose predecessor is still going, instead of queueing it: what is due stays due. Each run is a
process of its own, which reads the settings from its environment.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from prefect import flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, State
from prefect.deployments.runner import RunnerDeployment
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType

from flows.load.runs import RunReport
from flows.load.workers import Workers
from flows.runtime.memory import collect_seldom
from flows.runtime.settings import Settings, read_settings
from flows.watch import maintain, recheck, run
from warehouse.load import Loaded

# One run at a time; a second one is cancelled.
SINGLE_RUN = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


@flow(name="dateline-run", persist_result=False)
def scheduled_run() -> State[Any]:
    """Poll the feeds that are due."""
    return _run_flow(run)


@flow(name="dateline-recheck", persist_result=False)
def scheduled_recheck() -> State[Any]:
    """Fetch known pages again."""
    return _run_flow(recheck)


@flow(name="dateline-maintain", persist_result=False)
def scheduled_maintain() -> State[Any]:
    """Compact the database and apply retention."""
    return _run_flow(maintain)


def serve_deployments(settings: Settings) -> None:
    """Serves the three deployments with the intervals of the settings until the process is stopped."""
    flows = (
        (scheduled_run, "run", settings.run_seconds),
        (scheduled_recheck, "recheck", settings.recheck_seconds),
        (scheduled_maintain, "maintain", settings.maintain_seconds),
    )
    deployments = [
        deployed.to_deployment(
            name=name,
            interval=timedelta(seconds=seconds),
            concurrency_limit=SINGLE_RUN,
            # By module, not by file: the command may be started from any directory.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for deployed, name, seconds in flows
    ]
    # Outside an event loop `to_deployment` returns deployments, not coroutines.
    serve(*cast("list[RunnerDeployment]", deployments), pause_on_shutdown=False, print_starting_message=False)


def _run_flow(body: Callable[..., RunReport]) -> State[Any]:
    collect_seldom()
    settings = read_settings()
    # A process starts with the first document: most polls bring none.
    with Workers(
        count=settings.workers,
        models=settings.models,
        limits=settings.limits,
        deadline_seconds=settings.deadline_seconds,
        steps=settings.steps,
    ) as workers:
        report = body(settings, workers, _ignore_progress)
    if report.error:
        return Failed(message=report.error)
    return Completed(name="Degraded" if report.degraded else "Completed", message="; ".join(report.notes))


def _ignore_progress(_loaded: Loaded) -> None:
    """Show nothing: a scheduled run has no terminal."""
