"""Normalize names for equality across articles, and map short to full names within one article.

Pure. Spelling variants (Ayyoub / Ayoub) are different names here; entity resolution joins them.
"""

import re
from collections.abc import Iterable

from tasks.lexicon.titles import HONORIFICS, RANKS
from tasks.text.folding import fold_accents
from warehouse.model.vocabulary import Kind

_MARKS_IN_WORDS = re.compile(r"['’‘`´ʼʻʿʾ.]")
_POSSESSIVE = re.compile(r"['’`´ʼ]s(?=\s|$)")
_PARTS = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("the", "a", "an"))
# An article with more people of one surname is a list; its names stay as they are, so that the cost stays linear.
_MAX_NAMESAKES = 50
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def normalize_name(name: str, kind: Kind) -> str:
    """Returns `name` without case, accents, punctuation and leading articles. Idempotent; never raises.

    A person's name loses ranks and honorifics as well: "The Al-Mayadeen" → "al mayadeen", "Maj. Gen. Ali Ayyoub" → "ali
    ayyoub". A name of only such words keeps them: "The The" → "the the".
    """
    parts = _PARTS.findall(_MARKS_IN_WORDS.sub("", _POSSESSIVE.sub("", fold_accents(name))))
    skipped = _ARTICLES | RANKS | HONORIFICS if kind is Kind.PERSON else _ARTICLES
    kept = list(parts)
    while kept and kept[0] in skipped:
        kept.pop(0)
    return " ".join(kept or parts)


def map_full_person_names(names: Iterable[str]) -> dict[str, str]:
    """Maps each person's name of one article to its fullest form in the article: "Ali Ayyoub" → "Ali Abdullah Ayyoub".

    A surname, a given name or a shortened name maps to the longer name it is part of; to itself where two longer names
    fit and neither is part of the other.
    """
    parts = {name: tuple(normalize_name(name, Kind.PERSON).split()) for name in names}
    longest = sorted((name for name in parts if len(parts[name]) > 1), key=lambda n: (-len(parts[n]), n))
    by_part: dict[str, list[str]] = {}
    for name in longest:
        for part in dict.fromkeys(parts[name]):
            by_part.setdefault(part, []).append(name)
    return {name: _find_fullest(name, parts, by_part) for name in parts}


def map_full_organizations(names: Iterable[str]) -> dict[str, str]:
    """Maps each organization's name of one article to the longer name of the article that ends with it.

    "United" → "Manchester United", "the Wanderers" → "Western Sydney Wanderers"; to itself where two longer names end
    with it and neither ends with the other.
    """
    parts = {name: tuple(normalize_name(name, Kind.ORG).split()) for name in names}
    longest = sorted((name for name in parts if len(parts[name]) > 1), key=lambda n: (-len(parts[n]), n))
    by_end: dict[str, list[str]] = {}
    for name in longest:
        by_end.setdefault(parts[name][-1], []).append(name)
    return {name: _find_longer_ending(name, parts, by_end) for name in parts}


def _find_longer_ending(name: str, parts: dict[str, tuple[str, ...]], by_end: dict[str, list[str]]) -> str:
    own = parts[name]
    if not own:
        return name
    longer = [
        n
        for n in by_end.get(own[-1], ())[: _MAX_NAMESAKES + 1]
        if len(parts[n]) > len(own) and parts[n][-len(own) :] == own
    ]
    if not longer or len(longer) > _MAX_NAMESAKES:
        return name
    nested = all(parts[longer[0]][-len(parts[other]) :] == parts[other] for other in longer)
    return longer[0] if nested else name


def _find_fullest(name: str, parts: dict[str, tuple[str, ...]], by_part: dict[str, list[str]]) -> str:
    own = parts[name]
    if not own:
        return name
    longer = [
        n
        for n in by_part.get(own[-1], ())[: _MAX_NAMESAKES + 1]
        if len(parts[n]) > len(own) and _is_short_form_of(own, parts[n])
    ]
    # "Trudeau" beside "Justin Trudeau" and a headline's "Trudeau Calls": surnames go before given names.
    longer = [n for n in longer if own[-1] in parts[n][-1:]] or longer
    if (
        not longer
        or len(longer) > _MAX_NAMESAKES
        or any(not _contains_in_order(parts[longer[0]], parts[other]) for other in longer[1:])
    ):
        return name
    return longer[0]


def _is_short_form_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether it is the given name, an end of the full name, or the full name without middle names."""
    if len(short) == 1:
        return short[0] in (full[0], full[-1]) or (full[-1] in _SUFFIXES and short[0] == full[-2])
    return full[-len(short) :] == short or (
        short[0] == full[0] and short[-1] == full[-1] and _contains_in_order(full, short)
    )


def _contains_in_order(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    rest = iter(full)
    return all(part in rest for part in short)
