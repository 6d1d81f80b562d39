"""The command as users run it, in a process of its own where a flow starts: real Prefect server, real DuckDB files."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from tests.conftest import ROOT, SEEDS, Run
from tests.support.feed_server import FeedServer, Reply

PARAGRAPH = "The council of Oldport met on Tuesday to talk about the new harbour, which was opened last year. "


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def outcomes(output: str) -> dict[str, int]:
    lines = (line.rsplit(maxsplit=1) for line in output.splitlines())
    return {parts[0].strip(): int(parts[1]) for parts in lines if len(parts) == 2 and parts[1].isdigit()}


def test_seeds_twice_then_an_edited_copy(dateline: Run, home: Path, tmp_path: Path) -> None:
    first = dateline("ingest")
    assert first.returncode == 0, first.stderr
    assert outcomes(first.stdout) == {"new": 2, "changed": 0, "unchanged": 0}
    again = dateline("ingest", "seeds")
    assert outcomes(again.stdout) == {"new": 0, "changed": 0, "unchanged": 2}
    copy = shutil.copy(next(SEEDS.glob("003_*")), tmp_path)
    text = Path(copy).read_text("utf-8")
    Path(copy).write_text(text.replace("comprehensive agreement", "preliminary agreement", 1).replace("(PYD)", ""))
    # An edit in the body alone, so that the headline still says which article it is.
    Path(copy).write_text(text.replace("as stubbornly as", "as firmly as"))
    edited = dateline("ingest", copy)
    assert outcomes(edited.stdout) == {"new": 0, "changed": 1, "unchanged": 0}
    versions = rows(home, "select version, change, contains(text, 'as firmly as') from article_versions order by all")
    assert versions == [(1, "new", False), (1, "new", False), (2, "text", True)]
    assert rows(home, "select status, new, changed, unchanged from ops.runs order by started_at") == [
        ("completed", 2, 0, 0),
        ("completed", 0, 0, 2),
        ("completed", 0, 1, 0),
    ]
    assert rows(home, "select count(*), max(violations) from ops.checks where name = 'spans'") == [(3, 0)]


GOOD: dict[str, str | bytes] = {
    "good/a.txt": PARAGRAPH * 3,
    "good/b.html": f"<html><body><article><h1>Harbour opens</h1><p>{PARAGRAPH * 6}</p></article></body></html>",
    "good/c.jsonl": json.dumps({"url": "https://news.example/c", "text": PARAGRAPH}) + "\n",
    "good/latin.html": f'<meta charset="utf-8"><article><p>Café: {PARAGRAPH * 6}</p></article>'.encode("cp1252"),
}
LOGIN = """<html><head><title>Log in</title></head><body><form><p>Please log in to continue.</p>
<input name="user"><input type="password" name="p"><button>Log in</button></form></body></html>"""
LINE = json.dumps({"url": "https://news.example/x", "text": PARAGRAPH})
BROKEN: dict[str, str | bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "mark.txt": b"\xef\xbb\xbf",
    "noise.txt": random.Random(3).randbytes(4_000),
    "noise.html": random.Random(4).randbytes(4_000),
    "nul.txt": b"\x00" * 4_000,
    "program.txt": b"\x7fELF" + b"\x02\x01\x01" * 40,
    "document.html": b"%PDF-1.7 \xe2\xe3\xcf\xd3",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    "utf16_cut.txt": b"\xff\xfe" + "words".encode("utf-16-le")[:-1],
    "not_utf8.txt": b"\xef\xbb\xbf caf\xe9 caf\xe9",
    "surrogates.txt": b"A lone \xed\xa0\x80 surrogate in the text.",
    "surrogates.jsonl": '{"url": "https://news.example/s", "text": "lone \\ud800 surrogate"}',
    "cut.jsonl": LINE[:-20],
    "list.jsonl": "[1, 2, 3]",
    "deep.jsonl": "[" * 50_000,
    "no_url.jsonl": json.dumps({"text": PARAGRAPH}),
    "bad_date.jsonl": LINE[:-1] + ', "published_at": "yesterday"}',
    "bad_type.jsonl": LINE[:-1] + ', "authors": 5}',
    "neither.jsonl": json.dumps({"url": "https://news.example/n"}),
    "cut.jsonl.gz": gzip.compress((LINE + "\n").encode() * 50)[:-30],
    "plain.jsonl.gz": LINE,
    "login.html": LOGIN,
    "nothing.html": "<html><head><title>x</title></head><body><script>var x = 1</script></body></html>",
    "marks.txt": '"\n\n"\n\n!',
    "photo.jpg": b"\xff\xd8\xff\xe0",
    "feed.pdf": b"%PDF",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "input"
    for name, content in (GOOD | BROKEN).items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content.encode() if isinstance(content, str) else content)
    with (made / "huge.txt").open("wb") as huge:
        huge.truncate(300 * 1024 * 1024)
    (made / "nowhere.txt").symlink_to(made / "no such file")
    (made / "circle.txt").symlink_to(made / "circle.txt")
    (made / "good" / "up").symlink_to(made)
    return made


def test_a_folder_of_broken_files_loads_the_good_and_says_why_of_the_bad(
    dateline: Run, home: Path, folder: Path
) -> None:
    done = dateline("ingest", folder)
    assert done.returncode == 0, done.stderr
    # The damaged archive holds good lines before the damage: they are one article more.
    assert outcomes(done.stdout)["new"] == len(GOOD) + 1
    rejected = {
        str(uri).rsplit("/", 1)[-1]: (reason, detail)
        for uri, reason, detail in rows(home, "select uri, reason, detail from ops.rejects")
    }
    assert set(rejected) == {*BROKEN, "huge.txt", "nowhere.txt", "circle.txt", "up"}
    assert all(detail for _, detail in rejected.values())
    reasons = {name: reason for name, (reason, _) in rejected.items()}
    assert reasons["empty.txt"] == reasons["blank.txt"] == reasons["mark.txt"] == "empty"
    assert reasons["noise.txt"] == reasons["nul.txt"] == reasons["program.txt"] == "binary"
    assert reasons["surrogates.txt"] == reasons["utf16_cut.txt"] == reasons["not_utf8.txt"] == "undecodable"
    assert reasons["huge.txt"] == "too_large"
    assert reasons["cut.jsonl"] == reasons["list.jsonl"] == reasons["deep.jsonl"] == "bad_json"
    assert reasons["no_url.jsonl"] == reasons["bad_date.jsonl"] == reasons["surrogates.jsonl"] == "bad_field"
    assert reasons["login.html"] == "login_page"
    assert reasons["nothing.html"] == reasons["marks.txt"] == "no_text"
    assert reasons["cut.jsonl.gz"] == reasons["nowhere.txt"] == reasons["circle.txt"] == "unreadable"
    assert reasons["up"] == "link_loop"
    assert reasons["photo.jpg"] == "unsupported"
    assert rows(home, "select count(*) from articles where contains(text, 'Café')") == [(1,)]


READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
count = lambda: print(connection.execute("select count(*) from articles").fetchone()[0], flush=True)
count()
for _ in sys.stdin:
    count()
"""


