"""Lines of an open file, in bounded memory whatever the file holds.

Files. UTF-16 and UTF-32 are passed on as UTF-8, since their lines end in bytes of other characters.
"""

import codecs
from collections.abc import Iterator
from typing import Protocol

from tasks.text.decode import wide_encoding

_HEAD_BYTES = 8


class PeekableFile(Protocol):
    """A binary file that shows bytes without moving on."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or `size` bytes of it."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""

    def peek(self, size: int, /) -> bytes:
        """The next bytes, without moving on."""


class LineTooLong:
    """Stands for a line over the cap; its bytes were skipped, not kept."""


def lines(file: PeekableFile, *, cap_bytes: int) -> Iterator[tuple[int, bytes | LineTooLong]]:
    """Numbered lines (from 1) that are not blank, without their line ends. Raises what reading the file raises."""
    encoding = wide_encoding(file.peek(_HEAD_BYTES)[:_HEAD_BYTES])
    source: _Lines = codecs.EncodedFile(file, "utf-8", encoding, "replace") if encoding else file  # type: ignore[arg-type]  # it only reads
    for number, line in enumerate(_capped(source, cap_bytes), 1):
        if isinstance(line, LineTooLong):
            yield number, line
        elif stripped := line.strip():
            yield number, stripped


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
