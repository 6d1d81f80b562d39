"""Codes of countries and nationalities, and the countries and states that are named with a city.

Files: `countries.tsv`, `regions.tsv` and `wide_places.txt` of the lexicon are read once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from tasks.lexicon.word_lists import countries, table_rows
from tasks.names import normalize_name
from warehouse.model.vocabulary import Kind


class Region(NamedTuple):
    """A country, or a first-level `division` of one as GeoNames codes it ("TX"), else "". `name`: in English.

    `country` is an ISO 3166-1 alpha-2 code.
    """

    country: str
    division: str
    name: str


# "Paris, Texas and Rome, Georgia": the enumeration of "Beirut, Lebanon and Syria" looks the same, and goes without.
_NO_ENUMERATION = r"(?![\w’'-])(?! (?:and|or|&) )"


def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name or a nationality, exact case, leading article allowed; else None."""
    names, demonyms = countries()
    bare = " ".join(name.replace("-", " ").split())
    forms = (name, bare, bare.removeprefix("the ").removeprefix("The "))
    return next((code for form in forms if (code := names.get(form) or demonyms.get(form))), None)


def regions_of(name: str) -> tuple[Region, ...]:
    """The country, the state or (Georgia) both of this name, as it is written."""
    return _regions().get(name, ())


def split_region(name: str) -> tuple[str, tuple[Region, ...]]:
    """A place's name taken apart: "Paris, Texas" → ("Paris", (Texas,)). A name without a region is the city's."""
    city, comma, region = name.rpartition(", ")
    regions = regions_of(region) if comma else ()
    return (city, regions) if regions else (name, ())


def region_behind(text: str, offset: int) -> str | None:
    """The English name of the region behind a comma at the offset: Texas in "Paris, Texas, on Monday"."""
    match = _behind().match(text, offset + 2) if text.startswith(", ", offset) else None
    return regions_of(match[0])[0].name if match else None


def map_full_places(mentions: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """Each place of one article that is named with its country or state → both: "Tripoli" → "Tripoli, Lebanon".

    `mentions` gives the words, the text, and where in it they end. A place that the article puts in two regions stays
    itself, and so does what is a region.
    """
    regions: defaultdict[str, set[str]] = defaultdict(set)
    for name, text, end in mentions:
        if (region := region_behind(text, end)) and not regions_of(name):
            regions[name].add(region)
    return {name: f"{name}, {names.pop()}" for name, names in regions.items() if len(names) == 1}


@cache
def wide_places() -> frozenset[str]:
    """Normal forms of counties, provinces and landscapes that also lend their name to a city."""
    return frozenset(
        normalize_name(name, Kind.PLACE) for line in table_rows("wide_places.txt") for name in line.split("|")
    )


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    by_name: defaultdict[str, list[Region]] = defaultdict(list)
    for row in table_rows("countries.tsv"):
        code, written_names, _ = row.split("\t")
        if code.strip("-"):
            names = written_names.split("|")
            for name in names:
                by_name[name].append(Region(code, "", names[0]))
    for name, region in _divisions():
        by_name[name].append(region)
    return {name: tuple(regions) for name, regions in by_name.items()}


def _divisions() -> Iterator[tuple[str, Region]]:
    for row in table_rows("regions.tsv"):
        country, division, written_names = row.split("\t")
        english, *others = written_names.split("|")
        for name in (english, *others):
            yield name, Region(country, division, english)


@cache
def _behind() -> re.Pattern[str]:
    names = sorted(_regions(), key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(map(re.escape, names)) + ")" + _NO_ENUMERATION)
