"""What a flow needs beside its parameters: settings, worker processes, a clock, and a place to show progress.

Processes, environment. A flow takes JSON parameters, so that a schedule, Prefect's pages and a notebook can start it. A
command has started its worker processes before it imports Prefect, and shows a progress bar: it lends both to the flow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from flows.load.workers import Workers
from flows.runtime.clock import Clock, utc_now
from flows.runtime.data_directory import create_home
from flows.runtime.memory import collect_seldom
from flows.runtime.settings import Settings, read_settings
from warehouse.load import Loaded

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

_Result = TypeVar("_Result")
# Called after every load with the counts so far.
Progress = Callable[[Loaded], None]


def ignore_progress(_loaded: Loaded) -> None:
    """Shows nothing: a scheduled run has no terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The resources of one run. `clock` gives the time in UTC."""

    settings: Settings
    workers: Workers
    progress: Progress = ignore_progress
    clock: Clock = utc_now
    outcomes: list[object] = field(default_factory=list)  # of the flows that ended: the result, or the exception

    def note_outcome(self, state: State[_Result]) -> State[_Result]:
        """The state in which a flow ends, with its data noted in `outcomes`."""
        self.outcomes.append(state.data)
        return state


_LENT: ContextVar[Resources | None] = ContextVar("lent resources", default=None)


@contextmanager
def lend_resources(resources: Resources) -> Iterator[None]:
    """Lends resources to the flows that start within the block; they stay open afterwards."""
    token = _LENT.set(resources)
    try:
        yield
    finally:
        _LENT.reset(token)


def call_flow(flow: Any, parameters: Mapping[str, Any], resources: Resources) -> Any:
    """The result of a flow that uses these resources. Raises what the flow raised."""
    with lend_resources(resources):
        state = flow(**parameters, return_state=True)
    # Where its server answers late, Prefect asks again and gets the state without its data (seen on a busy machine).
    has_data = state.data is not None or not resources.outcomes
    outcome = state.result(raise_on_failure=False) if has_data else resources.outcomes[-1]
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


@contextmanager
def open_resources() -> Iterator[Resources]:
    """The resources that were lent, or those that the environment's settings describe, closed at the end of the block.

    Worker processes start with the first document: most polls bring none. Raises `SettingsError` and `OSError`.
    """
    if (lent := _LENT.get()) is not None:
        yield lent
        return
    collect_seldom()
    settings = read_settings()
    create_home(settings.home)
    with make_workers(settings) as workers:
        yield Resources(settings=settings, workers=workers)


def make_workers(settings: Settings) -> Workers:
    """The pool of worker processes that the settings describe; no process is started yet."""
    return Workers(
        count=settings.workers,
        models=settings.models,
        limits=settings.limits,
        deadline_seconds=settings.deadline_seconds,
        steps=settings.steps,
    )
