"""Normalize names for equality across articles, and map short to full names within one article.

Pure. Spelling variants (Ayyoub / Ayoub) are different names here; entity resolution joins them.
"""

import re
from collections.abc import Callable, Iterable

from tasks.lexicon.titles import HONORIFICS, RANKS
from tasks.text.folding import fold_accents
from warehouse.model.vocabulary import Kind

_MARKS_IN_WORDS = re.compile(r"['’‘`´ʼʻʿʾ.]")
_POSSESSIVE = re.compile(r"['’`´ʼ]s(?=\s|$)")
_PARTS = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("the", "a", "an"))
# An article with more people of one surname is a list; its names stay as they are, so that the cost stays linear.
_MAX_NAMESAKES = 50
# Whether the parts of a longer name, given first, include those of a shorter one.
_Matcher = Callable[[tuple[str, ...], tuple[str, ...]], bool]
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
    return _map_to_fullest(names, Kind.PERSON, _has_short_form, _contains_in_order)


def map_full_organizations(names: Iterable[str]) -> dict[str, str]:
    """Maps each organization's name of one article to the longer name of the article that ends with it.

    "United" → "Manchester United", "the Wanderers" → "Western Sydney Wanderers"; to itself where two longer names end
    with it and neither ends with the other.
    """
    return _map_to_fullest(names, Kind.ORG, _ends_with, _ends_with)


def _map_to_fullest(names: Iterable[str], kind: Kind, has_short_form: _Matcher, contains: _Matcher) -> dict[str, str]:
    """Maps each name to the longest of those that are its longer forms, if that contains all others, else to itself."""
    parts = {name: tuple(normalize_name(name, kind).split()) for name in names}
    longest = sorted((name for name in parts if len(parts[name]) > 1), key=lambda n: (-len(parts[n]), n))
    by_part: dict[str, list[str]] = {}
    for name in longest:
        for part in dict.fromkeys(parts[name] if kind is Kind.PERSON else parts[name][-1:]):
            by_part.setdefault(part, []).append(name)
    fullest: dict[str, str] = {}
    for name, own in parts.items():
        candidates = by_part.get(own[-1], ())[: _MAX_NAMESAKES + 1] if own else ()
        longer = [n for n in candidates if len(parts[n]) > len(own) and has_short_form(parts[n], own)]
        # "Trudeau" beside "Justin Trudeau" and a headline's "Trudeau Calls": surnames go before given names.
        longer = [n for n in longer if parts[n][-1] == own[-1]] or longer
        is_unique = 0 < len(longer) <= _MAX_NAMESAKES and all(contains(parts[longer[0]], parts[n]) for n in longer)
        fullest[name] = longer[0] if is_unique else name
    return fullest


def _ends_with(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return full[-len(short) :] == short


def _has_short_form(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether it is the given name, an end of the full name, or the full name without middle names."""
    if len(short) == 1:
        return short[0] in (full[0], full[-1]) or (full[-1] in _SUFFIXES and short[0] == full[-2])
    return _ends_with(full, short) or (
        short[0] == full[0] and short[-1] == full[-1] and _contains_in_order(full, short)
    )


def _contains_in_order(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    rest = iter(full)
    return all(part in rest for part in short)
