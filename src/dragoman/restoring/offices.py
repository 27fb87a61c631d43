"""Who holds which office in a text: a vice-president or a prime minister by name bounds the day it was written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.names import Name, names_of
from dragoman.restoring.stretches import Stretch, stretch
from dragoman.restoring.years import Clue

_OUTSIDE, _NEAR, _BY_ROLE = -4.0, -2.5, 0.6
_ABSENT = -1.8
_WHOLE = 3
"""A name of fewer characters may be anybody's."""
_GRACE, _EDGE, _BEFORE_START = timedelta(days=10), timedelta(days=60), timedelta(days=150)
_ELECTED = timedelta(days=240)
"""How long before a term's beginning its holder may be called elect."""


class Holding(msgspec.Struct, frozen=True):
    """A person named with an office, and every (person's id, office) that the words may mean.

    ``effect`` is the office's prefix as the lexicon reads it (former, elect …).
    """

    words: str
    effect: str
    options: tuple[tuple[str, str], ...]


class Roster:
    """Terms of office by person, and what an office's titles stand for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.titles: defaultdict[str, set[str]] = defaultdict(set)
        self.roles: dict[str, str] = {}
        for office in lexicon.rows("offices"):
            self.roles[office.name] = office.role
            for title in (office.name, *office.aliases):
                self.titles[title].add(office.name)
        self.prefixes: dict[str, str] = {row.prefix: row.effect for row in lexicon.rows("office_prefixes")}
        self.terms: defaultdict[str, list[tuple[set[str], Stretch]]] = defaultdict(list)
        for term in lexicon.rows("terms"):
            held = (self.titles.get(term.office) or {term.office}, stretch(term.start, term.end))
            self.terms[term.person].append(held)

    def served(self, person: str, office: str) -> tuple[list[Stretch], bool]:
        """The person's terms in that office, and whether the office itself matched and not only its role."""
        exact = [time for offices, time in self.terms.get(person, ()) if office in offices]
        if exact:
            return exact, True
        role = self.roles.get(office, "")
        like = [
            time
            for offices, time in self.terms.get(person, ())
            if role and any(self.roles.get(held) == role for held in offices)
        ]
        return like, False


@lru_cache(maxsize=4)
def roster_of(held: Held) -> Roster:
    """The roster of a lexicon, compiled once."""
    return Roster(held.lexicon)


def holdings(texts: Iterable[str], lexicon: Lexicon) -> tuple[Holding, ...]:
    """Each person that the folded texts name together with an office, once."""
    held = Held(lexicon)
    names, roster = names_of(held), roster_of(held)
    found = (holding for text in texts for holding in _holdings(text, names.find(text), roster))
    return tuple(dict.fromkeys(found))


def _holdings(text: str, names: Sequence[Name], roster: Roster) -> Iterator[Holding]:
    for left, right in pairwise(names):
        if left.end != right.start:
            continue
        office, person = (left, right) if left.of("office") else (right, left)
        if not office.of("office") or not person.of("person"):
            continue
        effect = _effect(text, left, names, roster)
        words = text[left.start : right.end]
        yield Holding(
            words, effect, tuple((key, title) for key in person.of("person") for title in office.of("office"))
        )


def presence_clues(
    texts: Iterable[str], found: Iterable[Holding], days: Sequence[date], lexicon: Lexicon
) -> Iterator[Clue]:
    """What persons who are named in full but without an office say: they are in the news while in some office.

    Those whom ``found`` already names with an office are left to it.
    """
    held = Held(lexicon)
    names, roster = names_of(held), roster_of(held)
    known = {person for holding in found for person, office in holding.options if roster.served(person, office)[0]}
    spoken: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for name in names.find(text):
            people = name.of("full")
            if people and name.end - name.start >= _WHOLE and not _part_of_longer(text, name):
                spoken.setdefault(name.words, people)
    for words, people in spoken.items():
        times = [time for person in people for _, time in roster.terms.get(person, ())]
        if known.isdisjoint(people) and times:
            scores = tuple(_ABSENT * (not any(_about(day, time) for time in times)) for day in days)
            if min(scores) < 0:
                yield Clue(f"{words}: in office {', '.join(map(str, times))}", scores, "person")


def _part_of_longer(text: str, name: Name) -> bool:
    """Whether the words are only a part of a longer foreign name."""
    return text[name.start - 1 : name.start] == "·" or text[name.end : name.end + 1] == "·"


def _about(day: date, time: Stretch) -> bool:
    return time.first - _BEFORE_START <= day <= time.last + _EDGE


def _effect(text: str, first: Name, names: Sequence[Name], roster: Roster) -> str:
    """What a prefix before ``first`` (or before the state in front of it) makes of the office."""
    ends = [first.start, *(name.start for name in names if name.end == first.start and name.of("state"))]
    for end in ends:
        for length in range(8, 0, -1):
            effect = roster.prefixes.get(text[max(0, end - length) : end])
            if effect:
                return effect
    return ""


def office_clues(found: Iterable[Holding], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What each holding says of the candidate days; nothing where it fits all of them or the roster lacks it."""
    roster = roster_of(Held(lexicon))
    for holding in found:
        served = [roster.served(person, office) for person, office in holding.options]
        readings = [(times, 1.0 if exact else _BY_ROLE) for times, exact in served if times]
        if not readings or holding.effect in ("then", "deputy"):
            continue
        scores = tuple(max(weight * _score(day, times, holding.effect) for times, weight in readings) for day in days)
        if min(scores) < 0:
            yield Clue(_reason(holding, [time for times, _ in readings for time in times]), scores, "office")


def _score(day: date, times: Sequence[Stretch], effect: str) -> float:
    return max(_fit(day, time, effect) for time in times)


def _fit(day: date, time: Stretch, effect: str) -> float:
    """0 where the holder could be called so on ``day``; less the surer it is that he could not."""
    if effect == "former":
        return 0.0 if day + _GRACE >= time.last else _OUTSIDE
    if effect == "elect":
        return 0.0 if time.first - _ELECTED <= day <= time.first + _GRACE else _OUTSIDE
    if time.first - _GRACE <= day <= time.last + _GRACE:
        return 0.0
    return _NEAR if time.first - _EDGE <= day <= time.last + _EDGE else _OUTSIDE


def _reason(holding: Holding, times: Sequence[Stretch]) -> str:
    served = ", ".join(str(time) for time in times)
    return f"{holding.words}: {holding.effect + ' ' if holding.effect else ''}in office {served}"
