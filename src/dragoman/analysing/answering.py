"""What in the record answers an entry of the ledger: candidates by type and party, then by rule, time and tie."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import cast

import msgspec

from dragoman.analysing.record import Deed
from dragoman.analysing.rules import Answering, Aux, Kind, LedgerRules, Tie, Who
from dragoman.analysing.ties import parties, same_article, sides, tie

_TIED: dict[Tie, str] = {
    "linked": "linked to it",
    "words": "told in the same words",
    "near": "told beside it",
    "document": "told in the same article",
    "issue": "on the same issue",
    "persons": "by the same persons",
    "parties": "by the same parties",
}

ASKED: tuple[Kind, ...] = ("demand", "invitation")
"""What waits for others to answer; the rest waits for its own actor."""


class Answer(msgspec.Struct, frozen=True):
    """A deed that answers an entry: the rule, the tie, for which of its parties, and the day that it counts for."""

    deed: Deed
    rule: Answering
    tie: Tie
    by: frozenset[str]
    day: date

    @property
    def told(self) -> str:
        """The reason in words: ``refused by USA 2013-12-03, told in the same words``."""
        who = ", ".join(dict.fromkeys(party.country for party in self.deed.actor))
        moved = f" to {self.deed.date}" if self.rule.moved else ""
        when = f" {self.deed.told if self.rule.moved else self.deed.date or self.deed.told or ''}".rstrip()
        return f"{self.rule.words}{moved} by {who}{when}, {_TIED[self.tie]}"


class Standing(msgspec.Struct, frozen=True):
    """An entry that waits for answers: what it says, since when, and whether it has a day by which it is to be done."""

    deed: Deed
    kind: Kind
    start: date
    dated: bool


class Candidates:
    """The deeds by type and by pair of parties, each list in order of its last day.

    Pairs keep the work of a busy pair of countries from growing with all that either does. Deeds of one party or of
    very many stand under ``_LOOSE``, all deeds of a party under ``_ANY``.
    """

    def __init__(self, record: Iterable[Deed]) -> None:
        self._lists: dict[tuple[str, str, str, str], list[Deed]] = {}
        for deed in record:
            for party, other in _keys(deed):
                self._lists.setdefault((deed.type, told_as(deed), party, other), []).append(deed)
        for found in self._lists.values():
            found.sort(key=ended)

    def between(self, rule: Answering, entry: Deed, start: date, stop: date) -> Iterator[Deed]:
        """Deeds of the rule's types that ended from ``start`` to ``stop`` in which parties of the entry take part."""
        types = (entry.type if one == "@" else one for one in rule.types)
        seen: set[str] = set()
        for (kind, aux), pair in product(product(types, rule.aux), _wanted(entry, rule.who)):
            key = (kind, aux, *pair)
            found = self._lists.get(key, [])
            for deed in found[bisect_left(found, start, key=ended) : bisect_right(found, stop, key=ended)]:
                if deed.id not in seen:
                    seen.add(deed.id)
                    yield deed


_LOOSE, _ANY, _MANY = "", "*", 8
# The last day of a deed of which only the year is known lies so far after its first.
_YEAR = timedelta(366)


def _keys(deed: Deed) -> Iterator[tuple[str, str]]:
    involved = sorted(parties(deed))
    yield from ((party, _ANY) for party in involved)
    if 1 < len(involved) <= _MANY:
        yield from combinations(involved, 2)
    else:
        yield from ((party, _LOOSE) for party in involved)


def _wanted(entry: Deed, who: Who) -> list[tuple[str, str]]:
    involved = sorted(parties(entry))
    if who == "target" or len(involved) == 1:
        return [(party, _ANY) for party in involved]
    return [*combinations(involved, 2), *((party, _LOOSE) for party in involved)]


def told_as(deed: Deed) -> Aux:
    """Whether it is told as a fact, a plan, a supposition or a denial."""
    return "fact" if deed.happened else cast(Aux, deed.aux)


def ended(deed: Deed) -> date:
    """Its last day, or the day that it was told on."""
    return deed.last or deed.told or date.min


def began(deed: Deed) -> date:
    """Its first day, or the day that it was told on."""
    return deed.first or deed.told or date.min


def answers(deed: Deed, kind: Kind, dated: bool, among: Candidates, rules: LedgerRules) -> list[Answer]:
    """All that answers the entry which ``deed`` opens; ``dated``: it has a day by which it is to be done."""
    entry = Standing(deed, kind, began(deed) if deed.happened else deed.told or began(deed), dated)
    fitting = (rule for rule in rules.answer if _applies(rule, deed, kind))
    return [answer for rule in fitting for answer in _by_rule(entry, rule, among, rules)]


def _by_rule(entry: Standing, rule: Answering, among: Candidates, rules: LedgerRules) -> Iterator[Answer]:
    days = timedelta(rules.slack if entry.dated and not rule.moved else rule.within)
    stop = max(entry.start, entry.deed.last or entry.start) + days + _YEAR
    for deed in among.between(rule, entry.deed, entry.start, stop):
        fits = deed.id != entry.deed.id and (not rule.modes or deed.mode in rule.modes)
        if fits and _in_time(entry, deed, rule, rules):
            yield from _answer(entry, deed, rule, rules)


def _applies(rule: Answering, entry: Deed, kind: Kind) -> bool:
    """Whether the rule is for entries of this kind, type and mode."""
    typed = not rule.of_types or entry.type in rule.of_types
    return kind in rule.kinds and typed and (not rule.of_modes or (entry.mode or "") in rule.of_modes)


def _answer(entry: Standing, deed: Deed, rule: Answering, rules: LedgerRules) -> Iterator[Answer]:
    by = sides(rule.who, entry.deed, deed)
    how = tie(entry.deed, deed, rules) if by else "parties"
    placed = deed.start >= entry.deed.start or not rule.follows or how not in ("near", "document")
    if by and placed and how in rule.ties and (entry.dated or how != "parties"):
        yield Answer(deed, rule, how, by, (deed.told or began(deed)) if rule.moved else began(deed))


def _in_time(entry: Standing, deed: Deed, rule: Answering, rules: LedgerRules) -> bool:
    """Whether the deed comes when an answer may: a planned deed on its day, a new plan for a later day before the old
    one has lapsed, all else within the rule's days."""
    if (
        rule.outcome == "kept"
        and entry.kind not in ASKED
        and same_article(entry.deed, deed)
        and began(deed) <= entry.start
    ):
        return False  # what an article tells as promised it does not, with the same words, report as done
    first, last, slack = entry.deed.first, entry.deed.last, timedelta(rules.slack)
    if not entry.dated or first is None or last is None:
        return not rule.moved and began(deed) <= entry.start + timedelta(rule.within)
    if rule.moved:
        later = deed.first is not None and deed.first > last
        return later and entry.start < (deed.told or date.min) <= last + timedelta(rules.grace)
    return began(deed) <= last + slack and (rule.outcome != "kept" or ended(deed) >= first - slack)
