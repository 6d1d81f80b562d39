"""Prefect as its users know it: a real server, a schedule, a worker, and runs that are started by Prefect's means."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import duckdb
import pytest
import yaml

from flows.runtime.settings import Settings
from tests.conftest import ROOT, SEEDS
from tests.support.feed_server import FeedServer, Reply
from tests.support.prefect_server import (
    PrefectApi,
    Webhook,
    prefect_environment,
    serve_schedule,
    start_command,
    start_prefect,
    wait_until,
)
from warehouse.db import writer

FLOWS = {"poll", "recheck", "maintain", "ingest", "backfill", "reprocess", "verify"}
# So long that nothing runs but what a test starts.
INTERVALS = {"poll": 86_400.0, "recheck": 604_800.0, "maintain": 604_800.0}
AUTOMATION = ROOT / "docs" / "automation.yaml"
BLOCK_ID = "00000000-0000-0000-0000-000000000000"
SAVE_BLOCK = """
from prefect.blocks.webhook import Webhook
print(Webhook(url={url!r}, headers={{"Content-Type": "application/json"}}).save("dateline", overwrite=True))
"""
FEED = b"""<rss version="2.0"><channel><title>Oldport Times</title><item><title>Council meets</title>
<link>{url}/pages/1</link><guid>1</guid><description>The council met.</description></item></channel></rss>"""
PAGE = b"<html><body><article><h1>Council meets</h1><p>%s</p></article></body></html>"


@dataclass(frozen=True, slots=True)
class Site:
    """A server of Prefect, a schedule that serves its deployments, and what belongs to them."""

    api: PrefectApi
    environment: dict[str, str]
    home: Path
    folder: Path
    webhook: Webhook

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs a command as a user would, in the user's folder."""
        environment = self.environment | {"PREFECT_API_URL": self.api.url, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            command, env=environment, cwd=self.folder, capture_output=True, text=True, timeout=300, check=False
        )

    def prefect(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs Prefect's own command."""
        return self.run(sys.executable, "-m", "prefect", "--no-prompt", *arguments)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server, the automation of the documentation with a webhook on loopback, and `dateline schedule`."""
    folder = tmp_path_factory.mktemp("site")
    home = folder / "home"
    environment = prefect_environment(
        folder / "prefect",
        DATELINE_HOME=str(home),
        DATELINE_MODELS="{}",
        DATELINE_LOCK_WAIT_SECONDS="0.5",
        DATELINE_HOST_SECONDS="0",
        DATELINE_ALLOWED_NETWORKS='["127.0.0.0/8"]',
        DATELINE_RUN_SECONDS=str(INTERVALS["poll"]),
        DATELINE_RECHECK_SECONDS=str(INTERVALS["recheck"]),
        DATELINE_MAINTAIN_SECONDS=str(INTERVALS["maintain"]),
    )
    with start_prefect(folder / "prefect", "--no-ui") as url, Webhook() as webhook:
        made = Site(PrefectApi(url), environment, home, folder, webhook)
        block = made.run(sys.executable, "-c", SAVE_BLOCK.format(url=webhook.url))
        automation = folder / "automation.yaml"
        automation.write_text(AUTOMATION.read_text("utf-8").replace(BLOCK_ID, block.stdout.strip()), "utf-8")
        created = made.prefect("automation", "create", "--from-file", str(automation))
        assert created.returncode == 0, created.stdout + created.stderr + block.stderr
        with serve_schedule(made.api, environment, folder):
            yield made


@pytest.fixture(scope="module")
def backfill(site: Site) -> dict[str, Any]:
    """The ended run of a backfill of a folder, started by Prefect's command; one of its files is no article."""
    exports = site.folder / "exports"
    shutil.copytree(SEEDS, exports)
    (exports / "broken.jsonl").write_text('{"title": "No text"}\n{"title": \n', "utf-8")
    done = site.prefect("deployment", "run", "backfill/dateline", "-p", f'paths=["{exports}"]', "--watch")
    assert done.returncode == 0, done.stdout + done.stderr
    deployment_id = site.api.deployment("backfill/dateline")["id"]
    [run] = site.api.post("flow_runs/filter", flow_runs={"deployment_id": {"any_": [deployment_id]}})
    return site.api.wait_for(run["id"])


@pytest.mark.slow
@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_every_flow_is_a_deployment_whose_form_explains_its_parameters(site: Site, flow: str) -> None:
    deployment = site.api.deployment(f"{flow}/dateline")
    assert {"dateline", flow} <= set(deployment["tags"])
    assert deployment["description"]
    for name, parameter in deployment["parameter_openapi_schema"]["properties"].items():
        assert parameter["description"], name
        assert "type" in parameter or "anyOf" in parameter, name
        assert "default" in parameter or name in deployment["parameter_openapi_schema"]["required"], name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("flow", "parameters"),
    [
        ("backfill", {"paths": "exports"}),
        ("backfill", {"paths": [1]}),
        ("ingest", {}),
        ("ingest", {"paths": ["seeds"], "pages": "perhaps"}),
        ("reprocess", {"since": 7}),
    ],
)
def test_a_parameter_of_the_wrong_kind_starts_no_run(site: Site, flow: str, parameters: dict[str, Any]) -> None:
    with pytest.raises(HTTPError) as refused:
        site.api.start(f"{flow}/dateline", **parameters)
    assert refused.value.code in (409, 422)


