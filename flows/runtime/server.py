"""Starts a Prefect server for as long as one command lasts. Processes, environment.

Prefect would start a server by itself when a flow begins, but only then, and not before importing the whole server into
the command's own process: 3 s, and 6 s more of waiting (measured on two slow cores). Here it starts first, while the
models load. Where the user has a server (`PREFECT_API_URL`, or a Prefect profile), that one is used.

Run as a module, this is the server itself: `python -m flows.runtime.server`. It prints its port, serves on loopback,
and ends when its standard input does, so that it cannot outlive the command, however that ends.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from flows.runtime.children import use_safe_paths
from flows.runtime.memory import collect_seldom

# Set only where the user has not set them: nothing is reported to anybody, and Prefect's own log stays out of the
# terminal (PREFECT_LOGGING_LEVEL brings it back).
_PRIVATE = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
_QUIET = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL", "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL"}
# The environment in which Prefect starts a server of its own; one that it calls ephemeral starts faster, and has no
# scheduler.
_SERVED = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_FINAL": "1"}
# Most of what a run adds to Prefect's database are its events, which repeat the states of runs and tasks. They are
# still sent, as automations and task runs need them, but not kept. Set only where the user has not set it.
_FRUGAL = {"PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false"}
_EPHEMERAL = {"PREFECT__SERVER_EPHEMERAL": "1"}
# The variable with the address of a server that a command of ours started; its scheduled runs inherit it.
_OWN_SERVER = "DATELINE_OWN_SERVER"
_START_SECONDS = 120
_END_SECONDS = 5
_LOG_NAME = "prefect-server.log"


class ServerError(Exception):
    """The server did not start; a line for the user."""


class Server:
    """The server of this command, or the user's."""

    def __init__(self, url: str | None, log: Path | None) -> None:
        self._url = url
        self._log = log

    def wait(self) -> None:
        """Until the server answers. Raises `ServerError` when it does not, saying where it wrote why."""
        if self._url is None:
            return
        try:
            # Its socket listens from the first moment: the request waits there until the server takes it.
            with urlopen(f"{self._url}/health", timeout=_START_SECONDS):  # noqa: S310 -- our own, on loopback
                return
        except (URLError, OSError) as error:
            raise ServerError(f"Prefect's server did not start: {error}; see {self._log}") from error


def start_server(home: Path, *, scheduling: bool = False) -> Server:
    """A server at `PREFECT_API_URL` until this process ends. Call before Prefect is imported.

    With `scheduling` it also starts runs of deployments when they are due. What the server prints goes to
    `home/prefect-server.log`.
    """
    use_safe_paths()
    quiet = {} if "PREFECT_LOGGING_LEVEL" in os.environ else _QUIET
    for name, value in (_PRIVATE | quiet).items():
        os.environ.setdefault(name, value)
    if _has_own_server():
        return Server(None, None)
    log = home / _LOG_NAME
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.runtime.server"],
            env=_FRUGAL | os.environ | _SERVED | ({} if scheduling else _EPHEMERAL),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            start_new_session=True,  # an interrupt in the terminal is for the command, which then ends the server
        )
    # Exit functions run last in, first out: Prefect sends its last events before its server ends.
    atexit.register(_end, process)
    assert process.stdout is not None  # noqa: S101 -- for the type checker
    url = f"http://127.0.0.1:{process.stdout.readline().strip().decode()}/api"
    os.environ["PREFECT_API_URL"] = os.environ[_OWN_SERVER] = url
    return Server(url, log)


def is_own_server() -> bool:
    """Whether the server at `PREFECT_API_URL` was started by a command of ours: this process, or the one it is from."""
    return _OWN_SERVER in os.environ and os.environ[_OWN_SERVER] == os.environ.get("PREFECT_API_URL")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _has_own_server() -> bool:
    prefect_home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH", prefect_home / "profiles.toml"))
    return "PREFECT_API_URL" in os.environ or profiles.exists()


def _serve() -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listening.getsockname()[1], flush=True)  # noqa: T201 -- the command reads it
    threading.Thread(target=_end_with_input, daemon=True).start()
    collect_seldom()
    import uvicorn  # noqa: PLC0415 -- only the server process needs it

    config = uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on")
    uvicorn.Server(config).run(sockets=[listening])


def _end_with_input() -> None:
    while os.read(0, 1):  # unbuffered: a thread inside a buffered read would spoil the interpreter's shutdown
        pass
    os._exit(0)


if __name__ == "__main__":
    _serve()
