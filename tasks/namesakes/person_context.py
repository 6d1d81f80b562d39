"""Pure. What an article says beside the name of a person: trade, country of the office, year of birth.

Only what stands right at the name counts: its role, the word before it ("striker John Smith") and what is put behind it
between commas (", 34, a plumber,").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from tasks.lexicon.word_lists import table_rows
from tasks.places.countries import country_code

# Characters before and behind the name that are looked at.
_BEFORE = 24
_BEHIND = 60
_WORD = re.compile(r"[\w'’-]+")
_LAST_WORD = re.compile(r"([\w-]+) $")
_AGE = re.compile(r"(?:, (?:aged? )?| \()(\d{2})(?=[,.)])")
_APPOSITION = re.compile(
    r", (?!(?:and|but|or|which|while|when|as) )(?:\d\d, )?(?:(?:an?|the|who (?:is|was) an?) )?"
    r"((?:[\w'’.-]+ ){0,5}?[\w'’-]+)(?=[,.;)]|$)",
)
# "Islamic Republic of Iran" is four words; "South Korean" two.
_LONGEST_COUNTRY = 4


@dataclass(slots=True)
class Circumstances:
    """What an article tells of a person. `lands` are ISO 3166-1 alpha-2 codes, `ages` in years."""

    trades: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)

    def add(self, text: str, start: int, end: int, role: str | None) -> None:
        """Takes in one mention: the name stands at `text[start:end]`."""
        for said in (role or "", _word_before(text, start), _apposition(text, end)):
            self.trades |= {_trades()[word] for word in _WORD.findall(said.lower()) if word in _trades()}
        if role and (land := _land(role)):
            self.lands.add(land)
        if age := _AGE.match(text, end, end + _BEHIND):
            self.ages.add(int(age.group(1)))


@cache
def _trades() -> dict[str, str]:
    """Words to trades."""
    return {word: trade for line in table_rows("trades.txt") for trade, *words in [line.split()] for word in words}


def _word_before(text: str, start: int) -> str:
    found = _LAST_WORD.search(text, max(start - _BEFORE, 0), start)
    return found.group(1) if found else ""


def _apposition(text: str, end: int) -> str:
    found = _APPOSITION.match(text[end : end + _BEHIND].split("\n", maxsplit=1)[0])
    return found.group(1) if found else ""


def _land(role: str) -> str | None:
    """The country that a role begins with: "Syrian Defense Minister"."""
    words = role.split()
    for length in range(min(_LONGEST_COUNTRY, len(words)), 0, -1):
        if code := country_code(" ".join(words[:length])):
            return code
    return None
