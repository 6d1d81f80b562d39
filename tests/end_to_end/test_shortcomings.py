"""The examples of what Dateline gets wrong are true: each is still wrong, and in the way that is written."""

from __future__ import annotations

import pytest

from flows.runtime.settings import Settings
from tasks.mentions.ner import Pipeline, load_pipeline
from tasks.model.stages import Quote
from tasks.names.compare import analyze_name, compare_names
from tasks.pipeline.annotate import annotate
from tests.support.builders import document
from tests.support.shortcomings import NAMES, TEXTS, Names, Text
from warehouse.model.vocabulary import Kind


@pytest.fixture(scope="module")
def pipelines() -> dict[str, Pipeline]:
    return {"en": load_pipeline(Settings().models["en"])}


@pytest.mark.parametrize("example", NAMES, ids=lambda example: example.left)
def test_names_are_judged_as_written(example: Names) -> None:
    kind = Kind(example.kind)
    assert (
        compare_names(analyze_name(example.left, kind), analyze_name(example.right, kind)).decision == example.decision
    )


@pytest.mark.parametrize("example", TEXTS, ids=lambda example: example.text[:20])
def test_texts_are_read_as_written(example: Text, pipelines: dict[str, Pipeline]) -> None:
    (read,) = annotate([document(example.text)], pipelines)
    assert tuple(f"{mention.name} ({mention.kind})" for mention in read.mentions) == example.mentions
    assert tuple(map(describe, read.quotes)) == example.quotes


def describe(quote: Quote) -> str:
    who = quote.speaker.mention if quote.speaker else None
    return f"{who.name if who else '(nobody known)'}: {quote.surface}"
