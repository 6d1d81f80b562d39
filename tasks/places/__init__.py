"""Knows countries, regions, cities and news agencies, and locates a place by its name."""

from tasks.places.cities import CITIES, COUNTRIES, PROVINCES, UPPER_ONLY, place_key
from tasks.places.gazetteer import are_different_places, locate_place
from tasks.places.news_agencies import BROADCASTERS, DESKS, agency_of, has_name_shape, is_coined, is_outlet, outlet_name
from tasks.places.regions import country_code, map_full_places, split_region

__all__ = [
    "BROADCASTERS",
    "CITIES",
    "COUNTRIES",
    "DESKS",
    "PROVINCES",
    "UPPER_ONLY",
    "agency_of",
    "are_different_places",
    "country_code",
    "has_name_shape",
    "is_coined",
    "is_outlet",
    "locate_place",
    "map_full_places",
    "outlet_name",
    "place_key",
    "split_region",
]
