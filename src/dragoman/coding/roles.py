"""The places where a rule's sides are found, each a small function from a trigger's spot to possible sides."""

from collections.abc import Callable, Iterator

from dragoman.coding import clause, doers, elsewhere, scene
from dragoman.coding.context import Side
from dragoman.coding.spot import LOOSE, Found, Spot

PLACES: dict[str, Callable[[Spot], Iterator[Found]]] = {
    "subject": doers.subject,
    "speaker": doers.speaker,
    "to": clause.governed("to"),
    "with": clause.governed("with", after=True),
    "by": clause.governed("by", after=True),
    "about": clause.governed("about"),
    "at": clause.governed("at", after=True),
    "hold": clause.governed("hold"),
    "after": clause.after,
    "following": clause.following,
    "other": elsewhere.other,
    "noun": clause.noun,
    "owner": clause.owner,
    "inside": clause.inside,
    "nearest": doers.nearest,
    "sentence": elsewhere.sentence,
    "recent": elsewhere.recent,
    "topic": clause.topic,
    "parties": elsewhere.parties,
    "foe": elsewhere.foe,
    "each": doers.each,
    "prior": elsewhere.prior,
    "home": doers.home,
    "local": scene.local,
    "scene": scene.scene,
    "people": scene.people,
    "nobody": elsewhere.nobody,
}
"""The places that a rule may name."""


def place_of(name: str) -> Callable[[Spot], Iterator[Found]]:
    """The finder of a place that a rule names; ``code:XXX`` is the constant XXX. An unknown name is a KeyError."""
    return elsewhere.constant(name.removeprefix("code:")) if name.startswith("code:") else PLACES[name]


def sides(spot: Spot, places: tuple[str, ...], limit: int) -> list[Found]:
    """Up to ``limit`` different non-empty sides in the order of ``places``; ``nobody`` gives the empty side. Sides
    offered beside another don't count."""
    found: list[Found] = []
    for place in places:
        for first, one in place_of(place)(spot):
            for label, side in _with_main(spot, first, one):
                if (side or place == "nobody") and all(_codes(side) != _codes(known) for _, known in found):
                    found.append((label, side))
            if sum(LOOSE not in label for label, _ in found) == limit:
                return found
    return found


def _with_main(spot: Spot, label: str, side: Side) -> Iterator[Found]:
    """The side, and where it is a body whose country the text around it gave, the side of the text's main country."""
    yield label, side
    if any(party.assumed for party in side):
        for main in spot.context.main[:1]:
            yield f"{label}{LOOSE}main", spot.context.owned(side, (main,))


def _codes(side: Side) -> frozenset[str]:
    return frozenset(party.country for party in side)
