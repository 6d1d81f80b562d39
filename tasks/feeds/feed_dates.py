"""Parses the dates of feeds: the standard forms, and the broken ones that are common in feeds.

Pure. Forms that pages use as well are parsed by `tasks.text.dates`. Nothing is invented: an ambiguous or unknown zone
leaves the day only; a date without a day is None, and so is Unix time 0, which programs write for "no date".
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tasks.model.stages import Dating
from tasks.text.dates import MAX_RAW_CHARS, parse_moment
from tasks.text.months import FEED_MONTHS, MONTHS
from warehouse.model.vocabulary import PublishedFrom

_UNSET = datetime(1970, 1, 1, tzinfo=UTC)
_NO_ZONE = "local"  # five letters that `tasks.text.dates` knows no offset for: it then gives the day only

_SHORT_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_ENGLISH = dict(enumerate(_SHORT_NAMES.split(), 1))

_WORD = re.compile(r"[^\W\d_]{3,12}")
_WEEKDAY = re.compile(r"^([^\W\d_]{2,14})(?:[.,]+\s*(?=\w)|\s+(?=\d))(.*)$")
_NAMED_MONTH = re.compile(r"^(\d{4})-([^\W\d_]{3,12})-(\d\d?)(?!\d)")
_COMMENT = re.compile(r"\s*\([^()]*\)$")
_SHORT_YEAR = re.compile(r"^(\d{1,2}[\s-]+[^\W\d_]{3,12}\.?,?[\s-]+)(\d{2,3})(?=\s|$)")
_CLOCK = re.compile(r"(?<![\d:.+-])(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?![\d:])")
_MIDNIGHT = re.compile(r"(?<=[T\s])24:00(?::00(?:\.0+)?)?(?!\d)")
_BASIC_DAY = re.compile(r"^(\d{4})(\d\d)(\d\d)(?=T\d)")
_BASIC_CLOCK = re.compile(r"(?<=\dT)(\d\d)(\d\d)(\d\d)?(?=[Z.,+-]|$)")
_HOUR_ALONE = re.compile(r"(?<=\dT)(\d\d)(?=Z|[+-]\d|$)", re.IGNORECASE)
_OFFSET_AND_NAME = re.compile(r"(?<=\d)\s*((?:GMT|UTC)?[+-]\d\d:?\d\d)\s+[A-Za-z]{1,5}$")
_ZONE_AT_END = re.compile(r"(?<=\d)(?P<half>\s*[AaPp]\.?[Mm]\.?)?\s*(?P<zone>[A-Za-z][\w/+-]*(?: [A-Za-z]+)*)$")
_KOREAN_HALF = re.compile(r"\s*(오전|오후)\s*")
_HALVES = {"오전": "AM", "오후": "PM"}
_CJK_CLOCK = re.compile(r"[日일]\s*\d{1,2}:\d\d(?::\d\d)?$")
_ZONE = re.compile(r"(?:[+-]\d\d:?\d\d|[A-Za-z]{1,5})$")
_GMT_OFFSET = re.compile(r"(?:GMT|UTC) ?[+-]\d\d?(?::?\d\d)?", re.IGNORECASE)
_ZONES = {"mez": "CET", "mesz": "CEST", "met": "CET", "mest": "CEST"}
_UNIVERSAL = re.compile(
    r"(?:etc/)?(?:utc?|gmt|zulu|universal)|greenwich mean time|coordinated universal time", re.IGNORECASE
)
_WEEK = re.compile(r"(\d{4})-?W(\d\d)-?([1-7])(?=T|$)")
_ORDINAL = re.compile(r"(\d{4})-(\d{3})(?=T|$)")
_EPOCH = re.compile(r"(?:/Date\()?(\d{10}(?:\d{3})?)(?:\.\d{1,9}|[+-]\d{4})?(?:\)/)?")


def parse_feed_date(raw: str) -> Dating | None:
    """The time that a feed states, in UTC; None where it states no day. `raw` is kept as it is.

    Read besides what `parse_moment` reads: RFC 822 and 850 with years of two and three digits (RFC 2822, 4.3), week
    and ordinal dates and 24:00 (ISO 8601:2004), zones given twice, month names in more languages. Military zones other
    than Z mean nothing certain (RFC 2822, 4.3): day only.
    """
    text = " ".join(raw.replace("\u2212", "-").split())
    if not text or len(text) > MAX_RAW_CHARS:
        return None
    if epoch := _EPOCH.fullmatch(text):
        text = epoch[1]
    text, days = _normalize_form(text)
    dating = parse_moment(text, PublishedFrom.FEED)
    if dating is None or dating.at == _UNSET:
        return None
    return replace(dating, at=dating.at + timedelta(days=days), raw=raw)


def _normalize_form(text: str) -> tuple[str, int]:
    """The string in a form that `parse_moment` reads, and the days to add to its result."""
    text = _WORD.sub(_english, _WEEKDAY.sub(_without_weekday, text))
    text = _SHORT_YEAR.sub(_whole_year, _NAMED_MONTH.sub(_numbered, text))
    text = _ORDINAL.sub(_calendar_date, _WEEK.sub(_calendar_date, text))
    text = _BASIC_CLOCK.sub(_join_clock, _BASIC_DAY.sub(r"\1-\2-\3", text))
    text = _OFFSET_AND_NAME.sub(r"\1", _without_comment(text))
    text = _CLOCK.sub(_join_clock, _HOUR_ALONE.sub(r"\1:00", text))
    text, midnights = _MIDNIGHT.subn("00:00", text)
    if half := _KOREAN_HALF.search(text):
        text = f"{_KOREAN_HALF.sub(' ', text)} {_HALVES[half[1]]} {_NO_ZONE}"
    elif _CJK_CLOCK.search(text):
        text = f"{text} {_NO_ZONE}"
    return _ZONE_AT_END.sub(_known_zone, text), midnights


def _without_weekday(match: re.Match[str]) -> str:
    """The string without the day of the week; "mar" (Tuesday or March) is the month if no other follows."""
    others = (_month(word) for word in _WORD.findall(match[2]))
    return match.group() if _month(match[1]) and not any(others) else match[2]


def _month(word: str) -> int | None:
    return FEED_MONTHS.get(word.lower())


def _english(word: re.Match[str]) -> str:
    number = _month(word.group())
    return _ENGLISH[number] if number else word.group()


def _numbered(match: re.Match[str]) -> str:
    number = MONTHS.get(match[2].lower())
    return f"{match[1]}-{number:02}-{match[3]}" if number else match.group()


def _whole_year(match: re.Match[str]) -> str:
    year = int(match[2])
    return f"{match[1]}{year + (2000 if len(match[2]) == 2 and year < 50 else 1900)}"


def _calendar_date(match: re.Match[str]) -> str:
    """The calendar date of a week date or ordinal date; the string as it is where there is none."""
    year, number, *weekday = map(int, match.groups())
    try:
        day = date.fromisocalendar(year, number, *weekday) if weekday else date(year, 1, 1) + timedelta(days=number - 1)
    except ValueError:
        return match.group()
    return day.isoformat() if weekday or day.year == year else match.group()


def _without_comment(text: str) -> str:
    """The string without a comment that repeats the zone ("10:00 +0200 (CEST)"); in "10:00 (CEST)" it is the zone."""
    bare = _COMMENT.sub("", text)
    return bare if bare == text or _ZONE.search(bare) else text.replace("(", "").replace(")", "")


def _join_clock(match: re.Match[str]) -> str:
    return ":".join(part.zfill(2) for part in match.groups() if part is not None)


def _known_zone(match: re.Match[str]) -> str:
    zone = " ".join(match["zone"].split())
    if _UNIVERSAL.fullmatch(zone):
        zone = "GMT"
    elif len(zone) == 1 or not zone.isalpha():
        zone = zone if zone in {"Z", "z"} or _GMT_OFFSET.fullmatch(zone) else _NO_ZONE
    return f"{match['half'] or ''} {_ZONES.get(zone.lower(), zone)}"
