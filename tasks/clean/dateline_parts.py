"""Reads the parts of a dateline one after the other: byline, places, country, days, credits, dash or colon.

Pure. Reading is generous; `tasks.clean.datelines` decides whether the parts make a dateline. Patterns meet only the
first characters of a paragraph, so that none takes long on a long text.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from tasks.lexicon.word_lists import phrases
from tasks.places import (
    BROADCASTERS,
    CITIES,
    COUNTRIES,
    DESKS,
    PROVINCES,
    UPPER_ONLY,
    agency_of,
    has_name_shape,
    is_outlet,
    outlet_name,
    place_key,
)
from tasks.text.days import find_day, read_day

_WORD = re.compile(r"(?:[^\W\d_]['’])?[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
PLACE_PARTICLES = frozenset(phrases("datelines", "particles of places"))
_MONTH_WORD = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_BYLINE = re.compile(r"By (?:[^\W\d_][\w.'’-]* ){1,8}?(?=[^\W\d_a-z]{3,}|[^\W\d_]+ ?\()", re.UNICODE)
_REGION = re.compile(
    r" ?, ?(?P<name>W\. Va|[^\W\d_][^\d,()\[\]/:–—―_\n]{0,30}?)(?=\.? ?(?:[,(\[/:–—―_]|-+(?:\s|$)|\d|$)|\. )"
)
_BRACKET = re.compile(r" ?\[(?P<name>[^\W\d_][^\]\[\d]{1,30})\]")
_PAREN = re.compile(r" ?\((?P<inside>[^()\n]{2,90})\)")
_SLASHES = re.compile(r"/(?P<inside>[^/\n()]{2,40})/")
_MARK = re.compile(
    r"\s*\.?(?:(?P<dash>-{2,3}|[—―]|(?<=[\s.)\]/])[-–‒](?!\w)|(?<=\s)[-–‒](?=[^\W\d])|[-–‒](?=\s|$)|_+)|(?P<colon>:))\s*"
)
_GAP = re.compile(r"[\s,.|]*")
_NOT_A_CREDIT = re.compile(r"\b(?:photo|image|video|file|pictured?|left|right|center|[RD]-[A-Z])\b", re.IGNORECASE)


@dataclass(slots=True)
class DatelineParts:
    """The parts read so far; `position` is where reading goes on in the window."""

    position: int = 0
    begin: int = 0
    names: list[str] = field(default_factory=list)
    is_upper: bool = False
    has_region: bool = False
    comma: bool = False
    day: datetime | None = None
    month_day: tuple[int, int] | None = None
    agencies: list[str] = field(default_factory=list)
    outlet: str | None = None
    is_credited: bool = False  # a known agency or outlet, a desk, or a day in brackets
    has_guessed_agency: bool = False  # a name in brackets that may be an agency's
    has_slashes: bool = False
    mark: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether a day is given, with or without its year."""
        return self.day is not None or self.month_day is not None

    @property
    def is_known(self) -> bool:
        """Whether every place is a city of the table."""
        return bool(self.names) and all(place_key(name) in CITIES for name in self.names)

    @property
    def stands_alone(self) -> bool:
        """Whether the places are known cities whose names mean nothing else in mixed case."""
        return self.is_known and not any(place_key(name) in UPPER_ONLY for name in self.names)


def read_dateline_parts(window: str) -> DatelineParts | None:
    """The parts at the start of `window`, or None if not even a place or a credit stands there."""
    byline = _BYLINE.match(window)
    begin = byline.end() if byline else 0
    parts = DatelineParts(position=begin, begin=begin)
    if not window.startswith(("(", "/"), begin) and read_day(window, begin) is None:
        if not _read_places(window, parts):
            return None
        _read_region(window, parts)
    _read_credits(window, parts)
    mark = _MARK.match(window, parts.position)
    if mark:
        parts.mark = "dash" if mark["dash"] else "colon"
        parts.position = mark.end()
        _read_late_credit(window, parts)
    return parts


def _read_places(window: str, parts: DatelineParts) -> bool:
    while True:
        name, end, is_upper = _read_place(window, parts.position)
        if not name:
            return bool(parts.names)
        parts.is_upper = is_upper and (parts.is_upper or not parts.names)
        parts.names.append(name)
        parts.position = end
        joint = re.compile(r" ?/ ?(?=[^\W\d_])| (?:and|&) (?=[^\W\d_a-z]{3})").match(window, end)
        if not joint or len(parts.names) == 4 or _is_slash_credit(window, end):
            return True
        parts.position = joint.end()


def _is_slash_credit(window: str, position: int) -> bool:
    """Whether the slash begins an agency (`/TASS/`) rather than a second place."""
    match = _SLASHES.match(window, position + 1 if window.startswith(" ", position) else position)
    return match is not None and (window.startswith(" ", position) or agency_of(match["inside"]) is not None)


def _read_place(window: str, position: int) -> tuple[str, int, bool]:
    """The place that begins at `position`: its name, its end, and whether it is in capitals."""
    end, is_upper, count, pending = position, False, 0, position
    while count < 5 and (match := _WORD.match(window, pending)):
        word = match[0]
        if not count:
            is_upper = word.isupper() and len(word) > 1
        if not _is_continued(word, window[match.end() :], is_upper=is_upper, first=not count):
            break
        count += 1
        if word not in PLACE_PARTICLES or not count:
            end = match.end()
        if not window.startswith(" ", match.end()):
            break
        pending = match.end() + 1
    return window[position:end], end, is_upper


def _is_continued(word: str, rest: str, *, is_upper: bool, first: bool) -> bool:
    if word in PLACE_PARTICLES:
        return not first
    if not word[0].isupper() or (_MONTH_WORD.match(word) and re.match(r" ?\d", rest)):
        return False
    if word.endswith(".") and len(word) > 4:
        return first  # "MOSCOW. July 8": the dot closes the place
    return word.isupper() if is_upper else not (word.isupper() and len(word) > 3 and not first)


