"""Months in which a series changes its level, found by ruptures (exact search, PELT)."""

from collections.abc import Sequence
from itertools import pairwise
from math import log
from statistics import median, pstdev

from dragoman.analysing.optional import need

SHORTEST = 3
"""A level must hold for so many points."""
FEWEST = 12
"""A series of fewer points has no breaks that could be told from chance."""
PENALTY = 4.0
"""The price of a break, times the logarithm of the length; docs/decisions/change-points.md has the measurements."""
# The median distance of normal noise from its mean, by which a spread is estimated that a few jumps do not widen.
_MAD = 0.6745


def breaks(series: Sequence[float]) -> list[int]:
    """Where each new level of a series begins; nothing where it is short or does not vary."""
    spread = _spread(series)
    if len(series) < FEWEST or not spread:
        return []
    points = need("numpy", "breaks").array([[value / spread] for value in series])
    search = need("ruptures", "breaks").Pelt(model="l2", min_size=SHORTEST, jump=1)
    return [int(end) for end in search.fit(points).predict(pen=PENALTY * log(len(series)))[:-1]]


def _spread(series: Sequence[float]) -> float:
    """The noise from point to point: a jump between two levels counts once in it, not in every point."""
    steps = [later - earlier for earlier, later in pairwise(series)]
    if not steps:
        return 0.0
    typical = median(abs(step) for step in steps) / _MAD / 2**0.5
    return typical or pstdev(steps) / 2**0.5
