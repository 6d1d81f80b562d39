"""Names that need no model: the nationalities, countries, places and organisations of the lexicon.

Files: the tables are read once.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tasks.lexicon.word_lists import countries, table_rows, word_list, word_set
from tasks.mentions.candidate import LISTED, Candidate
from tasks.text.words import Word, are_joined, find_words
from warehouse.model.vocabulary import Kind

_FORMS = word_set("Republic Kingdom State Sultanate Emirate Principality Duchy Realm Confederation")
_KINDS_OF_STATE = word_list("mentions", "kinds of state")


class KnownName(NamedTuple):
    """What a table says about a name. `is_ambiguous`: an ordinary word as well, a name only where the model saw one."""

    kind: Kind
    country: str | None
    is_ambiguous: bool


@cache
def _name_table() -> dict[str, list[tuple[tuple[str, ...], KnownName]]]:
    """First word → (all words, what is known), longest first. Exact case; hyphens and spaces are the same."""
    known_names: dict[str, KnownName] = {}
    for row in table_rows("places.txt"):
        known_names |= dict.fromkeys(row.split("|"), KnownName(Kind.PLACE, None, is_ambiguous=False))
    for row in table_rows("organisations.txt"):
        for name in row.split("|"):
            known_names[name.removeprefix("?")] = KnownName(Kind.ORG, None, is_ambiguous=name.startswith("?"))
    names, demonyms = countries()
    for name, code in demonyms.items():
        known_names[name] = KnownName(Kind.GROUP, code or None, is_ambiguous=False)
    for name, code in names.items():
        known_names[name] = KnownName(Kind.PLACE, code or None, is_ambiguous=False)
    table: dict[str, list[tuple[tuple[str, ...], KnownName]]] = {}
    for name, known in known_names.items():
        key = tuple(word.text for word in find_words(name))
        table.setdefault(key[0], []).append((key, known))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def known_name_at(words: Sequence[Word], start: int) -> tuple[int, KnownName] | None:
    """The longest name of the tables whose first word is word `start`: (index behind its last word, what is known)."""
    for key, known in _name_table().get(words[start].text, ()):
        end = start + len(key)
        if tuple(word.text for word in words[start:end]) == key and are_joined(words, start, end):
            return end, known
    return None


def candidates_from_tables(words: Sequence[Word]) -> list[Candidate]:
    """Every name of the tables that stands in the text, the longest at each place, without the ambiguous ones."""
    candidates: list[Candidate] = []
    index = 0
    while index < len(words):
        entry = known_name_at(words, index)
        if entry is None:
            index += 1
            continue
        end, fact = entry
        if not fact.is_ambiguous:
            first = _form_of_state(words, index) if fact.kind is Kind.PLACE and fact.country else index
            candidates.append(Candidate(first, end, fact.kind, LISTED, fact.country))
        index = end
    return candidates


def _form_of_state(words: Sequence[Word], index: int) -> int:
    """Where a country's long form begins, whose name stands at `index`: "Plurinational State of Bolivia"."""
    link = index - 2 if index > 1 and words[index - 1].text == "the" and words[index].joined else index - 1
    if link < 1 or words[link].text != "of" or words[link - 1].text not in _FORMS or not words[link].joined:
        return index
    first = link - 1
    while first > 0 and words[first].joined and words[first - 1].text in _KINDS_OF_STATE:
        first -= 1
    # "Islamic State of Iraq" is no state.
    is_state = words[link + 1].joined and (words[first].text, words[first + 1].text) != ("Islamic", "State")
    return first if is_state else index
