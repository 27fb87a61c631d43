"""Words that date a text because news speaks of what they name only in some years."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from statistics import median

import daachorse
import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.stretches import LONG_AGO, Stretch, stretch
from dragoman.restoring.years import Clue

_BEFORE = {1: -1.0, 2: -2.5, 3: -6.0}
_AFTER = {1: -0.7, 2: -1.5, 3: -3.0}
_SMOOTH = 10
"""Rows that are added to a year's count where years are compared."""
_AGING = 0.35
"""How much less likely a text is for each year after the newest thing that it speaks of."""
_FADING = 180
"""In how many days after its time a word has left the news."""
_LONG_AFTER = 0.5
"""How much surer that is in the years after."""


class _Era(msgspec.Struct, frozen=True):
    time: Stretch
    strength: int
    needs: tuple[str, ...]


class Eras:
    """The table of eras, compiled: which of its words stand in a text, and when each is spoken of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.eras: defaultdict[str, list[_Era]] = defaultdict(list)
        for row in lexicon.rows("eras"):
            self.eras[row.word].append(_Era(stretch(row.start, row.end), row.strength, row.needs))
        begun = {(era.time, era.strength, era.needs) for eras in self.eras.values() for era in eras}
        self._yearly = Counter(time.first.year for time, *_ in begun if time.first > LONG_AGO)
        self._words = list(self.eras)
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._words or ["\0"], daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def knowledge(self, year: int) -> float:
        """0 for a year that the table knows, less the fewer of its rows begin in it."""
        usual = median(self._yearly.values()) / 2 if self._yearly else 0
        return min(0.0, math.log((self._yearly[year] + _SMOOTH) / (usual + _SMOOTH)))

    def find(self, texts: Iterable[str]) -> dict[str, list[_Era]]:
        """The words of the table in the folded texts, with the rows whose needs the texts meet."""
        whole = "\n".join(texts)
        words = {self._words[number] for _, _, number in self._automaton.find(whole)}
        met = {word: [era for era in self.eras[word] if _met(era, whole)] for word in sorted(words)}
        return {word: eras for word, eras in met.items() if eras}


def _met(era: _Era, text: str) -> bool:
    return not era.needs or any(word in text for word in era.needs)


@lru_cache(maxsize=4)
def eras_of(held: Held) -> Eras:
    """The eras of a lexicon, compiled once."""
    return Eras(held.lexicon)


def era_clues(texts: Iterable[str], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What the words of the texts say of the candidate days; words of one same time count once.

    A word's rows of one strength and need are its several times; rows that differ in these are evidence of their own.
    """
    seen: set[tuple[float, ...]] = set()
    found = eras_of(Held(lexicon)).find(texts)
    yield from _freshest(found, days)
    for word, eras in found.items():
        kinds = dict.fromkeys((era.strength, era.needs) for era in eras)
        for kind in kinds:
            times = [era for era in eras if (era.strength, era.needs) == kind]
            scores = tuple(max(_score(day, era) for era in times) for day in days)
            if min(scores) < 0 and scores not in seen:
                seen.add(scores)
                reason = f"{word}: in the news {', '.join(str(era.time) for era in times)}"
                yield Clue(reason, scores, f"era {kind[0]}")


def _freshest(found: Mapping[str, list[_Era]], days: Sequence[date]) -> Iterator[Clue]:
    """News speaks most of what has just begun: the latest beginning in a text counts a little for the time after it.

    Of a word that has several times the last that had begun counts, the first where none had.
    """
    begun = {word: sorted(era.time.first for era in eras if _dates(era)) for word, eras in found.items()}
    firm = {word: firsts for word, firsts in begun.items() if firsts}
    if firm:
        first, word = max((firsts[0], word) for word, firsts in firm.items())
        years = [(day - max(_begun(firsts, day) for firsts in firm.values())).days / 365 for day in days]
        aging = tuple(-_AGING * min(3.0, max(0.0, age)) for age in years)
        yield Clue(f"{word}, begun {first}, is the newest thing in it", aging, "newest")


def _dates(era: _Era) -> bool:
    """Whether something begins with the era: what only hints at a time is in the news before and after it."""
    return era.time.first > LONG_AGO and era.strength > 1


def _begun(firsts: Sequence[date], day: date) -> date:
    """The last of the beginnings, in order of time, up to ``day``; the first of all where it lies before them."""
    return firsts[max(0, bisect_right(firsts, day) - 1)]


def _score(day: date, era: _Era) -> float:
    if day < era.time.first:
        return _BEFORE[era.strength]
    late = (day - era.time.last).days / _FADING
    return _AFTER[era.strength] * (min(1.0, late) + min(_LONG_AFTER, max(0.0, late - 1) / 8)) if late > 0 else 0.0
