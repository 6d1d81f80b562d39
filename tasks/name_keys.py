"""Pure. Keys by which a database finds the names that may be one: set-based, instead of all against all."""

from __future__ import annotations

from tasks.name_letters import skeleton, sound
from tasks.name_parts import Part, PersonParts


def person_keys(person: PersonParts) -> frozenset[str]:
    """Keys of a person's name; n parts give some n²: 5 for two, 9 for three, a few more where one begins with h or j.

    A name of several parts: the consonants of one part beside the first sound of another ("pkr/m" for Mohammad
    Baqeri), so that a misspelt part costs one key and a common given name makes no crowd. For names of a single part
    the consonants of the first, the last and all parts together, behind "=".
    """
    parts = person.parts
    spelt = all(part.is_initial for part in parts)
    codes = [_codes(part) for part in parts]
    firsts = [_firsts(part, codes[i]) for i, part in enumerate(parts)]
    keys = {
        f"{code}/{first}"
        for i, part in enumerate(parts)
        if spelt or not part.is_initial
        for j in range(len(parts))
        if i != j
        for code in codes[i]
        for first in firsts[j]
    }
    for ends in (codes[:1], codes[-1:]):
        keys.update(f"={code}" for found in ends for code in found)
    if len(parts) == 2:
        keys.add(f"={skeleton(sound(parts[0].text + parts[1].text))}")
    return frozenset(keys)


def _codes(part: Part) -> frozenset[str]:
    """The consonants of the word, or of the names it spells or is short for: Bill and William share one.

    An h or j in front is counted and left out: Idayet, Hidayet; Jarosh, Yarosh.
    """
    codes = {skeleton(sound(name)) for name in part.known | part.called} | {part.skeleton}
    return frozenset(codes | {skeleton(part.bare[1:])} if part.bare[0] in "hj" else codes)


def _firsts(part: Part, codes: frozenset[str]) -> frozenset[str]:
    return frozenset(code[0] for code in codes) | {skeleton(part.heard)[0]}
