"""Learns the arbiter's weights from the training references and writes ``lexicon/tables/grammar/arbiter.tsv``.

    python tools/train_arbiter.py GOLD_TRAIN_DIR [--c 0.3] [--folds 5]

A reading is a positive example where a reference event told at its place has its reduced type and its sides' countries. The
model is scikit-learn's L2 logistic regression (lbfgs, deterministic). The threshold is the one that gives the best strict F1
over documents held out in turn. Needs the ``train`` extra.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from labels import gold_of, labelled
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dragoman.coding.arbiter import Arbiter
from dragoman.coding.merge import distinct
from dragoman.lexicon.loader import BUILT_IN

LEAST = 3
"""A feature seen in fewer readings than this is left out."""


def examples(docs: list) -> tuple[list[tuple[str, ...]], list[int]]:
    rows, labels = [], []
    for _, pairs, _ in docs:
        for trigger, matches in pairs:
            for reading, found in zip(trigger.readings, matches, strict=True):
                rows.append(reading.features)
                labels.append(int(bool(found)))
    return rows, labels


def learn(docs: list, c: float) -> dict[str, float]:
    rows, labels = examples(docs)
    counts = Counter(feature for row in rows for feature in row)
    index = {feature: at for at, feature in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    columns = [index[feature] for row in rows for feature in row if feature in index]
    starts = np.cumsum([0] + [sum(feature in index for feature in row) for row in rows])
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(index)))
    model = LogisticRegression(C=c, max_iter=2000, fit_intercept=False).fit(matrix, labels)
    return {feature: float(model.coef_[0][at]) for feature, at in index.items()}


def outcome(docs: list, arbiter: Arbiter, root: Path, threshold: float) -> tuple[int, int, int]:
    """Strict hits, predicted and reference events over ``docs``."""
    hits = predicted = expected = 0
    for name, pairs, _ in docs:
        truth = {id(reading): found for trigger, matches in pairs for reading, found in zip(trigger.readings, matches, strict=True)}
        chosen = []
        for trigger, _ in pairs:
            best = arbiter.choose(trigger)
            if best is not None and best.score >= threshold:
                chosen.append(best)
        kept, used = distinct(chosen), set()
        for reading in sorted(kept, key=lambda reading: -reading.score):
            free = truth[id(reading)] - used
            if free:
                used.add(min(free))
                hits += 1
        predicted += len(kept)
        expected += len(gold_of(root, name))
    return hits, predicted, expected


def f1(hits: int, predicted: int, expected: int) -> float:
    return 2 * hits / (predicted + expected) if predicted + expected else 0.0


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("root", type=Path)
    cli.add_argument("--c", type=float, default=0.3)
    cli.add_argument("--folds", type=int, default=5)
    args = cli.parse_args()
    docs = list(labelled(args.root))
    totals = {round(0.1 + 0.025 * step, 3): np.zeros(3, int) for step in range(25)}
    for fold in range(args.folds):
        kept = [doc for at, doc in enumerate(docs) if at % args.folds == fold]
        arbiter = Arbiter(learn([doc for at, doc in enumerate(docs) if at % args.folds != fold], args.c), 0.0)
        for threshold in totals:
            totals[threshold] += outcome(kept, arbiter, args.root, threshold)
    best = max(totals, key=lambda threshold: f1(*totals[threshold]))
    hits, predicted, expected = totals[best]
    print(f"held out in turn: threshold {best}: P {hits / predicted:.3f} R {hits / expected:.3f} F1 {f1(*totals[best]):.3f}")
    write(learn(docs, args.c), best)


def write(weights: dict[str, float], threshold: float) -> None:
    path = BUILT_IN / "grammar" / "arbiter.tsv"
    rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.005]
    path.write_text("\n".join([f"threshold\t{threshold}", *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} weights to {path}")


if __name__ == "__main__":
    main()
