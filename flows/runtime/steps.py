"""Makes functions the tasks of flows, with one policy of retries. Prefect.

Errors carry `transient`: True where the same work may succeed in a moment (another process holds the lock, the disk is
full, a server does not answer). Only those are retried. Every step may be repeated: loading is one transaction, an
append to the archive is whole or nothing, and entries that are archived twice are one article.
"""

import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.utilities.annotations import quote

from flows.runtime.logs import log_event

_P = ParamSpec("_P")
_R = TypeVar("_R")
# The error comes after a wait: for a lock DATELINE_LOCK_WAIT_SECONDS, for a connection 10 s. So the pauses between
# attempts are short, and whoever waits at a terminal learns of the trouble in seconds.
RETRY_PAUSES_SECONDS = (1.0, 5.0)


def step(name: str, run_name: str | None = None) -> Callable[[Callable[_P, _R]], Task[_P, _R]]:
    """Makes a function a task of this name. `run_name` names a run, and may hold parameters: `refine {number}`.

    Arguments are not hashed and results not stored: they are whole batches, and open databases.
    """
    return task(
        name=name,
        task_run_name=run_name or name,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=len(RETRY_PAUSES_SECONDS),
        retry_delay_seconds=list(RETRY_PAUSES_SECONDS),
        retry_condition_fn=_is_transient,
    )


def unexamined(value: _R) -> _R:
    """The value wrapped for a task: Prefect hands it on without looking for futures inside."""
    return cast("_R", quote(value))


def _is_transient(failed: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    error = state.result(raise_on_failure=False)
    if not getattr(error, "transient", False):
        return False
    again = run.run_count <= len(RETRY_PAUSES_SECONDS)
    event = "retried" if again else "gave_up"
    log_event("retries", event, level=logging.WARNING, step=failed.name, attempt=run.run_count, reason=str(error))
    return True
