"""Learns the arbiter's weights, and what its scores are worth as confidence, from the training references and writes
``lexicon/tables/grammar/arbiter.tsv``.

    python tools/train_arbiter.py DIR[:WEIGHT] ... [--l2 1.0] [--folds 4] [--dry]

The readings of a trigger and "none of them" compete in a conditional logit; a reading is right where a reference
event told at
its place has its reduced type and its sides' countries. Fitted with SciPy's L-BFGS and an L2 penalty:
deterministic. The threshold
is that of the best strict F1 over documents held out in turn; the confidence is fitted to the
same held-out choices. Which directories, and why some weigh less: ``training/README.md``. Needs the ``train`` extra.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from labels import gold_of, kind, labelled, sides
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dragoman.coding.arbiter import Arbiter, Confidence
from dragoman.coding.features import weighed_as
from dragoman.coding.merge import distinct, reduced, sides_of
from dragoman.lexicon.loader import BUILT_IN

LEAST = 4
"""A feature seen in fewer readings than this is left out."""

FAINT = 0.08
"""A reading with a lower score is no choice."""

LIGHTEST = 0.04
"""A weight nearer to zero than this is dropped: two thirds of the file for less than half a point."""


def examples(docs: list) -> tuple[list[tuple[str, ...]], np.ndarray, np.ndarray]:
    """The features of every reading, whether it is right, and the number of its trigger."""
    rows, labels, groups = [], [], []
    triggers = [pair for doc in docs for pair in doc.pairs]
    for number, (trigger, matches) in enumerate(triggers):
        for reading, found in zip(trigger.readings, matches, strict=True):
            rows.append(reading.weighed)
            labels.append(bool(found))
            groups.append(number)
    return rows, np.array(labels), np.array(groups)


def learn(docs: list, l2: float, steps: int = 80) -> dict[str, float]:
    """The weights that make the right readings likeliest."""
    rows, right, group = examples(docs)
    counts = Counter(feature for row in rows for feature in set(row))
    index = {feature: at for at, feature in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    kept = [[index[feature] for feature in row if feature in index] for row in rows]
    columns = np.concatenate([np.array(row, dtype=np.int32) for row in kept])
    starts = np.cumsum([0] + [len(row) for row in kept])
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(index)))
    across, count = matrix.T.tocsr(), int(group[-1]) + 1
    share = np.array([doc.weight for doc in docs for _ in doc.pairs])
    any_right = np.bincount(group, right, count) > 0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(matrix @ weights, -30, 30))
        total, good = 1 + np.bincount(group, odds, count), np.bincount(group, odds * right, count)
        likelihood = share @ (np.log(np.where(any_right, good, 1.0)) - np.log(total))
        target = np.where(any_right[group], odds * right / np.maximum(good[group], 1e-12), 0.0)
        slope = l2 * weights - across @ (share[group] * (target - odds / total[group]))
        return 0.5 * l2 * float(weights @ weights) - float(likelihood), slope

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return {feature: float(found[at]) for feature, at in index.items() if abs(found[at]) >= LIGHTEST}


def best_of(docs: list, arbiter: Arbiter) -> list[list]:
    """For each document the best reading of each trigger."""
    found = []
    for doc in docs:
        for trigger, _ in doc.pairs:
            arbiter.score(trigger)
        found.append([max(trigger.readings, key=lambda reading: reading.score) for trigger, _ in doc.pairs])
    return found


class Judged(NamedTuple):
    """A reading that was chosen in a document kept from training: how it is weighed, its score, and whether it is
    strictly right, wherever in the document that is told."""

    kind: str
    score: float
    right: bool
    weight: float


def judged(docs: list, best: list[list]) -> Iterator[Judged]:
    for doc, chosen in zip(docs, best, strict=True):
        free = Counter(doc.expected)
        kept = distinct([reading for reading in chosen if reading.score >= FAINT])
        for reading in sorted(kept, key=lambda reading: -reading.score):
            key = (reduced(reading), sides_of(reading))
            yield Judged(weighed_as(reading.rule.type, reading.aux), reading.score, free[key] > 0, doc.weight)
            free[key] -= free[key] > 0


def fitted(events: list[Judged], pull: float = 3.0) -> Confidence:
    """The slope and shifts that make the scores' log odds those of being right; ``pull`` keeps the shifts of types
    small."""
    scores = np.clip([event.score for event in events], 1e-6, 1 - 1e-6)
    odds, right = np.log(scores / (1 - scores)), np.array([event.right for event in events], float)
    kinds = sorted({event.kind for event in events})
    number = np.array([kinds.index(event.kind) for event in events])
    share = np.array([event.weight for event in events])

    def loss(line: np.ndarray) -> float:
        told = line[0] * odds + line[1] + line[2:][number]
        return float(share @ (np.logaddexp(0, told) - right * told) + 0.5 * pull * line[2:] @ line[2:])

    slope, shift, *shifts = minimize(loss, np.concatenate([[1.0], np.zeros(len(kinds) + 1)])).x
    return Confidence(float(slope), float(shift), dict(zip(kinds, map(float, shifts), strict=True)))


def chosen_threshold(events: list[Judged], confidence: Confidence, expected: float) -> tuple[float, np.ndarray]:
    """The chance of the best F1, with the weighted hits, predicted and reference events there."""
    chances = np.array([confidence.chance(event.score, event.kind) for event in events])
    share, right = np.array([event.weight for event in events]), np.array([event.right for event in events])
    steps = [round(0.15 + 0.01 * step, 2) for step in range(45)]
    totals = {at: np.array([share @ (right & (chances >= at)), share @ (chances >= at), expected]) for at in steps}
    best = max(steps, key=lambda at: f1(*totals[at]))
    return best, totals[best]


def f1(hits: float, predicted: float, expected: float) -> float:
    return 2 * hits / (predicted + expected) if predicted + expected else 0.0


class Doc(NamedTuple):
    """A document's triggers with their labels, and how often each type with its sides is to be found."""

    pairs: list
    expected: Counter
    weight: float


