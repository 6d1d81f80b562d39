"""Finds organisations, laws and events by the words of their names, whatever the model saw.

Pure.
"""

from collections.abc import Iterator, Sequence

from tasks.lexicon import titles
from tasks.lexicon.word_lists import countries, word_list, word_set
from tasks.mentions.candidate import HINTED, SHAPED, WORDED, Candidate
from tasks.mentions.name_table import known_name_at
from tasks.mentions.roles import begins_rank
from tasks.text.words import RUN_PARTICLES, Word, run_end, run_start
from warehouse.model.vocabulary import Kind

_ROLES = titles.OFFICES - {"chief", "justice", "general"}
_ELECTIONS = frozenset(("election", "elections", "by-election", "referendum"))
_OF_ELECTIONS = word_list("mentions", "of elections")
_LINKED_LAWS = frozenset(("Act", "Bill", "Law"))
_FIRST_WORDS = frozenset(("radio", "agence", "agencia", "agenzia"))
_NUMBERED_LAWS = frozenset(("resolution", "resolutions", "order", "directive", "proposition"))
_BEHIND_OUTLETS = word_set("agency outlet channel station broadcaster television media site website")
# Words behind the head: "Ministry of Foreign Affairs and Trade of the Islamic Republic of Iran" has 11.
_MOST_COMPLEMENT_WORDS = 12


def candidates_from_words(words: Sequence[Word]) -> list[Candidate]:
    """The candidates that need no model; they may overlap."""
    candidates: list[Candidate] = []
    for index, word in enumerate(words):
        if word.capital:
            candidates += _by_head(words, index)
        elif word.text in _ELECTIONS:
            candidates += _election(words, index)
        elif word.text in titles.OUTLET_WORDS or word.text in ("news", "television", "radio", "state"):
            candidates += _outlet(words, index)
        elif word.text in ("told", "by", "to"):
            candidates += _addressed(words, index)
    return candidates


def _next(words: Sequence[Word], index: int) -> Word | None:
    """The word behind word `index`, where it belongs to the same phrase."""
    return words[index + 1] if index + 1 < len(words) and words[index + 1].joined else None


