"""Where places lie: by their names, and only where these tell."""

from __future__ import annotations

import pytest

from tasks.places.gazetteer import are_different_places, locate_place
from tasks.places.regions import map_full_places
from warehouse.model.vocabulary import LocatedFrom


@pytest.mark.parametrize(
    ("name", "country", "rule"),
    [
        ("Islamic Republic of Iran", "IR", LocatedFrom.COUNTRY),
        ("Texas", "US", LocatedFrom.STATE),
        ("New York", "US", LocatedFrom.STATE),
        ("Paris", "FR", LocatedFrom.LARGEST),
        ("Kiev", "UA", LocatedFrom.LARGEST),
        ("Zürich", "CH", LocatedFrom.LARGEST),
        ("The Hague", "NL", LocatedFrom.LARGEST),
        ("St. Petersburg", "RU", LocatedFrom.LARGEST),
        ("Paris, Texas", "US", LocatedFrom.REGION),
        ("Tripoli, Lebanon", "LB", LocatedFrom.REGION),
        ("St. Petersburg, Fla.", "US", LocatedFrom.REGION),
        ("Rome, Georgia", "US", LocatedFrom.REGION),
        ("Tbilisi, Georgia", "GE", LocatedFrom.REGION),
    ],
)
def test_a_name_that_tells(name: str, country: str, rule: LocatedFrom) -> None:
    found = locate_place(name)
    assert found is not None
    assert (found.country, found.rule) == (country, rule)
    has_point = rule in {LocatedFrom.LARGEST, LocatedFrom.REGION}
    assert (found.latitude is not None, found.longitude is not None) == (has_point, has_point)


@pytest.mark.parametrize(
    "name",
    [
        "Springfield",  # many
        "San Jose",  # two of a size
        "Barcelona",  # another in Venezuela, half as large
        "Georgia",  # a country and a state
        "Congo",  # two countries
        "Surrey",  # a county; the cities of the name are elsewhere
        "Odessa",  # named so: a small one; called so as well: a large one
        "Lilo",  # what Lille is called in another language
        "LA",  # an abbreviation stands for a state only behind a city
        "Paris, Germany",
        "Nowhere at all",
        "",
    ],
)
def test_a_name_that_does_not_tell(name: str) -> None:
    assert locate_place(name) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Tripoli", "Tripoli, Lebanon", True),
        ("Tripoli", "Tripoli, Libya", False),
        ("Springfield, Ohio", "Springfield, Illinois", True),
        ("Springfield, Ohio", "Springfield", None),
        ("Smallham, Ohio", "Smallham", False),
        ("Smallham, Ohio", "Smallham, Kansas", None),
        ("Paris", "Paris, Germany", False),
        ("Paris", "Paris, Nebraska", None),
        ("Lausanne", "Louisiana", True),
        ("Kiev", "Kyiv", False),
        ("Homs", "Hims", False),
    ],
)
def test_places_of_one_name(one: str, other: str, apart: bool | None) -> None:
    assert are_different_places(one, other) is apart
    assert are_different_places(other, one) is apart


def places(text: str, *names: str) -> dict[str, str]:
    return map_full_places((name, text, text.index(name) + len(name)) for name in names)


def test_a_place_is_named_with_the_region_behind_it() -> None:
    text = "In Tripoli, Lebanon, it rained; in Dover, Del., and Hull, England. Rome, Georgia and Syria; Ohio, U.S."
    found = places(text, "Tripoli", "Dover", "Hull", "Rome", "Ohio")
    assert found == {"Tripoli": "Tripoli, Lebanon", "Dover": "Dover, Delaware", "Hull": "Hull, England"}


def test_a_place_in_two_regions_of_one_article_stays_itself() -> None:
    text = "Springfield, Ohio, beat Springfield, Illinois."
    second = text.rindex("Springfield")
    assert map_full_places([("Springfield", text, 11), ("Springfield", text, second + 11)]) == {}
