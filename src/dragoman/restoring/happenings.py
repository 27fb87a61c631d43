"""Dated events that a text names, or tells of by place, participants and month: what they say of its own day."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

import daachorse
import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.names import Name, names_of
from dragoman.restoring.stretches import Stretch, stretch
from dragoman.restoring.years import Clue

_PLANNED, _TOLD = timedelta(days=45), timedelta(days=400)
_AHEAD, _FAR_AHEAD, _LONG_PAST = -1.2, -3.0, -0.8
_SHORT = timedelta(days=4)
"""Words for a time say nothing of an event that lasts longer: any day may be in it."""
_ELSEWHEN, _PERHAPS = -4.5, -2.0
"""What a day loses on which the words for a time can't mean the event, surely told of or only by its host and guest."""
_SOON, _YEAR = -31, 335
"""From how many days before to how many after an event its month needs no year."""
_COMING = timedelta(days=100)
"""How far ahead a day told with its month but without its year may lie."""
_REMEMBERED = ("周年", "纪念")
"""A sentence with these tells of a happening of other years."""
_NEAR = 4
"""Within how many characters before a time stand the words that say that it is to come."""
_STATED = re.compile(r"(?:19|20)\d\d年")
_SENTENCE = re.compile(r"[^。!?]+")
_WHEN = re.compile(
    r"(?P<near>今天|今日|昨天|昨日|明天|明日)|(?P<relative>上个月|上月|本月|这个月|下个月|下月|上周|本周|下周|去年|今年)"
    r"|(?:(?P<month>\d{1,2})月)?(?<!\d)(?P<day>\d{1,2})日|(?<!\d)(?P<alone>\d{1,2})月(?!\d)"
)
_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
_WEEKS = {"上周": -1, "本周": 0, "下周": 1}
_NEAR_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "明天": 1, "明日": 1}
_YEARS = {"去年": -1, "今年": 0}


class _Happening(msgspec.Struct, frozen=True):
    name: str
    time: Stretch
    place: str
    host: str
    participants: frozenset[str]


