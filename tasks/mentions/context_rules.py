"""Pure. What the words around a name say about its kind, where neither tables nor its own words do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

Key = tuple[str, ...]

_SAYING = word_list("mentions", "verbs of persons")
_HUMAN = word_set("he his him himself she her hers herself who whose")
_WITHIN = word_set("in near outside around across throughout inside within")
_WINDOW = 7  # words behind a name among which a pronoun is likely to mean it
_LINE_END = frozenset(".!?;\n")


def kinds_in_context(ws: Sequence[Word], text: str, places: Iterable[tuple[int, Key]]) -> dict[Key, Kind]:
    """Keys for which the contexts of the article speak clearly: a third of the places, and nothing against it.

    `places` are (index of the first word, words) of names of undecided kind.
    """
    seen: Counter[Key] = Counter()
    persons: Counter[Key] = Counter()
    locations: Counter[Key] = Counter()
    for first, key in places:
        seen[key] += 1
        persons[key] += _acts_as_person(ws, text, first + len(key))
        locations[key] += first > 0 and ws[first].joined and ws[first - 1].text.lower() in _WITHIN
    out: dict[Key, Kind] = {}
    for key, count in seen.items():
        if persons[key] > locations[key] and persons[key] * 3 >= count:
            out[key] = Kind.PERSON
        elif locations[key] > persons[key] and locations[key] * 3 >= count:
            out[key] = Kind.PLACE
    return out


def _acts_as_person(ws: Sequence[Word], text: str, after: int) -> bool:
    if after < len(ws) and ws[after].joined and ws[after].text in _SAYING:
        return True
    for at in range(after, min(after + _WINDOW, len(ws))):
        if not _LINE_END.isdisjoint(text[ws[at - 1].end : ws[at].start]):
            return False
        if ws[at].text in _HUMAN:
            return True
        if ws[at].capital:
            return False
    return False
