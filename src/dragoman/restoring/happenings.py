"""Dated events that a text names, or tells of by place, participants and month: what they say of its own day."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

import daachorse
import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.names import names_of
from dragoman.restoring.stretches import Stretch, stretch
from dragoman.restoring.years import Clue

_PLANNED, _TOLD = timedelta(days=45), timedelta(days=400)
_NOT_YET, _LONG_PAST, _ELSEWHEN = -4.0, -0.8, -3.0
_SOON, _YEAR = -31, 335
"""From how many days before to how many after an event its month needs no year."""
_SENTENCE = re.compile(r"[^。!?]+")
_WHEN = re.compile(
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?|(?P<relative>上个月|上月|本月|这个月|下个月|下月|上周|本周|下周|去年|今年))"
)
_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
_WEEKS = {"上周": -1, "本周": 0, "下周": 1}
_YEARS = {"去年": -1, "今年": 0}


class _Happening(msgspec.Struct, frozen=True):
    name: str
    time: Stretch
    place: str
    participants: tuple[str, ...]


class Happenings:
    """The table of dated events, compiled: by their names, and by the places where they were."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.named: defaultdict[str, list[_Happening]] = defaultdict(list)
        self.placed: defaultdict[str, list[_Happening]] = defaultdict(list)
        self.countries = {person.id: person.country for person in lexicon.rows("persons")}
        homes = {place.name: place.country[:1] for place in lexicon.rows("places")}
        self.abroad: defaultdict[str, list[_Happening]] = defaultdict(list)
        for row in lexicon.rows("dated_events"):
            happening = _Happening(row.name, stretch(row.start, row.end or row.start), row.place, row.participants)
            for words in (row.name, *row.aliases):
                self.named[words].append(happening)
            if row.place:
                self.placed[row.place].append(happening)
                for country in homes.get(row.place, ()):
                    self.abroad[country].append(happening)
        self._words = list(dict.fromkeys([*self.named, *self.placed]))
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._words or ["\0"], daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> set[str]:
        """The names and places of dated events in a folded text."""
        return {self._words[number] for _, _, number in self._automaton.find(text)}


@lru_cache(maxsize=4)
def happenings_of(held: Held) -> Happenings:
    """The dated events of a lexicon, compiled once."""
    return Happenings(held.lexicon)


def happening_clues(texts: Sequence[str], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What the dated events that the folded texts tell of say of the candidate days."""
    table = happenings_of(Held(lexicon))
    seen: set[str] = set()
    for text in texts:
        for match in _SENTENCE.finditer(text):
            for clue in _clues(match[0], table, days, lexicon):
                if clue.reason not in seen and min(clue.scores) < 0:
                    seen.add(clue.reason)
                    yield clue


def _clues(sentence: str, table: Happenings, days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    words = table.find(sentence)
    times = list(_WHEN.finditer(sentence))
    for word in sorted(words & table.named.keys()):
        told = table.named[word]
        yield Clue(
            f"{word}: {', '.join(str(it.time) for it in told)}", tuple(max(_fit(d, h) for h in told) for d in days)
        )
    for happening in _told_of(sentence, words, table, lexicon):
        for time in times:
            fits = tuple(_agrees(time, day, happening.time) for day in days)
            if any(fits):
                reason = f"“{time[0]}” with {happening.name} ({happening.time})"
                yield Clue(reason, tuple(0.0 if fit else _ELSEWHEN for fit in fits))


def _fit(day: date, happening: _Happening) -> float:
    """A named event is not yet told of long before it, and less and less long after."""
    if day < happening.time.first - _PLANNED:
        return _NOT_YET
    return _LONG_PAST if day > happening.time.last + _TOLD else 0.0


def _told_of(sentence: str, words: set[str], table: Happenings, lexicon: Lexicon) -> Iterator[_Happening]:
    """The dated events that a sentence may tell of: named, or by their place (or its state) and two participants."""
    for word in sorted(words & table.named.keys()):
        yield from table.named[word]
    found = names_of(Held(lexicon)).find(sentence)
    present = {name.words for name in found} | {key for name in found for _, key in name.keys}
    present |= {table.countries[key] for key in present & table.countries.keys()}
    states = {key for name in found for key in name.of("state")}
    placed = {happening for word in words & table.placed.keys() for happening in table.placed[word]}
    placed |= {happening for state in states for happening in table.abroad.get(state, ())}
    for happening in sorted(placed, key=lambda one: (one.time.first, one.name)):
        enough = min(2, len(happening.participants))
        if len(present.intersection(happening.participants)) >= enough > 0:
            yield happening


def _agrees(time: re.Match[str], day: date, when: Stretch) -> bool:
    """Whether the words for a time, in a text of ``day``, can mean the event's own time."""
    relative = time["relative"]
    if relative in _YEARS:
        return when.first.year == day.year + _YEARS[relative]
    if relative in _WEEKS:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=_WEEKS[relative])
        return when.first <= monday + timedelta(days=6) and when.last >= monday
    if relative in _MONTHS:
        month = day.year * 12 + day.month - 1 + _MONTHS[relative]
        return month in (_month(when.first), _month(when.last))
    if int(time["month"]) not in (when.first.month, when.last.month):
        return False
    return _SOON <= (day - when.first).days < _YEAR and (
        time["day"] is None or when.first.day <= int(time["day"]) <= max(when.last.day, when.first.day)
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
