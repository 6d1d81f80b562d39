"""Kills a backfill again and again, and shows that in the end nothing can be seen of it.

    python -m tests.support.kill 50 2000        kills, documents; --seed N for other moments

The whole process group is killed (SIGKILL) at random moments between its first write and its end, half of them while it
writes, and the same command is started again. When a run comes to its end before its moment, everything is loaded:
`dateline verify` has to hold, every table has to be that of an undisturbed run, and the next kills go on in a new data
directory.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.replay.compare import derived_tables, table_hash

ROOT = Path(__file__).resolve().parents[2]
# What the clock or the name of a run decides, and so differs between two data directories.
TIMES = ("seen_at", "first_seen_at", "last_seen_at", "version_seen_at")
PLACES = ("run_id", "capture_id", "file", "start_offset")
# The same, tied to the documents instead of to the names of captures.
TIED = {
    "versions by document": "select version.article_id, version.version, uri, line, digest "
    "from article_versions as version join ops.captures as capture using (capture_id)",
    "loads by document": "select article_id, version, outcome, uri, line, digest "
    "from ops.loads join ops.captures using (capture_id)",
    "rejects by document": "select reason, detail, rejects.uri, digest "
    "from ops.rejects as rejects left join ops.captures using (capture_id)",
}


def hashes(home: Path) -> dict[str, tuple[int, int]]:
    """Rows and hash of every derived table of the published copy, without what a clock or a run decides."""
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        found = {}
        for table in derived_tables(connection):
            columns = {name for name, *_ in connection.execute(f"describe {table}").fetchall()}
            found[table] = table_hash(connection, table, without=[c for c in (*TIMES, *PLACES) if c in columns])
        return found | {name: table_hash(connection, f"({query})") for name, query in TIED.items()}


# -- documents -------------------------------------------------------------------------------------------------------

_PEOPLE = ("Ann Porter", "Boris Hall", "Carla Diaz", "Deng Wei", "Eva Lund", "Farid Aziz", "Gail Okoro", "Hugo Brandt")
_PLACES = ("Oldport", "Newhaven", "Brussels", "Damascus", "Nairobi", "Lima", "Kyoto", "Ankara")
_DEEDS = (
    "opened the new harbour",
    "signed an agreement on fishing rights",
    "said the bridge would be repaired by winter",
    "refused to comment on the report",
    "met the ministers of four countries",
)


def _text(chance: random.Random) -> str:
    sentences = [
        f"{chance.choice(_PEOPLE)} {chance.choice(_DEEDS)} in {chance.choice(_PLACES)} on Tuesday, officials said."
        for _ in range(chance.randint(2, 5))
    ]
    return " ".join(sentences) + f" It was item {chance.randrange(10**6)} on the list of the council."


def _record(chance: random.Random, number: int) -> bytes:
    host = f"news{number % 7}.example"
    record = {
        "url": f"https://{host}/2026/01/{number}",
        "title": f"{chance.choice(_PEOPLE)} speaks about the harbour, report {number} says",
        "text": _text(chance),
        "published_at": f"2026-01-{1 + number % 28:02d}T08:00:00Z",
        "source": f"The {host} Herald" if number % 3 else None,
    }
    return json.dumps({name: value for name, value in record.items() if value}).encode()


def _bad_record(number: int) -> bytes:
    bad = (b'{"url": ', b'{"text": "no address"}', b'{"url": "https://news.example/x", "text": ""}', b"[1, 2]")
    return bad[number % len(bad)]


def _page(chance: random.Random, number: int) -> bytes:
    paragraphs = "".join(f"<p>{_text(chance)}</p>" for _ in range(2))
    head = f"<head><title>Page {number} of the paper</title></head>"
    return f"<html>{head}<body><article>{paragraphs}</article></body></html>".encode()


def make_documents(folder: Path, documents: int, *, seed: int = 1) -> Path:
    """A folder of about so many: records, texts, pages, a web archive; copies, edits and rejects in between."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    records = [_record(chance, number) for number in range(documents // 2)]
    for number in range(0, len(records), 25):
        records[number] = _bad_record(number // 25)
    for number in range(7, len(records), 20):
        records[number] = records[number - 5]  # the same again, on another line
    (folder / "1_records.jsonl").write_bytes(b"\n".join(records) + b"\n")
    _make_files(folder / "2_files", documents // 4, chance)
    _make_crawl(folder / "3_crawl.warc.gz", documents // 8, chance)
    edits = [_record(chance, number) for number in range(3, documents // 2, 4)]
    (folder / "4_edits.jsonl.gz").write_bytes(gzip.compress(b"\n".join(edits[: documents // 8]), mtime=0))
    return folder


def _make_files(folder: Path, documents: int, chance: random.Random) -> None:
    folder.mkdir()
    for number in range(documents):
        if number % 20 == 0:
            (folder / f"{number:05d}.txt").write_bytes((b"", b"\x00" * 200, b"\x89PNG\r\n")[number // 20 % 3])
        elif number % 10 == 0:
            (folder / f"{number:05d}.html").write_bytes(_page(chance, number))
        elif number % 13 == 0:
            (folder / f"{number:05d}.pdf").write_bytes(b"%PDF")
        else:
            (folder / f"{number:05d}.txt").write_text(_text(chance), "utf-8")


def _make_crawl(path: Path, documents: int, chance: random.Random) -> None:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in range(documents):
        status = "404 Not Found" if number % 9 == 8 else "200 OK"
        kind = "image/png" if number % 11 == 10 else "text/html"
        # Every fifth page is one that the records hold as well.
        uri = f"https://news{number % 7}.example/2026/01/{number if number % 5 == 0 else 10_000 + number}"
        body = _page(chance, number)
        http = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        date = {"WARC-Date": f"2026-02-{1 + number % 28:02d}T00:00:00Z"}
        stream = BytesIO(body)
        writer.write_record(
            writer.create_warc_record(
                uri, "response", payload=stream, length=len(body), http_headers=http, warc_headers_dict=date
            )
        )
    path.write_bytes(out.getvalue())


# -- running and killing ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A data directory, what is loaded into it, and the environment in which the command runs."""

    home: Path
    documents: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The command in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "flows.cli.main", *arguments],
            env={**os.environ, "DATELINE_HOME": str(self.home), **self.environment},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> str:
        """The command to its end, which has to be a good one; what it printed."""
        process = self.start(*arguments)
        said, complained = process.communicate()
        if process.returncode != 0 or "Traceback" in complained:
            raise AssertionError(f"dateline {' '.join(arguments)}: {process.returncode}\n{said}\n{complained}")
        return said

    def backfill(self) -> str:
        """The backfill, undisturbed."""
        return self.run("backfill", str(self.documents))

    def in_home(self, home: Path) -> Scene:
        """The same elsewhere."""
        return Scene(home=home, documents=self.documents, environment=self.environment)


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen of a run from outside: every file of the data directory with its size and time."""

    files: frozenset[tuple[str, int, int]]

    @classmethod
    def of(cls, home: Path) -> Sight:
        """Now."""
        seen = []
        for folder, _, names in os.walk(home):
            for name in names:
                path = Path(folder, name)
                try:
                    status = path.stat()
                except OSError:
                    continue  # just gone
                seen.append((str(path.relative_to(home)), status.st_size, status.st_mtime_ns))
        return cls(frozenset(seen))

    def names(self) -> set[str]:
        """The files."""
        return {name for name, _, _ in self.files}


def begun(process: subprocess.Popen[str], home: Path) -> float | None:
    """Waits until the run has written something; when that was, or None when it ended before."""
    before = Sight.of(home)
    while process.poll() is None:
        if Sight.of(home) != before:
            return time.monotonic()
        time.sleep(0.005)
    return None


def length(scene: Scene) -> float:
    """Seconds from the first write of an undisturbed run to its end."""
    process = scene.start("backfill", str(scene.documents))
    start = begun(process, scene.home)
    _, complained = process.communicate()
    if start is None or process.returncode != 0:
        raise AssertionError(complained)
    return time.monotonic() - start


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """When to kill: so many seconds after the `nth` change of a file whose name begins with `of`, or the start."""

    of: str = ""
    nth: int = 0
    seconds: float

    @classmethod
    def taken(cls, chance: random.Random, left: float) -> Aim:
        """Half of them any moment of what is left; the others where it hurts, which is short and seldom hit."""
        return chance.choice(
            (
                cls(seconds=chance.uniform(0, left)),
                cls(seconds=chance.uniform(0, left)),
                cls(seconds=chance.uniform(0, left)),
                cls(of="archive/", nth=chance.randint(1, 20), seconds=chance.uniform(0, 0.02)),
                cls(of="load-", nth=1, seconds=chance.uniform(0, 2)),
                cls(of="news.duckdb.next", nth=chance.randint(1, 2), seconds=chance.uniform(0, 0.03)),
            )
        )


def kill_once(scene: Scene, aim: Aim) -> str | None:
    """Starts the backfill and kills its whole group at the moment aimed at.

    What it was doing, as far as can be told from outside; None when it had ended before.
    """
    process = scene.start("backfill", str(scene.documents))
    start = begun(process, scene.home)
    last, nth = Sight.of(scene.home), aim.nth
    while start is not None and nth and process.poll() is None:
        now = Sight.of(scene.home)
        if any(name.startswith(aim.of) for name, _, _ in now.files - last.files):
            nth, start = nth - 1, time.monotonic()
        last = now
        time.sleep(0.001)
    before = Sight.of(scene.home)
    while start is not None and process.poll() is None and (left := start + aim.seconds - time.monotonic()) > 0:
        before = Sight.of(scene.home) if left > 0.02 else before
        time.sleep(0.001)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    _, complained = process.communicate()
    if process.returncode == -signal.SIGKILL:
        return _phase(before, Sight.of(scene.home), aim)
    if process.returncode != 0:
        raise AssertionError(f"a run after a kill failed: {complained}")
    return None


def _phase(before: Sight, after: Sight, aim: Aim) -> str:
    """From what the dead left behind, what changed in the last moments, and what was waited for."""
    names = after.names()
    changed = {name for name, _, _ in after.files - before.files}
    if "news.duckdb.next" in names or "news.duckdb" in changed or aim.of.startswith("news"):
        return "publishing"
    if any(name.endswith(".ndjson") for name in names):
        return "parsing batches"
    if any(name.startswith("load-") for name in names):
        return "writing tables"
    if "writer.duckdb.wal" in names or "writer.duckdb" in changed:
        return "writing about the run"
    if any(name.startswith("archive/") for name in changed) or aim.of.startswith("archive"):
        return "archiving"
    if any(name.startswith("spill-") for name in names):
        return "writer open"
    return "reading and thinking"


@dataclass(slots=True)
class Outcome:
    """What became of the kills: in which phases they fell, in how many data directories, and what differs."""

    phases: Counter[str] = field(default_factory=Counter)
    homes: int = 0
    torn: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many there were."""
        return self.phases.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An undisturbed run: its tables, seconds from its first write to its end, and those of one with nothing to do."""

    scene: Scene
    hashes: Mapping[str, tuple[int, int]]
    seconds: float
    idle_seconds: float

    @classmethod
    def made(cls, scene: Scene) -> Reference:
        """Runs the backfill twice in an empty data directory."""
        seconds, idle_seconds = length(scene), length(scene)
        return cls(scene=scene, hashes=hashes(scene.home), seconds=seconds, idle_seconds=idle_seconds)

    def left(self, home: Path) -> float:
        """Seconds that a run there will take, roughly; some for the loading, even when all is archived."""
        done = min(1.0, archived(home) / archived(self.scene.home))
        return max(self.seconds / 3, self.idle_seconds + (1 - done) * (self.seconds - self.idle_seconds))


def archived(home: Path) -> int:
    """Size of the archive, in bytes."""
    return sum(path.stat().st_size for path in (home / "archive").glob("*.warc.gz"))


def kill_again_and_again(scene: Scene, kills: int, reference: Reference, chance: random.Random) -> Outcome:
    """Kills so many runs, each at any moment of what it has left to do; what was loaded whole is compared."""
    outcome = Outcome()
    while outcome.kills < kills:
        outcome.homes += 1
        current = scene.in_home(scene.home / str(outcome.homes))
        while outcome.kills < kills:
            aim = Aim.taken(chance, reference.left(current.home))
            phase = kill_once(current, aim)
            print(f"{outcome.homes}: {aim.seconds:6.2f} s after {aim.of or 'its start'}: {phase}", flush=True)
            if phase is None:
                break
            outcome.phases[phase] += 1
            outcome.torn += _is_torn(current.home)
        outcome.wrong += check(current, reference.hashes)
    return outcome


def check(scene: Scene, wanted: Mapping[str, tuple[int, int]]) -> list[str]:
    """Finishes undisturbed; what differs from the `wanted` tables, does not follow from the archive, or was left."""
    wrong = differing(scene, wanted)
    if "nothing differs" not in scene.run("verify"):
        wrong.append("verify")
    left = [path.name for path in scene.home.iterdir() if path.is_dir() and path.name != "archive"]
    return [f"{scene.home}: {one}" for one in (*wrong, *(f"left behind: {name}" for name in left))]


def differing(scene: Scene, wanted: Mapping[str, tuple[int, int]]) -> list[str]:
    """Finishes undisturbed; what differs from the `wanted` tables."""
    scene.backfill()
    found = hashes(scene.home)
    return [f"{table}: {found[table]}, not {wanted[table]}" for table in wanted if found[table] != wanted[table]]


def _is_torn(home: Path) -> bool:
    """Whether the last file of the archive is longer than was noted: a kill in the middle of an append."""
    files = sorted((home / "archive").glob("*.warc.gz"))
    try:
        name, size = (home / "archive" / "end").read_text("ascii").split()
    except OSError:
        return bool(files)
    return bool(files) and (files[-1].name, files[-1].stat().st_size) != (name, int(size))


def main(arguments: Sequence[str] | None = None) -> int:
    """The long form, with a report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kills", type=int)
    parser.add_argument("documents", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="kill-") as folder:
        started = time.monotonic()
        documents = make_documents(Path(folder, "documents"), options.documents, seed=options.seed)
        reference = Reference.made(Scene(home=Path(folder, "undisturbed"), documents=documents))
        rows = ", ".join(f"{table} {count}" for table, (count, _) in reference.hashes.items())
        seconds, again = reference.seconds, reference.idle_seconds
        print(f"undisturbed: {seconds:.1f} s from its first write, {again:.1f} s with nothing to do: {rows}")
        scene = reference.scene.in_home(Path(folder, "killed"))
        outcome = kill_again_and_again(scene, options.kills, reference, random.Random(options.seed))
        print(f"{outcome.kills} kills in {outcome.homes} data directories, {time.monotonic() - started:.0f} s")
        for phase, count in outcome.phases.most_common():
            print(f"{count:>5}  {phase}")
        print(f"{outcome.torn:>5}  of them left an append that was not noted or not whole")
        print("\n".join(outcome.wrong) or "all tables are those of the undisturbed run; verify holds everywhere")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
