"""Gives folders in the data directory for the length of a job; removes those that killed processes left.

Files.
home/<kind>-<random>/in-use.lock     held for as long as the folder is used: only a dead process's can be taken
home/scratch.lock                    held while a folder is made or swept away, so that none is taken for a dead one's
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

SCRATCH_KINDS = ("spill", "load", "replay")
GATE = "scratch.lock"
IN_USE = "in-use.lock"


@contextmanager
def scratch(home: Path, kind: str) -> Iterator[Path]:
    """An empty folder in `home`, one of `SCRATCH_KINDS`, which is gone after the block. Raises `OSError`."""
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / GATE):
        _sweep(home)
        folder = Path(mkdtemp(dir=home, prefix=f"{kind}-"))
        in_use = FileLock(folder / IN_USE)
        in_use.acquire()
    try:
        yield folder
    finally:
        in_use.release()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(home: Path) -> None:
    for lock in [lock for kind in SCRATCH_KINDS for lock in home.glob(f"{kind}-*/{IN_USE}")]:
        try:
            with FileLock(lock, timeout=0):
                shutil.rmtree(lock.parent, ignore_errors=True)
        except (Timeout, OSError):
            continue  # in use, or just going
