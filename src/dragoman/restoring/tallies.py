"""Counts that only grow: a text that gives 497 million cases of an epidemic is of the days when it had so many."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.years import Clue

_SENTENCE = re.compile(r"[^。!?;]+")
_NUMBER = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(万亿|亿|万|千)?[多余]?(?=(.{1,12}))")
_SCALES = {"": 1.0, "千": 1e3, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_FREE, _FULL, _WORST = 30, 200, -4.0
"""Up to how many days from the reading a day loses nothing, and from how many on it loses all that it can."""
_BEYOND = 1.1
"""How many times its last known value a count may have reached for its words to be believed."""


class Course(msgspec.Struct, frozen=True):
    """A count's points in order of time, and the words of a sentence that gives a reading of it."""

    name: str
    words: tuple[str, ...]
    needs: tuple[str, ...]
    unit: str
    days: tuple[int, ...]
    values: tuple[float, ...]

    def readings(self, sentence: str) -> Iterator[tuple[str, int]]:
        """The numbers of a folded sentence that are readings, each with the ordinal of the day it was reached."""
        if not any(word in sentence for word in self.words):
            return
        if self.needs and not any(word in sentence for word in self.needs):
            return
        for match in _NUMBER.finditer(sentence):
            value = float(match[1]) * _SCALES[match[2] or ""]
            if match[3].startswith(self.unit) and self.values[0] <= value <= self.values[-1] * _BEYOND:
                yield match[0] + self.unit, self.reached(value)

    def reached(self, value: float) -> int:
        """The ordinal of the day on which the count stood at ``value``, between its points in proportion."""
        at = next((at for at, known in enumerate(self.values) if known >= value), len(self.values) - 1)
        if at == 0 or value > self.values[-1]:
            return self.days[at]
        part = math.log(value / self.values[at - 1]) / math.log(self.values[at] / self.values[at - 1])
        return round(self.days[at - 1] + part * (self.days[at] - self.days[at - 1]))


@lru_cache(maxsize=4)
def courses_of(held: Held) -> tuple[Course, ...]:
    """The counts of a lexicon, each put together once from its rows."""
    rows = defaultdict(list)
    for row in held.lexicon.rows("tallies"):
        rows[row.name].append(row)
    return tuple(
        Course(
            name,
            found[0].words,
            found[0].needs,
            found[0].unit,
            tuple(date.fromisoformat(row.date).toordinal() for row in found),
            tuple(row.value for row in found),
        )
        for name, found in rows.items()
    )


def tally_clues(texts: Iterable[str], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What the highest reading of each count in the folded texts says of the candidate days."""
    sentences = [match[0] for text in texts for match in _SENTENCE.finditer(text)]
    for course in courses_of(Held(lexicon)):
        found = [reading for sentence in sentences for reading in course.readings(sentence)]
        if found:
            words, reached = max(found, key=lambda reading: reading[1])
            scores = tuple(_score(abs(day.toordinal() - reached)) for day in days)
            yield Clue(f"{course.name} at {words}: about {date.fromordinal(reached)}", scores, "tally")


def _score(gap: int) -> float:
    return _WORST * min(1.0, max(0, gap - _FREE) / (_FULL - _FREE))
