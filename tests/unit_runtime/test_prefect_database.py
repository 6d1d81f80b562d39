"""What is removed of Prefect's records, and what never is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, temporary_settings

from flows.runtime.prefect_database import prune_server
from flows.runtime.settings import Settings
from tests.conftest import ROOT, SEEDS

NOW = datetime(2026, 11, 30, tzinfo=UTC)
TABLES = ("flow_run", "flow_run_state", "task_run", "task_run_state", "log", "artifact", "artifact_collection")


@pytest.fixture(scope="module")
def records(prefect_server: str, prefect_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prefect's records of one run of `ingest`."""
    folder = tmp_path_factory.mktemp("records")
    environment = {"DATELINE_HOME": str(folder / "home"), "DATELINE_MODELS": "{}", "PREFECT_API_URL": prefect_server}
    subprocess.run(
        [sys.executable, "-m", "flows.cli.main", "ingest", str(min(SEEDS.iterdir()))],
        env=os.environ | environment,
        cwd=ROOT,
        check=True,
    )
    with (
        closing(sqlite3.connect(prefect_home / "prefect.db")) as original,
        closing(sqlite3.connect(folder / "prefect.db", isolation_level=None)) as copy,
    ):
        original.backup(copy)
        copy.execute("pragma foreign_keys = on")
        # Other tests may have left their runs on the server.
        copy.execute("delete from flow_run where id <> (select id from flow_run order by start_time desc limit 1)")
        for table in ("log", "artifact"):
            copy.execute(f"delete from {table} where flow_run_id not in (select id from flow_run)")
        copy.execute("delete from artifact_collection where latest_id not in (select id from artifact)")
    return folder / "prefect.db"


