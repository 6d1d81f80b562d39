"""Finds copies: for every article version, the earlier version of another article that it shares most words with.

Database. The warehouse finds candidates by shingles (hashes of runs of five words, a sample of those of the text); two
texts are compared by `compare_texts`, a pure function. For each shingle the first few articles with it are stored. What
a copy has from its original is not stored again, so these articles are no copies of each other, and a shingle that has
them all is boilerplate: it is no key, and it does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from warehouse.db import run_statements
from warehouse.model.relation_records import Repetition, TextVersion
from warehouse.relations.base import declare_rows, fetch_records, fill_rows, insert_rows

# Of the later and the earlier version in the log, and shingles that are boilerplate; None where neither is a copy.
CompareTexts = Callable[[TextVersion, TextVersion, frozenset[int]], Repetition | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLimits:
    """Bounds of what a version costs in a large warehouse.

    `boilerplate_articles`: articles, none a copy of another, that make a shingle boilerplate; two may be a story and
    its background retold. A version is compared with at most `compared_versions` that share `shared_shingles` or more.
    """

    boilerplate_articles: int = 3
    shared_shingles: int = 2
    compared_versions: int = 8


_LIMITS = CopyLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The relation; see `warehouse.relations.base`."""

    compare_texts: CompareTexts
    name: str = "copies"
    tables: tuple[str, ...] = ("copies", "ops.shingles")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Reads the versions that wait, and the earlier ones that share shingles with them."""
        run_statements(connection, "copies", "later", "shared_shingles")
        run_statements(
            connection,
            "copies",
            "earlier",
            boilerplate_articles=_LIMITS.boilerplate_articles,
            least_shared=_LIMITS.shared_shingles,
        )
        run_statements(connection, "copies", "shingles")
        declare_rows(connection, copies_rows="copies", copies_new_shingles="ops.shingles")

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Compares them, in the order of the log."""
        index = ShingleIndex(
            connection.execute("select key, article_id, version from copies_shingles order by key, rank").fetchall(),
            fetch_records(connection, "from copies_earlier", TextVersion),
        )
        copies = []
        for version in fetch_records(
            connection, "select * exclude (place) from copies_later order by place", TextVersion
        ):
            repetitions = self._compare(version, index)
            index.add(version, {shingle for _, other in repetitions for shingle in other.shingles})
            # Of several with as many words in common the first: they come by the number of shared shingles.
            best = max(repetitions, key=lambda repetition: repetition[0].words_shared, default=None)
            if best is not None:
                copies.append(_copy_row(version, best[1], best[0]))
        fill_rows(connection, "copies_rows", copies)
        fill_rows(connection, "copies_new_shingles", index.new_rows)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Adds the copies, and the shingles that stand first in the new versions."""
        insert_rows(connection, "copies_rows", into="copies")
        insert_rows(connection, "copies_new_shingles", into="ops.shingles")

    def _compare(self, version: TextVersion, index: ShingleIndex) -> list[tuple[Repetition, TextVersion]]:
        """The earlier versions that it repeats, or that repeat it."""
        boilerplate = index.boilerplate(version)
        compared = (
            (self.compare_texts(version, other, boilerplate | index.boilerplate(other)), other)
            for other in index.find_candidates(version)
        )
        return [(repetition, other) for repetition, other in compared if repetition is not None]


class ShingleIndex:
    """The first articles with each shingle: what the warehouse stores, and what this load adds to it."""

    def __init__(self, stored: Iterable[tuple[int, str, int]], earlier: Iterable[TextVersion]) -> None:
        self.new_rows: list[dict[str, Any]] = []
        self._holders: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for key, article_id, version in stored:
            self._holders[key].append((article_id, version))
        self._versions = {version.identity: version for version in earlier}

    def boilerplate(self, version: TextVersion) -> frozenset[int]:
        """The shingles of a version that many articles have."""
        return frozenset(shingle for shingle in version.shingles if self._is_boilerplate(shingle))

    def find_candidates(self, version: TextVersion) -> list[TextVersion]:
        """Versions of other articles that share most shingles, most first; of equal ones the first seen first."""
        shared = Counter(
            holder
            for shingle in version.shingles
            if not self._is_boilerplate(shingle)
            for holder in self._holders.get(shingle, ())
            if holder[0] != version.article_id
        )
        candidates = [
            (-count, other.seen_at, other.identity, other)
            for identity, count in shared.items()
            if count >= _LIMITS.shared_shingles
            for other in [self._versions[identity]]
        ]
        candidates.sort(key=lambda candidate: candidate[:3])
        return [other for *_, other in candidates[: _LIMITS.compared_versions]]

    def add(self, version: TextVersion, copied: set[int]) -> None:
        """Adds a version, in the order of the log, under shingles that are neither copied nor boilerplate."""
        self._versions[version.identity] = version
        for shingle in version.shingles:
            holders = self._holders[shingle]
            is_held = any(article_id == version.article_id for article_id, _ in holders)
            if shingle not in copied and not self._is_boilerplate(shingle) and not is_held:
                holders.append(version.identity)
                self.new_rows.append(
                    {"key": shingle, "rank": len(holders), "article_id": version.article_id, "version": version.version}
                )

    def _is_boilerplate(self, shingle: int) -> bool:
        return len(self._holders.get(shingle, ())) >= _LIMITS.boilerplate_articles


def _copy_row(later: TextVersion, earlier: TextVersion, repetition: Repetition) -> dict[str, Any]:
    copy, original = (later, earlier) if repetition.is_forward else (earlier, later)
    return asdict(repetition) | {
        "article_id": copy.article_id,
        "original_id": original.article_id,
        "version": copy.version,
        "original_version": original.version,
        "agency": copy.agency or original.agency,
    }
