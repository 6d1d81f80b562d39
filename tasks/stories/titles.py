"""Chooses the title of a story: the headline of one of its articles.

Pure.
"""

from collections.abc import Sequence

from tasks.stories.similarity import TEXT, TITLE, StoryProfile, cosine

# Headlines of fewer words say too little of an event; those of more are a summary.
_FEWEST_WORDS, _MOST_WORDS = 4, 18


def choose_story_title(articles: Sequence[StoryProfile]) -> str:
    """The headline that is most similar to the headlines and texts of all articles; of equal ones the earliest.

    Questions, and headlines that are very short or long, are taken where there is no other; "" where there is none.
    `articles` are in the order of the log, at least one.
    """
    titled = [article for article in articles if article.title.strip()]
    plain = [article for article in titled if _is_plain(article.title)]
    best = max(plain or titled, key=lambda article: _centrality(article, articles), default=None)
    return " ".join(best.title.split()) if best else ""


def _is_plain(title: str) -> bool:
    return _FEWEST_WORDS <= len(title.split()) <= _MOST_WORDS and not title.rstrip().endswith("?")


def _centrality(article: StoryProfile, articles: Sequence[StoryProfile]) -> float:
    title = article.vectors[TITLE]
    return sum(cosine(title, other.vectors[kind]) for other in articles for kind in (TITLE, TEXT))