@pytest.mark.slow
def test_a_backfill_started_by_prefects_command_loads_a_folder(site: Site, backfill: dict[str, Any]) -> None:
    assert backfill["state_type"] == "COMPLETED"
    with duckdb.connect(str(site.home / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from articles").fetchone() == (2,)
        [[recorded]] = connection.execute("select parameters from ops.runs where kind = 'backfill'").fetchall()
    assert str(site.folder / "exports") in recorded


@pytest.mark.slow
def test_a_run_is_named_and_tagged_for_what_it_does(site: Site, backfill: dict[str, Any]) -> None:
    assert backfill["name"] == "backfill exports"
    assert {"dateline", "backfill"} <= set(backfill["tags"])
    assert backfill["parameters"]["paths"] == [str(site.folder / "exports")]
    assert backfill["state_name"] == "Degraded"
    assert "rejected: bad_json 1" in backfill["state"]["message"]


@pytest.mark.slow
def test_tasks_are_named_for_their_step(site: Site, backfill: dict[str, Any]) -> None:
    names = [task["name"] for task in site.api.tasks(backfill["id"])]
    assert names[0] == "record start"
    assert names[-2:] == ["record end", "publish"]
    assert any(name.startswith("load") for name in names)


@pytest.mark.slow
def test_the_log_of_a_run_says_counts_and_seconds(site: Site, backfill: dict[str, Any]) -> None:
    def whole() -> list[str] | None:  # Prefect sends the log behind the run
        lines = site.api.logs(backfill["id"])
        return lines if any("ended run=" in line for line in lines) else None

    lines = wait_until(whole, "the log of the run")
    [ended] = [line for line in lines if "ended run=" in line]
    assert "flow=backfill" in ended
    assert "new=2" in ended
    assert "rejected=2" in ended
    assert "seconds=" in ended


@pytest.mark.slow
def test_artifacts_show_the_report_and_why_documents_were_rejected(site: Site, backfill: dict[str, Any]) -> None:
    artifacts = site.api.artifacts(backfill["id"])
    assert '"new"' in artifacts["run-report"]["data"]
    rejects = artifacts["rejects"]["data"]
    assert "broken.jsonl" in rejects
    assert "ops.rejects" in rejects  # the query
    query = rejects.partition("```sql\n")[2].partition("```")[0]
    with duckdb.connect(str(site.home / "news.duckdb"), read_only=True) as connection:
        assert len(connection.execute(query).fetchall()) == 2


@pytest.mark.slow
def test_a_poll_shows_its_sources(site: Site) -> None:
    with FeedServer() as server:
        page = Reply(
            headers={"Content-Type": "text/html"}, body=PAGE % (b"The council of Oldport met on Tuesday. " * 9)
        )
        feed = FEED.replace(b"{url}", server.url.encode())
        answer = Reply(headers={"Content-Type": "application/rss+xml"}, body=feed)
        server.script = {"/feed": answer, "/other": answer, "/pages/1": page}
        for path in ("feed", "other"):
            added = site.run(sys.executable, "-P", "-m", "flows.cli.main", "feeds", "add", f"{server.url}/{path}")
            assert added.returncode == 0, added.stderr
        run = site.api.wait_for(site.api.start("poll/dateline"))
    assert run["name"] == "poll 2 feeds"
    assert f"{server.url}/feed" in site.api.artifacts(run["id"])["sources"]["data"]


@pytest.mark.slow
def test_a_task_is_retried_while_another_process_writes(site: Site, backfill: dict[str, Any]) -> None:
    del backfill  # it has made the database
    with writer(site.home, wait_seconds=30):
        run_id = site.api.start("maintain/dateline")

        def retrying() -> bool:
            return any("Retry 1/" in line for line in site.api.logs(run_id))

        wait_until(retrying, "a first attempt that fails")
    assert site.api.wait_for(run_id)["state_type"] == "COMPLETED"
    [line] = [line for line in site.api.logs(run_id) if "Retry 1/" in line]
    assert "another load kept the writer" in line, line
    assert max(task["run_count"] for task in site.api.tasks(run_id)) > 1


@pytest.mark.slow
def test_no_flow_runs_within_a_flow(site: Site, backfill: dict[str, Any]) -> None:
    runs = site.api.post("flow_runs/filter")
    assert backfill["id"] in {run["id"] for run in runs}
    assert [run["name"] for run in runs if run["parent_task_run_id"]] == []


@pytest.mark.slow
def test_the_automation_calls_when_a_run_is_degraded_or_fails(site: Site, backfill: dict[str, Any]) -> None:
    failed = site.api.wait_for(site.api.start("ingest/dateline", paths=[str(site.folder / "missing.txt")]))
    assert failed["state_type"] == "FAILED"
    wait_until(lambda: any("ended Failed" in message for message in site.webhook.messages), "a call for the failed run")
    assert any(f"{backfill['name']} ended Degraded" in message for message in site.webhook.messages)
    assert any("ingest missing.txt ended Failed" in message for message in site.webhook.messages)


def stated_deployments() -> dict[str, dict[str, Any]]:
    """The deployments of `prefect.yaml` by the name of the flow's function."""
    entries = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    return {entry["entrypoint"].rpartition(".")[2]: entry for entry in entries}


def test_prefect_yaml_has_every_flow_with_the_default_interval() -> None:
    stated = stated_deployments()
    assert set(stated) == FLOWS
    defaults = Settings()
    intervals = {
        "poll": defaults.run_seconds,
        "recheck": defaults.recheck_seconds,
        "maintain": defaults.maintain_seconds,
    }
    for flow, entry in stated.items():
        expected = [intervals[flow]] if flow in intervals else []
        assert [schedule["interval"] for schedule in entry["schedules"]] == expected, flow


@pytest.mark.slow
@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_the_schedule_serves_what_prefect_yaml_says(site: Site, flow: str) -> None:
    stated, served = stated_deployments()[flow], site.api.deployment(f"{flow}/dateline")
    assert served["entrypoint"] == stated["entrypoint"]
    assert served["name"] == stated["name"]
    assert served["tags"] == stated["tags"]
    limit = stated.get("concurrency_limit")
    assert (served["global_concurrency_limit"] or {}).get("limit") == (limit and limit["limit"])
    assert (served["concurrency_options"] or {}).get("collision_strategy") == (limit and limit["collision_strategy"])
    seconds = [schedule["schedule"]["interval"] for schedule in served["schedules"]]
    assert seconds == ([INTERVALS[flow]] if stated["schedules"] else [])


@pytest.fixture(scope="module")
def work_pools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server and a folder with `prefect.yaml`, and nothing that serves."""
    folder = tmp_path_factory.mktemp("work-pools")
    shutil.copy(ROOT / "prefect.yaml", folder)
    home = folder / "home"
    environment = prefect_environment(folder / "prefect", DATELINE_HOME=str(home), DATELINE_MODELS="{}")
    with start_prefect(folder / "prefect", "--no-ui") as url, Webhook() as webhook:
        yield Site(PrefectApi(url), environment, home, folder, webhook)


def deploy(site: Site, kind: str, **parameters: str) -> None:
    """Makes a work pool of this kind, in place of an earlier one, and deploys everything to it."""
    site.api.delete("work_pools/dateline")
    for command in (("work-pool", "create", "--type", kind, "dateline"), ("deploy", "--all")):
        done = replace(site, environment=site.environment | parameters).prefect(*command)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_deployments_for_containers_carry_image_and_volume(work_pools: Site) -> None:
    image, volume = "registry.example/dateline:1", "/srv/dateline:/data"
    deploy(work_pools, "docker", DATELINE_IMAGE=image, DATELINE_VOLUME=volume)
    for flow in FLOWS:
        variables = work_pools.api.deployment(f"{flow}/dateline")["job_variables"]
        assert variables == {"image": image, "volumes": [volume]}


@pytest.mark.slow
def test_a_worker_runs_what_prefect_yaml_deploys(work_pools: Site) -> None:
    deploy(work_pools, "process")
    api, folder = work_pools.api, work_pools.folder
    assert len(api.post("deployments/filter")) == len(FLOWS)
    environment = work_pools.environment | {"PREFECT_API_URL": api.url, "PYTHONPATH": str(ROOT)}
    worker = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "dateline"]
    with start_command(*worker, environment=environment, cwd=folder, log=folder / "worker.log"):
        run = api.wait_for(api.start("ingest/dateline", paths=[str(SEEDS)]))
    assert run["state_name"] == "Completed", run["state"]
    assert run["name"] == "ingest seeds"
    with duckdb.connect(str(work_pools.home / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from articles").fetchone() == (2,)
