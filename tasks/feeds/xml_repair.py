"""Tokenizes markup, sound or broken, and repairs XML.

Pure. Everything is read once, from left to right: time and memory grow with the length of the input. Nothing declared
in a document is fetched or opened: external entities are empty, and expansion is capped.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.entities import html5
from itertools import islice
from typing import NamedTuple

from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason

MAX_ELEMENTS = 300_000  # of a document; a feed of 10,000 entries has some 150,000
ENTRY_ELEMENTS = frozenset(("item", "entry"))  # what begins one, whatever its prefix
MAX_DEPTH = 200  # elements inside one another; of deeper ones only the text is kept, and that an entry began
MAX_NAMESPACES = 100
MAX_ATTRIBUTES, MAX_ATTRIBUTE_CHARS = 100, 100_000  # of an element, of a value
MAX_ENTITY_CHARS = 1_000_000  # what all entities that a document declares itself may add to it
MAX_ENTITY_DEPTH = 10
MAX_BASES, MAX_BASE_CHARS = 5, 1_000  # one inside another: they are joined anew for every element
MAX_NAME_CHARS = 2_000  # where feedparser looks for an e-mail address, in time quadratic in the longest run of letters

_NAME = r"[A-Za-z_][\w.:-]*+(?=[\s/><]|\Z)"
# A value may hold no "<" (XML 1.0, 3.1), so that a missing quote costs one tag and no scan reaches beyond it.
_TAG = re.compile(rf"""<(?P<end>/?)(?P<name>{_NAME})(?P<rest>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_LOOSE_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAME})(?P<rest>[^<>]*+)>?")
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]++)(?:\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)'|([^\s"'<>]++)))?""")
_SOUND_NAME = re.compile(r"[a-z_][a-z0-9_.-]*+(?::[a-z_][a-z0-9_.-]*+)?")
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_REFERENCE = re.compile(r"&(?:#(?P<digits>\d{1,8})|#[xX](?P<hex>[0-9A-Fa-f]{1,8})|(?P<name>[A-Za-z_][\w.-]{0,63}));")
_LONG_GAP = re.compile(r"\s{16,}")  # feedparser takes time quadratic in empty lines
_LONG_RUN = re.compile(r"[\w.+@-]{100,}+")
_RESERVED = ("http://www.w3.org/2000/xmlns/", "http://www.w3.org/XML/1998/namespace")
_VOID = frozenset(("br", "hr", "img", "input", "meta", "area", "base", "col", "embed", "wbr", "param"))
_PEOPLE = re.compile(r"(?:.*[:_])?(?:author|creator|managingeditor|webmaster|publisher|owner|name|email)")

_DTD = re.compile(r"<!DOCTYPE\s", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<[A-Za-z_]")
_DTD_MARK = re.compile(r"[\[\]>\"']|<!--|<\?")
_DTD_CLOSING = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<name>[^\s\"'<>%]{1,100})\s+(?P<external>SYSTEM|PUBLIC)?\s*"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)')"
)


class MarkupToken(NamedTuple):
    """A piece of markup. `kind`: text, cdata, start, empty or end; `name` in lower case; `text` or attributes, raw."""

    kind: str
    name: str
    text: str


class _Bomb(Exception):
    """Entities that grow without bounds; never leaves this module."""


def tokenize_markup(markup: str) -> Iterator[MarkupToken]:
    """The pieces of markup in order; comments, instructions and declarations left out, a cut-off last tag too."""
    last_comment_end = markup.rfind("-->")
    position = 0
    while (start := markup.find("<", position)) >= 0:
        if start > position:
            yield MarkupToken("text", "", markup[position:start])
        if match := _TAG.match(markup, start) or _LOOSE_TAG.match(markup, start):
            position = match.end()
            if position < len(markup) or markup.endswith(">"):
                yield _make_tag_token(match)
        elif markup.startswith("<![CDATA[", start):
            end = markup.find("]]>", start)
            yield MarkupToken("cdata", "", markup[start + 9 : end if end >= 0 else None])
            position = end + 3 if end >= 0 else len(markup)
        elif markup.startswith("<!--", start):  # one that never ends costs its first four characters
            position = markup.find("-->", start + 4) + 3 if start + 4 <= last_comment_end else start + 4
        elif markup.startswith(("<!", "<?"), start):
            position = _skip_declaration(markup, start)
        else:
            yield MarkupToken("text", "", "<")
            position = start + 1
    if position < len(markup):
        yield MarkupToken("text", "", markup[position:])


def _make_tag_token(match: re.Match[str]) -> MarkupToken:
    name, rest = match["name"].lower(), match["rest"]
    if match["end"]:
        return MarkupToken("end", name, "")
    return MarkupToken("empty", name, rest[:-1]) if rest.endswith("/") else MarkupToken("start", name, rest)


def _skip_declaration(markup: str, start: int) -> int:
    """The end of an instruction or declaration; an unclosed one ends where the next tag begins."""
    following = markup.find("<", start + 2)
    limit = following if following >= 0 else len(markup)
    end = markup.find("?>", start, limit) + 1 if markup[start + 1] == "?" else 0
    end = end or markup.find(">", start, limit)
    return end + 1 if end >= 0 else limit


def parse_attributes(rest: str) -> dict[str, str]:
    """Attributes of a tag, the first hundred: names in lower case, values raw; of two with one name the first."""
    attributes: dict[str, str] = {}
    for match in islice(_ATTRIBUTE.finditer(rest), MAX_ATTRIBUTES):
        attributes.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return attributes


def repair_xml(markup: str, *, most: int, avoided: re.Pattern[str]) -> str | Reject:
    """The markup as well-formed XML without a DTD, inside one element; names in lower case.

    Sound XML keeps its meaning. In broken XML stray `&` and `<` become text, tags are closed or dropped where they
    must be, prefixes nobody declared become part of the name, characters XML does not allow vanish. Entities of HTML
    and of the document itself become text, external ones nothing. Elements with an `avoided` name get another.
    Reading ends after `most` elements `item` or `entry`. Refused (`bad_feed`): entities that contain one another
    without end, or add more than `MAX_ENTITY_CHARS`.
    """
    try:
        declared, body = _split_dtd(_NO_CHARACTER.sub("", markup))
        writer = _Writer(_Entities(declared), avoided)
        elements = 0
        for token in tokenize_markup(body):
            if token.kind in {"start", "empty"}:
                elements += 1
                most -= token.name.rpartition(":")[2] in ENTRY_ELEMENTS
                if most < 0 or elements > MAX_ELEMENTS:
                    break
            writer.write(token)
        return writer.close()
    except _Bomb as bomb:
        return Reject(reason=Reason.BAD_FEED, detail=str(bomb))


def _split_dtd(markup: str) -> tuple[dict[str, str], str]:
    """The entities that a document type declaration declares (external ones empty), and the document without it."""
    doctype = _DTD.search(markup)
    first = _FIRST_ELEMENT.search(markup)
    if not doctype or (first and first.start() < doctype.start()):
        return {}, markup
    position, inside = doctype.end(), False
    while mark := _DTD_MARK.search(markup, position):
        position = mark.end()
        if closing := _DTD_CLOSING.get(mark.group()):
            position = markup.find(closing, position) + len(closing)
            if position < len(closing):
                break  # it never ends: what looks like its parts is skipped tag by tag
        elif mark.group() == ">" and not inside:
            declarations = markup[doctype.end() : position]
            declared: dict[str, str] = {}
            for entity in _ENTITY.finditer(declarations):
                declared.setdefault(entity["name"], "" if entity["external"] else entity["double"] or entity["single"])
            return declared, markup[: doctype.start()] + markup[position:]
        else:
            inside = mark.group() == "[" or (inside and mark.group() != "]")
    return {}, markup


class _Entities:
    """Turns references into characters. `declared` are the document's own entities by name, as written."""

    def __init__(self, declared: dict[str, str]) -> None:
        self._declared = declared
        self._ready: dict[str, str] = {}
        self._room = MAX_ENTITY_CHARS

    def plain(self, text: str, depth: int = 0) -> str:
        """Text with characters in place of references; an `&` that begins none is one itself."""
        if "&" not in text:
            return text
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')  # the most frequent ones, faster
        return _REFERENCE.sub(lambda match: self._character(match, depth), text)

    def _character(self, match: re.Match[str], depth: int) -> str:
        if number := match["digits"] or match["hex"]:
            code = int(number, 10 if match["digits"] else 16)
            return "" if code > 0x10FFFF else _NO_CHARACTER.sub("", chr(code))
        name = match["name"]
        return self._own(name, depth) if name in self._declared else html5.get(f"{name};", match.group())

    def _own(self, name: str, depth: int) -> str:
        if name not in self._ready:
            if depth > MAX_ENTITY_DEPTH:
                raise _Bomb(f"its entities contain one another more than {MAX_ENTITY_DEPTH} times over")
            self._ready[name] = self.plain(self._declared[name], depth + 1)
        self._room -= len(self._ready[name])
        if self._room < 0:
            raise _Bomb(f"its entities add more than {MAX_ENTITY_CHARS} characters")
        return self._ready[name]


