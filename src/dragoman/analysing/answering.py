"""What in the record answers an entry of the ledger: candidates by type and party, then by rule, time and tie."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from dragoman.analysing.record import Deed
from dragoman.analysing.rules import Answering, Kind, LedgerRules, Tie
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


class Candidates:
    """The deeds by type and party, each list in order of its last day."""

    def __init__(self, record: Iterable[Deed]) -> None:
        self._lists: dict[tuple[str, str], list[Deed]] = {}
        for deed in record:
            for party in parties(deed):
                self._lists.setdefault((deed.type, party), []).append(deed)
        for found in self._lists.values():
            found.sort(key=ended)

    def since(self, types: Iterable[str], of: Iterable[str], day: date) -> Iterator[Deed]:
        """The deeds of the types in which one of the parties takes part and which ended on that day or later."""
        seen: set[str] = set()
        for key in ((kind, party) for kind in types for party in sorted(of)):
            found = self._lists.get(key, [])
            for deed in found[bisect_left(found, day, key=ended) :]:
                if deed.id not in seen:
                    seen.add(deed.id)
                    yield deed


def ended(deed: Deed) -> date:
    """Its last day, or the day that it was told on."""
    return deed.last or deed.told or date.min


def began(deed: Deed) -> date:
    """Its first day, or the day that it was told on."""
    return deed.first or deed.told or date.min


def answers(entry: Deed, kind: Kind, dated: bool, among: Candidates, rules: LedgerRules) -> Iterator[Answer]:
    """All that answers the entry; ``dated`` tells that it has a day by which it is to be done."""
    start = began(entry) if entry.happened else entry.told or began(entry)
    for rule in rules.answer:
        if not _applies(rule, entry, kind):
            continue
        types = tuple(entry.type if one == "@" else one for one in rule.types)
        for deed in among.since(types, parties(entry), start):
            found = (
                _answer(entry, deed, rule, dated, rules) if _in_time(entry, deed, rule, dated, start, rules) else None
            )
            if found:
                yield found


def _applies(rule: Answering, entry: Deed, kind: Kind) -> bool:
    """Whether the rule is for entries of this kind, type and mode."""
    typed = not rule.of_types or entry.type in rule.of_types
    return kind in rule.kinds and typed and (not rule.of_modes or (entry.mode or "") in rule.of_modes)


def _answer(entry: Deed, deed: Deed, rule: Answering, dated: bool, rules: LedgerRules) -> Iterator[Answer]:
    aux = "fact" if deed.happened else deed.aux
    if deed.id == entry.id or aux not in rule.aux or (rule.modes and deed.mode not in rule.modes):
        return
    by = sides(rule.who, entry, deed)
    how = tie(entry, deed, rules) if by else "parties"
    if by and how in rule.ties and (dated or how != "parties"):
        day = (deed.told or began(deed)) if rule.moved else began(deed)
        yield Answer(deed, rule, how, by, day)


def _in_time(entry: Deed, deed: Deed, rule: Answering, dated: bool, start: date, rules: LedgerRules) -> bool:
    """Whether the deed comes when an answer may: a planned deed on its day, a new plan for a later day before the old
    one has lapsed, all else within the rule's days."""
    if entry.aux == "future" and rule.outcome == "kept" and same_article(entry, deed):
        return False  # what an article tells as a plan it does not report as done
    if not dated or entry.first is None or entry.last is None:
        return not rule.moved and began(deed) <= start + timedelta(rule.within)
    slack = timedelta(rules.slack)
    if rule.moved:
        later = deed.first is not None and deed.first > entry.last
        return later and start < (deed.told or date.min) <= entry.last + timedelta(rules.grace)
    early = rule.outcome != "kept" or ended(deed) >= entry.first - slack
    return early and began(deed) <= entry.last + slack
