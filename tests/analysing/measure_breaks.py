"""Measures how often series without a break are told to have one, and how often a step of two spreads is found.

Run it by hand: ``python tests/analysing/measure_breaks.py``. docs/decisions/change-points.md quotes what it prints.
"""

from collections.abc import Callable
from math import sqrt

import numpy as np

from dragoman.analysing import breaks as finder

RUNS = 300
SCORES = [1.0, 3.4, -2.0, -4.4, 7.0, -9.0]


def quiet(rng: np.random.Generator) -> dict[str, Callable[[int], list[float]]]:
    """Series of one level: normal noise, roots of counts, mean Goldstein scores of a few events a month."""
    return {
        "normal": lambda length: list(rng.normal(size=length)),
        "counts of 3": lambda length: [sqrt(count) for count in rng.poisson(3, size=length)],
        "counts of 20": lambda length: [sqrt(count) for count in rng.poisson(20, size=length)],
        "scores": lambda length: [rng.choice(SCORES, size=max(1, few)).mean() for few in rng.poisson(4, size=length)],
    }


def found_step(rng: np.random.Generator, length: int) -> bool:
    """Whether a step of two spreads in the middle is found, give or take two points."""
    series = rng.normal(size=length)
    series[length // 2 :] += 2
    return any(abs(at - length // 2) <= 2 for at in finder.breaks(list(series)))


def main() -> None:
    rng = np.random.default_rng(1)
    for length in (12, 24, 60, 120):
        false = {
            name: sum(bool(finder.breaks(make(length))) for _ in range(RUNS)) / RUNS
            for name, make in quiet(rng).items()
        }
        steps = sum(found_step(rng, length) for _ in range(RUNS)) / RUNS
        print(length, {name: f"{share:.1%}" for name, share in false.items()}, f"step found {steps:.1%}")


if __name__ == "__main__":
    main()
