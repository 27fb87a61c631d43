"""Where it happens, for deeds whose doers and victims are told without a country (十二人被捕, 警方动用了水炮)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.coding.context import Party, Side

if TYPE_CHECKING:
    from dragoman.coding.roles import Spot

_LEADING = 2
"""How many of the countries that a text names most may be its scene."""


def scene(spot: Spot) -> Iterator[tuple[str, Side]]:
    """The country of the last place named in the sentence, then the countries that the text names most."""
    for code in _countries(spot):
        yield "scene", (Party(code, None, None, "scene", code, "the scene's country"),)


def people(spot: Spot) -> Iterator[tuple[str, Side]]:
    """The people of the country where it happens."""
    for code in _countries(spot):
        yield "people", (Party(f"{code}:CVL", None, None, "scene", f"{code}:CVL", "the people of the scene's country"),)


def _countries(spot: Spot) -> dict[str, None]:
    """The countries where it may happen, the likeliest first."""
    groups = [group for segment in spot.sentence.segments for group in segment.groups]
    places = [m.code.split(":")[0] for group in groups for m in group.mentions if m.kind == "place" and m.code]
    ranks = spot.context.ranks
    leading = sorted((code for code in ranks if code), key=lambda code: ranks[code])[:_LEADING]
    return dict.fromkeys((*places[-1:], *leading))
