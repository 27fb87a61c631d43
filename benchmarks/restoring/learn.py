"""Learns the weights of the table ``cohesion`` from spliced pages whose truth is known.

    python benchmarks/restoring/learn.py PAGES_DIR...

The folders hold ``page-NNN.txt`` with ``page-NNN.json`` beside it, whose ``paragraphs`` say each line's ``kind`` and
``source``. The model is a choice among the fragments open at each paragraph (conditional logit), fitted with the other
paragraphs where they belong. What stands too seldom in the pages to be learnt (HELD) keeps the weight that the table
gives it. Prints the table.
"""

import json
import math
import sys
from pathlib import Path

from dragoman.lexicon import load_lexicon
from dragoman.model import Document, Piece, TextMap
from dragoman.restoring.apart import bound_lines, make_board
from dragoman.restoring.assigning import weights_of
from dragoman.restoring.cohesion import EVIDENCE, vectors
from dragoman.restoring.lines import split_lines
from dragoman.restoring.noise import judge
from dragoman.restoring.openings import find_openings
from dragoman.restoring.splitting import outline

HELD = ("speaker", "speaks again", "antecedent", "past and to come", "list", "run", "time")
"""Evidence that bulletins hardly ever show: their weights were set by hand on single pages."""

Sample = tuple[list[tuple[float, ...]], int]
"""The evidence for each fragment that a paragraph may belong to, and which of them it does."""


def samples(page: Path) -> list[Sample]:
    lexicon = load_lexicon()
    truth = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["paragraphs"]
    text = page.read_text(encoding="utf-8")
    document = Document(id=page.stem, path=page.name, text=text, map=TextMap((Piece(0, len(text), 0, len(text)),)))
    lines = split_lines(document)
    openings = {opening.line: opening for opening in find_openings(lines, lexicon)}
    plan = outline(document, lines, judge(lines, lexicon), openings)
    board = make_board(lines, openings, plan, bound_lines(lines, openings, plan), lexicon)
    sources = [truth[number]["source"] for number in plan.body]
    fragments = {sources[seed]: fragment for fragment, seed in enumerate(plan.seeds)}
    for at, source in enumerate(sources):
        if source not in fragments:
            return []
        board.place(at, fragments[source])
    return [sample for at in range(len(sources)) if at not in plan.seeds and (sample := one(board, at))]


def one(board, at: int) -> Sample | None:
    found = vectors(board, at)
    if len(found) < 2 or board.labels[at] not in found:
        return None
    return list(found.values()), list(found).index(board.labels[at])


def fit(data: list[Sample], rounds: int = 150, rate: float = 0.5, decay: float = 1e-3) -> list[float]:
    table = weights_of(load_lexicon())
    weights = [table[at] if evidence in HELD else 0.0 for at, evidence in enumerate(EVIDENCE)]
    squares = [1e-8] * len(EVIDENCE)
    for _ in range(rounds):
        slope = [decay * weight for weight in weights]
        for vectors_, right in data:
            for vector, pull in zip(vectors_, pulls(vectors_, right, weights), strict=True):
                if abs(pull) > 1e-4:
                    for at, value in enumerate(vector):
                        slope[at] += pull * value / len(data)
        for at, part in enumerate(slope):
            if EVIDENCE[at] in HELD:
                continue
            squares[at] += part * part
            weights[at] -= rate * part / math.sqrt(squares[at])
    return weights


def pulls(vectors_: list[tuple[float, ...]], right: int, weights: list[float]) -> list[float]:
    scores = [sum(weight * value for weight, value in zip(weights, vector, strict=True)) for vector in vectors_]
    top = max(scores)
    chances = [math.exp(score - top) for score in scores]
    whole = sum(chances)
    return [chance / whole - (at == right) for at, chance in enumerate(chances)]


def leads(vectors_: list[tuple[float, ...]], right: int, weights: list[float]) -> bool:
    scores = [sum(weight * value for weight, value in zip(weights, vector, strict=True)) for vector in vectors_]
    return scores[right] == max(scores)


def main() -> None:
    data = [
        sample
        for folder in sys.argv[1:]
        for page in sorted(Path(folder).glob("page-*.txt"))
        for sample in samples(page)
    ]
    weights = fit(data)
    right = sum(leads(found, at, weights) for found, at in data)
    print("evidence\tweight\tnote")
    for evidence, weight in zip(EVIDENCE, weights, strict=True):
        print(f"{evidence}\t{weight:.2f}\t{'set by hand' if evidence in HELD else 'learnt'}")
    print(f"{len(data)} paragraphs, {right / len(data):.3f} right when the others are", file=sys.stderr)


if __name__ == "__main__":
    main()
