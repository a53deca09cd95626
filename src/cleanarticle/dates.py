"""Dates as pages write them → ISO 8601, where that can be told without guessing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[Tt]|,?\s{1,9}|_)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s{0,3}(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
    r"(?:\s.{0,40})?\Z"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\Z")
_SECONDS = re.compile(r"(\d{10})(\d{3})?\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:,?\s(?:at\s)?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s(Z|UTC|GMT|[+-]\d{4}))?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s)?"
_ENGLISH = (
    (re.compile(rf"{_WEEKDAY}{_MONTH}\.?\s{_DAY},?\s(\d{{4}}){_CLOCK}\Z", re.IGNORECASE), (3, 1, 2)),
    (re.compile(rf"{_WEEKDAY}{_DAY}\s{_MONTH}\.?,?\s(\d{{4}}){_CLOCK}\Z", re.IGNORECASE), (3, 2, 1)),
)
_UNIX = re.compile(
    rf"(?:mon|tue|wed|thu|fri|sat|sun)\s{_MONTH}\s{_DAY}\s(\d{{1,2}}):(\d{{2}}):(\d{{2}})\s[a-z]{{2,5}}\s(\d{{4}})\Z",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s(\d{1,2}):(\d{2})(?::(\d{2}))?)?\Z")
_FIRST, _LAST = 1600, 2200
"""Years before and after are those of fields that nobody filled in."""


def iso_date(told: str) -> str | None:
    """A date in ISO 8601 with as much of the time of day and the zone as is told; None where it cannot be told.

    Read are ISO 8601 and what is close to it (slashes, blanks), seconds since 1970, the formats of mail headers and of
    Unix, English dates that name the month, and the day first where dots part the numbers or it can be nothing else.
    "03/04/2024" could be two days, and is not read; nor are the names of time zones.
    """
    told = " ".join(told.split())
    match = _ISO.match(told) or _COMPACT.match(told)
    if match:
        return _put_together(match.groups()[:3], match.groups()[3:])
    seconds = _SECONDS.match(told)
    if seconds:
        return datetime.fromtimestamp(int(seconds.group(1)), UTC).isoformat()
    for pattern, order in _ENGLISH:
        match = pattern.match(told)
        if match:
            groups = match.groups()
            year, month, day = (groups[number - 1] for number in order)
            return _put_together((year, _month(month), day), groups[3:])
    match = _UNIX.match(told)
    if match:
        month, day, *clock, year = match.groups()
        return _put_together((year, _month(month), day), (*clock, None))
    return _numbers(told)


def _numbers(told: str) -> str | None:
    """A date in numbers that ends in the year."""
    match = _NUMBERS.match(told)
    if not match:
        return None
    first, mark, second, year, *clock = match.groups()
    if mark == "." or int(first) > 12 or first == second:
        return _put_together((year, second, first), (*clock, None))
    return _put_together((year, first, second), (*clock, None)) if int(second) > 12 else None


def _month(name: str) -> str:
    return str(_MONTHS.index(name.lower()) + 1)


def _put_together(date: tuple[str, ...], time: tuple[str | None, ...]) -> str | None:
    """A date, checked; with the time if there is one: hour, minute, second, zone."""
    year, month, day = map(int, date)
    hour, minute, second, zone = time
    try:
        moment = datetime(year, month, day, int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if not _FIRST <= year <= _LAST:
        return None
    if hour is None:
        return moment.date().isoformat()
    return moment.isoformat() + _zone(zone)


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
