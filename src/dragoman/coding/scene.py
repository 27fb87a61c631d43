"""Where it happens, for deeds whose doers and victims are told without a country (十二人被捕, 警方动用了水炮)."""

from collections.abc import Iterator

from dragoman.coding.context import Party
from dragoman.coding.doers import nearest
from dragoman.coding.spot import Found, Spot

_LEADING = 2
"""How many of the countries that a text names most may be its scene."""


def scene(spot: Spot) -> Iterator[Found]:
    """The country of the last place named in the sentence, then the countries that the text names most."""
    for code in _countries(spot):
        yield "scene", (Party(code, None, None, "scene", code, "the scene's country"),)


def people(spot: Spot) -> Iterator[Found]:
    """The people of the country where it happens."""
    for code in _countries(spot):
        yield "people", (Party(f"{code}:CVL", None, None, "scene", f"{code}:CVL", "the people of the scene's country"),)


def local(spot: Spot) -> Iterator[Found]:
    """The country of the nearest group before the trigger, a place's too (慕尼黑等地也举行了集会)."""
    for _, side in nearest(spot):
        codes = dict.fromkeys(party.country for party in side)
        yield "local", tuple(Party(code, None, None, "local", code, "the place's country") for code in codes)


def _countries(spot: Spot) -> dict[str, None]:
    """The countries where it may happen, the likeliest first."""
    groups = [group for segment in spot.sentence.segments for group in segment.groups]
    places = [m.code.split(":")[0] for group in groups for m in group.mentions if m.kind == "place" and m.code]
    ranks = spot.context.ranks
    leading = sorted((code for code in ranks if code), key=lambda code: ranks[code])[:_LEADING]
    return dict.fromkeys((*places[-1:], *leading))
