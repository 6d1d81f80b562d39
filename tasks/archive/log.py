"""The archive: an append-only log of everything that was fetched or read. Reads and writes files; no database.

    archive/000001-2026-11-22.warc.gz    records, in the order in which they were captured
    archive/end                          file and size up to which they are known to be sound
    archive/lock                         held for the length of an append

Nothing is done with a capture before it stands here. Several processes may append; each append is one write, synced to
the disk. Whoever appends next cuts off what a process that was killed left unfinished. Readers read no further than
`end`, so they never meet an unfinished record.
"""

from __future__ import annotations

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
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

LogItem = Capture | RejectRow
# References a record holds at most. They are loaded together, so their bodies are in memory together.
REFERENCES_A_RECORD = 16
# Other files that somebody put into the folder are none of ours.
_NAME = re.compile(r"\d{6,}-\d{4}-\d\d-\d\d\.warc\.gz")


class ArchiveError(Exception):
    """The archive cannot be written or read; a line for the user."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the log: a file's name, and an offset in bytes at which a record begins or the file ends."""

    file: str
    offset: int


LOG_START = Position("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBody:
    """Where the body of a capture already lies in the archive, and since when."""

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
        self, found: Sequence[Input], *, now: datetime, earlier: Mapping[str, StoredBody] | None = None
    ) -> Position:
        """Appends all of them, in order, or (when the disk is full, say) none; returns the position behind them.

        `earlier` tells by capture_id which bodies the archive already holds: only a reference to those is written.
        Raises `ArchiveError`.
        """
        known = self._there(earlier or {})
        pieces = [_encoded(one, known, now) for one in _gathered(found)]
        with self._locked():
            end = self._mended_end()
            file = self._current(end, now)
            offset = end.offset if file == end.file else 0
            return self._written(file, offset, b"".join(pieces))

    def end(self) -> Position:
        """The position behind the last sound record (`LOG_START` if empty). Cuts off what a killed process left."""
        if not self._folder.exists():
            return LOG_START
        with self._locked():
            return self._mended_end()

    def begin_behind(self, position: Position) -> None:
        """Should all files have been removed, the next is numbered behind `position`, up to which they were loaded."""
        if position > LOG_START and not self._names():
            with self._locked():
                self._remember(position)

    def first(self) -> str | None:
        """Name of the oldest file; None of an empty archive."""
        return next(iter(self._names()), None)

    def read(self, start: Position, end: Position) -> Iterator[tuple[LogItem, Position]]:
        """Everything from `start` up to `end` in order, each with the position to go on from behind it.

        A reference is followed; what it leads to shares the position of the record that holds the reference, which is
        only behind the last of them. What cannot be read any more is a reject.
        """
        for name in self._names():
            if start.file <= name <= end.file:
                begin = start.offset if name == start.file else 0
                stop = end.offset if name == end.file else (self._folder / name).stat().st_size
                yield from self._read_file(name, begin, stop)

    def _read_file(self, name: str, begin: int, stop: int) -> Iterator[tuple[LogItem, Position]]:
        here = Position(name, begin)
        with (self._folder / name).open("rb") as file:
            file.seek(begin)
            try:
                for record in read_own_records(BoundedFile(file, stop)):
                    last: LogItem | None = None
                    for one in self._meant(record, name):
                        if last is not None:
                            yield last, here
                        last = one
                    here = Position(name, record.offset + record.length)
                    if last is not None:
                        yield last, here
            except BrokenArchive as torn:
                raise ArchiveError(f"archive: {name}: {torn.cause} at byte {torn.offset}") from torn

    def _meant(self, record: WarcRecord, name: str) -> Iterator[LogItem]:
        content_type = record.fields.get("content-type", "")
        if content_type == warc.REJECT_TYPE:
            yield warc.decode_reject(record)
        elif content_type == warc.REFERENCES_TYPE:
            for reference in warc.decode_references(record):
                yield follow_reference(reference, cap_bytes=self._document_bytes, now=read_warc_date(record))
        elif record.kind == "revisit":
            yield self._revisited(record, name)
        elif "dateline-capture" in record.fields:
            yield warc.decode_capture(record, record.body, file=name)

    def _revisited(self, record: WarcRecord, name: str) -> LogItem:
        file, offset = warc.decode_revisit_target(record)
        try:
            return warc.decode_capture(record, self.body(file, offset), file=name)
        except ArchiveError as error:
            return _unread(warc.decode_capture(record, b"", file=name), str(error))

    def body(self, name: str, offset: int) -> bytes:
        """The body of the record at that place. Raises `ArchiveError`."""
        try:
            with (self._folder / name).open("rb") as file:
                file.seek(offset)
                record = next(read_own_records(file))
        except (OSError, StopIteration, BrokenArchive) as error:
            raise ArchiveError(f"archive: {name}: no record at byte {offset}") from error
        # What a revisit refers to lies before it, so this ends.
        return self.body(*warc.decode_revisit_target(record)) if record.kind == "revisit" else record.body

    def _there(self, earlier: Mapping[str, StoredBody]) -> dict[str, StoredBody]:
        """Of these, those that retention has not removed meanwhile."""
        names = set(self._names())
        return {identity: place for identity, place in earlier.items() if place.file in names}

    def _names(self) -> list[str]:
        names = (path.name for path in self._folder.glob("*.warc.gz")) if self._folder.exists() else ()
        return sorted(name for name in names if _NAME.fullmatch(name))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / "lock").open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise ArchiveError(f"archive: {self._folder}: {error.strerror or error}") from error

    def _current(self, end: Position, now: datetime) -> str:
        """The file to append to: a new one when the last is full or of another day. Numbers never go back."""
        day = now.date().isoformat()
        if end == LOG_START:
            # The files may all have been removed: what was loaded from them must not be taken for what comes now.
            end = self._remembered()
        number, _, rest = end.file.partition("-")
        if end.offset < self._file_bytes and rest.startswith(day) and (self._folder / end.file).exists():
            return end.file
        return f"{int(number or 0) + 1:06d}-{day}.warc.gz"

    def _written(self, name: str, offset: int, data: bytes) -> Position:
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
        self._remember(end)
        return end

    def _sync_folder(self) -> None:
        """A new file's name survives a power failure, as its bytes do."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _remember(self, end: Position) -> None:
        """Saves looking for it. Where it cannot be written (a full disk), the next one looks."""
        waiting = self._folder / "end.next"
        with suppress(OSError):
            waiting.write_text(f"{end.file} {end.offset}\n", "ascii")
            waiting.replace(self._folder / "end")

    def _mended_end(self) -> Position:
        """The sound end, the last file cut there. Whole records that a killed process wrote are kept."""
        names = self._names()
        if not names:
            return LOG_START
        known = self._remembered()
        path = self._folder / names[-1]
        size = path.stat().st_size
        if known == Position(path.name, size):
            return known
        begin = known.offset if known.file == path.name and known.offset <= size else 0
        end = Position(path.name, find_sound_end(path, begin))
        if end.offset < size:
            os.truncate(path, end.offset)
        self._remember(end)
        return end

    def _remembered(self) -> Position:
        try:
            file, offset = (self._folder / "end").read_text("ascii").split()
            return Position(file, int(offset)) if _NAME.fullmatch(file) else LOG_START
        except (OSError, ValueError):
            return LOG_START


def _gathered(found: Sequence[Input]) -> Iterator[LogItem | list[Reference]]:
    """Captures and rejects one by one, references to one file together."""
    for key, group in groupby(found, key=lambda one: (one.run_id, one.file) if isinstance(one, Reference) else None):
        if key is None:
            yield from (one for one in group if not isinstance(one, Reference))
            continue
        references = [one for one in group if isinstance(one, Reference)]
        yield from (
            references[start : start + REFERENCES_A_RECORD] for start in range(0, len(references), REFERENCES_A_RECORD)
        )


def _encoded(one: LogItem | list[Reference], earlier: Mapping[str, StoredBody], now: datetime) -> bytes:
    if isinstance(one, list):
        return warc.encode_references(one, now)
    if isinstance(one, RejectRow):
        return warc.encode_reject(one)
    known = earlier.get(one.capture_id)
    if known is None:
        return warc.encode_capture(one)
    return warc.encode_revisit(one, file=known.file, start_offset=known.start_offset, seen_at=known.seen_at)


def _unread(capture: Capture, detail: str) -> RejectRow:
    return RejectRow(
        run_id=capture.run_id,
        capture_id=None,
        uri=capture.uri,
        line=capture.line,
        reason=Reason.UNREADABLE,
        detail=detail,
        seen_at=capture.seen_at,
    )
