"""Learns the arbiter's weights, and what its scores are worth as confidence, from the training references and writes
``lexicon/tables/grammar/arbiter.tsv``.

    python tools/train_arbiter.py GOLD_TRAIN_DIR [MORE_DIR ...] [--l2 1.0] [--folds 4] [--dry]

The readings of a trigger and "none of them" compete in a conditional logit; a reading is right where a reference
event told at
its place has its reduced type and its sides' countries. Fitted with SciPy's L-BFGS and an L2 penalty:
deterministic. The threshold
is the lowest that gives nearly the best strict F1 over documents held out in turn; the confidence is fitted to the
same held-out choices. What the directories are: ``training/README.md``. Needs the ``train`` extra.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from labels import gold_of, kind, labelled, sides, sides_of
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dragoman.coding.arbiter import Arbiter
from dragoman.coding.merge import distinct, reduced
from dragoman.lexicon.loader import BUILT_IN

LEAST = 3
"""A feature seen in fewer readings than this is left out."""


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
    return {feature: float(found[at]) for feature, at in index.items()}


def best_of(docs: list, arbiter: Arbiter) -> list[list]:
    """For each document the best reading of each trigger."""
    found = []
    for doc in docs:
        for trigger, _ in doc.pairs:
            arbiter.score(trigger)
        found.append([max(trigger.readings, key=lambda reading: reading.score) for trigger, _ in doc.pairs])
    return found


def outcome(docs: list, best: list[list], threshold: float) -> np.ndarray:
    """Strict hits, predicted and reference events over ``docs``."""
    right = [right for _, right in judged(docs, best, threshold)]
    return np.array([sum(right), len(right), sum(doc.expected.total() for doc in docs)])


def judged(docs: list, best: list[list], least: float) -> list[tuple[float, bool]]:
    """The score of each distinct reading and whether it is strictly right, wherever in the document that is told."""
    found = []
    for doc, chosen in zip(docs, best, strict=True):
        free = Counter(doc.expected)
        kept = distinct([reading for reading in chosen if reading.score >= least])
        for reading in sorted(kept, key=lambda reading: -reading.score):
            key = (reduced(reading), sides_of(reading))
            found.append((reading.score, free[key] > 0))
            free[key] -= free[key] > 0
    return found


def fitted(events: list[tuple[float, bool]], threshold: float) -> tuple[float, float]:
    """Slope and shift that make a score's log odds those of being right, over the events that the threshold lets
    through."""
    sure = [(score, right) for score, right in events if score >= threshold]
    scores = np.clip([score for score, _ in sure], 1e-6, 1 - 1e-6)
    odds, right = np.log(scores / (1 - scores)), np.array([right for _, right in sure], float)

    def loss(line: np.ndarray) -> float:
        told = line[0] * odds + line[1]
        return float(np.sum(np.logaddexp(0, told) - right * told))

    slope, shift = minimize(loss, np.array([1.0, 0.0])).x
    return float(slope), float(shift)


def chosen_threshold(totals: dict[float, np.ndarray]) -> float:
    """The lowest threshold whose F1 is within half a point of the best while precision is not below recall."""
    top = max(f1(*total) for total in totals.values())
    near = [at for at, total in totals.items() if f1(*total) >= top - 0.005 and total[1] <= total[2]]
    return min(near) if near else max(totals, key=lambda threshold: f1(*totals[threshold]))


def f1(hits: int, predicted: int, expected: int) -> float:
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
    cli.add_argument("roots", type=Path, nargs="+")
    cli.add_argument("--l2", type=float, default=1.0)
    cli.add_argument("--folds", type=int, default=4)
    cli.add_argument("--dry", action="store_true", help="only report; write nothing")
    args = cli.parse_args()
    docs = [doc for root in args.roots for doc in documents(root)]
    totals = {round(0.1 + 0.025 * step, 3): np.zeros(3, int) for step in range(25)}
    held_out: list[tuple[float, bool]] = []
    for fold in range(args.folds):
        kept = docs[fold :: args.folds]
        arbiter = Arbiter(learn([doc for at, doc in enumerate(docs) if at % args.folds != fold], args.l2), 0.0)
        best_readings = best_of(kept, arbiter)
        held_out += judged(kept, best_readings, min(totals))
        for threshold in totals:
            totals[threshold] += outcome(kept, best_readings, threshold)
    best = chosen_threshold(totals)
    hits, predicted, expected = totals[best]
    print(
        f"held out in turn: threshold {best}: P {hits / predicted:.3f} R {hits / expected:.3f} "
        f"F1 {f1(*totals[best]):.3f}"
    )
    confidence = fitted(held_out, best)
    print(f"confidence: slope {confidence[0]:.3f}, shift {confidence[1]:.3f}")
    if not args.dry:
        write(learn(docs, args.l2), best, confidence)


def write(weights: dict[str, float], threshold: float, confidence: tuple[float, float]) -> None:
    path = BUILT_IN / "grammar" / "arbiter.tsv"
    slope, shift = confidence
    settings = [f"threshold\t{threshold}", f"confidence.slope\t{slope:.4f}", f"confidence.shift\t{shift:.4f}"]
    rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.03]
    path.write_text("\n".join([*settings, *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} weights to {path}")


if __name__ == "__main__":
    main()
