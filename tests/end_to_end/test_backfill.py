"""Backfills: a plan that writes nothing, what is wanted and what is passed over, and going on where another stopped."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

from flows.load.backfill_plan import plan_backfill, skip_loaded
from flows.load.batches import archive_of
from flows.load.report import RunFailed, RunReport
from flows.load.resources import Resources, call_flow
from flows.load.workers import Workers
from flows.loading import backfill, ingest
from flows.replay import verify
from flows.runtime.clock import Clock, utc_now
from flows.runtime.settings import Settings
from tasks.archive.captures import Input
from tasks.archive.log import ArchiveError
from tasks.inputs.backfill_filter import BackfillFilter, explain_skip
from tasks.inputs.files import read_inputs
from tasks.model.stages import Capture, Media, Reference
from tests.conftest import Run
from tests.support.archives import Crawl, reject
from tests.support.builders import NOW, RUN, capture, fixed_clock
from tests.support.feed_server import FeedServer, Reply
from warehouse.model.vocabulary import Outcome

pytestmark = pytest.mark.slow
MARCH, APRIL = datetime(2020, 3, 1, tzinfo=UTC), datetime(2020, 4, 1, tzinfo=UTC)
WORDS = "The council of Oldport met on Tuesday to talk about the new harbour, which was opened last year."


@pytest.fixture(scope="module", autouse=True)
def prefect(prefect_server: str) -> Iterator[None]:
    with temporary_settings({PREFECT_API_URL: prefect_server, PREFECT_LOGGING_LEVEL: "CRITICAL"}):
        yield


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(count=1, models={}, limits=Settings().limits, deadline_seconds=60) as made:
        yield made


class Place:
    """A data directory, a folder of inputs, and what a backfill or an ingest of them did."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        self.settings = Settings(home=folder / "home", models={}, workers=1, batch_documents=3)
        self.inputs = folder / "in"
        self.inputs.mkdir()
        self._workers = workers

    def backfill(
        self, *paths: Path, wanted: BackfillFilter | None = None, sitemaps: Sequence[str] = (), clock: Clock = utc_now
    ) -> RunReport:
        """A backfill of these, or of all inputs."""
        arguments = [str(path) for path in paths or ([] if sitemaps else [self.inputs])]
        chosen = wanted or BackfillFilter()
        options = {"since": chosen.since, "until": chosen.until, "source": chosen.source}
        return self._report(backfill, clock, paths=arguments, sitemaps=list(sitemaps), **options)

    def ingest(self, *paths: Path) -> RunReport:
        """An ingest of these, or of all inputs."""
        arguments = [str(path) for path in paths or [self.inputs]]
        return self._report(ingest, utc_now, paths=arguments)

    def _report(self, flow: Any, clock: Clock, **parameters: object) -> RunReport:
        """The report of a run, also of one that failed."""
        resources = Resources(settings=self.settings, workers=self._workers, clock=clock)
        try:
            report = call_flow(flow, parameters, resources)
        except RunFailed as failure:
            return failure.report
        assert isinstance(report, RunReport)
        return report

    def plan(self, wanted: BackfillFilter | None = None) -> tuple[dict[str, int], dict[str, int]]:
        """How many from where, and how many passed over and why."""
        made = plan_backfill([str(self.inputs)], self.settings, backfill_filter=wanted or BackfillFilter(), now=NOW)
        return {place.rsplit("/", 1)[-1]: count for place, count in made.places.items()}, dict(made.passed_over)

    def follows(self) -> bool:
        """Whether the tables follow from the archive."""
        resources = Resources(settings=self.settings, workers=self._workers)
        return all(table.equal for table in call_flow(verify, {}, resources))

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the published copy answers."""
        with duckdb.connect(str(self.settings.home / "news.duckdb"), read_only=True) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def place(tmp_path: Path, workers: Workers) -> Place:
    return Place(tmp_path, workers)


def record(number: int, **more: object) -> dict[str, object]:
    return {"url": f"https://news.example/{number}", "text": f"Number {number}. {WORDS}"} | more


def write(path: Path, *records: object) -> Path:
    data = "".join(json.dumps(one) + "\n" for one in records).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def page(number: int) -> bytes:
    return f"<html><body><article><p>Page {number}. {WORDS}</p><p>{WORDS}</p></article></body></html>".encode()


def everything(place: Place) -> None:
    """An input of every kind: 12 documents and 4 rejects."""
    write(place.inputs / "a.jsonl", *map(record, range(4)), ["no record"])
    write(place.inputs / "b.jsonl.gz", *map(record, range(4, 6)))
    for number in range(2):
        (place.inputs / f"c{number}.txt").write_text(f"Clipping {number}. {WORDS}")
    (place.inputs / "d.html").write_bytes(page(9))
    (place.inputs / "e.txt").touch()
    (place.inputs / "f.pdf").touch()
    crawl = Crawl()
    for number in range(3):
        crawl.add(page(number), uri=f"https://crawl.example/{number}")
    crawl.add(status="404 Not Found").add(date="no date").to(place.inputs / "g.warc.gz")
    (place.inputs / "h.warc.gz").write_bytes((place.inputs / "g.warc.gz").read_bytes()[:-200])


def counts(report: RunReport) -> tuple[dict[str, int], int]:
    assert report.error is None
    return {str(what): count for what, count in report.loaded.outcomes.items()}, sum(report.loaded.rejects.values())


# -- plans -----------------------------------------------------------------------------------------------------------


def test_a_plan_counts_where_and_writes_nothing(place: Place) -> None:
    everything(place)
    before = sorted(path.stat().st_mtime_ns for path in place.inputs.iterdir())
    places, passed_over = place.plan()
    assert passed_over == {}
    assert places["a.jsonl"] == 5
    assert places["g.warc.gz"] == 5
    assert not place.settings.home.exists()
    assert sorted(path.stat().st_mtime_ns for path in place.inputs.iterdir()) == before
    place.backfill()
    files = {path: path.stat().st_mtime_ns for path in place.settings.home.rglob("*") if path.is_file()}
    assert sum(place.plan()[0].values()) == 0
    assert {path: path.stat().st_mtime_ns for path in place.settings.home.rglob("*") if path.is_file()} == files


def test_the_plan_is_what_is_loaded(place: Place) -> None:
    everything(place)
    wanted = BackfillFilter(source="news.example")
    places, passed_over = place.plan(wanted)
    report = place.backfill(wanted=wanted)
    outcomes, rejects = counts(report)
    assert sum(places.values()) == sum(outcomes.values()) + rejects
    assert passed_over == {"another outlet": 3 + 3}
    assert report.notes == ("passed over, another outlet: 6",)


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_a_chunk_that_is_looked_up_is_bounded_in_bytes(known: bool) -> None:
    drawn: list[int] = []

    def found() -> Iterator[Input]:
        for number in range(100):
            drawn.append(number)
            yield capture(b"x" * 1_000_000, uri=f"file:///{number}")

    with duckdb.connect() as connection:
        _prepare(connection)
        passed = skip_loaded(found(), connection if known else None, BackfillFilter(), Counter())
        next(iter(passed))
    assert len(drawn) <= 5


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema ops; create table ops.captures (uri varchar, line integer, digest varchar)")


# -- going on --------------------------------------------------------------------------------------------------------


def test_running_again_loads_nothing_new(place: Place) -> None:
    everything(place)
    outcomes, rejects = counts(place.backfill())
    assert (outcomes[Outcome.NEW], outcomes.get(Outcome.UNCHANGED, 0)) == (12, 3)
    archived = place.rows("select count(*) from ops.captures"), place.rows("select count(*) from ops.rejects")
    for _ in range(2):
        again = place.backfill()
        assert counts(again) == ({}, 0)
        assert again.notes == (f"passed over, loaded before: {again.notes[0].rsplit(' ', 1)[-1]}",)
    assert archived == (
        place.rows("select count(*) from ops.captures"),
        place.rows("select count(*) from ops.rejects"),
    )
    assert archived[1] == [(rejects,)]
    assert place.follows()


def test_what_was_added_since_is_loaded(place: Place) -> None:
    path = write(place.inputs / "a.jsonl", *map(record, range(3)))
    crawl = Crawl().add(page(1), uri="https://crawl.example/1")
    crawl.to(place.inputs / "b.warc.gz")
    place.backfill()
    write(path, *map(record, range(3)), record(3), record(1, text="It was corrected. " + WORDS))
    crawl.add(page(2), uri="https://crawl.example/2").to(place.inputs / "b.warc.gz")
    (place.inputs / "c.txt").write_text(WORDS)
    report = place.backfill()
    assert counts(report) == ({"new": 3, "changed": 1}, 0)
    assert place.follows()


@pytest.mark.slow
def test_what_a_killed_run_had_archived_is_loaded_first_and_not_archived_again(place: Place) -> None:
    everything(place)
    found = list(read_inputs([str(place.inputs)], limits=place.settings.limits, run_id=RUN, now=NOW))
    for archived in (1, 7, len(found)):
        home = place.settings.home
        place.settings = place.settings.model_copy(update={"home": home.with_name(f"home{archived}")})
        archive_of(place.settings).append(found[:archived], now=NOW)
        report = place.backfill()
        assert report.error is None
        assert place.rows("select count(*) filter (run_id = 'run') from ops.captures")[0][0] == len(
            [one for one in found[:archived] if not _is_reject(one)]
        )
        assert place.rows("select count(*) from articles") == [(12,)]
        assert place.rows("select count(*) from ops.captures") == [
            (len([one for one in found if not _is_reject(one)]),)
        ]
        assert place.follows()


def _is_reject(one: Input) -> bool:
    return not isinstance(one, Capture | Reference)


def test_a_web_archive_that_was_read_in_part_is_read_whole(place: Place) -> None:
    """A choice passes over records; they must be found when the next choice wants them."""
    crawl = Crawl()
    for number, month in enumerate((3, 4, 3, 5, 4)):
        host = "a" if number % 2 else "b"
        crawl.add(page(number), uri=f"https://{host}.example/2020/{month:02d}/10/story-{number}")
    crawl.to(place.inputs / "a.warc.gz")
    assert counts(place.backfill(wanted=BackfillFilter(since=APRIL))) == ({"new": 3}, 0)
    assert counts(place.backfill(wanted=BackfillFilter(until=APRIL, source="b.example"))) == ({"new": 2}, 0)
    assert counts(place.backfill()) == ({}, 0)
    assert place.rows("select count(*), count(distinct url) from articles") == [(5, 5)]
    assert place.follows()


def test_the_same_web_archive_twice_and_under_two_names_loads_once_and_follows(place: Place) -> None:
    everything(place)
    for name in ("g.warc.gz", "again.warc.gz"):
        (place.inputs / "again.warc.gz").write_bytes((place.inputs / "g.warc.gz").read_bytes())
        assert place.ingest(place.inputs / name).error is None
    report = place.ingest(place.inputs / "g.warc.gz", place.inputs / "again.warc.gz")
    assert counts(report)[0] == {"unchanged": 6}
    assert place.rows("select count(*), count(distinct capture_id) from ops.captures") == [(20, 20)]
    for batch in (1, 500):
        place.settings = place.settings.model_copy(update={"batch_documents": batch})
        assert place.follows()


def test_where_the_archive_was_removed_loading_goes_on(place: Place) -> None:
    folder = place.settings.home / "archive"
    write(place.inputs / "a.jsonl", *map(record, range(3)))
    place.backfill()
    for number, gone in enumerate((folder.glob("*.warc.gz"), folder.iterdir()), 7):
        for path in list(gone):
            path.unlink()
        write(place.inputs / f"{number}.jsonl", record(number))
        assert counts(place.backfill()) == ({"new": 1}, 0)
    assert [path.name[:7] for path in folder.glob("*.gz")] == ["000003-"]
    with pytest.raises(ArchiveError, match="its beginning was removed"):
        place.follows()


def test_an_archive_that_is_shorter_than_what_was_loaded_is_not_loaded_from(place: Place) -> None:
    write(place.inputs / "a.jsonl", *map(record, range(3)))
    place.backfill()
    folder = place.settings.home / "archive"
    saved = {path: path.read_bytes() for path in folder.iterdir()}
    write(place.inputs / "b.jsonl", *map(record, range(3, 6)))
    place.backfill()
    for path, content in saved.items():
        path.write_bytes(content)
    write(place.inputs / "c.jsonl", record(8))
    report = place.backfill()
    assert report.error is not None
    assert report.error.startswith(f"archive: {folder}: ends at byte ")
    assert report.error.endswith("; put it back")
    assert place.rows("select count(*) from articles") == [(6,)]


# -- sitemaps --------------------------------------------------------------------------------------------------------


def test_what_is_gone_from_a_sitemap_is_told_and_that_it_is_back(place: Place) -> None:
    """Its page stands all the while; a page that is gone and stays listed is another matter."""
    local = {"allowed_networks": ("127.0.0.0/8",), "host_seconds": 0.0}
    place.settings = place.settings.model_copy(update=local)
    days = [datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 5)]
    listed = [(1, 2, 3), (4, 1, 3), (4, 1, 3), (4, 1, 2, 3)]
    with FeedServer() as server:
        for day, numbers in zip(days, listed, strict=True):
            entries = "".join(f"<url><loc>{server.url}/{number}</loc></url>" for number in numbers)
            server.script = {f"/{number}": Reply(body=page(number)) for number in range(1, 5)} | {
                "/sitemap.xml": Reply(body=f"<urlset>{entries}</urlset>".encode())
            }
            report = place.backfill(sitemaps=[f"{server.url}/sitemap.xml"], clock=fixed_clock(day))
            assert report.error is None
            told = place.rows(
                "select url, last_listed_at, missing_at, relisted_at from delistings join articles using (article_id)"
            )
            back = days[3] if day == days[3] else None
            assert told == ([] if day == days[0] else [(f"{server.url}/2", days[0], days[1], back)])
    assert place.rows("select count(*), max(version), max(removed_at) from articles") == [(4, 1, None)]
    for batch in (1, 500):
        place.settings = place.settings.model_copy(update={"batch_documents": batch})
        assert place.follows()


# -- what is wanted --------------------------------------------------------------------------------------------------


def of_record(**fields: object) -> Capture:
    return capture(json.dumps(fields).encode(), uri="file:///a.jsonl", line=1, media=Media.RECORD)


def of_address(uri: str) -> Reference:
    return Reference(run_id=RUN, file="/a.warc.gz", start_offset=0, uri=uri)


BEFORE, AFTER, ELSEWHERE = "published before", "published after", "another outlet"


@pytest.mark.parametrize(
    ("found", "wanted", "why"),
    [
        (of_record(published_at="2020-02-29T23:59:59Z"), BackfillFilter(since=MARCH), BEFORE),
        (of_record(published_at="2020-03-01T00:00:00Z"), BackfillFilter(since=MARCH), None),
        (of_record(published_at="2020-03-01T01:00:00+02:00"), BackfillFilter(since=MARCH), BEFORE),
        (of_record(published_at="2020-03-31T23:59:59Z"), BackfillFilter(since=MARCH, until=APRIL), None),
        (of_record(published_at="2020-04-01T00:00:00Z"), BackfillFilter(since=MARCH, until=APRIL), AFTER),
        (of_record(published_at="some day"), BackfillFilter(since=MARCH), None),
        (of_record(published_at=7), BackfillFilter(since=MARCH), None),
        (of_record(url="https://news.example/2020/02/10/x"), BackfillFilter(since=MARCH), BEFORE),
        (of_record(url="https://news.example/x"), BackfillFilter(since=MARCH), None),
        (of_record(source="The Herald"), BackfillFilter(source="the herald"), None),
        (of_record(source="The Herald"), BackfillFilter(source="The Times"), ELSEWHERE),
        (of_record(source="The Herald", url="https://www.news.example/1"), BackfillFilter(source="News.example"), None),
        (of_record(url="https://other.example/1"), BackfillFilter(source="news.example"), ELSEWHERE),
        (of_record(text="nothing else"), BackfillFilter(source="news.example"), None),
        (of_address("https://news.example/2020/03/05/x"), BackfillFilter(since=MARCH, until=APRIL), None),
        (of_address("https://news.example/2020/05/05/x"), BackfillFilter(since=MARCH, until=APRIL), AFTER),
        (of_address("https://other.example/2020/03/05/x"), BackfillFilter(source="news.example"), ELSEWHERE),
        (of_address(""), BackfillFilter(source="news.example", since=MARCH), None),
        (capture(b"{", media=Media.RECORD), BackfillFilter(source="news.example", since=MARCH), None),
        (capture(b"[" * 50_000, media=Media.RECORD), BackfillFilter(source="news.example", since=MARCH), None),
        (capture(b"\xff\xfe", media=Media.RECORD), BackfillFilter(source="news.example", since=MARCH), None),
        (capture(b"A text."), BackfillFilter(source="news.example", since=MARCH), None),
        (reject(), BackfillFilter(source="news.example", since=MARCH), None),
    ],
)
def test_what_cannot_be_judged_is_wanted(found: Input, wanted: BackfillFilter, why: str | None) -> None:
    assert explain_skip(found, wanted) == why
    assert explain_skip(found, BackfillFilter()) is None


# -- the command -----------------------------------------------------------------------------------------------------


def lines(output: str) -> dict[str, str]:
    return {line.split(maxsplit=1)[1]: line.split(maxsplit=1)[0] for line in output.splitlines()}


def test_the_dry_run_of_a_list(command: Run, home: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", *(record(n, published_at=f"2020-0{n}-15") for n in range(1, 6)))
    second = write(tmp_path / "b.jsonl.gz", *(record(n, source="The Herald") for n in range(3)))
    listed = tmp_path / "files.txt"
    listed.write_text(f"# exports\n{first}\n\n  {second}  \n", "utf-8")
    plain = command("backfill", "--list", listed, "--dry-run")
    assert plain.returncode == 0, plain.stderr
    assert lines(plain.stdout) == {first.as_uri(): "5", second.as_uri(): "3", "to load": "8"}
    options = ("--since", "2020-03-01", "--until", "2020-05-01T00:00:00Z", "--source", "news.example")
    chosen = command("backfill", "--list", listed, "--dry-run", *options)
    assert lines(chosen.stdout) == {
        first.as_uri(): "2",
        second.as_uri(): "3",
        "to load": "5",
        "passed over: published before": "2",
        "passed over: published after": "1",
    }
    assert not home.exists()


def test_wrong_usage_ends_in_a_line(command: Run, home: Path, tmp_path: Path) -> None:
    for arguments, said in {
        (): "give a PATH, --list FILE or --sitemap URL",
        ("x", "--since", "yesterday"): "'yesterday' is no day",
    }.items():
        done = command("backfill", *arguments)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"caf\xe9.jsonl\n")
    for path, said in {tmp_path / "none.txt": "No such file or directory", odd: "not UTF-8 at byte 3"}.items():
        done = command("backfill", "--list", path, "--dry-run")
        assert done.returncode == 1
        assert done.stderr.strip().splitlines() == [done.stderr.strip()]
        assert said in done.stderr
    assert not home.exists()


def test_a_choice_is_written_down_with_the_run(place: Place) -> None:
    write(place.inputs / "a.jsonl", record(1))
    place.backfill(wanted=BackfillFilter(since=MARCH, until=APRIL + timedelta(hours=2), source="news.example"))
    assert place.rows("select arguments[2:] from ops.runs") == [
        (
            [
                "--since",
                "2020-03-01T00:00:00+00:00",
                "--until",
                "2020-04-01T02:00:00+00:00",
                "--source",
                "news.example",
            ],
        )
    ]
