"""Pure. How telling a term is: the fewer articles before it had it, the more. Known from the order of articles alone.

Counts fade with the articles that follow (no clock), so that the name of a long crisis stops telling its stories apart
and the table of counts does not grow for ever. A count is stored with the article at which it was last raised, and
fades when it is read; so what it says does not depend on when, or how often, counts were written down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.stories.terms import USUAL

# Articles after which a count is worth half: some days of a few hundred feeds.
HALF_LIFE = 10_000
# As if that many articles had been read before the first, and a sixth of them had each usual word.
_BEFORE = 200.0
_USUAL_BEFORE = _BEFORE / 6
# What has faded below this counts as never seen, so that the row may be removed at any time without a change.
FADED = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """In how many articles a term stood, as of the article `at` (from 1), older ones counting less."""

    term: str
    articles: float
    at: int


class Commonness:
    """In how many of the articles so far each term stood."""

    def __init__(self, articles: int = 0, counts: Iterable[TermCount] = ()) -> None:
        """`articles` is how many were read so far; `counts` those of the terms that will be asked for."""
        self.articles = articles
        self._total = _total(articles)
        self._counts = {one.term: (one.articles, one.at) for one in counts}
        self._raised: dict[str, None] = {}

    def read(self, terms: Iterable[str]) -> None:
        """Counts one more article, with these terms, each once."""
        self.articles += 1
        self._total = _total(self.articles)
        for term in terms:
            self._counts[term] = (self._faded(term) + 1.0, self.articles)
            self._raised[term] = None

    def weight(self, term: str) -> float:
        """ln(articles / articles with the term), at least 0: about 5 for a new term, 2 for a usual word."""
        usual = _USUAL_BEFORE if term in USUAL else 0.0
        return max(0.0, math.log(self._total / (1.0 + usual + self._faded(term))))

    def rows(self) -> list[TermCount]:
        """The counts that were raised since the start, a row a term: what is to be stored."""
        return [TermCount(term=term, articles=n, at=at) for term in self._raised for n, at in [self._counts[term]]]

    def _faded(self, term: str) -> float:
        known = self._counts.get(term)
        if known is None:
            return 0.0
        articles, at = known
        if at == self.articles:
            return articles
        articles *= 2.0 ** ((at - self.articles) / HALF_LIFE)
        return articles if articles >= FADED else 0.0


def _total(articles: int) -> float:
    """All articles, older ones counting less."""
    faded: float = 2.0 ** (-articles / HALF_LIFE)
    return _BEFORE + (1.0 - faded) * HALF_LIFE / math.log(2)
