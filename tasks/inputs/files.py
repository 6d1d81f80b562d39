"""Finds the files that the user named and reads them as captures; the kinds of files stand in `registry`.

Files: reads them, writes nothing. Never raises for one bad file: what cannot be read is a `RejectRow` among the
captures, so that nothing the user named vanishes.
"""

import glob
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

from tasks.archive import Input
from tasks.inputs.kind import DocumentLimits, InputFile, ReadContext
from tasks.inputs.registry import SUPPORTED_ENDINGS, find_kind
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

_WILDCARDS = frozenset("*?[")
# What to do with files that people have and that are not read, by ending.
_HINTS = {
    ".opml": "a list of feeds is for: dateline feeds import; ",
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "save the sheet as .csv; "),
    ".pdf": "save the text as .txt; ",
    ".docx": "save the text as .txt; ",
}


def read_inputs(
    arguments: Sequence[str],
    *,
    limits: DocumentLimits,
    run_id: str,
    now: datetime,
    done: Mapping[str, int] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Input]:
    """The documents in files, folders and globs, in order of argument, then of path; `now` is the time of capture.

    `done` says how far web archives were read already: by absolute path, where the last record read begins, in bytes.
    `columns` maps fields of records to the columns that hold them.
    """
    context = ReadContext(limits=limits, run_id=run_id, now=now, read_file=_read_by_kind, columns=columns or {})
    seen: set[Path] = set()
    for argument in arguments:
        for item in _expand(argument, context):
            if isinstance(item, RejectRow):
                yield item
            elif (path := item.absolute()) not in seen:
                seen.add(path)
                yield from _read_file(path, context, (done or {}).get(str(path)))


def count_inputs(arguments: Sequence[str]) -> int | None:
    """How many documents `read_inputs` will yield, rejects included; None where counting would read too much."""
    total = 0
    for argument in arguments:
        for item in _expand(argument, _COUNTING):
            number = 1 if isinstance(item, RejectRow) else _count_file(item)
            if number is None:
                return None
            total += number
    return total


def _expand(argument: str, context: ReadContext) -> Iterator[Path | RejectRow]:
    path = Path(argument)
    if "://" in argument:
        yield context.make_reject(argument, Reason.UNSUPPORTED, "an address is no file, folder or glob")
    elif path.is_dir():
        yield from _list_folder(path, (), context)
    elif path.exists() or path.is_symlink():
        yield path
    elif _WILDCARDS & set(argument):
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 -- patterns may be absolute
        for match in matches:
            is_pattern = _WILDCARDS & set(match) and not Path(match).exists()
            yield from _expand(glob.escape(match) if is_pattern else match, context)
        if not matches:
            yield context.make_reject(argument, Reason.UNREADABLE, "no file matches")
    else:
        yield context.make_reject(argument, Reason.UNREADABLE, "no such file or folder")


def _list_folder(
    folder: Path, parents: tuple[tuple[int, int], ...], context: ReadContext
) -> Iterator[Path | RejectRow]:
    """Files below a folder in order of name, hidden ones left out. `parents` are (device, inode) of the folders above.

    A link back to one of them is a reject.
    """
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield context.make_reject(folder.absolute().as_uri(), Reason.UNREADABLE, _describe(error))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in parents:
        detail = "a link leads back to a folder above it"
        yield context.make_reject(folder.absolute().as_uri(), Reason.LINK_LOOP, detail)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _list_folder(Path(entry.path), (*parents, identity), context)
        else:
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a broken or circular link: reading the file reports it


def _read_file(path: Path, context: ReadContext, read_before: int | None) -> Iterator[Input]:
    try:
        if path.is_file():
            yield from _read_by_kind(InputFile(path=path, media="", context=context, read_before=read_before))
        else:
            path.stat()  # raises for a broken link
            yield context.make_reject(path.as_uri(), Reason.UNSUPPORTED, "not a regular file")
    except (OSError, EOFError) as error:
        yield context.make_reject(path.as_uri(), Reason.UNREADABLE, _describe(error))


def _read_by_kind(file: InputFile) -> Iterator[Input]:
    """What a file, or a member of an archive, holds. Raises `OSError` and `EOFError`."""
    kind = find_kind(file.name)
    if kind is None:
        hint = _HINTS.get(PurePath(file.name).suffix.lower(), "")
        yield file.make_reject(Reason.UNSUPPORTED, f"{hint}not one of {SUPPORTED_ENDINGS}")
    elif kind.is_archive and file.member is not None:
        yield file.make_reject(Reason.UNSUPPORTED, "an archive within an archive: unpack it")
    else:
        yield from kind.read(replace(file, media=kind.media))


_COUNTING = ReadContext(
    limits=DocumentLimits(document_bytes=0, text_chars=0),
    run_id="",
    now=datetime.min.replace(tzinfo=UTC),
    read_file=_read_by_kind,
)


def _count_file(path: Path) -> int | None:
    kind = find_kind(path.name)
    return kind.count(path) if kind else 1


def _describe(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
