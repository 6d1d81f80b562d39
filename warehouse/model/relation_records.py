"""The records that relations between articles read and write; steps in `tasks` take and return them directly.

Pure: types only. A record that ends in `Row` has the columns of a table as its fields. Times are UTC; offsets are
half-open character offsets into the text of the version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warehouse.model.vocabulary import LocatedFrom, PartChange, PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePair:
    """Two names that may belong to one entity, and their countries where they are nationalities or countries.

    Where the kinds differ the names are the same, and `texts` earlier articles take the name for the other kind.
    """

    kind: str
    name: str
    other_kind: str
    other: str
    country: str | None
    other_country: str | None
    texts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchResult:
    """Whether two names belong to one entity (None: undecided), the score of the match (0 to 1), and the reason."""

    same: bool | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLocation:
    """ISO 3166-1 alpha-2 code, degrees north and east (None for a country or state), and the rule that applied."""

    country: str
    latitude: float | None
    longitude: float | None
    rule: LocatedFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """A version of an article as `copies` compares it. `agency` is the one that it credits ("AP", "AP/Reuters").

    `shingles` is the sample of the shingles of its text by which it is found.
    """

    article_id: str
    version: int
    outlet: str
    shingles: Sequence[int]
    source_id: str
    agency: str | None
    seen_at: datetime
    published_at: datetime | None
    dateline_date: date | None
    text: str

    @property
    def identity(self) -> tuple[str, int]:
        """Which version this is."""
        return self.article_id, self.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """What one of two versions repeats of the other; the later one in the log is the copy if `is_forward`."""

    is_forward: bool
    evidence: str
    lag_seconds: int
    containment: float
    jaccard: float
    words_shared: int
    words_cut: int
    words_added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A mention in an article version. `entity_id` is the entity that the name leads to without any context."""

    start_char: int
    end_char: int
    kind: str
    name_id: str
    name: str
    role: str | None
    entity_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingArticle:
    """An article version and the names in it. `published` is the year of publication, None where it is unknown.

    `is_counted`: it is the first version of its article and repeats no earlier article.
    """

    article_id: str
    version: int
    title: str
    text: str
    published: int | None
    is_counted: bool
    mentions: Sequence[NameMention]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """`ops.persons`."""

    person_id: str
    entity_id: str
    ordinal: int
    surname: str
    given_name: str
    articles: int = 0
    cooccurring: Sequence[int] = ()
    occupations: Sequence[str] = ()
    countries: Sequence[str] = ()
    birth_years: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameResolutionRow:
    """`ops.name_resolutions`."""

    article_id: str
    version: int
    name_id: str
    person_id: str
    entity_id: str
    shared_names: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesakeResult:
    """Names that refer to another person than they lead to alone; persons and counts that articles changed.

    `counts` has articles by number of a name, as in `ops.cooccurrence_counts`; number 0 counts all articles.
    """

    resolutions: Sequence[NameResolutionRow]
    persons: Sequence[PersonRow]
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePair:
    """Two quotations, their kinds (as in `quotes`), and their circumstances.

    `same_speaker` and `days` between the two are None where they are unknown; `versions`: of one article.
    """

    quote_id: str
    other_id: str
    text: str
    kind: str
    other_text: str
    other_kind: str
    same_speaker: bool | None
    days: float | None
    versions: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLinkRow:
    """`quote_links`."""

    quote_id: str
    other_id: str
    similarity: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedVersion:
    """A version whose text differs from the text of the version before it, with both texts."""

    article_id: str
    version: int
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A sentence or number that was added, dropped or changed: `old[old_start:old_end] == old_text`, likewise new.

    Where a sentence was added or dropped, both offsets into the text without it are its place there; where a number
    was, they are None. `words_dropped` and `words_added` count words between white space; both are 0 where only white
    space differs, and for numbers.
    """

    what: PartKind
    change: PartChange
    old_start: int | None = None
    old_end: int | None = None
    new_start: int | None = None
    new_end: int | None = None
    old_text: str = ""
    new_text: str = ""
    words_dropped: int = 0
    words_added: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionPartRow(TextChange):
    """`revision_parts`."""

    article_id: str
    version: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """An article by its first version, as clustering into stories reads it.

    `published_at` is None where it is unknown. `names` and `places` count the mentions of entities by id.
    """

    article_id: str
    seen_at: datetime
    published_at: datetime | None
    title: str
    text: str
    dateline_place: str | None
    names: Mapping[str, int]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDay:
    """A day (since 1970-01-01, UTC) under which an article is found, and the kind of time that gives the day."""

    by: str
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedProfile:
    """`ops.story_profiles`. `vectors` is JSON."""

    article_id: str
    ordinal: int
    seen_at: datetime
    published_at: datetime | None
    title: str
    vectors: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryProfileRow(EncodedProfile):
    """A row of `ops.story_profiles`, and what its rows of `ops.story_keys` are made from: every key on every day."""

    keys: Sequence[int]
    days: Sequence[IndexDay]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProfile(EncodedProfile):
    """A row of `ops.story_profiles` with the story of the article, None for an article that has none yet."""

    story_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """`ops.story_counts`: articles that contain a term, decayed, as of the article `as_of` (from 1)."""

    term: str
    articles: float
    as_of: int


class StoryEventKind(StrEnum):
    """What happened to a story; see `tasks.stories.events`."""

    BEGUN = "begun"
    JOINED = "joined"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """An event in the history of stories. `article_id` is None where a whole story changes."""

    what: StoryEventKind
    story_id: str
    article_id: str | None = None
    other_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEventRow(StoryEvent):
    """`story_events`."""

    ordinal: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMemberRow:
    """`ops.story_members`."""

    story_id: str
    article_id: str
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteringResult:
    """Events in their order, and the state after the last of them.

    `members` has each new article and each that changed its story; `titles`, by story, those of stories that changed
    and did not end; `merges`, by story that ended, the story that has its articles now.
    """

    events: Sequence[StoryEventRow]
    members: Sequence[StoryMemberRow]
    merges: Mapping[str, str]
    titles: Mapping[str, str]
