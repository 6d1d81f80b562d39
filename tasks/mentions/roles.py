"""Pure. Ranks, titles and positions beside the name of a person: never part of the name, kept as its role."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.lexicon.files import countries
from tasks.lexicon.titles import (
    HONORIFICS,
    LINKS,
    LOWER_OFFICES,
    MODIFIERS,
    OFFICES,
    ORG_HEADS,
    PLACE_HEADS,
    PLAIN,
    PORTFOLIOS,
    RANK_WORDS,
    RANKS,
    SUFFIXES,
    TITLES,
)
from tasks.lexicon.words import word_set
from tasks.mentions.name_table import known_name_at, name_table
from tasks.text.words import Word, begins_name, run_end
from warehouse.model.vocabulary import Kind

# "Chief of Staff of the Armed Forces of the Islamic Republic of Iran Maj. Gen." is 15 words.
_LONGEST = 18
_LONGEST_BEHIND = 10
_LONGEST_PLACE = 8
_ALSO_OF_PLACES = word_set("general king queen prince princess lord lady father major saint state")
_LONGEST_NAME = 5
_NO_NAMES = PLAIN | SUFFIXES
_OF_PORTFOLIOS = word_set("minister secretary undersecretary commissioner")


def is_title(word: Word) -> bool:
    """A rank, office or form of address that may stand right before a name, as it is written here."""
    lower = word.text.lower()
    if not word.capital:
        return lower in LOWER_OFFICES
    return lower in TITLES


def is_modifier(word: Word) -> bool:
    """A word that may stand before an office: "deputy", "foreign", "Syrian", "US"."""
    lower, (names, demonyms) = word.text.lower(), countries()
    return lower in MODIFIERS or lower in PORTFOLIOS or word.text in demonyms or word.text in names


def without_title(ws: Sequence[Word], first: int, last: int) -> int:
    """Where the name begins, once the titles at the start of words `first` to `last` are taken off.

    Equals `last` when there is nothing but titles. "Major" alone, or at the end, is a name: "John Major".
    """
    start = first
    for at in range(first, last - 1):
        if is_title(ws[at]) and ws[at + 1].text.lower() not in SUFFIXES:
            start = at + 1
        elif not is_modifier(ws[at]):
            break
    only_titles = all(is_title(w) or is_modifier(w) for w in ws[start:last])
    goes_on = last < len(ws) and ws[last].joined and (ws[last].capital or ws[last].text == "of")
    return last if only_titles and (start > first or last - start > 1 or goes_on) else start


def person_after_title(ws: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The name that a title at `at` announces, as word indices: "spokesman Ali Rabiei" gives the last two words."""
    first = _behind_portfolio(ws, at) or at + 1
    if first >= len(ws) or ws[at].owns or not ws[first].joined or is_title(ws[first]):
        return None
    if not begins_name(ws, first) or ws[first].text.lower() in _NO_NAMES or is_modifier(ws[first]):
        return None
    if begins_rank(ws, first):
        return None
    last = _name_end(ws, first)
    least = 1 if first == at + 1 else 2
    return (first, last) if least <= last - first <= _LONGEST_NAME else None


def _behind_portfolio(ws: Sequence[Word], at: int) -> int | None:
    """The word behind "Minister of Foreign Affairs", where that stands at `at`: what follows is the minister."""
    end = at + 1
    if ws[at].text.lower() not in _OF_PORTFOLIOS or end >= len(ws) or ws[end].text not in ("of", "for"):
        return None
    while end + 1 < len(ws) and ws[end].joined and _is_portfolio(ws, end):
        end += 1
    return end if end > at + 2 else None


def _is_portfolio(ws: Sequence[Word], at: int) -> bool:
    lower = ws[at].text.lower()
    return lower in PORTFOLIOS or (lower in LINKS and ws[at + 1].joined and not ws[at + 1].owns)


def _name_end(ws: Sequence[Word], first: int) -> int:
    """Where the name ends; `first` itself when the words are something else than a name."""
    last = run_end(ws, first)
    table = name_table()
    for at in range(first, last):
        lower = ws[at].text.lower()
        if lower in ORG_HEADS or (lower in PLACE_HEADS and _blocks(ws, first, at, last)):
            return first
        known = known_name_at(ws, at, table)
        if known and (known[0] - at > 1 or last - first == 1) and not known[1].is_ambiguous:
            return at
        if at > first and ws[at].capital and (lower in PLAIN or is_title(ws[at])):
            return at
        if ws[at].owns:
            return at + 1
    return last


def _blocks(ws: Sequence[Word], first: int, at: int, last: int) -> bool:
    """Does a word of places make the whole a place? "General Hospital", "Prince Edward Island", not "Park Jin-woo"."""
    alone = last - first == 1 and ws[first - 1].text.lower() in _ALSO_OF_PLACES
    return alone or at > first


def role_before(ws: Sequence[Word], name: int) -> int:
    """Where the role in front of the name at word `name` begins; `name` itself where there is none."""
    start = _titles_before(ws, name)
    complement = _head_before(ws, start)
    if complement is not None:
        start = complement
    if start == name:
        return name
    return _modifiers_before(ws, start)


