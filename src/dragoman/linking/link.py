"""Links a store: finds what changed, scores candidates, puts reports together, writes happenings. One transaction.

What comes out is a function of the events and decisions in the store, whatever came first: a link's score depends on
its two reports, a group on the reports that links lead to. So only the groups that a new, changed or removed report
has links to are worked on again.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.linking.clusters import Member, clusters
from dragoman.linking.decisions import Standing, decisions, standing
from dragoman.linking.loading import PAIRED, SEEDED, find_pairs, load, pairs, prepare, seed
from dragoman.linking.record import Report
from dragoman.linking.scoring import score
from dragoman.linking.stale import changed, reach
from dragoman.linking.weights import Knowledge, Weights, knowledge
from dragoman.linking.writing import counts, write

if TYPE_CHECKING:
    from dragoman.storing import Store


class Linking(msgspec.Struct, frozen=True, kw_only=True):
    """What a linking did: profiles worked on, pairs compared, and what the store now holds."""

    touched: int
    compared: int
    events: int
    happenings: int


def link_store(store: "Store", *, anew: bool = False, lexicon: Path | None = None) -> Linking:
    """Brings the happenings of ``store`` up to date with its events and decisions; ``anew`` works on all of them, as
    other tables do. ``lexicon`` is a user's folder of them."""
    known = knowledge(lexicon)
    with _transaction(store):
        held = standing(decisions(store))
        prepare(store, held.events, known)
        seeds = changed(store, held, known.fingerprint, anew=anew)
        if seeds is not None:
            seeds = _affected(store, seeds, held, known)
        return _relink(store, seeds, held, known)


@contextmanager
def _transaction(store: "Store") -> Iterator[None]:
    """All or nothing: a killed linking leaves the store as it was."""
    store.connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        store.connection.execute("ROLLBACK")
        raise
    store.connection.execute("COMMIT")


def _affected(store: "Store", seeds: set[str], held: Standing, known: Knowledge) -> set[str]:
    """The profiles that links lead to from those in ``seeds``, by links known before and new ones."""
    seed(store, seeds)
    find_pairs(store, among=False)
    reports = load(store, PAIRED, known)
    fresh = [pair for pair in pairs(store) if score(reports[pair[0]], reports[pair[1]], known.weights).total > 0]
    return reach(store, seeds, [*fresh, *held.joins])


def _relink(store: "Store", ids: set[str] | None, held: Standing, known: Knowledge) -> Linking:
    seed(store, ids)
    find_pairs(store, among=True)
    reports = load(store, SEEDED, known)
    scored = Scored(reports, pairs(store), held, known.weights)
    groups = [group for component in scored.components() for group in scored.clusters(component)]
    write(store, reports, groups, scored.positive(), held, known)
    return Linking(touched=len(reports), compared=len(scored.scores), **counts(store))


class Scored:
    """The scored pairs of some reports, kept in arrays: there may be millions."""

    def __init__(
        self, reports: dict[str, Report], found: Iterable[tuple[str, str]], held: Standing, weights: Weights
    ) -> None:
        self.reports, self.held, self.weights = reports, held, weights
        self.ids = list(reports)
        self.number = {one: at for at, one in enumerate(self.ids)}
        self.left, self.right, self.scores = array("i"), array("i"), array("d")
        for one, other in found:
            self.left.append(self.number[one])
            self.right.append(self.number[other])
            self.scores.append(score(reports[one], reports[other], weights).total)

    def positive(self) -> Iterator[tuple[str, str]]:
        """The pairs that speak for one happening."""
        for left, right, value in zip(self.left, self.right, self.scores, strict=True):
            if value > 0:
                yield self.ids[left], self.ids[right]

    def components(self) -> Iterator[tuple[list[str], dict[tuple[str, str], float]]]:
        """The reports that links lead to from each other, with every scored pair among them."""
        leader = self._leaders()
        members: defaultdict[int, list[str]] = defaultdict(list)
        for at, one in enumerate(self.ids):
            members[leader[at]].append(one)
        inside: defaultdict[int, dict[tuple[str, str], float]] = defaultdict(dict)
        for left, right, value in zip(self.left, self.right, self.scores, strict=True):
            if leader[left] == leader[right]:
                inside[leader[left]][self.ids[left], self.ids[right]] = value
        for head, ids in members.items():
            yield sorted(ids), inside.pop(head, {})

    def _leaders(self) -> "array[int]":
        """For each report the least number of its component."""
        leader = array("i", range(len(self.ids)))

        def first(at: int) -> int:
            while leader[at] != at:
                leader[at] = leader[leader[at]]
                at = leader[at]
            return at

        links = (
            (one, other) for one, other, value in zip(self.left, self.right, self.scores, strict=True) if value > 0
        )
        joins = ((self.number[a], self.number[b]) for a, b in self.held.joins if {a, b} <= self.number.keys())
        for one, other in (*joins, *links):
            low, high = sorted((first(one), first(other)))
            leader[high] = low
        for at in range(len(leader)):
            leader[at] = first(at)
        return leader

    def clusters(self, component: tuple[list[str], dict[tuple[str, str], float]]) -> list[tuple[str, ...]]:
        """The happenings of a component, each as the ids of its reports."""
        ids, scores = component
        if len(ids) == 1:
            return [(ids[0],)]
        members = [Member(one, _articles(self.reports[one])) for one in ids]
        mine = set(ids)
        joins = [pair for pair in self.held.joins if mine.issuperset(pair)]
        splits = [pair for pair in self.held.splits if mine.issuperset(pair)]
        return clusters(members, scores, self.weights.apart, self.weights.unseen, joins, splits)


_CLASS = {"future": "plan", "hypothetical": "plan", "negation": "denial"}


def _articles(report: Report) -> frozenset[tuple[str, str]]:
    """The articles that tell it, each with what it tells it as: one article tells a happening once as held, once as
    planned and once as called off."""
    kind = "denial" if report.calls_off else _CLASS.get(report.aux or "", "held")
    return frozenset((fragment, kind) for fragment in report.fragments)
