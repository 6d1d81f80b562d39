"""The tool that shows unused words: a word counts as used once a set or a mapping that holds it is asked for it."""

from __future__ import annotations

from tests.support.unused_words import WatchedWord


def _used(words: list[WatchedWord]) -> list[str]:
    return [str(word) for word in words if word.is_used]


def test_a_word_is_used_when_its_set_is_asked_for_it() -> None:
    words = [WatchedWord(word) for word in ("one", "two", "three")]
    watched = frozenset(words) | {"four"}
    assert "two" in watched
    assert "four" in watched
    assert _used(words) == ["two"]


def test_a_word_is_used_when_its_mapping_is_asked_for_it() -> None:
    words = [WatchedWord(word) for word in ("one", "two")]
    numbers: dict[str, int] = {word: number for number, word in enumerate(words, 1)}
    assert numbers.get("one") == 1
    assert numbers.get("three") is None
    assert _used(words) == ["one"]