def test_a_reader_never_blocks_a_load_and_keeps_its_snapshot(dateline: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PARAGRAPH)
    (tmp_path / "two.txt").write_text(PARAGRAPH.upper())
    assert dateline("ingest", tmp_path / "one.txt").returncode == 0
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(home / "news.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    with reader:
        assert reader.stdout.readline() == "1\n"
        loaded = dateline("ingest", tmp_path / "two.txt")
        assert loaded.returncode == 0, loaded.stderr
        print("again", file=reader.stdin, flush=True)
        assert reader.stdout.readline() == "1\n"
        assert rows(home, "select count(*) from articles") == [(2,)]
        reader.stdin.close()


def test_nothing_that_could_be_read_is_a_failure(dateline: Run, tmp_path: Path) -> None:
    done = dateline("ingest", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "no such file or folder" in done.stdout


def test_a_busy_warehouse_is_said_in_one_line(dateline: Run, home: Path) -> None:
    home.mkdir()
    with FileLock(home / "writer.lock"):
        done = dateline("ingest", DATELINE_LOCK_WAIT_SECONDS="0.2")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("dateline: warehouse is busy:")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, prefect_server: str) -> Path:
    home = tmp_path_factory.mktemp("loaded")
    subprocess.run(
        [sys.executable, "-m", "flows.cli.main", "ingest"],
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "DATELINE_HOME": str(home), "PREFECT_API_URL": prefect_server},
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return home


def test_rows_come_in_every_format(command: Run, loaded: Path, tmp_path: Path) -> None:
    query = "select name, 'a, \"b\"\nc' as odd from entities where kind = 'law' order by name"

    def asked(*arguments: object) -> str:
        done = command("sql", query, *arguments, DATELINE_HOME=str(loaded))
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "Caesar Act" in asked()
    assert asked("--format", "csv") == 'name,odd\nCaesar Act,"a, ""b""\nc"\n'
    assert json.loads(asked("--format", "json")) == [{"name": "Caesar Act", "odd": 'a, "b"\nc'}]
    assert json.loads(asked("--format", "jsonl")) == {"name": "Caesar Act", "odd": 'a, "b"\nc'}
    target = tmp_path / "rows.parquet"
    assert asked("--format", "parquet", "-o", target) == ""
    assert duckdb.sql(f"select name from '{target}'").fetchall() == [("Caesar Act",)]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["sql", "select no_such from articles"], 1, "dateline: query: select no_such from articles: Binder Error"),
        (["sql", "create table x (a int)"], 1, "read-only"),
        (["sql", "--named", "nothing"], 1, "no query of that name; there are articles"),
        (["sql", "select 1", "--format", "parquet"], 2, "needs --output"),
        (["sql", "select 1", "--list"], 2, "give one of"),
        (["sql", "--format", "xml"], 2, "xml"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_trouble_is_a_line_and_a_status(
    command: Run, loaded: Path, arguments: list[str], status: int, says: str
) -> None:
    done = command(*arguments, DATELINE_HOME=str(loaded))
    assert done.returncode == status
    assert says in done.stderr
    if status == 1:
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_script_on_standard_input_is_run(loaded: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli.main", "sql", "--format", "csv"],
        input="create temp table x as select 1 as a;\nselect a + 1 as b from x;",
        env={"PATH": "/usr/bin:/bin", "DATELINE_HOME": str(loaded)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "b\n2\n"


def test_every_named_query_answers_on_the_seeds(command: Run, loaded: Path) -> None:
    listed = command("sql", "--list").stdout.splitlines()
    assert len(listed) == len(list((ROOT / "warehouse/sql/queries").glob("*.sql")))
    people = command("sql", "-n", "people", "--format", "csv", DATELINE_HOME=str(loaded)).stdout
    assert "Ali Abdullah Ayyoub" in people


def test_without_a_database_sql_says_what_to_do(command: Run) -> None:
    done = command("sql", "select 1")
    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing has been ingested yet; try: dateline ingest" in done.stderr


def test_the_doctor_finds_what_is_there_and_what_is_not(command: Run, loaded: Path) -> None:
    well = command("doctor", DATELINE_HOME=str(loaded))
    assert well.returncode == 0, well.stdout
    assert "2 articles" in well.stdout
    assert "no violations" in well.stdout
    ill = command("doctor", DATELINE_MODELS='{"en": "no_such_model"}')
    assert ill.returncode == 1
    assert "FAIL  model for en" in ill.stdout


@pytest.mark.parametrize(
    ("name", "value"), [("DATELINE_WORKERS", "none"), ("DATELINE_WORKERS", "0"), ("DATELINE_MODELS", "en")]
)
def test_a_wrong_setting_is_named(command: Run, name: str, value: str) -> None:
    done = command("doctor", **{name: value})
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert name.removeprefix("DATELINE_").lower() in done.stderr.lower()


def test_a_model_that_is_not_installed_is_said_before_anything_is_done(dateline: Run, home: Path) -> None:
    done = dateline("ingest", DATELINE_MODELS='{"en": "no_such_model"}')
    assert done.returncode == 1
    assert "no_such_model" in done.stderr
    assert not (home / "news.duckdb").exists()


def test_a_language_without_a_pipeline_is_loaded_without_mentions(dateline: Run, home: Path, tmp_path: Path) -> None:
    text = "Le président Emmanuel Macron a rencontré mardi à Paris la chancelière Angela Merkel pour parler du climat. "
    (tmp_path / "fr.txt").write_text(text * 3)
    assert dateline("ingest", tmp_path / "fr.txt").returncode == 0
    assert rows(home, "select language, annotated_with from articles") == [("fr", None)]
    assert rows(home, "select count(*) from mentions") == [(0,)]


def test_two_loads_at_once_both_succeed(dateline: Run, home: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{name.capitalize()}: {PARAGRAPH}")
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda name: dateline("ingest", tmp_path / f"{name}.txt"), ("one", "two")))
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert rows(home, "select count(*) from articles") == [(2,)]
    assert rows(home, "select status, new from ops.runs") == [("completed", 1)] * 2


# The web

LOOPBACK = {"DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]', "DATELINE_HOST_SECONDS": "0"}
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as one:
        yield one


def page(title: str) -> Reply:
    body = f"<html><article><h1>{title}</h1><p>{title}: {PARAGRAPH * 6}</p></article></html>"
    return Reply(headers=HTML, body=body.encode())


def feed(server: FeedServer, *names: str) -> bytes:
    items = "".join(
        f"<item><title>The story of {name} at the harbour</title><link>{server.url}/{name}</link>"
        f"<description>{name}: {PARAGRAPH}</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>The Oldport Post</title>{items}</channel></rss>".encode()


def test_addresses_are_fetched_and_those_that_give_nothing_say_why(
    dateline: Run, home: Path, server: FeedServer
) -> None:
    server.script = {
        "/rss": Reply(body=feed(server, "one", "two", "gone")),
        **{f"/{name}": page(name) for name in ("one", "two", "three")},
    }
    addresses = [f"{server.url}/{name}" for name in ("rss", "three", "missing")]
    done = dateline("ingest", *addresses, "http://10.1.2.3/", **LOOPBACK)
    assert done.returncode == 0, done.stderr
    assert outcomes(done.stdout) | {"new": 4, "rejected: no_page": 2} == outcomes(done.stdout)
    found = rows(home, "select url.split('/')[-1], truncated_because, source_id is not null from articles order by all")
    assert found == [("gone", "not_found", True), ("one", None, True), ("three", None, True), ("two", None, True)]
    reasons = rows(home, "select reason, detail.split(':')[1] from ops.rejects order by all")
    assert reasons == [("no_page", "not_found"), ("no_page", "private_address")]
    assert rows(home, "select count(*) from ops.fetches where outcome = 'answered' and purpose = 'page'") == [(6,)]


def test_without_pages_a_feed_is_what_it_holds(dateline: Run, home: Path, server: FeedServer) -> None:
    server.script = {"/rss": Reply(body=feed(server, "one", "two"))}
    done = dateline("ingest", "--no-pages", f"{server.url}/rss", **LOOPBACK)
    assert outcomes(done.stdout)["new"] == 2
    assert "/one" not in server.paths()
    assert rows(home, "select distinct is_truncated from articles") == [(True,)]


def test_a_feed_in_a_file_is_what_it_holds_until_its_pages_are_asked_for(
    dateline: Run, home: Path, tmp_path: Path, server: FeedServer
) -> None:
    server.script = {"/one": page("one"), "/two": page("two")}
    (tmp_path / "feed.xml").write_bytes(feed(server, "one", "two"))
    assert outcomes(dateline("ingest", tmp_path / "feed.xml", **LOOPBACK).stdout)["new"] == 2
    assert server.asked == []
    with_pages = dateline("ingest", "--pages", tmp_path / "feed.xml", **LOOPBACK)
    assert outcomes(with_pages.stdout) == {"new": 0, "changed": 2, "unchanged": 0}
    versions = rows(home, "select version, is_truncated from article_versions order by all")
    assert versions == [(1, True), (1, True), (2, False), (2, False)]


def test_a_private_address_is_refused_and_nothing_else_is_a_failure(dateline: Run, server: FeedServer) -> None:
    server.script = {"/a": page("a")}
    done = dateline("ingest", f"{server.url}/a", DATELINE_HOST_SECONDS="0")
    assert done.returncode == 1
    assert "private_address" in done.stdout
    assert server.asked == []


def test_a_watch_list_is_added_to_shown_checked_and_handed_on(
    command: Run, home: Path, tmp_path: Path, server: FeedServer
) -> None:
    announced = '<link rel="alternate" type="application/rss+xml" href="/rss" title="Main">'
    server.script = {
        "/": Reply(headers=HTML, body=f"<html><head>{announced}</head><p>Front page</p></html>".encode()),
        "/rss": Reply(body=feed(server, "one", "two")),
    }
    assert "no feeds yet" in command("feeds", "list").stdout
    added = command("feeds", "add", f"{server.url}/", "--folder", "News", "--folder", "Local", **LOOPBACK)
    assert added.returncode == 0, added.stderr
    assert added.stdout.splitlines()[0] == f"added: The Oldport Post: {server.url}/rss (2 entries)"
    again = command("feeds", "add", f"{server.url}/rss", **LOOPBACK)
    assert again.stdout.startswith("watched already: ")
    assert rows(home, "select url, title, folder, pages from feeds") == [
        (f"{server.url}/rss", "The Oldport Post", ["News", "Local"], True)
    ]
    listed = command("feeds", "list").stdout
    assert f"{server.url}/rss" in listed
    assert "not polled yet" in listed
    checked = command("feeds", "check", **LOOPBACK)
    assert checked.returncode == 0
    assert checked.stdout.splitlines()[1].split()[:3] == [f"{server.url}/rss", "updated", "2"]
    opml = tmp_path / "mine.opml"
    assert command("feeds", "export", "-o", opml).returncode == 0
    removed = command("feeds", "remove", f"{server.url}/rss")
    assert removed.stdout == f"removed: {server.url}/rss\n"
    assert "no feeds yet" in command("feeds", "list").stdout
    imported = command("feeds", "import", opml, "--no-pages")
    assert imported.stdout.splitlines()[0] == "added 1, watched already 0, refused 0"
    assert rows(home, "select folder, pages, removed_at is null from feeds") == [(["News", "Local"], False, True)]
    history = rows(home, "select what from ops.feed_history order by happened_at")
    assert [what for (what,) in history] == ["added", "removed", "added"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["feeds", "add", "gopher://news.example/"], "dateline: feed: gopher://news.example/: not a web address"),
        (["feeds", "add", "http://127.0.0.1:9/"], "private_address"),
        (["feeds", "remove", "https://news.example/rss"], "not on the watch list (dateline feeds list)"),
        (["backfill", "--list", "/no/such/list"], "No such file"),
        (["verify"], "nothing has been ingested yet"),
        (["reprocess"], "nothing has been ingested yet"),
    ],
)
def test_trouble_with_feeds_and_archives_is_a_line(dateline: Run, arguments: list[str], says: str) -> None:
    done = dateline(*arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("dateline: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["backfill"],
        ["backfill", ".", "--since", "yesterday"],
        ["feeds", "import", "/no/such.opml"],
        ["feeds", "nothing"],
    ],
)
def test_wrong_usage_is_told_from_failure(command: Run, arguments: list[str]) -> None:
    assert command(*arguments).returncode == 2
