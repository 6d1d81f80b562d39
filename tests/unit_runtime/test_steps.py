"""Steps of flows: what is transient is tried again, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from prefect import Task
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

import flows
from flows.runtime.steps import RETRY_PAUSES_SECONDS, step


class Busy(Exception):
    """Somebody else is writing."""

    transient = True


class Broken(Exception):
    """It will not get better."""


@pytest.fixture
def prefect(prefect_server: str) -> Iterator[None]:
    with temporary_settings({PREFECT_API_URL: prefect_server, PREFECT_LOGGING_LEVEL: "CRITICAL"}):
        yield


@pytest.mark.usefixtures("prefect")
@pytest.mark.parametrize(
    ("errors", "tries", "outcome"),
    [
        ([], 1, "done"),
        ([Busy()], 2, "done"),
        ([Busy(), Busy()], 3, "done"),
        ([Busy(), Busy(), Busy()], 3, "Busy"),
        ([Broken()], 1, "Broken"),
        ([Busy(), Broken()], 2, "Broken"),
    ],
)
def test_only_a_transient_error_is_tried_again_and_at_most_twice(
    errors: list[Exception], tries: int, outcome: str
) -> None:
    waiting, calls = list(errors), []

    @step("try")
    def attempt() -> str:
        calls.append("again")
        if waiting:
            raise waiting.pop(0)
        return "done"

    try:
        result = attempt.with_options(retry_delay_seconds=0)()
    except (Busy, Broken) as error:
        result = type(error).__name__
    assert (len(calls), result) == (tries, outcome)


def test_every_task_of_the_flows_is_such_a_step() -> None:
    names = [module.name for module in walk_packages(flows.__path__, "flows.") if "server" not in module.name]
    values = [value for name in names for value in vars(import_module(name)).values()]
    tasks = {value for value in values if isinstance(value, Task)}
    expected = {"load", "publish", "archive", "poll feeds", "fetch pages", "fetch addresses"}
    assert expected <= {task.name for task in tasks}
    assert {task.retries for task in tasks} == {len(RETRY_PAUSES_SECONDS)}
    assert all(task.retry_condition_fn is not None and not task.persist_result for task in tasks)
