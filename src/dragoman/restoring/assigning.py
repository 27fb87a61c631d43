"""Paragraphs to fragments, all weighed together: the surest first, then every one again until none would move."""

import math
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.cohesion import EVIDENCE, Board, Vector, vectors

_SWEEPS = 12
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
        leads.append((weights[at] * (found[label][at] - mean), evidence))
    return tuple(f"{evidence} {lead:+.1f}" for lead, evidence in sorted(leads, reverse=True)[:3] if lead > 0.1)
