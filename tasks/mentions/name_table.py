"""Names that need no model: the countries, places and organisations of the lexicon, looked up word by word.

Files: the tables are read once.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tasks.lexicon.files import countries
from tasks.lexicon.word_lists import table_rows
from tasks.text.words import Word, find_words
from warehouse.model.vocabulary import Kind


class KnownName(NamedTuple):
    """What a table says about a name. `is_ambiguous`: an ordinary word as well, a name only where the model saw one."""

    kind: Kind
    country: str | None
    is_ambiguous: bool


NameTable = dict[str, list[tuple[tuple[str, ...], KnownName]]]


@cache
def name_table() -> NameTable:
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
    return _by_first_word(known_names)


def _by_first_word(known_names: dict[str, KnownName]) -> NameTable:
    table: NameTable = {}
    for name, known in known_names.items():
        key = tuple(word.text for word in find_words(name))
        table.setdefault(key[0], []).append((key, known))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def known_name_at(words: Sequence[Word], start: int, table: NameTable) -> tuple[int, KnownName] | None:
    """The longest name of the table whose first word is word `start`: (index behind its last word, what is known)."""
    for key, known in table.get(words[start].text, ()):
        end = start + len(key)
        if end <= len(words) and all(
            words[start + k].joined and words[start + k].text == key[k] for k in range(1, len(key))
        ):
            return end, known
    return None
