"""Pairs the grammar's readings with reference events: the labels that the arbiter learns from."""

import json
from collections.abc import Iterator
from pathlib import Path

from dragoman.coding.candidate import SYMMETRIC, Reading
from dragoman.coding.engine import engine_for
from dragoman.coding.merge import reduced, reduced_type, sides_of
from dragoman.coding.reader import Trigger
from dragoman.lexicon import load_lexicon
from dragoman.model import Document
from dragoman.reading import read_paths
from dragoman.restoring import restore


def gold_of(root: Path, name: str) -> list[dict]:
    """The reference events of a document."""
    lines = (root / "events" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def labelled(root: Path, only=None) -> Iterator[tuple[str, list[tuple[Trigger, list[set[int]]]], str]]:
    """For each document: every trigger with, for each of its readings, the numbers of the reference events it
    equals."""
    lexicon = load_lexicon()
    engine = engine_for(lexicon)
    for document in read_paths([str(root / "texts")]):
        if not isinstance(document, Document) or (only and document.id not in only):
            continue
        name = document.id.split("#")[0]
        gold = gold_of(root, name)
        pairs = []
        for fragment in restore(document, lexicon).fragments:
            spans = [evidence_span(fragment.text, event["evidence"]) for event in gold]
            for trigger in engine.triggers(fragment):
                pairs.append((trigger, [matches(reading, gold, spans) for reading in trigger.readings]))
        yield name, pairs, document.text


def evidence_span(text: str, evidence: str) -> tuple[int, int]:
    at = text.find(evidence)
    return (at, at + len(evidence)) if at >= 0 else (-1, -1)


def matches(reading: Reading, gold: list[dict], spans: list[tuple[int, int]]) -> set[int]:
    """Numbers of the reference events that the reading equals strictly, told where the reading is."""
    found = set()
    sentence = reading.spot.sentence
    for number, event in enumerate(gold):
        start, end = spans[number]
        told = start >= 0 and start < sentence.end and sentence.start < end
        if told and kind(event) == reduced(reading) and sides(event) == sides_of(reading):
            found.add(number)
    return found


def kind(event: dict) -> str:
    return reduced_type(event["type"], event["aux"])


def sides(event: dict) -> tuple[frozenset, frozenset]:
    actor, recipient = (frozenset(e["code"].split(":")[0] for e in event[k]) for k in ("actor", "recipient"))
    return (actor | recipient, frozenset()) if kind(event) in SYMMETRIC else (actor, recipient)
