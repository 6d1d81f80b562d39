"""Parses XML and HTML of others safely: the one place where lxml's parsers for it are configured.

Pure. Nothing is fetched or opened, no document type is loaded, no entity is resolved, depth and sizes are bounded.
`ParsedXml.damage` reports what the parser skipped.
"""

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from html.entities import html5
from typing import Any

from lxml import etree

from tasks.model.stages import Reject
from tasks.text.decode import decode
from warehouse.model.vocabulary import Reason

MAX_XML_BYTES = 50 * 1024 * 1024
# A node takes about 120 bytes however short it was written: 50 MB of `<a/>` would be 1.5 GB of tree. The largest
# sitemap allowed (50,000 addresses in 50 MB) with a news item and five pictures an address has 1.4 million.
MAX_XML_NODES = 1_500_000
MAX_HTML_CHARS = 5_000_000  # feeds are announced in the head; what comes later than this is not looked at
MAX_TAG_TEXT_CHARS = 300

_LIMITS = frozenset(
    (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG, etree.ErrorTypes.ERR_ENTITY_LOOP)
)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
# lxml writes the whole namespace into every tag: one of 1 MB on 100,000 elements would be 100 GB to copy.
_LONG_NAMESPACE = re.compile(
    rb"xmlns(?::[^\s=<>\"']{0,300}+)?(?:\s{300}|\s{0,300}+=(?:\s{300}|\s{0,300}+(?:\"[^\"]{1000}|'[^']{1000})))"
    rb"|xmlns:[^\s=<>\"']{300}"
)
_DECLARATION = re.compile(r"<\?xml\s+version")
_JUNK_CHARS = 10_000  # how much a server's warnings may print before the document begins
_STRAY = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,31});)?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedXml:
    """The root element (lxml) of a document, and its damage; None where nothing can be missing."""

    root: Any
    damage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlTag:
    """An element of a page: name in lower case, attributes by lower-case name, the text in it (white space as one)."""

    name: str
    attributes: dict[str, str]
    text: str


def parse_xml(body: bytes, *, max_bytes: int = MAX_XML_BYTES) -> ParsedXml | Reject:
    """The tree of a document, comments and processing instructions left out, or why there is none.

    The encoding is found as for any text (`tasks.text.decode`), whatever the declaration says. Mended without loss:
    white space and a server's warnings before the declaration, characters that XML forbids, bare ampersands, HTML's
    names of characters, prefixes without a namespace (the prefix then stays in the tag: see `get_local_name`). Anything
    else that is wrong leaves what could be read, and `damage`.

    Refused: beyond `max_bytes`, `MAX_XML_NODES`, a namespace of 1,000 characters or libxml2's own limits, as 256 levels
    (`too_large`); entities or attributes that the document declares itself (`unsupported`); no text (`empty`,
    `binary`, `undecodable`); an HTML page, or no element at all (`bad_feed`).
    """
    if len(body) > max_bytes:
        return Reject(reason=Reason.TOO_LARGE, detail=f"{len(body)} bytes, the limit is {max_bytes}")
    data = _utf8(body)
    if isinstance(data, Reject):
        return data
    return _refuse(data) or _read(data)


def get_local_name(element: Any) -> str:
    """The name of an element in lower case, without namespace and prefix; empty for what is no element."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=256)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def drop_illegal_characters(text: str) -> str:
    """The text without the characters that no XML document can hold, not even escaped (XML 1.0, 2.2)."""
    return _ILLEGAL.sub("", text)


def read_tags(html: str, names: Collection[str], *, limit: int = 20_000) -> list[HtmlTag]:
    """The elements of a page that bear these names, in its order; at most `limit`, of the first `MAX_HTML_CHARS`.

    An element's text ends where the next of them begins. No tree is built: a tree costs quadratic time in the
    attributes of one tag (100,000 took 258 s, this 0.1 s) and ends at the 256th level.
    """
    collector = _Collector(names=frozenset(names), limit=limit)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, target=collector)
    with suppress(etree.LxmlError):  # what was found before the trouble stands
        etree.fromstring(html[:MAX_HTML_CHARS].encode("utf-8", "replace"), parser)
    return collector.tags


@dataclass(slots=True, kw_only=True)
class _Collector:
    """The target of lxml's parser: collects tags and their text."""

    names: frozenset[str]
    limit: int
    tags: list[HtmlTag] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    room: int = 0  # how many characters of text the open element may still take; 0 where none is open

    def start(self, name: str, attributes: Any) -> None:
        if name in self.names and len(self.tags) < self.limit:
            self._finish()
            held = {key: value or "" for key, value in attributes.items()}
            self.tags.append(HtmlTag(name=name, attributes=held, text=""))
            self.room = MAX_TAG_TEXT_CHARS

    def end(self, name: str) -> None:
        if self.room and name == self.tags[-1].name:
            self._finish()

    def data(self, text: str) -> None:
        if self.room:
            self.words.append(text[: self.room])
            self.room = max(0, self.room - len(text))

    def close(self) -> None:
        self._finish()

    def _finish(self) -> None:
        if self.words:
            last = self.tags[-1]
            text = " ".join("".join(self.words).split())
            self.tags[-1] = HtmlTag(name=last.name, attributes=last.attributes, text=text)
        self.words, self.room = [], 0


