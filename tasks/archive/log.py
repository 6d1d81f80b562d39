"""The archive: an append-only log of everything that was fetched or read, in WARC files.

Files: reads and writes them; no database.

    archive/000001-2026-11-22.warc.gz    records, in the order in which they were captured
    archive/end                          file and size up to which they are known to be sound
    archive/lock                         held for the length of an append

Nothing is done with a capture before it stands here. Several processes may append; each append is one write, synced to
the disk. The next append cuts off what a killed process left unfinished. Readers read no further than `end`, so they
never meet an unfinished record.
"""

import fcntl
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from tasks.archive import warc
from tasks.archive.captures import Input
from tasks.archive.warc_records import (
    BoundedFile,
    BrokenArchive,
    WarcRecord,
    find_sound_end,
    read_own_records,
    read_warc_date,
)
from tasks.archive.webarchives import follow_reference
from tasks.model.stages import Capture, Reference
from warehouse.model.disk import is_full_disk
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

LogItem = Capture | RejectRow
# References a record holds at most. They are loaded together, so their bodies are in memory together.
REFERENCES_A_RECORD = 16
# Files with other names are not part of the archive.
_NAME = re.compile(r"\d{6,}-\d{4}-\d\d-\d\d\.warc\.gz")


class ArchiveError(Exception):
    """The archive cannot be written or read. The message is one line for the user. Transient where the disk is full."""

    def __init__(self, message: str, *, transient: bool = False) -> None:
        super().__init__(message)
        self.transient = transient


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the log: a file's name, and an offset in bytes at which a record begins or the file ends."""

    file: str
    offset: int


