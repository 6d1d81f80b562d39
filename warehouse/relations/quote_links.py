"""Which quotations are of the same words: a relation (see `relate`).

The warehouse finds the earlier quotations that are worth a look, by keys; what two quotations have in common is told
outside (`Compare`), by a function that knows quotations and nothing else. A quotation is compared with those before it
in the log, so its links depend on the order of the log alone, and cost the same in a large warehouse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.db.statements import statements
from warehouse.model.records import as_json

# Earlier quotations looked at for one new one, those with most keys in common; and the newest of one key, at most. They
# bound what a quotation costs.
OF_A_QUOTE = 12
OF_A_KEY = 30
# Keys that two quotations must share to be compared: of one speaker, words and pairs of words, of a short one half of
# all; of two speakers there are pairs only, which tell more.
LEAST_KEYS = 3
LEAST_PAIRS = 2
# Pairs handed to Python at once: a load of long articles has 100,000, with their words twice in each.
AT_ONCE = 2_000
# Of a longer one the beginning is enough to be found by (characters).
KEYED_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePair:
    """Two quotations, their kinds (as in `quotes`), and what else is known of them.

    `same_speaker` and `days` between them are None where it is not known; `versions`: of one article.
    """

    text: str
    kind: str
    other_text: str
    other_kind: str
    same_speaker: bool | None
    days: float | None
    versions: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLink:
    """`kind` and `similarity` as in `quote_links`."""

    kind: str
    similarity: float


Compare = Callable[[Sequence[QuotePair]], Sequence[QuoteLink | None]]


@dataclass(frozen=True, slots=True)
class QuoteLinks:
    """The relation; `compare` tells what two quotations have in common, None for nothing."""

    compare: Compare
    name: str = "quote_links"
    tables: tuple[str, ...] = ("quote_links", "ops.quotations", "ops.quote_keys")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Puts aside the quotations of the versions that wait, and the earlier ones they may be like."""
        connection.execute(_SQL["1_new_quotations"])
        connection.execute(_SQL["2_new_keys"], {"characters": KEYED_CHARACTERS})
        connection.execute(_SQL["3_earlier_keys"], {"of_a_key": OF_A_KEY})
        limits = {"of_a_key": OF_A_KEY, "of_a_quote": OF_A_QUOTE, "least_keys": LEAST_KEYS, "least_pairs": LEAST_PAIRS}
        connection.execute(_SQL["4_pairs"], limits)

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Compares what was put aside."""
        found = connection.execute(_SQL["5_compared"])
        told: list[dict[str, object]] = []
        while rows := found.fetchmany(AT_ONCE):
            links = self.compare(
                [
                    QuotePair(
                        text=text,
                        kind=kind,
                        other_text=other_text,
                        other_kind=other_kind,
                        same_speaker=same_speaker,
                        days=days,
                        versions=versions,
                    )
                    for _, _, text, kind, other_text, other_kind, same_speaker, days, versions in rows
                ]
            )
            told += [
                {"quote_id": one, "other_id": other, "similarity": link.similarity, "kind": link.kind}
                for (one, other, *_), link in zip(rows, links, strict=True)
                if link is not None
            ]
        # A list as a parameter costs 0.15 ms a value, the same list as JSON a hundredth of that.
        connection.execute(_SQL["6_told"], {"links": as_json(told)})

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes the links, and by what the new quotations will be found."""
        for name in ("7_links", "8_quotations", "9_keys"):
            connection.execute(_SQL[name])


_SQL = {found.name: found.sql for found in statements("quote_links")}
