"""Days written in prose: "08th July, 2020", "Wednesday, July 8, 2020", "2020-07-08", "Feb 26".

Pure. Only what is written counts: a day without a year stays a month and a day until `with_year` is given a date to be
near to, a month without a day is nothing, and so is a date that two countries read differently (03/04/2020). Month
names are English, with a capital, in full or as usually cut short. Years are four digits from 1500 to 2199: a two-digit
year is a guess.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.text.months import ENGLISH_MONTHS

_MONTH = (
    r"(?P<{0}>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?"
    r"|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?))\b\.?"
)
_WEEKDAY = (
    r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun|MON|TUES?|WED(?:NES)?|THU(?:RS?)?|FRI|SAT(?:UR)?"
    r"|SUN)(?:day|DAY)?\.?,? )?"
)
_YEAR = r"(?P<{0}>1[5-9]\d\d|2[01]\d\d)(?!\d)"
_DAY = r"(?P<{0}>\d{{1,2}})(?!\d)(?:st|nd|rd|th|ST|ND|RD|TH)?"

_WRITTEN = re.compile(
    r"(?<![\w/])(?:"
    + _YEAR.format("y1") + r"(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d|[-/.]\d)"
    + r"|(?P<a>\d{1,2})(?P<sep2>[-/.])(?P<b>\d{1,2})(?P=sep2)" + _YEAR.format("y2") + r"(?![/-])"
    + r"|" + _WEEKDAY + r"(?:"
    + _MONTH.format("m3") + r" ?" + _DAY.format("d3") + r"(?:,? ?" + _YEAR.format("y3") + r")?"
    + r"|" + _DAY.format("d4") + r"(?: of)?[ -]?" + _MONTH.format("m4") + r"(?:(?:, ?| |-)" + _YEAR.format("y4") + r")?"
    + r"))"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A day as written, at `text[start_char:end_char]`: `day` (midnight UTC) if the year is there, else `month_day`."""

    start_char: int
    end_char: int
    day: datetime | None
    month_day: tuple[int, int] | None


def read_day(text: str, start: int = 0, end: int | None = None) -> WrittenDay | None:
    """The day written at exactly `start`, or None. Nothing at or after `end` is read."""
    match = _WRITTEN.match(text, start, len(text) if end is None else end)
    return _read(match) if match else None


def find_day(text: str, start: int = 0, end: int | None = None) -> WrittenDay | None:
    """The first day written in `text[start:end]`, or None. A date that cannot be ("31 February") is passed over."""
    for match in _WRITTEN.finditer(text, start, len(text) if end is None else end):
        if (written := _read(match)) is not None:
            return written
    return None


def with_year(month_day: tuple[int, int], near: datetime) -> datetime | None:
    """The day of that month nearest to `near`, midnight UTC; the earlier of two equally near.

    29 February goes to a leap year, which may be up to eight years off. None for a day no year has.
    """
    anchor = near.replace(tzinfo=UTC) if near.tzinfo is None else near.astimezone(UTC)
    years = (0, -1, 1) if month_day != (2, 29) else range(-8, 9)
    days = [day for shift in years if (day := calendar_day(anchor.year + shift, *month_day)) is not None]
    return min(days, key=lambda day: (abs(day - anchor), day), default=None)


def _read(match: re.Match[str]) -> WrittenDay | None:
    part = match.groupdict()
    day, month_day = None, None
    if part["a"]:
        day = _in_figures(int(part["y2"]), int(part["a"]), int(part["b"]))
    else:
        year = part["y1"] or part["y3"] or part["y4"]
        month = int(part["m1"]) if part["m1"] else ENGLISH_MONTHS[(part["m3"] or part["m4"]).lower()]
        number = int(part["d1"] or part["d3"] or part["d4"])
        # 2000 is a leap year: any day some year has is a day.
        day = calendar_day(int(year or 2000), month, number)
        if day and not year:
            day, month_day = None, (month, number)
    if day is None and month_day is None:
        return None
    return WrittenDay(start_char=match.start(), end_char=match.end(), day=day, month_day=month_day)


def _in_figures(year: int, first: int, second: int) -> datetime | None:
    """Day and month in figures, if only one order of them is a date, or both are the same."""
    readings = {calendar_day(year, first, second), calendar_day(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def calendar_day(year: int, month: int, day: int) -> datetime | None:
    """Midnight UTC of the day, or None where the calendar has none."""
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
