"""Reads what an article says beside the name of a person: occupation, country of the office, age.

Pure. Only what stands right at the name counts: its role, the word before it ("striker John Smith") and the apposition
behind it (", 34, a plumber,").
"""

import re
from dataclasses import dataclass, field
from functools import cache

from tasks.lexicon.word_lists import table_rows
from tasks.places import country_code

# Characters before and behind the name that are read.
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


@dataclass(slots=True, kw_only=True)
class PersonContext:
    """A person whom an article names in full, and what it says of the person.

    `countries` are ISO 3166-1 alpha-2 codes; years of birth follow from ages where `published`, a year, is known.
    """

    entity_id: str
    name: str
    published: int | None
    occupations: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    birth_years: set[int] = field(default_factory=set)

    def add(self, text: str, start: int, end: int, role: str | None) -> None:
        """Adds the context of one mention: the name stands at `text[start:end]`."""
        for phrase in (role or "", _word_before(text, start), _apposition(text, end)):
            self.occupations |= {
                _occupations()[word] for word in _WORD.findall(phrase.lower()) if word in _occupations()
            }
        if role and (country := _country(role)):
            self.countries.add(country)
        if self.published and (age := _AGE.match(text, end, end + _BEHIND)):
            self.birth_years.add(self.published - int(age.group(1)))


@cache
def _occupations() -> dict[str, str]:
    """Words to groups of occupations."""
    return {word: group for line in table_rows("trades.txt") for group, *words in [line.split()] for word in words}


def _word_before(text: str, start: int) -> str:
    match = _LAST_WORD.search(text, max(start - _BEFORE, 0), start)
    return match.group(1) if match else ""


def _apposition(text: str, end: int) -> str:
    match = _APPOSITION.match(text[end : end + _BEHIND].split("\n", maxsplit=1)[0])
    return match.group(1) if match else ""


def _country(role: str) -> str | None:
    """The country that a role begins with: "Syrian Defense Minister"."""
    words = role.split()
    for length in range(min(_LONGEST_COUNTRY, len(words)), 0, -1):
        if code := country_code(" ".join(words[:length])):
            return code
    return None
