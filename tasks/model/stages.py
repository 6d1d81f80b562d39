"""The stages a document passes through, as types.

Pure.

    Capture → Extracted → Document → Annotated → Batch (warehouse.model.records)

A step that meets expected trouble with one item returns a `Reject` in place of the next stage; it does not raise.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warehouse.model.tables import RemovedRow
from warehouse.model.vocabulary import CreditKind, Kind, LinkKind, Modifier, PublishedFrom, QuoteKind, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Why an item is no article: a word of the closed vocabulary, and the particulars in one line."""

    reason: Reason
    detail: str


class Media(StrEnum):
    """What the bytes of a capture are. A kind of input added later puts its MIME type there, which is no member."""

    TEXT = "text"
    HTML = "html"
    RECORD = "record"  # one line of a .jsonl file
    FEED = "feed"  # a feed document whose entries are the articles
    ENTRY = "entry"  # one entry of a polled feed, as JSON: its page could not be had, or was not asked for
    NO_PAGE = "no_page"  # a record of a web archive that holds no page; the context says why
    SITEMAP = "sitemap"  # which pages a site lists
    OTHER = "other"  # what leads to articles and is none: polled feeds, robots.txt, answers without a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes of a document, with their address, time and run.

    `line` is the 1-based line of a `.jsonl` file, else None. `status` and `headers` are those of the HTTP response,
    None and empty where there was none. `context` is JSON about where the capture belongs (the entry of a page; see
    `tasks.feeds.entries`). `file` and `start_offset` (bytes) are its place in the archive once it is there.
    """

    capture_id: str
    run_id: str
    uri: str
    line: int | None
    media: str
    body: bytes
    seen_at: datetime
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    context: str | None = None
    file: str | None = None
    start_offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The place of a capture in the web archive of others, which is not copied.

    `file` is its absolute path, the offset in bytes; `uri` what the record calls its address, where that is known.
    """

    run_id: str
    file: str
    start_offset: int
    uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """One piece of evidence for when an article was published.

    `at` is in UTC. `raw` is the string it was read from. `day_only` says that the evidence gives no time of day
    (then `at` is midnight UTC of that day). `month` and `day` are never filled in: "July 2020" is no dating.
    """

    at: datetime
    origin: PublishedFrom
    raw: str
    day_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A related or inline link of an article. A headline without an address has `url` None."""

    kind: LinkKind
    title: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What one capture holds, before any cleaning.

    `text` has one paragraph a line (lines separated by one or more newlines). `datings` come strongest first.
    `language` is what the document declares (ISO 639-1), not what was detected. `url` is the canonical address, None
    where the document has none. `domain` is the host of the address without `www.`.
    """

    text: str
    url: str | None = None
    domain: str | None = None
    source_name: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    datings: tuple[Dating, ...] = ()
    updated_at: datetime | None = None
    links: tuple[Link, ...] = ()
    is_truncated: bool = False
    extra: str | None = None  # JSON object of the input's unknown fields
    truncated_because: str | None = None  # a word for why the text is cut, where it is known to be
    part: str | None = None  # which part of the capture this is, where a capture holds several documents
    address: str | None = None  # where the input says it was found; the page's canonical address may differ
    source_stated: bool = False  # the input names the outlet in a field of its own
    language_stated: bool = False  # the input states the language in a field of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline's parts and its half-open character span in the text it was found in.

    `CAIRO (UrduPoint News / Sputnik - 08th July, 2020) Syrian …`: place Cairo, country None (not said), date
    2020-07-08, agency Sputnik, outlet UrduPoint. `day` is None where no whole date is given ("July 8" needs a year:
    see `month_day`). `end_char` is where the first word of the story begins.
    """

    start_char: int
    end_char: int
    place: str | None
    day: datetime | None
    month_day: tuple[int, int] | None
    agency: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article ready to be annotated and stored. `text` is what is stored; all offsets point into it."""

    url: str | None
    domain: str | None
    source_name: str | None
    source_stated: bool  # the input names the outlet in a field of its own: the name, not the domain, is its identity
    title: str | None
    lead: str | None
    text: str
    authors: tuple[str, ...]
    language: str | None
    published_at: datetime | None
    published_from: PublishedFrom | None
    published_raw: str | None
    dates_disagree: bool
    updated_at: datetime | None
    dateline: Dateline | None
    agency: str | None
    is_truncated: bool
    truncated_because: str | None
    links: tuple[Link, ...]
    removed: tuple[RemovedRow, ...]
    extra: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text. `text[start_char:end_char] == surface`, always.

    `name` is the fullest form this article gives for the same entity ("Ayyoub" → "Ali Abdullah Ayyoub"),
    with the article's spelling. `role` is the rank, title or position standing next to the name, as written
    ("Syrian Defense Minister General"), or None. `country` is an ISO 3166-1 alpha-2 code for nationalities and
    countries, else None.
    """

    start_char: int
    end_char: int
    surface: str
    kind: Kind
    name: str
    role: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The speaker as the text names it: a name, a pronoun, "the minister". `text[start_char:end_char] == surface`.

    `mention` is the mention there, or the one that the pronoun or the role resolves to; None where the article names
    none.
    """

    start_char: int
    end_char: int
    surface: str
    mention: Mention | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation in the text: `text[start_char:end_char] == surface`, always.

    A quotation that its cue interrupts ("“…,” he said. “…”") is one, and holds the cue. `kind` is direct (all of it
    between marks), mixed (some) or indirect (none). `cue` are the words of speech ("said", "told", ":"),
    None where a quotation goes on without one; `confidence` is 0 to 1 and `rule` names what found it.
    """

    start_char: int
    end_char: int
    surface: str
    kind: QuoteKind
    cue: str | None
    speaker: Speaker | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A source that the article cites: `text[start_char:end_char] == surface`, always.

    `start_char` and `end_char` are None where the source stands outside the text (a byline). `source` is its fullest
    name in this article, `mention` its mention, None where it has none; `quote` is what it is cited for, None where
    that is no quotation.
    """

    start_char: int | None
    end_char: int | None
    surface: str
    source: str
    kind: CreditKind
    mention: Mention | None
    quote: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that the text gives, with what it counts: `text[start_char:end_char] == surface`, always.

    `value` is None where how many is not said ("dozens"); `high` is the end of a range. See `tasks.figures.extract`.
    """

    start_char: int
    end_char: int
    surface: str
    value: float | None
    high: float | None
    unit: str | None
    counted: str | None
    modifier: Modifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document with its annotations, in reading order. `annotated_with` is None if no pipeline has its language."""

    document: Document
    mentions: tuple[Mention, ...]
    annotated_with: str | None
    quotes: tuple[Quote, ...] = ()
    credits: tuple[Credit, ...] = ()
    figures: tuple[Figure, ...] = ()