@dataclass(slots=True)
class _Element:
    name: str
    scoped: tuple[str, ...]  # prefixes it declares, and "@base"
    room: list[int] | None  # how many more characters of text it may hold, with all that is in it


class _Writer:
    """Writes tokens as well-formed XML."""

    def __init__(self, entities: _Entities, avoided: re.Pattern[str]) -> None:
        self._plain = entities.plain
        self._avoided = avoided
        self._out = ["<mended>"]
        self._text: list[str] = []  # what has been read since the last tag
        self._open: list[_Element] = []
        self._counts: Counter[str] = Counter()  # open elements by name: is there one that an end tag could close?
        self._scoped: Counter[str] = Counter(("xml",))
        self._namespaces = 0

    def write(self, token: MarkupToken) -> None:
        """Writes one token, or nothing where it is not allowed."""
        if token.kind in {"text", "cdata"}:
            self._text.append(token.text if token.kind == "cdata" else self._plain(token.text))
            return
        self._end_text()
        if token.kind == "end":
            self._end(token.name)
        else:
            self._start(token)

    def close(self) -> str:
        """The whole document; whatever is still open is closed."""
        self._end_text()
        self._out.extend(f"</{element.name}>" for element in reversed(self._open))
        self._out.append("</mended>")
        return "".join(self._out)

    def _end_text(self) -> None:
        text = _LONG_GAP.sub("\n\n", "".join(self._text))
        self._text.clear()
        room = self._open[-1].room if self._open else None
        if room is not None:
            text = _LONG_RUN.sub(" ", text)[: room[0]]
            room[0] -= len(text)
        if "<" in text or "&" in text or "]]>" in text:  # not escaped: a parser reports every reference by itself
            text = "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
        self._out.append(text)

    def _start(self, token: MarkupToken) -> None:
        stated = parse_attributes(token.text) if token.text else {}
        scoped = tuple(self._new_scope(stated))
        self._scoped.update(scoped)
        name, is_deep = self._name(token.name), len(self._open) >= MAX_DEPTH
        short = ((key, value) for key, value in stated.items() if len(value) <= MAX_ATTRIBUTE_CHARS)
        pairs = {key if key.startswith("xmlns:") else self._name(key): value for key, value in short}
        tag = f"{name}{''.join(map(self._attribute, pairs.items()))}"
        if name and token.kind == "start" and name not in _VOID and not is_deep:
            around = self._open[-1].room if self._open else None
            room = around or ([MAX_NAME_CHARS] if _PEOPLE.fullmatch(name) else None)
            self._open.append(_Element(name=name, scoped=scoped, room=room))
            self._counts[name] += 1
            self._out.append(f"<{tag}>")
        else:
            self._scoped.subtract(scoped)
            self._out.append(f"<{tag}/>" if name and (not is_deep or name in ENTRY_ELEMENTS) else "")

    def _attribute(self, pair: tuple[str | None, str]) -> str:
        return f' {pair[0]}="{escape(self._plain(pair[1]))}"' if pair[0] else ""

    def _end(self, raw: str) -> None:
        name = self._name(raw)
        while name is not None and self._counts[name]:
            element = self._open.pop()
            self._counts[element.name] -= 1
            self._scoped.subtract(element.scoped)
            self._out.append(f"</{element.name}>")
            if element.name == name:
                return

    def _new_scope(self, stated: dict[str, str]) -> Iterator[str]:
        """Yields the namespaces and bases that a tag sets; those forbidden or beyond a limit leave `stated`."""
        for key in [key for key in stated if key.startswith("xmlns:") or key in {"xml:base", "base"}]:
            value, prefix = stated[key], key.removeprefix("xmlns:")
            if prefix == key:
                is_sound = len(value) <= MAX_BASE_CHARS and self._scoped["@base"] < MAX_BASES
            else:
                self._namespaces += 1
                is_sound = self._namespaces <= MAX_NAMESPACES and value not in ("", *_RESERVED)
                is_sound = is_sound and prefix not in {"xml", "xmlns"} and _SOUND_NAME.fullmatch(key) is not None
            if is_sound:
                yield "@base" if prefix == key else prefix
            else:
                del stated[key]

    def _name(self, raw: str) -> str | None:
        """A name that XML allows, an undeclared prefix made part of it; None where it is not possible."""
        prefix, colon, local = raw.partition(":")
        if colon and (not self._scoped[prefix] or not _SOUND_NAME.fullmatch(raw)):
            raw = f"{prefix}_{local}".replace(":", "_")
        name = raw if _SOUND_NAME.fullmatch(raw) else None
        return f"{name}-" if name and self._avoided.fullmatch(name) else name
