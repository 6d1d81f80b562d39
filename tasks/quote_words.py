"""Pure, but for reading once the table of synonyms beside it. The words of a quotation as they are compared.

A quotation → the words that were spoken → sentences → terms: what a translation keeps. A term is a word without its
ending, the first of its synonyms, a number in figures, or a country, whichever of its names stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from tasks.quotation_marks import quoted
from tasks.tables import Fact, Lexicon, by_first_word, countries, lines, look_up
from tasks.words import Word, word_set, words
from warehouse.records import Kind, QuoteKind

# Longer quotations are speeches; their first sentences tell as much (characters).
LONGEST = 4_000
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
_COMMON = word_set(
    """
    nation people government president minister year day week month today time world soldier military strengthen
    cooperate agreement side support relation work group region area official leader policy issue problem situation
    security political new national international public party member member attack war dialogue take make come go want
    know think see give find use hope believe continue begin end become remain stand keep bring put hold meet visit
    million billion percent cent number man woman child city town report statement
    """
)
# From 2: "one" is mostly no number.
_UNITS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS.split(), 2)}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 2)}
_NEGATIVE = word_set(
    """
    not no never nobody none nothing neither nor cannot without refuse refused refuses reject rejects rejected deny
    impossible unable fail failed fails dont doesnt didnt wont wouldnt isnt arent wasnt werent havent hasnt hadnt cant
    couldnt shouldnt
    """
)
# Phrases that are one word elsewhere, or say nothing; longest first.
_PHRASES = {
    "in the face of": "against",
    "in order to": "to",
    "in front of": "before",
    "with regard to": "about",
    "as well as": "and",
    "free of charge": "free",
    "armed forces": "military",
    "work together": "cooperate",
    "works together": "cooperate",
    "working together": "cooperate",
    "at once": "immediately",
    "carry out": "do",
    "carried out": "did",
    "take place": "be",
    "took place": "was",
    "head of state": "president",
    "set fire to": "burn",
    "put an end to": "end",
    "call for": "demand",
    "calls for": "demand",
    "called for": "demand",
}
_PHRASE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)
# Longest first. What is left has five letters, or four before the short ones.
_ENDING = re.compile(
    r"(?<=.{5})(?:i[sz]ations?|ations?|ating|ative|ators?|ionally|ional|ions?|ities|ity|ments?|iveness|ively|ive|edly"
    r"|fully|ful|ally|als?|ness|ous)$"
    r"|(?<=.{4})(?:[ae]nces?|[ae]nts?|ates?|ated|ings?|ies|ied|edly|ed|ers?|ors?|es|ly|y|e|s)$"
    r"|(?<=.{3})(?:s|ed|ing|ies|y|e)$"
)
_BRITISH = re.compile(r"(?<=.{3})is$")  # recognise, recognize
_DOUBLED = re.compile(r"([^aeiou\W])\1$")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}\b)")
_SENTENCE_END = re.compile(r"(?<![\s.(][A-Z])(?<!\b(?:Mr|Dr|St|Lt))(?<!\bGen)(?<!\bMrs)[.!?…]+[\"'”’»)]*\s+|[\n;]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` in order, folded; `terms` what they mean, each once; `pairs` of neighbouring words."""

    words: tuple[str, ...]
    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    negative: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation, taken apart: its sentences, and what they hold together.

    `bag` are its words, each once; `negations` is how many of them negate.
    """

    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]
    bag: frozenset[str]
    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    negations: int


@lru_cache(maxsize=20_000)
def said(text: str, kind: QuoteKind) -> Said:
    """The quotation `text`; of a direct one only what stands between marks counts, so that its cue does not."""
    spoken = " ".join(_spoken(text[:LONGEST])) if kind is QuoteKind.DIRECT else text[:LONGEST]
    found = tuple(filter(None, map(_sentence, _SENTENCE_END.split(_plain(spoken)))))
    every = tuple(word for sentence in found for word in sentence.words)
    return Said(
        sentences=found,
        words=every,
        bag=frozenset(every),
        terms=frozenset[str]().union(*(sentence.terms for sentence in found)),
        pairs=frozenset(pairwise(every)),
        negations=sum(word in _NEGATIVE for word in every),
    )


def weight(terms: Sequence[str] | frozenset[str]) -> float:
    """How much terms tell together: a word 1, a country or a word that is in every other article half of it."""
    return sum(0.5 if term in _common() or term.startswith("=") else 1.0 for term in terms)


@lru_cache(maxsize=1 << 16)
def term(word: str) -> str | None:
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
    for line in lines("synonyms.txt"):
        first, *others = map(_stem, line.split())
        stems |= dict.fromkeys(others, first)
    return stems


@cache
def _countries() -> Lexicon:
    """Names, demonyms and seats of government; the longest first."""
    seats = (line.split(" ", 1) for line in lines("seats.txt"))
    names, demonyms = countries()
    every = names | demonyms | {seat: code for code, listed in seats for seat in listed.split("|")}
    return by_first_word({name: Fact(Kind.PLACE, code, shaky=False) for name, code in every.items() if code})


@cache
def _common() -> frozenset[str]:
    return frozenset(_meaning(_stem(word)) for word in _COMMON)


def _spoken(text: str) -> Iterator[str]:
    pieces = quoted(text)
    if not pieces:
        yield text
    for piece in pieces:
        yield text[piece.inner_start : piece.inner_end]


def _plain(text: str) -> str:
    return _PHRASE.sub(lambda found: _PHRASES[found.group().lower()], _THOUSANDS.sub("", text))


def _sentence(text: str) -> Sentence | None:
    ws = words(text)
    if not ws:
        return None
    folded = tuple(_fold(word.text) for word in ws)
    terms = frozenset(_terms(ws, folded))
    return Sentence(
        words=folded,
        terms=terms,
        pairs=frozenset(pairwise(folded)),
        negative=not _NEGATIVE.isdisjoint(folded),
        weight=weight(terms),
    )


def _fold(word: str) -> str:
    folded = word.casefold().replace("'", "").replace("’", "").replace(".", "")
    return _NUMBERS.get(folded, folded)


def _terms(ws: Sequence[Word], folded: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(ws):
        found = look_up(ws, at, _countries()) if ws[at].capital else None
        if found is not None:
            yield f"={found[1].country}"
            at = found[0]
            continue
        one = term(folded[at])
        if one is not None:
            yield one
        at += 1
