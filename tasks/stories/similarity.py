"""Pure. What speaks for two articles telling one event: words, headline, names, places, time.

Each kind of evidence is a vector of weighted terms of length 1; the likeness of two articles is a weighted sum of
their cosines, which fades with the time between them. The numbers below were chosen on one half of a public set of
American news stories and checked on the other (docs/adr/0046).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tasks.stories.idf import Commonness
from tasks.stories.terms import words_of

Vector = dict[str, float]  # term: weight in ten-thousandths, as it is stored; the squares add up to 1, or there is none
Key = tuple["Evidence", str]


class Evidence(StrEnum):
    """What speaks for two articles telling one event."""

    TEXT = "text"  # words of headline and text
    TITLE = "title"  # words of the headline alone
    NAME = "name"  # entities that are no places
    PLACE = "place"  # entities that are, and where the article was filed


TEXT, TITLE, NAME, PLACE = Evidence
SHARES: Mapping[Evidence, float] = {TEXT: 0.60, TITLE: 0.25, NAME: 0.10, PLACE: 0.05}
_SHARES = tuple(SHARES.items())
# Terms kept of each kind, the weightiest: what an article costs has a bound.
KEPT: Mapping[Evidence, int] = {TEXT: 120, TITLE: 20, NAME: 30, PLACE: 10}
# Two articles further apart in time than this tell two events, or two days of one.
WINDOW = timedelta(days=3)
_FADING = timedelta(days=2)  # nine tenths of a likeness are left after 16 hours, a third after two days
# Two quakes of one week share their words. Whose articles share nobody and no place is half as likely one event.
_NOTHING_SHARED = 0.02
_WHO_AND_WHERE = (NAME, PLACE)
_ELSEWHERE = 0.5
_LINES = 1_000  # characters of a title that are read
# Terms by which an article is found, the weightiest over all kinds but places, which say too little. With 24 of them F1
# on the same half lost 0.0004, 48 found nothing more.
KEYS = 32
_FINDING = (TEXT, TITLE, NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article as clustering sees it, in the order of the log.

    `published_at` is None where it is unknown; times are UTC. `names` and `places` are ids of entities as often as they
    are mentioned; the place of a dateline counts as a mention.
    """

    article_id: str
    seen_at: datetime
    published_at: datetime | None
    title: str
    text: str
    names: Mapping[str, int]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is kept of an article: a vector for each kind of evidence, and the terms by which it is found.

    `ordinal` is how-manieth article it was, from 1; `keys` come with their weight in a likeness.
    """

    article_id: str
    ordinal: int
    seen_at: datetime
    published_at: datetime | None
    title: str
    vectors: Mapping[Evidence, Vector]
    keys: Mapping[Key, float]


Counts = Mapping[Evidence, Mapping[str, int]]  # how often an article has each term


def counts_of(report: Report) -> Counts:
    """Reads an article."""
    title = words_of(report.title[:_LINES])
    return {TEXT: title + words_of(report.text), TITLE: title, NAME: report.names, PLACE: report.places}


def profile_of(report: Report, counts: Counts, commonness: Commonness) -> Profile:
    """Takes the next article: counts its terms in `commonness`, then weighs them by what that knows so far."""
    commonness.read(terms_of(counts))
    vectors = {kind: _vector(kind, found, commonness) for kind, found in counts.items()}
    return Profile(
        article_id=report.article_id,
        ordinal=commonness.articles,
        seen_at=report.seen_at,
        published_at=report.published_at,
        title=report.title,
        vectors=vectors,
        keys=keys_of(vectors),
    )


def terms_of(counts: Counts) -> dict[str, None]:
    """The terms under which `Commonness` counts them: words as they are (in headlines, too), ids behind their kind."""
    return {_term(kind, term): None for kind, found in counts.items() for term in found}


def keys_of(vectors: Mapping[Evidence, Vector]) -> dict[Key, float]:
    """The terms with most weight in a likeness, and that weight, the weightiest first."""
    found = [
        (-SHARES[kind] * weight, (kind, term)) for kind in _FINDING for term, weight in _weightiest(vectors[kind], KEYS)
    ]
    return {key: -weight for weight, key in sorted(found)[:KEYS]}


def _weightiest(vector: Vector, count: int) -> list[tuple[str, float]]:
    """So many terms and those of equal weight; the terms of a vector lie in the order of their weights."""
    terms = list(vector.items())
    while 0 < count < len(terms) and terms[count][1] == terms[count - 1][1]:
        count += 1
    return terms[:count]


def likeness(one: Profile, other: Profile) -> float:
    """How far two articles tell one event, 0 to 1. Symmetric to the last digit.

    A kind of evidence that one of them lacks says nothing: the others then share its part.
    """
    alike = said = 0.0
    unshared = 0
    for kind, share in _SHARES:
        some, others = one.vectors[kind], other.vectors[kind]
        if some and others:
            found = cosine(some, others)
            alike += share * found
            said += share
            unshared += found < _NOTHING_SHARED and kind in _WHO_AND_WHERE
    if not said:
        return 0.0
    return alike / said * nearness(apart(one, other)) * (_ELSEWHERE if unshared == len(_WHO_AND_WHERE) else 1.0)


def apart(one: Profile, other: Profile) -> timedelta:
    """The time between two articles: between publications or, where one is unknown, between first sightings."""
    if one.published_at is None or other.published_at is None:
        return abs(one.seen_at - other.seen_at)
    return abs(one.published_at - other.published_at)


def nearness(between: timedelta) -> float:
    """The part of a likeness that is left after the time between two articles: exp(-(time / 2 days)²)."""
    return math.exp(-((between / _FADING) ** 2))


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1 (to the fourth digit); the same in any order of their terms."""
    # Most terms are not shared, and sets are intersected without Python.
    shared = one.keys() & other.keys()
    return math.fsum([one[term] * other[term] for term in shared]) if shared else 0.0


def _vector(kind: Evidence, counts: Mapping[str, int], commonness: Commonness) -> Vector:
    weighed = [(-(1.0 + math.log(n)) * commonness.weight(_term(kind, term)), term) for term, n in counts.items()]
    kept = sorted(one for one in weighed if one[0] < 0)[: KEPT[kind]]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in kept))
    return {term: round(-weight / length, 4) for weight, term in kept}


def _term(kind: Evidence, term: str) -> str:
    return term if kind in {TEXT, TITLE} else f"{kind}:{term}"
