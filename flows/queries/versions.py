"""Shows two versions of an article side by side, from the published copy, as lines to print.

Database: reads only. No Prefect.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from duckdb import DuckDBPyConnection

from flows.runtime.settings import Settings
from tasks.pipeline import address_key
from tasks.revisions import DiffSpan, SpanChange, diff_texts, diff_words
from tasks.web import canonicalize_url
from warehouse.db import reader, statement
from warehouse.model.errors import BadQuery

# Articles named in an error when an id begins as several do.
_NAMED = 5
# How words are printed that were dropped or added; what both texts have is printed as it is.
Mark = Callable[[SpanChange, str], str]


class NoSuchVersion(BadQuery):
    """No article is known by that, or several are, or it has no such version."""

    trouble = "article"


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """A version of an article; fields in the order of the columns that are read. Times: UTC."""

    version: int
    seen_at: datetime
    change: str
    title: str | None
    published_at: datetime | None
    updated_at: datetime | None
    text: str
    url: str | None
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPair:
    """Two versions of one article, and those between them."""

    article_id: str
    old: ArticleVersion
    new: ArticleVersion
    steps: tuple[ArticleVersion, ...]


def mark_plainly(change: SpanChange, words: str) -> str:
    """Marks for where there are no colours."""
    return f"[-{words}-]" if change is SpanChange.DROPPED else f"{{+{words}+}}"


def find_versions(query: str, settings: Settings, *, old: int | None, new: int | None) -> VersionPair:
    """Two versions of the article of this id, beginning of an id or address; the last two. Raises `NoSuchVersion`."""
    with reader(settings.home) as connection:
        article_id = _article(connection, query)
        rows = connection.execute(statement("versions", "versions").sql, {"article": article_id}).fetchall()
    versions = {row[0]: ArticleVersion(*row) for row in rows}
    if len(versions) == 1:
        raise NoSuchVersion(query, "it has one version, and nothing to compare it with")
    new = new if new is not None else max(versions)
    old = old if old is not None else new - 1
    for number in (old, new):
        if number not in versions:
            raise NoSuchVersion(query, f"it has no version {number}; there are 1 to {max(versions)}")
    if old == new:
        raise NoSuchVersion(query, f"version {old} is the same as itself; give another with --from or --to")
    between = range(min(old, new) + 1, max(old, new) + 1)
    return VersionPair(
        article_id=article_id,
        old=versions[old],
        new=versions[new],
        steps=tuple(versions[number] for number in between),
    )


def render_diff(pair: VersionPair, mark: Mark = mark_plainly) -> Iterator[str]:
    """The lines to print: which versions these are, then headline, dates and text with what was dropped and added."""
    old, new = pair.old, pair.new
    yield ", ".join(part for part in (f"article {pair.article_id}", new.outlet, new.url) if part)
    yield f"version {old.version} ({_minute(old.seen_at)}) to version {new.version} ({_minute(new.seen_at)})"
    yield "changed: " + "; ".join(f"{step.version}: {step.change}" for step in pair.steps)
    for label, before, after in (
        ("headline", old.title, new.title),
        ("published", _minute(old.published_at), _minute(new.published_at)),
        ("updated", _minute(old.updated_at), _minute(new.updated_at)),
    ):
        if before or after:
            yield f"{label}: {_render(diff_words(before or '', after or ''), mark)}"
    yield ""
    yield _render(_shorten(diff_texts(old.text, new.text)), mark)


def _article(connection: DuckDBPyConnection, query: str) -> str:
    canonical = canonicalize_url(query)
    keys = [address_key(query), f"file:{query}", *([address_key(canonical)] if canonical else [])]
    rows = connection.execute(
        statement("versions", "articles").sql, {"query": query, "keys": json.dumps(keys)}
    ).fetchall()
    article_ids = [article_id for (article_id,) in rows]
    if not article_ids:
        raise NoSuchVersion(query, "no article has this id or address")
    if len(article_ids) > 1:
        several = ", ".join(article_ids[:_NAMED]) + (", …" if len(article_ids) > _NAMED else "")
        raise NoSuchVersion(query, f"several articles are meant: {several}")
    return str(article_ids[0])


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""


def _shorten(spans: Sequence[DiffSpan]) -> list[DiffSpan]:
    """Replaces paragraphs that are not beside a change by their number."""
    last = len(spans) - 1
    return [
        DiffSpan(
            change, _shorten_text(text, first=index == 0, last=index == last) if change is SpanChange.SAME else text
        )
        for index, (change, text) in enumerate(spans)
    ]


def _shorten_text(text: str, *, first: bool, last: bool) -> str:
    """The paragraphs beside a change: the first, unless the text begins here, and the last, unless it ends here."""
    begin = "" if first else text.partition("\n")[0]
    end = "" if last or len(begin) == len(text) else text.rpartition("\n")[2]
    away = [words for words in text[len(begin) : len(text) - len(end)].split("\n") if words.strip()]
    if not away:
        return text
    counted = "1 paragraph" if len(away) == 1 else f"{len(away)} paragraphs"
    return "\n\n".join(part for part in (begin, f"… {counted} unchanged …", end) if part)


def _render(spans: Sequence[DiffSpan], mark: Mark) -> str:
    """The words with their marks; white space around what was dropped or added stands outside of the marks."""
    parts = []
    for (change, text), (following, _) in pairwise([*spans, DiffSpan(SpanChange.SAME, "")]):
        words = text.strip()
        if change is SpanChange.SAME:
            parts.append(text)
        elif words:
            before, _, behind = text.partition(words)
            parts += [before, mark(change, words), "" if following is SpanChange.ADDED else behind]
        elif change is SpanChange.ADDED:
            parts.append(text)
    return "".join(parts)
