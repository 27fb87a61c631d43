"""Publication times as files write them, always with a time zone so that any two compare.

A time without a zone is taken as UTC: its day then stays the day that was printed.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_EARLIEST, _LATEST = 1900, 2100
_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_NUMERIC = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<H>\d{1,2})[:：时](?P<M>\d{1,2})(?:[:：分](?P<S>\d{1,2}))?)?"
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<H>)(?P<M>)(?P<S>)")


def from_day(day: date) -> datetime:
    """The day as a time: its midnight, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def from_unix(digits: str) -> datetime | None:
    """Ten digits are Unix seconds, thirteen milliseconds; None outside 1900 to 2100."""
    number = float(digits)
    seconds = number / 1000 if number >= 1e11 else number
    try:
        return _plausible(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, OSError, ValueError):
        return None


def parse(value: str) -> datetime | None:
    """A time in ISO 8601, RFC 2822, Unix (milli)seconds, ``20220715`` or ``2022年7月15日 19:00``; else None."""
    value = value.strip()
    readers: tuple[Callable[[str], datetime | None], ...] = (_unix, _iso, _compact, _numeric, _mail)
    return next((found for found in (reader(value) for reader in readers) if found), None)


def find(text: str) -> datetime | None:
    """The first time with year, month and day in ``text``, written ``2022-07-15`` (or with / . 年) or ``20220715``."""
    found = (_from_match(match) for match in re.finditer(_NUMERIC.pattern, text))
    near = next((time for time in found if time), None)
    if near:
        return near
    packed = (_from_match(match) for match in re.finditer(rf"(?<!\d){_COMPACT.pattern}(?!\d)", text))
    return next((time for time in packed if time), None)


def starts_with_time(line: str) -> datetime | None:
    """The time that ``line`` begins with, or None; ``2022年7月15日 19:00 来源：…`` begins with one."""
    match = _NUMERIC.match(line)
    return _from_match(match) if match else None


def _unix(value: str) -> datetime | None:
    return from_unix(value) if _UNIX.fullmatch(value) else None


def _iso(value: str) -> datetime | None:
    try:
        return _plausible(datetime.fromisoformat(value)) if "-" in value else None
    except ValueError:
        return None


def _compact(value: str) -> datetime | None:
    match = _COMPACT.fullmatch(value)
    return _from_match(match) if match else None


def _numeric(value: str) -> datetime | None:
    match = _NUMERIC.match(value)
    return _from_match(match) if match else None


def _mail(value: str) -> datetime | None:
    try:
        return _plausible(parsedate_to_datetime(value))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _from_match(match: re.Match[str]) -> datetime | None:
    numbers = [int(match[name] or 0) for name in ("y", "m", "d", "H", "M", "S")]
    try:
        return _plausible(datetime(*numbers, tzinfo=UTC))  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _plausible(time: datetime) -> datetime | None:
    if not _EARLIEST <= time.year < _LATEST:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
