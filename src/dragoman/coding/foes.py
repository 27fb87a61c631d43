"""Who fights whom: the other side of a fight of which a text names one."""

from collections import defaultdict
from datetime import date

from dragoman.coding.context import Party, Side
from dragoman.lexicon import Lexicon
from dragoman.naming.roster import first_day, last_day


class Foes:
    """The lexicon's conflicts by country, both ways."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._foes: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
        self._known: dict[str, list[tuple[str, date, date]]] = {}
        for row in lexicon.rows("conflicts"):
            end = last_day(row.end) if row.end else date.max
            self._foes[row.side].append((row.foe, first_day(row.start), end))
            self._foes[row.foe].append((row.side, first_day(row.start), end))

    def of(self, side: Side, day: date, named: frozenset[str]) -> Side:
        """The foe of ``side`` on ``day`` among the countries that the text names; empty where there is none or
        several."""
        found: dict[str, str] = {}
        for party in side:
            for code, start, end in self._of(party):
                if start <= day <= end and code.split(":")[0] in named and code != party.code:
                    found.setdefault(code, f"at war with {party.code} in the table of conflicts")
        parties = tuple(Party(code, None, None, "foe", code, reason) for code, reason in found.items())
        return parties if len({party.country for party in parties}) == 1 else ()

    def _of(self, party: Party) -> list[tuple[str, date, date]]:
        """The conflicts of the party itself, or else of anyone of its country; remembered."""
        if party.code not in self._known:
            mine = [foe for code, foes in self._foes.items() if code.split(":")[0] == party.country for foe in foes]
            self._known[party.code] = self._foes.get(party.code, []) or mine
        return self._known[party.code]
