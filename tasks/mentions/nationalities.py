"""Finds the names of the tables in a text: nationalities, countries with their long forms, places, organisations.

Pure, but for reading the tables once.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.mentions.candidate import LISTED, Found
from tasks.mentions.name_table import known_name_at, name_table
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

_FORMS = word_set("Republic Kingdom State Sultanate Emirate Principality Duchy Realm Confederation")
_KINDS_OF_STATE = word_list("mentions", "kinds of state")


def listed(ws: Sequence[Word]) -> list[Found]:
    """Every name of the tables that stands in the text, the longest at each place; shaky ones left out."""
    table = name_table()
    found: list[Found] = []
    at = 0
    while at < len(ws):
        known = known_name_at(ws, at, table) if ws[at].text in table else None
        if known is None:
            at += 1
            continue
        end, fact = known
        if not fact.is_ambiguous:
            first = _form_of_state(ws, at) if fact.kind is Kind.PLACE and fact.country else at
            found.append(Found(first, end, fact.kind, LISTED, fact.country))
        at = end
    return found


def _form_of_state(ws: Sequence[Word], at: int) -> int:
    """Where a country's long form begins, whose name stands at `at`: "Plurinational State of Bolivia"."""
    link = at - 2 if at > 1 and ws[at - 1].text == "the" and ws[at].joined else at - 1
    if link < 1 or ws[link].text != "of" or ws[link - 1].text not in _FORMS or not ws[link].joined:
        return at
    first = link - 1
    while first > 0 and ws[first].joined and ws[first - 1].text in _KINDS_OF_STATE:
        first -= 1
    # "Islamic State of Iraq" is no state.
    return first if ws[link + 1].joined and (ws[first].text, ws[first + 1].text) != ("Islamic", "State") else at
