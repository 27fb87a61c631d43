"""Congratulations on an office won and oaths on taking it: they are of the days about the beginning of its term."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.names import Name, names_of
from dragoman.restoring.offices import Roster, roster_of
from dragoman.restoring.stretches import Stretch
from dragoman.restoring.years import Clue

_SENTENCE = re.compile(r"[^。!?;]+")
_STATED = re.compile(r"(?:19|20)\d\d年|周年")
_WON, _SWORN = (timedelta(days=240), timedelta(days=45)), (timedelta(days=20), timedelta(days=20))
"""How long before and after a term's beginning an office is congratulated on, and sworn in to."""
_ELSEWHEN = -3.0
_ONE_TERM = timedelta(days=365 * 5 + 100)
"""Whoever is longer in an office was elected anew within its term, on days that the table does not hold."""


class Accessions:
    """The words of the table ``discourse`` for congratulating, for winning an office and for being sworn in."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, list[str]] = {"congratulation": [], "won": [], "sworn": []}
        for row in lexicon.rows("discourse"):
            if row.kind in words:
                words[row.kind].append(row.word)
        self._congratulation = tuple(words["congratulation"])
        self._won, self._sworn = tuple(words["won"]), tuple(words["sworn"])

    def reach(self, sentence: str) -> tuple[timedelta, timedelta] | None:
        """How far from a term's beginning a folded sentence may be; None where it tells of none."""
        if _STATED.search(sentence):
            return None
        if any(word in sentence for word in self._sworn):
            return _SWORN
        told = any(word in sentence for word in self._won) and self.congratulates(sentence) >= 0
        return _WON if told else None

    def congratulates(self, sentence: str) -> int:
        """Where a sentence begins to congratulate, -1 where it does not."""
        return min((at for word in self._congratulation if (at := sentence.find(word)) >= 0), default=-1)


@lru_cache(maxsize=4)
def accessions_of(held: Held) -> Accessions:
    """The words for accessions of a lexicon, compiled once."""
    return Accessions(held.lexicon)


def accession_clues(texts: Iterable[str], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What the accessions that the folded texts tell of say of the candidate days."""
    held = Held(lexicon)
    table, names, roster = accessions_of(held), names_of(held), roster_of(held)
    for text in texts:
        for match in _SENTENCE.finditer(text):
            reach = table.reach(match[0])
            found = names.find(match[0]) if reach else []
            terms = _terms(found, table.congratulates(match[0]), max(days, default=date.min), roster)
            if reach and terms:
                fits = [any(time.first - reach[0] <= day <= time.first + reach[1] for time in terms) for day in days]
                words = ", ".join(f"{time}" for time in terms)
                yield Clue(f"an office entered: {words}", tuple(0.0 if fit else _ELSEWHEN for fit in fits), "accession")


def _terms(found: Sequence[Name], after: int, last: date, roster: Roster) -> list[Stretch]:
    """The terms that those who are named behind ``after`` (all where none is) have in the offices that are named.

    Without those that by the day ``last`` were longer than what one is elected for.
    """
    offices = [office for name in found for office in name.of("office")]
    people = [name for name in found if name.of("person")]
    meant = [name for name in people if name.start > after] or people
    served = [roster.served(key, office) for name in meant for key in name.of("person") for office in offices]
    terms = dict.fromkeys(time for times, exact in served if exact for time in times)
    return [time for time in terms if min(time.last, last) - time.first <= _ONE_TERM]
