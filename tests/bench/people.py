"""Made-up people for benchmarks: names of syllables, spelled in more than one way, some far more often than others."""

from __future__ import annotations

import random
from functools import cache

_GIVEN, _FIRST, _MIDDLE, _LAST = (
    words.split()
    for words in (
        "Ali Mohammad Hassan Maria Anna John David Elena Ivan Sergei Wei Li Amina Fatima Carlos Ana Pierre Marie Hans "
        "Karin Yusuf Omar Leila Nadia Viktor Olga Kenji Yuki Raj Priya Ahmed Samir Jack Emma Noah Mia Pavel Irina Jose",
        "Ba Be Bra Cha Da De Fa Ga Gha Gri Ha Ho Ja Ka Kho Ko La Lo Ma Me Mo Na No Pa Pe Qa Ra Ro Sa Sha Si Ta To Va",
        "bi ba de di ga gu ka ki la li lo ma me mi na ni no pa ra re ri ro sa se si ta te ti to va vi",
        "ri ni ev ov son man ez ti di ko ski berg ley dad our ian wan lin ton field is as ou ana eh",
    )
)
# Spellings of one sound, as they are met in news (see the seed documents).
_SPELLINGS = (("gh", "q"), ("q", "gh"), ("kh", "h"), ("ov", "off"), ("ou", "u"), ("l", "ll"), ("w", "v"), ("ei", "ey"))


@cache
def person(number: int) -> str:
    """The name of the person of this number, the same every time."""
    chance = random.Random(number)
    middle = "".join(chance.choices(_MIDDLE, k=chance.randint(1, 2)))
    family = chance.choice(_FIRST) + middle + chance.choice(_LAST)
    between = f" {chance.choice(_GIVEN)}" if number % 5 == 0 else ""
    return f"{chance.choice(_GIVEN)}{between} {family}"


def spelled(name: str, chance: random.Random) -> str:
    """One in ten times another spelling: a sound written otherwise, or the middle name left out."""
    if chance.random() > 0.1:
        return name
    words = name.split()
    if len(words) > 2 and chance.random() < 0.5:
        return f"{words[0]} {words[-1]}"
    old, new = chance.choice(_SPELLINGS)
    return " ".join([*words[:-1], words[-1].replace(old, new, 1)])


def drawn(chance: random.Random, people: int) -> str:
    """A name as an article might write it. Few people are named often, most of them seldom (Pareto, shape 0.6)."""
    return spelled(person(min(int(chance.paretovariate(0.6)), people) - 1), chance)
