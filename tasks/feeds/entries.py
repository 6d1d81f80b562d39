"""Entries of feeds: as records, as JSON (with the feed that led to them), and as the article that one alone gives.

Pure.
"""

import json
import re
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any

from tasks.extract import split_authors
from tasks.feeds.xml_repair import MarkupToken, parse_attributes, tokenize_markup
from tasks.model.stages import Dating, Extracted, Link, Reject
from tasks.text.dates import url_date
from tasks.text.folding import fold_letters
from tasks.web import canonicalize_url, extract_domain
from warehouse.model.vocabulary import LinkKind, PublishedFrom, Reason

MAX_ENTRY_LINKS = 200

# Elements whose words are not the article's, and elements that end a paragraph.
_SILENTS = "script style head template noscript iframe object svg math figcaption button form select"
_SILENT = frozenset(_SILENTS.split())
_BLOCK_NAMES = """
    address article aside blockquote body br center dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6
    header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BLOCK_TAG = re.compile(rf"<(?:{'|'.join(sorted(_BLOCKS))})[\s/>]", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|a|b|i|em|strong|span|img|ul|ol|li|h[1-6]|blockquote)\b", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[ \t\r]*+\n\s*+")
# With its semicolon: "R&D" and "?a=1&copy=2" hold none.
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{1,8})*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CUT_OFF = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…|\+\d+ chars)\]|(?:read|see|view) (?:more|the full (?:story|article))|continue reading)"
    r"[\s\])»›>→.…:]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, read but not cleaned; every field may be missing.

    `position` counts from 0 in the order of the document. `guid` and `raw_link` are as stated; `url` is the canonical
    address of the link, None where that is no web address. `title` is plain text, one line. `summary` is as stated,
    `content` the longest content part: both HTML (what is declared plain text has been escaped). `published` is what
    the feed says, never a guess. `language` is ISO 639-1 as declared by the entry, else by the feed. `source_name` is
    the feed the entry says it was taken from.
    """

    position: int
    guid: str | None
    url: str | None
    raw_link: str | None
    title: str | None
    summary: str | None
    content: str | None
    authors: tuple[str, ...]
    published: Dating | None
    updated_at: datetime | None
    language: str | None
    source_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed document.

    `form` is feedparser's word for its format and version ("rss20", "atom10"; "json11" for JSON Feed), "" where it
    states none. `skip_hours` are hours of the day in UTC, `skip_days` days of the week from 0 for Monday, in which the
    feed asks not to be polled. `update_seconds` is how often it says it changes.
    """

    form: str
    title: str | None
    home_url: str | None
    self_url: str | None
    language: str | None
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    update_seconds: int | None = None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The feed and the entry that led to a page; the archive keeps them beside it.

    `reason` says in one word why the page is missing, None where there is one.
    """

    feed_title: str | None
    feed_url: str | None
    entry: Entry
    reason: str | None


def read_entry(
    entry: Entry, *, feed_title: str | None, feed_url: str | None, needs_text: bool = True
) -> Extracted | Reject:
    """The article that an entry alone gives. Refused (`no_text`), if it `needs_text`: one without title and text.

    The text is the content's, or the summary's where that is longer; the title where there are no words.
    `is_truncated` says that it is not known to be the whole article: a summary, a headline, or it ends in "…".
    """
    base = entry.url or feed_url
    content, summary = read_html_fragment(entry.content or ""), read_html_fragment(entry.summary or "")
    chosen = content if len(content.text) >= len(summary.text) else summary
    has_words = any(map(str.isalnum, chosen.text))
    text = chosen.text if has_words else entry.title or ""
    if needs_text and not text:
        return Reject(reason=Reason.NO_TEXT, detail=f"entry {entry.position} of a feed has neither title nor text")
    from_url = url_date(entry.url)
    return Extracted(
        url=entry.url,
        domain=extract_domain(entry.url or feed_url),
        source_name=entry.source_name or feed_title,
        title=entry.title,
        text=text,
        authors=split_authors(entry.authors, {fold_letters(name) for name in (entry.source_name, feed_title) if name}),
        language=entry.language,
        datings=tuple(dating for dating in (entry.published, from_url) if dating),
        updated_at=entry.updated_at,
        links=_collect_links(chosen.anchors, base),
        is_truncated=chosen is not content or not has_words or _CUT_OFF.search(text[-100:]) is not None,
        address=entry.url,
    )


def encode_entry(entry: Entry) -> str:
    """An entry as a JSON object, fields by name; times in ISO 8601."""
    values: dict[str, Any] = {name.name: getattr(entry, name.name) for name in fields(entry)}
    if entry.published:
        values["published"] = {name.name: getattr(entry.published, name.name) for name in fields(entry.published)}
    return json.dumps(values, ensure_ascii=False, default=datetime.isoformat)


