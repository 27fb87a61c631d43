"""Weeks, weekdays, and times told by their distance from today or from the day told of."""

from datetime import date

from dragoman.dating.calendar import Point, of_day, of_month, plus_days, plus_months, plus_weeks
from dragoman.dating.context import Context, Parts, Period, nothing


def week(parts: Parts, context: Context) -> Period:
    """上周, 下周三, 本周末: a week, or its day, counted from the anchor's week."""
    if context.today is None:
        return nothing("no day to count from")
    word = str(parts["week"])
    monday = plus_weeks(context.today, context.grammar.tables.weeks[word])
    return _in_week(parts, monday, context, f"{word} from the anchor's week")


def _in_week(parts: Parts, monday: date, context: Context, reason: str) -> Period:
    if sign := parts.get("weekday"):
        return Period(of_day(plus_days(monday, context.grammar.tables.weekdays[sign])), reason)
    first = 5 if parts.get("weekend") else 0
    return Period(of_day(plus_days(monday, first)), reason, of_day(plus_days(monday, 6)))


def weekday(parts: Parts, context: Context) -> Period:
    """The nearest such day on or before the anchor, or on or after it where the clause looks ahead."""
    if context.today is None:
        return nothing("no day to count from")
    wanted = context.grammar.tables.weekdays[sign] if (sign := parts.get("weekday")) else 5
    if context.future:
        day = plus_days(context.today, (wanted - context.today.weekday()) % 7)
    else:
        day = plus_days(context.today, -((context.today.weekday() - wanted) % 7))
    reason = "the next such day" if context.future else "the latest such day on or before the anchor"
    return Period(of_day(day), reason, None if sign else of_day(plus_days(day, 1)))


def day_word(parts: Parts, context: Context) -> Period:
    """今天, 昨晚: from the anchor's day, or inside somebody's speech from the day told of."""
    word = str(parts["word"])
    base, whose = (context.told, "the day of the speech") if context.spoken else (None, "")
    base, whose = (base, whose) if base else (context.today, "the anchor's day")
    if base is None:
        return nothing("no day to count from")
    return Period(of_day(plus_days(base, context.grammar.tables.days[word])), f"{word} from {whose}")


def past(parts: Parts, context: Context) -> Period:
    """过去72小时: the days that ended with the day told of."""
    unit, size = context.grammar.tables.units[str(parts["unit"])]
    base, count = context.told or context.today, context.number(parts["count"])
    if base is None or count is None:
        return nothing("no day or number to count from")
    if unit in ("month", "year"):
        return Period(of_month(base), f"the {unit}s before the day told of")
    days = count // size if unit == "hour" else count * size
    return Period(of_day(plus_days(base, -days)), f"the {days} days up to the day told of", of_day(base))


def day_told(parts: Parts, context: Context) -> Period:
    """当天, 次日: from the day last told of, or from the anchor's where none was."""
    word = str(parts["told"])
    base = context.told or context.today
    if base is None:
        return nothing("no day told of before")
    why = "the day told of" if context.told else "the anchor's day, as no other was told of"
    return Period(of_day(plus_days(base, context.grammar.tables.days_told[word])), f"{word} from {why}")


def span(parts: Parts, context: Context) -> Period:
    """过去一天: whole days around the anchor's."""
    word = str(parts["span"])
    if context.today is None:
        return nothing("no day to count from")
    first, last = context.grammar.tables.spans[word]
    days = [of_day(plus_days(context.today, step)) for step in (first, last)]
    return Period(days[0], f"{word} from the anchor's day", days[1])


def ago(parts: Parts, context: Context) -> Period:
    """三天前 counts from the anchor, 三天后 from the day told of."""
    unit, size = context.grammar.tables.units[str(parts["unit"])]
    count = context.number(parts["count"])
    before = bool(parts.get("before"))
    base = context.today if before else context.told or context.today
    if base is None or count is None:
        return nothing("no day or number to count from")
    step = -count * size if before else count * size
    return _stepped(
        base, unit, size, step, f"{count} {unit}s {'before the anchor' if before else 'after the day told of'}"
    )


def _stepped(base: date, unit: str, size: int, step: int, reason: str) -> Period:
    if unit == "year":
        return Period(Point(max(1, min(9999, base.year + step))), reason)
    if unit == "month":
        return Period(of_month(plus_months(base, step)), reason)
    day = plus_days(base, step)
    if size == 1:
        return Period(of_day(day), reason)
    monday = plus_weeks(day, 0)
    return Period(of_day(monday), reason + ", the whole week", of_day(plus_days(monday, 6)))


def vague(parts: Parts, context: Context) -> Period:
    """近日, 目前: no more than the anchor's month; 此前: nothing."""
    word = parts.get("recent") or parts.get("now") or parts.get("coming")
    if word is None:
        return nothing("the text keeps the time to itself")
    if context.today is None:
        return nothing("no month to count from")
    return Period(of_month(context.today), f"{word}: the anchor's month")
