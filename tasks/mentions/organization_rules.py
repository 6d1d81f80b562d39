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
from tasks.mentions.candidate import HINTED, SHAPED, WORDED, Found
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


def read_off(ws: Sequence[Word]) -> list[Found]:
    """All findings; they may overlap."""
    found: list[Found] = []
    for at, word in enumerate(ws):
        if word.capital:
            found += _by_head(ws, at)
        elif word.text in _ELECTIONS:
            found += _election(ws, at)
        elif word.text in OUTLET_WORDS or word.text in ("news", "television", "radio", "state"):
            found += _outlet(ws, at)
        elif word.text in ("told", "by", "to"):
            found += _addressed(ws, at)
    return found


def _by_head(ws: Sequence[Word], at: int) -> Iterator[Found]:
    lower = ws[at].text.lower()
    if lower in _FIRST_WORDS and at + 1 < len(ws) and ws[at + 1].capital and ws[at + 1].joined:
        yield Found(at, run_end(ws, at, 4), Kind.ORG, SHAPED)
    elif (lower in ORG_HEADS or lower in OF_HEADS) and not begins_rank(ws, at):
        yield from _organisation(ws, at)
    elif lower in LAW_HEADS:
        yield from _ending(ws, at, Kind.LAW)
    elif lower in EVENT_HEADS:
        yield from _ending(ws, at, Kind.EVENT)
    elif lower in _NUMBERED_LAWS and at + 1 < len(ws) and ws[at + 1].text.isdigit() and ws[at + 1].joined:
        yield Found(_left(ws, at), at + 2, Kind.LAW, WORDED)
    elif lower == "process" and at > 0 and ws[at - 1].text == "Peace" and ws[at].joined:
        yield Found(_left(ws, at), at + 1, Kind.EVENT, WORDED)
    elif lower == "operation" and at + 1 < len(ws) and ws[at + 1].capital and ws[at + 1].joined:
        yield Found(at, run_end(ws, at, 4), Kind.EVENT, WORDED)


def _organisation(ws: Sequence[Word], at: int) -> Iterator[Found]:
    lower = ws[at].text.lower()
    first, last = _left(ws, at), at + 1
    if lower in OF_HEADS:
        last = _complement(ws, at)
    whole = last - first
    if whole > 1 and (lower in ORG_HEADS or last > at + 1) and not _is_of_law(ws, last):
        yield Found(first, last, Kind.ORG, SHAPED)


def _is_of_law(ws: Sequence[Word], at: int) -> bool:
    """Whether the words before only name a law: "Trade Union Act"."""
    return at < len(ws) and ws[at].joined and ws[at].text in ("Act", "Bill", "Treaty")


def _left(ws: Sequence[Word], at: int) -> int:
    """The first word of the run of capitals that ends at `at`, without words that only begin a sentence or a role."""
    first = run_start(ws, at)
    while first < at and (ws[first].text.lower() in PLAIN or _is_role(ws, first)):
        first += 1
    return first


def _is_role(ws: Sequence[Word], at: int) -> bool:
    return ws[at].text.lower() in OFFICES and ws[at].text.lower() not in ("chief", "justice", "general")


def _complement(ws: Sequence[Word], head: int) -> int:
    """Where "of Foreign Affairs and Trade" behind a head ends; right behind the head where there is none."""
    at = head + 1
    if at + 1 >= len(ws) or ws[at].text not in ("of", "for", "on") or not ws[at].joined or not ws[at + 1].joined:
        return head + 1
    at += 2 if ws[at + 1].text == "the" else 1
    if at >= len(ws) or not (ws[at].capital and ws[at].joined) or ws[at].text.lower() in PLAIN:
        return head + 1
    end = _name(ws, at)
    while end - head < _LONGEST and _goes_on(ws, end, joining=ws[head].text.lower() in JOINING_HEADS):
        step = 2 if ws[end + 1].text == "the" else 1
        if not ws[end + step].capital:
            break
        end = _name(ws, end + step)
    return end


def _name(ws: Sequence[Word], at: int) -> int:
    """Where a name behind "of" ends: before the rank of whoever follows."""
    known = known_name_at(ws, at, name_table())
    end = known[0] if known else run_end(ws, at, 5)
    return next((k for k in range(at + 1, end) if ws[k].text.lower() in TITLES), end)


def _goes_on(ws: Sequence[Word], end: int, *, joining: bool) -> bool:
    if end + 2 >= len(ws) or not ws[end].joined or not ws[end + 1].joined or ws[end - 1].owns:
        return False
    if ws[end].text == "of":
        return ws[end + 1].capital or (ws[end + 1].text == "the" and ws[end + 2].joined)
    return joining and ws[end].text == "and" and ws[end + 1].capital and ws[end + 1].text not in countries()[0]


