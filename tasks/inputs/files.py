"""Finds files and reads them as captures. Reads the file system; writes nothing, and never raises for one bad file.

What cannot be read is a `RejectRow` among the captures, so that nothing the user named vanishes.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tasks.archive.captures import make_local_capture
from tasks.archive.webarchives import list_references
from tasks.model.stages import Capture, Media, Reference
from tasks.text.line_reader import LineTooLong, lines
from warehouse.model.records import RejectRow
from warehouse.model.vocabulary import Reason

_MEDIA = {
    ".txt": Media.TEXT,
    ".html": Media.HTML,
    ".htm": Media.HTML,
    ".xml": Media.FEED,
    ".rss": Media.FEED,
    ".atom": Media.FEED,
    ".rdf": Media.FEED,
    ".json": Media.FEED,
}
_RECORDS = (".jsonl", ".jsonl.gz")
_WEB_ARCHIVES = (".warc", ".warc.gz")
# Counting lines reads the whole file; beyond this size the progress bar does without a total.
_COUNTED_BYTES = 256 * 1024 * 1024
_WILD = frozenset("*?[")
SUPPORTED_ENDINGS = ".txt, .html, .htm, .jsonl, .jsonl.gz, .xml, .rss, .atom, .rdf, .json (feeds), .warc, .warc.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLimits:
    """Caps on one document: `document_bytes` of a file or a line, `text_chars` of an article's text."""

    document_bytes: int
    text_chars: int


def read_inputs(
    arguments: Sequence[str],
    *,
    limits: DocumentLimits,
    run_id: str,
    now: datetime,
    done: Mapping[str, int] | None = None,
) -> Iterator[Capture | RejectRow | Reference]:
    """The documents in files, folders and globs, in order of argument, then of path; `now` is the time of capture.

    `done` says how far web archives were read already: by absolute path, where the last record read begins, in bytes.
    """
    source = _Source(limits=limits, run_id=run_id, now=now, done=done or {})
    seen: set[Path] = set()
    for argument in arguments:
        for found in _expand(argument, source):
            if isinstance(found, RejectRow):
                yield found
            elif (path := found.absolute()) not in seen:
                seen.add(path)
                yield from _file(path, source)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What every reading of one call shares."""

    limits: DocumentLimits
    run_id: str
    now: datetime
    done: Mapping[str, int]


def count_inputs(arguments: Sequence[str]) -> int | None:
    """How many documents `read_inputs` will yield, rejects included; None where counting would read too much."""
    total = 0
    for argument in arguments:
        for found in _expand(argument, _COUNTING):
            number = 1 if isinstance(found, RejectRow) else _count(found)
            if number is None:
                return None
            total += number
    return total


_COUNTING = _Source(
    limits=DocumentLimits(document_bytes=0, text_chars=0), run_id="", now=datetime.min.replace(tzinfo=UTC), done={}
)


def _expand(argument: str, source: _Source) -> Iterator[Path | RejectRow]:
    path = Path(argument)
    if "://" in argument:
        yield _reject(argument, Reason.UNSUPPORTED, "an address is no file, folder or glob", source)
    elif path.is_dir():
        yield from _folder(path, (), source)
    elif path.exists() or path.is_symlink():
        yield path
    elif _WILD & set(argument):
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 -- patterns may be absolute
        for match in matches:
            yield from _expand(glob.escape(match) if _WILD & set(match) and not Path(match).exists() else match, source)
        if not matches:
            yield _reject(argument, Reason.UNREADABLE, "no file matches", source)
    else:
        yield _reject(argument, Reason.UNREADABLE, "no such file or folder", source)


def _folder(folder: Path, above: tuple[tuple[int, int], ...], source: _Source) -> Iterator[Path | RejectRow]:
    """Files of a folder and its folders in order of name, hidden ones left out; a link back up ends there."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _reject(folder.absolute().as_uri(), Reason.UNREADABLE, _cause(error), source)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield _reject(folder.absolute().as_uri(), Reason.LINK_LOOP, "a link leads back to a folder above it", source)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _folder(Path(entry.path), (*above, here), source)
        else:
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads nowhere, or in a circle: reading it will say so


def _file(path: Path, source: _Source) -> Iterator[Capture | RejectRow | Reference]:
    uri = path.as_uri()
    name = path.name.lower()
    try:
        if not path.is_file():
            path.stat()  # says what is wrong with a broken link
            yield _reject(uri, Reason.UNSUPPORTED, "not a regular file", source)
        elif name.endswith(_RECORDS):
            yield from _records(path, uri, source)
        elif name.endswith(_WEB_ARCHIVES):
            yield from list_references(path, after=source.done.get(str(path)), run_id=source.run_id, now=source.now)
        elif path.suffix.lower() in _MEDIA:
            yield _whole(path, uri, _MEDIA[path.suffix.lower()], source)
        else:
            lists = "; a list of feeds is for: dateline feeds import" if path.suffix.lower() == ".opml" else ""
            yield _reject(uri, Reason.UNSUPPORTED, f"not one of {SUPPORTED_ENDINGS}{lists}", source)
    except (OSError, EOFError) as error:
        yield _reject(uri, Reason.UNREADABLE, _cause(error), source)


def _count(path: Path) -> int | None:
    name = path.name.lower()
    if name.endswith(_WEB_ARCHIVES):
        return None
    if not name.endswith(_RECORDS):
        return 1
    try:
        if name.endswith(".gz") or path.stat().st_size > _COUNTED_BYTES:
            return None
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1


def _whole(path: Path, uri: str, media: Media, source: _Source) -> Capture | RejectRow:
    limits = source.limits
    with path.open("rb") as file:
        body = file.read(limits.document_bytes + 1)
    if len(body) > limits.document_bytes:
        return _reject(
            uri, Reason.TOO_LARGE, f"{path.stat().st_size} bytes; the cap is {limits.document_bytes}", source
        )
    return _capture(uri, None, media, body, source)


def _records(path: Path, uri: str, source: _Source) -> Iterator[Capture | RejectRow]:
    found, limits = 0, source.limits
    for number, line in lines(path, cap_bytes=limits.document_bytes):
        found += 1
        if isinstance(line, LineTooLong):
            detail = f"a line of more than {limits.document_bytes} bytes"
            yield _reject(uri, Reason.TOO_LARGE, detail, source, line=number)
        else:
            yield _capture(uri, number, Media.RECORD, line, source)
    if not found:
        yield _reject(uri, Reason.EMPTY, "no lines", source)


def _capture(uri: str, line: int | None, media: Media, body: bytes, source: _Source) -> Capture:
    return make_local_capture(uri, line, media, body, run_id=source.run_id, now=source.now)


def _reject(uri: str, reason: Reason, detail: str, source: _Source, *, line: int | None = None) -> RejectRow:
    return RejectRow(
        run_id=source.run_id,
        capture_id=None,
        uri=uri,
        line=line,
        reason=reason,
        detail=detail,
        seen_at=source.now,
    )


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