def _titles_before(ws: Sequence[Word], name: int) -> int:
    start = name
    while start > 0 and name - start < _LONGEST and ws[start].joined and is_title(ws[start - 1]):
        start = _compound(ws, start - 1)
    while start > 0 and ws[start].joined and (begins_rank(ws, start - 1) or _is_army_general(ws, start)):
        start -= 1
    return start


def _is_army_general(ws: Sequence[Word], at: int) -> bool:
    """Whether the general at `at` is an "Army General"; before other ranks "Army" may be the army's own name."""
    return ws[at].text == "General" and ws[at - 1].text == "Army"


def begins_rank(ws: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` is part of the rank behind it: "Wing" Commander, "Air" Vice Marshal."""
    if at + 1 >= len(ws) or not ws[at + 1].joined or not ws[at + 1].capital:
        return False
    rank = ws[at + 1].text.lower()
    follows = rank in RANKS or rank in RANK_WORDS or rank in ("commander", "chief", "leader")
    return follows and ws[at].capital and ws[at].text.lower() in RANK_WORDS


def _compound(ws: Sequence[Word], at: int) -> int:
    """Where the title at `at` begins: "Commander-in-Chief" is one."""
    tied = at > 1 and ws[at].tied and ws[at - 1].tied and ws[at - 1].text in ("in", "of", "at")
    return at - 2 if tied and is_title(ws[at - 2]) else at


def _modifiers_before(ws: Sequence[Word], start: int) -> int:
    """Takes in "Syrian Defense" before "Minister", and the organisation in "Foreign Office Minister"."""
    stop = max(start - _LONGEST, 0)
    while start > stop and ws[start].joined and (is_modifier(ws[start - 1]) or _qualifies(ws, start - 1)):
        start = _compound(ws, start - 1)
    while ws[start].text.lower() in PLAIN and not _opens_role(ws[start]):
        start += 1
    return start


def _opens_role(word: Word) -> bool:
    return is_title(word) or word.text in countries()[0] or word.text in ("First", "Second", "Third")


def _qualifies(ws: Sequence[Word], at: int) -> bool:
    word = ws[at]
    return (word.capital and word.text.lower() not in PLAIN) or is_title(word)


def _head_before(ws: Sequence[Word], end: int) -> int | None:
    """The office whose complement ends right before `end`: "Chief of Staff of the Armed Forces of Iran" → "Chief"."""
    at = end - 1
    if at < 1 or end >= len(ws) or not ws[end].joined:
        return None
    at = _before_place(ws, end)
    linked = False
    while at >= 0 and end - at <= _LONGEST and (at == end - 1 or ws[at + 1].joined):
        lower = ws[at].text.lower()
        if linked and is_title(ws[at]) and ws[at + 1].text in ("of", "for", "to"):
            return _compound(ws, at)
        if not (ws[at].capital or lower in LINKS) or (lower == "and" and not linked and not _joins_portfolios(ws, at)):
            return None
        linked = linked or lower in ("of", "for", "to")
        at -= 1
    return None


def _joins_portfolios(ws: Sequence[Word], at: int) -> bool:
    """Whether "and" stands inside one office, as in "Minister of Foreign Affairs and Trade"."""
    return at > 0 and all(ws[k].text.lower() in PORTFOLIOS for k in (at - 1, at + 1))


def _before_place(ws: Sequence[Word], end: int) -> int:
    """The last word of a complement that ends before word `end`, or the word before the country that closes it."""
    for first in range(max(end - _LONGEST_PLACE, 0), end):
        known = known_name_at(ws, first, name_table())
        if known and known[0] == end and known[1].kind is Kind.PLACE:
            return first - 1
    return end - 1


def role_behind(ws: Sequence[Word], text: str, end: int) -> tuple[int, int] | None:
    """The role between commas behind a name that ends at word `end`: ", the government spokesman,".

    Only where the phrase is closed by a comma, a full stop, a bracket or a line's end, holds an office, and is made
    of nothing but words that roles are made of: an ordinary verb or noun ends the search.
    """
    if end >= len(ws) or text[ws[end - 1].end : ws[end].start] not in (", ", " ("):
        return None
    first = end + 1 if ws[end].text in ("the", "a", "an", "who", "his", "her") else end
    last = first
    while last < len(ws) and last - first < _LONGEST_BEHIND and _is_of_role(ws[last]):
        last += 1
        if last < len(ws) and not ws[last].joined and not ws[last - 1].owns:
            break
    if last == first or not any(_heads(ws[k]) for k in range(first, last)):
        return None
    gap = text[ws[last - 1].end : ws[last].start if last < len(ws) else len(text)]
    return (first, last) if not gap or gap[0] in ",.;)\n" else None


def _heads(word: Word) -> bool:
    lower = word.text.lower()
    return lower in OFFICES or lower in RANKS or lower in HONORIFICS


def _is_of_role(word: Word) -> bool:
    lower = word.text.lower()
    return word.capital or lower in MODIFIERS or lower in LINKS or _heads(word)


def role_text(ws: Sequence[Word], text: str, first: int, last: int) -> str:
    """The words of a role as written, with the full stop of a last abbreviation ("Maj. Gen."), on one line."""
    end = ws[last - 1].end
    if text[end : end + 1] == "." and ws[last - 1].text.lower() in TITLES and len(ws[last - 1].text) <= 4:
        end += 1
    return " ".join(text[ws[first].start : end].split())