def _read_region(window: str, parts: DatelineParts) -> None:
    match = _BRACKET.match(window, parts.position) or _REGION.match(window, parts.position)
    if not match:
        return
    parts.comma = True
    name = match["name"].strip()
    key = place_key(name)
    if agency_of(name) and key not in PROVINCES:
        return
    if key in COUNTRIES or key in PROVINCES:
        parts.has_region = True
    elif not parts.is_upper or not has_name_shape(name) or _MONTH_WORD.match(name) or _WEEKDAY.match(name):
        return
    parts.position = match.end() + (1 if window.startswith(".", match.end()) else 0)


def _read_credits(window: str, parts: DatelineParts) -> None:
    """Reads days, `(…)` and `/…/` in any order, and an agency's bare name after a comma or a dot."""
    for _ in range(6):
        gap = _GAP.match(window, parts.position)
        position = gap.end() if gap else parts.position
        if not (
            _read_date(window, position, parts)
            or _read_enclosed_credit(window, position, parts)
            or _read_bare_agency(window, position, parts)
        ):
            break
    if parts.has_slashes and window.startswith(".", parts.position):
        parts.position += 1


def _read_date(window: str, position: int, parts: DatelineParts) -> bool:
    if position == parts.position and position > parts.begin:
        return False
    written = read_day(window, position)
    if written is not None and not parts.is_dated:
        parts.day, parts.month_day, parts.position = written.day, written.month_day, written.end_char
        return True
    weekday = _WEEKDAY.match(window, position)
    is_place = bool(parts.names) and (parts.is_upper or parts.is_known)
    if not weekday or not is_place or window[parts.position : position].strip() != ",":
        return False
    parts.position = weekday.end()
    return True


def _read_enclosed_credit(window: str, position: int, parts: DatelineParts) -> bool:
    """Reads a credit in brackets or between slashes."""
    gap = re.compile(r"[\s,.]{0,2}").match(window, parts.position)
    match = _PAREN.match(window, gap.end() if gap else parts.position) or _SLASHES.match(window, position)
    if not match or not _take_credit(match["inside"], parts):
        return False
    parts.position = match.end()
    parts.has_slashes = parts.has_slashes or match.re is _SLASHES
    return True


def _read_bare_agency(window: str, position: int, parts: DatelineParts) -> bool:
    gap = window[parts.position : position]
    if not parts.names or ("," not in gap and "." not in gap):
        return False
    match = re.compile(r"[^\W_][\w.]*?(?: [^\W\d_a-z][^\W_]+){0,2}?(?=_|\s?[-–—:]|\.\s|\s*$)").match(window, position)
    agency = agency_of(match[0]) if match else None
    if match is None or agency is None:
        return False
    parts.agencies.append(agency)
    parts.is_credited = True
    parts.position = match.end()
    return True


def _read_late_credit(window: str, parts: DatelineParts) -> None:
    """Reads a credit after the dash: "MOSCOW, July 8 - RIA Novosti. …", "HOUSTON, Feb. 27 -- /PRNewswire/ -- …"."""
    match = re.compile(r"(?P<inside>[A-Z][\w ]{1,20})\.\s+|/(?P<slashed>[^/\n()]{2,40})/\s*(?:-{1,2}|[–—])\s*").match(
        window, parts.position
    )
    name = (match["inside"] or match["slashed"]) if match else None
    if match and name and not parts.agencies and (agency := agency_of(name)):
        parts.agencies.append(agency)
        parts.is_credited = True
        parts.position = match.end()


def _take_credit(inside: str, parts: DatelineParts) -> bool:
    """Reads the names and the day inside brackets or slashes; False if it is no credit."""
    if place_key(inside) in COUNTRIES and parts.names and not parts.has_region:
        parts.has_region = True
        return True
    written = find_day(inside)
    if written is not None:
        names = re.sub(r"^[\s,|–—-]+|[\s,|–—-]+$", "", inside[: written.start_char])
        if inside[written.end_char :].strip(" .,-") and names:
            return False
    else:
        names = inside.strip()
    pieces = [piece.strip() for piece in re.split(r"\s*(?:/|,|&|\bvia\b|\band\b)\s*", names) if piece.strip()]
    if _NOT_A_CREDIT.search(names) or not all(_is_credit(piece) for piece in pieces) or not (pieces or written):
        return False
    _sort_credits(pieces, parts, is_dated=written is not None)
    if written is not None and not parts.is_dated:
        parts.day, parts.month_day = written.day, written.month_day
    return True


def _is_credit(piece: str) -> bool:
    return agency_of(piece) is not None or piece.casefold() in DESKS or has_name_shape(piece)


def _sort_credits(pieces: list[str], parts: DatelineParts, *, is_dated: bool) -> None:
    """Sorts names into agencies and the outlet: the first other name that reads as one, or before an agency."""
    others = []
    for piece in pieces:
        if piece.casefold() in DESKS:
            parts.is_credited = True
        elif (agency := agency_of(piece)) is not None:
            parts.agencies += [agency] if agency not in parts.agencies else []
            parts.is_credited = True
        else:
            others.append(piece)
    parts.is_credited = parts.is_credited or is_dated
    if not others:
        return
    if parts.agencies or len(others) > 1 or is_outlet(others[0]):
        parts.outlet = outlet_name(others[0])
        parts.is_credited = parts.is_credited or others[0] in BROADCASTERS.values() or is_outlet(others[0])
        others = others[1:]
    if others and not parts.agencies:
        parts.agencies.append(others[0])
        parts.has_guessed_agency = True
