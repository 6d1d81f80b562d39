"""Reads and writes lists of subscriptions in OPML 2.0 (http://opml.org/spec2.opml).

Pure: the time is an argument.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from tasks.feeds.discover import canonicalize_feed_url
from tasks.feeds.safe_xml import drop_illegal_characters, get_local_name, parse_xml
from tasks.model.stages import Reject
from tasks.web import canonicalize_url
from warehouse.model.vocabulary import Reason

MAX_OPML_BYTES = 10 * 1024 * 1024
MAX_OUTLINES = 50_000
MAX_LABEL_CHARS = 500

_FEED_TYPES = frozenset(("rss", "atom", "feed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed someone reads. `url` and `home_url` are canonical; `folder` is the path of names, outermost first."""

    url: str
    title: str | None
    home_url: str | None
    folder: tuple[str, ...]


def read_opml(body: bytes) -> tuple[list[Subscription], list[Reject]] | Reject:
    """The subscriptions of a list in its order, and rejects; one `Reject` where it is no OPML at all.

    Outlines that hold others are folders, whatever their depth. A feed that is listed twice is one subscription, where
    it stands first. Names of attributes are read in any case, `text` before `title`; a name that only repeats the
    address is no title. Rejected one by one, with their names: addresses that are none (`bad_field`) and lists that
    this one includes (`unsupported`); for the whole: damage (`bad_feed`) and outlines beyond `MAX_OUTLINES`
    (`too_large`).
    """
    parsed = parse_xml(body, max_bytes=MAX_OPML_BYTES)
    if isinstance(parsed, Reject):
        return parsed
    if (name := get_local_name(parsed.root)) != "opml":
        return Reject(reason=Reason.BAD_FEED, detail=f"not OPML: its root is <{name[:40]}>")
    subscriptions: dict[str, Subscription] = {}
    rejects: list[Reject] = []
    if parsed.damage:
        rejects.append(Reject(reason=Reason.BAD_FEED, detail=f"damaged, something may be missing: {parsed.damage}"))
    for count, (attributes, folder) in enumerate(_outlines(parsed.root, ())):
        if count == MAX_OUTLINES:
            detail = f"more than {MAX_OUTLINES} outlines, the rest is not read"
            rejects.append(Reject(reason=Reason.TOO_LARGE, detail=detail))
            break
        read = _subscription(attributes, folder)
        if isinstance(read, Reject):
            rejects.append(read)
        elif read is not None:
            subscriptions.setdefault(read.url, read)
    return list(subscriptions.values()), rejects


def write_opml(subscriptions: Sequence[Subscription], *, title: str, now: datetime) -> bytes:
    """The list as an OPML 2.0 document in UTF-8, which `read_opml` reads as the same list.

    Names come out on one line, without what XML cannot hold, cut at `MAX_LABEL_CHARS`. A folder that is left and
    entered again is written again: sort by folder to have each once.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(_label(title) or '')}</title>",
        f"    <dateCreated>{format_datetime(now.astimezone(UTC), usegmt=True)}</dateCreated>",
        "    <docs>http://opml.org/spec2.opml</docs>",
        "  </head>",
        "  <body>",
    ]
    entered: tuple[str, ...] = ()
    for subscription in subscriptions:
        folder = tuple(name for raw in subscription.folder if (name := _label(raw)))
        lines += _moved(entered, folder)
        lines.append(_indent(folder) + _line(subscription))
        entered = folder
    lines += [*_moved(entered, ()), "  </body>", "</opml>", ""]
    return "\n".join(lines).encode()


def _outlines(parent: Any, folder: tuple[str, ...]) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Attributes (by lower-case name) and folder of every outline, in the order of the document."""
    for child in parent:
        kind = get_local_name(child)
        if kind == "body":
            yield from _outlines(child, folder)
        elif kind == "outline":
            attributes = {name.rpartition("}")[2].lower(): value for name, value in child.attrib.items()}
            yield attributes, folder
            if len(child):
                label = _name(attributes)
                yield from _outlines(child, (*folder, label) if label else folder)


def _subscription(attributes: dict[str, str], folder: tuple[str, ...]) -> Subscription | Reject | None:
    kind = attributes.get("type", "").strip().lower()
    raw = attributes.get("xmlurl", "").strip()
    linked = attributes.get("url", "").strip()
    if not raw and kind in _FEED_TYPES:
        raw = linked
    name = _name(attributes)
    shown = (name or "an outline without a name")[:80]
    if not raw:
        if kind in _FEED_TYPES:
            return Reject(reason=Reason.BAD_FIELD, detail=f"{shown}: no address")
        if kind == "include" or (kind == "link" and linked.lower().endswith(".opml")):
            return Reject(reason=Reason.UNSUPPORTED, detail=f"{shown}: a list included from {linked[:200]!r}, not read")
        return None  # a folder, or a note
    url = canonicalize_feed_url(raw)
    if url is None:
        return Reject(reason=Reason.BAD_FIELD, detail=f"{shown}: not a web address: {raw[:80]!r}")
    return Subscription(
        url=url,
        title=name if name not in (raw, url) else None,
        home_url=canonicalize_url(attributes.get("htmlurl", "")),
        folder=folder,
    )


def _name(attributes: dict[str, str]) -> str | None:
    return _label(attributes.get("text", "")) or _label(attributes.get("title", ""))


def _label(text: str) -> str | None:
    """A name cleaned for a list: one line, only what XML can hold, no longer than `MAX_LABEL_CHARS`."""
    return " ".join(drop_illegal_characters(text).split())[:MAX_LABEL_CHARS].rstrip() or None


def _moved(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    """The lines that close one folder and open another."""
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    closed = [f"{_indent(before[:depth])}</outline>" for depth in reversed(range(shared, len(before)))]
    depths = range(shared, len(after))
    return closed + [f"{_indent(after[:depth])}<outline{_written('text', after[depth])}>" for depth in depths]


def _line(subscription: Subscription) -> str:
    title = _label(subscription.title or "")
    named = _written("text", title or subscription.url) + _written("title", title)  # OPML requires a text
    addresses = _written("xmlUrl", subscription.url) + _written("htmlUrl", subscription.home_url)
    return f'<outline type="rss"{named}{addresses}/>'


def _written(name: str, value: str | None) -> str:
    return f' {name}="{escape(drop_illegal_characters(value))}"' if value else ""


def _indent(folder: tuple[str, ...]) -> str:
    return "  " * (len(folder) + 2)
