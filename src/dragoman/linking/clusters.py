"""Puts reports together by their scores: the best pair first, never against a reason to keep them apart.

Two clusters merge if the mean score of the pairs between them is above 0, no pair speaks strongly against it, and no
article would then tell of the happening twice. A pair that was not worth comparing counts as one that speaks against.
The result depends on the reports alone, not on their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

import msgspec

Pair = tuple[str, str]


class Member(msgspec.Struct, frozen=True):
    """What clustering knows of a report: its id and, for each article that tells it, what the article tells it as."""

    id: str
    told: frozenset[tuple[str, str]]


class _Between(msgspec.Struct):
    """The pairs between two clusters: their number, the sum of their scores and whether one keeps them apart."""

    total: float = 0.0
    pairs: int = 0
    apart: bool = False
    joined: bool = False

    def add(self, other: "_Between") -> "_Between":
        return _Between(
            self.total + other.total, self.pairs + other.pairs, self.apart or other.apart, self.joined or other.joined
        )


def clusters(
    members: Iterable[Member],
    scores: Mapping[Pair, float],
    apart: float,
    unseen: float = 0.0,
    joins: Iterable[Pair] = (),
    splits: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """The groups, each sorted, in order of their first id. A score of ``apart`` or
    less keeps two apart, ``unseen`` is that of a pair without one; ``joins`` and ``splits`` are a user's decisions."""
    return _Merging(members, scores, (apart, unseen), tuple(joins), tuple(splits)).groups()


class _Merging:
    def __init__(
        self,
        members: Iterable[Member],
        scores: Mapping[Pair, float],
        bounds: tuple[float, float],
        joins: Sequence[Pair],
        splits: Sequence[Pair],
    ) -> None:
        apart, self.unseen = bounds
        self.told = {member.id: set(member.told) for member in members}
        self.groups_by_head = {head: [head] for head in self.told}
        self.near: defaultdict[str, dict[str, _Between]] = defaultdict(dict)
        for (one, other), value in scores.items():
            self._meet(one, other, _Between(value, 1, value <= apart))
        for one, other in splits:
            self._meet(one, other, _Between(0.0, 1, True))
        for one, other in joins:
            self._meet(one, other, _Between(0.0, 1, False, True))

    def _meet(self, one: str, other: str, between: _Between) -> None:
        if one in self.told and other in self.told and one != other:
            known = self.near[one].get(other)
            self.near[one][other] = self.near[other][one] = between.add(known) if known else between

    def groups(self) -> list[tuple[str, ...]]:
        for one, other in sorted(self._joined()):
            heads = (self._head(one), self._head(other))
            if heads[0] != heads[1]:
                self._merge(*sorted(heads))
        queue = [(-mean, one, other) for one, other, mean in self._ripe(self.near)]
        heapify(queue)
        while queue:
            value, one, other = heappop(queue)
            between = self.near.get(one, {}).get(other)
            if between is None or self._mean(one, other, between) != -value or not self._allowed(one, other, between):
                continue
            self._merge(one, other)
            for left, right, mean in self._ripe([one]):
                heappush(queue, (-mean, min(left, right), max(left, right)))
        return sorted(tuple(sorted(group)) for group in self.groups_by_head.values())

    def _joined(self) -> list[Pair]:
        return [
            (one, other) for one, near in self.near.items() for other, it in near.items() if it.joined and one < other
        ]

    def _head(self, member: str) -> str:
        return next(head for head, group in self.groups_by_head.items() if member in group)

    def _ripe(self, heads: Iterable[str]) -> list[tuple[str, str, float]]:
        """The pairs with one of ``heads`` that may merge as far as their scores say, with their means."""
        whole = heads is self.near
        return [
            (one, other, mean)
            for one in heads
            for other, between in self.near[one].items()
            if (one < other or not whole) and not between.apart
            if (mean := self._mean(one, other, between)) > 0
        ]

    def _mean(self, one: str, other: str, between: _Between) -> float:
        every = len(self.groups_by_head[one]) * len(self.groups_by_head[other])
        return (between.total + max(0, every - between.pairs) * self.unseen) / max(every, between.pairs)

    def _allowed(self, one: str, other: str, between: _Between) -> bool:
        return not between.apart and not self.told[one] & self.told[other]

    def _merge(self, one: str, other: str) -> None:
        """``other`` goes into ``one``; what is between it and a third is added to what is between ``one`` and that."""
        self.told[one] |= self.told.pop(other)
        self.groups_by_head[one] += self.groups_by_head.pop(other)
        for third, between in self.near.pop(other).items():
            self.near[third].pop(other, None)
            if third != one:
                known = self.near[one].get(third)
                self.near[one][third] = self.near[third][one] = between.add(known) if known else between
