"""Scores the coder on the development texts: all, those that were read, those kept unread, and by source.

    python tools/accuracy.py GOLD_DIR EVENTS.jsonl

GOLD_DIR is the folder that holds ``score.py`` and ``dev``; EVENTS.jsonl comes from ``dragoman code GOLD_DIR/dev/texts``.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

KEPT = {
    line for line in (Path(__file__).parent.parent / "tests/accuracy/kept.txt").read_text().splitlines() if line[:1] != "#"
}


def parts(names: list[str]) -> dict[str, list[str]]:
    """Name of a part to its documents."""
    tests: dict[str, Callable[[str], bool]] = {
        "all": lambda _: True,
        "read": lambda name: name not in KEPT,
        "kept": lambda name: name in KEPT,
        "bulletins": lambda name: name.startswith("cctv"),
        "outlets": lambda name: not name.startswith(("cctv", "seed")),
        "seeds": lambda name: name.startswith("seed"),
    }
    return {part: [name for name in names if test(name)] for part, test in tests.items()}


def score(gold: Path, names: list[str], events: Path) -> dict[str, dict[str, float]]:
    """The figures of ``score.py --json`` over the documents ``names``."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            shutil.copy(gold / "dev" / "events" / f"{name}.jsonl", folder)
        command = [sys.executable, str(gold / "score.py"), folder, str(events), "--json"]
        figures: dict[str, dict[str, float]] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return figures


def main() -> None:
    """Print a line for each part."""
    gold, events = Path(sys.argv[1]), Path(sys.argv[2])
    names = sorted(path.stem for path in (gold / "dev" / "events").glob("*.jsonl"))
    for part, docs in parts(names).items():
        found = score(gold, docs, events)
        strict, lenient = found["strict"], found["lenient"]
        print(
            f"{part:10} {len(docs):3} texts  strict P {strict['precision']:.3f} R {strict['recall']:.3f} F1 {strict['f1']:.3f}"
            f"  lenient F1 {lenient['f1']:.3f}  " + " ".join(f"{k} {v:.2f}" for k, v in found["attributes"].items())
        )


if __name__ == "__main__":
    main()
