"""Numbered meetings, fairs, games and reports: the 77th General Assembly is of 2022, the fifth import fair too."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

import daachorse
import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.schema import Series
from dragoman.restoring.anniversaries import number
from dragoman.restoring.held import Held
from dragoman.restoring.years import Clue

_SENTENCE = re.compile(r"[^。!?;]+")
_ORDINAL = re.compile(r"第\s*(?:(?P<digits>\d{1,4})|(?P<signs>[一二三四五六七八九十百零]{1,6}))\s*(?P<unit>[一-鿿])")
_BARE = re.compile(r"\s?(\d{1,3})(?!\d)")
_STATED = re.compile(r"(?:19|20)\d\d年")
"""A member told with its year says nothing of the text's own."""
_REACH = 14
"""How many characters may stand between a series' words and its number."""
_SOON, _LATER, _LONG = timedelta(days=100), timedelta(days=60), timedelta(days=240)
"""From how long before a member's time to how long after it (not after a ``_LONG`` one) a day loses nothing."""
_NEAR, _YEAR = timedelta(days=240), timedelta(days=420)
_AROUND, _NEXT, _OTHERWISE = -1.0, -2.2, -3.5
"""What a day loses that is no farther from the time than ``_NEAR``, no farther than ``_YEAR``, and any other."""


class _Run(msgspec.Struct, frozen=True):
    row: Series
    name: str


class Numbered(msgspec.Struct, frozen=True):
    """A member of a series found in a text, with the days from and to which it lasted."""

    words: str
    first: date
    last: date


class AllSeries:
    """The table of series, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.runs: defaultdict[str, list[_Run]] = defaultdict(list)
        for row in lexicon.rows("series"):
            for words in row.words:
                self.runs[words].append(_Run(row, row.words[0]))
        self._words = list(self.runs)
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._words or ["\0"], daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> Iterator[Numbered]:
        """The numbered members of series in a folded text."""
        for start, end, at in self._automaton.find(text):
            runs = [run for run in self.runs[self._words[at]] if _met(run.row.needs, _around(text, start))]
            if _STATED.search(text[max(0, start - _REACH - 8) : start]):
                continue
            yield from _bare(text, start, end, [run for run in runs if not run.row.units])
            yield from _counted(text, start, end, [run for run in runs if run.row.units])


@lru_cache(maxsize=4)
def series_of(held: Held) -> AllSeries:
    """The series of a lexicon, compiled once."""
    return AllSeries(held.lexicon)


def series_clues(texts: Iterable[str], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What the numbered members of series in the folded texts say of the candidate days; each counts once."""
    table = series_of(Held(lexicon))
    found: defaultdict[str, set[tuple[date, date]]] = defaultdict(set)
    for text in texts:
        for one in table.find(text):
            found[one.words].add((one.first, one.last))
    seen: set[tuple[float, ...]] = set()
    for words, times in found.items():
        scores = tuple(max(_score(day, first, last) for first, last in times) for day in days)
        if min(scores, default=0.0) < 0 and scores not in seen:
            seen.add(scores)
            when = " or ".join(f"{first:%Y-%m} to {last:%Y-%m}" for first, last in sorted(times))
            yield Clue(f"“{words}”: {when}", scores, "series")


def _met(needs: Sequence[str], sentence: str) -> bool:
    return not needs or any(words in sentence for words in needs)


def _around(text: str, at: int) -> str:
    """The sentence at an offset of a text."""
    start = max(text.rfind(mark, 0, at) for mark in "。!?;") + 1
    match = _SENTENCE.match(text, start)
    return match[0] if match else ""


def _bare(text: str, start: int, end: int, runs: Sequence[_Run]) -> Iterator[Numbered]:
    match = _BARE.match(text, end) if runs else None
    if match:
        yield from _members(text[start : match.end()], int(match[1]), runs)


def _counted(text: str, start: int, end: int, runs: Sequence[_Run]) -> Iterator[Numbered]:
    """The number nearest to the words, before them or after, told with one of the series' counters."""
    if not runs:
        return
    units = {unit for run in runs for unit in run.row.units}
    before = [m for m in _ORDINAL.finditer(text, max(0, start - _REACH), start) if m["unit"] in units]
    after = [m for m in _ORDINAL.finditer(text, end, end + _REACH) if m["unit"] in units]
    near = [m for m in (*before[-1:], *after[:1]) if not _broken(text, m, start, end)]
    if near:
        match = min(near, key=lambda m: min(abs(start - m.end()), abs(m.start() - end)))
        told = int(match["digits"]) if match["digits"] else number(match["signs"])
        words = text[min(start, match.start()) : max(end, match.end())]
        yield from _members(words, told, [run for run in runs if match["unit"] in run.row.units])


def _broken(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a mark stands between the number and the words."""
    between = text[match.end() : start] if match.end() <= start else text[end : match.start()]
    return any(mark in between for mark in ",。;!?、")


def _members(words: str, told: int, runs: Sequence[_Run]) -> Iterator[Numbered]:
    for run in runs:
        row = run.row
        behind = told - row.first
        if behind < 0 or behind % row.step or (row.last is not None and told > row.last):
            continue
        year = row.year + behind // row.step * row.every
        if year < 2100:
            yield Numbered(words, date(year, row.month, 1), _month_end(year, row.month + row.months - 1))


def _month_end(year: int, month: int) -> date:
    """The last day of the month, counted on from the year's first."""
    after = year * 12 + month
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _score(day: date, first: date, last: date) -> float:
    if first - _SOON <= day <= (last if last - first > _LONG else last + _LATER):
        return 0.0
    away = first - day if day < first else day - last
    return _AROUND if away <= _NEAR else _NEXT if away <= _YEAR else _OTHERWISE
