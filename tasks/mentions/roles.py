"""Ranks, titles and positions beside the name of a person: never part of the name, kept as its role.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.lexicon import titles
from tasks.lexicon.word_lists import countries, word_set
from tasks.mentions.name_table import known_name_at
from tasks.text.words import Word, begins_name, run_end
from warehouse.model.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLimits:
    """Most words of a role and of its parts; above what roles in the seeds and the development sets have.

    "Chief of Staff of the Armed Forces of the Islamic Republic of Iran Maj. Gen." is 15 words.
    """

    before_name: int = 18
    behind_name: int = 10
    place: int = 8
    name: int = 5


_LIMITS = RoleLimits()
_ALSO_OF_PLACES = word_set("general king queen prince princess lord lady father major saint state")
_NO_NAMES = titles.PLAIN | titles.SUFFIXES
_OF_PORTFOLIOS = word_set("minister secretary undersecretary commissioner")


def is_title(word: Word) -> bool:
    """Whether the word, as written here, is a rank, office or form of address that may stand right before a name."""
    return word.text.lower() in (titles.TITLES if word.capital else titles.LOWER_OFFICES)


def is_modifier(word: Word) -> bool:
    """Whether the word may stand before an office: "deputy", "foreign", "Syrian", "US"."""
    lower, (names, demonyms) = word.text.lower(), countries()
    return lower in titles.OFFICE_MODIFIERS or lower in titles.PORTFOLIOS or word.text in demonyms or word.text in names


def without_title(words: Sequence[Word], first: int, last: int) -> int:
    """Where the name begins, once the titles at the start of words `first` to `last` are taken off.

    Equals `last` when there is nothing but titles. "Major" alone, or at the end, is a name: "John Major".
    """
    start = first
    for index in range(first, last - 1):
        if is_title(words[index]) and words[index + 1].text.lower() not in titles.SUFFIXES:
            start = index + 1
        elif not is_modifier(words[index]):
            break
    only_titles = all(is_title(w) or is_modifier(w) for w in words[start:last])
    goes_on = last < len(words) and words[last].joined and (words[last].capital or words[last].text == "of")
    return last if only_titles and (start > first or last - start > 1 or goes_on) else start


def person_after_title(words: Sequence[Word], index: int) -> tuple[int, int] | None:
    """The name that a title at `index` announces, as word indices: "spokesman Ali Rabiei" gives the last two words."""
    first = _behind_portfolio(words, index) or index + 1
    if first >= len(words) or words[index].owns or not words[first].joined or is_title(words[first]):
        return None
    if not begins_name(words, first) or words[first].text.lower() in _NO_NAMES or is_modifier(words[first]):
        return None
    if begins_rank(words, first):
        return None
    last = _name_end(words, first)
    least = 1 if first == index + 1 else 2
    return (first, last) if least <= last - first <= _LIMITS.name else None


def _behind_portfolio(words: Sequence[Word], index: int) -> int | None:
    """The word behind "Minister of Foreign Affairs", where that stands at `index`: what follows is the minister."""
    end = index + 1
    if words[index].text.lower() not in _OF_PORTFOLIOS or end >= len(words) or words[end].text not in ("of", "for"):
        return None
    while end + 1 < len(words) and words[end].joined and _is_portfolio(words, end):
        end += 1
    return end if end > index + 2 else None


def _is_portfolio(words: Sequence[Word], index: int) -> bool:
    lower, following = words[index].text.lower(), words[index + 1]
    return lower in titles.PORTFOLIOS or (lower in titles.LINKS and following.joined and not following.owns)


def _name_end(words: Sequence[Word], first: int) -> int:
    """Where the name ends; `first` itself when the words are something else than a name."""
    last = run_end(words, first)
    for index in range(first, last):
        lower = words[index].text.lower()
        if lower in titles.ORG_HEADS or (lower in titles.PLACE_HEADS and _blocks(words, first, index, last)):
            return first
        known = known_name_at(words, index)
        if known and (known[0] - index > 1 or last - first == 1) and not known[1].is_ambiguous:
            return index
        if index > first and words[index].capital and (lower in titles.PLAIN or is_title(words[index])):
            return index
        if words[index].owns:
            return index + 1
    return last


def _blocks(words: Sequence[Word], first: int, index: int, last: int) -> bool:
    """Whether a word of places makes the whole a place: "General Hospital", but not "Park Jin-woo"."""
    return index > first or (last - first == 1 and words[first - 1].text.lower() in _ALSO_OF_PLACES)


def role_before(words: Sequence[Word], name: int) -> int:
    """Where the role in front of the name at word `name` begins; `name` itself where there is none."""
    start = _titles_before(words, name)
    head = _head_before(words, start)
    start = start if head is None else head
    return name if start == name else _modifiers_before(words, start)


def _titles_before(words: Sequence[Word], name: int) -> int:
    start = name
    while start > 0 and name - start < _LIMITS.before_name and words[start].joined and is_title(words[start - 1]):
        start = _compound(words, start - 1)
    while start > 0 and words[start].joined:
        # "Army General" is a rank; before other ranks "Army" may be the army's own name.
        is_army_general = words[start].text == "General" and words[start - 1].text == "Army"
        if not is_army_general and not begins_rank(words, start - 1):
            break
        start -= 1
    return start


def begins_rank(words: Sequence[Word], index: int) -> bool:
    """Whether the word at `index` is part of the rank behind it: "Wing" Commander, "Air" Vice Marshal."""
    if index + 1 >= len(words) or not words[index + 1].joined or not words[index + 1].capital:
        return False
    rank = words[index + 1].text.lower()
    follows = rank in titles.RANKS or rank in titles.RANK_WORDS or rank in ("commander", "chief", "leader")
    return follows and words[index].capital and words[index].text.lower() in titles.RANK_WORDS


def _compound(words: Sequence[Word], index: int) -> int:
    """Where the title at `index` begins: "Commander-in-Chief" is one."""
    tied = index > 1 and words[index].tied and words[index - 1].tied and words[index - 1].text in ("in", "of", "at")
    return index - 2 if tied and is_title(words[index - 2]) else index


def _modifiers_before(words: Sequence[Word], start: int) -> int:
    """Where the role begins with its modifiers: "Syrian Defense" Minister, "Foreign Office" Minister."""
    stop = max(start - _LIMITS.before_name, 0)
    while start > stop and words[start].joined and _is_qualifier(words[start - 1]):
        start = _compound(words, start - 1)
    while words[start].text.lower() in titles.PLAIN and not _opens_role(words[start]):
        start += 1
    return start


def _is_qualifier(word: Word) -> bool:
    return is_modifier(word) or is_title(word) or (word.capital and word.text.lower() not in titles.PLAIN)


def _opens_role(word: Word) -> bool:
    return is_title(word) or word.text in countries()[0] or word.text in ("First", "Second", "Third")


def _head_before(words: Sequence[Word], end: int) -> int | None:
    """The office whose complement ends right before `end`: "Chief of Staff of the Armed Forces of Iran" → "Chief"."""
    if end < 2 or end >= len(words) or not words[end].joined:
        return None
    index = _before_place(words, end)
    linked = False
    while index >= 0 and end - index <= _LIMITS.before_name and (index == end - 1 or words[index + 1].joined):
        lower = words[index].text.lower()
        if linked and is_title(words[index]) and words[index + 1].text in ("of", "for", "to"):
            return _compound(words, index)
        if not (words[index].capital or lower in titles.LINKS) or (
            lower == "and" and not linked and not _joins_portfolios(words, index)
        ):
            return None
        linked = linked or lower in ("of", "for", "to")
        index -= 1
    return None


def _joins_portfolios(words: Sequence[Word], index: int) -> bool:
    """Whether "and" stands inside one office, as in "Minister of Foreign Affairs and Trade"."""
    return index > 0 and all(words[k].text.lower() in titles.PORTFOLIOS for k in (index - 1, index + 1))


def _before_place(words: Sequence[Word], end: int) -> int:
    """The last word of a complement that ends before word `end`, or the word before the country that closes it."""
    for first in range(max(end - _LIMITS.place, 0), end):
        known = known_name_at(words, first)
        if known and known[0] == end and known[1].kind is Kind.PLACE:
            return first - 1
    return end - 1


def role_behind(words: Sequence[Word], text: str, end: int) -> tuple[int, int] | None:
    """The role between commas behind a name that ends at word `end`: ", the government spokesman,".

    Only where the phrase is closed by a comma, a full stop, a bracket or a line's end, holds an office, and is made
    of nothing but words that roles are made of: an ordinary verb or noun ends the search.
    """
    if end >= len(words) or text[words[end - 1].end : words[end].start] not in (", ", " ("):
        return None
    first = end + 1 if words[end].text in ("the", "a", "an", "who", "his", "her") else end
    last = first
    while last < len(words) and last - first < _LIMITS.behind_name and _is_of_role(words[last]):
        last += 1
        if last < len(words) and not words[last].joined and not words[last - 1].owns:
            break
    if last == first or not any(_heads(words[k]) for k in range(first, last)):
        return None
    gap = text[words[last - 1].end : words[last].start if last < len(words) else len(text)]
    return (first, last) if not gap or gap[0] in ",.;)\n" else None


def _heads(word: Word) -> bool:
    lower = word.text.lower()
    return lower in titles.OFFICES or lower in titles.RANKS or lower in titles.HONORIFICS


def _is_of_role(word: Word) -> bool:
    lower = word.text.lower()
    return word.capital or lower in titles.OFFICE_MODIFIERS or lower in titles.LINKS or _heads(word)


def role_text(words: Sequence[Word], text: str, first: int, last: int) -> str:
    """The words of a role as written, with the full stop of a last abbreviation ("Maj. Gen."), on one line."""
    end = words[last - 1].end
    if text[end : end + 1] == "." and words[last - 1].text.lower() in titles.TITLES and len(words[last - 1].text) <= 4:
        end += 1
    return " ".join(text[words[first].start : end].split())
