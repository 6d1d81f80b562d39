"""Who repeats whom: finds, for every version of an article, the earlier one that it has most words in common with.

The warehouse finds what is worth a look, by keys (runs of five words, drawn from the text); what two texts have in
common is told outside (`Compare`), by a function that knows texts and nothing else. For each key the first few articles
with it are remembered. What a copy has from its original is not remembered again, so these are no copies of each other,
and a key that has them all is furniture: it leads nowhere and does not count.

    read: later ◀ held ◀ earlier      tell: in the order of the log, one after the other      store
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from warehouse.db.statements import statements
from warehouse.model.records import as_json

# Articles, none a copy of another, that make a key common. Two may be a story and its background told again.
COMMON = 3
# Keys that a text must share with another to be compared with it, and texts that it is compared with, those that share
# most: they bound what an article costs in a large warehouse.
LEAST_SHARED = 2
OF_A_TEXT = 8

Version = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A version of an article and its keys; fields in the order of the columns of `later` and `earlier`. Times: UTC."""

    article_id: str
    version: int
    outlet: str
    keys: Sequence[int]
    source_id: str
    agency: str | None
    seen_at: datetime
    published_at: datetime | None
    dateline_date: date | None
    text: str

    @property
    def identity(self) -> Version:
        """Which version this is."""
        return self.article_id, self.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """One of two texts repeats the other, the later of them in the log where it is `forward`; see table `copies`."""

    forward: bool
    evidence: str
    lag_seconds: int
    containment: float
    jaccard: float
    words_shared: int
    words_cut: int
    words_added: int


# Of the later and the earlier in the log, and keys that are furniture; None where neither repeats the other.
Compare = Callable[[Told, Told, frozenset[int]], Repetition | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """`copies`."""

    article_id: str
    original_id: str
    containment: float
    jaccard: float
    lag_seconds: int
    version: int
    original_version: int
    evidence: str
    agency: str | None
    words_shared: int
    words_cut: int
    words_added: int


class Copies:
    """The relation; see `warehouse.relations.base`. `compare` tells what two texts have in common."""

    name = "copies"
    tables = ("copies", "ops.shingles")

    def __init__(self, compare: Compare) -> None:
        self._compare = compare

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Puts aside the versions that wait, and the earlier ones that share keys with them."""
        for name in ("1_later", "2_held"):
            connection.execute(_SQL[name])
        connection.execute(_SQL["3_earlier"], {"common": COMMON, "least": LEAST_SHARED})
        connection.execute(_SQL["4_held"])

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Compares them, in the order of the log."""
        shelf = _Shelf(
            connection.execute("select key, article_id, version from held order by key, rank").fetchall(),
            (Told(*row) for row in connection.execute("from earlier").fetchall()),
        )
        copies = []
        for place, *row in connection.execute("from later order by place").fetchall():
            told = Told(*row)
            copied = self._copied(told, shelf)
            shelf.put(place, told, {key for _, other in copied for key in other.keys})
            # Of several with as much in common the first: they come in the order of what they share.
            best = max(copied, key=lambda one: one[0].words_shared, default=None)
            if best is not None:
                copies.append(_row(told, best[1], best[0]))
        connection.execute(_SQL["5_copied"], {"rows": as_json(copies)})
        connection.execute(_SQL["6_shelved"], shelf.added())

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Adds what was told."""
        for name in ("7_copies", "8_shingles"):
            connection.execute(_SQL[name])

    def _copied(self, told: Told, shelf: _Shelf) -> list[tuple[Repetition, Told]]:
        """What it repeats, or is repeated by, among those before it."""
        furniture = shelf.common(told)
        compared = ((self._compare(told, other, furniture | shelf.common(other)), other) for other in shelf.near(told))
        return [(found, other) for found, other in compared if found is not None]


class _Shelf:
    """Who was first with each key: what the warehouse holds, and what this load adds to it."""

    def __init__(self, held: Iterable[tuple[int, str, int]], earlier: Iterable[Told]) -> None:
        self._added: list[tuple[int, int, int]] = []
        self._of: defaultdict[int, list[Version]] = defaultdict(list)
        for key, article_id, version in held:
            self._of[key].append((article_id, version))
        self._told = {told.identity: told for told in earlier}

    def common(self, told: Told) -> frozenset[int]:
        """Its keys that many articles have."""
        return frozenset(key for key in told.keys if len(self._of.get(key, ())) >= COMMON)

    def near(self, told: Told) -> list[Told]:
        """Versions of other articles that share most of its keys, those first; of equal ones the first seen."""
        shared = Counter(
            version
            for key in told.keys
            for version in self._of.get(key, ())
            if len(self._of[key]) < COMMON and version[0] != told.article_id
        )
        found = [(count, self._told[version]) for version, count in shared.items() if count >= LEAST_SHARED]
        found.sort(key=lambda one: (-one[0], one[1].seen_at, one[1].identity))
        return [other for _, other in found[:OF_A_TEXT]]

    def put(self, place: int, told: Told, copied: set[int]) -> None:
        """Remembers it, in the order of the log, for keys that it has from nobody and that are not common yet."""
        self._told[told.identity] = told
        for key in told.keys:
            holders = self._of[key]
            if key in copied or len(holders) >= COMMON or any(article == told.article_id for article, _ in holders):
                continue
            holders.append(told.identity)
            self._added.append((key, len(holders), place))

    def added(self) -> dict[str, str]:
        """What was put on it: keys, ranks and places, each a list in JSON."""
        columns = zip(*self._added, strict=True) if self._added else ((), (), ())
        return {name: as_json(column) for name, column in zip(("keys", "ranks", "places"), columns, strict=True)}


def _row(later: Told, earlier: Told, found: Repetition) -> CopyRow:
    copy, original = (later, earlier) if found.forward else (earlier, later)
    return CopyRow(
        article_id=copy.article_id,
        original_id=original.article_id,
        containment=found.containment,
        jaccard=found.jaccard,
        lag_seconds=found.lag_seconds,
        version=copy.version,
        original_version=original.version,
        evidence=found.evidence,
        agency=copy.agency or original.agency,
        words_shared=found.words_shared,
        words_cut=found.words_cut,
        words_added=found.words_added,
    )


_SQL = {found.name: found.sql for found in statements("copies")}
