"""The kind `.csv`, `.tsv` (also `.gz`): a table whose first row names its columns, a document a row.

Files: reads them, writes nothing. Encoding, separator and quoting are told from the first part of a file. A row is
archived as a JSON object of columns and cells, as read. Which column holds which field is looked up when the row is
unpacked (`tasks/lexicon/en/columns.txt`), so that a replay can look anew.
"""

import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from tasks.archive import Input
from tasks.inputs.columns import match_columns
from tasks.inputs.fields import RecordFields, split_columns
from tasks.inputs.kind import InputFile
from tasks.lexicon.word_lists import word_list
from tasks.model.stages import Capture, Reject
from tasks.text.decode import decode, find_encoding
from tasks.text.line_reader import PeekableFile
from warehouse.model.vocabulary import Reason

_SEPARATORS = {".csv": ",;\t|", ".tsv": "\t,;|"}  # in order of preference
_HEAD_BYTES = 256 * 1024  # of which encoding, separator and quoting are told
_HEAD_ROWS = 50
_MOST_COLUMNS = 4_096
_HEADER_CHARS = 1024 * 1024
# After so many rows without an end the quotation marks of a file are not to be trusted.
_MOST_ENDLESS_ROWS = 100
_SHOWN_CHARS = 300
_OVERFLOW = ""  # stands for the cells of a row that has more of them than there are columns

_NOTHING = word_list("columns", "nothing")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # written and read by Excel
_DOUBLED_QUOTE = re.compile(r'\w""|""\w')
_ESCAPE = re.compile(r"\\([^\r\n])")
# Private characters in place of what a backslash escapes, until the row is split.
_ESCAPED = {"n": "\ue00a", "t": "\ue009", "r": "\ue00d", "\\": "\ue05c", '"': "\ue022", "\t": "\ue009", "N": "\ue04e"}
_UNESCAPED = str.maketrans(
    {"\ue00a": "\n", "\ue009": "\t", "\ue00d": "\r", "\ue05c": "\\", "\ue022": '"', "\ue04e": "\\N"}
)
_BETWEEN_CELLS = "\x0b"

# A row is bounded before it is split, so a cell needs no bound of its own.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How cells are separated; `escapes`: by backslashes, as databases dump them, in place of doubled marks."""

    separator: str
    escapes: bool = False


class _EndlessRowError(Exception):
    """A row is longer than a document may be. Never leaves this module."""


