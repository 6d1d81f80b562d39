"""Prefect as its users run it: a server, `dateline schedule` and Prefect's own command beside it, and the API.

For tests of deployments and for the screenshots of the documentation. Processes, network on loopback.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

# Generous: on a busy machine the server alone takes half a minute to start, and a run 20 s.
LONGEST_SECONDS = 180.0
FINAL = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
ROOT = Path(__file__).resolve().parents[2]
_Value = TypeVar("_Value")


class PrefectApi:
    """The API of a server. Answers are JSON."""

    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, path: str) -> Any:
        """The answer to GET."""
        return self._ask(Request(f"{self.url}/{path}"))  # noqa: S310 -- our own server on loopback

    def post(self, path: str, **body: Any) -> Any:
        """The answer to POST. Raises `HTTPError`, as for a parameter that does not validate."""
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return self._ask(Request(f"{self.url}/{path}", data=data, headers=headers))  # noqa: S310 -- likewise

    def delete(self, path: str) -> None:
        """Deletes; nothing where there is nothing."""
        with suppress(HTTPError):
            self._ask(Request(f"{self.url}/{path}", method="DELETE"))  # noqa: S310 -- likewise

    def deployment(self, name: str) -> dict[str, Any]:
        """The deployment `FLOW/NAME`."""
        deployment: dict[str, Any] = self.get(f"deployments/name/{name}")
        return deployment

    def start(self, name: str, **parameters: Any) -> str:
        """Starts a run of the deployment `FLOW/NAME`; returns its id."""
        run = self.post(f"deployments/{self.deployment(name)['id']}/create_flow_run", parameters=parameters)
        return str(run["id"])

    def wait_for(self, run_id: str) -> dict[str, Any]:
        """The run, when it has ended."""

        def ended() -> dict[str, Any] | None:
            run: dict[str, Any] = self.get(f"flow_runs/{run_id}")
            return run if run["state_type"] in FINAL else None

        return wait_until(ended, f"the end of run {run_id}")

    def logs(self, run_id: str) -> list[str]:
        """The log of a run, as its page shows it."""
        chosen = {"flow_run_id": {"any_": [run_id]}}
        return [str(line["message"]) for line in self.post("logs/filter", logs=chosen, sort="TIMESTAMP_ASC")]

    def tasks(self, run_id: str) -> list[dict[str, Any]]:
        """The tasks of a run, in the order in which they began."""
        chosen = {"flow_run_id": {"any_": [run_id]}}
        tasks: list[dict[str, Any]] = self.post("task_runs/filter", task_runs=chosen, sort="EXPECTED_START_TIME_DESC")
        return tasks[::-1]

    def artifacts(self, run_id: str) -> dict[str, dict[str, Any]]:
        """The artifacts of a run by key; a progress bar has none and is left out."""
        chosen = {"flow_run_id": {"any_": [run_id]}}
        found: list[dict[str, Any]] = self.post("artifacts/filter", artifacts=chosen, sort="CREATED_DESC")
        return {str(artifact["key"]): artifact for artifact in found[::-1] if artifact["key"]}

    def _ask(self, request: Request) -> Any:
        end = time.monotonic() + LONGEST_SECONDS
        while True:
            try:
                with urlopen(request, timeout=30) as answer:  # noqa: S310 -- our own server on loopback
                    return json.loads(answer.read() or b"null")
            except HTTPError as error:
                error.close()  # it holds the connection
                # Its database is busy; Prefect's own client asks again too.
                if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > end:
                    raise
            time.sleep(1)


def wait_until(look: Callable[[], _Value | None], what: str) -> _Value:
    """What `look` returns, as soon as that is something. Raises `TimeoutError`."""
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        if seen := look():
            return seen
        time.sleep(0.25)
    raise TimeoutError(what)


def prefect_environment(home: Path, **more: str) -> dict[str, str]:
    """An environment in which Prefect keeps to `home`, and reports nothing to anybody."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "DATELINE_"))}
    quiet = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1", "NO_COLOR": "1"}
    # The command and the interpreter of this environment come first, as in a shell in which it is activated.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return inherited | quiet | {"PREFECT_HOME": str(home), "PATH": path} | more


@contextmanager
def start_prefect(home: Path, *options: str) -> Iterator[str]:
    """A server with all its services on loopback for the length of the block; yields the address of its API.

    `options` are those of `prefect server start`.
    """
    home.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ["--host", "127.0.0.1", "--port", str(port)]
    url = f"http://127.0.0.1:{port}/api"
    pages = {"PREFECT_SERVER_UI_API_URL": url, "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false"}
    environment = prefect_environment(home, **pages)
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", *where, *options],
            env=environment,
            cwd=home,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until(lambda: _is_up(f"{url}/health", server), "the start of Prefect's server")
            yield url
        finally:
            server.terminate()
            server.wait(30)


def _is_up(url: str, server: subprocess.Popen[bytes]) -> bool:
    if server.poll() is not None:
        raise RuntimeError("Prefect's server did not start")
    try:
        with urlopen(url, timeout=2):  # noqa: S310 -- our own server on loopback
            return True
    except (URLError, OSError):
        return False


@contextmanager
def start_command(*command: str, environment: Mapping[str, str], cwd: Path, log: Path) -> Iterator[None]:
    """A command that goes on for the length of the block and is then interrupted, as by Ctrl-C."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=dict(environment), cwd=cwd, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def serve_schedule(api: PrefectApi, environment: Mapping[str, str], folder: Path) -> Iterator[None]:
    """`dateline schedule`, started in `folder`, until the end of the block; yields when it serves its deployments."""
    command = [sys.executable, "-P", "-m", "flows.cli.main", "schedule"]
    paths = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH"))))
    surroundings = {**environment, "PREFECT_API_URL": api.url, "PYTHONPATH": paths}
    with start_command(*command, environment=surroundings, cwd=folder, log=folder / "schedule.log"):
        wait_until(lambda: is_served(api), "the deployments of dateline schedule")
        yield


def is_served(api: PrefectApi) -> bool:
    """Whether `dateline schedule` has stored its deployments."""
    try:
        # The last that is stored.
        return bool(api.deployment("verify/dateline"))
    except HTTPError:
        return False


class Webhook:
    """A web server on loopback that keeps the body of every POST in `messages`."""

    def __init__(self) -> None:
        messages: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            """Answers 204."""

            kept: ClassVar[list[str]] = messages

            def do_POST(self) -> None:
                """Keeps the body."""
                self.kept.append(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_arguments: Any) -> None:
                """Prints nothing."""

        self.messages = messages
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hooks/dateline"

    def __enter__(self) -> Webhook:
        """Begins to serve."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends."""
        self._server.shutdown()
        self._server.server_close()
