"""Every example of `docs/inputs.md` runs as it is printed; kinds, fields and caps are those of the code."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tasks.inputs.fields import FIELDS
from tasks.inputs.registry import INPUT_KINDS
from tasks.inputs.zip_archive import ZIP_LIMITS
from tests.conftest import ROOT
from tests.support.examples import run_section, sections
from tests.support.feed_server import FeedServer, Reply

PAGE = (ROOT / "docs/inputs.md").read_text("utf-8")
SECTIONS = sections(PAGE)
OUTLET = "https://post.example"


def page(title: str) -> Reply:
    words = f"It was {title} in Oldport all day on Monday, and nobody left the house before the evening. " * 9
    text = f"<html><head><title>{title.title()} in Oldport</title></head><body><article><p>{words}</p></article></body>"
    return Reply(headers={"Content-Type": "text/html"}, body=text.encode())


@pytest.mark.slow
@pytest.mark.parametrize("title", SECTIONS)
def test_an_example_prints_what_the_page_says(title: str, tmp_path: Path, prefect_server: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "PREFECT_"))}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}",
        "DATELINE_HOME": str(tmp_path / "data"),
        "DATELINE_MODELS": "{}",
        "DATELINE_WORKERS": "1",
        "DATELINE_HOST_SECONDS": "0",
        "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
        "PREFECT_API_URL": prefect_server,
    }
    folder = tmp_path / "folder"
    folder.mkdir()
    with FeedServer({"/rain": page("rain"), "/sun": page("sun")}) as server:
        # The outlet of the page does not exist: a server on loopback stands for it.
        section = SECTIONS[title].replace(OUTLET, server.url)
        for printed in run_section(section, folder, environment):
            assert printed.is_as_printed, f"{printed.source}\n{printed.answer}\n{printed.errors}"


def test_every_section_but_none_has_an_example() -> None:
    assert list(SECTIONS) == re.findall(r"^## (.+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("ending", sorted({ending for kind in INPUT_KINDS for ending in kind.endings}))
def test_every_ending_is_in_the_table(ending: str) -> None:
    assert f"`{ending}`" in PAGE.partition("## ")[0]


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_in_the_table(name: str) -> None:
    assert f"\n| `{name}` | " in PAGE


def test_the_caps_of_zip_archives_are_stated() -> None:
    stated = f"{ZIP_LIMITS.members:,} members and\nunpack to {ZIP_LIMITS.total_bytes // 1024**3} GiB"
    assert stated in PAGE
    assert f"{ZIP_LIMITS.ratio} times its size" in PAGE
