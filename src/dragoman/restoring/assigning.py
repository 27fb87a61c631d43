"""Paragraphs to fragments, all weighed together: the surest first, then every one again until none would move."""

import math
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.cohesion import EVIDENCE, Board, Vector, vectors

_SWEEPS = 12
_PARTNERS = 3
"""With how many of the paragraphs most like it a paragraph is tried elsewhere."""
_SHARE = 0.34
"""The part of the paragraphs still open that is placed at once, the surest first."""


class Choice(msgspec.Struct, frozen=True):
    """Where a paragraph was put, the chance that this is right, and the evidence that weighed most."""

    fragment: int
    chance: float
    reasons: tuple[str, ...]


def weights_of(lexicon: Lexicon) -> Vector:
    """The weights of the evidence in the table ``cohesion``, in the order of EVIDENCE; 0 where it has none."""
    table = {row.evidence: row.weight for row in lexicon.rows("cohesion")}
    return tuple(table.get(evidence, 0.0) for evidence in EVIDENCE)


def assign(board: Board, bound: Mapping[int, int], weights: Vector) -> list[Choice]:
    """Assigns every paragraph of the board. ``bound[i]`` is a paragraph that i must follow wherever it goes."""
    for fragment, seed in enumerate(board.seeds):
        board.place(seed, fragment)
    held = set(board.seeds) | set(bound)
    free = [at for at in range(len(board.labels)) if at not in held]
    _grow(board, list(free), bound, weights)
    _settle(board, free, bound, weights)
    if _move_pairs(board, free, bound, weights):
        _settle(board, free, bound, weights)
    return [_choice(board, at, bound, weights) for at in range(len(board.labels))]


def _grow(board: Board, open_: list[int], bound: Mapping[int, int], weights: Vector) -> None:
    _follow(board, bound)
    while open_:
        ranked = sorted((_margin(_scores(board, at, weights)), at) for at in open_)
        ranked.reverse()
        for _, at in ranked[: max(1, int(len(ranked) * _SHARE))]:
            board.place(at, _best(_scores(board, at, weights)))
            open_.remove(at)
        _follow(board, bound)


def _settle(board: Board, free: Sequence[int], bound: Mapping[int, int], weights: Vector) -> None:
    for _ in range(_SWEEPS):
        moved = False
        for at in free:
            best = _best(_scores(board, at, weights))
            if best != board.labels[at]:
                board.place(at, best)
                moved = True
        _follow(board, bound)
        if not moved:
            return


def _move_pairs(board: Board, free: Sequence[int], bound: Mapping[int, int], weights: Vector) -> bool:
    """Moves two paragraphs that are much alike together where that is better than leaving both; says if any moved."""
    moved = False
    movable = set(free)
    for at in free:
        ties = board.likeness.ties[at]
        alike = sorted(
            (other for other in ties if other in movable), key=lambda other: -ties[other].names - ties[other].words
        )
        for other in alike[:_PARTNERS]:
            if other > at and board.labels[at] == board.labels[other]:
                moved |= _move_pair(board, at, other, weights)
    _follow(board, bound)
    return moved


def _move_pair(board: Board, left: int, right: int, weights: Vector) -> bool:
    here = board.labels[left]
    assert here is not None
    best, gain = here, _both(board, left, right, weights)
    for fragment in board.candidates(left):
        if fragment != here:
            board.place(left, fragment)
            board.place(right, fragment)
            there = _both(board, left, right, weights)
            if there > gain + 1e-9:
                best, gain = fragment, there
    board.place(left, best)
    board.place(right, best)
    return best != here


def _both(board: Board, left: int, right: int, weights: Vector) -> float:
    """How well two paragraphs fit where they are, against the best that each could have elsewhere."""
    total = 0.0
    for at in (left, right):
        scores = _scores(board, at, weights)
        label = board.labels[at]
        assert label is not None
        rivals = [score for fragment, score in scores.items() if fragment != label]
        total += scores[label] - max(rivals, default=0.0)
    return total


def _follow(board: Board, bound: Mapping[int, int]) -> None:
    for at, leader in sorted(bound.items()):
        label = board.labels[leader]
        if label is not None and board.labels[at] != label:
            board.place(at, label)


def _scores(board: Board, at: int, weights: Vector) -> dict[int, float]:
    found = vectors(board, at)
    return {
        fragment: sum(weight * value for weight, value in zip(weights, vector, strict=True))
        for fragment, vector in found.items()
    }


def _best(scores: Mapping[int, float]) -> int:
    return max(scores, key=lambda fragment: (scores[fragment], -fragment))


def _margin(scores: Mapping[int, float]) -> float:
    ranked = sorted(scores.values(), reverse=True)
    return ranked[0] - ranked[1] if len(ranked) > 1 else math.inf


def _choice(board: Board, at: int, bound: Mapping[int, int], weights: Vector) -> Choice:
    label = board.labels[at]
    assert label is not None
    if at in board.seeds:
        return Choice(label, 1.0, ("opens the fragment",))
    if at in bound:
        return Choice(label, 1.0, ("goes with the line above it",))
    found = vectors(board, at)
    scores = _scores(board, at, weights)
    top = max(scores.values())
    chance = math.exp(scores[label] - top) / sum(math.exp(score - top) for score in scores.values())
    return Choice(label, chance, _reasons(found, label, weights))


def _reasons(found: Mapping[int, Vector], label: int, weights: Vector) -> tuple[str, ...]:
    """The evidence by which the fragment leads the others, the weightiest first."""
    if len(found) == 1:
        return ("no other fragment is open here",)
    rivals = [vector for fragment, vector in found.items() if fragment != label]
    leads = []
    for at, evidence in enumerate(EVIDENCE):
        mean = sum(vector[at] for vector in rivals) / len(rivals)
        named = evidence if weights[at] >= 0 else f"no {evidence}"
        leads.append((weights[at] * (found[label][at] - mean), named))
    return tuple(f"{evidence} {lead:+.1f}" for lead, evidence in sorted(leads, reverse=True)[:3] if lead > 0.1)
