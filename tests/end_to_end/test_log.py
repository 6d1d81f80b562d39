"""The log of a day of runs answers by grep alone, and has no word of an article and no secret in it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.conftest import ROOT, SEEDS, Run
from tests.support.logged_day import CREDENTIALS, ENVIRONMENT_NAME, HOURS, WORDS

LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?:DEBUG|INFO|WARNING|ERROR) dateline\.[a-z.]+ [a-z_]+(?: .+)?"
)


@dataclass(frozen=True, kw_only=True)
class LoggedDay:
    """The log of a day, and what the servers and tables of that day say. `urls`: addresses by name of the outlet."""

    log: Path
    urls: dict[str, str]
    runs: list[tuple[str, str, int, int, int]]
    articles: int
    served: dict[str, list[tuple[str, int]]]

    def grep(self, *patterns: str) -> list[str]:
        """The lines that have all the patterns."""
        lines = self.log.read_text("utf-8").splitlines()
        return [line for line in lines if all(re.search(pattern, line) for pattern in patterns)]

    def failures(self, name: str) -> list[tuple[str, str]]:
        """Times, to the minute, and kinds of the failed polls of an outlet's feed."""
        lines = self.grep(" feed_failed ", rf" url={re.escape(self.urls[name])} ")
        return [(line[:16], re.findall(r" kind=(\w+)", line)[0]) for line in lines]

    def answers(self, name: str, status: int) -> list[str]:
        """Times at which the outlet's server gave this answer."""
        return [at[:16] for at, answered in self.served[name] if answered == status]


@pytest.fixture(scope="module")
def day(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> LoggedDay:
    folder = tmp_path_factory.mktemp("day")
    environment = os.environ | {
        "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
        "DATELINE_HOME": str(folder / "home"),
        "DATELINE_HOST_SECONDS": "0",
        "DATELINE_MODELS": "{}",
        "DATELINE_WORKERS": "1",
        "PREFECT_API_URL": prefect_server,
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        ENVIRONMENT_NAME: CREDENTIALS[2],
    }
    log = folder / "dateline.log"
    with log.open("wb") as errors:
        command = [sys.executable, "-m", "tests.support.logged_day"]
        done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, check=True)
    facts = json.loads(done.stdout)
    return LoggedDay(log=log, **facts)


@pytest.mark.slow
class TestLogOfADay:
    """What grep finds in it, held against what the servers answered and what the tables have."""

    def test_it_is_one_line_an_event(self, day: LoggedDay) -> None:
        assert [line for line in day.grep("") if not LINE.fullmatch(line)] == []
        assert len(day.grep(" DEBUG ")) > 50

    @pytest.mark.parametrize(
        ("name", "status", "kind"),
        [
            ("missing", 404, "not_found"),
            ("busy", 429, "rate_limited"),
            ("broken", 500, "server_error"),
            ("closed", 403, "blocked"),
            ("gone", 410, "gone"),
        ],
    )
    def test_it_tells_which_feed_failed_when_and_why(self, day: LoggedDay, name: str, status: int, kind: str) -> None:
        refused = day.answers(name, status)
        assert refused
        assert day.failures(name) == [(at, kind) for at in refused]

    def test_it_tells_why_where_the_answer_was_no_feed_or_no_http(self, day: LoggedDay) -> None:
        assert {kind for _, kind in day.failures("nofeed")} == {"not_a_feed"}
        assert {kind for _, kind in day.failures("garbled")} == {"unreachable"}
        assert day.grep("feed_failed", "kind=refused", "a user name in the address")

    def test_it_has_no_failure_of_a_feed_that_answered(self, day: LoggedDay) -> None:
        assert [
            name for name in ("quiet", "burst", "paged") if day.grep("feed_failed", day.urls[name], "kind=[^r]")
        ] == []

    def test_it_tells_what_each_run_brought(self, day: LoggedDay) -> None:
        assert len(day.runs) == HOURS + HOURS // 6 + 1
        for run_id, flow, new, changed, unchanged in day.runs:
            (line,) = day.grep("dateline.run ended", f" run={run_id} ", f" flow={flow} ")
            assert f" new={new} changed={changed} unchanged={unchanged} " in line
            polled = day.grep(" polled ", f" run={run_id} ")
            entries = sum(int(found) for line in polled for found in re.findall(r" new=(\d+)", line))
            assert flow != "poll" or f" entries={entries} " in line
        assert sum(new for _, _, new, *_ in day.runs) == day.articles

    def test_it_tells_how_long_the_steps_of_each_run_took(self, day: LoggedDay) -> None:
        steps = ("ended", "refined", "loaded", "published", "related", "polled", "feeds_polled", "pages_fetched")
        lines = day.grep(rf" (?:{'|'.join(steps)}) ")
        assert [line for line in lines if not re.search(r" seconds=\d+\.?\d*\b", line)] == []
        for run_id, _, new, *_ in day.runs:
            events = {line.split()[3] for line in day.grep(f" run={run_id} ")}
            assert {"started", "ended", "published"} <= events
            assert not new or {"refined", "loaded", "related"} <= events

    def test_it_tells_what_became_of_feeds_and_pages(self, day: LoggedDay) -> None:
        assert day.grep("feed_moved", re.escape(day.urls["moved"]))
        assert day.grep("feed_rests", re.escape(day.urls["gone"]))
        assert day.grep("feed_recovered", re.escape(day.urls["missing"]))
        assert day.grep("feed_gap", re.escape(day.urls["burst"]))
        assert day.grep("page_failed", "reason=robots")
        assert day.grep("page_failed", "reason=blocked", "status=403")

    def test_no_text_and_no_secret_is_in_it(self, day: LoggedDay) -> None:
        log = day.log.read_text("utf-8").casefold()
        assert [word for word in (*WORDS, *CREDENTIALS) if word.casefold() in log] == []

    def test_the_questions_of_the_guide_have_answers(self, day: LoggedDay) -> None:
        guide = (ROOT / "docs/operations.md").read_text("utf-8")
        questions = re.findall(r"^    (grep .*?)(?:  +#.*)?$", guide.partition("\n## The log\n")[2], re.MULTILINE)
        assert len(questions) >= 8
        for question in questions:
            done = subprocess.run(
                ["bash", "-c", f"set -o pipefail; {question}"], cwd=day.log.parent, capture_output=True, check=False
            )
            assert done.returncode == 0, question
            assert done.stdout.strip(), question


