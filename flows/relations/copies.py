"""Between the warehouse, which asks who repeats whom, and the comparison of texts, which knows no warehouse."""

from __future__ import annotations

from functools import lru_cache

from tasks.copies.direction import Telling, direction
from tasks.copies.overlap import is_copy, overlap
from tasks.copies.shingles import shingled
from warehouse.relations.copies import Repetition, Told

# A text is compared with some others one after the other, and an original with copies that come soon.
_shingled = lru_cache(maxsize=256)(shingled)


def repetition(later: Told, earlier: Told, furniture: frozenset[int]) -> Repetition | None:
    """What the texts, the outlets and the times tell of two articles; None where neither repeats the other."""
    found = overlap(_shingled(later.text), _shingled(earlier.text), furniture)
    if not is_copy(found, same_outlet=later.source_id == earlier.source_id):
        return None
    told = direction(_telling(later), _telling(earlier))
    cut, added = (found.cut, found.added) if told.is_forward else (found.added, found.cut)
    return Repetition(
        forward=told.is_forward,
        evidence=told.evidence,
        lag_seconds=told.lag_seconds,
        containment=round(found.containment, 4),
        jaccard=round(found.jaccard, 4),
        words_shared=found.shared,
        words_cut=cut,
        words_added=added,
    )


def _telling(told: Told) -> Telling:
    return Telling(
        outlet=told.outlet,
        agency=told.agency,
        seen_at=told.seen_at,
        published_at=told.published_at,
        dateline_date=told.dateline_date,
    )
