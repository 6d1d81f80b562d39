"""Bytes of any input to text, and text to clean text.

Pure. The only importer of charset-normalizer (MIT) and ftfy (Apache-2.0). Both are kept well and measured by others;
what they cannot know is when to refuse, and that is decided here.
"""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import ftfy
from charset_normalizer import from_bytes

from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeLimits:
    """Shares from which on bytes are taken for text in an encoding. Set by the cases of `tests/unit_text`.

    `stray`: of the bytes beyond ASCII, those outside UTF-8. Text in another encoding is mostly stray: in Korean and
    Chinese ones nine tenths. `errors`: of the characters, those that a named encoding does not have.
    `control`: of the bytes, control characters. `few_high` and `handful`: where so few bytes are beyond ASCII,
    statistics have nothing to go by (curly quotes come out as Cyrillic), and the web standard's fallback for Western
    pages is right. English has 0-1 %, French 4 %; Polish 7 %, Czech 12 %.
    """

    stray: float = 0.25
    errors: float = 0.01
    control: float = 0.02
    few_high: float = 0.045
    handful: int = 8
    handful_share: float = 0.2
    printable: float = 0.98
    sample_bytes: int = 256 * 1024
    # How far into a page a declaration may stand (the HTML standard says 1,024 bytes; real pages are later).
    head_bytes: int = 4_096


DECODE_LIMITS = DecodeLimits()
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML_LABEL = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']", re.IGNORECASE)
_ANY_LABEL = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTENT_TYPE_LABEL = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# Encodings of text on the web. Python knows more, such as "undefined" and "punycode", that no page is written in.
_ENCODINGS = re.compile(
    r"cp(?:125\d|866|874|932|949|950)|iso8859-\d{1,2}|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5(?:hkscs)?"
    r"|euc_(?:jp|kr)|shift_jis|iso2022_(?:jp|kr)|tis-620|utf-8"
)
# The encoding standard of the web reads these labels as supersets, which is what such pages really hold.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"BZh", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_STRAY_BYTES = re.compile("[\udc80-\udcff]+")
# Of the zero bytes, those where the encoding has them: Korean has others, too; and what comes out must be text.
_WIDE_ZEROS = 0.7
_FEW_BLOCKS = 0.9

_SURROGATES = Reject(reason=Reason.UNDECODABLE, detail="UTF-8 with lone surrogates in it")
_NOTHING_FITS = Reject(reason=Reason.UNDECODABLE, detail="no character encoding fits the bytes")

# Only what is wrong is repaired: quotation marks stay curly, ligatures and wide letters stay as they were printed.
_REPAIR = ftfy.TextFixerConfig(
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    unescape_html=False,
    normalization=None,
    explain=False,
)


def decode(body: bytes, content_type: str | None = None) -> str | Reject:
    """The text of a page, feed, list or file, or why it has none.

    In order: byte order mark; UTF-16 and UTF-32 by their zero bytes; UTF-8 if the bytes are that but for a few, which
    are read as Windows-1252; the charset that the document or the header names, if the bytes are (nearly) valid in it;
    detection. Refused: nothing there (`empty`), no text (`binary`), no encoding that fits (`undecodable`).
    """
    stripped = body.lstrip(b" \t\r\n\f\v")
    if not stripped:
        return Reject(reason=Reason.EMPTY, detail=f"{len(body)} bytes, none of them text")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if stripped.startswith(mark):
            return _decode_marked(stripped.removeprefix(mark), encoding)
    if body.startswith(_MAGIC):
        return Reject(reason=Reason.BINARY, detail="begins like a binary file")
    if b"\0" in body and (wide := _decode_wide(body)) is not None:
        return wide
    if b"\0" not in body and b"\x1b" not in body and (text := _strict(body, "utf-8")) is not None:
        return text
    return _decode_unmarked(body, _labels(body, content_type))


def decode_json(body: bytes) -> str | Reject:
    """The text of a JSON document, UTF-8 but for a few bytes, UTF-16 or UTF-32, or why it is none."""
    if wide_encoding(body[:8]) is not None:
        return decode(body)
    text = _decode_utf8(body.removeprefix(codecs.BOM_UTF8), labelled=True)
    return text if text is not None else Reject(reason=Reason.UNDECODABLE, detail="neither UTF-8 nor UTF-16")


