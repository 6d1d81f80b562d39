"""Invented stories, and what outlets make of them: cut, reworded, with words around them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate

_ONE = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "har", "kel", "mon", "pir")
_LAST = ("", "n", "s", "ra", "li")
_WORDS = [first + second + last for first in _ONE for second in _ONE for last in _LAST]
# As in any language: the n-th most frequent word is n times as rare as the first.
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))


def sentences(chance: random.Random, count: int) -> list[str]:
    """So many sentences of 8 to 24 words, one in five with a figure."""
    return [_sentence(chance) for _ in range(count)]


def _sentence(chance: random.Random) -> str:
    words = chance.choices(_WORDS, cum_weights=_WEIGHTS, k=chance.randint(8, 24))
    if chance.random() < 0.2:
        words[chance.randrange(1, len(words))] = str(chance.randint(2, 9_000))
    return f"{' '.join(words).capitalize()}."


def story(chance: random.Random, count: int | None = None) -> str:
    """Paragraphs of two sentences, 7 to 20 sentences in all (some 110 to 320 words) if not said."""
    told = sentences(chance, count or chance.randint(7, 20))
    return paragraphs(told)


def paragraphs(told: Sequence[str]) -> str:
    """Two sentences a paragraph."""
    return "\n\n".join(" ".join(told[at : at + 2]) for at in range(0, len(told), 2))


def first_half(text: str) -> str:
    """The first half of the words."""
    words = text.split()
    return " ".join(words[: len(words) // 2])


def reworded(text: str, chance: random.Random, share: float = 0.1) -> str:
    """Every word replaced by another with this chance; numbers stay."""
    words = text.split(" ")
    return " ".join(
        chance.choice(_WORDS) if chance.random() < share and not any(map(str.isdigit, word)) else word for word in words
    )
