"""Every example of `docs/operations.md` is run, in the order of its section, or stands here with the reason why not."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS
from tests.support.archives import Crawl
from tests.support.feed_server import FeedServer, Reply
from tests.support.prefect_server import (
    PrefectApi,
    Webhook,
    is_served,
    prefect_environment,
    serve_schedule,
    start_command,
    start_prefect,
    wait_until,
)

PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
AUTOMATION = (ROOT / "docs" / "automation.yaml").read_text("utf-8")
BLOCK_ID = "00000000-0000-0000-0000-000000000000"
# Commands that go on until they are stopped.
ENDLESS = re.compile(r"(?:\w+=\S+ )*(?:dateline schedule|prefect worker start)\b")
# Lines that are not run, and why.
NOT_RUN = {
    r"prefect server start\b": "the server of this test stands for it, on a free port",
    r"prefect worker start .*--type docker": "needs a Docker engine",
    r"grep ": "run on the log of a day in test_log.py",
}
# Sections that say that `dateline schedule` goes on meanwhile.
BESIDE_A_SCHEDULE = {"Start a run from a page, a command, a program"}
ARTICLE = b"<html><body><article><h1>Council meets</h1><p>%s</p></article></body></html>"
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>%s/pages/1</loc>
<lastmod>2026-11-03</lastmod></url></urlset>"""
FEED = b"""<rss version="2.0"><channel><title>Oldport Times</title><item><title>Council meets</title>
<link>%s/pages/2</link><guid>2</guid><description>The council met.</description></item></channel></rss>"""
SUBSCRIPTIONS = '<opml version="2.0"><body><outline text="Oldport Times" xmlUrl="{url}/feed"/></body></opml>'


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code of the page."""

    section: str
    language: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    """Fenced and indented blocks. Those without a language are told by how they begin."""
    for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        section, _, text = part.partition("\n")
        pattern = r"^```(\w*)\n(.*?)^```$|^\n((?: {4}[^\n]*\n|\n(?= {4}))+)"
        for language, fenced, indented in re.findall(pattern, text, flags=re.MULTILINE | re.DOTALL):
            code = fenced or re.sub(r"^ {4}", "", indented, flags=re.MULTILINE)
            yield Block(section, language or guess_language(code), code)


def guess_language(code: str) -> str:
    """SQL, a log or commands."""
    if re.match(r"(?:select|from|with)\b", code):
        return "sql"
    return "text" if re.match(r"\d{4}-\d\d-\d\dT", code) else "sh"


BLOCKS = list(blocks(PAGE))


@dataclass(slots=True)
class Reader:
    """Who does what the page says, in a folder of their own."""

    api: PrefectApi
    folder: Path
    environment: dict[str, str]
    replaced: dict[str, str]
    exported: dict[str, str] = field(default_factory=dict)

    def follow(self, block: Block, stack: ExitStack) -> None:
        """Runs a block; what goes on in it goes on until the stack is closed."""
        text = block.text
        for printed, actual in self.replaced.items():
            text = text.replace(printed, actual)
        if block.language == "sh":
            self._run_lines(text, stack)
        elif block.language == "python":
            printed = self._run([sys.executable, "-c", text]).strip()
            assert printed
            if "Webhook(" in text:
                automation = AUTOMATION.replace(BLOCK_ID, printed)
                (self.folder / "automation.yaml").write_text(automation, "utf-8")
        elif block.language == "sql":
            self._run(["dateline", "sql", text])
        elif block.language == "yaml":
            assert block.text == AUTOMATION
        else:
            assert block.language == "text", block

    def _run_lines(self, text: str, stack: ExitStack) -> None:
        lines: list[str] = []
        for line in re.split(r"\n(?! )", text.strip("\n")):
            if any(re.match(pattern, line) for pattern in NOT_RUN):
                continue
            if line.startswith("export "):
                assigned = shlex.split(line, comments=True)[1:]
                self.exported.update(dict(name.split("=", 1) for name in assigned))
            elif ENDLESS.match(line):
                self._start(line, stack)
            else:
                lines.append(line)
        if lines:
            self._run(["bash", "-c", "set -euo pipefail\n" + "\n".join(lines)])

    def _start(self, line: str, stack: ExitStack) -> None:
        log = self.folder / "background.log"
        environment = self.environment | self.exported
        # In place of the shell, so that Ctrl-C reaches the command.
        command = re.sub(r"^((?:\w+=\S+ )*)", r"exec env \1", line.partition("#")[0])
        stack.enter_context(start_command("bash", "-c", command, environment=environment, cwd=self.folder, log=log))
        if "dateline schedule" in line:
            wait_until(lambda: is_served(self.api), line)

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command,
            env=self.environment | self.exported,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout


def write_shims(folder: Path) -> None:
    """The commands of this environment, as an installation has them."""
    folder.mkdir()
    for name, module in (("dateline", "-P -m flows.cli.main"), ("prefect", "-m prefect")):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', "utf-8")
        (folder / name).chmod(0o755)


def write_inputs(folder: Path, url: str) -> None:
    """The files that the page speaks of."""
    shutil.copytree(SEEDS, folder / "exports")
    article = '{"url": "https://example.com/1", "title": "A", "text": "The council met.", "source": "example.com"}\n'
    (folder / "list").mkdir()
    (folder / "list" / "articles.jsonl").write_text(article, "utf-8")
    (folder / "files.txt").write_text("list/articles.jsonl\n", "utf-8")
    (folder / "cc-news").mkdir()
    (folder / "cc-news" / "1.warc.gz").write_bytes(Crawl().add().out.getvalue())
    (folder / "subscriptions.opml").write_text(SUBSCRIPTIONS.format(url=url), "utf-8")
    shutil.copy(ROOT / "prefect.yaml", folder)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader with a server of Prefect, a web server, a webhook, and the files that the page speaks of."""
    folder = tmp_path_factory.mktemp("operations")
    with FeedServer() as web, Webhook() as webhook, start_prefect(folder / "prefect", "--no-ui") as url:
        html = Reply(headers={"Content-Type": "text/html"}, body=ARTICLE % (b"The council of Oldport met today. " * 9))
        xml = {"Content-Type": "text/xml"}
        site = web.url.encode()
        web.script = {
            "/pages/1": html,
            "/pages/2": html,
            "/sitemap.xml": Reply(headers=xml, body=SITEMAP % site),
            "/feed": Reply(headers=xml, body=FEED % site),
        }
        write_inputs(folder, web.url)
        write_shims(folder / "bin")
        environment = prefect_environment(
            folder / "prefect",
            DATELINE_HOME=str(folder / "home"),
            DATELINE_MODELS="{}",
            DATELINE_HOST_SECONDS="0",
            DATELINE_ALLOWED_NETWORKS='["127.0.0.0/8"]',
            PREFECT_API_URL=url,
            PYTHONPATH=str(ROOT),
        )
        environment["PATH"] = f"{folder / 'bin'}:{environment['PATH']}"
        replaced = {
            "http://127.0.0.1:4200/api": url,
            "https://news.example": web.url,
            "https://chat.example/hooks/news": webhook.url,
            "/srv/exports": str(folder / "exports"),
            "/srv/dateline": str(folder / "home"),
        }
        made = Reader(PrefectApi(url), folder, environment, replaced)
        made.follow(Block("", "sh", "dateline ingest exports\n"), ExitStack())
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("section", dict.fromkeys(block.section for block in BLOCKS))
def test_the_examples_of_a_section_run(reader: Reader, section: str) -> None:
    reader.exported.clear()
    reader.api.delete("work_pools/dateline")
    for deployment in reader.api.post("deployments/filter"):
        reader.api.delete(f"deployments/{deployment['id']}")
    with ExitStack() as stack:
        if section in BESIDE_A_SCHEDULE:
            stack.enter_context(serve_schedule(reader.api, reader.environment, reader.folder))
        for block in BLOCKS:
            if block.section == section:
                reader.follow(block, stack)


def test_all_blocks_are_of_a_kind_that_is_run() -> None:
    assert {block.language for block in BLOCKS} == {"sh", "python", "sql", "yaml", "text"}
    assert PAGE.count("```") == 2 * len(re.findall(r"^```\w+\n", PAGE, re.MULTILINE))
    # What no example shows is not excused.
    lines = "\n".join(block.text for block in BLOCKS)
    assert [pattern for pattern in NOT_RUN if not re.search(rf"^{pattern}", lines, re.MULTILINE)] == []


def test_pictures_of_the_page_are_there_and_small() -> None:
    shown = set(re.findall(r"!\[[^\]]+\]\(images/([^)]+)\)", PAGE))
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()}
    assert set(pictures) == shown
    assert max(pictures.values()) < 200_000
