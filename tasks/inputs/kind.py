"""What a kind of input is, and the two ordinary ways to read a file: whole, and line by line.

Files: reads them, writes nothing.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from urllib.parse import quote

from tasks.archive import Input, make_local_capture
from tasks.inputs.fields import RecordFields, add_columns
from tasks.model.stages import Capture, Reject
from tasks.text.line_reader import LineTooLong, PeekableFile, lines
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

# Counting lines reads the whole file; beyond this size the progress bar does without a total.
_COUNTED_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLimits:
    """Caps on one document: `document_bytes` of a file or a line, `text_chars` of an article's text."""

    document_bytes: int = 10 * 1024 * 1024
    text_chars: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """What all files of one call of `read_inputs` share; `now` is the time of capture.

    `columns` is the user's map from fields to columns of records. `read_file` reads a file by the ending of its name.
    """

    limits: DocumentLimits
    run_id: str
    now: datetime
    read_file: "Callable[[InputFile], Iterator[Input]]"
    columns: Mapping[str, str] = field(default_factory=dict)

    def make_reject(self, uri: str, reason: Reason, detail: str, *, line: int | None = None) -> RejectRow:
        """The row for something that could not be read."""
        return RejectRow(run_id=self.run_id, uri=uri, line=line, reason=reason, detail=detail, seen_at=self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read. `media` is that of its kind; `read_before` the offset of the last record read in an earlier run.

    Only web archives are resumed by offset; for other files `read_before` is None. `member` is the name of a member of
    the archive at `path`, which `opener` opens.
    """

    path: Path
    media: str
    context: ReadContext
    read_before: int | None = None
    member: str | None = None
    opener: Callable[[], AbstractContextManager[BufferedReader]] | None = None

    @property
    def name(self) -> str:
        """The name of the file, which tells its kind."""
        return self.member or self.path.name

    @property
    def uri(self) -> str:
        """The address of the file; of a member that of its archive, `!/` and its name."""
        archive = self.path.as_uri()
        return archive if self.member is None else f"{archive}!/{quote(self.member, errors='replace')}"

    @contextmanager
    def open(self) -> Iterator[PeekableFile]:
        """The bytes of the file, gzipped ones unpacked.

        Raises `OSError` or `EOFError` for a file that cannot be read, or a gzip file that is cut off or damaged.
        """
        try:
            with self.opener() if self.opener else self.path.open("rb") as packed:
                if self.name.lower().endswith(".gz"):
                    with gzip.open(packed, "rb") as unpacked:
                        yield unpacked
                else:
                    yield packed
        except zlib.error as error:
            raise OSError(f"damaged gzip data: {error}") from error

    def make_capture(self, body: bytes, *, line: int | None = None) -> Capture:
        """The capture of the file, or of one of its lines."""
        context = self.context
        return make_local_capture(self.uri, line, self.media, body, run_id=context.run_id, now=context.now)

    def make_record(self, body: bytes, *, line: int) -> Capture:
        """The capture of a record of one line, with the user's map of columns if there is one."""
        return self.make_capture(add_columns(body, self.context.columns), line=line)

    def make_reject(self, reason: Reason, detail: str, *, line: int | None = None) -> RejectRow:
        """The row that says why the file, or one of its lines, could not be read."""
        return self.context.make_reject(self.uri, reason, detail, line=line)


def read_whole(file: InputFile) -> Iterator[Input]:
    """The file as one capture; a reject where it is larger than one document may be."""
    cap = file.context.limits.document_bytes
    with file.open() as stream:
        body = stream.read(cap + 1)
    if len(body) > cap:
        size = "more" if file.member else f"{file.path.stat().st_size} bytes"
        yield file.make_reject(Reason.TOO_LARGE, f"{size}; the cap is {cap}")
    else:
        yield file.make_capture(body)


def read_lines(file: InputFile) -> Iterator[Input]:
    """A capture a line that is not blank, gzipped files unpacked; a reject for lines that are too long, or for none."""
    cap, count = file.context.limits.document_bytes, 0
    with file.open() as stream:
        for number, line in lines(stream, cap_bytes=cap):
            count += 1
            if isinstance(line, LineTooLong):
                yield file.make_reject(Reason.TOO_LARGE, f"a line of more than {cap} bytes", line=number)
            else:
                yield file.make_record(line, line=number)
    if not count:
        yield file.make_reject(Reason.EMPTY, "no lines")


def count_one(_path: Path) -> int | None:
    """1: the file is one document."""
    return 1


def count_unknown(_path: Path) -> int | None:
    """None: how many documents the file holds is known when it is read."""
    return None


def count_lines(path: Path) -> int | None:
    """How many lines are not blank; None for a gzipped or a very large file."""
    try:
        if path.name.lower().endswith(".gz") or path.stat().st_size > _COUNTED_BYTES:
            return None
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InputKind:
    """A kind of input: how its files are recognised, how they become captures, how a capture becomes documents.

    `media` stands in `Capture.media` and in the archive, so it never changes; a new kind takes its MIME type
    ("text/csv"). `endings` are file endings in lower case, none for captures that are never files. `unpack` names the
    function from a capture to its documents as "module:function": parsers take a second to import, and only the worker
    processes need them. `fields` gives the fields of a capture that is a record; `tasks.inputs.record:unpack_record`
    unpacks such. `is_archive`: the files hold files, and are not read as members of one another.
    """

    media: str
    unpack: str = ""
    endings: tuple[str, ...] = ()
    read: Callable[[InputFile], Iterator[Input]] = read_whole
    count: Callable[[Path], int | None] = count_one
    fields: Callable[[Capture], RecordFields | Reject] | None = None
    is_archive: bool = False
    note: str = ""  # what the list of supported endings says behind them
