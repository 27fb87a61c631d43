"""Points of time with the precision that a text gives, and steps on the calendar."""

from calendar import monthrange
from datetime import date, timedelta

import msgspec


class Point(msgspec.Struct, frozen=True):
    """A year, a month or a day; None from the first part on that the text leaves open.

    Without ``year`` the rest is a part of some year: ``Point(None, 11, 11)`` is every 11 November.
    """

    year: int | None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        """``2021-11-11``, ``2021-11`` or ``2021``; None without a year."""
        if self.year is None:
            return None
        return "-".join([f"{self.year:04}", *self._rest()])

    def partial(self) -> str:
        """``--11-11``, ``--11`` or ``---11``, for what is known without a year, else nothing."""
        if self.year is not None or not (self.month or self.day):
            return ""
        return ("--" if self.month else "---") + "-".join(self._rest())

    def precision(self) -> str:
        """The smallest part that is known: day, month, year, or none."""
        return "day" if self.day else "month" if self.month else "year" if self.year else "none"

    def whole_day(self) -> date | None:
        """The day itself, where all of it is known."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    def first(self) -> date | None:
        """The first day that the point covers; None without a year."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    def without_year(self) -> "Point":
        """The same month and day of no known year."""
        return Point(None, self.month, self.day)

    def next_year(self) -> "Point":
        """The same a year later; of a 29 February, the month."""
        if self.year is None:
            return self
        day = self.day if not self.day or exists(self.year + 1, self.month or 1, self.day) else None
        return Point(self.year + 1, self.month, day)

    def _rest(self) -> list[str]:
        return [f"{part:02}" for part in (self.month, self.day) if part]


def of_day(day: date) -> Point:
    """The point that covers ``day``."""
    return Point(day.year, day.month, day.day)


def of_month(day: date) -> Point:
    """The point that covers the month of ``day``."""
    return Point(day.year, day.month)


def plus_days(day: date, step: int) -> date:
    """``day`` moved by ``step`` days; held at the ends of the calendar."""
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return date.max if step > 0 else date.min


def plus_months(day: date, step: int) -> date:
    """The first day of the month ``step`` months from that of ``day``; held at the ends of the calendar."""
    months = day.year * 12 + day.month - 1 + step
    if not 12 <= months < 12 * 10000:
        return date.max if step > 0 else date.min
    return date(months // 12, months % 12 + 1, 1)


def plus_weeks(day: date, step: int) -> date:
    """The Monday of the week ``step`` weeks from that of ``day``."""
    return plus_days(day, 7 * step - day.weekday())


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def days_of(day: date, number: int, months: range) -> list[date]:
    """The days ``number`` of the months that lie at ``months`` from that of ``day``, where they exist."""
    firsts = [plus_months(day, step) for step in months]
    return [first.replace(day=number) for first in firsts if exists(first.year, first.month, number)]


def years_of(day: date, month: int, number: int | None, years: range) -> list[date]:
    """The days ``month``-``number`` (the first where None) of the years at ``years`` from that of ``day``."""
    wanted = number or 1
    return [date(day.year + step, month, wanted) for step in years if exists(day.year + step, month, wanted)]