def _utf8(body: bytes) -> bytes | Reject:
    text = decode(body)
    if isinstance(text, Reject) and text.reason is Reason.BINARY:
        text = decode(body.replace(b"\0", b""))
    return text if isinstance(text, Reject) else text.lstrip("\ufeff \t\r\n").replace("\0", "").encode()


def _refuse(data: bytes) -> Reject | None:
    """Why a document is refused before it is parsed; None if it is not."""
    # How many nodes the tree can have at most, text aside: tags, attributes, references.
    nodes = data.count(b"<") - data.count(b"</") + data.count(b"=") + data.count(b"&")
    if nodes > MAX_XML_NODES:
        return Reject(reason=Reason.TOO_LARGE, detail=f"up to {nodes} nodes, the limit is {MAX_XML_NODES}")
    if b"<!DOCTYPE" in data and (b"<!ENTITY" in data or b"<!ATTLIST" in data):
        return Reject(reason=Reason.UNSUPPORTED, detail="declares entities or attributes of its own")
    if _LONG_NAMESPACE.search(data):
        return Reject(reason=Reason.TOO_LARGE, detail="a namespace of more than 1000 characters")
    return None


def _read(data: bytes) -> ParsedXml | Reject:
    # With a document type, unknown entities are left out of the text without an error: such is mended first.
    parsed = None if b"<!DOCTYPE" in data else _tree(data)
    if parsed is not None and not _is_repairable(parsed):
        return parsed
    repaired = _repair(data.decode()).encode()
    if parsed is not None and repaired == data:
        return parsed
    del parsed, data  # one tree at a time
    return _tree(repaired)


def _is_repairable(parsed: ParsedXml | Reject) -> bool:
    return parsed.reason is Reason.BAD_FEED if isinstance(parsed, Reject) else parsed.damage is not None


def _tree(data: bytes) -> ParsedXml | Reject:
    # `collect_ids` must stay on: switched off, lxml has libxml2 load the external document type, from files as well.
    parser = etree.XMLParser(
        encoding="utf-8",
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        resolve_entities=False,
        huge_tree=False,
        decompress=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    parser.resolvers.add(_EmptyResolver())
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    fatal = [entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL]
    if root is not None and get_local_name(root) == "html":
        return Reject(reason=Reason.BAD_FEED, detail="an HTML page")
    if limit := next((entry for entry in fatal if entry.type in _LIMITS), None):
        return Reject(reason=Reason.TOO_LARGE, detail=_describe(limit))
    if root is None:
        return Reject(reason=Reason.BAD_FEED, detail=_describe(fatal[0]) if fatal else "no element in it")
    return ParsedXml(root=root, damage=_describe(fatal[0]) if fatal else None)


class _EmptyResolver(etree.Resolver):  # type: ignore[misc] # lxml carries no types
    """Resolves every external document to an empty one, in addition to the options of the parser."""

    def resolve(self, _url: str, _public: str, context: Any) -> Any:
        return self.resolve_empty(context)


def _describe(entry: Any) -> str:
    return f"line {entry.line}: {' '.join(entry.message.split())}"[:200]


def _repair(text: str) -> str:
    begins = _DECLARATION.search(text, 0, _JUNK_CHARS)
    return _STRAY.sub(_escape_ampersand, drop_illegal_characters(text[begins.start() if begins else 0 :]))


def _escape_ampersand(match: re.Match[str]) -> str:
    """A stray ampersand as the HTML character it names, else escaped. CDATA and comments stay."""
    if match[0].startswith("<"):
        return match[0]
    if match[1] and (characters := html5.get(f"{match[1]};")):
        return "".join(f"&#{ord(character)};" for character in characters)
    return f"&amp;{match[0][1:]}"
