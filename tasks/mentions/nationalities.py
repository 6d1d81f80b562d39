"""Finds the names of the tables in a text: nationalities, countries with their long forms, places, organisations.

Pure, but for reading the tables once.
"""

from collections.abc import Sequence

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.mentions.candidate import LISTED, Candidate
from tasks.mentions.name_table import known_name_at, name_table
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

_FORMS = word_set("Republic Kingdom State Sultanate Emirate Principality Duchy Realm Confederation")
_KINDS_OF_STATE = word_list("mentions", "kinds of state")


def candidates_from_tables(words: Sequence[Word]) -> list[Candidate]:
    """Every name of the tables that stands in the text, the longest at each place, without the ambiguous ones."""
    table = name_table()
    candidates: list[Candidate] = []
    index = 0
    while index < len(words):
        entry = known_name_at(words, index, table) if words[index].text in table else None
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
