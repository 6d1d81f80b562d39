"""Weighs terms by inverse document frequency, with counts that decay with the articles that follow.

Pure: no clock. Decay keeps the name of a long crisis from telling its stories apart, and the table of counts from
growing for ever. A count is stored with the article at which it was last raised, and decays when it is read; a weight
therefore does not depend on when, or how often, counts were stored.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.stories.terms import USUAL
from warehouse.model.relation_records import TermCount


@dataclass(frozen=True, slots=True, kw_only=True)
class IdfParameters:
    """The decay of counts; chosen with the thresholds of stories (docs/adr/0046-story-similarity.md).

    It is as if `prior_articles` had been read before the first, and a sixth of them had each usual word.
    """

    half_life: int = 10_000  # articles after which a count is worth half: some days of a few hundred feeds
    prior_articles: float = 200.0
    # A count below this is 0, so that its row may be removed at any time without a change.
    least_count: float = 0.05


IDF_DECAY = IdfParameters()
_USUAL_PRIOR = IDF_DECAY.prior_articles / 6


class DecayingIdf:
    """The number of articles so far that contain each term, older ones counting less."""

    def __init__(self, articles: int = 0, counts: Iterable[TermCount] = ()) -> None:
        """`articles` were read so far; `counts` are those of the terms that will be asked for."""
        self.articles = articles
        self._total = _count_articles(articles)
        self._counts = {count.term: (count.articles, count.as_of) for count in counts}
        self._raised: dict[str, None] = {}

    def add_article(self, terms: Iterable[str]) -> None:
        """Counts one more article, with these terms, each once."""
        self.articles += 1
        self._total = _count_articles(self.articles)
        for term in terms:
            self._counts[term] = (self._count(term) + 1.0, self.articles)
            self._raised[term] = None

    def weight(self, term: str) -> float:
        """ln(articles / articles with the term), at least 0: about 5 for a new term, 2 for a usual word."""
        usual = _USUAL_PRIOR if term in USUAL else 0.0
        return max(0.0, math.log(self._total / (1.0 + usual + self._count(term))))

    def raised_counts(self) -> list[TermCount]:
        """The counts that were raised since the start, one a term: what is to be stored."""
        return [
            TermCount(term=term, articles=articles, as_of=as_of)
            for term in self._raised
            for articles, as_of in [self._counts[term]]
        ]

    def _count(self, term: str) -> float:
        stored = self._counts.get(term)
        if stored is None:
            return 0.0
        articles, as_of = stored
        if as_of == self.articles:
            return articles
        articles *= 2.0 ** ((as_of - self.articles) / IDF_DECAY.half_life)
        return articles if articles >= IDF_DECAY.least_count else 0.0


def _count_articles(articles: int) -> float:
    """All articles, older ones counting less."""
    decayed: float = 2.0 ** (-articles / IDF_DECAY.half_life)
    return IDF_DECAY.prior_articles + (1.0 - decayed) * IDF_DECAY.half_life / math.log(2)