def _by_head(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    lower, following = words[index].text.lower(), _next(words, index)
    if lower in _FIRST_WORDS and following and following.capital:
        yield Candidate(index, run_end(words, index, 4), Kind.ORG, SHAPED)
    elif (lower in titles.ORG_HEADS or lower in titles.OF_HEADS) and not begins_rank(words, index):
        yield from _organization(words, index)
    elif lower in titles.LAW_HEADS:
        yield from _ending(words, index, Kind.LAW)
    elif lower in titles.EVENT_HEADS:
        yield from _ending(words, index, Kind.EVENT)
    elif lower in _NUMBERED_LAWS and following and following.text.isdigit():
        yield Candidate(_left(words, index), index + 2, Kind.LAW, WORDED)
    elif lower == "process" and index > 0 and words[index - 1].text == "Peace" and words[index].joined:
        yield Candidate(_left(words, index), index + 1, Kind.EVENT, WORDED)
    elif lower == "operation" and following and following.capital:
        yield Candidate(index, run_end(words, index, 4), Kind.EVENT, WORDED)


def _organization(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    lower = words[index].text.lower()
    first, last = _left(words, index), index + 1
    if lower in titles.OF_HEADS:
        last = _complement(words, index)
    following = _next(words, last - 1)
    is_law = following is not None and following.text in ("Act", "Bill", "Treaty")  # "Trade Union Act"
    if last - first > 1 and (lower in titles.ORG_HEADS or last > index + 1) and not is_law:
        yield Candidate(first, last, Kind.ORG, SHAPED)


def _left(words: Sequence[Word], index: int) -> int:
    """The first word of the run of capitals that ends at `index`, without words that begin a sentence or a role."""
    first = run_start(words, index)
    while first < index and (words[first].text.lower() in titles.PLAIN or words[first].text.lower() in _ROLES):
        first += 1
    return first


def _complement(words: Sequence[Word], head: int) -> int:
    """Where "of Foreign Affairs and Trade" behind a head ends; right behind the head where there is none."""
    link = _next(words, head)
    if link is None or link.text not in ("of", "for", "on") or _next(words, head + 1) is None:
        return head + 1
    index = head + (3 if words[head + 2].text == "the" else 2)
    following = _next(words, index - 1)
    if following is None or not following.capital or following.text.lower() in titles.PLAIN:
        return head + 1
    end = _name(words, index)
    joining = words[head].text.lower() in titles.JOINING_HEADS
    while end - head < _MOST_COMPLEMENT_WORDS and _goes_on(words, end, joining=joining):
        step = 2 if words[end + 1].text == "the" else 1
        if not words[end + step].capital:
            break
        end = _name(words, end + step)
    return end


def _name(words: Sequence[Word], index: int) -> int:
    """Where a name behind "of" ends: before the rank of whoever follows."""
    known = known_name_at(words, index)
    end = known[0] if known else run_end(words, index, 5)
    return next((k for k in range(index + 1, end) if words[k].text.lower() in titles.TITLES), end)


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
    following = _next(words, index)
    is_numbered = following is not None and following.text in ("I", "II")
    if first < index or is_numbered:
        yield Candidate(first, index + 2 if is_numbered else index + 1, kind, WORDED)


def _linked(words: Sequence[Word], first: int) -> int:
    """Where a law begins whose last words begin at `first`: "the Protection of the State Act", not "President of"."""
    link = first - 1
    if link > 0 and words[link].text == "the" and words[first].joined:
        link -= 1
    is_linked = link > 0 and words[link].text in ("of", "for", "against")
    if not is_linked or not all(word.joined for word in words[link : first + 1]):
        return first
    start = _left(words, link - 1)
    inside = start > 0 and words[start].joined and not words[start - 1].capital
    return start if inside and words[start].capital and words[link - 1].text.lower() not in _ROLES else first


def _election(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """The election of "2004 Canadian federal election": one event, no country inside. Without a year: nothing."""
    first = index
    while first > 0 and index - first < 7 and words[first].joined and _of_election(words[first - 1]):
        first -= 1
    if first < index and words[first].text.isdigit() and len(words[first].text) == 4:
        before = words[first - 1] if first > 0 and words[first].joined else None
        has_month = before is not None and before.capital and before.text.lower() in titles.PLAIN
        is_named = any(word.capital for word in words[first:index])
        if is_named or index - first > 1:
            yield Candidate(first - 1 if has_month and is_named else first, index + 1, Kind.EVENT, WORDED)


def _of_election(word: Word) -> bool:
    return word.capital or word.text in _OF_ELECTIONS or (word.text.isdigit() and len(word.text) == 4)


def _outlet(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """The outlets of "Al Mayadeen broadcaster", "Anadolu news agency" and "the newspaper Al-Watan"."""
    yield from _before_outlet(words, index)
    last = index + 1 if [word.text for word in words[index : index + 2]] == ["news", "agency"] else index
    following = _next(words, last)
    if following and following.capital and following.text.lower() not in titles.PLAIN and _announces(words, index):
        yield Candidate(last + 1, run_end(words, last + 1, 4), Kind.ORG, SHAPED)


def _before_outlet(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """The name before the word for an outlet, without a nationality at its start; "Rossiya 24" may end in digits."""
    if index < 1 or not words[index].joined or not _announces(words, index):
        return
    last = index - 2 if index > 1 and words[index - 1].text.isdigit() and words[index - 1].joined else index - 1
    if not words[last].capital or words[index - 1].text in countries()[0]:
        return
    first = run_start(words, last)
    while first < index and (words[first].text.lower() in titles.PLAIN or words[first].text in countries()[1]):
        first += 1
    if first < index:
        yield Candidate(first, index, Kind.ORG, WORDED)


def _announces(words: Sequence[Word], index: int) -> bool:
    following = _next(words, index)
    return words[index].text in titles.OUTLET_WORDS or (following is not None and following.text in _BEHIND_OUTLETS)


def _addressed(words: Sequence[Word], index: int) -> Iterator[Candidate]:
    """The name of "told Sputnik", "according to Tasnim": an outlet, unless stronger evidence says else."""
    following, before = _next(words, index), words[index - 1].text if index else ""
    if following is None or not following.capital or following.text.lower() in titles.PLAIN:
        return
    if words[index].text == "to" and before.lower() != "according":
        return
    if words[index].text == "by" and before not in ("quoted", "cited", "reported", "published"):
        return
    last = run_end(words, index + 1, 3)
    has_particle = any(word.text.lower() in RUN_PARTICLES for word in words[index + 1 : last])
    if not has_particle or following.text in ("Al", "El"):
        yield Candidate(index + 1, last, Kind.ORG, HINTED)