def documents(root: Path, weight: float) -> Iterator[Doc]:
    for name, pairs, _ in labelled(root):
        yield Doc(pairs, Counter((kind(event), sides(event)) for event in gold_of(root, name)), weight)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("roots", nargs="+", help="folder with texts/ and events/, and how much a document of it counts")
    cli.add_argument("--l2", type=float, default=1.0)
    cli.add_argument("--folds", type=int, default=4)
    cli.add_argument("--dry", action="store_true", help="only report; write nothing")
    args = cli.parse_args()
    parts = [root.partition(":") for root in args.roots]
    docs = [doc for path, _, weight in parts for doc in documents(Path(path), float(weight or 1))]
    held_out: list[Judged] = []
    for fold in range(args.folds):
        kept = docs[fold :: args.folds]
        arbiter = Arbiter(learn([doc for at, doc in enumerate(docs) if at % args.folds != fold], args.l2), 0.0)
        held_out += judged(kept, best_of(kept, arbiter))
    confidence = fitted(held_out)
    expected = sum(doc.weight * doc.expected.total() for doc in docs)
    best, (hits, predicted, _) = chosen_threshold(held_out, confidence, expected)
    print(
        f"held out in turn: threshold {best}: P {hits / predicted:.3f} R {hits / expected:.3f} "
        f"F1 {f1(hits, predicted, expected):.3f}"
    )
    print(f"confidence: slope {confidence.slope:.3f}, shift {confidence.shift:.3f}")
    if not args.dry:
        write(learn(docs, args.l2), best, confidence)


def write(weights: dict[str, float], threshold: float, confidence: Confidence) -> None:
    path = BUILT_IN / "grammar" / "arbiter.tsv"
    kinds = {f"confidence.shift.{kind}": shift for kind, shift in confidence.kinds.items()}
    settings = {"confidence.slope": confidence.slope, "confidence.shift": confidence.shift, **kinds}
    rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    lines = [f"threshold\t{threshold}", *(f"{name}\t{value:.4f}" for name, value in settings.items()), *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} weights to {path}")


if __name__ == "__main__":
    main()
