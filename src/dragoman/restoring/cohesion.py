"""The evidence that a paragraph belongs to a fragment, as numbers to be weighed by the lexicon's table ``cohesion``."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from heapq import nlargest

import msgspec

from dragoman.restoring.likeness import Likeness, Tie
from dragoman.restoring.openings import Opening
from dragoman.restoring.times import Times
from dragoman.restoring.traits import HABITS, Traits

EVIDENCE = (
    "indent",
    "words of all",
    "words of one",
    "words before",
    "words after",
    "words of the lead",
    "names of all",
    "names of one",
    "names before",
    "names after",
    "names of the lead",
    "rare words",
    "day near",
    "day far",
    "month",
    "habits",
    "length",
    "size",
    "speaker",
    "speaks again",
    "persons known",
    "antecedent",
    "past and to come",
    "list",
    "run",
    "time",
)
"""What is weighed, in the order of a ``Vector``."""

Vector = tuple[float, ...]

_LIMIT = 2.0
_SHORTEST = 3
"""A line of fewer characters beside its dateline has no traits of its own."""
_MANY = 12
_REACH = 80
"""How many lines back and forth the fragment's nearest paragraph is looked for."""


class Board(msgspec.Struct):
    """The state of an assignment: ``labels[i]`` is paragraph i's fragment or None; ``seeds[f]`` opens fragment f.

    ``leads[f]`` is the fragment's first paragraph of text: the seed, or what follows a dateline that stands alone.
    """

    traits: Sequence[Traits]
    likeness: Likeness
    seeds: Sequence[int]
    leads: Sequence[int]
    openings: Sequence[Opening | None]
    announcing: Sequence[bool]
    mixed: bool
    labels: list[int | None]
    sizes: list[int]
    counts: list[dict[tuple[str, str], int]]
    lengths: list[float]
    times: Times

    def place(self, at: int, fragment: int) -> None:
        """Puts a paragraph into a fragment, taking it out of the one it was in."""
        self._count(at, -1)
        self.labels[at] = fragment
        self._count(at, 1)

    def _count(self, at: int, by: int) -> None:
        fragment = self.labels[at]
        if fragment is None:
            return
        self.times.move(at, fragment, by)
        if self.traits[at].length < _SHORTEST:
            return
        self.sizes[fragment] += by
        self.lengths[fragment] += by * math.log(self.traits[at].length)
        counts = self.counts[fragment]
        for key in _counted(self.traits[at]):
            counts[key] = counts.get(key, 0) + by

    def count(self, fragment: int, key: tuple[str, str], without: Traits | None = None) -> int:
        """In how many of the fragment's paragraphs a trait is found, ``without`` one of them."""
        return self.counts[fragment].get(key, 0) - (without is not None and key in _counted(without))

    def candidates(self, at: int) -> list[int]:
        """The fragments that a paragraph may belong to: those opened above it.

        Of many only its own, the last opened and those of the paragraphs most like it, so that the work does not grow
        with the square of the page.
        """
        opened = bisect_left(self.seeds, at)
        if opened <= _MANY:
            return list(range(opened))
        ties = self.likeness.ties[at]
        alike = nlargest(_MANY, ties, key=lambda other: (ties[other].words + ties[other].names, -other))
        labels = {self.labels[at], *(self.labels[other] for other in alike)}
        last = range(opened - _MANY // 2, opened)
        return sorted({*last, *(label for label in labels if label is not None and label < opened)})


def _counted(trait: Traits) -> frozenset[tuple[str, str]]:
    """The traits of a paragraph that are counted for its fragment."""
    kinds = {"habit": trait.habits, "person": trait.persons, "speaker": trait.ties.speakers}
    found = {(kind, key) for kind, keys in kinds.items() for key in keys}
    found |= {("met", f"{first} {second}") for first, second in trait.ties.met}
    found |= {("meeting", f"{first} {second}") for first, second in trait.ties.meeting}
    return frozenset(found | {("credit", "")} if trait.ties.reports else found)


def vectors(board: Board, at: int) -> dict[int, Vector]:
    """The evidence for each candidate fragment of the paragraph ``at``, which is itself left out of account."""
    own = board.labels[at]
    wanted = board.candidates(at)
    ties = _by_fragment(board, at)
    before, after = _nearest(board, at, range(at - 1, -1, -1)), _nearest(board, at, range(at + 1, len(board.labels)))
    return {
        fragment: _vector(board, at, fragment, ties.get(fragment, {}), before.get(fragment), after.get(fragment), own)
        for fragment in wanted
    }


def _by_fragment(board: Board, at: int) -> dict[int, dict[int, Tie]]:
    ties: dict[int, dict[int, Tie]] = {}
    for other, tie in board.likeness.ties[at].items():
        label = board.labels[other]
        if label is not None:
            ties.setdefault(label, {})[other] = tie
    return ties


def _nearest(board: Board, at: int, others: range) -> dict[int, int]:
    """Each fragment's nearest paragraph in the direction of ``others``."""
    found: dict[int, int] = {}
    for other in others[:_REACH]:
        label = board.labels[other]
        if label is not None and other != at:
            found.setdefault(label, other)
            if len(found) == len(board.seeds):
                break
    return found


_NONE = Tie(0.0, 0.0, 0.0)


def _vector(
    board: Board,
    at: int,
    fragment: int,
    ties: Mapping[int, Tie],
    before: int | None,
    after: int | None,
    own: int | None,
) -> Vector:
    trait, seed = board.traits[at], board.seeds[fragment]
    mine = own == fragment and trait.length >= _SHORTEST
    size = board.sizes[fragment] - mine
    root = math.sqrt(max(1, size))
    near, far, month = _days(trait, board.openings[seed])
    return (
        (1.0 if trait.indent == board.traits[seed].indent else -1.0) if board.mixed else 0.0,
        sum(tie.words for tie in ties.values()) / root,
        max((tie.words for tie in ties.values()), default=0.0),
        ties.get(before, _NONE).words if before is not None else 0.0,
        ties.get(after, _NONE).words if after is not None else 0.0,
        ties.get(board.leads[fragment], _NONE).words,
        sum(tie.names for tie in ties.values()) / root,
        max((tie.names for tie in ties.values()), default=0.0),
        ties.get(before, _NONE).names if before is not None else 0.0,
        ties.get(after, _NONE).names if after is not None else 0.0,
        ties.get(board.leads[fragment], _NONE).names,
        max((tie.rare for tie in ties.values()), default=0.0),
        near,
        far,
        month,
        _habits(board, at, fragment, size, mine),
        _length(board, at, fragment, size, mine),
        math.log(size + 1),
        *_carried(board, at, fragment, before, mine),
        _list(board, at, before),
        1.0 if before == at - 1 else 0.0,
        board.times.fit(at, fragment, own == fragment),
    )


def _days(trait: Traits, opening: Opening | None) -> tuple[float, float, float]:
    """How many days that the paragraph names are the dateline's or just before, how many not, and how many others
    are of its month or the month before."""
    if opening is None or opening.day is None:
        return 0.0, 0.0, 0.0
    near = far = same = 0.0
    for month, day in trait.days:
        back = _days_back(opening, day)
        if month in (None, opening.month):
            close = back <= 1
            near += 1.0 if close else 0.3 if back == 2 else 0.0
            far += float(month is None and back > 2)
            same += float(month is not None and not close)
        elif month is not None and opening.month is not None:
            same += float((opening.month - month) % 12 == 1)
    return min(near, _LIMIT), min(far, _LIMIT), min(same, _LIMIT)


def _days_back(opening: Opening, day: int) -> int:
    """How many days before the dateline's day the latest day with that number is."""
    if opening.month is None or opening.day is None:
        return ((opening.day or 0) - day) % 31
    try:
        anchor = date(2000, opening.month, opening.day)
    except ValueError:
        return (opening.day - day) % 31
    return next((back for back in range(31) if (anchor - timedelta(days=back)).day == day), 31)


def _habits(board: Board, at: int, fragment: int, size: int, mine: bool) -> float:
    """How far the paragraph's typographic habits are the fragment's: the mean agreement, from -1 to 1."""
    if size < 1:
        return 0.0
    trait = board.traits[at]
    without = trait if mine else None
    shares = {habit: board.count(fragment, ("habit", habit), without) / size for habit in HABITS}
    relevant = [habit for habit in HABITS if shares[habit] > 0 or habit in trait.habits]
    total = sum(2 * shares[habit] - 1 if habit in trait.habits else 1 - 2 * shares[habit] for habit in relevant)
    return total / max(1, len(relevant))


def _carried(board: Board, at: int, fragment: int, before: int | None, mine: bool) -> Vector:
    """Whether the paragraph's speakers speak in the fragment, those who speak again have spoken, its persons are known
    there, and what its beginning stands for has been told."""
    trait = board.traits[at]
    without = trait if mine else None
    spoke = {key for key in trait.ties.speakers if board.count(fragment, ("speaker", key), without) > 0}
    known = sum(board.count(fragment, ("person", key), without) > 0 for key in trait.persons)
    return (
        len(spoke) / len(trait.ties.speakers) if trait.ties.speakers else 0.0,
        (1.0 if spoke & trait.ties.again else -1.0) if trait.ties.again else 0.0,
        2 * known / len(trait.persons) - 1 if trait.persons else 0.0,
        _antecedent(board, trait, fragment, before, without),
        _clash(board, trait, fragment, without),
    )


def _antecedent(board: Board, trait: Traits, fragment: int, before: int | None, without: Traits | None) -> float:
    if "person" in trait.ties.needs:
        return 1.0 if before is not None and board.traits[before].persons else -1.0
    if "report" in trait.ties.needs:
        return 1.0 if board.count(fragment, ("credit", ""), without) > 0 else -1.0
    return 0.0


def _clash(board: Board, trait: Traits, fragment: int, without: Traits | None) -> float:
    """-1 where the fragment tells as past what the paragraph tells as to come, or the other way round."""
    for kind, pairs in (("met", trait.ties.meeting), ("meeting", trait.ties.met)):
        if any(board.count(fragment, (kind, f"{first} {second}"), without) > 0 for first, second in pairs):
            return -1.0
    return 0.0


def _length(board: Board, at: int, fragment: int, size: int, mine: bool) -> float:
    """How far the paragraph's length is from the fragment's usual one, as a negative number."""
    if size < 1:
        return 0.0
    log = math.log(board.traits[at].length)
    return -abs(log - (board.lengths[fragment] - mine * log) / size)


def _list(board: Board, at: int, before: int | None) -> float:
    """1 where the paragraph is the next of a list that the fragment's paragraph before it belongs to or announces."""
    ordinal = board.traits[at].ordinal
    if not ordinal:
        return 0.0
    if before is None:
        return -1.0
    return 1.0 if board.traits[before].ordinal == ordinal - 1 and (ordinal > 1 or board.announcing[before]) else -1.0
