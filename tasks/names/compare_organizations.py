"""Pure. Names of organisations, places and all that is no person, taken apart and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.lexicon.files import countries
from tasks.lexicon.word_lists import word_list
from tasks.names.similarity import score_words
from tasks.names.transliterate import encode_consonants, encode_sound, romanize_words
from tasks.names.verdict import EvidenceKind, NameEvidence, Verdict, decide_match

MOST_WORDS = 20
# Joining words, articles, and the forms of companies: none of them tells two bodies apart.
_EMPTY = word_list("names", "empty words of organisations")
_JOINING = word_list("names", "joining words of organisations")
_SPELT = {"centre": "center", "defence": "defense", "labour": "labor", "organisation": "organization"}
_POSSESSIVE = re.compile(r"(?<=\w)['’`´ʼ][sS](?!\w)")
_LEAST_ALIKE = 0.82
_SUBSET = 0.6
_DIFFERENT = 0.2
_DEMONYM = 0.6
# Two letters stand for too many things; three and more are a habit of the press.
_ACRONYM = 0.9
_SHORT_ACRONYM = 0.7


@dataclass(frozen=True, slots=True)
class OrganizationParts:
    """What a name that is no person's is made of.

    `spoken`: as it is read out. `words`: small Latin letters, sorted, without empty ones, countries and peoples as
    their codes (":ir"). `initials`: of all words, and without joining words. `acronym`: the letters, where the name is
    one word of capitals. `country`: ISO code where the whole name is a country or a people, else ""; `is_people`: the
    latter.
    """

    spoken: str
    words: tuple[str, ...]
    initials: frozenset[str]
    acronym: str
    country: str
    is_people: bool


@cache
def _countries() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Words of a country's names and demonyms → code, whether a people. A name goes before a demonym."""
    names, demonyms = countries()
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    for table, people in ((demonyms, True), (names, False)):
        for name, code in table.items():
            if code:
                found[_meaning(name)] = (code.lower(), people)
    return found


def _meaning(name: str) -> tuple[str, ...]:
    return tuple(w for w in _words(name) if w != "the")


def _words(name: str) -> list[str]:
    """Words, initials with full stops as one: U.S. → us."""
    unowned = _POSSESSIVE.sub("", name)
    return romanize_words(unowned.replace(".", "") if "." in name else unowned)[:MOST_WORDS]


def parse_organization_name(name: str) -> OrganizationParts:
    """Takes the name apart. Never raises; a name without letters has no words."""
    spoken = _words(name)
    country, people = _countries().get(tuple(w for w in spoken if w != "the"), ("", False))
    words = _with_codes([_SPELT.get(w, w) for w in spoken])
    if "ministry" in words:  # the Foreign Ministry is the Ministry of Foreign Affairs
        words = [w for w in words if w != "affairs"]
    told = tuple(sorted(w for w in words if w not in _EMPTY)) or tuple(sorted(words))
    initials = {"".join(w[0] for w in spoken), "".join(w[0] for w in spoken if w not in _JOINING)}
    return OrganizationParts(
        " ".join(spoken), told, frozenset(i for i in initials if len(i) > 1), _acronym(name, spoken), country, people
    )


def _acronym(name: str, spoken: list[str]) -> str:
    letters = [c for c in name if c.isalpha()]
    short = len(spoken) == 1 and 2 <= len(spoken[0]) <= 8
    return spoken[0] if short and sum(c.isupper() for c in letters) * 2 > len(letters) else ""


def _with_codes(words: list[str]) -> list[str]:
    """The words with each country or people as one: syrian foreign ministry → :sy foreign ministry."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 6), at, -1):
            known = _countries().get(tuple(words[at:end]))
            if known and (end - at > 1 or len(words[at]) > 2):
                found.append(f":{known[0]}")
                break
        else:
            found.append(words[at])
            end = at + 1
        at = end
    return found


def compare_organizations(one: OrganizationParts, other: OrganizationParts) -> Verdict:
    """The verdict on two names that are no people's."""
    if one.country and other.country:
        return _compare_countries(one, other)
    for short, long in ((one, other), (other, one)):
        if short.acronym and short.acronym in long.initials and not long.acronym:
            score = _ACRONYM if len(short.acronym) > 2 else _SHORT_ACRONYM
            return decide_match(score, (NameEvidence(EvidenceKind.ACRONYM, short.acronym.upper(), long.spoken),))
    if one.acronym and other.acronym and one.acronym != other.acronym:
        return decide_match(0.0, (NameEvidence(EvidenceKind.DIFFERENT, one.acronym.upper(), other.acronym.upper()),))
    return _compare_words(one.words, other.words)


def _compare_countries(one: OrganizationParts, other: OrganizationParts) -> Verdict:
    if one.country != other.country:
        return decide_match(0.0, (NameEvidence(EvidenceKind.DIFFERENT, one.spoken, other.spoken),))
    names = one.spoken, other.spoken
    if one.is_people != other.is_people:
        return decide_match(_DEMONYM, (NameEvidence(EvidenceKind.DEMONYM, *names),))
    return decide_match(1.0, (NameEvidence(EvidenceKind.COUNTRY, *names),))


def _compare_words(one: tuple[str, ...], other: tuple[str, ...]) -> Verdict:
    found = sorted(
        (-likeness, x, y) for x in set(one) for y in set(other) if (likeness := score_words(x, y)) >= _LEAST_ALIKE
    )
    left, right = list(one), list(other)
    reasons: list[NameEvidence] = []
    least = 1.0
    for minus, x, y in found:
        while x in left and y in right:
            left.remove(x)
            right.remove(y)
            least = min(least, -minus)
            reasons.append(
                NameEvidence(EvidenceKind.EQUAL if x == y else EvidenceKind.CLOSE, _shown([x]), _shown([y]), -minus)
            )
    if not reasons:
        return decide_match(0.0, (NameEvidence(EvidenceKind.NOTHING),))
    if left and right:
        return decide_match(_DIFFERENT, (*reasons, NameEvidence(EvidenceKind.DIFFERENT, _shown(left), _shown(right))))
    if left or right:
        return decide_match(_SUBSET, (*reasons, NameEvidence(EvidenceKind.MISSING, _shown(left or right))))
    return decide_match(least, tuple(reasons))


def _shown(words: list[str]) -> str:
    return " ".join(w[1:].upper() if w[0] == ":" else w for w in words)


def build_organization_keys(parts: OrganizationParts) -> frozenset[str]:
    """Keys of a name that is no person's: its country, its initials, the consonants of each word."""
    keys = {f"@{parts.country}"} if parts.country else set()
    keys |= {f"^{i}" for i in (*parts.initials, parts.acronym) if i}
    return frozenset(keys | {word if word[0] == ":" else _code(word) for word in parts.words})


@lru_cache(maxsize=1 << 14)
def _code(word: str) -> str:
    return encode_consonants(encode_sound(word)) if word.isalpha() else word
