"""Months and days of the month, with or without their year."""

import re
from datetime import date
from itertools import pairwise

from dragoman.dating.calendar import Point, days_of, exists, of_day, of_month, plus_days, plus_months, years_of
from dragoman.dating.context import Context, Parts, Period, nothing
from dragoman.dating.years import told_year

LATE = 1
"""An archive's stamp may lie a day before the text's own today: stamps are UTC, newsrooms are not."""
AHEAD = 45
"""A month and day without a year may lie this many days ahead before last year's is the likelier one."""


def dated(parts: Parts, context: Context) -> Period:
    """A month, with or without its year and day."""
    year, month, reason, said = _month(parts, context)
    first, last = context.number(parts.get("days") or parts.get("day")), context.number(parts.get("last_day"))
    if month is None:
        return nothing("no month to count from")
    if year is None:
        year, reason = _likely_year(month, first, context)
    if first and not exists(year or 2000, month, first):
        return nothing("no such day")
    end = _end_of(parts, year, month, last, context)
    guessed = year is not None and not (said or parts.get("year_word") or parts.get("month_word"))
    return Period(Point(year, month, first), reason, end, explicit=said, guessed=guessed)


def _month(parts: Parts, context: Context) -> tuple[int | None, int | None, str, bool]:
    tables = context.grammar.tables
    if word := parts.get("month_word"):
        first = plus_months(context.today, tables.months[word]) if context.today else None
        return *_year_month(first), f"{word} from the anchor's month", False
    if word := parts.get("month_told"):
        first = plus_months(context.told, tables.months_told[word]) if context.told else None
        return *_year_month(first), f"{word} from the month told of", False
    year, reason, said = told_year(parts, context)
    return year, context.number(parts.get("month")), reason, said


def _year_month(first: date | None) -> tuple[int | None, int | None]:
    return (first.year, first.month) if first else (None, None)


def _end_of(parts: Parts, year: int | None, month: int, last_day: int | None, context: Context) -> Point | None:
    if last_day and _follow_on(parts, context.number(parts.get("days")) or 0, last_day):
        return Point(year, month, last_day) if exists(year or 2000, month, last_day) else None
    if last_month := context.number(parts.get("last_month")):
        return Point(year + (last_month < month) if year else None, last_month)
    return None


def _likely_year(month: int, day: int | None, context: Context) -> tuple[int | None, str]:
    """The year of a month (and day) that is told without one."""
    if context.after:
        before = context.after.month and (month, day or 0) < (context.after.month, context.after.day or 0)
        return (context.after.year + bool(before) if context.after.year else None), "the end of a span"
    if context.year:
        return context.year, "the year given earlier in the sentence"
    if context.today is None:
        return None, "no year is known"
    return _nearest_year(month, day, context.today, context.future)


def _nearest_year(month: int, day: int | None, today: date, future: bool) -> tuple[int | None, str]:
    if future:
        floor = today if day else today.replace(day=1)
        ahead = [d for d in years_of(today, month, day, range(5)) if d >= floor]
        return (ahead[0].year if ahead else None), "the next one, as the clause looks ahead"
    latest = plus_days(today, AHEAD if day else LATE)
    past = [d for d in years_of(today, month, day, range(-4, 2)) if d <= latest]
    return (past[-1].year if past else None), "the latest one before the anchor"


def bare_day(parts: Parts, context: Context) -> Period:
    """A day of the month: 11日, 9、10两日, 12-14日."""
    first = context.number(parts.get("days") or parts.get("zoned"))
    last = context.number(parts.get("last_day"))
    if first is None:
        return nothing("not a number")
    start, reason = _likely_day(first, context)
    if start is None:
        return Period(Point(None, None, first), reason)
    end = of_day(_next_day(start, last)) if last and _follow_on(parts, first, last) else None
    return Period(of_day(start), reason, end, guessed=True)


def _follow_on(parts: Parts, first: int, last: int) -> bool:
    """Whether the days of a list follow each other (5、6、7日); a span needs no list."""
    listed = parts.get("list")
    if listed is None:
        return True
    between = [int(number) for number in re.findall(r"[0-9]+", listed)]
    days = [first, *between, last]
    return all(later - earlier == 1 for earlier, later in pairwise(days))


def _next_day(start: date, number: int) -> date:
    """The first day ``number`` on or after ``start``."""
    later = [day for day in days_of(start, number, range(3)) if day >= start]
    return later[0] if later else start


def _likely_day(number: int, context: Context) -> tuple[date | None, str]:
    after = context.after.first() if context.after else None
    if after:
        return _next_day(after, number), "the end of a span"
    if context.today is None:
        return None, "no month is known"
    if context.future:
        return _next_day(context.today, number), f"the next {ordinal(number)}, as the clause looks ahead"
    latest = plus_days(context.today, LATE)
    past = [day for day in days_of(context.today, number, range(-3, 2)) if day <= latest]
    return (past[-1] if past else None), f"the latest {ordinal(number)} before the anchor"


def bare_month_part(parts: Parts, context: Context) -> Period:
    """月底, 月初: of the anchor's month."""
    if context.today is None:
        return nothing("no month to count from")
    return Period(of_month(context.today), f"{parts['part']} of the anchor's month")


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``3rd``, ``11th``, ``22nd``."""
    last = 0 if number // 10 % 10 == 1 else number % 10
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
