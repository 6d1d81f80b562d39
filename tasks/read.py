"""Finds files and reads them as captures. Reads the file system; writes nothing, and never raises for one bad file.

What cannot be read is a `RejectRow` among the captures, so that nothing the user named vanishes.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tasks.lines import LineTooLong, lines
from tasks.stages import Capture, Media
from warehouse.records import Reason, RejectRow

_MEDIA = {".txt": Media.TEXT, ".html": Media.HTML, ".htm": Media.HTML}
_RECORDS = (".jsonl", ".jsonl.gz")
# Counting lines reads the whole file; beyond this size the progress bar does without a total.
_COUNTED_BYTES = 256 * 1024 * 1024
_WILD = frozenset("*?[")
READS = ".txt, .html, .htm, .jsonl, .jsonl.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on one document: `document_bytes` of a file or a line, `text_chars` of an article's text."""

    document_bytes: int
    text_chars: int


def read(arguments: Sequence[str], *, limits: Limits, now: datetime) -> Iterator[Capture | RejectRow]:
    """The documents in files, folders and globs, in order of argument, then of path; `now` is the time of capture."""
    seen: set[Path] = set()
    for argument in arguments:
        for found in _expand(argument, now):
            if isinstance(found, RejectRow):
                yield found
            elif (path := found.absolute()) not in seen:
                seen.add(path)
                yield from _file(path, limits, now)


def count(arguments: Sequence[str]) -> int | None:
    """How many documents `read` will find, rejects among them; None where that takes reading too much to know."""
    total = 0
    for argument in arguments:
        for found in _expand(argument, datetime.min.replace(tzinfo=UTC)):
            number = 1 if isinstance(found, RejectRow) else _count(found)
            if number is None:
                return None
            total += number
    return total


def capture_id(uri: str, line: int | None, digest: str, seen_at: datetime) -> str:
    """Id of a capture: the same bytes found at the same place and time are the same capture."""
    return sha256(f"{uri}|{line or ''}|{digest}|{seen_at.isoformat()}".encode()).hexdigest()[:20]


def _expand(argument: str, now: datetime) -> Iterator[Path | RejectRow]:
    path = Path(argument)
    if "://" in argument:
        yield _reject(argument, Reason.UNSUPPORTED, "addresses are not fetched yet: give a file, folder or glob", now)
    elif path.is_dir():
        yield from _folder(path, (), now)
    elif path.exists() or path.is_symlink():
        yield path
    elif _WILD & set(argument):
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 -- patterns may be absolute
        for match in matches:
            yield from _expand(glob.escape(match) if _WILD & set(match) and not Path(match).exists() else match, now)
        if not matches:
            yield _reject(argument, Reason.UNREADABLE, "no file matches", now)
    else:
        yield _reject(argument, Reason.UNREADABLE, "no such file or folder", now)


def _folder(folder: Path, above: tuple[tuple[int, int], ...], now: datetime) -> Iterator[Path | RejectRow]:
    """Files of a folder and its folders in order of name, hidden ones left out; a link back up ends there."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _reject(folder.absolute().as_uri(), Reason.UNREADABLE, _cause(error), now)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield _reject(folder.absolute().as_uri(), Reason.LINK_LOOP, "a link leads back to a folder above it", now)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _folder(Path(entry.path), (*above, here), now)
        else:
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads nowhere, or in a circle: reading it will say so


def _file(path: Path, limits: Limits, now: datetime) -> Iterator[Capture | RejectRow]:
    uri = path.as_uri()
    name = path.name.lower()
    try:
        if not path.is_file():
            path.stat()  # says what is wrong with a broken link
            yield _reject(uri, Reason.UNSUPPORTED, "not a regular file", now)
        elif name.endswith(_RECORDS):
            yield from _records(path, uri, limits, now)
        elif path.suffix.lower() in _MEDIA:
            yield _whole(path, uri, _MEDIA[path.suffix.lower()], limits, now)
        else:
            yield _reject(uri, Reason.UNSUPPORTED, f"not one of {READS}", now)
    except (OSError, EOFError) as error:
        yield _reject(uri, Reason.UNREADABLE, _cause(error), now)


def _count(path: Path) -> int | None:
    name = path.name.lower()
    if not name.endswith(_RECORDS):
        return 1
    try:
        if name.endswith(".gz") or path.stat().st_size > _COUNTED_BYTES:
            return None
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1


def _whole(path: Path, uri: str, media: Media, limits: Limits, now: datetime) -> Capture | RejectRow:
    with path.open("rb") as file:
        body = file.read(limits.document_bytes + 1)
    if len(body) > limits.document_bytes:
        return _reject(uri, Reason.TOO_LARGE, f"{path.stat().st_size} bytes; the cap is {limits.document_bytes}", now)
    return _capture(uri, None, media, body, now)


def _records(path: Path, uri: str, limits: Limits, now: datetime) -> Iterator[Capture | RejectRow]:
    found = 0
    for number, line in lines(path, cap_bytes=limits.document_bytes):
        found += 1
        if isinstance(line, LineTooLong):
            detail = f"a line of more than {limits.document_bytes} bytes"
            yield _reject(uri, Reason.TOO_LARGE, detail, now, line=number)
        else:
            yield _capture(uri, number, Media.RECORD, line, now)
    if not found:
        yield _reject(uri, Reason.EMPTY, "no lines", now)


def _capture(uri: str, line: int | None, media: Media, body: bytes, now: datetime) -> Capture:
    digest = sha256(body).hexdigest()
    return Capture(
        capture_id=capture_id(uri, line, digest, now), uri=uri, line=line, media=media, body=body, seen_at=now
    )


def _reject(uri: str, reason: Reason, detail: str, now: datetime, *, line: int | None = None) -> RejectRow:
    return RejectRow(capture_id=None, uri=uri, line=line, reason=reason, detail=detail, seen_at=now)


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
