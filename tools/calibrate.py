"""Shows what an event's confidence is worth: among events of confidence 0.8, are about 80 % right?

    python tools/calibrate.py GOLD_DIR [--svg docs/img/calibration.svg] [--bins 10]

GOLD_DIR is the folder that holds ``score.py`` and ``dev``. The development texts are coded, and an event is right where
``score.py`` pairs it strictly with a reference event. Prints a line for each bin, with the 95 % interval of its share
(Wilson 1927), the expected calibration error (the mean distance of share and confidence, weighted by events) and the
Brier score; draws the plot.
"""

import argparse
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec

from dragoman.exporting.lines import fields
from dragoman.pipeline import code_files, inputs


class Bin(msgspec.Struct, frozen=True):
    """Events of like confidence: their number, mean confidence and share that is right."""

    count: int
    confidence: float
    share: float

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        n, z = self.count, 1.96
        middle = self.share + z * z / (2 * n)
        spread = z * ((self.share * (1 - self.share) + z * z / (4 * n)) / n) ** 0.5
        return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def scorer(gold: Path) -> ModuleType:
    """The scorer beside the reference annotations."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(gold: Path, part: str) -> Iterator[tuple[float, bool]]:
    """Each event's confidence and whether it is right."""
    score = scorer(gold)
    found = defaultdict(list)
    for result in code_files(inputs([str(gold / part / "texts")]).paths):
        for coded in result.coded:
            found[coded.document.id.split("#")[0]] += [fields(event) for event in coded.events]
    for path in sorted((gold / part / "events").glob("*.jsonl")):
        events = found[path.stem]
        pairs = score.pair([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line], events)
        right = {number for _, number, overlap in pairs if overlap == 1.0}
        yield from ((event["confidence"], number in right) for number, event in enumerate(events))


def binned(events: list[tuple[float, bool]], count: int) -> list[Bin]:
    """The events in bins of equal width, without empty bins."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in events:
        held[min(int(confidence * count), count - 1)].append((confidence, right))
    return [_bin(held[at]) for at in sorted(held)]


def _bin(events: list[tuple[float, bool]]) -> Bin:
    count = len(events)
    return Bin(count, sum(c for c, _ in events) / count, sum(right for _, right in events) / count)


def error(bins: list[Bin]) -> float:
    """The expected calibration error."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.share - one.confidence) for one in bins) / total


def brier(events: list[tuple[float, bool]]) -> float:
    """The mean squared distance of confidence and truth."""
    return sum((confidence - right) ** 2 for confidence, right in events) / len(events)


SIZE, LEFT, TOP, FOOT = 320, 56, 24, 70
"""The plot's side, its margins and the height of the bars of counts below it, in pixels."""


def drawn(bins: list[Bin], title: str) -> str:
    """The plot as SVG: share over confidence with intervals, the diagonal, and bars for the number of events."""
    width, height = LEFT + SIZE + 24, TOP + SIZE + FOOT + 60
    parts = [*_frame(title), *_points(bins), *_bars(bins)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">'
    style = "text{font:12px sans-serif;fill:#333}line,rect{vector-effect:non-scaling-stroke}"
    ground = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return "\n".join([head, f"<style>{style}</style>", ground, *parts, "</svg>", ""])


def _x(value: float) -> str:
    return f"{LEFT + value * SIZE:.1f}"


def _y(value: float) -> str:
    return f"{TOP + (1 - value) * SIZE:.1f}"


def _text(x: float | str, y: float | str, words: str, anchor: str = "middle", more: str = "") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{more}>{words}</text>'


def _stroke(x1: str, y1: str, x2: str, y2: str, colour: str, more: str = "") -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}"{more}/>'


def _frame(title: str) -> Iterator[str]:
    """Axes with their ticks and names, the diagonal and the title."""
    yield _text(LEFT + SIZE / 2, 16, title)
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        yield _stroke(_x(tick), _y(0), _x(tick), _y(1), "#e5e5e5")
        yield _stroke(_x(0), _y(tick), _x(1), _y(tick), "#e5e5e5")
        yield _text(_x(tick), TOP + SIZE + 16, f"{tick:.1f}")
        yield _text(LEFT - 8, float(_y(tick)) + 4, f"{tick:.1f}", "end")
    yield _stroke(_x(0), _y(0), _x(1), _y(1), "#999", ' stroke-dasharray="4 4"')
    yield _text(LEFT + SIZE / 2, TOP + SIZE + 34, "confidence")
    yield _text(14, TOP + SIZE / 2, "share that is right", more=f' transform="rotate(-90 14 {TOP + SIZE / 2})"')


def _points(bins: list[Bin]) -> Iterator[str]:
    for one in bins:
        low, high = one.interval()
        yield _stroke(_x(one.confidence), _y(low), _x(one.confidence), _y(high), "#2a6f97", ' stroke-width="1.5"')
        yield f'<circle cx="{_x(one.confidence)}" cy="{_y(one.share)}" r="4" fill="#2a6f97"/>'


def _bars(bins: list[Bin]) -> Iterator[str]:
    """The number of events of each bin, below the plot."""
    floor, most = TOP + SIZE + 46 + FOOT, max(one.count for one in bins)
    for one in bins:
        tall = max(1.0, (FOOT - 16) * one.count / most)
        x = float(_x(one.confidence))
        yield f'<rect x="{x - 9:.1f}" y="{floor - tall:.1f}" width="18" height="{tall:.1f}" fill="#a9c9dd"/>'
        yield _text(x, f"{floor - tall - 3:.1f}", str(one.count))


def main() -> None:
    """Print the figures and draw the plot."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--part", default="dev", help="the folder of GOLD_DIR that holds texts and events")
    cli.add_argument("--svg", type=Path)
    cli.add_argument("--bins", type=int, default=10)
    args = cli.parse_args()
    events = list(judged(args.gold, args.part))
    bins = binned(events, args.bins)
    for one in bins:
        low, high = one.interval()
        print(f"confidence {one.confidence:.2f}  right {one.share:.2f} [{low:.2f}, {high:.2f}]  of {one.count}")
    print(f"{len(events)} events, expected calibration error {error(bins):.3f}, Brier score {brier(events):.3f}")
    if args.svg:
        args.svg.parent.mkdir(parents=True, exist_ok=True)
        args.svg.write_text(drawn(bins, f"Confidence and truth of {len(events)} events"), encoding="utf-8")


if __name__ == "__main__":
    main()
