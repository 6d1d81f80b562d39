"""Pure, but for reading once the tables beside it. Terms: what of a word a translation keeps.

A term is a word without its ending, the first of its synonyms, a number in figures, or a country, whichever of its
names stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from tasks.lexicon.files import countries
from tasks.lexicon.word_lists import table_rows, word_list
from tasks.text.stems import stem
from tasks.text.stop_words import QUOTATION_STOP_WORDS

# So common in the news that sharing one says half as much as sharing another.
_COMMON = word_list("quotations", "common terms")
# From 2: "one" is mostly no number.
_UNITS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS.split(), 2)}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 2)}
NEGATION_WORDS = word_list("quotations", "negative words")
# Initials with dots are one word, and an apostrophe parts none.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_FOLDED = str.maketrans("", "", "'’.")


def split_words(text: str) -> list[str]:
    """The words of a text as they are written, without a possessive 's."""
    return [word[:-2] if word[-2:] in {"'s", "’s"} else word for word in _WORD.findall(text)]


def fold_word(word: str) -> str:
    """A word without case, apostrophes and dots, or the number in figures that it is."""
    plain = word.casefold().translate(_FOLDED)
    return _NUMBERS.get(plain, plain)


def extract_terms(written: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
    """What the words of a sentence mean, as they are written and folded; words that say nothing are left out."""
    at = 0
    table = _countries()
    while at < len(written):
        names = table.get(written[at], ())
        found = next((name for name in names if tuple(written[at : at + len(name[0])]) == name[0]), None)
        if found is not None:
            yield f"={found[1]}"
            at += len(found[0])
            continue
        meant = normalize_term(plain[at])
        if meant is not None:
            yield meant
        at += 1


def weigh_terms(found: Iterable[str]) -> float:
    """How much terms tell together: a word 1, a country or a word that is in every other article half of it."""
    return sum(0.5 if one in _common() or one[0] == "=" else 1.0 for one in found)


@lru_cache(maxsize=1 << 16)
def normalize_term(word: str) -> str | None:
    """What a folded word means, wherever it stands; None where it says nothing by itself."""
    if word in QUOTATION_STOP_WORDS:
        return None
    return _meaning(stem(word))


def _meaning(word_stem: str) -> str:
    return _synonyms().get(word_stem, word_stem)


@cache
def _synonyms() -> dict[str, str]:
    stems: dict[str, str] = {}
    for line in table_rows("synonyms.txt"):
        first, *others = map(stem, line.split())
        stems |= dict.fromkeys(others, first)
    return stems


@cache
def _countries() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → names, demonyms and seats of government that begin with it, the longest first, and the country."""
    seats = (line.split(" ", 1) for line in table_rows("seats.txt"))
    names, demonyms = countries()
    every = names | demonyms | {seat: code for code, listed in seats for seat in listed.split("|")}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in sorted(every.items(), key=lambda one: -len(split_words(one[0]))):
        if code:
            key = tuple(split_words(name))
            found.setdefault(key[0], []).append((key, code))
    return found


@cache
def _common() -> frozenset[str]:
    return frozenset(_meaning(stem(word)) for word in _COMMON)
