"""A backfill that is killed, finds the disk full or somebody else writing: in the end nothing can be seen of it.

The long form is `python -m tests.support.kill 50 2000`.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.support.kill import Reference, Scene, begun, differing, hashes, kill_again_and_again, make_documents
from warehouse.db.connect import LOCK
from warehouse.db.scratch_folder import scratch

pytestmark = pytest.mark.slow

DOCUMENTS = 160
KILLS = 5


@pytest.fixture(scope="module")
def undisturbed(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    folder = tmp_path_factory.mktemp("undisturbed")
    # Without a model: what is killed, and when, is what is looked at here.
    environment = {
        "PREFECT_API_URL": prefect_server,
        "DATELINE_MODELS": "{}",
        "DATELINE_BATCH_DOCUMENTS": "20",
        "DATELINE_WORKERS": "1",
    }
    documents = make_documents(folder / "documents", DOCUMENTS)
    return Reference.made(Scene(home=folder / "home", documents=documents, environment=environment))


def test_what_is_compared_is_worth_it(undisturbed: Reference) -> None:
    rows = {table: count for table, (count, _) in undisturbed.hashes.items()}
    assert rows["ops.captures"] > 120
    assert rows["article_versions"] > rows["ops.article_heads"] > 90
    assert rows["ops.rejects"] > 8


def test_killed_again_and_again_it_comes_to_the_same(undisturbed: Reference, tmp_path: Path) -> None:
    scene = undisturbed.scene.in_home(tmp_path)
    outcome = kill_again_and_again(scene, KILLS, undisturbed, random.Random(5))
    assert (outcome.kills, outcome.wrong) == (KILLS, [])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 1 MB; `grow` makes it larger."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root may mount a small file system")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip("mounting a small file system is not allowed here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def line_of(process: subprocess.Popen[str]) -> str:
    """The one line in which a command failed."""
    said, complained = process.communicate()
    lines = lines_of_trouble(complained)
    assert (process.returncode, said, len(lines)) == (1, "", 1), complained
    return lines[0]


def lines_of_trouble(complained: str) -> list[str]:
    """The lines but that which says where a new data directory is."""
    return [line for line in complained.splitlines() if line.strip() and not line.startswith("new data directory: ")]


def test_a_full_disk_ends_it_in_a_line_and_with_more_space_it_goes_on(undisturbed: Reference, small_disk: Path) -> None:
    scene = undisturbed.scene.in_home(small_disk / "home")
    # 1 MB hold the beginnings of the tables, 4 MB the archive and a copy, but no load beside it.
    for size in ("1m", "4m"):
        subprocess.run(["mount", "-o", f"remount,size={size}", small_disk], check=True)
        line = line_of(scene.start("backfill", str(scene.documents)))
        assert line.startswith(f"dateline: warehouse cannot be written: {scene.home}: ")
        assert "No space left on device" in line
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    assert differing(scene, undisturbed.hashes) == []


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="limits of another process can be set on Linux only")
def test_a_file_that_may_not_grow_ends_it_in_a_line(undisturbed: Reference, tmp_path: Path) -> None:
    scene = undisturbed.scene.in_home(tmp_path / "home")
    process = scene.start("backfill", str(scene.documents))
    assert begun(process, scene.home)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    line = line_of(process)
    assert line.startswith(f"dateline: warehouse cannot be written: {scene.home}: ")
    assert "File too large" in line
    assert differing(scene, undisturbed.hashes) == []


def test_it_waits_for_somebody_else_who_writes(undisturbed: Reference, tmp_path: Path) -> None:
    scene = undisturbed.scene.in_home(tmp_path / "home")
    scene.home.mkdir()
    with FileLock(scene.home / LOCK):
        process = scene.start("backfill", str(scene.documents))
        assert begun(process, scene.home)
        time.sleep(3)
        assert process.poll() is None
    _, complained = process.communicate()
    assert (process.returncode, lines_of_trouble(complained)) == (0, [])
    assert hashes(scene.home) == undisturbed.hashes


def test_a_backfill_and_an_ingest_at_once_both_load_all_they_found(undisturbed: Reference, tmp_path: Path) -> None:
    scene = undisturbed.scene.in_home(tmp_path / "home")
    others = make_documents(tmp_path / "others", 60, seed=2)
    processes = [scene.start("backfill", str(scene.documents)), scene.start("ingest", str(others / "2_files"))]
    for process in processes:
        _, complained = process.communicate()
        assert (process.returncode, lines_of_trouble(complained)) == (0, [])
    found = hashes(scene.home)
    files = len([path for path in (others / "2_files").iterdir() if path.suffix != ".pdf"])
    assert found["ops.captures"][0] == undisturbed.hashes["ops.captures"][0] + files
    assert "nothing differs" in scene.run("verify")


def test_scratch_folders_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    with scratch(tmp_path, "spill") as living:
        dead = tmp_path / "replay-dead"
        dead.mkdir()
        (dead / "in-use.lock").touch()
        (dead / "copy.duckdb").write_bytes(b"x" * 1_000)
        mine = tmp_path / "load-of-the-user"
        mine.mkdir()
        with scratch(tmp_path, "load") as another:
            assert (living.exists(), another.exists(), dead.exists(), mine.exists()) == (True, True, False, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["load-of-the-user", "scratch.lock"]
