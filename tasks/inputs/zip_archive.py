"""The kind `.zip`: an archive whose members are read like the files of a folder, within bounds.

Files: reads them, writes nothing; nothing is unpacked to the disk. What an archive states about sizes is not believed:
bytes are counted while they are read. Only stored and deflated members are read, because the other methods unpack any
amount of bytes at once.
"""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

from tasks.archive import Input
from tasks.inputs.kind import InputFile
from warehouse.model.vocabulary import Reason

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipLimits:
    """Caps on an archive. `ratio` is of unpacked to packed bytes, and counts from `ratio_from_bytes` unpacked ones.

    Text of news packs to a third or a tenth; deflated data cannot unpack to more than 1,032 times its size. A directory
    takes some 100 bytes a member in the file and six times that in memory.
    """

    members: int = 50_000
    directory_bytes: int = 8 * _MEGABYTE
    member_bytes: int = 2_048 * _MEGABYTE
    total_bytes: int = 8_192 * _MEGABYTE
    ratio: int = 200
    ratio_from_bytes: int = 10 * _MEGABYTE


ZIP_LIMITS = ZipLimits()
# What `zipfile` raises when it opens an archive or a member: NotImplementedError for versions and features of the
# format that it does not read, ValueError for names in another encoding than stated, struct.error for what ends early.
_ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# The end of an archive: the number of members and the size of the directory, in 16 and 32 or in 64 bits (APPNOTE 4.3).
_END, _END_MARK, _END_BYTES = struct.Struct("<8x2x H L"), b"PK\x05\x06", 22 + 65_535
_END64, _END64_MARK = struct.Struct("<32x Q Q"), b"PK\x06\x06"


class _TooLargeError(OSError):
    """A member, or all of them, unpack to more than the caps allow. Never leaves this module."""


@dataclass(slots=True)
class _Budget:
    """Bytes unpacked of an archive so far."""

    limits: ZipLimits
    total: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether no more may be unpacked."""
        return self.total > self.limits.total_bytes


class _CountedMember(io.RawIOBase):
    """The bytes of a member. Raises `_TooLargeError` when there are too many."""

    def __init__(self, unpacked: IO[bytes], packed_bytes: int, budget: _Budget) -> None:
        self._unpacked, self._packed_bytes, self._budget = unpacked, packed_bytes, budget
        self._count = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer."""
        data = self._unpacked.read(len(buffer))
        self._count += len(data)
        self._budget.total += len(data)
        limits = self._budget.limits
        if self._budget.is_spent:
            raise _TooLargeError(f"the archive unpacks to more than {limits.total_bytes} bytes")
        if self._count > limits.member_bytes:
            raise _TooLargeError(f"unpacks to more than {limits.member_bytes} bytes")
        if self._count > max(limits.ratio_from_bytes, limits.ratio * self._packed_bytes):
            raise _TooLargeError(f"unpacks to more than {limits.ratio} times its size")
        buffer[: len(data)] = data
        return len(data)


def read_zip(file: InputFile) -> Iterator[Input]:
    """What the members hold, in order of their names, hidden ones left out; a reject for each that is not read."""
    try:
        if fault := _explain_directory(file.path, ZIP_LIMITS):
            yield file.make_reject(Reason.TOO_LARGE, fault)
            return
        archive = zipfile.ZipFile(file.path)
    except _ZIP_ERRORS as error:
        yield file.make_reject(Reason.UNREADABLE, f"not a zip archive, or damaged: {error}")
        return
    with archive:
        yield from _read_members(archive, file)


def _read_members(archive: zipfile.ZipFile, file: InputFile) -> Iterator[Input]:
    budget = _Budget(ZIP_LIMITS)
    seen: set[str] = set()
    for member in sorted(archive.infolist(), key=attrgetter("filename")):
        if member.is_dir() or _is_hidden(member.filename):
            continue
        opener = partial(_open_member, archive, member, budget)
        part = replace(file, member=member.filename, opener=opener)
        if fault := _explain_refusal(member, seen):
            yield part.make_reject(Reason.UNSUPPORTED, fault)
            continue
        seen.add(member.filename)
        try:
            yield from file.context.read_file(part)
        except _TooLargeError as error:
            yield part.make_reject(Reason.TOO_LARGE, str(error))
            if budget.is_spent:
                yield file.make_reject(Reason.TOO_LARGE, f"{error}: not read further")
                return
        except (OSError, EOFError, zipfile.BadZipFile) as error:
            yield part.make_reject(Reason.UNREADABLE, str(error) or type(error).__name__)


@contextmanager
def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> Iterator[io.BufferedReader]:
    try:
        opened = archive.open(member)
    except _ZIP_ERRORS as error:
        # Caught here, so that a ValueError of the reader of the member stays what it is.
        raise zipfile.BadZipFile(str(error)) from error
    with opened as unpacked:
        yield io.BufferedReader(_CountedMember(unpacked, member.compress_size, budget))


def _explain_directory(path: Path, limits: ZipLimits) -> str | None:
    """What is too large about an archive, told from its last bytes before its directory is read into memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_BYTES - _END64.size))
        tail = file.read()
    sizes = []
    for mark, form in ((_END_MARK, _END), (_END64_MARK, _END64)):
        place = tail.rfind(mark)
        if place >= 0 and place + form.size <= len(tail):
            sizes.append(form.unpack_from(tail, place))
    members, directory_bytes = (max((size[index] for size in sizes), default=0) for index in (0, 1))
    unknown = (0xFFFF, 0xFFFFFFFF) if len(sizes) == 2 else (-1, -1)  # then the record of 64 bits says it
    if members > limits.members and members != unknown[0]:
        return f"{members} members; the cap is {limits.members}: unpack it"
    if directory_bytes > limits.directory_bytes and directory_bytes != unknown[1]:
        return f"a directory of {directory_bytes} bytes; the cap is {limits.directory_bytes}: unpack it"
    return None


def _explain_refusal(member: zipfile.ZipInfo, seen: set[str]) -> str | None:
    """Why a member is not opened; None where it is."""
    parts = member.filename.replace("\\", "/").split("/")
    faults = (
        (bool(member.flag_bits & _ENCRYPTED), "encrypted"),
        (stat.S_ISLNK(member.external_attr >> 16), "a link"),
        (not parts[0] or ".." in parts or ":" in parts[0], "a name that leads out of the archive"),
        (
            member.compress_type not in _METHODS,
            f"packed by method {member.compress_type}; stored and deflated are read",
        ),
        (member.filename in seen, "a second member of this name"),
    )
    return next((fault for applies, fault in faults if applies), None)


def _is_hidden(name: str) -> bool:
    """Whether a member is what the system of its maker keeps for itself, as hidden files of a folder are."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts)
