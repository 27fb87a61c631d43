"""What in the record answers an entry of the ledger: candidates by type and party, then by rule, time and tie."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import cast

import msgspec

from dragoman.analysing.record import Deed
from dragoman.analysing.rules import Answering, Aux, Kind, LedgerRules, Tie, Who
from dragoman.analysing.ties import before, same_article, sides, tie

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
    """The deeds by type and by what may tie them to an entry, each list in order of their last day.

    An entry meets the deeds of its pair of parties that share an issue with it or have none, those of its document, of
    its happening and of its persons: so its work doesn't grow with all that a busy pair of countries does. Only what
    is planned for a day meets all deeds of its parties, around that day.
    """

    def __init__(self, record: Iterable[Deed]) -> None:
        self._lists: dict[Key, list[Deed]] = {}
        for deed in record:
            kind = (deed.type, told_as(deed), _lasts(deed))
            for place in _places(deed):
                self._lists.setdefault((*kind, place), []).append(deed)
        for found in self._lists.values():
            found.sort(key=ended)

    def between(self, rule: Answering, entry: Standing, start: date, stop: date) -> Iterator[Deed]:
        """Deeds of the rule's types that began by ``stop`` and ended from ``start`` on, and may be tied to the entry
        as the rule wants."""
        types = (entry.deed.type if one == "@" else one for one in rule.types)
        places = list(dict.fromkeys(_wanted(entry, rule)))
        seen: set[str] = set()
        for kind, aux, (long, most), place in product(types, rule.aux, _SPANS, places):
            found = self._lists.get((kind, aux, long, place), ())
            if found:
                low, high = bisect_left(found, start, key=ended), bisect_right(found, stop + most, key=ended)
                yield from (deed for deed in found[low:high] if deed.id not in seen)
                seen.update(deed.id for deed in found[low:high])


Place = tuple[str, ...]
Key = tuple[str, str, bool, Place]

_LOOSE, _ANY, _MANY = "", "*", 8
# Deeds of a month at most, and of longer ones (of which only the year is known): how far the last day may lie behind
# the first.
_SPANS = ((False, timedelta(31)), (True, timedelta(366)))


def _lasts(deed: Deed) -> bool:
    return ended(deed) - began(deed) > _SPANS[0][1]


def _places(deed: Deed) -> Iterator[Place]:
    """Where a deed is found: by its parties, by these and each issue, by document, happening and persons."""
    for pair in _pairs(deed):
        yield pair
        yield from ((*pair, issue) for issue in deed.issues or ("",))
    yield from _tied_by_source(deed)
    yield from _persons(deed)


def _tied_by_source(deed: Deed) -> Iterator[Place]:
    yield from (("document", doc_key, "", "") for doc_key in {doc_key: None for doc_key, _ in deed.told_in})
    if deed.happening:
        yield ("happening", deed.happening, "", "")


def _persons(deed: Deed) -> Iterator[Place]:
    """Each two persons of different countries that take part."""
    named = sorted({(party.country, party.person) for party in (*deed.actor, *deed.recipient) if party.person})
    yield from ((one, other, "", "") for (mine, one), (theirs, other) in combinations(named, 2) if mine != theirs)


def _pairs(deed: Deed) -> Iterator[Place]:
    """Each who acts, and each two parties; a lone one, or one of very many, stands with nobody."""
    involved = sorted(deed.parties)
    yield from ((party, _ANY) for party in sorted(deed.actors))
    if 1 < len(involved) <= _MANY:
        yield from combinations(involved, 2)
    else:
        yield from ((party, _LOOSE) for party in involved)


def _wanted(entry: Standing, rule: Answering) -> Iterator[Place]:
    """Where the deeds stand that the rule's ties may tie to the entry."""
    pairs = _partners(entry.deed, rule.who)
    if ("parties" in rule.ties and entry.dated) or not entry.deed.issues:
        yield from pairs
        return
    yield from ((*pair, issue) for pair in pairs for issue in (*entry.deed.issues, ""))
    yield from _tied_by_source(entry.deed)
    if "persons" in rule.ties:
        yield from _persons(entry.deed)


def _partners(entry: Deed, who: Who) -> list[Place]:
    """The pairs under which those stand who may answer: who was asked, on whomever it acts, or two of the parties."""
    involved = sorted(entry.parties)
    if who == "target":
        return [(party, _ANY) for party in sorted(entry.recipients)]
    if len(involved) == 1:
        return [(involved[0], _ANY)]
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
    stop = max(entry.start, entry.deed.last or entry.start) + days
    for deed in among.between(rule, entry, entry.start, stop):
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
    placed = not by or _stands_rightly(entry.deed, deed, rule, how, rules)
    if by and placed and how in rule.ties and (entry.dated or how != "parties"):
        yield Answer(deed, rule, how, by, (deed.told or began(deed)) if rule.moved else began(deed))


def _stands_rightly(entry: Deed, deed: Deed, rule: Answering, how: Tie, rules: LedgerRules) -> bool:
    """Whether the answer stands where it may in one article with the entry: a head of several before the list, else
    behind the entry if the rule says so; and not where both sides agree in the very words that ask."""
    if how == "words":
        return rule.who != "together" or not same_article(entry, deed)
    if how not in ("near", "document"):
        return True
    if rules.counted.search(deed.evidence):
        return before(deed, entry)
    return before(entry, deed) or not rule.follows


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
