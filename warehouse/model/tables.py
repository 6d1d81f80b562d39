"""Every table: the records of its rows, and its declaration in `TABLES`.

Pure: types only. Loading, replay, verification and the tests read `TABLES`; a table is declared nowhere else, except
that the tables of a relation are declared by the relation (`Relation.tables` in `warehouse.relations`). Records of what
is watched stand in `watch_records`. A row that a step makes does not know its article yet: `item` is the document's
place in its batch and ties the rows of a document together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from warehouse.model.vocabulary import (
    CreditKind,
    DecisionKind,
    Kind,
    LinkKind,
    Modifier,
    PublishedFrom,
    QuoteKind,
    Reason,
)
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, FetchRow, GapRow, PageRow


class Owner(StrEnum):
    """What the rows of a table belong to, and so what a replay does with them."""

    ARTICLE = "article"  # has the column article_id; made anew with the article
    CAPTURE = "capture"  # has the column capture_id; made anew with the capture
    LOG = "log"  # follows from all captures together: names, entities, outlets
    INSTALLATION = "installation"  # what happened here: runs, polls, decisions; not replayed and not compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The declaration of a table. `name` is as in SQL, with its schema unless that is `main`.

    `record` has the columns as its fields, in order, where one record does. `staged` has the parts of a `Batch` that
    the rows are made from, with their records. `insert` is the statement in `warehouse/sql/load` that adds the rows of
    new article versions; loading runs these in the order of `TABLES`.
    """

    name: str
    owner: Owner
    record: type | None = None
    staged: Mapping[str, type] = field(default_factory=dict)
    insert: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """`ops.captures`: bytes, with their address and time. `digest` is the SHA-256 of the bytes, in hexadecimal.

    `file` and `start_offset` (bytes) say where in the archive the record begins; `status` is that of the HTTP response.
    `position` is the capture's place in its batch; in the table, in the log.
    """

    capture_id: str
    run_id: str
    uri: str
    line: int | None
    media: str
    digest: str
    size_bytes: int
    seen_at: datetime
    file: str | None
    start_offset: int | None
    status: int | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectRow:
    """`ops.rejects`: a capture or file that is no article, with the reason."""

    run_id: str
    capture_id: str | None = None
    uri: str
    line: int | None = None
    reason: Reason
    detail: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRow:
    """A member of `article_versions.removed`: words that a cleaning rule took out of the text."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One document of a batch: its columns in `article_versions`, and the keys that identify its article.

    `keys` come strongest first; the first is the document's address. `capture_id` ties it to its capture. Times are
    UTC; `text_hash` and `content_hash` are hexadecimal (the text alone; all that makes a version). `shingle_keys` find
    other texts with the same passages.
    """

    item: int
    capture_id: str
    keys: tuple[str, ...]
    source_id: str
    source_name: str
    domain: str | None
    country: str | None
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    lead: str | None
    text: str
    language: str | None
    published_at: datetime | None
    published_from: PublishedFrom | None
    published_raw: str | None
    dates_disagree: bool
    updated_at: datetime | None
    dateline_place: str | None
    dateline_date: date | None
    agency: str | None
    is_truncated: bool
    word_count: int
    text_hash: str
    content_hash: str
    annotated_with: str | None
    removed: tuple[RemovedRow, ...]
    extra: str | None
    truncated_because: str | None
    extracted_with: str
    shingle_keys: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePageRow:
    """An answer that there is no page any more at an address; `key` is the article key of the address."""

    item: int
    capture_id: str
    key: str
    extracted_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """`links`, before the article is known. `position` counts from 0 within the document."""

    item: int
    position: int
    kind: LinkKind
    title: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """`mentions`, before the article is known. `name_id` is that of the kind and the normalised name."""

    item: int
    start_char: int
    end_char: int
    surface: str
    kind: Kind
    name: str
    name_id: str
    role: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """`ops.names`, before it is known which are new. `ordinal` counts the names of a batch from 0, as they came.

    Two spellings of one name share at least one of their `keys`. `other_kind_ids` are the ids of the
    same name as a person, an organisation or a place, without its own kind.
    """

    ordinal: int
    name_id: str
    kind: Kind
    name: str
    country: str | None
    keys: tuple[str, ...]
    other_kind_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """`quotes`, before the article is known. `mention_start` is where the mention of the speaker begins.

    Offsets count characters; `confidence` is 0 to 1. `text` and `speaker` are the words at their offsets.
    """

    item: int
    start_char: int
    end_char: int
    text: str
    kind: QuoteKind
    cue: str | None
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    mention_start: int | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRow:
    """`attributions`, before the article is known. `mention_start` and the span of the quotation tie it to their rows.

    `start_char` and `end_char` are None where the source stands outside the text.
    """

    item: int
    start_char: int | None
    end_char: int | None
    surface: str
    source_name: str
    kind: CreditKind
    mention_start: int | None
    quote_start: int | None
    quote_end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """`figures`, before the article is known. `surface` is the words at its offsets; `high` is the end of a range."""

    item: int
    start_char: int
    end_char: int
    surface: str
    value: float | None
    high: float | None
    unit: str | None
    counted: str | None
    modifier: Modifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """`ops.listings`, before its place in the log is known: the `pages` that a sitemap lists, in its order, by number.

    `moments` are their times (seconds since 1970, UTC), as many. `is_full`: it may have no room for what it lacks.
    """

    capture_id: str
    sitemap: str
    is_full: bool
    pages: tuple[int, ...]
    moments: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """`ops.decisions`: with `same`, `name_id` keeps its entity and the entity of `other_id` joins it."""

    decision_id: str
    decided_at: datetime
    decided_by: str
    what: DecisionKind
    name_id: str
    other_id: str | None = None
    name: str | None = None
    why: str | None = None


