"""Links quotations of the same words: a relation.

Database. The warehouse finds pairs of quotations by blocking keys; the pairs are compared by `link_pairs`, a pure
function. A quotation is compared with those before it in the log, so its links depend on the order of the log alone,
and it costs the same in a large warehouse.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.db import run_statements
from warehouse.model.relation_records import QuoteLinkRow, QuotePair
from warehouse.relations.base import declare_rows, fill_rows

LinkPairs = Callable[[Sequence[QuotePair]], Sequence[QuoteLinkRow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLinkLimits:
    """Bounds of what a quotation costs.

    A quotation is compared with `pairs_per_quote` earlier ones, those with most keys in common, among the newest
    `quotes_per_key` of each key. Two quotations of one speaker must share `least_keys`, words and pairs of words (of a
    short quotation half of all); of two speakers `least_pairs`, pairs of words only, which are better evidence. Keys
    are made of the first `keyed_characters`. Python gets `pairs_per_call` at once: a load of long articles has 100,000
    pairs, with the words of both in each.
    """

    pairs_per_quote: int = 12
    quotes_per_key: int = 30
    least_keys: int = 3
    least_pairs: int = 2
    keyed_characters: int = 1_000
    pairs_per_call: int = 2_000


_LIMITS = QuoteLinkLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLinks:
    """The relation; `link_pairs` gives the links of those pairs that are of the same words."""

    link_pairs: LinkPairs
    name: str = "quote_links"
    tables: tuple[str, ...] = ("quote_links", "ops.quotations", "ops.quote_keys")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Reads the quotations of the versions that wait, and the earlier ones that share keys with them."""
        run_statements(connection, "quote_links", "new_quotations")
        run_statements(connection, "quote_links", "new_keys", keyed_characters=_LIMITS.keyed_characters)
        run_statements(connection, "quote_links", "earlier_keys", quotes_per_key=_LIMITS.quotes_per_key)
        run_statements(
            connection,
            "quote_links",
            "pairs",
            quotes_per_key=_LIMITS.quotes_per_key,
            pairs_per_quote=_LIMITS.pairs_per_quote,
            least_keys=_LIMITS.least_keys,
            least_pairs=_LIMITS.least_pairs,
        )
        declare_rows(connection, quote_links_rows="quote_links")

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Compares the pairs."""
        cursor = run_statements(connection, "quote_links", "compared_pairs")
        columns = [column[0] for column in cursor.description]
        links: list[QuoteLinkRow] = []
        while rows := cursor.fetchmany(_LIMITS.pairs_per_call):
            links += self.link_pairs([QuotePair(**dict(zip(columns, row, strict=True))) for row in rows])
        fill_rows(connection, "quote_links_rows", links)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes the links, and the keys by which the new quotations will be found."""
        run_statements(connection, "quote_links", "insert_links", "insert_quotations", "insert_keys")
