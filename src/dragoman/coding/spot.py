"""A trigger in its surroundings, and what a group found there may stand for."""

from collections.abc import Iterator

import msgspec

from dragoman.coding.context import Context, Side, side_of
from dragoman.coding.grammar import Word
from dragoman.coding.groups import LEADS
from dragoman.coding.syntax import Group, Segment, Sentence

Found = tuple[str, Side]
"""A label that says where a side was found, and the side."""

LOOSE = "-or-"
"""In the labels of sides that are offered beside the one that a place was found to hold."""


_REACH = 16
"""How far before a trigger (code points) a word of the passive still governs it."""


class Spot(msgspec.Struct):
    """A trigger in its surroundings: the sentence, the index of its segment, the word, and the state of reading there.
    ``speaker`` is who speaks at the trigger (empty outside of speech); ``suffered`` tells whether a word of the passive
    governs it in its segment (遭到俄军攻击)."""

    text: str
    sentence: Sentence
    at: int
    word: Word
    context: Context
    speaker: Side
    subjects: list[Side]
    suffered: bool = False

    def __post_init__(self) -> None:
        self.suffered = any(
            "passive" in word.kinds and 0 <= self.word.start - word.end <= _REACH for word in self.segment.words
        )

    @property
    def segment(self) -> Segment:
        """The segment that holds the trigger."""
        return self.sentence.segments[self.at]

    def back(self) -> Iterator[tuple[int, Segment]]:
        """The segments before the trigger's, nearest first."""
        for at in range(self.at - 1, -1, -1):
            yield at, self.sentence.segments[at]


def meant(spot: Spot, label: str, group: Group) -> Iterator[Found]:
    """The side that a group stands for, and whom else a pronoun may mean."""
    yield label, spot.context.resolve(group)
    if len(group.mentions) > 1 and spot.text[group.mentions[0].span.end : group.mentions[1].span.start] in LEADS:
        yield f"{label}{LOOSE}led", side_of(group.mentions[1:])
    if group.pronoun:
        for who, side in spot.context.others_for(group):
            yield f"{label}{LOOSE}{who}", side
