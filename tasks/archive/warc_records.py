"""Reads the records of any WARC file, one after the other, in bounded memory.

Files: reads open ones. The only importer of warcio, which takes a file that breaks off inside a record, or whose gzip
data is damaged, for one that ends there. Here that is `BrokenArchive`: half a page must not pass for a page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Protocol

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders

# The fields of a record of somebody else's, in bytes; browsers and servers stop far below.
_FIELDS_BYTES = 1024 * 1024
_GZIP = b"\x1f\x8b"
_BLANK = b"\r\n\r\n"
_READ_BYTES = 1 << 20
_DIGITS = re.compile("[0-9]{1,18}")


class BrokenArchive(Exception):
    """A web archive ends or breaks inside a record; `offset` is where the last sound record ends."""

    def __init__(self, offset: int, cause: str) -> None:
        self.offset = max(offset, 0)
        self.cause = cause
        super().__init__(f"web archive: broken at byte {offset}: {cause}")


class Readable(Protocol):
    """The part of the interface of an open file that is needed here."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""

    def tell(self) -> int:
        """The position of the file, in bytes."""


class BoundedFile:
    """An open file read up to `stop` (bytes): another process may be writing behind it."""

    def __init__(self, file: IO[bytes], stop: int) -> None:
        self._file = file
        self._stop = stop

    def read(self, size: int = -1, /) -> bytes:
        """As a file does."""
        left = max(0, self._stop - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))

    def tell(self) -> int:
        """As a file does."""
        return self._file.tell()


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """One record: its fields by lower-case name, the HTTP status and headers if any, and its body, cut at a cap."""

    offset: int
    length: int
    kind: str
    uri: str
    fields: Mapping[str, str]
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    too_large: bool


def read_warc_records(
    file: Readable, *, cap_bytes: int, bodies: bool = True, fields_bytes: int = _FIELDS_BYTES
) -> Iterator[WarcRecord]:
    """Yields the records of a web archive, gzipped or plain, from the position of the file.

    `cap_bytes` of each body are read, one more to know; without `bodies` neither those nor the fields of HTTP. Raises
    `BrokenArchive` behind the last sound record of a broken file.
    """
    sound = file.tell()
    records = _Records(file, fields_bytes, bodies=bodies)
    reader = records.reader
    while True:
        try:
            read = next(records.the_iter, None)
            if read is None:
                reader.require_end(sound)
                return
            record = _convert_record(read, records, cap_bytes if bodies else None)
        except (ArchiveLoadFailed, EOFError) as error:
            raise BrokenArchive(sound, _describe(error)) from error
        except Exception as error:  # whatever broken bytes make the library raise
            raise BrokenArchive(sound, f"{type(error).__name__}: {_describe(error)}") from error
        sound = record.offset + record.length
        yield record


def read_warc_date(record: WarcRecord) -> datetime:
    """The record's WARC-Date, in UTC. Raises `ValueError` where it is missing or unreadable."""
    date = datetime.fromisoformat(record.fields.get("warc-date", ""))
    try:
        # WARC 1.1, section 5.4: dates are UTC, so one that does not say so is.
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def read_own_records(file: Readable) -> Iterator[WarcRecord]:
    """Yields the records of a file that Dateline wrote, from its position, in half the time of `read_warc_records`.

    Ours are whole gzip members, with fields in ASCII. Raises `BrokenArchive` behind the last sound record.
    """
    sound = file.tell()
    for data, length in _read_members(file, sound):
        try:
            yield _decode_own_record(data, sound, length)
        except (ValueError, KeyError, IndexError) as error:
            raise BrokenArchive(sound, f"no record of ours: {_describe(error)}") from error
        sound += length


def find_sound_end(path: Path, begin: int) -> int:
    """The offset in bytes at which the last whole gzip member from `begin` on ends."""
    with path.open("rb") as file:
        file.seek(begin)
        sound = begin
        try:
            for _, length in _read_members(file, begin, keep=False):
                sound += length
        except BrokenArchive:
            return sound
    return sound


def _read_members(file: Readable, begin: int, *, keep: bool = True) -> Iterator[tuple[bytes, int]]:
    """Yields the gzip members from `begin`, where the file stands: unpacked (empty without `keep`), and their length.

    Raises `BrokenArchive` behind the last whole one.
    """
    sound, chunk, fed = begin, b"", begin
    while chunk := chunk or file.read(_READ_BYTES):
        inflate, pieces = zlib.decompressobj(31), []
        while not inflate.eof:
            if not chunk:
                chunk = file.read(_READ_BYTES)
            if not chunk:
                raise BrokenArchive(sound, "the file ends inside a record")
            fed += len(chunk)
            try:
                unpacked = inflate.decompress(chunk)
            except zlib.error as error:
                raise BrokenArchive(sound, f"damaged gzip data: {error}") from error
            if keep:
                pieces.append(unpacked)
            chunk = inflate.unused_data
            fed -= len(chunk)
        yield b"".join(pieces), fed - sound
        sound = fed