@pytest.fixture
def database(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A copy of these records that counts as that of a server of ours."""
    path = tmp_path / "prefect.db"
    shutil.copyfile(records, path)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    monkeypatch.setenv("DATELINE_OWN_SERVER", "http://127.0.0.1:1/api")
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as copy,
        temporary_settings({PREFECT_API_DATABASE_CONNECTION_URL: f"sqlite+aiosqlite:///{path}"}),
    ):
        copy.execute("pragma foreign_keys = on")
        yield copy


def end_runs(database: sqlite3.Connection, moment: datetime, **columns: str) -> None:
    """Gives every run this time as its end, and other columns other values."""
    values = {"end_time": moment.strftime("%Y-%m-%d %H:%M:%S.%f")} | columns
    assignments = ", ".join(f"{column} = :{column}" for column in values)
    database.execute(f"update flow_run set {assignments}", values)


def counts(database: sqlite3.Connection) -> dict[str, int]:
    return {table: database.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}


def prune(days: int = 14) -> list[str]:
    return prune_server(Settings(prefect_days=days), lambda: NOW)


def test_a_finished_run_goes_with_all_that_belongs_to_it(database: sqlite3.Connection) -> None:
    assert all(counts(database).values()), counts(database)
    end_runs(database, NOW - timedelta(days=15))
    assert prune() == ["removed Prefect's records of 1 runs older than 14 days"]
    assert counts(database) == dict.fromkeys(TABLES, 0)
    assert prune() == []


def test_a_run_within_the_retention_stays(database: sqlite3.Connection) -> None:
    before = counts(database)
    end_runs(database, NOW - timedelta(days=13))
    assert prune() == []
    assert counts(database) == before
    assert prune(days=12) == ["removed Prefect's records of 1 runs older than 12 days"]


@pytest.mark.parametrize(
    "columns", [{"tags": "[]"}, {"tags": '["other"]'}, {"flow": "mine"}, {"state_type": "RUNNING"}]
)
def test_a_run_of_the_users_or_one_that_goes_on_stays(database: sqlite3.Connection, columns: dict[str, str]) -> None:
    if name := columns.pop("flow", None):
        database.execute("update flow set name = ? where id in (select flow_id from flow_run)", [name])
    end_runs(database, NOW - timedelta(days=15), **columns)
    before = counts(database)
    # The columns are other; a run that began 15 days ago may go on.
    database.execute("update flow_run set expected_start_time = ?", [f"{NOW - timedelta(days=15):%Y-%m-%d %H:%M:%S}"])
    assert prune() == []
    assert counts(database) == before


def test_a_run_that_was_killed_goes_after_a_month(database: sqlite3.Connection) -> None:
    end_runs(database, NOW, state_type="RUNNING", expected_start_time=f"{NOW - timedelta(days=31):%Y-%m-%d %H:%M:%S}")
    assert prune() == ["removed Prefect's records of 1 runs older than 14 days"]


def test_runs_of_an_earlier_version_go_with_those_within_them(database: sqlite3.Connection) -> None:
    columns = [row[1] for row in database.execute("pragma table_info(flow_run)") if row[1] not in ("id", "flow_id")]
    database.execute("insert into flow (id, name) values ('outer', 'dateline-run'), ('inner', 'run')")
    kept = ", ".join(columns)
    for name in ("outer", "inner"):
        database.execute(
            f"insert into flow_run (id, flow_id, {kept}) select ?, ?, {kept} from flow_run limit 1", [name, name]
        )
    database.execute(
        "insert into task_run (id, flow_run_id, task_key, dynamic_key, name) "
        "values ('task', 'outer', 'run', '0', 'run')"
    )
    end_runs(database, NOW - timedelta(days=15), tags="[]")
    database.execute("update flow_run set parent_task_run_id = 'task' where id = 'inner'")
    assert prune() == ["removed Prefect's records of 1 runs older than 14 days"]
    left = database.execute("select count(*) from flow_run where id in ('outer', 'inner')").fetchone()
    assert left == (0,)
    assert counts(database)["flow_run"] == 1


def test_old_events_go_by_prefects_own_retention(database: sqlite3.Connection) -> None:
    database.execute("delete from events")
    for days in (6, 8):
        moment = f"{NOW - timedelta(days=days):%Y-%m-%d %H:%M:%S}"
        database.execute(
            "insert into events (id, occurred, event, resource_id, resource, payload, received, recorded) "
            "values (?, ?, 'x', 'x', '{}', '{}', ?, ?)",
            [str(days), moment, moment, moment],
        )
    assert prune() == []
    assert database.execute("select id from events").fetchall() == [("6",)]


def test_a_server_of_the_users_is_left_alone(database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    end_runs(database, NOW - timedelta(days=15))
    before = counts(database)
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example/api")
    assert prune() == []
    monkeypatch.delenv("DATELINE_OWN_SERVER")
    assert prune() == []
    assert counts(database) == before


def test_the_space_of_what_was_removed_is_given_back(database: sqlite3.Connection, tmp_path: Path) -> None:
    end_runs(database, NOW - timedelta(days=15))
    database.execute("update artifact set description = hex(zeroblob(4000000))")
    size = (tmp_path / "prefect.db").stat().st_size
    notes = prune()
    assert notes[1].startswith("compacted Prefect's database: ")
    assert (tmp_path / "prefect.db").stat().st_size < size + 1_000_000


def test_a_database_that_is_busy_or_unknown_is_a_line(
    database: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.runtime.prefect_database._WAIT_SECONDS", 0.1)
    database.execute("begin immediate")
    assert prune() == [f"Prefect's records were not pruned: {tmp_path / 'prefect.db'}: database is locked"]
    database.execute("rollback")
    database.execute("alter table artifact_collection rename to collections_of_artifacts")
    end_runs(database, NOW - timedelta(days=15))
    assert prune() == [
        f"Prefect's records were not pruned: {tmp_path / 'prefect.db'}: no such table: artifact_collection"
    ]
    assert counts_of_runs(database) == 1


def counts_of_runs(database: sqlite3.Connection) -> int:
    return int(database.execute("select count(*) from flow_run").fetchone()[0])