def decode_entry(text: str) -> Entry | Reject:
    """The entry that `encode_entry` wrote. Refused: no JSON object (`bad_json`), wrong fields (`bad_field`)."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Reject(reason=Reason.BAD_JSON, detail=f"an entry: {error}")
    try:
        return Entry(
            position=_require_type(values["position"], int),
            authors=tuple(_require_type(name, str) for name in _require_type(values["authors"], list)),
            published=_decode_dating(values["published"]),
            updated_at=_decode_time(values["updated_at"]) if values["updated_at"] is not None else None,
            **{name: values[name] if values[name] is None else _require_type(values[name], str) for name in _STRINGS},
        )
    except (KeyError, TypeError, ValueError) as error:
        return Reject(reason=Reason.BAD_FIELD, detail=f"an entry: {type(error).__name__}: {error}")


_STRINGS = ("guid", "url", "raw_link", "title", "summary", "content", "language", "source_name")


def _require_type(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"must be {kind.__name__}, is {type(value).__name__}")
    return value


def _decode_time(value: Any) -> datetime:
    moment = datetime.fromisoformat(_require_type(value, str))
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC)


def _decode_dating(value: Any) -> Dating | None:
    if value is None:
        return None
    return Dating(
        at=_decode_time(value["at"]),
        origin=PublishedFrom(value["origin"]),
        raw=_require_type(value["raw"], str),
        day_only=_require_type(value["day_only"], bool),
    )


def encode_provenance(provenance: Provenance) -> str:
    """The provenance as one JSON object."""
    feed = {"feed_title": provenance.feed_title, "feed_url": provenance.feed_url}
    values = {**feed, "entry": json.loads(encode_entry(provenance.entry)), "why": provenance.reason}
    return json.dumps(values, ensure_ascii=False)


def decode_provenance(text: str) -> Provenance | Reject:
    """The provenance that `encode_provenance` wrote; anything else is refused (`bad_json`)."""
    try:
        values = json.loads(text)
        entry = decode_entry(json.dumps(values["entry"]))
        if isinstance(entry, Reject):
            return entry
        return Provenance(
            feed_title=values["feed_title"], feed_url=values["feed_url"], entry=entry, reason=values["why"]
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return Reject(reason=Reason.BAD_JSON, detail=f"not an entry with its feed: {error}")


def _collect_links(anchors: tuple[tuple[str, str], ...], base: str | None) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for words, address in anchors:
        url = canonicalize_url(address, base)
        if url and url != base and len(links) < MAX_ENTRY_LINKS:
            links.setdefault(url, Link(kind=LinkKind.INLINE, title=words[:500], url=url))
    return tuple(links.values())


@dataclass(slots=True)
class HtmlFragment:
    """The text of an HTML fragment, one paragraph a line, and its links (words, address as stated)."""

    text: str = ""
    anchors: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Reader:
    """Collects paragraphs and links while the tokens of a fragment go by."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    anchors: list[tuple[str, str]] = field(default_factory=list)
    address: str | None = None  # of the link that is open
    words_before_link: int = 0  # how many words there were when it opened
    silent: str | None = None  # the element whose words are left out

    def take(self, token: MarkupToken) -> None:
        kind, name, text = token
        if self.silent:
            self.silent = None if kind == "end" and name == self.silent else self.silent
        elif kind in {"text", "cdata"}:
            self.words.append(unescape_references(text))
        elif name == "a":
            self.close_link()
            if kind == "start":
                self.address = unescape_references(parse_attributes(text).get("href", "")).strip()
                self.words_before_link = len(self.words)
        elif name in _SILENT:
            self.silent = name if kind == "start" else None
        elif name in _BLOCKS:
            self.end_line()
        elif name in {"td", "th"}:
            self.words.append(" ")

    def close_link(self) -> None:
        if self.address and (words := join_lines("".join(self.words[self.words_before_link :]))):
            self.anchors.append((words, self.address))
        self.address = None

    def end_line(self) -> None:
        address = self.address
        self.close_link()
        if line := join_lines("".join(self.words)):
            self.lines.append(line)
        self.words.clear()
        self.address, self.words_before_link = address, 0


def read_html_fragment(html: str) -> HtmlFragment:
    """The text of an HTML fragment, or of plain text with empty lines between paragraphs."""
    if "<" not in html and _ESCAPED_TAG.search(html):
        html = unescape_references(html)  # escaped once too often
    if not _BLOCK_TAG.search(html):
        html = _EMPTY_LINES.sub("<p>", html)
    reader = _Reader()
    for token in tokenize_markup(html):
        reader.take(token)
    reader.end_line()
    return HtmlFragment("\n".join(reader.lines), tuple(reader.anchors))


def unescape_references(text: str) -> str:
    """The text with character references of HTML replaced by their characters."""
    return _REFERENCE.sub(lambda match: unescape(match.group()), text) if "&" in text else text


def join_lines(text: str) -> str:
    """Text on one line, without control characters and lone surrogates."""
    return _CONTROL.sub("", " ".join(text.split()))


def parse_language_code(stated: str | None) -> str | None:
    """ISO 639-1 code of a language tag ("en-GB" → "en"), None where it has none."""
    match = _LANGUAGE.fullmatch((stated or "").strip())
    return match[1].lower() if match else None


def escape_text(text: str) -> str:
    """Plain text as HTML: empty lines separate paragraphs."""
    return "".join(f"<p>{escape(paragraph, quote=False)}" for paragraph in _EMPTY_LINES.split(text))
