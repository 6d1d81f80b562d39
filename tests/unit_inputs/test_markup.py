"""A page whose markup or furniture changes says the same: no version comes of it. One word of the story makes one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.inputs.kind import DocumentLimits
from tasks.model.stages import Media
from tasks.pipeline.refine_batch import refine
from tests.support.builders import NOW, capture, load_batches
from warehouse.db.migrate import migrate
from warehouse.model.vocabulary import Outcome

LIMITS = DocumentLimits(document_bytes=10**6, text_chars=10**6)
NUMBERS = count()
WHO = (
    "The harbour master",
    "Mayor Ann Porter",
    "A spokesman for the ferry line",
    "Boris Hall, a fisherman",
    "The court",
)
TOLD = ("told reporters", "said in a statement", "confirmed on Tuesday", "wrote in a letter to the council")
WHAT = (
    "that the northern pier would stay closed until the damage had been repaired",
    "that 12 of the 240 passengers were taken to hospital with minor injuries",
    "that nobody had expected the storm to turn towards the coast so early in the year",
    "that the captain was “an experienced man” who knew these waters well",
    "that an inquiry would begin as soon as the ship could be towed into port",
)
# What an outlet changes around a story from one look to the next; the first of each is how it was.
DRESS: dict[str, list[Any]] = {
    "wrapper": ["div", "section", "main"],
    "classes": ["story-body", "c-article__body js-article", "article-content entry-content"],
    "between": ["\n", "", "\n\n      ", "<!-- slot 17 -->\n"],
    "menu": [["World", "Business"], ["World", "Business", "Sport", "Weather", "Opinion"], []],
    "script": ["var a = 1;", "window.stats = {shares: 1043};", ""],
    "style": ["p { margin: 0 }", "@media print { nav { display: none } }", ""],
    "footer": ["© 2025 Oldport Herald. All rights reserved.", "© 2026 Oldport Herald. All rights reserved.", ""],
    "related": [["Harbour opens at last"], ["Mayor resigns over budget", "Ferry runs aground again"], []],
    "cookies": ["", "<div class='cookie-banner'>We use cookies to improve your experience.</div>"],
    "attribute": ["", " data-track='p17'", " style='color:#111'"],
}
Dress = Mapping[str, Any]
PLAIN: Dress = {part: forms[0] for part, forms in DRESS.items()}


def story(chance: random.Random) -> str:
    """Paragraphs of two English sentences: the language is told from the words, and must not hang on the furniture."""
    told = [f"{chance.choice(WHO)} {chance.choice(TOLD)} {what}." for what in chance.choices(WHAT, k=8)]
    return "\n\n".join(" ".join(told[at : at + 2]) for at in range(0, len(told), 2))


def html(text: str, dress: Dress) -> bytes:
    """A page with this story."""
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in dress["menu"])
    related = "".join(f"<li><a href='/r'>{name}</a></li>" for name in dress["related"])
    body = str(dress["between"]).join(f"<p{dress['attribute']}>{line}</p>" for line in text.split("\n\n"))
    tag = dress["wrapper"]
    return f"""<!doctype html><html lang="en"><head><title>Ferry runs aground off Oldport</title>
<style>{dress["style"]}</style><script>{dress["script"]}</script></head><body>{dress["cookies"]}
<nav><ul>{menu}</ul></nav><article><h1>Ferry runs aground off Oldport</h1>
<{tag} class="{dress["classes"]}">{body}</{tag}></article>
<aside class="related"><h3>Related</h3><ul>{related}</ul></aside><footer>{dress["footer"]}</footer></body></html>
""".encode()


@pytest.fixture(scope="module")
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        yield connection


def outcomes(db: duckdb.DuckDBPyConnection, folder: Path, *pages: bytes) -> dict[Outcome, int]:
    """What becomes of the pages, seen one after the other at one address that was never seen before."""
    url = f"https://herald.example/{next(NUMBERS)}"
    captures = [
        capture(body, uri=url, media=Media.HTML, status=200, seen_at=NOW + timedelta(hours=hour))
        for hour, body in enumerate(pages)
    ]
    loaded = load_batches(db, [refine(captures, pipelines={}, limits=LIMITS, deadline=nullcontext)], folder)
    assert not loaded.rejects
    return dict(loaded.outcomes)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 50), dress=st.fixed_dictionaries({part: st.sampled_from(DRESS[part]) for part in DRESS}))
def test_other_markup_and_furniture_make_no_version(
    db: duckdb.DuckDBPyConnection, seed: int, dress: Dress, tmp_path: Path
) -> None:
    text = story(random.Random(seed))
    pages = (html(text, PLAIN), html(text, dress), html(text, PLAIN))
    assert outcomes(db, tmp_path, *pages) == {Outcome.NEW: 1, Outcome.UNCHANGED: 2}


def test_a_word_of_the_story_does(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = story(random.Random(1))
    first, _, rest = text.partition(" ")
    edited = f"{first} indeed {rest}"
    dress = {part: forms[1] for part, forms in DRESS.items()}
    found = outcomes(db, tmp_path, html(text, PLAIN), html(edited, dress), html(text, dress))
    assert found == {Outcome.NEW: 1, Outcome.CHANGED: 2}
    changes = db.execute(
        "select change from article_versions semi join (select max(article_id) as article_id from article_versions "
        "where change = 'text+restored') using (article_id) order by version"
    ).fetchall()
    assert changes == [("new",), ("text",), ("text+restored",)]
