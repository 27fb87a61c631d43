"""What each shape of time expression means, given the anchor and what the text has told so far."""

from collections.abc import Callable
from datetime import date

from dragoman.dating import months, weeks, years
from dragoman.dating.context import Context, Parts, Period, nothing

RESOLVERS: dict[str, Callable[[Parts, Context], Period]] = {
    "date": months.dated,
    "day": months.bare_day,
    "month_part": months.bare_month_part,
    "year": years.whole_year,
    "years": years.years,
    "year_part": years.year_part,
    "decade": years.decade,
    "era": years.era,
    "week": weeks.week,
    "weekday": weeks.weekday,
    "span": weeks.span,
    "day_word": weeks.day_word,
    "day_told": weeks.day_told,
    "ago": weeks.ago,
    "past": weeks.past,
    "vague": weeks.vague,
}
"""How each kind of shape resolves; a shape of kind ``none`` is passed over."""


def resolve(kind: str, parts: Parts, context: Context) -> Period:
    """The period that a matched shape of this kind means; nothing where it lies outside the calendar."""
    period = RESOLVERS[kind](parts, context)
    years = [point.year for point in (period.start, period.end) if point and point.year is not None]
    return period if all(date.min.year <= year <= date.max.year for year in years) else nothing("no such year")
