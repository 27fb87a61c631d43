#!/usr/bin/env python3
"""How often the chosen date is the annotators': measure_dates.py GOLD_DIR [--errors N] [--only REASON]

GOLD_DIR holds ``texts/<doc>.md`` and ``events/<doc>.jsonl``. For each reference event with a date its evidence is found
in the text and the date chosen there is compared with the reference (by the rule of the scorer: as far as the
reference is precise). Also counts how often a date is given where the reference has none. A page spliced from several
articles is read as one text without a date here, so its events count as wrong.
"""

import argparse
import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from dragoman.dating import Timeline, date_for, timeline
from dragoman.model import Anchor, Span, When

STAMP = re.compile(r"<!--\s*(?:\D*?(\d{4}-\d{2}-\d{2})|(\d{13}))\s*-->")
BREAK = re.compile(r"<!--.*?-->|</?(?:p|div|li|ul|br|h\d|strong|i|img)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")


def anchor_of(text: str) -> Anchor:
    """The day that the document's first comment gives."""
    stamp = STAMP.search(text)
    if stamp is None:
        return Anchor()
    if stamp.group(1):
        return Anchor(day=date.fromisoformat(stamp.group(1)), reason="bulletin's date")
    return Anchor(day=datetime.fromtimestamp(int(stamp.group(2)) / 1000, UTC).date(), reason="archive's stamp")


def plain(text: str) -> str:
    """The text with its markup taken out; a block's tags become line breaks."""
    return TAG.sub("", BREAK.sub("\n", text)).replace("**", "\n")


def judged(times: Timeline, text: str, event: dict[str, object]) -> tuple[str, When | None]:
    """right, wrong, extra (a date where the reference has none), silent or lost, and the choice."""
    evidence = plain(str(event["evidence"])).strip()
    at = text.find(evidence)
    if at < 0:
        return "lost", None
    when = date_for(times, Span(at, at + len(evidence)), future=event["aux"] == "future")
    gold, mine = event["date"], when.start if when else None
    if gold is None:
        return ("extra" if mine else "silent"), when
    return ("right" if str(gold) == (mine or "")[: len(str(gold))] else "wrong"), when


def main() -> None:
    """Print the share of dates that are right, by the reason they were chosen for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", default="wrong")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    for path in sorted((options.gold / "events").glob("*.jsonl")):
        raw = (options.gold / "texts" / f"{path.stem}.md").read_text(encoding="utf-8")
        text = plain(raw)
        times = timeline(text, anchor_of(raw))
        for line in path.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            verdict, when = judged(times, text, event)
            total[verdict] += 1
            why = when.reason.split(":")[0] if when and ":" in when.reason else "own" if when else "none"
            reasons[why, verdict] += 1
            if verdict == options.only and total[verdict] <= options.errors:
                got = f"{when.start} ({when.reason})" if when else "None"
                print(path.stem, event["type"], event["aux"], event["date"], "got", got, "|", event["evidence"][:90])
    dated = total["right"] + total["wrong"]
    print(dict(total), f"right {total['right'] / max(1, dated):.4f} of {dated} dated")
    for (why, verdict), count in sorted(reasons.items()):
        print(f"  {why:32} {verdict:8} {count}")


if __name__ == "__main__":
    main()
