"""Pure. Keys by which a database finds the names that may be one: set-based, instead of all against all."""

from __future__ import annotations

from tasks.names.parts import PersonParts
from tasks.names.transliterate import encode_consonants, encode_sound


def build_person_keys(person: PersonParts) -> frozenset[str]:
    """Keys of a person's name; n parts give some n²: 5 for two, 9 for three, a few more where one begins with h or j.

    A name of several parts: the consonants of one part beside the first sound of another ("pkr/m" for Mohammad
    Baqeri), so that a misspelt part costs one key and a common given name makes no crowd. For names of a single part
    the consonants of the first, the last and all parts together, behind "=".
    """
    parts = person.parts
    spelt = all(part.is_initial for part in parts)
    keys = {
        f"{code}/{first}"
        for i, part in enumerate(parts)
        if spelt or not part.is_initial
        for j, beside in enumerate(parts)
        if i != j
        for code in part.codes
        for first in beside.firsts
    }
    for end in (*parts[:1], *parts[-1:]):
        keys.update([f"={code}" for code in end.codes])
    if len(parts) == 2:
        keys.add(f"={encode_consonants(encode_sound(parts[0].text + parts[1].text))}")
    return frozenset(keys)
