"""Kinds of names by the words around them, where neither tables nor their own words give one.

Pure.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.mentions.candidate import NameWords
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

_SAYING = word_list("mentions", "verbs of persons")
_HUMAN = word_set("he his him himself she her hers herself who whose")
_WITHIN = word_set("in near outside around across throughout inside within")
_WINDOW = 7  # words behind a name among which a pronoun is likely to mean it
_LINE_END = frozenset(".!?;\n")


def kinds_in_context(
    words: Sequence[Word], text: str, places: Iterable[tuple[int, NameWords]]
) -> dict[NameWords, Kind]:
    """The kinds that the contexts of the article give: in a third of the places, and more often than the other kind.

    `places` are (index of the first word, words) of names of undecided kind.
    """
    counts: Counter[NameWords] = Counter()
    persons: Counter[NameWords] = Counter()
    locations: Counter[NameWords] = Counter()
    for first, key in places:
        counts[key] += 1
        persons[key] += _acts_as_person(words, text, first + len(key))
        locations[key] += first > 0 and words[first].joined and words[first - 1].text.lower() in _WITHIN
    kinds: dict[NameWords, Kind] = {}
    for key, count in counts.items():
        if persons[key] > locations[key] and persons[key] * 3 >= count:
            kinds[key] = Kind.PERSON
        elif locations[key] > persons[key] and locations[key] * 3 >= count:
            kinds[key] = Kind.PLACE
    return kinds


def _acts_as_person(words: Sequence[Word], text: str, after: int) -> bool:
    if after < len(words) and words[after].joined and words[after].text in _SAYING:
        return True
    for index in range(after, min(after + _WINDOW, len(words))):
        if not _LINE_END.isdisjoint(text[words[index - 1].end : words[index].start]):
            return False
        if words[index].text in _HUMAN:
            return True
        if words[index].capital:
            return False
    return False
