"""Sides that the clause of a trigger names besides its subject: governed, after it, before it, inside of it."""

from collections.abc import Callable, Iterator

from dragoman.coding.context import merged
from dragoman.coding.spot import Found, Spot, meant
from dragoman.coding.subjects import subject_before


def governed(kind: str, after: bool = False) -> Callable[[Spot], Iterator[Found]]:
    """The finder of what a preposition of ``kind`` governs: before the trigger in its clause (with ``after`` anywhere
    in it), else in the two clauses before."""

    def find(spot: Spot) -> Iterator[Found]:
        for group in reversed(spot.segment.groups):
            if group.governed == kind and (after or group.end <= spot.word.start):
                yield from meant(spot, kind, group)
                return
        for at, segment in spot.back():
            if spot.at - at > 2:
                return
            for group in reversed(segment.groups):
                if group.governed == kind:
                    yield f"{kind}-back", spot.context.resolve(group)
                    return

    return find


def after(spot: Spot) -> Iterator[Found]:
    """What follows the trigger in its clause: the first group that is no mere owner, the last, then the owner."""
    groups = [group for group in spot.segment.groups if group.start >= spot.word.end]
    heads = [group for group in groups if not group.owns and group.governed not in ("at", "source", "with", "about")]
    if not groups:
        return
    close = groups[0]
    label = "next" if close.start == spot.word.end else "after"
    if heads:
        first = heads[0]
        yield from meant(spot, label if first is close else "after", first)
        if heads[-1] is not first and heads[-1].qualified:
            yield "after-last", spot.context.resolve(heads[-1])
    if close not in heads[:1]:
        yield "after-owner", spot.context.resolve(close)


def following(spot: Spot) -> Iterator[Found]:
    """The subject of the next segment (呼吁：各方…)."""
    if spot.at + 1 < len(spot.sentence.segments):
        segment = spot.sentence.segments[spot.at + 1]
        group = segment.subject
        if group is not None:
            partner = next((g for g in segment.groups if g.start >= group.end and g.governed == "with"), None)
            if partner is not None:
                yield "following+with", merged(spot.context.resolve(group), spot.context.resolve(partner))
            yield from meant(spot, "following", group)


def noun(spot: Spot) -> Iterator[Found]:
    """The group right before the trigger (日美首脑会谈, 对台军售)."""
    before = [group for group in spot.segment.groups if group.end <= spot.word.start]
    if before and spot.word.start - before[-1].end <= 6:
        yield "noun", spot.context.resolve(before[-1])


def inside(spot: Spot) -> Iterator[Found]:
    """The state inside the trigger itself (来华, 访日)."""
    for group in spot.segment.groups:
        if spot.word.start <= group.start and group.end <= spot.word.end:
            yield "inside", spot.context.resolve(group)
            return


def owner(spot: Spot) -> Iterator[Found]:
    """The nearest group before the trigger that 的 follows (美国的斡旋)."""
    for group in reversed(spot.segment.groups):
        if group.end <= spot.word.start and group.owns:
            yield "owner", spot.context.resolve(group)
            return


def topic(spot: Spot) -> Iterator[Found]:
    """What a judgement is about: the nearest subject, or the first state named, in what is said."""
    own = subject_before(spot.segment, spot.word.start)
    if own is not None:
        yield "topic", spot.context.resolve(own)
    for group in spot.segment.groups:
        if group is not own and group.end <= spot.word.start:
            yield "topic-governed", spot.context.resolve(group)
            break
    for at, segment in spot.back():
        if segment.subject is not None and segment.speech is None:
            yield "topic-back", spot.subjects[at]
            return
        if segment.said is not None:
            break
