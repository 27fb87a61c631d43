"""Years, parts of years, decades and eras."""

from dragoman.dating.calendar import Point
from dragoman.dating.context import Context, Parts, Period, nothing

THIS_CENTURY = 2000
"""The century that decades count from where no anchor is known."""


def told_year(parts: Parts, context: Context) -> tuple[int | None, str, bool]:
    """The year that the parts give, why, and whether the text itself says it."""
    if text := parts.get("year"):
        return context.number(text), "the text gives the year", True
    if text := parts.get("short"):
        return _century(int(text), context), "two digits of a year", True
    if text := parts.get("reign"):
        years = context.number(parts.get("reign_year"))
        return (context.grammar.tables.reigns[text] + years if years else None), f"year of {text}", True
    if text := parts.get("year_word"):
        return moved_year(context, context.grammar.tables.years[text]), f"{text} from the anchor's year", False
    if text := parts.get("year_told"):
        told = context.told_year
        step = context.grammar.tables.years_told[text]
        return (told + step if told else None), f"{text} from the year told of", False
    return None, "", False


def moved_year(context: Context, step: int) -> int | None:
    """The anchor's year moved by ``step`` years."""
    return context.today.year + step if context.today else None


def _century(short: int, context: Context) -> int:
    """The full form of a two-digit year: the latest that is not far ahead of the anchor."""
    latest = (context.today.year if context.today else 2000 + short) + 10
    return latest - (latest - short) % 100


def whole_year(parts: Parts, context: Context) -> Period:
    """2014年, 去年, 年内."""
    if bare := parts.get("bare"):
        year, reason, said = moved_year(context, 0), f"{bare} of the anchor's year", False
    else:
        year, reason, said = told_year(parts, context)
    return Period(Point(year), reason, explicit=said) if year else nothing("no year to count from")


def years(parts: Parts, context: Context) -> Period:
    """2014-2016年."""
    first, last = context.number(parts["year"]), context.number(parts["last"])
    return Period(Point(first), "the text gives both years", Point(last), explicit=True)


def year_part(parts: Parts, context: Context) -> Period:
    """去年第三季度, 下半年, 年底: a part of a year with its own first and last month."""
    word = str(parts["part"])
    first, last = context.grammar.tables.year_parts[word]
    year, reason, said = told_year(parts, context)
    year = year or context.year or moved_year(context, 0)
    end = None if first == last else Point(year, last)
    return Period(Point(year, first), f"{word}; {reason or 'of the year in view'}", end, explicit=said)


def decade(parts: Parts, context: Context) -> Period:
    """上世纪60年代 is 1960 to 1969; without a century it is the one that ended last."""
    first = _decade_start(parts.get("decade"), parts, context)
    last = _decade_start(parts.get("last"), parts, context) if parts.get("last") else first
    if first is None or last is None:
        return nothing("no century to count from")
    return Period(Point(first), "ten years each", Point(last + 9), explicit=True)


def _decade_start(text: str | None, parts: Parts, context: Context) -> int | None:
    tens, base = context.number(text), _hundred(parts, context)
    return None if tens is None or base is None else base + tens


def _hundred(parts: Parts, context: Context) -> int | None:
    if text := parts.get("hundred"):
        return int(text) * 100
    if number := context.number(parts.get("century")):
        return (number - 1) * 100
    this = context.today.year // 100 * 100 if context.today else THIS_CENTURY
    if word := parts.get("century_word"):
        return this + 100 * context.grammar.tables.centuries[word]
    return context.after.year // 100 * 100 if context.after and context.after.year else this - 100


def era(_parts: Parts, _context: Context) -> Period:
    """战后, 冷战时期: known to be long ago, no more."""
    return Period(None, "a time that no calendar settles", era=True)
