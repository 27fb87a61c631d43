"""What a reader has in mind at a place in the text: the states and persons named so far."""

from datetime import date

import msgspec


class View(msgspec.Struct):
    """What a reader has in mind at a place in the text: states named so far (latest last), persons by key, and
    the codes that are states' (``known``)."""

    day: date
    states: list[str] = []
    persons: dict[str, str] = {}
    named: set[str] = set()
    known: frozenset[str] = frozenset()

    def see(self, states: tuple[str, ...]) -> None:
        """Note that ``states`` were just named."""
        for state in states:
            if state in self.states:
                self.states.remove(state)
            self.states.append(state)

    def choose(self, candidates: tuple[str, ...], default: str) -> str:
        """The candidate seen last, else one that the text names, else ``default`` or the first."""
        seen = [state for state in reversed(self.states) if state in candidates]
        return (seen or [state for state in candidates if state in self.named] or [default or candidates[0]])[0]
