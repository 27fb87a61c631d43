#!/usr/bin/env python3
"""How often the chosen date is the annotators': measure_dates.py GOLD_DIR [--errors N] [--only VERDICT]

GOLD_DIR holds ``texts/<doc>.md`` and ``events/<doc>.jsonl``. Each text is read and restored as the pipeline does. For
each reference event with a date its evidence is found in a fragment and the date chosen there is compared with the
reference (by the rule of the scorer: as far as the reference is precise). Also counts how often a date is given where
the reference has none. Of the verdicts: extra, a date where the reference has none; silent, none in either; lost, the
evidence is not in the text.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.dating import Timeline, date_for, timeline
from dragoman.lexicon import load_lexicon
from dragoman.model import Span, When
from dragoman.reading import read_bytes
from dragoman.restoring import restore


def fragments(path: Path) -> Iterator[Timeline]:
    """The timeline of each fragment of a file."""
    lexicon = load_lexicon()
    for document in read_bytes(path.read_bytes(), path.name):
        for part in restore(document, lexicon).fragments:
            yield timeline(part.text, part.anchor)


def judged(parts: list[Timeline], event: dict[str, Any]) -> tuple[str, When | None]:
    """The verdict on an event, and the date chosen for it."""
    evidence, gold = event["evidence"], event["date"]
    times = next((part for part in parts if evidence in part.text), None)
    if times is None:
        return "lost", None
    at = times.text.index(evidence)
    when = date_for(times, Span(at, at + len(evidence)), future=event["aux"] == "future")
    mine = (when.start if when else None) or ""
    if gold is None:
        return ("extra" if mine else "silent"), when
    return ("right" if gold == mine[: len(gold)] else "wrong"), when


def verdicts(gold: Path) -> Iterator[tuple[str, dict[str, Any], When | None]]:
    """Each reference event of ``gold`` with its verdict and the date chosen."""
    for path in sorted((gold / "events").glob("*.jsonl")):
        parts = list(fragments(gold / "texts" / f"{path.stem}.md"))
        for line in path.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            verdict, when = judged(parts, event)
            yield verdict, event, when


def why(when: When | None) -> str:
    """Where the date was taken from, in short."""
    if when is None:
        return "no date"
    head, found, _ = when.reason.partition(":")
    return head if found and " " in head else "its own clause"


def main() -> None:
    """Print the share of dates that are right, by where they were taken from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show so many events of the verdict --only")
    parser.add_argument("--only", default="wrong")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    for verdict, event, when in verdicts(options.gold):
        total[verdict] += 1
        reasons[why(when), verdict] += 1
        if verdict == options.only and total[verdict] <= options.errors:
            got = f"{when.start} ({when.reason})" if when else "nothing"
            print(event["doc"], event["type"], event["aux"], event["date"], "got", got, "|", event["evidence"][:90])
    dated = total["right"] + total["wrong"] + total["lost"]
    print(dict(total), f"right {total['right'] / max(1, dated):.4f} of {dated} dated")
    for (reason, verdict), count in sorted(reasons.items()):
        print(f"  {reason:32} {verdict:8} {count}")


if __name__ == "__main__":
    main()
