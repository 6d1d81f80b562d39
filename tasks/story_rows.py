"""Pure. Open stories as plain rows and back, so that they can lie in tables between two loads.

A row per article and a row per article, kind of evidence and term; the counts of terms are rows already
(`story_weights.TermCount`). Weights must be stored as double precision, so that they come back to the last digit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tasks.stories import Placed
from tasks.story_evidence import Evidence, Profile, Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticleRow:
    """An article in its story. `ordinal`: how-manieth article it was that was ever told; `told_at` is UTC."""

    article_id: str
    story_id: str
    ordinal: int
    told_at: datetime
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTermRow:
    """What one term says of an article; the squared weights of an article and a kind of evidence add up to 1."""

    article_id: str
    evidence: Evidence
    term: str
    weight: float


def article_rows(placed: Iterable[Placed]) -> list[StoryArticleRow]:
    """A row an article."""
    return [
        StoryArticleRow(
            article_id=one.profile.article_id,
            story_id=one.story_id,
            ordinal=one.profile.ordinal,
            told_at=one.profile.told_at,
            title=one.profile.title,
        )
        for one in placed
    ]


def term_rows(profiles: Iterable[Profile]) -> list[StoryTermRow]:
    """A row an article, kind of evidence and term. They never change once an article was told."""
    return [
        StoryTermRow(article_id=profile.article_id, evidence=evidence, term=term, weight=weight)
        for profile in profiles
        for evidence, vector in profile.vectors.items()
        for term, weight in vector.items()
    ]


def placed_from(articles: Iterable[StoryArticleRow], terms: Iterable[StoryTermRow]) -> list[Placed]:
    """The articles that the rows came from; rows in any order. Terms of other articles are passed over."""
    vectors: defaultdict[str, dict[Evidence, Vector]] = defaultdict(lambda: {kind: {} for kind in Evidence})
    for row in terms:
        vectors[row.article_id][row.evidence][row.term] = row.weight
    return [
        Placed(
            row.story_id,
            Profile(
                article_id=row.article_id,
                ordinal=row.ordinal,
                told_at=row.told_at,
                title=row.title,
                vectors=vectors[row.article_id],
            ),
        )
        for row in articles
    ]
