"""Reduce words to terms, which two translations of one sentence share.

Pure, but reads data files once. A term is a stem, the first of its synonyms, a number in digits, or a country by any of
its names.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from tasks.lexicon.files import countries
from tasks.lexicon.word_lists import table_rows, word_list
from tasks.text.stems import stem
from tasks.text.stop_words import QUOTATION_STOP_WORDS
from tasks.text.tokens import written_words

# Words so common in the news that a shared one weighs half.
_COMMON = word_list("quotations", "common terms")
NEGATION_WORDS = word_list("quotations", "negative words")
_FOLDED = str.maketrans("", "", "'’.")


def fold_word(word: str) -> str:
    """Returns a word without case, apostrophes and dots."""
    return word.casefold().translate(_FOLDED)


def extract_terms(written: Sequence[str], folded: Sequence[str]) -> Iterator[str]:
    """Yields the terms of a sentence, given as written and folded words; stop words have none."""
    index = 0
    countries_by_word = _load_countries()
    while index < len(written):
        names = countries_by_word.get(written[index], ())
        country = next((name for name in names if tuple(written[index : index + len(name[0])]) == name[0]), None)
        if country is not None:
            yield f"={country[1]}"
            index += len(country[0])
            continue
        term = normalize_term(folded[index])
        if term is not None:
            yield term
        index += 1


def weigh_terms(terms: Iterable[str]) -> float:
    """Returns the total weight of terms: 1 a word, 0.5 a country or a common word."""
    return sum(0.5 if term in _load_common_terms() or term[0] == "=" else 1.0 for term in terms)


@lru_cache(maxsize=1 << 16)
def normalize_term(word: str) -> str | None:
    """Returns the term of a folded word, None for a stop word."""
    if word in QUOTATION_STOP_WORDS:
        return None
    return _replace_synonym(stem(word))


def _replace_synonym(word_stem: str) -> str:
    return _load_synonyms().get(word_stem, word_stem)


@cache
def _load_synonyms() -> dict[str, str]:
    stems: dict[str, str] = {}
    for line in table_rows("synonyms.txt"):
        first, *others = map(stem, line.split())
        stems |= dict.fromkeys(others, first)
    return stems


@cache
def _load_countries() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Returns first word → names, demonyms and seats of government that begin with it, longest first, with country."""
    seats = (line.split(" ", 1) for line in table_rows("seats.txt"))
    names, demonyms = countries()
    codes = names | demonyms | {seat: code for code, listed in seats for seat in listed.split("|")}
    by_first_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in sorted(codes.items(), key=lambda item: -len(written_words(item[0]))):
        if code:
            key = tuple(written_words(name))
            by_first_word.setdefault(key[0], []).append((key, code))
    return by_first_word


@cache
def _load_common_terms() -> frozenset[str]:
    return frozenset(_replace_synonym(stem(word)) for word in _COMMON)
