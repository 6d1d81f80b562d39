"""What stories cost an article: `python -m tests.bench.bench_stories [ARTICLES]`. CPU time on one core.

Made-up news: events with words of their own, each told by one to nine outlets within two days, on words that are as
unevenly common as a language's. `spread` has 1,000 articles a day, `crowd` all of them within one day.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from tasks.stories.clustering import Clustering
from tasks.stories.idf import DecayingIdf
from tasks.stories.similarity import count_terms, profile_article
from warehouse.model.relation_records import StoryArticle

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = [
    f"{a}{b}{c}{d}" for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u") for c in "bdfgklmnprst" for d in "aeiou"
]
WORDS += [one + other for one in WORDS[:160] for other in WORDS[-160:]]
SHARES = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
LENGTH = 200  # words of an article
WINDOWS = (5_000, 10_000, 20_000, 40_000)


def reports(count: int, a_day: int, chance: random.Random) -> Iterator[StoryArticle]:
    """Articles in the order of their times."""
    events: list[list[str]] = []
    for number in range(count):
        if not events or chance.random() < 0.3:
            events = [*events[-a_day:], chance.sample(WORDS, 30)]
        own = events[-1 - min(int(chance.expovariate(1 / (0.2 * a_day + 1))), len(events) - 1)]
        said = [*chance.choices(WORDS, cum_weights=SHARES, k=LENGTH), *chance.choices(own, k=60)]
        chance.shuffle(said)
        yield StoryArticle(
            article_id=f"article {number}",
            seen_at=BEGIN + timedelta(days=number / a_day),
            published_at=BEGIN + timedelta(days=number / a_day),
            title=" ".join(chance.choices(own, k=7)),
            text=" ".join(said),
            dateline_place=None,
            names={own[at]: chance.randint(1, 5) for at in range(6)},
            places={own[7]: 2, chance.choice(WORDS[:50]): 1},
        )


def measure(label: str, count: int, a_day: int) -> None:
    """Prints milliseconds an article, for the last thousand of so many."""
    clustering, idf = Clustering(), DecayingIdf()
    spent = joined = 0.0
    for number, report in enumerate(reports(count, a_day, random.Random(5)), start=1):
        began = time.process_time()
        told = clustering.add(profile_article(report, count_terms(report), idf))
        spent += time.process_time() - began
        joined += len(told.events) != 1 or told.events[0].what != "begun"
        if number % 1_000 == 0:
            if number in WINDOWS:
                print(f"{label:7} {number:7,} articles  {spent:6.2f} ms an article  {joined / 10:5.1f} % join")
            spent = joined = 0.0


if __name__ == "__main__":
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else WINDOWS[-1]
    measure("spread", articles, 1_000)
    measure("crowd", articles, articles)
