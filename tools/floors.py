"""Holds the scores on the reference annotations against the floors of ``floors.toml``, and prints them all.

    python tools/floors.py GOLD_DIR [--pages 60] [--seeds 1 2 3] [--write]

GOLD_DIR holds ``score.py``, ``splice.py`` and ``dev``. Codes the development texts, makes spliced pages of them with
each seed and restores those, with the ``dragoman`` command of this interpreter. Exit code 1 where a figure is below its
floor. ``--write`` puts the figures into docs/accuracy.md.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from accuracy import parts, score

ROOT = Path(__file__).parent.parent
COMMAND = str(Path(sys.executable).parent / "dragoman")
PAGE = ROOT / "docs" / "accuracy.md"
START, END = "<!-- figures: written by tools/floors.py -->", "<!-- end of the figures -->"
HEADROOM = 0.04
"""How far above its floor a figure may be before a higher floor is proposed."""

Figures = dict[str, float]
"""Name of a figure, as its table and key in floors.toml, to its value."""


def run(*words: str | Path) -> str:
    """What a command prints; its messages are shown only where it fails."""
    done = subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words[:3]))} … ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def of_events(gold: Path, folder: Path) -> Iterator[tuple[str, float]]:
    """The figures of the events coded from the development texts, part by part."""
    events = folder / "events.jsonl"
    start = time.monotonic()
    run(COMMAND, "code", gold / "dev" / "texts", "--out", events)
    print(f"development texts coded in {time.monotonic() - start:.1f} s")
    names = sorted(path.stem for path in (gold / "dev" / "events").glob("*.jsonl"))
    for part, documents in parts(names).items():
        found = score(gold, documents, events)
        yield from ((f"events.{part}.{key}", value) for key, value in found["strict"].items())
        yield f"events.{part}.lenient", found["lenient"]["f1"]
        yield from ((f"attributes.{part}.{key}", value) for key, value in found["attributes"].items())


def of_pages(gold: Path, folder: Path, pages: int, seed: int) -> Figures:
    """The figures of spliced pages made with ``seed``."""
    made, answers = folder / f"pages-{seed}", folder / f"pages-{seed}.jsonl"
    splice, texts = gold / "splice.py", gold / "dev" / "texts"
    run(sys.executable, splice, "make", texts, made, "--pages", str(pages), "--seed", str(seed))
    run(COMMAND, "restore", *sorted(made.glob("page-*.txt")), "--out", answers)
    told = run(sys.executable, splice, "score", made, answers)
    print(f"seed {seed}: {told}", end="")
    return {f"pages.{name.strip().replace(' ', '-')}": float(value) for name, value in _named(told)}


def _named(told: str) -> list[tuple[str, str]]:
    """The names and values of one line of ``splice.py score``."""
    return re.findall(r"([A-Za-z][A-Za-z0-9 -]*?) (\d\.\d+)", told.partition("pages")[2])


def flat(table: dict[str, object], above: str = "") -> Figures:
    """The floors under names like ``events.all.f1``."""
    found: Figures = {}
    for key, value in table.items():
        name = f"{above}{key}"
        found |= flat(value, f"{name}.") if isinstance(value, dict) else {name: float(str(value))}
    return found


def mean(runs: list[Figures]) -> Figures:
    """Each figure's mean over the runs."""
    return {name: sum(one[name] for one in runs) / len(runs) for name in runs[0]}


def table(figures: Figures) -> str:
    """The figures as the tables of docs/accuracy.md."""
    names = list(dict.fromkeys(name.split(".")[1] for name in figures if name.startswith("events.")))
    fields = list(dict.fromkeys(name.split(".")[2] for name in figures if name.startswith("attributes.")))
    pages = [name.removeprefix("pages.") for name in figures if name.startswith("pages.")]
    strict = ("precision", "recall", "f1", "lenient")
    return "\n\n".join(
        [
            "### Events\n\n" + _rows(["texts", *strict], names, lambda row, key: figures[f"events.{row}.{key}"]),
            "### Fields\n\n" + _rows(["texts", *fields], names, lambda row, key: figures[f"attributes.{row}.{key}"]),
            "### Pages\n\n" + _rows(["", *pages], ["spliced pages"], lambda _, key: figures[f"pages.{key}"]),
        ]
    )


def _rows(head: list[str], rows: list[str], value: Callable[[str, str], float]) -> str:
    lines = [" | ".join([row, *(f"{value(row, key):.3f}" for key in head[1:])]) for row in rows]
    rule = " | ".join(["---", *("---:" for _ in head[1:])])
    return "\n".join(f"| {line} |" for line in [" | ".join(head).replace("-", " "), rule, *lines])


def write(figures: Figures) -> None:
    """Put the tables between the marks of docs/accuracy.md, with the day."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    made = f"{START}\n\nMeasured on {date.today()}.\n\n{table(figures)}\n\n{END}"
    PAGE.write_text(f"{before}{made}{rest.partition(END)[2]}", encoding="utf-8")


def judged(figures: Figures, floors: Figures) -> tuple[list[str], list[str]]:
    """What is wrong, and which floors could be raised."""
    missing = [f"{name}: has a floor and was not measured" for name in floors if name not in figures]
    low = [
        f"{name} {figures[name]:.3f} is below its floor of {floor}"
        for name, floor in floors.items()
        if name in figures and figures[name] < floor
    ]
    high = [
        f"{name} {figures[name]:.3f} stands well above its floor of {floor}"
        for name, floor in floors.items()
        if figures.get(name, 0) > floor + HEADROOM
    ]
    return missing + low, high


def main() -> None:
    """Measure, print, judge."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--pages", type=int, default=60)
    cli.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    cli.add_argument("--write", action="store_true", help="put the figures into docs/accuracy.md")
    args = cli.parse_args()
    floors = flat(tomllib.loads((ROOT / "floors.toml").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        figures = dict(of_events(args.gold, Path(folder)))
        figures |= mean([of_pages(args.gold, Path(folder), args.pages, seed) for seed in args.seeds])
    if args.write:
        write(figures)
    for name, value in figures.items():
        print(f"{name:32} {value:.3f}" + (f"   floor {floors[name]}" if name in floors else ""))
    wrong, high = judged(figures, floors)
    print("\n".join(f"hint: {line}: raise it in floors.toml" for line in high))
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(floors)} floors held")


if __name__ == "__main__":
    main()
