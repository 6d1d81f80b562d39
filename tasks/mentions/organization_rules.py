"""Pure. What can be read off the words of a name: organisations, laws and events, whatever the model saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.lexicon.files import countries
from tasks.lexicon.titles import (
    EVENT_HEADS,
    JOINING_HEADS,
    LAW_HEADS,
    OF_HEADS,
    OFFICES,
    ORG_HEADS,
    OUTLET_WORDS,
    PLAIN,
    TITLES,
)
from tasks.lexicon.word_lists import word_list
from tasks.mentions.candidate import HINTED, SHAPED, WORDED, Candidate
from tasks.mentions.name_table import known_name_at, name_table
from tasks.mentions.roles import begins_rank
from tasks.text.words import RUN_PARTICLES, Word, run_end, run_start
from warehouse.model.vocabulary import Kind

_ELECTIONS = frozenset(("election", "elections", "by-election", "referendum"))
_OF_ELECTIONS = word_list("mentions", "of elections")
_LINKED_LAWS = frozenset(("Act", "Bill", "Law"))
_FIRST_WORDS = frozenset(("radio", "agence", "agencia", "agenzia"))
_LONGEST = 12  # words behind the head: "Ministry of Foreign Affairs and Trade of the Islamic Republic of Iran" has 11
_NUMBERED_LAWS = {"resolution": 1, "resolutions": 1, "order": 1, "directive": 1, "proposition": 1}


def candidates_from_words(words: Sequence[Word]) -> list[Candidate]:
    """All candidates; they may overlap."""
    candidates: list[Candidate] = []
    for index, word in enumerate(words):
        if word.capital:
            candidates += _by_head(words, index)
        elif word.text in _ELECTIONS:
            candidates += _election(words, index)
        elif word.text in OUTLET_WORDS or word.text in ("news", "television", "radio", "state"):
            candidates += _outlet(words, index)
        elif word.text in ("told", "by", "to"):
            candidates += _addressed(words, index)
    return candidates


def _by_head(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    lower = words[index].text.lower()
    if lower in _FIRST_WORDS and index + 1 < len(words) and words[index + 1].capital and words[index + 1].joined:
        yield Candidate(index, run_end(words, index, 4), Kind.ORG, SHAPED)
    elif (lower in ORG_HEADS or lower in OF_HEADS) and not begins_rank(words, index):
        yield from _organisation(words, index)
    elif lower in LAW_HEADS:
        yield from _ending(words, index, Kind.LAW)
    elif lower in EVENT_HEADS:
        yield from _ending(words, index, Kind.EVENT)
    elif (
        lower in _NUMBERED_LAWS
        and index + 1 < len(words)
        and words[index + 1].text.isdigit()
        and words[index + 1].joined
    ):
        yield Candidate(_left(words, index), index + 2, Kind.LAW, WORDED)
    elif lower == "process" and index > 0 and words[index - 1].text == "Peace" and words[index].joined:
        yield Candidate(_left(words, index), index + 1, Kind.EVENT, WORDED)
    elif lower == "operation" and index + 1 < len(words) and words[index + 1].capital and words[index + 1].joined:
        yield Candidate(index, run_end(words, index, 4), Kind.EVENT, WORDED)


def _organisation(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    lower = words[index].text.lower()
    first, last = _left(words, index), index + 1
    if lower in OF_HEADS:
        last = _complement(words, index)
    whole = last - first
    if whole > 1 and (lower in ORG_HEADS or last > index + 1) and not _is_of_law(words, last):
        yield Candidate(first, last, Kind.ORG, SHAPED)


def _is_of_law(words: Sequence[Word], index: int) -> bool:
    """Whether the words before only name a law: "Trade Union Act"."""
    return index < len(words) and words[index].joined and words[index].text in ("Act", "Bill", "Treaty")


def _left(words: Sequence[Word], index: int) -> int:
    """The first word of the run of capitals that ends at `index`, without words that begin a sentence or a role."""
    first = run_start(words, index)
    while first < index and (words[first].text.lower() in PLAIN or _is_role(words, first)):
        first += 1
    return first


def _is_role(words: Sequence[Word], index: int) -> bool:
    return words[index].text.lower() in OFFICES and words[index].text.lower() not in ("chief", "justice", "general")


def _complement(words: Sequence[Word], head: int) -> int:
    """Where "of Foreign Affairs and Trade" behind a head ends; right behind the head where there is none."""
    index = head + 1
    if (
        index + 1 >= len(words)
        or words[index].text not in ("of", "for", "on")
        or not words[index].joined
        or not words[index + 1].joined
    ):
        return head + 1
    index += 2 if words[index + 1].text == "the" else 1
    if index >= len(words) or not (words[index].capital and words[index].joined) or words[index].text.lower() in PLAIN:
        return head + 1
    end = _name(words, index)
    while end - head < _LONGEST and _goes_on(words, end, joining=words[head].text.lower() in JOINING_HEADS):
        step = 2 if words[end + 1].text == "the" else 1
        if not words[end + step].capital:
            break
        end = _name(words, end + step)
    return end


def _name(words: Sequence[Word], index: int) -> int:
    """Where a name behind "of" ends: before the rank of whoever follows."""
    known = known_name_at(words, index, name_table())
    end = known[0] if known else run_end(words, index, 5)
    return next((k for k in range(index + 1, end) if words[k].text.lower() in TITLES), end)


def _goes_on(words: Sequence[Word], end: int, *, joining: bool) -> bool:
    if end + 2 >= len(words) or not words[end].joined or not words[end + 1].joined or words[end - 1].owns:
        return False
    if words[end].text == "of":
        return words[end + 1].capital or (words[end + 1].text == "the" and words[end + 2].joined)
    return joining and words[end].text == "and" and words[end + 1].capital and words[end + 1].text not in countries()[0]


def _ending(words: Sequence[Word], index: int, kind: Kind) -> Iterator[Candidate]:
    """Names that end in their head: "Caesar Act", "Vietnam War". The head alone is no name."""
    first = _left(words, index)
    if words[index].text in _LINKED_LAWS and first < index:
        first = _linked(words, first)
    if first < index:
        last = (
            index + 2
            if index + 1 < len(words) and words[index + 1].text in ("I", "II") and words[index + 1].joined
            else index + 1
        )
        yield Candidate(first, last, kind, WORDED)
    elif index + 1 < len(words) and words[index + 1].text in ("I", "II") and words[index + 1].joined:
        yield Candidate(index, index + 2, kind, WORDED)


def _linked(words: Sequence[Word], first: int) -> int:
    """Where a law begins whose last words begin at `first`: "the Protection of the State Act", not "President of"."""
    link = first - 1
    if link > 0 and words[link].text == "the" and words[first].joined:
        link -= 1
    if (
        link < 1
        or words[link].text not in ("of", "for", "against")
        or not all(w.joined for w in words[link : first + 1])
    ):
        return first
    start = _left(words, link - 1)
    inside = start > 0 and words[start].joined and not words[start - 1].capital
    return start if inside and words[start].capital and not _is_role(words, link - 1) else first


def _election(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """Reads "2004 Canadian federal election": one event, and no country inside. Without a year the country stays."""
    first = index
    while first > 0 and index - first < 7 and words[first].joined and _of_election(words[first - 1]):
        first -= 1
    if first < index and words[first].text.isdigit() and len(words[first].text) == 4:
        month = (
            first > 0 and words[first].joined and words[first - 1].capital and words[first - 1].text.lower() in PLAIN
        )
        named = any(w.capital for w in words[first:index])
        if named or index - first > 1:
            yield Candidate(first - 1 if month and named else first, index + 1, Kind.EVENT, WORDED)


def _of_election(word: Word) -> bool:
    return word.capital or word.text in _OF_ELECTIONS or (word.text.isdigit() and len(word.text) == 4)


def _outlet(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """Reads "Al Mayadeen broadcaster", "Anadolu news agency", and the other way round: "the newspaper Al-Watan"."""
    yield from _before_outlet(words, index)
    behind = (
        index + 2
        if words[index].text == "news" and index + 1 < len(words) and words[index + 1].text == "agency"
        else index + 1
    )
    follows = (
        behind < len(words)
        and words[behind].joined
        and words[behind].capital
        and words[behind].text.lower() not in PLAIN
    )
    if follows and _announces(words, index):
        yield Candidate(behind, run_end(words, behind, 4), Kind.ORG, SHAPED)


def _before_outlet(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """The name before the word for an outlet, without a nationality at its start; "Rossiya 24" may end in digits."""
    if index < 1 or not words[index].joined or not _announces(words, index):
        return
    last = index - 2 if index > 1 and words[index - 1].text.isdigit() and words[index - 1].joined else index - 1
    if not words[last].capital or words[index - 1].text in countries()[0]:
        return
    first = run_start(words, last)
    while first < index and (words[first].text.lower() in PLAIN or words[first].text in countries()[1]):
        first += 1
    if first < index:
        yield Candidate(first, index, Kind.ORG, WORDED)


def _announces(words: Sequence[Word], index: int) -> bool:
    following = words[index + 1].text if index + 1 < len(words) and words[index + 1].joined else ""
    if words[index].text in OUTLET_WORDS:
        return True
    return following in (
        "agency",
        "outlet",
        "channel",
        "station",
        "broadcaster",
        "television",
        "media",
        "site",
        "website",
    )


def _addressed(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """Reads "told Sputnik", "according to Tasnim": an unknown name there is an outlet, unless more says else."""
    name = index + 1
    if name >= len(words) or not words[name].joined or not words[name].capital or words[name].text.lower() in PLAIN:
        return
    if words[index].text == "to" and (index == 0 or words[index - 1].text.lower() != "according"):
        return
    if words[index].text == "by" and (
        index == 0 or words[index - 1].text not in ("quoted", "cited", "reported", "published")
    ):
        return
    last = run_end(words, name, 3)
    if all(w.text.lower() not in RUN_PARTICLES for w in words[name:last]) or words[name].text in ("Al", "El"):
        yield Candidate(name, last, Kind.ORG, HINTED)
