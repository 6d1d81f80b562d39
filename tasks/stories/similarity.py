"""Computes the similarity of two articles: how likely they report one event.

Pure. An article has a vector of weighted terms of length 1 for each kind of evidence: words, headline, names, places.
The similarity of two articles is the weighted sum of the cosines, and decays with the time between them.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tasks.pipeline import place_id
from tasks.stories.idf import DecayingIdf
from tasks.stories.terms import count_words
from warehouse.model.relation_records import StoryArticle

Vector = dict[str, float]  # term: weight to the fourth digit, as it is stored; the squares add up to 1, or it is empty
TermKey = tuple["StoryEvidence", str]


class StoryEvidence(StrEnum):
    """A kind of evidence that two articles report one event."""

    TEXT = "text"  # words of headline and text
    TITLE = "title"  # words of the headline alone
    NAME = "name"  # entities that are no places
    PLACE = "place"  # entities that are, and where the article was filed


TEXT, TITLE, NAME, PLACE = StoryEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarityParameters:
    """The similarity of articles, chosen on one half of a public set of American news stories and checked on the other.

    See docs/adr/0046-story-similarity.md. With 24 keys F1 on the same half lost 0.0004; 48 found nothing more.
    """

    # Articles further apart in time report two events, or two days of one.
    window: timedelta = timedelta(days=3)
    # Nine tenths of a similarity are left after 16 hours, a third after two days.
    time_scale: timedelta = timedelta(days=2)
    # Two earthquakes of one week share their words: articles whose names and places have less than this in common are
    # half as likely to report one event.
    no_common_names: float = 0.02
    no_common_names_factor: float = 0.5
    title_characters: int = 1_000  # characters of a title that are read
    keys: int = 32  # keys of an article: its terms of highest weight but places, which are too frequent


STORY_SIMILARITY = SimilarityParameters()
# Share of each kind in a similarity.
EVIDENCE_SHARES: Mapping[StoryEvidence, float] = {TEXT: 0.60, TITLE: 0.25, NAME: 0.10, PLACE: 0.05}
_SHARES = tuple(EVIDENCE_SHARES.items())
# Terms stored of each kind, those of highest weight: they bound what an article costs.
TERMS_KEPT: Mapping[StoryEvidence, int] = {TEXT: 120, TITLE: 20, NAME: 30, PLACE: 10}
_NAMES_AND_PLACES = (NAME, PLACE)
_KEY_EVIDENCE = (TEXT, TITLE, NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryProfile:
    """What is stored of an article: a vector for each kind of evidence, and the keys by which it is found.

    `ordinal` is the number of the article, from 1, in the order of the log; `keys` come with their weights in a
    similarity.
    """

    article_id: str
    ordinal: int
    seen_at: datetime
    published_at: datetime | None
    title: str
    vectors: Mapping[StoryEvidence, Vector]
    keys: Mapping[TermKey, float]


TermCounts = Mapping[StoryEvidence, Mapping[str, int]]  # how often an article has each term


def count_terms(article: StoryArticle) -> TermCounts:
    """How often an article has each term; the place of its dateline counts as a mention."""
    title = count_words(article.title[: STORY_SIMILARITY.title_characters])
    places = Counter(article.places)
    if article.dateline_place:
        places[place_id(article.dateline_place)] += 1
    return {TEXT: title + count_words(article.text), TITLE: title, NAME: article.names, PLACE: places}


def profile_article(article: StoryArticle, counts: TermCounts, idf: DecayingIdf) -> StoryProfile:
    """Adds the next article to `idf`, then weighs its terms by what that knows so far."""
    idf.add_article(list_terms(counts))
    vectors = {kind: _weigh(kind, terms, idf) for kind, terms in counts.items()}
    return StoryProfile(
        article_id=article.article_id,
        ordinal=idf.articles,
        seen_at=article.seen_at,
        published_at=article.published_at,
        title=article.title,
        vectors=vectors,
        keys=choose_keys(vectors),
    )


def list_terms(counts: TermCounts) -> dict[str, None]:
    """The terms as `DecayingIdf` counts them: words as they are (also of headlines), ids behind their kind."""
    return {_qualify(kind, term): None for kind, terms in counts.items() for term in terms}


def choose_keys(vectors: Mapping[StoryEvidence, Vector]) -> dict[TermKey, float]:
    """The terms of highest weight in a similarity, and that weight, highest first."""
    weighted = [
        (-EVIDENCE_SHARES[kind] * weight, (kind, term))
        for kind in _KEY_EVIDENCE
        for term, weight in _take_highest(vectors[kind], STORY_SIMILARITY.keys)
    ]
    return {key: -weight for weight, key in sorted(weighted)[: STORY_SIMILARITY.keys]}


def _take_highest(vector: Vector, count: int) -> list[tuple[str, float]]:
    """So many terms and those of equal weight; the terms of a vector are in the order of their weights."""
    terms = list(vector.items())
    while 0 < count < len(terms) and terms[count][1] == terms[count - 1][1]:
        count += 1
    return terms[:count]


def story_similarity(first: StoryProfile, second: StoryProfile) -> float:
    """How likely two articles report one event, 0 to 1. Symmetric to the last digit.

    A kind of evidence that one of them lacks is left out: the others then share its part.
    """
    total = shares = 0.0
    not_common = 0
    for kind, share in _SHARES:
        ours, theirs = first.vectors[kind], second.vectors[kind]
        if ours and theirs:
            common = cosine(ours, theirs)
            total += share * common
            shares += share
            not_common += common < STORY_SIMILARITY.no_common_names and kind in _NAMES_AND_PLACES
    if not shares:
        return 0.0
    factor = STORY_SIMILARITY.no_common_names_factor if not_common == len(_NAMES_AND_PLACES) else 1.0
    return total / shares * decay_by_time(time_between(first, second)) * factor


def time_between(first: StoryProfile, second: StoryProfile) -> timedelta:
    """The time between two publications or, where one is unknown, between first captures."""
    if first.published_at is None or second.published_at is None:
        return abs(first.seen_at - second.seen_at)
    return abs(first.published_at - second.published_at)


def decay_by_time(between: timedelta) -> float:
    """The part of a similarity that is left after the time between two articles: exp(-(time / 2 days)²)."""
    return math.exp(-((between / STORY_SIMILARITY.time_scale) ** 2))


def cosine(first: Vector, second: Vector) -> float:
    """The cosine of two vectors of length 1 (to the fourth digit); the same in any order of their terms."""
    # Most terms are not shared, and sets are intersected without Python.
    shared = first.keys() & second.keys()
    return math.fsum([first[term] * second[term] for term in shared]) if shared else 0.0


def _weigh(kind: StoryEvidence, counts: Mapping[str, int], idf: DecayingIdf) -> Vector:
    weighted = [(-(1.0 + math.log(count)) * idf.weight(_qualify(kind, term)), term) for term, count in counts.items()]
    kept = sorted(item for item in weighted if item[0] < 0)[: TERMS_KEPT[kind]]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in kept))
    return {term: round(-weight / length, 4) for weight, term in kept}


def _qualify(kind: StoryEvidence, term: str) -> str:
    return term if kind in {TEXT, TITLE} else f"{kind}:{term}"
