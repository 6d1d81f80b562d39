"""Makes the fields of a log line safe and readable: no secrets, no control characters, bounded. Pure.

What is logged may come from a feed, a server or an address. So addresses lose their user information, their query and
whatever in their path looks like a key; pairs such as `token=…` lose their value; and what a terminal or a parser of
logs would take for something else is escaped.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import unquote

# What stands in the place of something left out.
LEFT_OUT = "..."
# Longest value, in characters, and longest list: a line stays one that a person reads.
_MAX_CHARS = 300
_MAX_ITEMS = 10
# So much of a text is looked at, since a server may send any length.
_READ_CHARS = 1_000

# Without one of these nothing below matches: most values are a word or an id.
_CLUE = re.compile(r"[:=?@\s]")
_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*)://(\S*)", re.IGNORECASE)
# A name and password hold whatever their owner typed, also spaces: all is dropped from `//` to the last `@`.
_USER = re.compile(r"(?<=://)[^/?#\n]*@")
_HOST = re.compile(r"(?:[^:]*|\[[\da-f:.]*\])(?::\d*)?[:,;.)\]>\"']*", re.IGNORECASE)
# A part of a path that holds a UUID, or 20 letters and digits in a row of both kinds, may be a private link.
_KEY_IN_PATH = re.compile(
    r"[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20,}", re.IGNORECASE
)
_QUERY = re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*")
_CREDENTIAL_WORDS = (
    r"(?:token|secret|passw(?:or)?d|passwd|pwd|passphrase|api[_-]?key|access[_-]?key|private[_-]?key|signature"
    r"|auth(?:[_-]?string)?)"
)
_SECRET_NAME = re.compile(rf"{_CREDENTIAL_WORDS}$", re.IGNORECASE)
_SECRET_PAIR = re.compile(
    rf"(?<![a-z])([\w.-]*{_CREDENTIAL_WORDS}[\"']?\s*[:=]\s*)(?:\"[^\"]*\"|'[^']*'|\S+)", re.IGNORECASE
)
_SECRET_HEADER = re.compile(
    r"\b((?:proxy-)?authorization|(?:set-)?cookie2?|bearer|basic)\b(\s*[:=]\s*|\s+).*", re.IGNORECASE
)
# Not the apostrophe within a word; `b'…'` is how Python quotes bytes.
_QUOTED = re.compile(r"(?:(?<!\w)|(?<=\bb))['\"`“‘«].*['\"`”’»](?!\w)", re.DOTALL)
# Fields that hold the wording of an error.
_WORDINGS = frozenset(("detail", "error", "reason"))

# C0 and C1 controls, invisible and direction marks, line separators, lone surrogates.
_UNPRINTABLE = r"\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
_ESCAPED = re.compile(rf'[{_UNPRINTABLE}"\\]')
_PLAIN = re.compile(rf'[^\s="\\{_UNPRINTABLE}]+')
_SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def mask_secrets(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without credentials: in addresses, in pairs of name and value, in headers; and without `secrets`."""
    for secret in secrets:
        text = text.replace(secret, LEFT_OUT)
    if not _CLUE.search(text):
        return text
    text = _ADDRESS.sub(_mask_address, drop_credentials(text))
    text = _QUERY.sub(f"?{LEFT_OUT}", text)
    text = _SECRET_PAIR.sub(rf"\g<1>{LEFT_OUT}", text)
    return _SECRET_HEADER.sub(rf"\g<1>\g<2>{LEFT_OUT}", text)


def drop_credentials(text: str) -> str:
    """The text without the names and passwords in its addresses."""
    return _USER.sub("", text)


def mask_quotations(text: str) -> str:
    """The text without what it quotes: errors quote servers and documents, whose words do not belong in a log."""
    return _QUOTED.sub(LEFT_OUT, text)


def clean_fields(fields: Mapping[str, object], secrets: Sequence[str] = ()) -> dict[str, object]:
    """The fields that have a value, as JSON knows values: masked, times in UTC, seconds to the millisecond, bounded.

    The wording of an error (`detail`, `error`, `reason`) loses what it quotes.
    """
    return {name: _clean_field(name, value, secrets) for name, value in fields.items() if value is not None}


def format_fields(fields: Mapping[str, object]) -> str:
    """Cleaned fields as `key=value key="a value"` (logfmt): lists as JSON, everything a parser trips over escaped."""
    return " ".join(f"{name}={_format_value(value)}" for name, value in fields.items())


def _clean_field(name: str, value: object, secrets: Sequence[str]) -> object:
    if _SECRET_NAME.search(name):
        return LEFT_OUT
    if name in _WORDINGS:
        value = mask_quotations(str(value)[:_READ_CHARS])
    return _clean_value(value, secrets)


def _clean_value(value: object, secrets: Sequence[str]) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return clean_fields({str(key): item for key, item in islice(value.items(), _MAX_ITEMS)}, secrets)
    if isinstance(value, list | tuple | set | frozenset):
        items = [_clean_value(item, secrets) for item in islice(value, _MAX_ITEMS)]
        return [*items, f"{len(value) - _MAX_ITEMS} more"] if len(value) > _MAX_ITEMS else items
    text = mask_secrets(str(value)[:_READ_CHARS], secrets)
    return text if len(text) <= _MAX_CHARS else text[:_MAX_CHARS] + LEFT_OUT


def _format_value(value: object) -> str:
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool | int | float):
        return str(value).lower()
    else:
        text = json.dumps(value, ensure_ascii=False)
    return text if _PLAIN.fullmatch(text) else f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0], f"\\u{ord(match[0]):04x}")


def _mask_address(match: re.Match[str]) -> str:
    """Scheme, host, port and path of an address; a `?...` where it has a query."""
    scheme, rest = match[1], match[2]
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if not _HOST.fullmatch(authority):
        return f"{scheme}://{LEFT_OUT}"  # something like a password with a slash in it
    path, mark, _ = rest.partition("#")[0].partition("?")
    parts = (LEFT_OUT if _KEY_IN_PATH.search(unquote(part)) else part for part in path.split("/"))
    return f"{scheme}://{'/'.join(parts)}" + (f"?{LEFT_OUT}" if mark else "")
