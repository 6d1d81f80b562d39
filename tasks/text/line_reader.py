"""Lines of plain and gzipped files, in bounded memory whatever the file holds.

Files. UTF-16 and UTF-32 are passed on as UTF-8, since their lines end in bytes of other characters.
"""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tasks.text.decode import wide_encoding

_HEAD_BYTES = 8


class LineTooLong:
    """Stands for a line over the cap; its bytes were skipped, not kept."""


def lines(path: Path, *, cap_bytes: int) -> Iterator[tuple[int, bytes | LineTooLong]]:
    """Numbered lines (from 1) that are not blank, without their line ends.

    Raises `OSError` or `EOFError` for a file that cannot be read, or a gzip file that is cut off or damaged.
    """
    try:
        with gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb") as file:
            encoding = wide_encoding(file.peek(_HEAD_BYTES)[:_HEAD_BYTES])
            source = codecs.EncodedFile(file, "utf-8", encoding, "replace") if encoding else file
            for number, line in enumerate(_capped(source, cap_bytes), 1):
                if isinstance(line, LineTooLong):
                    yield number, line
                elif stripped := line.strip():
                    yield number, stripped
    except zlib.error as error:
        raise OSError(f"damaged gzip data: {error}") from error


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def _capped(file: _Lines, cap_bytes: int) -> Iterator[bytes | LineTooLong]:
    while line := file.readline(cap_bytes + 1):
        if len(line) <= cap_bytes or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(cap_bytes)) and not rest.endswith(b"\n"):
            pass
        yield LineTooLong()
