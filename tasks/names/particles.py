"""Pure, but for reading once the table of spellings beside it. Words that are no name by themselves, and known names.

Small Latin letters throughout. Written from general knowledge of names in the news.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from tasks.lexicon.titles import HONORIFICS, RANKS
from tasks.lexicon.word_lists import ordered_words, table_rows, word_list
from tasks.lexicon.words import word_set
from tasks.names.transliterate import encode_sound, romanize_words

# Small words inside a name that may be there or not: articles, "son of", prepositions.
NAME_PARTICLES = word_set(
    """
    al el ul ad as ash ar at az an ur us ud un bin ben ibn bint binti bnu abd abdul abdel abdal abdu abdol abu abou abo
    abdur abdus abdun abdud abdut abdu abdi umm oum ould wuld ag ait beni bani
    von van der den de da di du do dos das del della dello la le lo los las y e i af av ap zu zum zur ter ten te vom
    d l o of the and und na wa
    bn bt
    """
)
# "Son of": what stands before and behind it is a person and a father, and does not change places.
PATERNAL_PARTICLES = word_set("bin ben ibn bn bint binti bnu ould wuld")
NAME_TITLES = (RANKS | HONORIFICS | word_list("names", "titles of many languages")) - word_set("private shah kaiser")
# Titles that stand behind a name, and between its parts, as well.
TITLES_ANYWHERE = word_list("names", "titles anywhere")
GENERATION_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("jr", "junior", "jnr", "filho"), "junior"),
        **dict.fromkeys(("sr", "senior", "snr"), "senior"),
        **dict.fromkeys(("ii", "2nd", "second"), "ii"),
        **dict.fromkeys(("iii", "3rd", "third"), "iii"),
        **dict.fromkeys(("iv", "4th"), "iv"),
    }
)
# East Slavic patronymics as all romanisations end them.
PATRONYMIC_ENDINGS = ordered_words("names", "endings of patronymics")
# Names given to so many that papers leave them out in front of the name that tells.
OMITTED_GIVEN_NAMES = word_list("names", "honouring")
# What whole peoples' family names end in, as heard: it says nothing about which family.
FAMILY_NAME_ENDINGS = ordered_words("names", "endings of family names")


@cache
def _spellings() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Word, or "=" and its sound, → names it spells; short form, or a name that has some → names in full."""
    full: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for line in table_rows("name_spellings.txt"):
        listed = romanize_words(line.removeprefix("~"))
        names = {listed[0]}
        if line.startswith("~"):
            names |= full.get(listed[0], set())
        for word in listed:
            for form in (word, f"={encode_sound(word)}"):
                (short if line.startswith("~") else full).setdefault(form, set()).update(names)
    return {k: frozenset(v) for k, v in full.items()}, {k: frozenset(v) for k, v in short.items()}


@lru_cache(maxsize=1 << 14)
def find_listed_names(word: str) -> frozenset[str]:
    """The listed names of which `word` is a spelling, or sounds like one; empty for most words."""
    full, _ = _spellings()
    return full.get(word) or full.get(f"={encode_sound(word)}", frozenset())


@lru_cache(maxsize=1 << 14)
def find_full_names(word: str) -> frozenset[str]:
    """The full names behind a short form, or the name itself where it has short forms: Bill, William → {"william"}."""
    _, short = _spellings()
    return short.get(word, frozenset())
