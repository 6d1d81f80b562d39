"""Parse and compare names of organizations, places and groups word by word.

Pure.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.lexicon.word_lists import countries, word_list
from tasks.names.similarity import score_words
from tasks.names.thresholds import ORGANIZATION_THRESHOLDS
from tasks.names.transliterate import encode_consonants, encode_sound, romanize_words
from tasks.names.verdict import EvidenceKind, NameEvidence, Verdict, decide_match

MAX_WORDS = 20
# Articles, joining words and legal forms of companies: none of them distinguishes two bodies.
_STOP_WORDS = word_list("names", "empty words of organisations")
_JOINING = word_list("names", "joining words of organisations")
_BRITISH_SPELLINGS = {"centre": "center", "defence": "defense", "labour": "labor", "organisation": "organization"}
_POSSESSIVE = re.compile(r"(?<=\w)['’`´ʼ][sS](?!\w)")


@dataclass(frozen=True, slots=True)
class OrganizationParts:
    """The words of a name of an organization, a place or a group.

    `spoken`: all words. `words`: those that are not stop words, in lower-case Latin letters, sorted, countries and
    peoples as codes (":ir"). `initials`: of all words, and without joining words. `acronym`: the word, if the name is
    one word of capitals. `country`: ISO code if the whole name is a country or a people, else ""; `is_people`: the
    latter.
    """

    spoken: str
    words: tuple[str, ...]
    initials: frozenset[str]
    acronym: str
    country: str
    is_people: bool


@cache
def _load_countries() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Returns words of a country's name or demonym → its code, and whether a demonym. Names override demonyms."""
    names, demonyms = countries()
    codes: dict[tuple[str, ...], tuple[str, bool]] = {}
    for table, people in ((demonyms, True), (names, False)):
        for name, code in table.items():
            if code:
                codes[_drop_article(name)] = (code.lower(), people)
    return codes


def _drop_article(name: str) -> tuple[str, ...]:
    return tuple(w for w in _split_words(name) if w != "the")


def _split_words(name: str) -> list[str]:
    """Returns the words, initials with full stops as one: U.S. → us."""
    return romanize_words(_POSSESSIVE.sub("", name).replace(".", ""))[:MAX_WORDS]


def parse_organization_name(name: str) -> OrganizationParts:
    """Returns the parts of a name; no words for a name without letters. Never raises."""
    spoken = _split_words(name)
    country, people = _load_countries().get(tuple(w for w in spoken if w != "the"), ("", False))
    coded = _replace_countries([_BRITISH_SPELLINGS.get(w, w) for w in spoken])
    if "ministry" in coded:  # the Foreign Ministry is the Ministry of Foreign Affairs
        coded = [w for w in coded if w != "affairs"]
    words = tuple(sorted(w for w in coded if w not in _STOP_WORDS)) or tuple(sorted(coded))
    initials = {"".join(w[0] for w in spoken), "".join(w[0] for w in spoken if w not in _JOINING)}
    return OrganizationParts(
        " ".join(spoken),
        words,
        frozenset(i for i in initials if len(i) > 1),
        _find_acronym(name, spoken),
        country,
        people,
    )


def _find_acronym(name: str, spoken: list[str]) -> str:
    letters = [c for c in name if c.isalpha()]
    short = len(spoken) == 1 and 2 <= len(spoken[0]) <= 8
    return spoken[0] if short and sum(c.isupper() for c in letters) * 2 > len(letters) else ""


def _replace_countries(words: list[str]) -> list[str]:
    """Replaces each country or people by its code: syrian foreign ministry → :sy foreign ministry."""
    replaced: list[str] = []
    index = 0
    while index < len(words):
        for end in range(min(len(words), index + 6), index, -1):
            country = _load_countries().get(tuple(words[index:end]))
            if country and (end - index > 1 or len(words[index]) > 2):
                replaced.append(f":{country[0]}")
                break
        else:
            replaced.append(words[index])
            end = index + 1
        index = end
    return replaced


def compare_organizations(left: OrganizationParts, right: OrganizationParts) -> Verdict:
    """Returns the verdict on two names of organizations, places or groups."""
    if left.country and right.country:
        return _compare_countries(left, right)
    for short, long in ((left, right), (right, left)):
        if short.acronym and short.acronym in long.initials and not long.acronym:
            score = ORGANIZATION_THRESHOLDS.acronym if len(short.acronym) > 2 else ORGANIZATION_THRESHOLDS.short_acronym
            return decide_match(score, (NameEvidence(EvidenceKind.ACRONYM, short.acronym.upper(), long.spoken),))
    if left.acronym and right.acronym and left.acronym != right.acronym:
        return decide_match(0.0, (NameEvidence(EvidenceKind.DIFFERENT, left.acronym.upper(), right.acronym.upper()),))
    return _compare_words(left.words, right.words)


def _compare_countries(left: OrganizationParts, right: OrganizationParts) -> Verdict:
    if left.country != right.country:
        return decide_match(0.0, (NameEvidence(EvidenceKind.DIFFERENT, left.spoken, right.spoken),))
    names = left.spoken, right.spoken
    if left.is_people != right.is_people:
        return decide_match(ORGANIZATION_THRESHOLDS.demonym, (NameEvidence(EvidenceKind.DEMONYM, *names),))
    return decide_match(1.0, (NameEvidence(EvidenceKind.COUNTRY, *names),))


def _compare_words(left: tuple[str, ...], right: tuple[str, ...]) -> Verdict:
    candidates = sorted(
        (-similarity, x, y)
        for x in set(left)
        for y in set(right)
        if (similarity := score_words(x, y)) >= ORGANIZATION_THRESHOLDS.min_word_similarity
    )
    left_rest, right_rest = list(left), list(right)
    evidence: list[NameEvidence] = []
    lowest = 1.0
    for negative, x, y in candidates:
        while x in left_rest and y in right_rest:
            left_rest.remove(x)
            right_rest.remove(y)
            lowest = min(lowest, -negative)
            kind = EvidenceKind.EQUAL if x == y else EvidenceKind.CLOSE
            evidence.append(NameEvidence(kind, _format_words([x]), _format_words([y]), -negative))
    score = lowest
    if not evidence:
        score, evidence = 0.0, [NameEvidence(EvidenceKind.NOTHING)]
    elif left_rest and right_rest:
        score = ORGANIZATION_THRESHOLDS.different
        evidence.append(NameEvidence(EvidenceKind.DIFFERENT, _format_words(left_rest), _format_words(right_rest)))
    elif left_rest or right_rest:
        score = ORGANIZATION_THRESHOLDS.subset
        evidence.append(NameEvidence(EvidenceKind.MISSING, _format_words(left_rest or right_rest)))
    return decide_match(score, tuple(evidence))


def _format_words(words: list[str]) -> str:
    return " ".join(w[1:].upper() if w[0] == ":" else w for w in words)


def build_organization_keys(parts: OrganizationParts) -> frozenset[str]:
    """Returns the blocking keys: the country, the initials, the consonants of each word."""
    keys = {f"@{parts.country}"} if parts.country else set()
    keys |= {f"^{i}" for i in (*parts.initials, parts.acronym) if i}
    return frozenset(keys | {word if word[0] == ":" else _encode_word(word) for word in parts.words})


@lru_cache(maxsize=1 << 14)
def _encode_word(word: str) -> str:
    return encode_consonants(encode_sound(word)) if word.isalpha() else word