class Happenings:
    """The table of dated events, compiled: by their names, and by the places where they were."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.named: defaultdict[str, list[_Happening]] = defaultdict(list)
        self.placed: defaultdict[str, list[_Happening]] = defaultdict(list)
        self.countries = {person.id: person.country for person in lexicon.rows("persons")}
        homes = {place.name: place.country[0] for place in lexicon.rows("places") if place.country}
        homes |= {capital: state.code for state in lexicon.rows("states") for capital in state.capitals}
        homes |= {state.name: state.code for state in lexicon.rows("states")}
        self.hosted: defaultdict[str, list[_Happening]] = defaultdict(list)
        for row in lexicon.rows("dated_events"):
            when, host = stretch(row.start, row.end or row.start), homes.get(row.place, "")
            happening = _Happening(row.name, when, row.place, host, frozenset(row.participants))
            for words in (row.name, *row.aliases):
                self.named[words].append(happening)
            if row.place:
                self.placed[row.place].append(happening)
            if host:
                self.hosted[host].append(happening)
        self._at = tuple(row.word for row in lexicon.rows("discourse") if row.kind == "at")
        self._ahead = tuple(row.word for row in lexicon.rows("discourse") if row.kind == "ahead")
        self._words = list(dict.fromkeys([*self.named, *self.placed]))
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._words or ["\0"], daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> set[str]:
        """The names and places of dated events in a folded text."""
        return {self._words[number] for _, _, number in self._automaton.find(text)}

    def coming(self, time: re.Match[str]) -> bool:
        """Whether the words right before those for a time say that it is to come."""
        before = time.string[max(0, time.start() - _NEAR) : time.start()]
        return any(word in before for word in self._ahead)

    def hosts(self, sentence: str, found: Iterable[Name]) -> set[str]:
        """The states that a sentence names as the place where something is."""
        return {key for name in found for key in name.of("state") if sentence.endswith(self._at, 0, name.start)}


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
    if _STATED.search(sentence) or any(word in sentence for word in _REMEMBERED):
        return
    for word in sorted(words & table.named.keys()):
        told = table.named[word]
        yield Clue(
            f"{word}: {', '.join(str(it.time) for it in told)}",
            tuple(max(_fit(d, h) for h in told) for d in days),
            "event named",
        )
    times = list(_WHEN.finditer(sentence))
    if times:
        named = _ordered(happening for word in words & table.named.keys() for happening in table.named[word])
        sure, likely, maybe = _told_of(sentence, words, table, lexicon)
        for time in times:
            bare = bool(time["near"] or (time["day"] and not time["month"]))
            told_of = sure if bare else _ordered({*sure, *likely})
            loose = bool(time["near"]) or (len(told_of) > 1 and (bare or bool(time["alone"])))
            otherwise = _PERHAPS if loose else _ELSEWHEN
            yield from _timed(
                time, table.coming(time), named if time["relative"] in _YEARS else told_of, days, otherwise
            )
            if time["day"] and not told_of:
                yield from _timed(time, False, _ordered({*likely, *maybe}), days, _PERHAPS)


def _timed(
    time: re.Match[str], coming: bool, told: Sequence[_Happening], days: Sequence[date], otherwise: float
) -> Iterator[Clue]:
    """The days on which the words for a time can mean one of the events."""
    meant = {
        happening.name: str(happening.time)
        for happening in told
        if any(_agrees(time, coming, d, happening) for d in days)
    }
    if meant:
        fits = [any(_agrees(time, coming, day, happening) for happening in told) for day in days]
        named = ", ".join(f"{name} ({when})" for name, when in meant.items())
        yield Clue(f"“{time[0]}” with {named}", tuple(0.0 if fit else otherwise for fit in fits), "event told")


def _fit(day: date, happening: _Happening) -> float:
    """A named event is seldom told of long before it, and less and less long after."""
    if day < happening.time.first - _PLANNED:
        return _AHEAD if day > happening.time.first - _TOLD else _FAR_AHEAD
    return _LONG_PAST if day > happening.time.last + _TOLD else 0.0


def _told_of(
    sentence: str, words: set[str], table: Happenings, lexicon: Lexicon
) -> tuple[list[_Happening], list[_Happening], list[_Happening]]:
    """The dated events that a sentence surely tells of, those that it likely does and those that it may tell of.

    It surely tells of one that it names or whose place it names with two participants, likely of one whose host it
    names as a place (在荷兰) with two guests, and may tell of one whose host it names so with one guest.
    """
    found = names_of(Held(lexicon)).find(sentence)
    present = {name.words for name in found} | {key for name in found for _, key in name.keys}
    present |= {table.countries[key] for key in present & table.countries.keys()}
    sure = {happening for word in words & table.named.keys() for happening in table.named[word]}
    for word in words & table.placed.keys():
        sure |= {h for h in table.placed[word] if len(present & h.participants) > 1}
    likely: set[_Happening] = set()
    maybe: set[_Happening] = set()
    for host in table.hosts(sentence, found) & table.hosted.keys():
        for happening in table.hosted[host]:
            guests = len(present & (happening.participants - {host}))
            (likely if guests > 1 else maybe if guests else set()).add(happening)
    return _ordered(sure), _ordered(likely - sure), _ordered(maybe - sure)


def _ordered(happenings: Iterable[_Happening]) -> list[_Happening]:
    """The short ones among the events, in order of time."""
    short = {happening for happening in happenings if happening.time.last - happening.time.first <= _SHORT}
    return sorted(short, key=lambda happening: (happening.time.first, happening.name))


def _agrees(time: re.Match[str], coming: bool, day: date, happening: _Happening) -> bool:
    """Whether the words for a time, in a text of ``day``, can mean the event's own time."""
    when = happening.time
    relative = time["relative"]
    if time["near"]:
        return when.first <= day + timedelta(days=_NEAR_DAYS[time["near"]]) <= when.last
    if relative in _YEARS:
        return when.first.year == day.year + _YEARS[relative]
    if relative in _WEEKS:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=_WEEKS[relative])
        return when.first <= monday + timedelta(days=6) and when.last >= monday
    if relative in _MONTHS:
        month = _month(day) + _MONTHS[relative]
        return month in (_month(when.first), _month(when.last))
    if time["alone"]:
        return _close(day, when) and int(time["alone"]) in (when.first.month, when.last.month)
    return any(when.first <= one <= when.last for one in _meant(time, coming, day))


def _meant(time: re.Match[str], coming: bool, day: date) -> Iterator[date]:
    """The days that words with a day of the month can mean: the latest such, and with a month the next too.

    Only the next where the words say that it is ``coming``.
    """
    month, number = int(time["month"]) if time["month"] else None, int(time["day"])
    for last in (day, day + _COMING) if month else (day,):
        found = _latest(last, month, number)
        if found is not None and not (coming and month and found < day):
            yield found


def _close(day: date, when: Stretch) -> bool:
    return _SOON <= (day - when.first).days < _YEAR


@lru_cache(maxsize=4096)
def _latest(day: date, month: int | None, number: int) -> date | None:
    """The latest day up to ``day`` with that number (and month), within a year (some weeks where none is given)."""
    at = _month(day)
    for back in range(13 if month else 3):
        year, found = divmod(at - back, 12)
        if month in (None, found + 1) and 1 <= number <= monthrange(year, found + 1)[1]:
            one = date(year, found + 1, number)
            if one <= day:
                return one
    return None


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
