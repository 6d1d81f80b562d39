"""The world's news agencies, and which names read as an outlet's.

Files: reads `tasks/lexicon/en/news_agencies.txt` once.
"""

import re

from tasks.lexicon.word_lists import phrase_groups, phrase_set, phrases

DESKS = frozenset(phrases("news_agencies", "desks"))
_OUTLET_NAME_WORDS = frozenset(phrases("news_agencies", "words of outlets"))
_OUTLET_STARTS = phrase_set("radio|daily|agence|agencia|voice")
_DEPARTMENTS = phrase_set("news|business|international|politics|world|arabic|persian|urdu|english|sport|money|radio")


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for short, others in phrase_groups("news_agencies", "agencies").items():
        for name in (short, *others):
            table.setdefault(_key(name), short)
    return table


def _key(name: str) -> str:
    return name.replace(".", "").strip().casefold()


AGENCIES: dict[str, str] = _table()
BROADCASTERS: dict[str, str] = {_key(name): name for name in phrases("news_agencies", "outlets")}

_COINED = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W\d_]*")
_NAME = re.compile(
    r"(?:\d{1,3}(?=[^\W\d_a-z]))?[^\W\d_a-z][\w.'’&+-]*(?: (?:of|the|and|de|la|[^\W\d_a-z][\w.'’&+-]*)){0,4}"
)


def agency_of(name: str) -> str | None:
    """The agency's short name for any way of writing it ("Associated Press" is "AP"), or None.

    A department of an agency is the agency ("Reuters Health", "AP Sports").
    """
    key = _key(name)
    if key in AGENCIES:
        return AGENCIES[key]
    first = name.split(" ", 1)[0]
    return AGENCIES.get(_key(first)) if first in {"Reuters", "AP", "AFP", "Bloomberg", "Xinhua", "Sputnik"} else None


def is_outlet(name: str) -> bool:
    """Whether a name reads as a paper's or broadcaster's: known, or with a word like News, Times, Radio at an end."""
    words = name.removeprefix("The ").casefold().split()
    if _key(name) in BROADCASTERS or (len(words) == 2 and words[0] in BROADCASTERS and words[1] in _DEPARTMENTS):
        return True
    return len(words) > 1 and (words[-1] in _OUTLET_NAME_WORDS or words[0] in _OUTLET_STARTS)


def is_coined(name: str) -> bool:
    """Whether a name is one made-up word with a capital inside, as outlets' are ("UrduPoint", "PressTV")."""
    return _COINED.fullmatch(name) is not None


def has_name_shape(name: str) -> bool:
    """Whether the words have the shape of a name: up to five, capitals first."""
    return len(name) <= 60 and _NAME.fullmatch(name) is not None


def outlet_name(name: str) -> str:
    """The outlet's own name: "UrduPoint News" is UrduPoint, for a coined word names it alone; "Fox News" needs both."""
    first, _, rest = name.partition(" ")
    return first if rest.casefold() in {"news", "news agency", "news network"} and is_coined(first) else name
