"""Decodes the content encoding of bodies (gzip, deflate), never beyond a limit.

Pure. Servers mislabel: a plain body that is declared encoded is taken as it is; `deflate` is read with and without the
zlib wrapper (RFC 9110, 8.4.1.2, notes that both are sent) and as gzip, `gzip` as whatever its first bytes are.

An encoded body that ends too early is refused (bad_encoding, worth another try): half a feed looks like a whole feed
from which half the entries have gone.
"""

import zlib

from tasks.web.responses import Refusal, Trouble

_GZIP, _ZLIB, _RAW = 31, zlib.MAX_WBITS, -zlib.MAX_WBITS  # zlib's names for the three wrappers
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
# Registered (IANA, HTTP content codings) and not asked for. Other words ("utf-8", "none") are mistakes, to be ignored.
_FOREIGN = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "aes128gcm", "pack200-gzip"})
_MOST_ENCODINGS = 2
# Text packs 3 to 20 times, a page of nothing but one word 100 times, zeros 1,032 times (zlib's technical details).
_BOMB_RATIO = 100
# Files packed in blocks of 64 KiB have a member a block; millions of empty members are there to burn time.
_MOST_MEMBERS = 2_000
_STEP_BYTES = 64 * 1024


def decode_content(raw: bytes, encodings: str | None, limit: int) -> bytes | Refusal:
    """The decoded body, or why there is none: bad_encoding, too_large, bomb. `encodings`: Content-Encoding header.

    `limit` is in bytes and holds for the body with its encoding undone. Beyond it, a body that has grown more than a
    hundredfold is a bomb, one that has not is too large.
    """
    body, wrong = _decode_all(raw, encodings, limit)
    return wrong or body


def decode_excerpt(raw: bytes, encodings: str | None, limit: int) -> bytes:
    """The first `limit` bytes of the decoded body, for responses whose status alone matters."""
    return _decode_all(raw, encodings, limit)[0][:limit]


def _decode_all(raw: bytes, encodings: str | None, limit: int) -> tuple[bytes, Refusal | None]:
    words = [word.strip().lower() for word in (encodings or "").split(",")]
    packed = [word for word in words if word in _PACKED]
    if foreign := _FOREIGN.intersection(words):
        return b"", Refusal(trouble=Trouble.BAD_ENCODING, detail=f"not asked for: {', '.join(sorted(foreign))}")
    if len(packed) > _MOST_ENCODINGS:
        return b"", Refusal(trouble=Trouble.BAD_ENCODING, detail=f"{len(packed)} encodings, one in the other")
    body = raw
    for word in reversed(packed):
        body, wrong = _decode_one(body, word, limit)
        if wrong:
            return body, wrong
    if len(body) > limit:
        return body, Refusal(trouble=Trouble.TOO_LARGE, detail=f"more than {limit} bytes")
    return body, None


def _decode_one(raw: bytes, word: str, limit: int) -> tuple[bytes, Refusal | None]:
    """The body with one encoding decoded; unchanged where its first bytes show that it is not encoded."""
    if not raw:
        return b"", None
    if raw.startswith(b"\x1f\x8b"):
        return _inflate(raw, _GZIP, limit)
    if raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0:  # RFC 1950, 2.2
        body, wrong = _inflate(raw, _ZLIB, limit)
        if wrong is None or wrong.trouble is not Trouble.BAD_ENCODING or body:
            return body, wrong
    if word == "deflate":
        body, wrong = _inflate(raw, _RAW, limit)
        # Text is all but never a valid deflate stream, and a deflate stream is all but never valid text.
        if wrong is None or wrong.trouble is not Trouble.BAD_ENCODING or not _is_text(raw[:256]):
            return body, wrong
    return raw, None


def _is_text(sample: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 27 for byte in sample)


def _inflate(raw: bytes, wrapper: int, limit: int) -> tuple[bytes, Refusal | None]:
    """The body inflated: all members of a gzip file; bytes after the last one are ignored."""
    view, position, out, members = memoryview(raw), 0, bytearray(), 1
    unpacker = zlib.decompressobj(wrapper)
    while position < len(view):
        piece = view[position : position + _STEP_BYTES]
        try:
            out += unpacker.decompress(piece, limit + 1 - len(out))
        except zlib.error as error:
            return bytes(out), Refusal(trouble=Trouble.BAD_ENCODING, detail=str(error))
        position += len(piece) - len(unpacker.unused_data) - len(unpacker.unconsumed_tail)
        if len(out) > limit:
            grown = len(out) > _BOMB_RATIO * max(1, position)
            trouble = Trouble.BOMB if grown else Trouble.TOO_LARGE
            return bytes(out), Refusal(trouble=trouble, detail=f"{position} packed bytes hold more than {limit}")
        if unpacker.eof:
            if wrapper != _GZIP or raw[position : position + 2] != b"\x1f\x8b":
                break
            if members == _MOST_MEMBERS:
                return bytes(out), Refusal(trouble=Trouble.BAD_ENCODING, detail=f"more than {members} gzip members")
            unpacker, members = zlib.decompressobj(wrapper), members + 1
    if not unpacker.eof:
        return bytes(out), Refusal(trouble=Trouble.BAD_ENCODING, detail=f"packed body ends early, at byte {len(raw)}")
    return bytes(out), None
