"""What links between quotations add to a load: `python -m tests.bench.bench_quotes [ARTICLES [BEFORE]]`.

Generated articles with 10 quotations of some 20 words each, which is what news measured (16 with the indirect ones), by
few speakers; words are drawn as often as their rank says (Zipf),
without the first two hundred, which are no keys. A fifth of the quotations were said before, half of
these in other words. Timed is the load of ARTICLES into a warehouse of BEFORE, and of it what relating adds.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.relations.registry import RELATIONS
from tasks.model.stages import Annotated, Media, Mention, Quote, Speaker
from tasks.namesakes.name_matching import locate_places, match_names
from tasks.pipeline.to_rows import Refined, assemble
from tests.support import builders
from tests.support.builders import NOW
from warehouse.db.connect import WRITER, attached, workspace, writer
from warehouse.load.entity_resolution import find_new_names, match_new_names
from warehouse.load.staging import staged
from warehouse.load.transaction import load
from warehouse.model.records import Batch
from warehouse.model.vocabulary import Kind, PublishedFrom, QuoteKind
from warehouse.relations.base import relate

_RNG = random.Random(3)
WORDS = ["".join(_RNG.choices("abcdeiklmnorstu", k=_RNG.randint(3, 9))) for _ in range(20_000)]
_WEIGHTS = list(accumulate(1 / rank for rank in range(200, len(WORDS) + 200)))
SPEAKERS = [f"{first.title()} {last.title()}" for first, last in zip(WORDS[100:400], WORDS[400:700], strict=True)]
QUOTES = 10
QUOTE_WORDS = 20


def statements(rng: random.Random, earlier: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Speakers and words of one article; `earlier` are those of the articles before, newest last."""
    for _ in range(QUOTES):
        if earlier and rng.random() < 0.2:
            speaker, words = earlier[-rng.randint(1, min(len(earlier), 2_000))]
            yield speaker, words if rng.random() < 0.5 else reworded(rng, words)
        else:
            yield rng.choice(SPEAKERS), " ".join(drawn(rng) for _ in range(QUOTE_WORDS))


def reworded(rng: random.Random, words: str) -> str:
    """Every third word is another one, and the second half comes first."""
    changed = [drawn(rng) if number % 3 == 0 else word for number, word in enumerate(words.split())]
    return " ".join(changed[len(changed) // 2 :] + changed[: len(changed) // 2])


def drawn(rng: random.Random) -> str:
    """A word."""
    return rng.choices(WORDS, cum_weights=_WEIGHTS)[0]


def article(number: int, rng: random.Random, earlier: list[tuple[str, str]]) -> Refined:
    """One generated article, annotated, as a worker returns it; its statements are added to `earlier`."""
    parts: list[str] = []
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    length = 0
    statements_ = list(statements(rng, earlier))
    for speaker, words in statements_:
        marked = f"“{words.capitalize()},”"
        begins = length + len(marked) + 1
        named = Mention(
            start_char=begins,
            end_char=begins + len(speaker),
            surface=speaker,
            kind=Kind.PERSON,
            name=speaker,
            role=None,
            country=None,
        )
        mentions.append(named)
        quotes.append(
            Quote(
                start_char=length,
                end_char=length + len(marked),
                surface=marked,
                kind=QuoteKind.DIRECT,
                cue="said",
                speaker=Speaker(start_char=begins, end_char=begins + len(speaker), surface=speaker, mention=named),
                confidence=0.9,
                rule="tag",
            )
        )
        parts.append(f"{marked} {speaker} said.\n")
        length += len(parts[-1])
    earlier += statements_
    url = f"https://outlet{number % 100}.example/{number}"
    document = builders.document(
        "".join(parts),
        url=url,
        domain=f"outlet{number % 100}.example",
        title=f"Title {number}",
        published_at=NOW + timedelta(minutes=number),
        published_from=PublishedFrom.META,
    )
    return Refined(
        capture=builders.capture(str(number).encode(), uri=url, media=Media.HTML),
        result=Annotated(document=document, mentions=tuple(mentions), quotes=tuple(quotes), annotated_with="bench"),
        address=url,
    )


def loaded(home: Path, batch: Batch) -> tuple[float, float]:
    """Seconds to load a batch, names included, and seconds to relate it."""
    with workspace(home) as connection, staged(connection, [batch], home):
        began = time.perf_counter()
        with attached(connection, home, wait_seconds=5):
            known = find_new_names(connection)
        match_new_names(connection, match_names, locate_places)
        with attached(connection, home, wait_seconds=5):
            load(connection, match_names=match_names, run_id="bench", now=NOW, known_names=known)
        middle = time.perf_counter()
        relate(connection, home, RELATIONS, wait_seconds=5)
        return middle - began, time.perf_counter() - middle


def main(articles: int = 2_000, before: int = 0) -> None:
    """Load `before` articles by the 2,000, then `articles`; what the last load cost."""
    rng = random.Random(7)
    earlier: list[tuple[str, str]] = []
    with TemporaryDirectory() as folder:
        home = Path(folder)
        for start in range(0, before, 2_000):
            loaded(home, assemble([article(start + nth, rng, earlier) for nth in range(min(2_000, before - start))]))
        plain, related = loaded(home, assemble([article(before + nth, rng, earlier) for nth in range(articles)]))
        with writer(home, wait_seconds=5) as connection:
            kinds = connection.execute("select kind, count(*) from quote_links group by kind order by kind").fetchall()
        size_mb = (home / WRITER).stat().st_size / 1e6
    print(f"{articles} articles with {QUOTES} quotations each into {before}: load {plain:.2f} s, ", end="")
    print(f"links {related:.2f} s ({related / articles * 1000:.1f} ms an article), ratio {1 + related / plain:.2f}")
    print(f"links: {', '.join(f'{count} {kind}' for kind, count in kinds)}; database {size_mb:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
