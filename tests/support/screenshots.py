"""Pictures of Prefect's pages for `docs/operations.md`: `python -m tests.support.screenshots [FOLDER]`.

Starts a server of Prefect and `dateline schedule`, loads the seeds with a file that is no article, and takes the
pictures with Chromium (Debian's package `chromium`) through its debugging protocol; `websockets` comes with Prefect.
Processes, network on loopback, files.
"""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect
from websockets.sync.connection import Connection

from tests.support.prefect_server import (
    LONGEST_SECONDS,
    ROOT,
    PrefectApi,
    prefect_environment,
    serve_schedule,
    start_prefect,
    wait_until,
)

IMAGES = ROOT / "docs" / "images"
WIDTH = 1200
LARGEST_BYTES = 200_000
# Without them Chromium asks hosts of its maker for updates.
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)


class Browser:
    """A page of Chromium."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self._session: str | None = None
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def show(self, url: str, height: int, *texts: str) -> None:
        """Opens a page in a window of this height, and waits until it shows the texts."""
        size = {"width": WIDTH, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **size)
        self._call("Page.navigate", url=url)
        for text in texts:
            self.wait_for(text)

    def wait_for(self, text: str) -> None:
        """Waits until the page shows a text."""
        wait_until(lambda: self.evaluate(f"document.body.innerText.includes({json.dumps(text)})"), text)
        time.sleep(2)  # what moves comes to rest

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in JavaScript."""
        return self._call("Runtime.evaluate", expression=expression)["result"].get("value")

    def take_picture(self, path: Path) -> None:
        """Writes the page as PNG. Raises `ValueError` for one that is too large for the documentation."""
        data = base64.b64decode(self._call("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"])
        if len(data) > LARGEST_BYTES:
            raise ValueError(f"{path.name}: {len(data)} bytes")
        path.write_bytes(data)

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        self._connection.send(json.dumps(message | ({"sessionId": self._session} if self._session else {})))
        while (answer := json.loads(self._connection.recv(LONGEST_SECONDS))).get("id") != number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result


@contextmanager
def open_browser(profile: Path) -> Iterator[Browser]:
    """Chromium without a window, until the end of the block."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("screenshots: chromium is missing: apt-get install chromium")
    command = [chromium, *OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port_file = profile / "DevToolsActivePort"
    try:
        wait_until(lambda: port_file.exists() and port_file.read_text(), "the start of Chromium")
        port, path = port_file.read_text().split()
        with connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as connection:
            yield Browser(connection)
    finally:
        process.terminate()
        process.wait(30)


def run_backfill(api: PrefectApi, folder: Path) -> str:
    """Loads the seeds and a file that is no article through the deployment; returns the id of the run."""
    exports = folder / "exports"
    shutil.copytree(ROOT / "seeds", exports)
    (exports / "broken.jsonl").write_text('{"title": "A headline without a text"}\n{"title": "Half a li\n', "utf-8")
    return str(api.wait_for(api.start("backfill/dateline", paths=[str(exports)]))["id"])


def take_pictures(api: PrefectApi, run_id: str, images: Path, profile: Path) -> None:
    """Takes all pictures of the documentation."""
    images.mkdir(parents=True, exist_ok=True)
    pages = api.url.removesuffix("/api")
    deployment_id = api.deployment("backfill/dateline")["id"]
    rejects_id = api.artifacts(run_id)["rejects"]["id"]
    with open_browser(profile) as browser:
        browser.show(f"{pages}/deployments", 740, "reprocess", "backfill", "maintain")
        browser.take_picture(images / "deployments.png")
        browser.show(f"{pages}/runs/flow-run/{run_id}", 1300, "Degraded", "loaded run=")
        browser.take_picture(images / "run.png")
        browser.show(f"{pages}/deployments/deployment/{deployment_id}/run", 1300, "paths", "since")
        browser.take_picture(images / "backfill-form.png")
        browser.show(f"{pages}/artifacts/artifact/{rejects_id}", 620, "broken.jsonl")
        browser.take_picture(images / "rejects.png")


def main(images: Path, folder: Path) -> None:
    """Starts everything, runs a backfill and takes the pictures."""
    environment = prefect_environment(folder / "prefect", DATELINE_HOME=str(folder / "home"))
    with start_prefect(folder / "prefect") as url, serve_schedule(PrefectApi(url), environment, folder):
        api = PrefectApi(url)
        take_pictures(api, run_backfill(api, folder), images, folder / "chromium")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="news-", ignore_cleanup_errors=True) as temporary:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES, Path(temporary))
