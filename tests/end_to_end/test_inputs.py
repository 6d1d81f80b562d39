"""Inputs from the file to the tables: lists whose pages are fetched, mapped columns, archives; resumed, verified."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Run
from tests.support.feed_server import FeedServer, Reply

pytestmark = pytest.mark.slow
QUICK = {"DATELINE_MODELS": "{}", "DATELINE_WORKERS": "1", "DATELINE_HOST_SECONDS": "0"}
LOOPBACK = QUICK | {"DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]'}
WORDS = "The council of Oldport met on Tuesday to talk about the new harbour, which was opened last year. " * 9
COLUMNS = ("id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer({}) as started:
        yield started


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def page(name: str) -> Reply:
    text = f"<html><head><title>{name}</title></head><body><article><h1>Harbour {name}</h1><p>{WORDS}</article></body>"
    return Reply(headers={"Content-Type": "text/html"}, body=text.encode())


def write_list(path: Path, server: FeedServer, *names: str) -> Path:
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for name in names:
            address = f"{server.url}/{name}"
            table.writerow(
                (name, "2024-05-02", "en", "The Post", "post.example", "2024-05-01", f"Title {name}", address)
            )
    return path


def test_the_pages_of_a_list_are_fetched_when_that_is_asked_for(
    dateline: Run, home: Path, tmp_path: Path, server: FeedServer
) -> None:
    server.script = {"/one": page("one"), "/two": page("two")}
    path = write_list(tmp_path / "mediacloud.csv", server, "one", "two", "gone", "one")
    without = dateline("ingest", path, **LOOPBACK)
    assert without.returncode == 1
    assert "no text: --pages fetches the page" in without.stdout
    assert "4 documents or lines refused: dateline sql --named rejects" in without.stdout
    assert server.asked == []
    done = dateline("ingest", path, "--pages", **LOOPBACK)
    assert done.returncode == 0, done.stderr
    query = (
        "select url.split('/')[-1], title, published_at::date::varchar, truncated_because from articles order by all"
    )
    assert rows(home, query) == [
        ("gone", "Title gone", "2024-05-01", "not_found"),
        ("one", "one", "2024-05-01", None),
        ("two", "two", "2024-05-01", None),
    ]
    assert dateline("verify", **LOOPBACK).returncode == 0


def test_a_backfill_of_a_list_goes_on_where_it_stopped(
    dateline: Run, home: Path, tmp_path: Path, server: FeedServer
) -> None:
    server.script = {"/one": page("one")}
    path = write_list(tmp_path / "mediacloud.csv", server, "one", "two")
    assert dateline("backfill", path, "--pages", **LOOPBACK).returncode == 0
    server.script = {"/one": page("one"), "/two": page("two")}
    server.asked.clear()
    again = dateline("backfill", path, "--pages", "--since", "2024-01-01", **LOOPBACK)
    assert again.returncode == 0, again.stderr
    assert [path for path in server.paths() if path in ("/one", "/two")] == ["/two"]
    assert rows(home, "select count(*), count(truncated_because) from articles") == [(2, 0)]
    server.asked.clear()
    assert dateline("backfill", path, "--pages", "--until", "2024-01-01", **LOOPBACK).returncode == 0
    assert server.paths() == []
    assert dateline("verify", **LOOPBACK).returncode == 0


def test_columns_that_are_mapped_are_mapped_in_a_replay_and_another_map_is_another_document(
    dateline: Run, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text(f'adr,kopf,wortlaut\nhttps://n.example/a,Kopf,"One. {WORDS}"\n')
    (folder / "b.jsonl").write_text(f'{{"adr": "https://n.example/b", "kopf": "Kopf", "wortlaut": "{WORDS}"}}\n')
    unmapped = dateline("backfill", folder, **QUICK)
    assert unmapped.returncode == 0
    assert rows(home, "select count(*) from articles") == [(0,)]
    maps = ("--map", "url=adr", "--map", "title=kopf", "--map", "text=wortlaut")
    assert dateline("backfill", folder, *maps, **QUICK).returncode == 0
    assert rows(home, "select distinct title, count(*) from articles group by all") == [("Kopf", 2)]
    again = dateline("backfill", folder, *maps, **QUICK)
    assert "passed over, loaded before: 2" in again.stdout
    assert dateline("verify", **QUICK).returncode == 0
    parameters = rows(home, "select parameters->>'$.columns.title' from ops.runs order by started_at desc limit 1")
    assert parameters == [("kopf",)]


def test_a_zip_archive_is_resumed_member_by_member_and_follows_from_the_archive(
    dateline: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "clips.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", f"First. {WORDS}")
        archive.writestr("photo.jpg", b"no")
    assert dateline("backfill", path, **QUICK).returncode == 0
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("b/rows.csv", f'url,text\nhttps://n.example/b,"Second. {WORDS}"\n')
    again = dateline("backfill", path, **QUICK)
    assert "passed over, loaded before: 2" in again.stdout
    uris = (
        "select split_part(uri, '/', -1), line from ops.captures union all select split_part(uri, '/', -1), line from"
    )
    assert sorted(rows(home, f"{uris} ops.rejects"), key=str) == [("a.txt", None), ("photo.jpg", None), ("rows.csv", 2)]
    assert rows(home, "select count(*) from articles") == [(2,)]
    path.unlink()
    assert dateline("verify", **QUICK).returncode == 0


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("titel=kopf", "titel: no such field; the fields are url, title, text, html"),
        ("kopf", "'kopf' is no FIELD=COLUMN"),
    ],
)
def test_a_wrong_map_is_a_usage_error(command: Run, tmp_path: Path, given: str, fault: str) -> None:
    done = command("ingest", tmp_path, "--map", given)
    assert done.returncode == 2
    assert fault in done.stderr
