"""Pure, but for reading once `regions.tsv` and `wide_places.txt`. Countries and states that are named with a city."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from tasks.lexicon.word_lists import table_rows
from tasks.names.normalize import normalize_name
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


def regions_of(name: str) -> tuple[Region, ...]:
    """The country, the state or (Georgia) both of this name, as it is written."""
    return _regions().get(name, ())


def split_region(name: str) -> tuple[str, tuple[Region, ...]]:
    """A place's name taken apart: "Paris, Texas" → ("Paris", (Texas,)). A name without a region is the city's."""
    city, comma, region = name.rpartition(", ")
    found = regions_of(region) if comma else ()
    return (city, found) if found else (name, ())


def region_behind(text: str, at: int) -> str | None:
    """The English name of the region that stands behind a comma at offset `at`: that of "Paris, Texas, on Monday"."""
    if not text.startswith(", ", at):
        return None
    found = _behind().match(text, at + 2)
    return regions_of(found[0])[0].name if found else None


def map_full_places(mentioned: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """Each place of one article that is named with its country or state → both: "Tripoli" → "Tripoli, Lebanon".

    `mentioned` gives the words, the text, and where in it they end. A place that the article puts in two regions stays
    itself, and so does what is a region.
    """
    regions: defaultdict[str, set[str]] = defaultdict(set)
    for name, text, end in mentioned:
        if (region := region_behind(text, end)) and not regions_of(name):
            regions[name].add(region)
    return {name: f"{name}, {found.pop()}" for name, found in regions.items() if len(found) == 1}


@cache
def wide_places() -> frozenset[str]:
    """Normal forms of counties, provinces and landscapes that also lend their name to a city."""
    return frozenset(
        normalize_name(name, Kind.PLACE) for line in table_rows("wide_places.txt") for name in line.split("|")
    )


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    found: defaultdict[str, list[Region]] = defaultdict(list)
    for line in table_rows("countries.tsv"):
        code, named, _ = line.split("\t")
        if code.strip("-"):
            for name in named.split("|"):
                found[name].append(Region(code, "", named.split("|")[0]))
    for name, region in _divisions():
        found[name].append(region)
    return {name: tuple(regions) for name, regions in found.items()}


def _divisions() -> Iterator[tuple[str, Region]]:
    for line in table_rows("regions.tsv"):
        country, division, named = line.split("\t")
        english, *others = named.split("|")
        for name in (english, *others):
            yield name, Region(country, division, english)


@cache
def _behind() -> re.Pattern[str]:
    names = sorted(_regions(), key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(map(re.escape, names)) + ")" + _NO_ENUMERATION)
