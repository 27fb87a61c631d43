"""Whom a name that several bear means: one in view, the holder of the office beside it, or a state's leader."""

from dragoman.naming.namebook import Sense
from dragoman.naming.roster import Roster
from dragoman.naming.view import View


class Bearers:
    """Chooses among the bearers of a name by what the reader has in view and by who held which office when."""

    def __init__(self, roster: Roster, view: View) -> None:
        self.roster, self.view = roster, view

    def in_view(self, found: tuple[Sense, ...]) -> Sense:
        """The sense whose bearer is in view, else the one whose state was named last."""
        seen = [sense for sense in found if sense.key in self.view.persons]
        if seen or len(found) == 1:
            return (seen or list(found))[0]
        states = list(reversed(self.view.states))
        return min(found, key=lambda sense: states.index(sense.code) if sense.code in states else len(states))

    def by_surname(self, found: tuple[Sense, ...], country: str) -> Sense | None:
        """The person that a surname means: one in view, or (beside an office or a state) its holder on the day."""
        seen = [sense for sense in found if sense.key in self.view.persons]
        if seen:
            latest = list(self.view.persons)
            return max(seen, key=lambda sense: latest.index(sense.key))
        if not country:
            return None
        mine = [sense for sense in found if sense.code == country]
        held = [sense for sense in mine if self.roster.held_on(sense.key, self.view.day)]
        return next(iter(held or mine), None)

    def by_office(self, found: tuple[Sense, ...], office: Sense | None) -> Sense | None:
        """The bearer of a surname who holds the office beside it on the day, or held it last before."""
        if office is None:
            return None
        role = self.roster.role(office.key)
        held = [
            (holding.start, sense)
            for sense in found
            for holding in self.roster.held.get(sense.key, ())
            if self.roster.role(holding.term.office) == role and holding.start <= self.view.day
        ]
        return max(held, key=lambda item: item[0])[1] if held else None

    def leader(self, found: tuple[Sense, ...]) -> Sense | None:
        """The one bearer of a surname who leads a state on the day: a text may call them by it from the start."""
        leaders = [
            sense
            for sense in found
            if any(self.roster.leads(held) for held in self.roster.held_on(sense.key, self.view.day))
        ]
        return leaders[0] if len(leaders) == 1 else None
