"""Sides from beyond the trigger's clause: out of its sentence, out of the text so far, or given by the rule itself."""

from collections.abc import Callable, Iterator

from dragoman.coding.context import Party
from dragoman.coding.spot import LOOSE, Found, Spot


def sentence(spot: Spot) -> Iterator[Found]:
    """Other sides named anywhere in the sentence, those after the trigger first."""
    groups = [group for segment in spot.sentence.segments for group in segment.groups if not group.pronoun]
    later = [group for group in groups if group.start >= spot.word.end]
    earlier = [group for group in reversed(groups) if group.end <= spot.word.start]
    for group in later + earlier:
        yield "sentence", spot.context.resolve(group)
    for party in spot.context.main[:1]:
        yield f"text{LOOSE}main", (party,)


def recent(spot: Spot) -> Iterator[Found]:
    """The last side named before the sentence that is not the last subject's."""
    mine = {party.country for party in spot.context.subject}
    for party in reversed(spot.context.states[-6:]):
        if party.country not in mine:
            yield "recent", (party,)
            break
    for party in spot.context.main[:2]:
        yield f"text{LOOSE}main", (party,)


def other(spot: Spot) -> Iterator[Found]:
    """Of those who are meeting, the ones that neither speak nor are the last subject."""
    mine = {party.country for party in spot.speaker or spot.context.subject}
    yield "other", tuple(party for party in spot.context.parties if party.country not in mine)


def parties(spot: Spot) -> Iterator[Found]:
    """Those who are meeting, then the two that a list named last."""
    yield "parties", spot.context.parties
    yield "listed", spot.context.lists.get(2, ())


def prior(spot: Spot) -> Iterator[Found]:
    """Whom an answer is meant for: the subject of the sentences before, then the sides named last."""
    yield "prior", spot.context.subject
    for party in reversed(spot.context.states[-8:]):
        yield "view", (party,)


def foe(spot: Spot) -> Iterator[Found]:
    """The other side of a fight; who that is depends on the side found elsewhere (see candidate.py)."""
    del spot
    yield "foe", (Party("?", None, None, "foe"),)


def constant(code: str) -> Callable[[Spot], Iterator[Found]]:
    """The finder of the side ``code``, which the rule itself names."""

    def find(spot: Spot) -> Iterator[Found]:
        del spot
        yield "rule", (Party(code, None, None, "state", code, "the rule's own"),)

    return find


def nobody(spot: Spot) -> Iterator[Found]:
    """The empty side."""
    del spot
    yield "none", ()
