"""Publishes the writer file as the read copy, swapped in whole.

Files, under the writer's lock.
An open reader keeps the file it opened (its snapshot); whoever opens next sees the new one.
"""

import os
import shutil
from pathlib import Path

from warehouse.db.connect import PUBLISHED, WRITER, writer_lock


def publish(home: Path, *, wait_seconds: float) -> Path:
    """Copies the closed writer file beside the published one and swaps it in. Returns the published path.

    Raises `Locked` when another process keeps writing for `wait_seconds`.
    """
    published, waiting = home / PUBLISHED, home / f"{PUBLISHED}.next"
    with writer_lock(home, wait_seconds=wait_seconds):
        shutil.copyfile(home / WRITER, waiting)
        with waiting.open("rb+") as file:
            os.fsync(file.fileno())
        # Left by somebody who opened the copy for writing: it belongs to the old file and would spoil the new one.
        published.with_name(f"{PUBLISHED}.wal").unlink(missing_ok=True)
        waiting.replace(published)
    return published