class _RowLines:
    """The physical lines of a file, for the reader of rows; `number` is that of the last one, from 1.

    Raises `_EndlessRowError` where the lines since `begin_row` have more than `cap` characters.
    """

    def __init__(self, source: TextIO, dialect: _Dialect, cap: int) -> None:
        self.number = 0
        self.cap = cap
        self._source = source
        self._escapes = dialect.escapes
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._source.readline(self.cap + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if self.number == 1:
            line = line.removeprefix("\ufeff")
        self._row.append(line)
        self._size += len(line)
        if self._size > self.cap:
            raise _EndlessRowError
        line = line.replace("\0", "")
        return _ESCAPE.sub(_hide_escape, line) if self._escapes else line

    def begin_row(self) -> None:
        """Forgets the lines so far."""
        self._row, self._size = [], 0

    def skip_line(self) -> None:
        """Goes on behind the first line of a row without an end; a line that is too long itself is passed over."""
        last = self._row[-1]
        if not last.endswith(("\n", "\r")):
            while (rest := self._source.readline(self.cap)) and not rest.endswith(("\n", "\r")):
                pass
        again = [line for line in self._row[1:] if len(line) <= self.cap]
        self._again.extendleft(reversed(again))
        self.number -= len(again)


class _Rejoined(io.RawIOBase):
    """A file whose first bytes were read already."""

    def __init__(self, head: bytes, rest: PeekableFile) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer."""
        size = len(buffer)
        data, self._head = (self._head[:size], self._head[size:]) if self._head else (self._rest.read(size), b"")
        buffer[: len(data)] = data
        return len(data)


def read_table(file: InputFile) -> Iterator[Input]:
    """A capture a row; a reject for a row that has no end or cannot be decoded, for a header without an address."""
    cap = file.context.limits.document_bytes
    with file.open() as stream:
        head = stream.read(_HEAD_BYTES)
        encoding = find_encoding(head)
        if isinstance(encoding, Reject):
            yield file.make_reject(encoding.reason, encoding.detail)
            return
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        dialect, skipped = _find_dialect(head.decode(encoding, "replace"), file, whole=len(head) < _HEAD_BYTES)
        raw = io.BufferedReader(_Rejoined(head, stream))
        with io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as source:
            lines = _RowLines(source, dialect, min(cap, _HEADER_CHARS))
            for _ in range(skipped):
                next(lines, None)
            yield from _read_rows(file, lines, dialect)


def read_row_fields(capture: Capture) -> RecordFields | Reject:
    """The fields of a row; of several columns for a field the first that is filled counts, the others are unknown."""
    chosen, body = split_columns(capture.body)
    row = json.loads(body)
    overflow = row.pop(_OVERFLOW, [])
    places = match_columns(tuple(row), tuple(chosen.items()))
    values: dict[str, object] = {}
    used = set()
    for name, columns in places.items():
        filled = [column for column in columns if not _is_nothing(row[column])]
        used |= {*columns} - {*filled[1:]}
        if filled:
            cell = row[filled[0]]
            values[name] = _split_authors(cell) if name == "authors" else cell
    unknown = {column: cell for column, cell in row.items() if column not in used and cell}
    more = (f"{len(overflow)} more cells than columns: is a separator or a mark not quoted?",) if overflow else ()
    return RecordFields(values=values, unknown=unknown, faults=more)


def _read_rows(file: InputFile, lines: _RowLines, dialect: _Dialect) -> Iterator[Input]:
    """The captures and rejects of a table, header first."""
    cap = file.context.limits.document_bytes
    columns: list[str] | None = None
    count = endless = 0
    for number, cells in _split_rows(lines, dialect):
        count += columns is not None
        if isinstance(cells, Reject):
            detail = cells.detail if columns is not None else f"the header: {cells.detail}"
            yield file.make_reject(cells.reason, detail, line=number)
            endless += cells.reason is Reason.TOO_LARGE
            if endless > _MOST_ENDLESS_ROWS:
                yield file.make_reject(Reason.UNREADABLE, "not read further", line=number)
            if columns is None or endless > _MOST_ENDLESS_ROWS:
                return
        elif columns is None:
            columns = _name_columns(cells)
            if fault := _explain_header(columns, file.context.columns):
                yield file.make_reject(Reason.BAD_FIELD, fault, line=number)
                return
            lines.cap = cap
        else:
            yield _make_row(file, columns, cells, number)
    if columns is None or not count:
        yield file.make_reject(Reason.EMPTY, "no lines" if columns is None else "a header and no rows")


def _split_rows(lines: _RowLines, dialect: _Dialect) -> Iterator[tuple[int, list[str] | Reject]]:
    """The rows that are not blank, each with the number of its first line; rejects in place of rows that are none."""
    rows = _make_reader(lines, dialect)
    while True:
        lines.begin_row()
        first = lines.number + 1
        try:
            cells = _decode_cells(next(rows), dialect)
        except StopIteration:
            return
        except _EndlessRowError:
            lines.skip_line()
            rows = _make_reader(lines, dialect)
            detail = "does not end within the bytes of one document: is a quotation mark not closed?"
            yield first, Reject(reason=Reason.TOO_LARGE, detail=detail)
        except csv.Error as error:
            yield first, Reject(reason=Reason.UNREADABLE, detail=str(error))
        else:
            if isinstance(cells, Reject) or any(cell.strip() for cell in cells):
                yield first, cells


def _make_reader(lines: Iterator[str], dialect: _Dialect) -> Iterator[list[str]]:
    # What remains of backslashes stands before the end of a line.
    return csv.reader(lines, delimiter=dialect.separator, escapechar="\\" if dialect.escapes else None)


def _decode_cells(cells: list[str], dialect: _Dialect) -> list[str] | Reject:
    """The cells with their escapes resolved, and with bytes decoded that are no UTF-8."""
    if dialect.escapes:
        cells = [cell.translate(_UNESCAPED) for cell in cells]
    try:
        joined = _BETWEEN_CELLS.join(cells)
        joined.encode()
    except UnicodeEncodeError:
        text = decode(joined.encode("utf-8", "surrogateescape"))
        return text if isinstance(text, Reject) else text.split(_BETWEEN_CELLS)
    return cells


def _make_row(file: InputFile, columns: Sequence[str], cells: Sequence[str], number: int) -> Input:
    row: dict[str, object] = dict(zip(columns, cells, strict=False))
    if any(overflow := cells[len(columns) :]):
        row[_OVERFLOW] = overflow
    body = json.dumps(row, ensure_ascii=False).encode()
    cap = file.context.limits.document_bytes
    if len(body) > cap:
        return file.make_reject(Reason.TOO_LARGE, f"a row of {len(body)} bytes; the cap is {cap}", line=number)
    return file.make_record(body, line=number)


def _find_dialect(head: str, file: InputFile, *, whole: bool) -> tuple[_Dialect, int]:
    """The dialect of a table that begins so, and how many lines stand before its header."""
    head = head.removeprefix("\ufeff")
    stated = _SEPARATOR_LINE.match(head)
    ending = next((ending for ending in _SEPARATORS if ending in file.name.lower()), ".csv")
    separators = stated[1] if stated else _SEPARATORS[ending]
    text = head[stated.end() :] if stated else head
    backslashes = (False, True) if "\\" in text and not _DOUBLED_QUOTE.search(text) else (False,)
    dialects = [_Dialect(separator, escapes) for escapes in backslashes for separator in separators]
    return max(dialects, key=lambda dialect: _rate_dialect(dialect, text, file, whole=whole)), bool(stated)


def _rate_dialect(dialect: _Dialect, text: str, file: InputFile, *, whole: bool) -> tuple[float, ...]:
    """How well a dialect explains the first rows: by names of columns, rows of equal length, and marks of databases."""
    lines = _RowLines(io.StringIO(text, newline=""), dialect, file.context.limits.document_bytes)
    rows = [cells for _, cells in islice(_split_rows(lines, dialect), _HEAD_ROWS) if not isinstance(cells, Reject)]
    if len(rows) > 2 and not whole and len(rows) < _HEAD_ROWS:
        rows.pop()  # cut off
    if not rows:
        return (0, 0, 0, 0)
    header = _name_columns(rows[0])
    named = len(match_columns(tuple(header), tuple(file.context.columns.items())))
    even = sum(len(cells) == len(header) for cells in rows) / len(rows)
    has_null = any("\\N" in cells for cells in rows)
    return (named, even, dialect.escapes and has_null, not dialect.escapes)


def _name_columns(cells: Sequence[str]) -> list[str]:
    """The header's names, each once: a second `title` is `title (2)`; one without a name is called by its number."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells[: _MOST_COLUMNS + 1], 1):
        name = plain = cell.strip() or f"column {number}"
        again = 1
        while name in names:
            again += 1
            name = f"{plain} ({again})"
        names[name] = None
    return list(names)


def _explain_header(columns: Sequence[str], chosen: Mapping[str, str]) -> str | None:
    """All that is wrong with a header, in one line; None where documents can be read below it."""
    if len(columns) > _MOST_COLUMNS:
        return f"more than {_MOST_COLUMNS} columns"
    faults = [f"{name}: no column {column!r}" for name, column in chosen.items() if column not in columns]
    places = match_columns(tuple(columns), tuple(chosen.items()))
    if "url" not in places and "url" not in chosen:
        faults.append("url: no column for it (--map url=COLUMN)")
        if not {"text", "html"} & (places.keys() | chosen.keys()):
            faults.append("text: no column for it, nor for html")
    if not faults:
        return None
    return f"{'; '.join(faults)}; the columns are {', '.join(columns)}"[:_SHOWN_CHARS]


def _is_nothing(cell: str) -> bool:
    text = cell.strip()
    return not text or text in _NOTHING or text.startswith("0000-00-00")


def _split_authors(cell: str) -> list[str]:
    """The names in a cell, separated by semicolons or bars, or a JSON list of them."""
    if cell.lstrip().startswith("["):
        try:
            listed = json.loads(cell)
        except (ValueError, RecursionError):
            listed = None
        if isinstance(listed, list) and all(isinstance(name, str) for name in listed):
            return listed
    return [name.strip() for name in re.split(r"[;|]", cell) if not _is_nothing(name)]


def _hide_escape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])
