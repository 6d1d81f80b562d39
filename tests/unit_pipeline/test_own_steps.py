"""Steps of a user's own: what they may change, and that a mistake in one costs its document only."""

from __future__ import annotations

import json
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import duckdb
import pytest

from flows.load.workers import Workers
from tasks.inputs.kind import DocumentLimits
from tasks.model.stages import Document, Link, Reject
from tasks.own_steps import DocumentStep, StepError, load_steps
from tasks.pipeline import refine
from tasks.pipeline.to_rows import EXTRACTED_WITH
from tests.support.builders import capture, load_batches
from warehouse.db.migrate import migrate
from warehouse.model.records import Batch
from warehouse.model.vocabulary import LinkKind, PublishedFrom, Reason

LIMITS = DocumentLimits(document_bytes=1_000_000, text_chars=1_000)
ARTICLE = b"""The harbour of Lima opens in spring

BUY NOW: the best boats of Oldport at half price.

CAIRO (Reuters) - The harbour of Lima will open in spring, the minister said on Monday.

The works took four years and cost the city a fortune.
"""
OTHER = b"Another article is about the weather in the mountains, and about nothing else at all."


def step(function: Callable[[Document], object]) -> DocumentStep:
    return DocumentStep(name="mine:step", label="mine:step 1.2", function=function)  # type: ignore[arg-type]


def refine_with(*functions: Callable[[Document], object], bodies: tuple[bytes, ...] = (ARTICLE, OTHER)) -> Batch:
    captures = [capture(body, uri=f"file:///in/{number}.txt") for number, body in enumerate(bodies)]
    return refine(captures, pipelines={}, limits=LIMITS, steps=[step(function) for function in functions])


def rows(batch: Batch, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in batch.rows[table].splitlines()]


def only_lima(change: Callable[[Document], object]) -> Callable[[Document], object]:
    """A step that changes the first document and leaves the other alone."""
    return lambda document: change(document) if "Lima" in document.text else document


def drop_adverts(document: Document) -> Document:
    kept = [line for line in document.text.splitlines() if not line.startswith("BUY NOW")]
    return replace(document, text="\n".join(kept))


def test_a_step_changes_the_text_and_lead_and_dateline_follow() -> None:
    before, after = (rows(batch, "items")[0] for batch in (refine_with(), refine_with(drop_adverts)))
    assert "BUY NOW" in str(before["text"])
    assert "BUY NOW" not in str(after["text"])
    assert "\n\n\n" not in str(after["text"])
    assert after["dateline_place"] == before["dateline_place"] == "Cairo"
    assert str(after["lead"]).startswith("The harbour of Lima will open")
    assert after["content_hash"] != before["content_hash"]


def test_a_text_without_its_dateline_has_none() -> None:
    without = refine_with(lambda document: replace(document, text=document.text.replace("CAIRO (Reuters) - ", "")))
    assert rows(without, "items")[0]["dateline_place"] is None


def test_the_words_of_a_dateline_further_down_are_none() -> None:
    body = (
        b"PARIS - The minister resigned on Monday.\n\nShe left the office in PARIS - her home - on Tuesday evening.\n"
    )
    cut = refine_with(lambda document: replace(document, text=document.text.removeprefix("PARIS - ")), bodies=(body,))
    (item,) = rows(cut, "items")
    assert (item["dateline_place"], item["lead"]) == (None, "The minister resigned on Monday.")


def test_the_steps_that_made_a_version_are_named_in_it_and_nothing_is_added_without_steps() -> None:
    assert {row["extracted_with"] for row in rows(refine_with(), "items")} == {EXTRACTED_WITH}
    assert {row["extracted_with"] for row in rows(refine_with(drop_adverts), "items")} == {
        f"{EXTRACTED_WITH}, step mine:step 1.2"
    }


def test_a_step_rejects_a_document_and_the_next_step_does_not_see_it() -> None:
    seen: list[str] = []

    def refuse(_: Document) -> Reject:
        return Reject(reason=Reason.STEP, detail="an advert")

    def note(document: Document) -> Document:
        seen.append(document.text)
        return document

    batch = refine_with(only_lima(refuse), note)
    (reject,) = rows(batch, "rejects")
    assert (reject["reason"], reject["detail"], reject["uri"]) == ("step", "mine:step: an advert", "file:///in/0.txt")
    assert [text.split()[0] for text in seen] == ["Another"]
    assert len(rows(batch, "items")) == 1


def raise_error(_: Document) -> Document:
    raise ValueError("two\nlines")


def exit_process(_: Document) -> Document:
    raise SystemExit(3)


NAIVE = datetime(2026, 1, 1)


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (raise_error, "ValueError: two lines"),
        (exit_process, "SystemExit: 3"),
        (lambda _: None, "returned a NoneType, not a Document or a Reject"),
        (lambda document: document.text, "returned a str, not a Document or a Reject"),
        (lambda document: replace(document, url="https://elsewhere.example/"), "changed url"),
        (lambda document: replace(document, dateline=None), "changed dateline"),
        (lambda document: replace(document, title=5), "title has the wrong type"),
        (lambda document: replace(document, text=None), "text has the wrong type"),
        (lambda document: replace(document, authors="Ann Porter"), "authors has the wrong type"),
        (lambda document: replace(document, authors=("Ann", 5)), "authors has the wrong type"),
        (lambda document: replace(document, links=("https://a.example",)), "links has the wrong type"),
        (
            lambda document: replace(document, links=(Link(kind=cast("Any", "related"), title="A", url=None),)),
            "links has the wrong type",
        ),
        (lambda document: replace(document, published_from="feed"), "published_from has the wrong type"),
        (lambda document: replace(document, text=document.text + "\ud800"), "text holds a character"),
        (lambda document: replace(document, authors=("A\0",)), "authors holds a character"),
        (
            lambda document: replace(document, links=(Link(kind=LinkKind.RELATED, title="\udfff", url=None),)),
            "links holds a character",
        ),
        (
            lambda document: replace(document, published_at=NAIVE, published_from=PublishedFrom.TEXT),
            "published_at has no time zone",
        ),
        (lambda document: replace(document, published_at=NAIVE.replace(tzinfo=UTC)), "published_at and published_from"),
        (lambda document: replace(document, extra="[1]"), "extra is no JSON object"),
        (lambda _: Reject(reason="advert", detail="x"), "returned a Reject whose reason is no Reason"),  # type: ignore[arg-type]
    ],
)
def test_a_mistake_in_a_step_costs_its_document_and_names_the_step(
    change: Callable[[Document], object], detail: str
) -> None:
    batch = refine_with(only_lima(change))
    (reject,) = rows(batch, "rejects")
    assert reject["reason"] == "crash"
    assert str(reject["detail"]).startswith(f"mine:step: {detail}")
    assert len(rows(batch, "items")) == 1


