"""Moments in time, read from the strings that pages, feeds and addresses carry.

Pure: no clock, no guesses. A string that could mean two days ("03/04/2020"), or that lacks a day, a month or a year, is
no date. Two-digit years are read only where RFC 2822 defines them. What was read, and from where, always travels with
the result (`Dating`).
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

from tasks.model.stages import Dating
from tasks.text.days import calendar_day
from tasks.text.months import MONTHS
from warehouse.model.vocabulary import PublishedFrom

YEARS = range(1800, 2101)  # before: no newspapers as we know them; after: a broken clock
MAX_RAW_CHARS = 200

# Only names that mean one offset where news is written; "IST" (India, Ireland, Israel) or "AST" are left unknown.
_ZONES = dict.fromkeys(("z", "utc", "gmt", "ut"), 0) | {
    "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
_DAY_NAME = r"(?:[^\W\d_]{2,14}\.?,?\s+)?"
_TIME = (
    r"(?:(?:\s*[T,|@·•–—-]\s*|\s+)(?:at\s+|um\s+|à\s+|a\s+las\s+)?"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?P<uhr>uhr|hrs?))?\s*\(?(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d\d?(?::?\d\d)?|[A-Za-z]{2,5})?\)?)?"
)
_ISO = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + _TIME, re.IGNORECASE)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_CJK = re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]" + _TIME)
_DAY_FIRST = re.compile(
    _DAY_NAME
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º|er)?(?:\s+(?:de|of)\b)?"
    + r"[\s/-]*(?P<name>[^\W\d_]{3,12})\.?,?(?:\s+de\b)?[\s/-]*"
    r"(?P<year>\d{4}|(?<=[A-Za-z]{3} )\d\d(?= ))" + _TIME,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _DAY_NAME + r"(?P<name>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4}),?" + _TIME,
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4})" + _TIME, re.IGNORECASE
)
_UNIX_DATE = re.compile(  # date(1) and JavaScript's Date.toString()
    r"[A-Za-z]{3}\s+(?P<name>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+(?:(?P<year1>\d{4})\s+)?"
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+(?P<zone>(?:GMT|UTC)?[+-]\d{4}|[A-Z]{2,5})?(?:\s*\([^)]*\))?"
    r"(?:\s*(?P<year2>\d{4}))?"
)
_FORMS = (_ISO, _COMPACT, _CJK, _DAY_FIRST, _MONTH_FIRST, _NUMERIC, _UNIX_DATE)
_LABEL = re.compile(
    r"^(?:first\s+)?(?:published|posted|publication date|date|created|issued|publicado|publié|veröffentlicht)"
    r"(?:\s+(?:on|at|el|le|am))?\s*:?\s+",
    re.IGNORECASE,
)
_URL_DAY = re.compile(
    r"(?:^|/|-)(?P<year>(?:19|20)\d\d)(?P<mark>[/-])(?P<month>\d\d?|[a-z]{3})(?P=mark)(?P<day>\d\d?)(?=[/.-]|$)"
    r"|/(?P<year8>(?:19|20)\d\d)(?P<month8>[01]\d)(?P<day8>[0-3]\d)(?=[/.-]|$)"
)


def parse_moment(raw: str, origin: PublishedFrom) -> Dating | None:
    """The day or moment that the string names, in UTC; None where it names none, or could name two.

    Read: ISO 8601 (extended, basic, with a space, a comma or no `T`), RFC 2822, seconds or milliseconds since 1970,
    written dates ("July 8, 2020 at 6:01 am EDT", "8. Juli 2020", "8 de julio de 2020", "2020年7月8日") in seven
    European languages. A time without a zone is taken as UTC; one with a zone name that means several offsets gives
    its day only.
    """
    text = _LABEL.sub("", " ".join(raw.split())).strip(" |,;")
    if not text or len(text) > MAX_RAW_CHARS:
        return None
    if text.isascii() and text.isdigit() and len(text) in {10, 13}:
        return _epoch(text, raw, origin)
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _dating(match.groupdict(), raw, origin)
    return None


def url_date(url: str | None) -> Dating | None:
    """The day in an address's path (`/2020/07/08/`, `/2020/jul/08/`, `-2020-07-08`, `/20200708/`), if there is one.

    Two different days in one address are none.
    """
    try:
        path = urlsplit(url or "").path.lower()
    except ValueError:
        return None
    days: dict[datetime, Dating] = {}
    for match in _URL_DAY.finditer(path):
        parts = {key.rstrip("8"): value for key, value in match.groupdict().items() if value is not None}
        if parts["month"].isalpha():
            parts["name"] = parts.pop("month")
        dating = _dating(parts, match.group().strip("/-"), PublishedFrom.URL)
        if dating:
            days.setdefault(dating.at, dating)
    return next(iter(days.values())) if len(days) == 1 else None


def _epoch(digits: str, raw: str, origin: PublishedFrom) -> Dating | None:
    """Unix time. Ten digits that could also be YYYYMMDDHH ("2020070810") are ambiguous: none."""
    if len(digits) == 10 and _day(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) and int(digits[8:]) < 24:
        return None
    at = datetime.fromtimestamp(int(digits) / (1000 if len(digits) == 13 else 1), UTC)
    return Dating(at=at, origin=origin, raw=raw, day_only=False) if 1990 <= at.year < YEARS.stop else None


def _dating(parts: dict[str, str | None], raw: str, origin: PublishedFrom) -> Dating | None:
    day, clock, offset = _written_day(parts), _clock(parts), _offset(parts.get("zone"))
    # An hour that does not exist spoils the string; a zone we do not know spoils only the hour.
    if day is None or clock is None:
        return None
    if offset is None or not parts.get("hour"):
        return Dating(at=day, origin=origin, raw=raw, day_only=True)
    at = (day + clock).replace(tzinfo=timezone(timedelta(minutes=offset))).astimezone(UTC)
    return Dating(at=at, origin=origin, raw=raw, day_only=False)


def _written_day(parts: dict[str, str | None]) -> datetime | None:
    written = parts.get("year") or parts.get("year1") or parts.get("year2") or "0"
    year = int(written)
    if len(written) == 2:
        year += 2000 if year < 50 else 1900  # RFC 2822, 4.3
    if first := parts.get("first"):
        left, right = int(first), int(parts.get("second_part") or 0)
        if left != right and left <= 12 and right <= 12:
            return None
        return _day(year, right, left) if left > 12 else _day(year, left, right)
    name = parts.get("name")
    month = MONTHS.get(name.lower(), 0) if name else int(parts.get("month") or 0)
    return _day(year, month, int(parts.get("day") or 0))


def _day(year: int, month: int, day: int) -> datetime | None:
    return calendar_day(year, month, day) if year in YEARS else None


def _clock(parts: dict[str, str | None]) -> timedelta | None:
    """Time of day; zero where none is given, None for one that does not exist."""
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif parts.get("hour") and not parts.get("minute") and not parts.get("uhr"):
        return None  # "July 8, 2020 5" is not five o'clock
    if hour > 23 or minute > 59 or second > 60:
        return None
    fraction = (parts.get("fraction") or "0")[:6].ljust(6, "0")
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59), microseconds=int(fraction))


def _offset(zone: str | None) -> int | None:
    """Minutes east of UTC; 0 where none is given; None for a name that is unknown or means several."""
    if not zone:
        return 0
    name = zone.lower().replace(" ", "")
    if name in _ZONES:
        return _ZONES[name]
    match = re.fullmatch(r"(?:utc|gmt)?([+-])(\d\d?):?(\d\d)?", name)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (-minutes if match[1] == "-" else minutes) if minutes <= 14 * 60 else None
