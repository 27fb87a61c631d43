#!/usr/bin/env python3
"""How much of what the annotators name is found: measure_naming.py GOLD_DIR [--seeds DIR] [--misses N]

GOLD_DIR holds ``texts/<doc>.md`` and ``events/<doc>.jsonl``. Each text is read, restored and named as the pipeline
does. For each named entity of a reference event the mention at its words (in the event's evidence, else anywhere in the
fragment) is looked up. Its country is right where one of the mention's codes has it, its code where country and sector
are the reference's; a state's own name stands for both the country and its government, as the codebook codes both so.
Persons: the entities whose name is a line of tests/naming/data/persons.txt. With ``--seeds`` every place where one of
the persons of that file is named in the two seed texts must be a mention of a person.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.lexicon import load_lexicon
from dragoman.model import Document, Mention
from dragoman.naming import Namer
from dragoman.reading import read_paths
from dragoman.restoring import restore

Named = tuple[str, tuple[Mention, ...]]
"""A text and its mentions."""
PERSONS = Path(__file__).parent.parent / "tests/naming/data/persons.txt"
PLAIN = {"state", "capital", "metonym"}


def persons(section: str) -> frozenset[str]:
    """The names under a heading of the list of persons."""
    parts = re.split(r"^# (.*)$", PERSONS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return frozenset(dict(zip(parts[1::2], parts[2::2], strict=True))[section].split())


def named(paths: list[Path], namer: Namer, whole: bool = False) -> Iterator[tuple[str, list[Named]]]:
    """Each document's id with its fragments and their mentions; ``whole``: with headings and captions, as one text."""
    lexicon = load_lexicon()
    for document in read_paths([str(path) for path in paths]):
        if isinstance(document, Document):
            parts = restore(document, lexicon).fragments
            texts = [document.text] if whole else [part.text for part in parts]
            anchors = [part.anchor for part in parts]
            pairs = zip(texts, anchors, strict=not whole)
            yield document.id.split("#")[0], [(text, namer.name(text, anchor)) for text, anchor in pairs]


def at(parts: list[Named], evidence: str, name: str) -> list[Mention]:
    """The mentions over the entity's words; those in the evidence where it holds them."""
    found: list[Mention] = []
    for part, mentions in parts:
        start = part.find(evidence)
        low, high = (start, start + len(evidence)) if start >= 0 and name in evidence else (0, len(part))
        for match in re.finditer(re.escape(name), part[low:high]):
            left, right = low + match.start(), low + match.end()
            found += [m for m in mentions if m.span.start < right and left < m.span.end]
    return found


def codes(mention: Mention) -> set[str]:
    """The codes that the mention may be coded with."""
    sector = mention.code.partition(":")[2]
    own = {mention.code, *(f"{code}:{sector}" if sector else code for code in mention.codes)}
    return (
        own
        | {f"{code}:GOV" for code in own if mention.kind in PLAIN or ":" not in code}
        | {code.removesuffix(":GOV") for code in own if mention.kind in PLAIN}
    )


def verdict(found: list[Mention], code: str) -> str:
    """Whether the best of the mentions has the reference's code, its country, another or there is none."""
    held = {code for mention in found for code in codes(mention)}
    if not found:
        return "none"
    if code in held:
        return "code"
    return "country" if code.split(":")[0] in {one.split(":")[0] for one in held} else "wrong"


def entities(gold: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Evidence and entity of every reference event that names one."""
    for line in (gold / "events" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for entity in (*event["actor"], *event["recipient"]):
            if entity["name"]:
                yield event["evidence"], entity


def measure(gold: Path, namer: Namer, misses: int) -> None:
    """Print the shares over the reference's entities."""
    total: Counter[str] = Counter()
    people: Counter[bool] = Counter()
    known = persons("development texts")
    for name, parts in named([gold / "texts"], namer):
        for evidence, entity in entities(gold, name):
            found = at(parts, evidence, entity["name"])
            result = verdict(found, entity["code"])
            total[result] += 1
            if entity["name"] in known:
                people[any(mention.kind == "person" for mention in found)] += 1
            if result != "code" and misses > 0:
                misses -= 1
                got = " ".join(f"{m.text}={m.code}" for m in found[:3])
                print(f"{result:8} {name} {entity['name']} {entity['code']} got {got or 'nothing'} | {evidence[:70]}")
    every, country = sum(total.values()), total["code"] + total["country"]
    print(f"entities {every}: country {country / every:.4f}, code {total['code'] / every:.4f}", dict(total))
    print(f"persons {sum(people.values())}: found {people[True] / max(1, sum(people.values())):.4f}")


def seeds(folder: Path, namer: Namer) -> None:
    """Print at how many of the places where the seeds name a person one is found, and what else was taken for one.

    The government named after a leader (安倍政府) counts as found: it is one mention, the government's.
    """
    wanted = re.compile("|".join(sorted(persons("seeds"), key=len, reverse=True)))
    places = found = 0
    false: list[str] = []
    for _, parts in named(sorted(folder.iterdir()), namer, whole=True):
        for part, mentions in parts:
            people = [m for m in mentions if m.kind == "person" or wanted.match(m.text.removeprefix("日本"))]
            false += [m.text for m in mentions if m.kind == "person" and not wanted.search(m.text)]
            for match in wanted.finditer(part):
                places += 1
                hit = any(m.span.start <= match.start() and match.end() <= m.span.end for m in people)
                found += hit
                if not hit:
                    print("missed", part[max(0, match.start() - 10) : match.end() + 10].replace("\n", " "))
    print(f"seeds: {found} of {places} persons' mentions, {len(false)} false {false}")


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show so many entities that are not wholly right")
    options = parser.parse_args()
    namer = Namer(load_lexicon())
    measure(options.gold, namer, options.misses)
    if options.seeds:
        seeds(options.seeds, namer)


if __name__ == "__main__":
    main()
