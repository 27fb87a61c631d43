"""What did not (yet) happen: planned, conditional, denied, long past."""

import msgspec

from dragoman.coding.spot import Spot


class Modality(msgspec.Struct, frozen=True):
    """The auxiliary mode and the words that show it."""

    aux: str | None
    words: str


_REACH = {"negation": 6, "hypothetical": 40, "future": 30}
"""How far before a trigger (code points, in its segment) a word still governs it."""

_CARRIES = frozenset({"hypothetical", "future"})
"""What still governs the next segments of the sentence while they name no subject of their own (计划访美，与X会谈)."""


def modality(spot: Spot) -> Modality:
    """The auxiliary mode of the trigger: negation over condition over plan, in its segment or carried from those
    before."""
    for kind, reach in _REACH.items():
        for word in spot.segment.words:
            if kind in word.kinds and word.end <= spot.word.start and spot.word.start - word.end <= reach:
                return Modality(kind, word.text)
    return _carried(spot)


def _carried(spot: Spot) -> Modality:
    segment = spot.segment
    for _, before in spot.back():
        if segment.subject is not None or segment.said is not None:
            break
        found = next((word for word in reversed(before.words) if _CARRIES & word.kinds), None)
        if found is not None:
            return Modality(next(iter(sorted(_CARRIES & found.kinds))), f"{found.text} before")
        segment = before
    return Modality(None, "")
