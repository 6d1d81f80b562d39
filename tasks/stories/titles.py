"""Pure. The title of a story: one of its articles' own, never made up."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.stories.similarity import TEXT, TITLE, Profile, cosine

# Headlines of fewer or more words than that say too little of an event, or are a summary.
_FEWEST, _MOST = 4, 18


def story_title(articles: Sequence[Profile]) -> str:
    """The title that says most of what all the articles say; of equal ones the earliest. "" where none has a title.

    It is the one whose words have the most weight in the headlines and texts of all of them. Questions, and titles that
    are very short or long, are taken where there is no other. `articles` are in the order of the log, at least one.
    """
    titled = [one for one in articles if one.title.strip()]
    plain = [one for one in titled if _is_plain(one.title)]
    best = max(plain or titled, key=lambda one: _said(one, articles), default=None)
    return " ".join(best.title.split()) if best else ""


def _is_plain(title: str) -> bool:
    return _FEWEST <= len(title.split()) <= _MOST and not title.rstrip().endswith("?")


def _said(one: Profile, articles: Sequence[Profile]) -> float:
    title = one.vectors[TITLE]
    return sum(cosine(title, other.vectors[kind]) for other in articles for kind in (TITLE, TEXT))
