"""The closed vocabularies of the tables' columns.

Pure: types only.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    LAW = "law"
    PRODUCT = "product"
    WORK = "work"
    OTHER = "other"


class LinkKind(StrEnum):
    """Where in an article a link stands."""

    RELATED = "related"
    INLINE = "inline"


class PublishedFrom(StrEnum):
    """Where a publication date was read."""

    FEED = "feed"
    JSONLD = "jsonld"
    META = "meta"
    URL = "url"
    DATELINE = "dateline"
    TEXT = "text"  # a header or date line in the article's own text or page
    FILE = "file"  # a field of the input record


class QuoteKind(StrEnum):
    """How much of a quotation stands between quotation marks: all, some, none of it."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class CreditKind(StrEnum):
    """How an article cites a source."""

    REPORTED = "reported"  # the source reports: "Al Mayadeen reported", "according to Reuters", "citing TASS"
    TOLD = "told"  # somebody speaks to the source: "told Sputnik"
    QUOTED = "quoted"  # somebody is cited through the source: "as quoted by the broadcaster"
    CREDIT = "credit"  # the agency of the dateline
    BYLINE = "byline"  # the outlet or agency of the byline


class Modifier(StrEnum):
    """How exactly a figure is given."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"  # "at least", "more than", "over"
    AT_MOST = "at_most"  # "up to", "as many as", "fewer than"
    ABOUT = "about"  # "about", "some", "nearly", and "dozens", which has no value


class LocatedFrom(StrEnum):
    """The evidence for the location of a place."""

    COUNTRY = "country"  # it is a country: its code, no point
    STATE = "state"  # it is a state, province or part of a country: the country's code, no point
    REGION = "region"  # the country or state named with it: "Tripoli, Lebanon"
    LARGEST = "largest"  # the one city far larger than any other of the name


class Reason(StrEnum):
    """Why a capture or file is no article. Closed: a new reason is a new word here and in the docs."""

    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too_large"
    UNDECODABLE = "undecodable"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    LINK_LOOP = "link_loop"
    NO_PAGE = "no_page"  # an answer of a server that holds no page
    NO_TEXT = "no_text"
    LOGIN_PAGE = "login_page"
    BAD_JSON = "bad_json"
    BAD_FIELD = "bad_field"
    BAD_FEED = "bad_feed"
    STEP = "step"  # a step of the user's own refused it
    TIMEOUT = "timeout"
    CRASH = "crash"


class PartKind(StrEnum):
    """The kind of a part of a text that differs between two versions."""

    SENTENCE = "sentence"
    NUMBER = "number"


class PartChange(StrEnum):
    """How a part of a text differs between two versions."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


class DecisionKind(StrEnum):
    """What somebody decides about names and their entities."""

    SAME = "same"
    NOT_SAME = "not_same"
    RENAME = "rename"
    UNDO = "undo"


class Outcome(StrEnum):
    """The outcome of loading one document."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
