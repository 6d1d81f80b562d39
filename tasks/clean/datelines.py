"""Finds the dateline at the start of a story: `CAIRO (UrduPoint News / Sputnik - 08th July, 2020) Syrian …`.

Pure. A dateline is read part by part (place, country, day, credit, dash or colon); then the parts decide. The rules
come from the style books of the Associated Press and Reuters (place in capitals, a country or state unless the city
stands alone, the agency in brackets, a dash) and from other agencies (TASS between slashes, a colon in South Asia). A
place in capitals that is a known city needs only a dash or a colon; a place in mixed case needs the same and a
sentence after it; any other place needs a credit, a day, or a country or state beside it. A country alone is a topic.
"""

import re

from tasks.clean.dateline_parts import PLACE_PARTICLES, DatelineParts, read_dateline_parts
from tasks.lexicon.word_lists import phrase_set
from tasks.model.stages import Dateline
from tasks.places import CITIES, place_key

_WINDOW_CHARS = 240  # characters of the paragraph that are looked at: the longest dateline we know of has 110

_OPENING = re.compile(r"\A[\"'“‘«„\[(]*")
_ARTICLES = phrase_set("al|el|ad|an|ar|as|ash|at|az|es|ez")
_SPANISH = phrase_set("villa|ciudad|puerto|san|santa|santo|pueblo|nueva|nuevo|cerro|playa")
_NOT_PLACES = phrase_set(
    "the|a|an|in|on|at|by|for|but|mr|mrs|ms|dr|president|minister|breaking|exclusive|update|updated|opinion|"
    "analysis|watch|video|photo|photos|file|question|answer|live|report|photographs|image|story|note|editor's|"
    "factbox"
)


def find_dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline at the start of the paragraph that begins at `start` (after any spaces), or None. Never raises.

    Offsets are half-open characters of `text`. A byline in front ("By A. Writer WASHINGTON (Reuters) -") is not part
    of the span. A dateline that is a paragraph of its own ends where the next paragraph begins. `place` is the city
    without its country, state or province; several places, and several agencies, are joined with "/".
    """
    start = max(0, start)
    while start < len(text) and text[start].isspace():
        start += 1
    line_end = text.find("\n", start, start + _WINDOW_CHARS)
    window = text[start : line_end if line_end >= 0 else start + _WINDOW_CHARS]
    parts = read_dateline_parts(window)
    if parts is None or not _is_dateline(parts, window[parts.position :]):
        return None
    end = start + parts.position
    while end < len(text) and text[end].isspace():
        end += 1
    return Dateline(
        start_char=start + parts.begin,
        end_char=end,
        place="/".join(_normalize_place(name) for name in parts.names) or None,
        day=parts.day,
        month_day=None if parts.day else parts.month_day,
        agency="/".join(parts.agencies) or None,
        outlet=parts.outlet,
    )


def _is_dateline(parts: DatelineParts, rest: str) -> bool:
    """Whether the parts make a dateline."""
    begins = not _OPENING.sub("", rest, count=1)[:1].islower()
    if not parts.names:
        return parts.is_credited and parts.mark == "dash" and begins
    if not parts.is_known and _is_not_a_place(parts):
        return False
    if parts.is_credited:
        return _is_credited_dateline(parts, begins=begins)
    if parts.is_dated:
        return _is_dated_dateline(parts, rest, begins=begins)
    if parts.has_guessed_agency:
        return (parts.is_known or parts.has_region) and parts.mark == "dash" and begins
    return _is_bare_dateline(parts, rest, begins=begins)


def _is_credited_dateline(parts: DatelineParts, *, begins: bool) -> bool:
    if parts.is_known or parts.has_region:
        return begins or bool(parts.mark)
    # A short word in capitals is an abbreviation ("BBC (Reuters) -"); two words in mixed case are a person.
    short = parts.is_upper and all(len(name) < 5 for name in parts.names)
    if parts.is_upper and not short:
        return begins
    words = sum(len(name.split()) for name in parts.names)
    return begins and (parts.is_dated or (words == 1 and not short and (parts.mark == "dash" or parts.has_slashes)))


def _is_dated_dateline(parts: DatelineParts, rest: str, *, begins: bool) -> bool:
    if not begins:
        return False
    if parts.mark:
        return parts.is_upper or parts.is_known or parts.has_region
    alone = not rest.strip()
    return parts.is_upper and (parts.is_known or parts.has_region or alone) and parts.day is not None


def _is_bare_dateline(parts: DatelineParts, rest: str, *, begins: bool) -> bool:
    """Whether a place and a dash or a colon alone make a dateline."""
    if parts.mark == "dash" and parts.is_upper:
        return (parts.is_known or parts.has_region) and bool(rest.strip())
    if parts.mark == "colon" and parts.is_upper:
        return parts.is_known and begins and _is_prose(rest, least=3)
    if not parts.mark or not begins or parts.is_upper:
        return False
    placed = parts.stands_alone or (parts.has_region and parts.mark == "dash")
    return placed and _is_prose(rest, least=5)


def _is_prose(rest: str, least: int) -> bool:
    """Whether a story follows rather than a headline or a question: `least` words or more, most of them small."""
    words = rest.split()
    if len(words) < least or rest.rstrip("\"'”’").endswith("?"):
        return False
    small = sum(word[0].islower() for word in words[1:])
    return least < 5 or (2 * small >= len(words) - 1 and (len(rest) >= 60 or rest.rstrip("\"'”’").endswith(".")))


def _normalize_place(name: str) -> str:
    """A place in normal case: as the table writes it, else capitals word by word with small particles inside."""
    is_known = CITIES.get(place_key(name))
    if is_known:
        return is_known
    if not name.isupper() and not any(word.isupper() and len(word) > 2 for word in name.split()):
        return name
    words = [_capitalize(word) for word in name.split()]
    return " ".join(_lower_particle(word, words[number - 1]) if number else word for number, word in enumerate(words))


def _lower_particle(word: str, before: str) -> str:
    """A word inside a place's name: "Dar es Salaam", "Ras al-Khaimah", but "Villa El Salvador"."""
    if before.casefold() in _SPANISH:
        return word if word.casefold() in ("el", "la", "los", "las") else _lower_particle(word, "")
    head, hyphen, tail = word.partition("-")
    return head.lower() + hyphen + tail if head.casefold() in (_ARTICLES if hyphen else PLACE_PARTICLES) else word


def _capitalize(word: str) -> str:
    small = {"au", "de", "en", "sur", "upon", "on", "am", "les", "la", "le", "sous", "i", "e", "ye", "al", "el"}
    pieces = word.split("-")
    return "-".join(
        piece.lower() if number and piece.casefold() in small else piece[:1].upper() + piece[1:].lower()
        for number, piece in enumerate(pieces)
    )


def _is_not_a_place(parts: DatelineParts) -> bool:
    several = len(parts.names) > 1 and not parts.is_upper
    return several or any(name.split(" ", 1)[0].casefold().rstrip(".") in _NOT_PLACES for name in parts.names)