def _ending(ws: Sequence[Word], at: int, kind: Kind) -> Iterator[Found]:
    """Names that end in their head: "Caesar Act", "Vietnam War". The head alone is no name."""
    first = _left(ws, at)
    if ws[at].text in _LINKED_LAWS and first < at:
        first = _linked(ws, first)
    if first < at:
        last = at + 2 if at + 1 < len(ws) and ws[at + 1].text in ("I", "II") and ws[at + 1].joined else at + 1
        yield Found(first, last, kind, WORDED)
    elif at + 1 < len(ws) and ws[at + 1].text in ("I", "II") and ws[at + 1].joined:
        yield Found(at, at + 2, kind, WORDED)


def _linked(ws: Sequence[Word], first: int) -> int:
    """Where a law begins whose last words begin at `first`: "the Protection of the State Act", not "President of"."""
    link = first - 1
    if link > 0 and ws[link].text == "the" and ws[first].joined:
        link -= 1
    if link < 1 or ws[link].text not in ("of", "for", "against") or not all(w.joined for w in ws[link : first + 1]):
        return first
    start = _left(ws, link - 1)
    inside = start > 0 and ws[start].joined and not ws[start - 1].capital
    return start if inside and ws[start].capital and not _is_role(ws, link - 1) else first


def _election(ws: Sequence[Word], at: int) -> Iterator[Found]:
    """Reads "2004 Canadian federal election": one event, and no country inside. Without a year the country stays."""
    first = at
    while first > 0 and at - first < 7 and ws[first].joined and _of_election(ws[first - 1]):
        first -= 1
    if first < at and ws[first].text.isdigit() and len(ws[first].text) == 4:
        month = first > 0 and ws[first].joined and ws[first - 1].capital and ws[first - 1].text.lower() in PLAIN
        named = any(w.capital for w in ws[first:at])
        if named or at - first > 1:
            yield Found(first - 1 if month and named else first, at + 1, Kind.EVENT, WORDED)


def _of_election(word: Word) -> bool:
    return word.capital or word.text in _OF_ELECTIONS or (word.text.isdigit() and len(word.text) == 4)


def _outlet(ws: Sequence[Word], at: int) -> Iterator[Found]:
    """Reads "Al Mayadeen broadcaster", "Anadolu news agency", and the other way round: "the newspaper Al-Watan"."""
    yield from _before_outlet(ws, at)
    behind = at + 2 if ws[at].text == "news" and at + 1 < len(ws) and ws[at + 1].text == "agency" else at + 1
    follows = behind < len(ws) and ws[behind].joined and ws[behind].capital and ws[behind].text.lower() not in PLAIN
    if follows and _announces(ws, at):
        yield Found(behind, run_end(ws, behind, 4), Kind.ORG, SHAPED)


def _before_outlet(ws: Sequence[Word], at: int) -> Iterator[Found]:
    """The name before the word for an outlet, without a nationality at its start; "Rossiya 24" may end in digits."""
    if at < 1 or not ws[at].joined or not _announces(ws, at):
        return
    last = at - 2 if at > 1 and ws[at - 1].text.isdigit() and ws[at - 1].joined else at - 1
    if not ws[last].capital or ws[at - 1].text in countries()[0]:
        return
    first = run_start(ws, last)
    while first < at and (ws[first].text.lower() in PLAIN or ws[first].text in countries()[1]):
        first += 1
    if first < at:
        yield Found(first, at, Kind.ORG, WORDED)


def _announces(ws: Sequence[Word], at: int) -> bool:
    following = ws[at + 1].text if at + 1 < len(ws) and ws[at + 1].joined else ""
    if ws[at].text in OUTLET_WORDS:
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


def _addressed(ws: Sequence[Word], at: int) -> Iterator[Found]:
    """Reads "told Sputnik", "according to Tasnim": an unknown name there is an outlet, unless more says else."""
    name = at + 1
    if name >= len(ws) or not ws[name].joined or not ws[name].capital or ws[name].text.lower() in PLAIN:
        return
    if ws[at].text == "to" and (at == 0 or ws[at - 1].text.lower() != "according"):
        return
    if ws[at].text == "by" and (at == 0 or ws[at - 1].text not in ("quoted", "cited", "reported", "published")):
        return
    last = run_end(ws, name, 3)
    if all(w.text.lower() not in RUN_PARTICLES for w in ws[name:last]) or ws[name].text in ("Al", "El"):
        yield Found(name, last, Kind.ORG, HINTED)