@pytest.mark.parametrize(("text", "reason"), [("—\n\n*", "no_text"), ("word " * 300, "too_large")])
def test_a_text_that_no_document_may_have_is_a_reject(text: str, reason: str) -> None:
    (reject,) = rows(refine_with(only_lima(lambda document: replace(document, text=text))), "rejects")
    assert reject["reason"] == reason
    assert str(reject["detail"]).startswith("mine:step: ")


def test_a_step_that_takes_too_long_is_a_timeout_that_names_it() -> None:
    @contextmanager
    def deadline() -> Iterator[None]:
        started = time.monotonic()
        yield
        if time.monotonic() - started > 0.2:
            raise TimeoutError

    def sleep(document: Document) -> Document:
        time.sleep(0.3)
        return document

    captures = [capture(ARTICLE)]
    batch = refine(captures, pipelines={}, limits=LIMITS, deadline=deadline, steps=[step(sleep)])
    (reject,) = rows(batch, "rejects")
    assert (reject["reason"], str(reject["detail"]).partition(":")[0]) == ("timeout", "mine")


def test_whatever_fields_a_step_changes_the_rows_load(tmp_path: Path) -> None:
    def change(document: Document) -> Document:
        return replace(
            document,
            title='A "new" title\t\x07',
            lead=None,
            text="\u200bNew\r\ntext with \x0b odd characters.\x1f",
            authors=("Ann Porter", ""),
            source_name="The Oldport Herald",
            language=None,
            published_at=datetime(2026, 1, 1, tzinfo=UTC),
            published_from=PublishedFrom.TEXT,
            published_raw="yesterday",
            extra='{"score": 0.5}',
        )

    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        loaded = load_batches(connection, [refine_with(only_lima(change))], tmp_path)
        found = connection.execute("select text, lead, extra->>'score' from articles order by text desc").fetchall()
    assert (loaded.documents, found[0]) == (2, ("New\ntext with\nodd characters.", None, "0.5"))


MODULE = """
    import sys
    from dataclasses import replace

    __version__ = "1.2"
    number = 5

    def shout(document):
        return replace(document, title=document.title.upper())

    def die(document):
        import os
        os._exit(3)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "shouting_steps.py").write_text(textwrap.dedent(MODULE))
    (tmp_path / "broken_steps.py").write_text("1 / 0")
    (tmp_path / "needing_steps.py").write_text("import no_such_library")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "shouting_steps"


def test_a_step_is_named_with_the_version_of_its_package(module: str) -> None:
    (loaded,) = load_steps([f"{module}:shout"])
    assert (loaded.name, loaded.label) == ("shouting_steps:shout", "shouting_steps:shout 1.2")


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("no_such_package.steps:drop", "no module named 'no_such_package'; install its package, or put its folder on"),
        ("needing_steps:drop", "no module named 'no_such_library'"),
        ("shouting_steps:whisper", "module 'shouting_steps' has no attribute 'whisper'"),
        ("shouting_steps:number", "is no function: int"),
        ("broken_steps:drop", "cannot be imported: ZeroDivisionError: division by zero"),
        ("shouting_steps", 'must be "module:function"'),
        (":shout", 'must be "module:function"'),
        ("a b:c", "cannot be imported: ValueError"),
    ],
)
def test_a_step_that_cannot_be_imported_is_said_in_one_line(module: str, name: str, cause: str) -> None:
    with pytest.raises(StepError) as caught:
        load_steps([f"{module}:shout", name])
    assert str(caught.value).startswith(f"own step: {name}: {cause}")
    assert "\n" not in str(caught.value)


def make_workers(*steps: str) -> Workers:
    return Workers(count=1, models={}, limits=LIMITS, deadline_seconds=20, steps=steps)


def test_steps_run_in_the_worker_processes(module: str) -> None:
    with make_workers(f"{module}:shout") as workers:
        assert workers.warm_up().result() is None
        (batch,) = workers.refine([capture(ARTICLE)])
    (row,) = rows(batch, "items")
    assert row["title"] == "THE HARBOUR OF LIMA OPENS IN SPRING"


def test_a_step_that_ends_its_process_costs_its_document_only(module: str) -> None:
    with make_workers(f"{module}:die") as workers:
        batches = workers.refine([capture(ARTICLE)])
    assert [row["reason"] for batch in batches for row in rows(batch, "rejects")] == ["crash"]


def test_workers_say_at_the_start_which_step_cannot_be_imported() -> None:
    with make_workers("no_such_package:drop") as workers:
        error = workers.warm_up().result()
    assert error is not None
    assert error.startswith("own step: no_such_package:drop: no module named")
