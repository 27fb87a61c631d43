"""What did not (yet) happen: planned, conditional, denied, long past."""

import msgspec

from dragoman.coding.roles import Spot


class Modality(msgspec.Struct, frozen=True):
    """The auxiliary mode and the words that show it."""

    aux: str | None
    words: str


_REACH = {"negation": 6, "hypothetical": 40, "future": 30}
"""How far before a trigger (code points, in its segment) a word still governs it."""


def modality(spot: Spot) -> Modality:
    """The auxiliary mode of the trigger: negation over condition over plan."""
    for kind, reach in _REACH.items():
        for word in spot.segment.words:
            if kind in word.kinds and word.end <= spot.word.start and spot.word.start - word.end <= reach:
                return Modality(kind, word.text)
    return Modality(None, "")
