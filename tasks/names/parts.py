"""Pure. A person's name taken apart: which words name the person, and which come and go around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tasks.lexicon.files import given_names
from tasks.names.particles import (
    GENERATION_SUFFIXES,
    NAME_PARTICLES,
    NAME_TITLES,
    OMITTED_GIVEN_NAMES,
    PATERNAL_PARTICLES,
    PATRONYMIC_ENDINGS,
    TITLES_ANYWHERE,
    find_full_names,
    find_listed_names,
)
from tasks.names.transliterate import encode_consonants, encode_sound, romanize, romanize_words

# More parts than a name has; the rest is left out, so that a comparison is bounded.
MOST_PARTS = 10
LONGEST_PART = 32
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_INITIALS = re.compile(r"\b(?![AEIOUY])[A-Z]{2,3}\b(?=.*[a-z])")
# Abdelfattah, Abdurrahman, Abdennour: "servant of the" grown together with one of the names of God.
_SERVANT = re.compile(r"abd(?:[aeiou]{0,2}(?:l|([rsndztj])(?=\1))(?=.{3,}$)|i(?=[^aeioul].{3,}$))(.+)$")
_SERVANT_ALONE = re.compile(r"abd[aeiou]{0,2}l{1,2}ah?$")
# Aljarba, Elkaddafi, Assadr: the article grown together with a name.
_ARTICLE = re.compile(r"(?:[ae]l(?=[^aeiouy])|a([nrsdtz])(?=\1))(.{4,})$")
_FAITH = frozenset(("din", "deen", "dine", "eddin", "eddine", "uddin", "allah", "ullah", "ollah"))
_SYLLABLE = re.compile(r"[aeiouy]+")
_VOWEL = re.compile("[aeiou]")
# From 0 to z in ASCII.
_ALPHABET = ord("z") - ord("0") + 1


@dataclass(frozen=True, slots=True)
class NamePart:
    """One word that names: as written (small Latin letters), as heard, and how much it tells.

    `bare` is the sound without a grown-together article or "servant of". `weight`, 0 to 1, is how seldom two people
    share the word by chance: less for initials, short words, known names and patronymics. Judged by eye, not counted:
    no list of the world's names says how often each is borne. `known` are the listed names it spells, `called` those
    it is short for; `is_listed`: there are some. `is_plain`: a word, not an initial, with all its vowels, and `bare` is
    all of its sound. `letters` has a bit for each letter of the sound, the second time another one; `length` is how
    many. `codes` are the consonants by which the word is found, `firsts` their first letters and
    that of the whole sound's consonants.
    """

    text: str
    heard: str
    bare: str
    weight: float
    is_initial: bool
    is_patronymic: bool
    is_plain: bool
    is_listed: bool
    letters: int
    length: int
    known: frozenset[str]
    called: frozenset[str]
    codes: tuple[str, ...]
    firsts: str


@dataclass(frozen=True, slots=True)
class PersonParts:
    """The parts of a person's name, given name first, and what stood around them.

    `words`: the parts as written; `longest`: letters of the longest; `has_initials`: one of them is an initial;
    `fathers`: indexes of the parts behind "son of"; `suffix`: junior, senior, ii, iii, iv or ""; `is_syllabic`: two or
    more words of one syllable each, as in Chinese and Korean names, where each counts; `pairs`: every two neighbours as
    one word.
    """

    parts: tuple[NamePart, ...]
    words: tuple[str, ...]
    longest: int
    has_initials: bool
    fathers: frozenset[int]
    suffix: str
    is_syllabic: bool
    pairs: tuple[str, ...]


def parse_person_name(name: str) -> PersonParts:
    """Takes the name apart. Never raises; a name without letters has no parts."""
    suffix, words = _without_suffix(
        romanize_words(_in_order(_without_brackets(romanize(name)))) or romanize_words(name)
    )
    words = _without_titles(_joined_faith(words))
    syllabic = len(words) > 1 and all(len(_SYLLABLE.findall(w)) == 1 or len(w) == 1 for w in words)
    optional = frozenset[str]() if syllabic or all(w in NAME_PARTICLES for w in words) else NAME_PARTICLES
    kept: list[str] = []
    fathers: set[int] = set()
    for before, word in zip(["", *words], words, strict=False):
        if word not in optional:
            if before in PATERNAL_PARTICLES and kept:
                fathers.add(len(kept))
            kept.append(word[:LONGEST_PART])
    kept = kept[:MOST_PARTS]
    parts = tuple(map(analyze_part, kept))
    lengths = [len(word) for word in kept]
    longest = max(lengths, default=0)
    pairs = tuple(one + other for one, other in pairwise(kept))
    return PersonParts(parts, tuple(kept), longest, 1 in lengths, frozenset(fathers), suffix, syllabic, pairs)


def _without_brackets(name: str) -> str:
    return _BRACKETS.sub(" ", name) if "(" in name or "[" in name else name


def _in_order(name: str) -> str:
    """Given name first: "Lavrov, Sergey" → "Sergey Lavrov"; initials apart: JC Juncker → J C Juncker."""
    family, comma, given = name.partition(",")
    if comma and "," not in given and given.strip(" .").lower() not in GENERATION_SUFFIXES:
        name = f"{given} {family}"
    return _INITIALS.sub(lambda found: " ".join(found.group()), name)


def _without_suffix(words: list[str]) -> tuple[str, list[str]]:
    if len(words) > 2:
        for at in (len(words) - 1, 0):
            if words[at] in GENERATION_SUFFIXES and (at or words[at] not in ("second", "third", "junior", "senior")):
                return GENERATION_SUFFIXES[words[at]], [w for i, w in enumerate(words) if i != at]
    return "", words


def _without_titles(words: list[str]) -> list[str]:
    """Titles in front are gone, and those that stand anywhere; what is a name as well (Hafiz, Malik) stays."""
    first = 0
    while first < len(words) - 1 and words[first] in NAME_TITLES and not find_listed_names(words[first]):
        if all(w in NAME_PARTICLES or w in TITLES_ANYWHERE for w in words[first + 1 :]):
            break
        first += 1
    named = [w for w in words[first:] if w not in TITLES_ANYWHERE]
    return named if any(w not in NAME_PARTICLES for w in named) else words[first:]


def _joined_faith(words: list[str]) -> list[str]:
    """Saif al-Din → saifdin, Seif Allah → seifallah: names of two words that are written apart, tied or as one."""
    out: list[str] = []
    for word in words:
        if word in _FAITH and any(w not in NAME_PARTICLES for w in out):
            while out[-1] in NAME_PARTICLES:
                out.pop()
            out[-1] += "allah" if word.endswith("lah") else "din"
        else:
            out.append(word)
    return out


@lru_cache(maxsize=1 << 14)
def analyze_part(word: str) -> NamePart:
    """The part that a word of small Latin letters is."""
    patronymic = word.endswith(PATRONYMIC_ENDINGS) and len(word) > 7
    heard, bare = encode_sound(word), encode_sound(_bare(word))
    known = find_listed_names(word)
    weight = _weight(word, heard, common=bool(known or patronymic))
    short_for, initial = find_full_names(word), len(word) == 1
    codes = _codes(bare, known | short_for)
    return NamePart(
        text=word,
        heard=heard,
        bare=bare,
        weight=weight,
        is_initial=initial,
        is_patronymic=patronymic,
        is_plain=heard == bare and not initial and _VOWEL.search(heard) is not None,
        is_listed=bool(known or short_for),
        letters=_letters(heard),
        length=len(heard),
        known=known,
        called=short_for,
        codes=codes,
        firsts="".join({code[0] for code in (*codes, encode_consonants(heard))}),
    )


def _codes(bare: str, names: frozenset[str]) -> tuple[str, ...]:
    """The consonants of the word, and of the names it spells or is short for: Bill and William share one.

    An h or j in front is counted and left out: Idayet, Hidayet; Jarosh, Yarosh.
    """
    heard = {bare, bare[1:]} if bare[0] in "hj" else {bare}
    return tuple({encode_consonants(form) for form in heard | {encode_sound(name) for name in names}})


def _letters(heard: str) -> int:
    """A bit for the first, the second, the third time that each letter stands in the word."""
    return sum(1 << ord(letter) - ord("0") + _ALPHABET * heard.count(letter, 0, at) for at, letter in enumerate(heard))


def _bare(word: str) -> str:
    if _SERVANT_ALONE.match(word):
        return "abdullah"
    found = _SERVANT.match(word) or _ARTICLE.match(word)
    return found.group(2) if found else word


def _weight(word: str, heard: str, *, common: bool) -> float:
    if len(word) == 1:
        return 0.2
    if word in OMITTED_GIVEN_NAMES or word in NAME_TITLES:
        return 0.3
    if common or word.capitalize() in given_names():
        return 0.7
    return min(1.0, 0.4 + 0.15 * (len(heard) - 1))
