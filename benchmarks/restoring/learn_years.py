"""Learns the weights of the table ``timing`` from spliced pages whose truth is known, and says what they give.

    python benchmarks/restoring/learn_years.py PAGES_DIR...           print the table with learnt weights
    python benchmarks/restoring/learn_years.py --measure PAGES_DIR... only say how sure and how right the table is

The folders hold ``page-NNN.json``, whose ``paragraphs`` say each line's ``source`` and ``date``. Every article is taken
once, and articles of years with many count for less (SCANT): most texts are of two years, and a word of an era is worth
more among texts of its own time than elsewhere. The model is a choice among the days that a dateline without its year
may mean, from 2000 on (conditional logit); no year that the tables know is liked better than another in itself. Kinds
that are seen too seldom (FEW) keep the weight of the table.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from dragoman.lexicon import load_lexicon
from dragoman.model import Document, Piece, Span, TextMap
from dragoman.restoring.clues import horizon, known_years, possible_days, raw_clues
from dragoman.restoring.held import Held
from dragoman.restoring.lines import split_lines
from dragoman.restoring.openings import Opening, find_openings

FEW, CAP, PULL, SCANT = 8, 3.0, 0.02, 30
LEXICON = load_lexicon()

Sample = tuple[list[dict[str, float]], int, int]
"""For each candidate day the sum of the scores of each kind, which day is right, and its year."""


def articles(folder: Path) -> dict[tuple[str, ...], str]:
    """The lines of each article of the pages, with its date."""
    found: dict[tuple[str, ...], str] = {}
    for page in sorted(folder.glob("page-*.json")):
        lines = defaultdict(list)
        for row in json.loads(page.read_text(encoding="utf-8"))["paragraphs"]:
            if row["source"] is not None:
                lines[row["source"], row["date"]].append(row["text"])
        found |= {tuple(texts): day for (_, day), texts in lines.items()}
    # The same article with other words before it is the same article.
    return {texts: day for _, (texts, day) in {(t[-1], d): (t, d) for t, d in found.items()}.items()}


def texts_of(lines: tuple[str, ...]) -> list[str]:
    """The folded lines, the first without its dateline."""
    text = "\n\n".join(lines)
    document = Document(id="a", path="a.txt", text=text, map=TextMap((Piece(0, len(text), 0, len(text)),)))
    split = split_lines(document)
    ends = {opening.line: opening.span.end for opening in find_openings(split[:1], LEXICON)}
    return [line.folded[ends.get(line.number, 0) :] for line in split]


def sample(lines: tuple[str, ...], day: str) -> Sample:
    right = date.fromisoformat(day)
    days = possible_days(Opening(0, Span(0, 1), "", 3, "", month=right.month, day=right.day), horizon(Held(LEXICON)))
    sums: list[dict[str, float]] = [Counter() for _ in days]
    for clue in (*raw_clues(texts_of(lines), days, LEXICON), known_years(days, LEXICON)):
        for at, score in enumerate(clue.scores):
            sums[at][clue.kind] += score
    return sums, days.index(right), right.year


def chances(sums: list[dict[str, float]], weights: dict[str, float]) -> list[float]:
    scores = [sum(weights.get(kind, 1.0) * score for kind, score in one.items()) for one in sums]
    top = max(scores)
    raw = [math.exp(score - top) for score in scores]
    return [one / sum(raw) for one in raw]


def worths(data: list[Sample]) -> list[float]:
    """How much each article counts, one on average."""
    years = Counter(year for *_, year in data)
    raw = [1 / (years[year] + SCANT) for *_, year in data]
    return [one * len(data) / sum(raw) for one in raw]


def fit(data: list[Sample], start: dict[str, float], rounds: int = 300, rate: float = 0.1) -> dict[str, float]:
    """The weights that make the right days likeliest, pulled towards 1 and kept between 0 and CAP."""
    weights, squares = dict(start), dict.fromkeys(start, 1e-8)
    seen = Counter(kind for sums, *_ in data for kind in {kind for one in sums for kind in one})
    counts = worths(data)
    for _ in range(rounds):
        slope = {kind: PULL * (weight - 1) for kind, weight in weights.items()}
        for (sums, right, _), count in zip(data, counts, strict=True):
            for at, chance in enumerate(chances(sums, weights)):
                for kind, score in sums[at].items():
                    if kind in slope:
                        slope[kind] += count * (chance - (at == right)) * score / len(data)
        for kind in weights:
            if seen[kind] >= FEW:
                squares[kind] += slope[kind] ** 2
                weights[kind] -= rate * slope[kind] / math.sqrt(squares[kind])
                weights[kind] = min(CAP, max(0.0, weights[kind]))
    return weights


def report(data: list[Sample], weights: dict[str, float]) -> str:
    """How many articles have their best day at each chance at least, and how many of these are right."""
    best = [
        (max(found), found.index(max(found)) == right) for sums, right, _ in data if (found := chances(sums, weights))
    ]
    rows = [f"{len(data)} articles, best day right {sum(ok for _, ok in best) / len(best):.3f}"]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        given = [ok for chance, ok in best if chance >= least]
        share = sum(given) / len(given) if given else 1.0
        rows.append(f"chance {least}: {len(given) / len(best):.3f} given a day, {share:.3f} of them right")
    return "\n".join(rows)


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    data = [sample(lines, day) for folder in folders for lines, day in articles(folder).items()]
    start = {row.kind: row.weight for row in LEXICON.rows("timing")}
    weights = start if "--measure" in sys.argv else fit(data, dict.fromkeys(start, 1.0))
    if "--measure" not in sys.argv:
        seen = Counter(kind for sums, *_ in data for kind in {kind for one in sums for kind in one})
        print("kind\tweight\tnote")
        for kind, weight in weights.items():
            print(f"{kind}\t{weight:.2f}\t" + ("learnt" if seen[kind] >= FEW else "too seldom seen to be learnt"))
    print(report(data, weights), file=sys.stderr)


if __name__ == "__main__":
    main()
