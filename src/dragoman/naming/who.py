"""Who a name or an office means on a day: the roster asked directly, without a text around it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.schema import Person
from dragoman.naming.fold import fold
from dragoman.naming.namebook import Namebook, Token
from dragoman.naming.roster import Holding, Roster, build_roster
from dragoman.naming.shapes import load_shapes


class Answer(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """One meaning of a name on a day. ``office`` is empty and ``start`` None where the person held none then; ``end``
    is None for a term that has not ended."""

    person: str
    code: str
    office: str
    start: str | None
    end: str | None
    reason: str


_TIER = 30
"""So many states, by number of terms, count alike where a name has bearers in several."""


class Directory:
    """The roster by every spelling. Build once, ask any number of times."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.roster: Roster = build_roster(lexicon)
        self.lexicon = lexicon
        self._full: dict[str, list[Person]] = {}
        self._short: dict[str, list[Person]] = {}
        for person in lexicon.rows("persons"):
            for name in {person.name, *person.aliases, person.latin, person.id} - {""}:
                self._full.setdefault(_key(name), []).append(person)
            for name in {*person.short, *person.latin.split()[-1:]}:
                self._short.setdefault(_key(name), []).append(person)
        counted = Counter(term.body.split(":")[0] for term in lexicon.rows("terms"))
        self._weight = {code: place for place, (code, _) in enumerate(counted.most_common())}

    @cached_property
    def _book(self) -> Namebook:
        return Namebook(self.lexicon)

    def who(self, name: str, day: date) -> tuple[Answer, ...]:
        """Who ``name`` (a person in any spelling, a surname, an office with its state, or both) means on ``day``, best
        first; empty where nobody is known."""
        wanted = _key(name)
        people = self._full.get(wanted) or self._short.get(wanted)
        return self._persons(people, day) if people else self._asked(wanted, day)

    def near(self, name: str) -> list[str]:
        """Known spellings that resemble ``name``."""
        return get_close_matches(_key(name), [*self._full, *self._short], n=5, cutoff=0.6)

    def _persons(self, people: Iterable[Person], day: date) -> tuple[Answer, ...]:
        """The terms of each person on the day, those in office before those out of it."""
        held = [one for person in people for one in self.roster.held_on(person.id, day)]
        held.sort(key=self._order)
        out = [self._without(person, day) for person in people if not self.roster.held_on(person.id, day)]
        return (*(_answer(self.roster, one) for one in held), *out)

    def _order(self, held: Holding) -> tuple[bool, int, int, int]:
        """Leaders first, then those of the states that news is most about, each by the weight of the office."""
        place = self._place(held)
        return not self.roster.leads(held), place // _TIER, self.roster.rank(held.term.office), place

    def _without(self, person: Person, day: date) -> Answer:
        """What a person is on a day without an office: known by the note, a former holder, or not yet one."""
        terms = self.roster.held.get(person.id, ())
        before = [one for one in terms if one.end < day]
        sector = person.note.partition("sector=")[2][:3]
        if before and not sector:
            last = max(before, key=lambda one: one.end).term
            why = f"{last.office} of {last.body} until {last.end} ({last.origin})"
            return Answer(person.name, f"{person.country}:ELI", "", None, None, why)
        first = min((one.term for one in terms), key=lambda term: term.start, default=None)
        why = f"no office yet; {first.office} from {first.start}" if first else "no office known"
        return Answer(person.name, f"{person.country}:{sector or 'CVL'}", "", None, None, f"{why} ({person.origin})")

    def _asked(self, wanted: str, day: date) -> tuple[Answer, ...]:
        """An office, or a person with a state or an office beside the name (日本首相安倍)."""
        tokens = self._book.find(wanted)
        states = _states(tokens, self.lexicon.extra)
        titles = [token.text for token in tokens if token.sense("office")]
        offices = [sense.key for token in tokens for sense in token.all("office")]
        named = self._named(tokens, states, offices)
        if named:
            return self._persons(named, day)
        former = any(token.sense("prefix") and token.senses[0].code == "former" for token in tokens)
        found = self._holders(states, offices[-1], day, former) if offices else []
        found.sort(key=lambda one: (one.term.office != titles[-1], one.term.agency != "", self._place(one)))
        return tuple(_answer(self.roster, one) for one in found)

    def _place(self, held: Holding) -> int:
        """Where the state of a term stands among all by number of terms: first those that news is most about."""
        return self._weight.get(held.term.body.split(":")[0], len(self._weight))

    def _named(self, tokens: list[Token], states: list[str], offices: list[str]) -> list[Person]:
        keys = [sense.key for token in tokens for kind in ("person", "surname") for sense in token.all(kind)]
        people = [self.roster.people[key] for key in dict.fromkeys(keys)]
        mine = [person for person in people if person.country in states] or people
        roles = {self.roster.role(office) for office in offices}
        return [
            person
            for person in mine
            if roles & {self.roster.role(one.term.office) for one in self.roster.held.get(person.id, ())}
        ] or mine

    def _holders(self, states: list[str], office: str, day: date, former: bool) -> list[Holding]:
        """Who holds the office on the day, latest first, or (``former``) who held it before it."""
        role = self.roster.role(office)
        found = [
            one
            for (state, kind), held in self.roster.by_office.items()
            if kind == role and (not states or state in states)
            for one in held
        ]
        known = self.roster.offices[office].name
        exact = [one for one in found if self.roster.office_name(one.term.office) == known]
        if not states and exact:
            found = exact
        now = [one for one in found if (one.end < day if former else one.start <= day <= one.end)]
        best = [one for one in now if one in exact]
        now = best if best or self.roster.offices[office].exclusive != "yes" else now
        return sorted(now, key=lambda one: one.start, reverse=True)


def _key(name: str) -> str:
    return fold(name.strip()).casefold()


def _states(tokens: list[Token], extra: Path | None) -> list[str]:
    """The codes of the states and bodies that the words name, an abbreviation by what news mostly means by it."""
    found: list[str] = []
    usual = load_shapes(extra).strong_shorts
    for token in tokens:
        sense = token.sense("state", "organisation", "metonym", "capital", "short", "agency", "group")
        if sense is not None and sense.kind == "short":
            found.append(usual.get(token.text, sense.code))
        elif sense is not None and (sense.kind != "agency" or sense.bare):
            found.append(sense.code.split(":")[0])
        found += [sense.owner for sense in token.senses if sense.owner]
    return found


def _answer(roster: Roster, held: Holding) -> Answer:
    term = held.term
    until = f"to {term.end}" if term.end else "until now"
    reason = f"{term.office} of {term.body} from {term.start} {until} ({term.origin})"
    return Answer(roster.people[term.person].name, term.body, term.office, term.start, term.end or None, reason)
