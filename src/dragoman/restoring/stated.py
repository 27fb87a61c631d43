"""Years and weekdays that a text states itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dragoman.restoring.years import Clue

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_FUTURE = re.compile(
    r"(?:(?<![年月日])[到至]|将在?于?|计划在?|预计到?在?|要在|目标|力争|有望|定于|拟于?)(?:19|20)\d\d年"
    r"|(?:19|20)\d\d年(?:之?前|底前|年底前|年中前|议程|可持续|[0-9一二三四五六七八九十]{0,3}月?(?:底|末|日)?之?前|年度?目标|夏季奥|冬季奥)"
    r"|(?:19|20)\d\d[—–-]+(?:19|20)\d\d年"
)
_FISCAL = re.compile(r"(?<!\d)((?:19|20)\d\d)财年")
_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_THIS = re.compile(r"(?:今年|本年|今年度)\s*\(\s*((?:19|20)\d\d)\s*年?\s*\)|\b((?:19|20)\d\d)年?\(今年\)")
_LAST = re.compile(r"去年\s*\(\s*((?:19|20)\d\d)\s*年?\s*\)")
_DAY = r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
_WEEKDAY = r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
_PAIRS = (re.compile(rf"{_WEEKDAY}\s*\(\s*{_DAY}\s*\)"), re.compile(rf"{_DAY}\s*\(\s*{_WEEKDAY}\s*\)"))
_ALONE = re.compile(rf"(?<![上下本这每])(?<![上下]个){_WEEKDAY}(?!\s*\()")
_NUMBERS = {mark: at for at, mark in enumerate("一二三四五六日")} | {"天": 6}

_EARLY, _LATE = 3, 10
"""Up to the month ``_EARLY`` news tells more of the year before by its number than of its own; from the month ``_LATE``
on it tells of the year to come too."""
_LAGS = {
    "early": (-0.25, 0.0, -1.3, -2.3, -2.6),
    "middle": (0.0, -0.8, -1.8, -2.4, -2.7),
    "late": (0.0, -0.8, -1.1, -1.6, -2.2),
    "month": (-0.4, 0.0, -0.2, -0.9, -1.6),
}
"""How much less likely a text is the more years lie between the latest year that it states and its own, by the season;
``month`` where the latest is a month of a year, which tells rather of what is past. Counted in dated news."""
_AHEAD = {"early": -2.5, "middle": -2.3, "late": -0.4, "month": -1.5}
_SURE, _FAR_AHEAD = -5.0, -0.8
"""What a day loses of the year before the latest that is stated, and for each year more."""
_LATELY, _NOT_LATELY = 12, -1.6
"""A whole date is told mostly of what has just been, up to so many days ago; what other years lose if one is."""
_BUDGET = {0: -0.3, 1: 0.0, 2: -1.5, -1: -1.0, -2: -2.5}
_BUDGET_LATE = -2.0
"""A budget is spoken of in the year before its own most of all, and at the end of its own hardly any more."""
_SINCE = (0.0, -0.2, -0.8, -1.2, -1.5, -1.6, -1.4)
"""How much less likely a weekday is named alone the more days ago it was (six days ago is also tomorrow)."""


def year_clues(texts: Sequence[str], days: Sequence[date]) -> Iterator[Clue]:
    """What the years that the folded texts state say of the candidate days."""
    for text in texts:
        for pattern, later in ((_THIS, 0), (_LAST, 1)):
            for match in pattern.finditer(text):
                year = int(next(group for group in match.groups() if group)) + later
                yield Clue(f"“{match[0]}”", tuple(0.0 if day.year == year else _SURE for day in days), "year told")
    yield from _lately(texts, days)
    for fiscal in sorted({int(match[1]) for text in texts for match in _FISCAL.finditer(text)})[-1:]:
        scores = tuple(_budget(fiscal - day.year, day.month) for day in days)
        yield Clue(f"the fiscal year {fiscal}", scores, "year told")
    stated = [(int(match[1]), int(match[2] or 0)) for text in texts for match in _YEAR.finditer(_FUTURE.sub("", text))]
    if stated:
        year, month = max(stated)
        reason = f"the latest time stated in it is {year}" + (f"-{month:02}" if month else "")
        yield Clue(reason, tuple(_after(day, year, month) for day in days), "latest year")


def _lately(texts: Sequence[str], days: Sequence[date]) -> Iterator[Clue]:
    """The latest whole date that would be of the last days on one of the candidates."""
    stated = {(int(match[1]), int(match[2]), int(match[3])) for text in texts for match in _FULL.finditer(text)}
    for year, month, number in sorted(stated, reverse=True):
        try:
            told = date(year, month, number)
        except ValueError:
            continue
        fits = [0 <= (day - told).days <= _LATELY for day in days]
        if any(fits):
            yield Clue(f"“{told}” is told in full", tuple(0.0 if fit else _NOT_LATELY for fit in fits), "whole date")
            return


def _budget(ahead: int, month: int) -> float:
    """What a day of that month loses in a text that tells of the budget of so many years ahead."""
    return _BUDGET_LATE if ahead == 0 and month >= _LATE else _BUDGET.get(ahead, _SURE)


def _after(day: date, year: int, month: int) -> float:
    """What ``day`` loses where the latest time that a text states is ``year`` and ``month`` (0: none given)."""
    season = "month" if month else "early" if day.month <= _EARLY else "late" if day.month >= _LATE else "middle"
    lag = day.year - year
    if lag < 0 or (lag == 0 and month > day.month + 1):
        return _AHEAD[season] + _FAR_AHEAD * max(0, -lag - 1)
    return _LAGS[season][min(lag, len(_LAGS[season]) - 1)]


def weekday_clues(texts: Sequence[str], days: Sequence[date]) -> Iterator[Clue]:
    """What weekdays, beside a day of the month or alone, say of the candidate days."""
    for text in texts:
        for pattern in _PAIRS:
            for match in pattern.finditer(text):
                scores = tuple(_SURE * (not _agrees(match, day)) for day in days)
                yield Clue(f"“{match[0]}”", scores, "weekday with date")
    alone = sorted({_NUMBERS[match["weekday"]] for text in texts for match in _ALONE.finditer(text)})
    for number in alone:
        reason = f"weekday {number + 1} of the week named without a date"
        yield Clue(reason, tuple(_SINCE[(day.weekday() - number) % 7] for day in days), "weekday")


def _agrees(match: re.Match[str], anchor: date) -> bool:
    """Whether the day beside a weekday falls on it, taken as the day with that number nearest to the anchor."""
    number = _NUMBERS[match["weekday"]]
    month = int(match["month"]) if match["month"] else None
    return any(found.weekday() == number for found in _near(anchor, month, int(match["day"])))


def _near(anchor: date, month: int | None, day: int) -> Iterable[date]:
    """The days within half a year (half a month where no month is given) of the anchor that fit."""
    reach = 182 if month else 16
    around = (anchor + timedelta(days=step) for step in range(-reach, reach + 1))
    return [found for found in around if found.day == day and month in (None, found.month)]