def find_encoding(head: bytes) -> str | Reject:
    """The encoding of a file that begins with these bytes, for reading it piece by piece; decided as by `decode`.

    "utf-8" also stands for UTF-8 with some strays. A file whose head is ASCII may turn out otherwise further on. The
    head may end within a character.
    """
    if not head.lstrip(b" \t\r\n\f\v"):
        return Reject(reason=Reason.EMPTY, detail=f"{len(head)} bytes, none of them text")
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked
    if head.startswith(_MAGIC):
        return Reject(reason=Reason.BINARY, detail="begins like a binary file")
    wide = wide_encoding(head) if b"\0" in head else None
    if wide is not None and _decode_wide(head) is not None:
        return wide
    whole = head[: len(head) - _count_unfinished(head)]
    if _decode_utf8(whole, labelled=False) is None or (b"\0" in head and _is_binary(head)):
        return _detect_encoding(_cut_behind_whole(head))
    return "utf-8"


def decode_cells(cells: Sequence[bytes]) -> list[str] | Reject:
    """The texts of the cells of one row, all in the encoding that the row as a whole is in; refused where none fits."""
    row = b"\n".join(cells)
    if _decode_utf8(row, labelled=False) is not None:
        return [_read_strays(cell.decode("utf-8", "surrogateescape")) for cell in cells]
    encoding = _SURROGATES if _has_surrogates(row) else _detect_encoding(row)
    if isinstance(encoding, Reject):
        return encoding
    texts = [_strict(cell, encoding) for cell in cells]
    known = [text for text in texts if text is not None]
    return known if len(known) == len(cells) else _NOTHING_FITS


def exceeds_errors(text: str) -> bool:
    """Whether so much of a text was replaced while it was decoded that it is not in that encoding."""
    return text.count("\ufffd") > len(text) * DECODE_LIMITS.errors


