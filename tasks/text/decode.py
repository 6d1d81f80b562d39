"""Bytes to text, and text to clean text. Pure. The only importer of charset-normalizer (MIT) and ftfy (Apache-2.0).

Both are kept well and measured by others; what they cannot know is when to refuse, and that is decided here.
"""

from __future__ import annotations

import codecs
import re

import ftfy
from charset_normalizer import from_bytes

from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# How far into a page a declaration may stand (the HTML standard says 1,024 bytes; real pages are later).
_HEAD_BYTES = 4_096
# The encoding standard of the web reads these labels as Windows-1252, which is what such pages really hold.
_WEB_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"BZh",
    b"\xd0\xcf\x11\xe0",
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.02
# Where so few bytes are beyond ASCII, statistics have nothing to go by (curly quotes come out as Cyrillic); the web
# standard's fallback for Western pages is right then. English has 0–1 %, French 4 %; Polish 7 %, Czech 12 %.
_HIGH = re.compile(rb"[\x80-\xff]")
_FEW_HIGH = 0.045
_HANDFUL = 8
_HANDFUL_SHARE = 0.2
_SAMPLE_BYTES = 256 * 1024

# Only what is wrong is repaired: quotation marks stay curly, ligatures and wide letters stay as they were printed.
_REPAIR = ftfy.TextFixerConfig(
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    unescape_html=False,
    normalization=None,
    explain=False,
)


def decode(body: bytes) -> str | Reject:
    """The text of a file, or why it has none.

    In order: byte order mark, UTF-8 if the bytes are valid UTF-8, the declared charset if the bytes are valid in it,
    then detection. Refused: nothing there (`empty`), no text (`binary`), no encoding that fits (`undecodable`).
    """
    if not body.strip():
        return Reject(reason=Reason.EMPTY, detail=f"{len(body)} bytes, none of them text")
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _marked(body, encoding)
    if body.startswith(_MAGIC):
        return Reject(reason=Reason.BINARY, detail="begins like a binary file")
    text = _strict(body, "utf-8")
    if text is not None and "\0" not in text:
        return text
    if _has_surrogates(body):
        return Reject(reason=Reason.UNDECODABLE, detail="UTF-8 with lone surrogates in it")
    return _declared(body) or _detected(body)


def repair(text: str) -> str:
    """Text without mojibake, control characters and odd line ends. Idempotent on clean text."""
    return ftfy.fix_text(text, _REPAIR)


def lone_surrogate(text: str) -> int | None:
    """Index of the first surrogate that is no half of a pair, or None. JSON can smuggle them in as escapes."""
    return next((index for index, character in enumerate(text) if "\ud800" <= character <= "\udfff"), None)


def _has_surrogates(body: bytes) -> bool:
    """Whether it is UTF-8 in which surrogates were encoded as if they were characters: what was meant is unknown."""
    try:
        return lone_surrogate(body.decode("utf-8", "surrogatepass")) is not None
    except UnicodeDecodeError:
        return False


def _marked(body: bytes, encoding: str) -> str | Reject:
    text = _strict(body, encoding)
    if text is None:
        return Reject(reason=Reason.UNDECODABLE, detail=f"the byte order mark says {encoding}, the bytes are not")
    return text if text.strip() else Reject(reason=Reason.EMPTY, detail="a byte order mark and nothing else")


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError):  # "undefined" is an encoding that raises the broader one
        return None


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:_HEAD_BYTES])
    if found is None or _CONTROL.search(body[:_HEAD_BYTES]):
        return None
    label = found.group(1).decode("ascii").lower()
    return _strict(body, _WEB_LABELS.get(label, label))


def _is_nearly_ascii(sample: bytes) -> bool:
    high = len(_HIGH.findall(sample))
    few = high <= _FEW_HIGH * len(sample) or (high <= _HANDFUL and high <= _HANDFUL_SHARE * len(sample))
    return few and not _CONTROL.search(sample)


def _detected(body: bytes) -> str | Reject:
    sample = body[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) > _BINARY_SHARE * len(sample):
        return Reject(reason=Reason.BINARY, detail="control characters where text should be")
    western = _strict(body, "cp1252") if _is_nearly_ascii(sample) else None
    if western is not None:
        return western
    best = from_bytes(sample).best()
    if best is not None and best.encoding.startswith(("utf_16", "utf_32")):
        best = None  # without a byte order mark these fit any bytes
    text = _strict(body, best.encoding) if best is not None else None
    if text is None or "\0" in text:
        return Reject(reason=Reason.UNDECODABLE, detail="no character encoding fits the bytes")
    return text