TABLES = (
    Table(name="sources", owner=Owner.LOG),
    Table(
        name="article_versions",
        owner=Owner.ARTICLE,
        staged={"items": ItemRow, "gone_pages": GonePageRow},
        insert="insert_article_versions",
    ),
    Table(name="links", owner=Owner.ARTICLE, staged={"links": LinkRow}, insert="insert_links"),
    Table(name="mentions", owner=Owner.ARTICLE, staged={"mentions": MentionRow}, insert="insert_mentions"),
    Table(name="quotes", owner=Owner.ARTICLE, staged={"quotes": QuoteRow}, insert="insert_quotes"),
    Table(
        name="attributions",
        owner=Owner.ARTICLE,
        staged={"attributions": AttributionRow},
        insert="insert_attributions",
    ),
    Table(name="figures", owner=Owner.ARTICLE, staged={"figures": FigureRow}, insert="insert_figures"),
    Table(name="ops.version_shingles", owner=Owner.ARTICLE, insert="insert_version_shingles"),
    Table(name="ops.article_heads", owner=Owner.ARTICLE),
    Table(name="ops.article_keys", owner=Owner.ARTICLE),
    Table(name="ops.captures", owner=Owner.CAPTURE, record=CaptureRow, staged={"captures": CaptureRow}),
    Table(name="ops.loads", owner=Owner.CAPTURE),
    Table(name="ops.rejects", owner=Owner.CAPTURE, record=RejectRow, staged={"rejects": RejectRow}),
    Table(name="ops.names", owner=Owner.LOG, staged={"names": NameRow}),
    Table(name="ops.name_keys", owner=Owner.LOG),
    Table(name="entities", owner=Owner.LOG),
    Table(name="aliases", owner=Owner.LOG),
    Table(name="ops.entity_names", owner=Owner.LOG),
    Table(name="ops.listings", owner=Owner.LOG, staged={"listings": ListingRow}),
    Table(name="ops.delisted", owner=Owner.LOG),
    Table(name="ops.relation_positions", owner=Owner.LOG),
    Table(name="feeds", owner=Owner.INSTALLATION, record=FeedRow),
    Table(name="ops.archive_position", owner=Owner.INSTALLATION),
    Table(name="ops.checks", owner=Owner.INSTALLATION),
    Table(name="ops.decisions", owner=Owner.INSTALLATION, record=DecisionRow),
    Table(name="ops.entries", owner=Owner.INSTALLATION, record=EntryRow),
    Table(name="ops.feed_history", owner=Owner.INSTALLATION, record=FeedChangeRow),
    Table(name="ops.fetches", owner=Owner.INSTALLATION, record=FetchRow),
    Table(name="ops.migrations", owner=Owner.INSTALLATION),
    Table(name="ops.pages", owner=Owner.INSTALLATION, record=PageRow),
    Table(name="ops.poll_gaps", owner=Owner.INSTALLATION, record=GapRow),
    Table(name="ops.runs", owner=Owner.INSTALLATION),
)
# The records of every part of a batch.
STAGED_RECORDS: dict[str, type] = {part: record for table in TABLES for part, record in table.staged.items()}
