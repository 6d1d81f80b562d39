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
from tasks.lexicon.words import word_set

_EMPTY = word_set(
    """
    a an the this that these those some any such same own other another each every all both either neither no not nor
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose
    which what one ones someone anyone nobody everyone something anything nothing everything himself themselves itself
    am is are was were be been being have has had having do does did doing done will would shall should can could may
    might must cannot ought let going get gets got to of in on at by for with from into onto out off up down over under
    about against between among through during before after above below behind near around across along without within
    toward towards upon until till since while as than then so because if unless although though whether and or but yet
    also too very just only even still already again ever never always often now here there where when why how more most
    much many few less least enough quite rather really well way lot thing things kind sort said say says saying told
    however therefore thus otherwise instead like order according part case
    dont doesnt didnt wont wouldnt isnt arent wasnt werent havent hasnt hadnt cant couldnt shouldnt im ive weve youve
    theyve were theyre hes shes thats theres lets
    """
)
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
# Longest first. What is left has five letters, or four before the short ones.
_ENDING = re.compile(
    r"(?<=.{5})(?:i[sz]ations?|ations?|ating|ative|ators?|ionally|ional|ions?|ities|ity|ments?|iveness|ively|ive|edly"
    r"|fully|ful|ally|als?|ness|ous)$"
    r"|(?<=.{4})(?:[ae]nces?|[ae]nts?|ates?|ated|ings?|ies|ied|edly|ed|ers?|ors?|es|ly|y|e|s)$"
    r"|(?<=.{3})(?:s|ed|ing|ies|y|e)$"
)
_BRITISH = re.compile(r"(?<=.{3})is$")  # recognise, recognize
_DOUBLED = re.compile(r"([^aeiou\W])\1$")
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
    if word in _EMPTY:
        return None
    return _meaning(_stem(word))


def _meaning(stem: str) -> str:
    return _synonyms().get(stem, stem)


def _stem(word: str) -> str:
    return _BRITISH.sub("iz", _DOUBLED.sub(r"\1", _ENDING.sub("", word)))


@cache
def _synonyms() -> dict[str, str]:
    stems: dict[str, str] = {}
    for line in table_rows("synonyms.txt"):
        first, *others = map(_stem, line.split())
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
    return frozenset(_meaning(_stem(word)) for word in _COMMON)
