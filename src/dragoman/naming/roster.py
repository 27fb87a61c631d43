"""Who held which office on a day: the terms of the lexicon, by person and by office."""

from collections import defaultdict
from datetime import date

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.schema import Office, Person, Term
from dragoman.lexicon.spans import first_day, last_day


class Holding(msgspec.Struct, frozen=True):
    """A term with its bounds as days: ``start`` is the first day it may have begun, ``end`` the last it may have
    ended."""

    term: Term
    start: date
    end: date


class Roster(msgspec.Struct, frozen=True):
    """Persons and their terms: ``people`` by id, ``held`` by person's id, ``offices`` by every name of an office."""

    people: dict[str, Person]
    held: dict[str, tuple[Holding, ...]]
    offices: dict[str, Office]
    by_office: dict[tuple[str, str], tuple[Holding, ...]]

    def held_on(self, person: str, day: date) -> tuple[Holding, ...]:
        """The person's terms that include ``day``, the weightiest office first."""
        found = [holding for holding in self.held.get(person, ()) if holding.start <= day <= holding.end]
        return tuple(sorted(found, key=lambda holding: self.rank(holding.term.office)))

    def holder(self, country: str, office: str, day: date) -> Holding | None:
        """Who held ``office`` of ``country`` on ``day``; None where unknown or not one person."""
        role = self.role(office)
        found = [held for held in self.by_office.get((country, role), ()) if held.start <= day <= held.end]
        found.sort(key=lambda held: held.start, reverse=True)
        exact = [held for held in found if self.office_name(held.term.office) == self.office_name(office)] or found
        return exact[0] if exact else None

    def role(self, office: str) -> str:
        """What the office is across countries (foreign-minister), or its own name."""
        known = self.offices.get(office)
        return (known.role or known.name) if known else office

    def office_name(self, office: str) -> str:
        """The name of the office that goes by ``office`` too; itself where it is unknown."""
        known = self.offices.get(office)
        return known.name if known else office

    def sector(self, office: str) -> str:
        """The sector of an office by name, GOV where it is unknown."""
        known = self.offices.get(office)
        return known.sector if known else "GOV"

    def leads(self, holding: Holding) -> bool:
        """Whether the term is that of a head of state or government or their deputy."""
        return self.rank(holding.term.office) < _LEADERS

    def rank(self, office: str) -> int:
        """A smaller number for an office that a text more likely means."""
        role = self.role(office)
        return _RANK.index(role) if role in _RANK else len(_RANK)


__all__ = ["Holding", "Roster", "build_roster", "first_day", "last_day"]

_RANK = (
    "supreme-leader",
    "head-of-state",
    "head-of-government",
    "deputy-head-of-state",
    "foreign-minister",
    "defence-minister",
    "parliament-speaker",
    "national-security-adviser",
)
_LEADERS = 4


def build_roster(lexicon: Lexicon) -> Roster:
    """The roster of the lexicon's persons, terms and offices."""
    offices = {name: office for office in lexicon.rows("offices") for name in (office.name, *office.aliases)}
    held: dict[str, list[Holding]] = defaultdict(list)
    by_office: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for term in lexicon.rows("terms"):
        holding = Holding(term, first_day(term.start), last_day(term.end) if term.end else date.max)
        held[term.person].append(holding)
        office = offices.get(term.office)
        role = (office.role or office.name) if office else term.office
        by_office[term.body.split(":")[0], role].append(holding)
    people = {person.id: person for person in lexicon.rows("persons")}
    return Roster(people, {k: tuple(v) for k, v in held.items()}, offices, {k: tuple(v) for k, v in by_office.items()})