def _count_unfinished(head: bytes) -> int:
    """How many bytes at the end begin a character of UTF-8 that is not complete."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    decoder.decode(head)
    return len(decoder.getstate()[0])


def _decode_unmarked(body: bytes, labels: list[str]) -> str | Reject:
    """Text of bytes of one, two or more a character, as they say themselves, are labelled, or look."""
    escaped = b"\x1b" in body and any(label.startswith("iso2022") for label in labels)
    text = None if escaped else _decode_utf8(body, labelled="utf-8" in labels)
    if text is not None and ("\0" not in text or not _is_binary(body)):
        return text
    if _has_surrogates(body):
        return _SURROGATES
    labelled = (_tolerant(body, label) for label in labels if label != "utf-8")
    text = next((text for text in labelled if text is not None), None)
    return text if text is not None else _detect(body)


def repair(text: str) -> str:
    """Text without mojibake, control characters and odd line ends. Idempotent on clean text."""
    return ftfy.fix_text(text, _REPAIR)


def lone_surrogate(text: str) -> int | None:
    """Index of the first surrogate that is no half of a pair, or None. JSON can smuggle them in as escapes."""
    return next((index for index, character in enumerate(text) if "\ud800" <= character <= "\udfff"), None)


def wide_encoding(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 that the zero bytes of `head` show, with a byte order mark or without; None for others."""
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS[1:] if head.startswith(mark)), None)
    if marked is not None:
        return marked
    zeros = [head[place::4].count(0) for place in range(4)]
    total = sum(zeros)
    if not total:
        return None
    if len(head) >= 8 and total >= len(head) / 2:
        if zeros[2] + zeros[3] >= _WIDE_ZEROS * (len(head) // 4 * 2):
            return "utf-32-le"
        if zeros[0] + zeros[1] >= _WIDE_ZEROS * (len(head) // 4 * 2):
            return "utf-32-be"
    if zeros[1] + zeros[3] >= _WIDE_ZEROS * total:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] + zeros[2] >= _WIDE_ZEROS * total else None


def _decode_wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, where what comes out is text."""
    sample = body[: DECODE_LIMITS.sample_bytes]
    encoding = wide_encoding(sample)
    text = _tolerant(body, encoding) if encoding else None
    if text is None or "\0" in text:
        return None
    shown = text[: DECODE_LIMITS.sample_bytes]
    printable = sum(character.isprintable() or character in "\t\r\n\f" for character in shown)
    # A script takes few blocks of 256 characters; Chinese and Korean take many, all within one range.
    blocks = Counter(ord(character) >> 8 for character in shown)
    common = sum(count for _, count in blocks.most_common(3))
    eastern = sum(count for block, count in blocks.items() if block == 0 or 0x2E <= block <= 0xD7)
    is_text = printable >= DECODE_LIMITS.printable * len(shown) and max(common, eastern) >= _FEW_BLOCKS * len(shown)
    return text if is_text else None


def _decode_marked(body: bytes, encoding: str) -> str | Reject:
    text = _decode_utf8(body, labelled=True) if encoding == "utf-8" else _tolerant(body, encoding)
    if text is None:
        return Reject(reason=Reason.UNDECODABLE, detail=f"the byte order mark says {encoding}, the bytes are not")
    return text if text.strip() else Reject(reason=Reason.EMPTY, detail="a byte order mark and nothing else")


def _decode_utf8(body: bytes, *, labelled: bool) -> str | None:
    """Text where the bytes are UTF-8, or nearly: strays are read as what editors of the West write."""
    if (text := _strict(body, "utf-8")) is not None:
        return text
    text = body.decode("utf-8", "surrogateescape")
    stray = sum(len(run) for run in _STRAY_BYTES.findall(text))
    high = len(body) - len(body.translate(None, _HIGH_BYTES))
    # Where UTF-8 is named, or sequences of three bytes stand there, half as much is enough.
    sure = labelled or any(character >= "\u0800" and not "\udc80" <= character <= "\udcff" for character in text)
    if stray > high * DECODE_LIMITS.stray * (1 + sure):
        return None
    return _read_strays(text)


def _read_strays(text: str) -> str:
    return _STRAY_BYTES.sub(lambda run: run[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)


def _has_surrogates(body: bytes) -> bool:
    """Whether it is UTF-8 in which surrogates were encoded as if they were characters: what was meant is unknown."""
    try:
        return lone_surrogate(body.decode("utf-8", "surrogatepass")) is not None
    except UnicodeDecodeError:
        return False


def _labels(body: bytes, content_type: str | None) -> list[str]:
    """Python's names of the encodings that header and document name, each once.

    Servers add "iso-8859-1" to everything by default, so that label comes after the document's own.
    """
    head = body[: DECODE_LIMITS.head_bytes]
    stated = _CONTENT_TYPE_LABEL.search(content_type or "")
    named = [] if _CONTROL.search(head) else [_XML_LABEL.search(head), _ANY_LABEL.search(head)]
    raw = [stated[1] if stated else "", *(label[1].decode("ascii") if label else "" for label in named)]
    return sorted(dict.fromkeys(filter(None, map(_encoding, raw))), key="cp1252".__eq__)


def _encoding(label: str) -> str:
    """Python's name for an encoding of the web, "" for any other label."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    name = _SUPERSETS.get(name, name)
    return name if _ENCODINGS.fullmatch(name) else ""


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeError:
        return None


def _tolerant(body: bytes, encoding: str) -> str | None:
    """Text in an encoding that a label names: bytes that it does not have are replaced where they are few."""
    text = body.decode(encoding, "replace")
    return None if exceeds_errors(text) else text


def _is_binary(body: bytes) -> bool:
    sample = body[: DECODE_LIMITS.sample_bytes]
    return len(_CONTROL.findall(sample)) > DECODE_LIMITS.control * len(sample)


def _is_nearly_ascii(sample: bytes) -> bool:
    high = len(sample) - len(sample.translate(None, _HIGH_BYTES))
    few = high <= DECODE_LIMITS.few_high * len(sample)
    handful = high <= DECODE_LIMITS.handful and high <= DECODE_LIMITS.handful_share * len(sample)
    return (few or handful) and not _CONTROL.search(sample)


def _detect(body: bytes) -> str | Reject:
    encoding = _detect_encoding(body)
    text = None if isinstance(encoding, Reject) else _strict(body, encoding)
    if text is None or "\0" in text:
        return encoding if isinstance(encoding, Reject) else _NOTHING_FITS
    return text


def _detect_encoding(body: bytes) -> str | Reject:
    """The encoding of one or two bytes a character that the bytes look like."""
    if _is_binary(body):
        return Reject(reason=Reason.BINARY, detail="control characters where text should be")
    sample = body[: DECODE_LIMITS.sample_bytes]
    sample = sample if len(sample) == len(body) else _cut_behind_whole(sample)
    if _is_nearly_ascii(sample) and _strict(body, "cp1252") is not None:
        return "cp1252"
    best = from_bytes(sample).best()
    # Without a byte order mark the wide encodings fit any bytes.
    return best.encoding if best is not None and not best.encoding.startswith(("utf_16", "utf_32")) else _NOTHING_FITS


def _cut_behind_whole(sample: bytes) -> bytes:
    """A sample up to where a character certainly ends, if that is in its second half; the sample if not.

    A byte below "0" is a character by itself in every encoding of one or two bytes a character, and in GB 18030.
    """
    end = max(sample.rfind(byte) for byte in b'\n\t ",')
    return sample[: end + 1] if end >= len(sample) // 2 else sample