def _decode_own_record(data: bytes, offset: int, length: int) -> WarcRecord:
    head, _, rest = data.partition(_BLANK)
    fields = {name.lower(): value for name, value in map(_split_field, head.decode("ascii").split("\r\n")[1:])}
    size = int(fields["content-length"])
    if rest[size:] != _BLANK:
        raise ValueError("it is not as long as it says")
    body = rest[:size]
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    if fields["content-type"].startswith("application/http"):
        http, _, body = body.partition(_BLANK)
        first, *lines = http.decode("ascii").split("\r\n")
        status, headers = int(first.split(" ")[1]), tuple(map(_split_field, lines))
    return WarcRecord(
        offset=offset,
        length=length,
        kind=fields["warc-type"],
        uri=fields["warc-target-uri"],
        fields=fields,
        status=status,
        headers=headers,
        body=body,
        too_large=False,
    )


def _split_field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name, value.strip()


def _convert_record(read: Any, records: _Records, cap_bytes: int | None) -> WarcRecord:
    too_large = cap_bytes is not None and (read.length or 0) > 2 * cap_bytes + _FIELDS_BYTES
    # What is so much too large is not looked at: it may be a single chunk, which the library reads whole.
    body = b"" if cap_bytes is None or too_large else read.content_stream().read(cap_bytes + 1)
    offset, length = records.get_record_offset(), records.get_record_length()
    fields = {name.lower(): value for name, value in read.rec_headers.headers}
    if not _DIGITS.fullmatch(fields.get("content-length", "")):
        raise ArchiveLoadFailed("a record without a length")
    if records.err_count:
        raise ArchiveLoadFailed("a record is longer than it says")
    if read.raw_stream.limit > 0:
        raise ArchiveLoadFailed("the file ends inside a record")
    http = read.http_headers
    return WarcRecord(
        offset=offset,
        length=length,
        kind=read.rec_type or "",
        uri=(fields.get("warc-target-uri") or "").strip("<> "),
        fields=fields,
        status=_read_status(http),
        headers=tuple(http.headers) if http else (),
        body=body[:cap_bytes],
        too_large=too_large or (cap_bytes is not None and len(body) > cap_bytes),
    )


class _Records(WARCIterator):  # type: ignore[misc]  # the library has no types
    """warcio's iterator over the stricter `_Reader`."""

    def __init__(self, file: Readable, fields_bytes: int, *, bodies: bool) -> None:
        super().__init__(file, no_record_parse=not bodies)
        self.reader = _Reader(file, fields_bytes)

    def _next_record(self, next_line: bytes | None) -> Any:
        self.reader.lined = 0
        self.reader.ended = False
        record = super()._next_record(next_line)
        if self.reader.ended:
            raise ArchiveLoadFailed("the file ends inside the fields of a record")
        return record


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]  # the library has no types
    """warcio's reader, which refuses endless fields and damaged data, and copies a long line once."""

    decompressor: Any

    def __init__(self, file: Readable, fields_bytes: int) -> None:
        super().__init__(file)
        self.lined = 0  # bytes of the lines of this record so far
        self.ended = False  # whether a line was wanted where there was none
        self._fields_bytes = fields_bytes
        self._packed = False

    def readline(self, length: int | None = None) -> bytes:
        left = self._fields_bytes - self.lined + 1 if length is None else length
        # Nearly every line lies in the buffer whole.
        pieces = [self.buff.readline(left) if self.buff else b""]
        while not pieces[-1].endswith(b"\n") and (left := left - len(pieces[-1])) > 0:
            self._fillbuff()
            if self.empty():
                self.ended = True
                break
            pieces.append(self.buff.readline(left))
        line = b"".join(pieces)
        self.lined += len(line)
        if self.lined > self._fields_bytes:
            raise ArchiveLoadFailed(f"more than {self._fields_bytes} bytes of fields")
        return line

    def require_end(self, sound: int) -> None:
        """Raises `ArchiveLoadFailed` where a gzipped file goes on behind its last record."""
        if self._packed and self.stream.tell() > sound:
            raise ArchiveLoadFailed("the file ends inside a record")

    def _decompress(self, data: bytes) -> bytes:
        if not self.decompressor or not data:
            return data
        self._packed = self._packed or data.startswith(_GZIP)
        try:
            unpacked: bytes = self.decompressor.decompress(data)
        except zlib.error as error:
            if self._packed:
                raise ArchiveLoadFailed(f"damaged gzip data: {error}") from error
            self.decompressor = None  # a plain file
            return data
        return unpacked


def _read_status(headers: StatusAndHeaders | None) -> int | None:
    code = headers.get_statuscode() if headers else ""
    return int(code) if len(code) == 3 and code.isascii() and code.isdigit() else None


def _describe(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
