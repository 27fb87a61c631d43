"""What a change did: two codings of the same documents, event by event.

Events of a document are paired one to one: first those that are equal, then those told at the same words, the most
alike first. What finds no partner was gained or lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.errors import BadInput
from dragoman.model import Entity, Event


class Actor(msgspec.Struct, frozen=True, order=True):
    """A side's member as an event line has it."""

    code: str
    name: str | None = None

    def __str__(self) -> str:
        """``JPN:GOV 岸田文雄``."""
        return f"{self.code} {self.name}" if self.name else self.code


class Told(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The fields of an event that are compared, and where its words stand; other fields of a line are left out."""

    doc: str
    type: str
    mode: str | None = None
    aux: str | None = None
    actor: tuple[Actor, ...] = ()
    recipient: tuple[Actor, ...] = ()
    date: str | None = None
    date_end: str | None = None
    place: str | None = None
    issues: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    evidence: str = ""
    evidence_span: tuple[int, int] | None = None
    trigger: str = ""
    trigger_span: tuple[int, int] | None = None
    rule: str = ""
    confidence: float | None = None

    @cached_property
    def values(self) -> dict[str, str]:
        """Field name to what is compared; the order of entities and issues says nothing, that of sources does."""
        return {
            "type": self.type,
            "mode": self.mode or "",
            "aux": self.aux or "",
            "actor": ", ".join(map(str, sorted(self.actor, key=str))),
            "recipient": ", ".join(map(str, sorted(self.recipient, key=str))),
            "date": "…".join(filter(None, (self.date, self.date_end))),
            "place": self.place or "",
            "issues": ", ".join(sorted(self.issues)),
            "said_by": " > ".join(self.said_by),
            "evidence": self.evidence,
            "rule": self.rule,
        }


class Change(msgspec.Struct, frozen=True):
    """An event that both codings have, and the fields in which they differ: name to (old, new)."""

    old: Told
    new: Told
    fields: dict[str, tuple[str, str]]


class Comparison(msgspec.Struct, frozen=True):
    """Events that only the new coding has, that only the old one has, that differ, and how many are the same."""

    gained: tuple[Told, ...]
    lost: tuple[Told, ...]
    changed: tuple[Change, ...]
    same: int

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.gained or self.lost or self.changed)


class _Pair(NamedTuple):
    likeness: float
    old: int
    new: int


_NOTABLE = 0.05
"""A confidence that moves by less is no change."""


def told(event: Event) -> Told:
    """The compared part of a coded event."""
    evidence, trigger = event.evidence_span, event.trigger_span
    return Told(
        doc=event.doc,
        type=event.type,
        mode=event.mode,
        aux=event.aux,
        actor=_actors(event.actor),
        recipient=_actors(event.recipient),
        date=event.date,
        date_end=event.date_end,
        place=event.place,
        issues=event.issues,
        said_by=event.said_by,
        evidence=event.evidence,
        evidence_span=(evidence.start, evidence.end),
        trigger=event.trigger,
        trigger_span=(trigger.start, trigger.end),
        rule=event.rule,
        confidence=event.confidence,
    )


def _actors(entities: tuple[Entity, ...]) -> tuple[Actor, ...]:
    return tuple(Actor(entity.code, entity.name) for entity in entities)


def read_events(path: Path) -> list[Told]:
    """The events of a file of JSON lines; BadInput names the line that is none."""
    found = []
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            found.append(_parsed(line, f"{path}, line {number}"))
    return found


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError as fault:
        raise BadInput(str(path), fault.strerror or "it can't be read", "Give a file of events") from fault


def _parsed(line: bytes, where: str) -> Told:
    try:
        return msgspec.json.decode(line, type=Told)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise BadInput(where, f"no event: {fault}", "Give a file that dragoman code wrote") from fault


def compare(old: Iterable[Told], new: Iterable[Told]) -> Comparison:
    """The differences between two codings of the same documents, in the order of the documents and their text."""
    before, after = _by_doc(old), _by_doc(new)
    parts = [_of_doc(before.get(doc, []), after.get(doc, [])) for doc in dict.fromkeys([*before, *after])]
    return Comparison(
        tuple(one for part in parts for one in part.gained),
        tuple(one for part in parts for one in part.lost),
        tuple(one for part in parts for one in part.changed),
        sum(part.same for part in parts),
    )


def _by_doc(events: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for event in events:
        found[event.doc].append(event)
    return found


def _of_doc(old: list[Told], new: list[Told]) -> Comparison:
    """The differences within one document."""
    pairs = _paired(old, new)
    partners = set(pairs.values())
    changes = [Change(old[a], new[b], differences(old[a], new[b])) for a, b in sorted(pairs.items())]
    return Comparison(
        tuple(event for at, event in enumerate(new) if at not in partners),
        tuple(event for at, event in enumerate(old) if at not in pairs),
        tuple(change for change in changes if change.fields),
        sum(not change.fields for change in changes),
    )


def _paired(old: list[Told], new: list[Told]) -> dict[int, int]:
    """Index in ``old`` to index in ``new``, one to one: equals, then the most alike at the same words."""
    pairs = _equal(old, new)
    taken = set(pairs.values())
    left, right = [a for a in range(len(old)) if a not in pairs], [b for b in range(len(new)) if b not in taken]
    options = [pair for a in left for b in right if (pair := _Pair(likeness(old[a], new[b]), a, b)).likeness > 0]
    for _, a, b in sorted(options, key=lambda pair: (-pair.likeness, pair.old, pair.new)):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _equal(old: list[Told], new: list[Told]) -> dict[int, int]:
    free: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, event in enumerate(new):
        free[_key(event)].append(at)
    pairs = {}
    for at, event in enumerate(old):
        if same := free[_key(event)]:
            pairs[at] = same.pop(0)
    return pairs


def _key(event: Told) -> tuple[object, ...]:
    return (*event.values.values(), event.evidence_span, event.trigger_span)


def likeness(old: Told, new: Told) -> float:
    """How much two events are the same one told otherwise, 0 where they are not.

    They are where they stand at the same words and agree in the type or in the word that opened them.
    """
    if not _same_words(old, new):
        return 0.0
    same_type, same_trigger = old.type == new.type, _at(old) == _at(new)
    if not (same_type or same_trigger):
        return 0.0
    return 2.0 * same_type + same_trigger + _shared(old.actor, new.actor) + _shared(old.recipient, new.recipient)


def _at(event: Told) -> object:
    return event.trigger_span or event.evidence


def _same_words(old: Told, new: Told) -> bool:
    if old.evidence_span and new.evidence_span:
        return old.evidence_span[0] < new.evidence_span[1] and new.evidence_span[0] < old.evidence_span[1]
    return old.evidence in new.evidence or new.evidence in old.evidence


def _shared(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> float:
    """The share of codes that two sides have in common."""
    first, second = {actor.code for actor in one}, {actor.code for actor in other}
    return len(first & second) / len(first | second) if first | second else 1.0


def differences(old: Told, new: Told) -> dict[str, tuple[str, str]]:
    """The fields in which two events differ, as they are shown."""
    return {field: (one, other) for field, one, other in _values(old, new) if one != other}


def _values(old: Told, new: Told) -> Iterator[tuple[str, str, str]]:
    mine, theirs = old.values, new.values
    yield from ((field, mine[field], theirs[field]) for field in mine)
    if old.confidence is not None and new.confidence is not None and abs(old.confidence - new.confidence) >= _NOTABLE:
        yield "confidence", f"{old.confidence:.2f}", f"{new.confidence:.2f}"
