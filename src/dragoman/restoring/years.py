"""The year of a dateline that gives none, weighed from everything in its text that belongs to a time."""

import math
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec


class Clue(msgspec.Struct, frozen=True):
    """Words that speak for or against days: ``scores[i]`` weighs the ith candidate, ``reason`` is for people.

    ``kind`` is a row of the table ``timing``, which holds what such evidence has proved to be worth.
    """

    reason: str
    scores: tuple[float, ...]
    kind: str


class Verdict(msgspec.Struct, frozen=True):
    """The candidates that stand, with their chances, best first, and the reasons that told them apart."""

    ranked: tuple[tuple[date, float], ...]
    reasons: tuple[str, ...]

    def standing(self, least: float = 0.02) -> tuple[date, ...]:
        """The days that remain possible, in order of time."""
        return tuple(sorted(day for day, chance in self.ranked if chance >= least))


def candidates(month: int, day: int, first: int, last: date) -> tuple[date, ...]:
    """Every day with that month and day from the year ``first`` up to ``last``."""
    days = []
    for year in range(first, last.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= last:
            days.append(found)
    return tuple(days)


def days_numbered(day: int, first: int, last: date) -> tuple[date, ...]:
    """Every day with that number in its month from the year ``first`` up to ``last``."""
    found = (candidates(month, day, first, last) for month in range(1, 13))
    return tuple(sorted(one for days in found for one in days))


def months(first: int, last: date) -> tuple[date, ...]:
    """The middle of every month from the year ``first`` up to ``last``, for texts that give no day."""
    return days_numbered(15, first, last)


def weigh(days: Sequence[date], clues: Iterable[Clue], before: Clue | None = None) -> Verdict:
    """How probable each of ``days`` is when the clues are taken together, and ``before`` anything was read."""
    held = list(clues)
    totals = [sum(clue.scores[at] for clue in (*held, *([before] if before else []))) for at in range(len(days))]
    top = max(totals, default=0.0)
    chances = [math.exp(total - top) for total in totals]
    whole = sum(chances) or 1.0
    ranked = sorted(zip(days, (chance / whole for chance in chances), strict=True), key=lambda pair: -pair[1])
    return Verdict(tuple(ranked), _telling(held))


def _telling(clues: Sequence[Clue]) -> tuple[str, ...]:
    """The reasons of the clues that tell candidates apart, the strongest first."""
    spread = [(max(clue.scores) - min(clue.scores), clue.reason) for clue in clues if clue.scores]
    return tuple(reason for weight, reason in sorted(spread, key=lambda pair: -pair[0]) if weight > 0)
