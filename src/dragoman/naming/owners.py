"""Whose a body is that a text names without its state: 警方 in a report on Kenya is the Kenyan police."""

import re
from collections.abc import Iterator

import msgspec

_NEAR = 180.0
"""Code points after which a name weighs half of one right there; names after the body lose it twice as fast."""
_SENTENCE_END = "。！？!?\n"


class Sight(msgspec.Struct, frozen=True):
    """A place in the text where a state is named, itself, by a place of its own or by its people."""

    start: int
    end: int
    state: str


class Owners:
    """The states that a text names (those of datelines only where it names no others), and which is meant at an
    offset."""

    def __init__(self, text: str, sights: list[Sight], dateline: re.Pattern[str]) -> None:
        closed = [match.span() for match in dateline.finditer(text)]
        self.text = text
        free = [one for one in sights if not any(start <= one.start < end for start, end in closed)]
        self.sights = free or sights

    def at(self, start: int) -> str:
        """The state whose body a noun at ``start`` names: that which has it by 的; in the sentence, then in the
        paragraph, that which the text around is most about, else the one named last; empty where none is named."""
        before = [one for one in self.sights if one.end <= start]
        if before and start - before[-1].end == 1 and self.text[start - 1] == "的":
            return before[-1].state
        about = self._about(start)
        for near in self._around(start, before):
            if near:
                return about if about in near else near[-1]
        return about

    def _around(self, start: int, before: list[Sight]) -> Iterator[list[str]]:
        """The states named before in the sentence, then those in the paragraph."""
        sentence = max(self.text.rfind(mark, 0, start) for mark in _SENTENCE_END)
        paragraph = self.text.rfind("\n", 0, start)
        for opening in (sentence, paragraph):
            yield [one.state for one in before if one.start > opening]

    def _about(self, start: int) -> str:
        """The state that is named most around ``start``, near names more."""
        weights: dict[str, float] = {}
        for one in self.sights:
            gap = start - one.start if one.start < start else 2 * (one.start - start)
            weights[one.state] = weights.get(one.state, 0.0) + 2.0 ** (-gap / _NEAR)
        return max(weights, key=lambda state: weights[state], default="")
