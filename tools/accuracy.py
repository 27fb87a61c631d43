"""Scores the coder on the development texts: all, those that were read, those kept unread, and by source.

    python tools/accuracy.py GOLD_DIR EVENTS.jsonl

GOLD_DIR is the folder that holds ``score.py`` and ``dev``; EVENTS.jsonl is the output of
``dragoman code GOLD_DIR/dev/texts``.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

_LIST = Path(__file__).parent.parent / "tests/accuracy/kept.txt"
KEPT = {line for line in _LIST.read_text(encoding="utf-8").splitlines() if line[:1] != "#"}
"""The development texts that nobody reads."""


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
        told = subprocess.run(command, check=True, capture_output=True).stdout
        figures: dict[str, dict[str, float]] = json.loads(told)
        return figures


def main() -> None:
    """Print a line for each part."""
    gold, events = Path(sys.argv[1]), Path(sys.argv[2])
    names = sorted(path.stem for path in (gold / "dev" / "events").glob("*.jsonl"))
    for part, docs in parts(names).items():
        found = score(gold, docs, events)
        strict, lenient = found["strict"], found["lenient"]
        sure = " ".join(f"{key} {strict[key.lower()]:.3f}" for key in ("Precision", "Recall", "F1"))
        fields = " ".join(f"{key} {value:.2f}" for key, value in found["attributes"].items())
        print(f"{part:10} {len(docs):3} texts  strict {sure}  lenient F1 {lenient['f1']:.3f}  {fields}")


if __name__ == "__main__":
    main()
