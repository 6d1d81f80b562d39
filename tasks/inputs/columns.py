"""Names of columns: which column of a table or a list holds which field of a record. Pure."""

import re
from functools import lru_cache

from tasks.inputs.fields import FIELDS
from tasks.lexicon.word_lists import word_groups

_NAMES = word_groups("columns", "fields")
_UNPUBLISHED = word_groups("columns", "unpublished")
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=64)
def match_columns(columns: tuple[str, ...], chosen: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Field → the columns that may hold it, best first; what the user chose excludes all others.

    Case, spaces and punctuation of a column's name do not matter. A field without a column is left out.
    """
    plain: dict[str, list[str]] = {}
    for column in columns:
        plain.setdefault(_NO_LETTER.sub("", column.casefold()), []).append(column)
    found = {word for beside, words in _UNPUBLISHED.items() if beside in plain for word in words}
    names = {**_NAMES, "published_at": tuple(word for word in _NAMES["published_at"] if word not in found)}
    mapped = dict(chosen)
    taken = set(mapped.values())
    places: dict[str, tuple[str, ...]] = {}
    for name in FIELDS:
        if name in mapped:
            places[name] = (mapped[name],) if mapped[name] in columns else ()
        else:
            places[name] = tuple(
                column for word in names[name] for column in plain.get(word, ()) if column not in taken
            )
    return {name: matched for name, matched in places.items() if matched}