def logs_of_prefect(url: str, run_id: str) -> Iterator[str]:
    """Logger and message of the lines of a run that Prefect's server has."""
    body = json.dumps({"limit": 200, "sort": "TIMESTAMP_DESC"}).encode()
    request = Request(f"{url}/logs/filter", body, {"Content-Type": "application/json"})  # noqa: S310 -- on loopback
    with urlopen(request) as answer:  # noqa: S310 -- likewise
        lines: list[dict[str, Any]] = json.load(answer)
    return (f"{line['name']} {line['message']}" for line in lines if f" run={run_id} " in line["message"])


@pytest.mark.slow
def test_prefect_has_the_lines_of_a_run(dateline: Run, prefect_server: str) -> None:
    done = dateline("ingest", "-v", next(SEEDS.rglob("*.txt")))
    (run_id,) = set(re.findall(r" dateline\.run\.start started run=(\w+) ", done.stderr))
    expected = {"dateline.run.start started", "dateline.load loaded", "dateline.load published", "dateline.run ended"}
    end = time.monotonic() + 30
    while time.monotonic() < end:
        lines = list(logs_of_prefect(prefect_server, run_id))
        if expected <= {" ".join(line.split()[:2]) for line in lines}:
            break
        time.sleep(0.5)
    assert expected <= {" ".join(line.split()[:2]) for line in lines}


@pytest.mark.slow
def test_a_command_is_silent_unless_asked_and_its_report_is_the_same(dateline: Run) -> None:
    path = next(SEEDS.rglob("*.txt"))
    dateline("ingest", path)  # says that it made the data directory
    assert dateline("ingest", path).stderr.strip() == ""
    quiet = dateline("-q", "ingest", path)
    assert quiet.stderr.strip() == ""
    assert "unchanged  1" in quiet.stdout
    failed = dateline("ingest", path.with_name("no-such-file.txt"))
    assert failed.returncode == 1
    assert " ERROR " not in failed.stderr, "the report has said it"


@pytest.mark.parametrize("levels", ["loud", "warning,run"])
def test_a_level_that_is_none_ends_a_command_in_one_line(dateline: Run, levels: str) -> None:
    done = dateline("doctor", DATELINE_LOG_LEVEL=levels)
    assert done.returncode == 1
    assert shlex.split(done.stderr)[0] == "dateline:"
    assert len(done.stderr.splitlines()) == 1
