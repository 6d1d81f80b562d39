"""The registry of kinds of input: every line leads somewhere, and every medium has one kind."""

from __future__ import annotations

from pkgutil import resolve_name

import pytest

from tasks.inputs.kind import InputKind
from tasks.inputs.registry import INPUT_KINDS, find_kind, unpack_capture
from tasks.model.stages import Media
from tests.support.builders import capture


@pytest.mark.parametrize("kind", [kind for kind in INPUT_KINDS if kind.unpack], ids=lambda kind: kind.media)
def test_the_function_that_a_kind_names_exists(kind: InputKind) -> None:
    assert callable(resolve_name(kind.unpack))


def test_no_two_kinds_share_a_medium_or_an_ending() -> None:
    media = [kind.media for kind in INPUT_KINDS]
    endings = [ending for kind in INPUT_KINDS for ending in kind.endings]
    assert len(set(media)) == len(media)
    assert len(set(endings)) == len(endings)


@pytest.mark.parametrize("name", ["a.TXT", "a.b.jsonl.gz", "a.warc.gz", "A.Json"])
def test_the_case_of_an_ending_does_not_matter(name: str) -> None:
    assert find_kind(name) is not None


@pytest.mark.parametrize("name", ["a.xlsx", "a.gz", "txt", "a.txt.bak"])
def test_a_name_of_no_known_kind_has_none(name: str) -> None:
    assert find_kind(name) is None


@pytest.mark.parametrize("media", [Media.SITEMAP, Media.OTHER])
def test_captures_that_only_lead_to_documents_hold_none(media: Media) -> None:
    assert unpack_capture(capture(b"User-agent: *", media=media)) == []
