"""Cities that datelines name, and the countries, states and provinces that follow them.

Files: reads `tasks/lexicon/en/datelines.txt` once.
"""

from tasks.lexicon.word_lists import phrases


def place_key(name: str) -> str:
    """A place's name as the key of these tables: no dots, no spaces, no case, one kind of apostrophe."""
    return name.replace(".", "").replace(" ", "").replace("’", "'").casefold()


CITIES: dict[str, str] = {place_key(name): name for name in phrases("datelines", "cities")}
UPPER_ONLY: frozenset[str] = frozenset(map(place_key, phrases("datelines", "cities that are also words")))
COUNTRIES: dict[str, str] = {place_key(name): name for name in phrases("datelines", "countries")}
PROVINCES: frozenset[str] = frozenset(map(place_key, phrases("datelines", "states and provinces")))
