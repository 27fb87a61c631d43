"""Why reference events are missed and why false ones are coded, counted over the development texts that may be read.

    python tools/causes.py GOLD_DEV_DIR [--examples 3] [--seed 1]

Prints one line a cause with its count, as ``docs/accuracy.md`` keeps them from round to round; ``--examples`` adds so
many of each, drawn by chance. An event counts as found where type and sides are right anywhere in the document, as the
scoring script has it.
"""

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path

from labels import evidence_span, gold_of, kind, matches, sides

from accuracy import KEPT
from dragoman.coding.candidate import Reading
from dragoman.coding.engine import Engine, engine_for
from dragoman.coding.merge import distinct, reduced, sides_of
from dragoman.lexicon import load_lexicon
from dragoman.model import Document, Fragment
from dragoman.reading import read_paths
from dragoman.restoring import restore

Causes = dict[str, list[str]]

MISSES = (
    "a side is not recognised in the text",
    "no word there opens a reading",
    "the words there open other types only",
    "readings of the type have other sides",
    "the right reading is taken for too unlikely",
    "the right reading loses to another",
)
FALSE = (
    "the type is right, a side is not",
    "the sides are right, the type is not",
    "the sentence has other events",
    "the sentence has no event",
)


class Seen:
    """What the coder made of one fragment: its mentions' countries, all readings, and those chosen."""

    def __init__(self, engine: Engine, fragment: Fragment, gold: list[dict]) -> None:
        self.spans = [evidence_span(fragment.text, event["evidence"]) for event in gold]
        mentions = engine.mentions(fragment)
        self.countries = {code for m in mentions for code in m.countries}
        triggers = engine.triggers(fragment)
        picked = [(trigger, engine.arbiter.choose(trigger)) for trigger in triggers]
        self.chosen = distinct([reading for _, reading in picked if reading is not None])
        self.readings = [(reading, top) for trigger, top in picked for reading in trigger.readings]

    def at(self, number: int) -> list[tuple[Reading, Reading | None]]:
        """The readings whose sentence holds the evidence of a reference event, each with what was chosen there."""
        start, end = self.spans[number]
        return [(r, top) for r, top in self.readings if start < r.spot.sentence.end and r.spot.sentence.start < end]


def why_missed(event: dict, number: int, seen: list[Seen], gold: list[dict]) -> str:
    wanted = {entity["code"].split(":")[0] for side in ("actor", "recipient") for entity in event[side]}
    there = [pair for one in seen if one.spans[number][0] >= 0 for pair in one.at(number)]
    right = [(r, top) for one in seen for r, top in one.at(number) if number in matches(r, gold, one.spans)]
    if right:
        return MISSES[4] if all(top is None or top is r for r, top in right) else MISSES[5]
    if not wanted <= {code for one in seen for code in one.countries}:
        return MISSES[0]
    if not there:
        return MISSES[1]
    return MISSES[3] if any(reduced(r) == kind(event) for r, _ in there) else MISSES[2]


def why_false(reading: Reading, one: Seen, gold: list[dict]) -> str:
    sentence = reading.spot.sentence
    told = [gold[n] for n, (start, end) in enumerate(one.spans) if start < sentence.end and sentence.start < end]
    if any(kind(event) == reduced(reading) for event in told):
        return FALSE[0]
    if any(sides(event) == sides_of(reading) for event in told):
        return FALSE[1]
    return FALSE[2] if told else FALSE[3]


def of_document(engine: Engine, document: Document, gold: list[dict], found: Causes) -> None:
    """Adds the causes of one document to ``found``."""
    fragments = restore(document, load_lexicon()).fragments
    seen = [Seen(engine, fragment, gold) for fragment in fragments]
    free = Counter((kind(event), sides(event)) for event in gold)
    got = Counter((reduced(r), sides_of(r)) for one in seen for r in one.chosen)
    for one in seen:
        for reading in one.chosen:
            key = (reduced(reading), sides_of(reading))
            if free[key] > 0:
                free[key] -= 1
            else:
                found[why_false(reading, one, gold)].append(_false(document, reading))
    for number, event in enumerate(gold):
        key = (kind(event), sides(event))
        if got[key] > 0:
            got[key] -= 1
        else:
            found[why_missed(event, number, seen, gold)].append(_missed(document, event))


def _false(document: Document, reading: Reading) -> str:
    actor, recipient = (",".join(sorted(side)) for side in reading.countries)
    sentence = reading.spot.sentence
    told = reading.spot.text[sentence.start : sentence.end]
    return f"{document.id} {reading.rule.type} {actor} > {recipient} ({reading.rule.name}, {reading.score:.2f}): {told}"


def _missed(document: Document, event: dict) -> str:
    actor, recipient = (",".join(entity["code"] for entity in event[side]) for side in ("actor", "recipient"))
    return f"{document.id} {event['type']} {event['aux'] or ''} {actor} > {recipient}: {event['evidence']}"


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("root", type=Path)
    cli.add_argument("--examples", type=int, default=0)
    cli.add_argument("--seed", type=int, default=1)
    args = cli.parse_args()
    engine, found = engine_for(load_lexicon()), defaultdict(list)
    for document in read_paths([str(args.root / "texts")]):
        if isinstance(document, Document) and document.id not in KEPT:
            of_document(engine, document, gold_of(args.root, document.id), found)
    draw = random.Random(args.seed)
    for title, causes in (("missed", MISSES), ("false", FALSE)):
        print(f"{title}: {sum(len(found[cause]) for cause in causes)}")
        for cause in causes:
            print(f"  {len(found[cause]):4}  {cause}")
            for line in draw.sample(found[cause], min(args.examples, len(found[cause]))):
                print(f"          {line}")


if __name__ == "__main__":
    main()
