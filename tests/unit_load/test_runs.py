"""Runs of flows: recorded with their parameters, reported, and failed where nothing could be loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings
from prefect.states import Completed

import flows
from flows.acquire.ingest_inputs import name_inputs
from flows.load.report import RunFailed, RunReport
from flows.load.resources import Resources, call_flow, lend_resources, make_workers
from flows.load.runs import _cell, _storable
from flows.runtime.settings import Settings

WORDS = "The council of Oldport met on Tuesday to talk about the new harbour, which was opened last year."


@pytest.fixture(scope="module", autouse=True)
def prefect(prefect_server: str) -> Iterator[None]:
    with temporary_settings({PREFECT_API_URL: prefect_server, PREFECT_LOGGING_LEVEL: "CRITICAL"}):
        yield


@pytest.fixture
def settings(home: Path) -> Iterator[Settings]:
    """Settings with a data directory of their own; their worker processes are lent to every flow of the test."""
    settings = Settings(home=home, models={}, workers=1)
    with make_workers(settings) as workers, lend_resources(Resources(settings=settings, workers=workers)):
        yield settings


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.home / "news.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_run_is_recorded_with_the_parameters_of_its_flow(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    report = flows.ingest(paths=[str(tmp_path / "a.txt")])
    assert isinstance(report, RunReport)
    assert report.summary == "new 1, changed 0, unchanged 0"
    ((kind, parameters, status, new),) = rows(settings, "select kind, parameters, status, new from ops.runs")
    assert (kind, status, new) == ("ingest", "completed", 1)
    assert json.loads(str(parameters)) == {"paths": [str(tmp_path / "a.txt")], "pages": None, "columns": {}}


def test_a_run_that_loads_none_of_its_inputs_fails_and_carries_the_report(settings: Settings) -> None:
    with pytest.raises(RunFailed, match="none of the inputs") as failed:
        flows.ingest(paths=["/no/such/file.txt"])
    assert failed.value.report.loaded.rejects == {"unreadable": 1}
    assert rows(settings, "select status, rejected from ops.runs") == [("failed", 1)]


def test_a_run_with_rejects_ends_degraded(settings: Settings, tmp_path: Path) -> None:  # noqa: ARG001 -- lends workers
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.pdf").touch()
    state = flows.ingest(paths=[str(tmp_path)], return_state=True)
    assert (state.name, state.type) == ("Degraded", "COMPLETED")


def test_a_name_or_a_password_in_an_address_is_not_recorded() -> None:
    stored = _storable({"paths": ["https://ann:secret@news.example/rss", "a@b.txt"], "since": None})
    assert stored == {"paths": ["https://news.example/rss", "a@b.txt"], "since": None}


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (["seeds"], "ingest seeds"),
        (["/data/clips/", "b.txt"], "ingest clips, b.txt"),
        (["https://ann:secret@news.example/rss?token=secret"], "ingest news.example"),
        ([str(number) for number in range(40)], "ingest 40 inputs"),
        (["/"], "ingest /"),
        (["https://[broken"], "ingest"),
        ([], "ingest"),
    ],
)
def test_a_run_is_named_for_its_inputs_and_never_for_a_secret(paths: list[str], name: str) -> None:
    assert name_inputs("ingest", paths) == name


def test_what_a_feed_holds_is_no_markup_on_the_pages_of_prefect() -> None:
    assert _cell("<script>`x` | [a](javascript:1)\n# head") == "`<script>'x' ¦ [a](javascript:1) # head`"


class ServerThatForgets:
    """A flow whose server gave the state back without its data, as it does when it is asked twice."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, *, return_state: bool) -> State[object]:
        """Ends in a state without data."""
        assert return_state
        self._resources.note_outcome(Completed(data="the report"))
        return Completed()


def test_the_result_of_a_flow_is_known_even_where_its_server_has_lost_it(home: Path) -> None:
    settings = Settings(home=home, models={}, workers=1)
    with make_workers(settings) as workers:
        resources = Resources(settings=settings, workers=workers)
        assert call_flow(ServerThatForgets(resources), {}, resources) == "the report"