LOG_START = Position("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBody:
    """The place in the archive of a body that is stored already, and the time of its capture."""

    file: str
    start_offset: int
    seen_at: datetime


class Archive:
    """The archive in `folder`; a file ends at `file_bytes` or with the day. Bodies are capped at `document_bytes`."""

    def __init__(self, folder: Path, *, file_bytes: int, document_bytes: int) -> None:
        self._folder = folder
        self._file_bytes = file_bytes
        self._document_bytes = document_bytes

    def append(
        self, items: Sequence[Input], *, now: datetime, stored_bodies: Mapping[str, StoredBody] | None = None
    ) -> Position:
        """Appends all items in order, or none (when the disk is full, say); returns the position behind them.

        `stored_bodies` are those that the archive already holds, by capture_id: of these a revisit record is written.
        Raises `ArchiveError`.
        """
        names = set(self._list_names())  # retention may have removed the file of a stored body
        stored = {identity: place for identity, place in (stored_bodies or {}).items() if place.file in names}
        pieces = [_encode(item, stored, now) for item in _group_references(items)]
        with self._lock():
            end = self._repair_end()
            file = self._choose_file(end, now)
            offset = end.offset if file == end.file else 0
            return self._write(file, offset, b"".join(pieces))

    def end(self) -> Position:
        """The position behind the last sound record (`LOG_START` if empty). Cuts off what a killed process left."""
        if not self._folder.exists():
            return LOG_START
        with self._lock():
            return self._repair_end()

    def begin_behind(self, position: Position) -> None:
        """Numbers the next file behind `position`, up to which files were loaded, if all files have been removed."""
        if position > LOG_START and not self._list_names():
            with self._lock():
                self._save_end(position)

    def first(self) -> str | None:
        """Name of the oldest file; None of an empty archive."""
        return next(iter(self._list_names()), None)

    def read(self, start: Position, end: Position) -> Iterator[tuple[LogItem, Position]]:
        """Yields everything from `start` to `end` in order, each with the position behind it.

        A reference is followed. Captures of one record of references share its position; only the last has the position
        behind it. What cannot be read any more is a reject.
        """
        for name in self._list_names():
            if start.file <= name <= end.file:
                begin = start.offset if name == start.file else 0
                stop = end.offset if name == end.file else (self._folder / name).stat().st_size
                yield from self._read_file(name, begin, stop)

    def _read_file(self, name: str, begin: int, stop: int) -> Iterator[tuple[LogItem, Position]]:
        position = Position(name, begin)
        with (self._folder / name).open("rb") as file:
            file.seek(begin)
            try:
                for record in read_own_records(BoundedFile(file, stop)):
                    last: LogItem | None = None
                    for item in self._decode_record(record, name):
                        if last is not None:
                            yield last, position
                        last = item
                    position = Position(name, record.offset + record.length)
                    if last is not None:
                        yield last, position
            except BrokenArchive as torn:
                raise ArchiveError(f"archive: {name}: {torn.cause} at byte {torn.offset}") from torn

    def _decode_record(self, record: WarcRecord, name: str) -> Iterator[LogItem]:
        content_type = record.fields.get("content-type", "")
        if content_type == warc.REJECT_TYPE:
            yield warc.decode_reject(record)
        elif content_type == warc.REFERENCES_TYPE:
            for reference in warc.decode_references(record):
                yield follow_reference(reference, cap_bytes=self._document_bytes, now=read_warc_date(record))
        elif record.kind == "revisit":
            yield self._decode_revisit(record, name)
        elif "dateline-capture" in record.fields:
            yield warc.decode_capture(record, record.body, file=name)

    def _decode_revisit(self, record: WarcRecord, name: str) -> LogItem:
        file, offset = warc.decode_revisit_target(record)
        try:
            return warc.decode_capture(record, self.body(file, offset), file=name)
        except ArchiveError as error:
            lost = warc.decode_capture(record, b"", file=name)
            reason, detail = Reason.UNREADABLE, str(error)
            return RejectRow(
                run_id=lost.run_id, uri=lost.uri, line=lost.line, reason=reason, detail=detail, seen_at=lost.seen_at
            )

    def body(self, name: str, offset: int) -> bytes:
        """The body of the record at that place. Raises `ArchiveError`."""
        try:
            with (self._folder / name).open("rb") as file:
                file.seek(offset)
                record = next(read_own_records(file))
        except (OSError, StopIteration, BrokenArchive) as error:
            raise ArchiveError(f"archive: {name}: no record at byte {offset}") from error
        # A revisit record refers to an earlier record, so the recursion ends.
        return self.body(*warc.decode_revisit_target(record)) if record.kind == "revisit" else record.body

    def _list_names(self) -> list[str]:
        names = (path.name for path in self._folder.glob("*.warc.gz")) if self._folder.exists() else ()
        return sorted(name for name in names if _NAME.fullmatch(name))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / "lock").open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        except OSError as error:
            cause = error.strerror or error
            raise ArchiveError(f"archive: {self._folder}: {cause}", transient=is_full_disk(error)) from error

    def _choose_file(self, end: Position, now: datetime) -> str:
        """The name of the file to append to: a new one when the last is full or of another day. Numbers only grow."""
        day = now.date().isoformat()
        if end == LOG_START:
            # The files may all have been removed: what was loaded from them must not be taken for what comes now.
            end = self._load_end()
        number, _, rest = end.file.partition("-")
        if end.offset < self._file_bytes and rest.startswith(day) and (self._folder / end.file).exists():
            return end.file
        return f"{int(number or 0) + 1:06d}-{day}.warc.gz"

    def _write(self, name: str, offset: int, data: bytes) -> Position:
        path = self._folder / name
        is_new = not path.exists()
        left = memoryview(data)
        # Unbuffered, so that a write that failed is not tried again when the file is closed.
        with path.open("xb" if is_new else "r+b", buffering=0) as file:
            try:
                file.seek(offset)
                while left:
                    left = left[file.write(left) :]
                os.fsync(file.fileno())
                if is_new:
                    self._sync_folder()
            except OSError:
                file.truncate(offset)
                raise
        end = Position(name, offset + len(data))
        self._save_end(end)
        return end

    def _sync_folder(self) -> None:
        """Syncs the folder, so that the name of a new file survives a power failure, as its bytes do."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _save_end(self, end: Position) -> None:
        """Saves the end of the log. Where that fails (a full disk), the next append searches for it."""
        waiting = self._folder / "end.next"
        with suppress(OSError):
            waiting.write_text(f"{end.file} {end.offset}\n", "ascii")
            waiting.replace(self._folder / "end")

    def _repair_end(self) -> Position:
        """The end of the log, once an unfinished record is cut off. Whole records of a killed process are kept."""
        names = self._list_names()
        if not names:
            return LOG_START
        known = self._load_end()
        path = self._folder / names[-1]
        size = path.stat().st_size
        if known == Position(path.name, size):
            return known
        begin = known.offset if known.file == path.name and known.offset <= size else 0
        end = Position(path.name, find_sound_end(path, begin))
        if end.offset < size:
            os.truncate(path, end.offset)
        self._save_end(end)
        return end

    def _load_end(self) -> Position:
        try:
            file, offset = (self._folder / "end").read_text("ascii").split()
            return Position(file, int(offset)) if _NAME.fullmatch(file) else LOG_START
        except (OSError, ValueError):
            return LOG_START


def _group_references(items: Sequence[Input]) -> Iterator[LogItem | list[Reference]]:
    """Yields captures and rejects one by one, references to one file in lists."""
    for _, group in groupby(items, key=lambda item: isinstance(item, Reference) and (item.run_id, item.file)):
        references: list[Reference] = []
        for item in group:
            if isinstance(item, Reference):
                references.append(item)
            else:
                yield item
        for start in range(0, len(references), REFERENCES_A_RECORD):
            yield references[start : start + REFERENCES_A_RECORD]


def _encode(item: LogItem | list[Reference], stored_bodies: Mapping[str, StoredBody], now: datetime) -> bytes:
    if isinstance(item, list):
        return warc.encode_references(item, now)
    if isinstance(item, RejectRow):
        return warc.encode_reject(item)
    stored = stored_bodies.get(item.capture_id)
    if stored is None:
        return warc.encode_capture(item)
    return warc.encode_revisit(item, file=stored.file, start_offset=stored.start_offset, seen_at=stored.seen_at)
