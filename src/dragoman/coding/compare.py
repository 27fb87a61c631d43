"""What a change did: two codings of the same documents, event by event.

Events of a document are paired one to one: first those that are equal, then those told at the same words, the most
alike first. What finds no partner was gained or lost.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman.errors import BadInput
from dragoman.model import Entity, Event


class Change(msgspec.Struct, frozen=True):
    """An event that both codings have, and the fields in which they differ: name to (old, new)."""

    old: Event
    new: Event
    fields: dict[str, tuple[str, str]]


class Comparison(msgspec.Struct, frozen=True):
    """Events that only the new coding has, that only the old one has, that differ, and how many are the same."""

    gained: tuple[Event, ...]
    lost: tuple[Event, ...]
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


def values(event: Event) -> dict[str, str]:
    """Field name to what is compared; the order of entities and issues says nothing, that of sources does."""
    return {
        "type": event.type,
        "mode": event.mode or "",
        "aux": event.aux or "",
        "actor": _named(event.actor),
        "recipient": _named(event.recipient),
        "date": "…".join(filter(None, (event.date, event.date_end))),
        "place": event.place or "",
        "issues": ", ".join(sorted(event.issues)),
        "said_by": " > ".join(event.said_by),
        "evidence": event.evidence,
        "rule": event.rule,
    }


def _named(entities: tuple[Entity, ...]) -> str:
    """``JPN:GOV 岸田文雄``, several in the order of their codes."""
    return ", ".join(sorted(f"{entity.code} {entity.name}" if entity.name else entity.code for entity in entities))


def read_events(path: Path) -> list[Event]:
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


def _parsed(line: bytes, where: str) -> Event:
    try:
        return msgspec.convert(_event_like(msgspec.json.decode(line, type=dict[str, Any])), Event)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise BadInput(where, f"no event: {fault}", "Give a file that dragoman code wrote") from fault


_SPANS = ("evidence_span", "trigger_span")


def _event_like(line: dict[str, Any]) -> dict[str, Any]:
    """A line's fields as an event has them. Lines of other coders lack spans and confidence: these stay unknown."""
    sides = {side: [_entity(one) for one in line.get(side) or ()] for side in ("actor", "recipient")}
    ends = {name: line[name] for name in _SPANS if line.get(name)}
    spans = {name: {"start": pair[0], "end": pair[1]} if _is_pair(pair) else pair for name, pair in ends.items()}
    known = {name: value for name, value in line.items() if name not in _SPANS and value is not None}
    return {"confidence": math.nan, **known, **sides, **spans}


def _entity(given: Any) -> Any:
    return {name: given[name] for name in ("code", "name") if name in given} if isinstance(given, dict) else given


def _is_pair(given: Any) -> bool:
    return isinstance(given, list) and len(given) == 2


def compare(old: Iterable[Event], new: Iterable[Event]) -> Comparison:
    """The differences between two codings of the same documents, in the order of the documents and their text."""
    before, after = _by_doc(old), _by_doc(new)
    parts = [_of_doc(before.get(doc, []), after.get(doc, [])) for doc in dict.fromkeys([*before, *after])]
    return Comparison(
        tuple(one for part in parts for one in part.gained),
        tuple(one for part in parts for one in part.lost),
        tuple(one for part in parts for one in part.changed),
        sum(part.same for part in parts),
    )


def _by_doc(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.doc].append(event)
    return found


def _of_doc(old: list[Event], new: list[Event]) -> Comparison:
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


def _paired(old: list[Event], new: list[Event]) -> dict[int, int]:
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


def _equal(old: list[Event], new: list[Event]) -> dict[int, int]:
    free: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, event in enumerate(new):
        free[_key(event)].append(at)
    pairs = {}
    for at, event in enumerate(old):
        if same := free[_key(event)]:
            pairs[at] = same.pop(0)
    return pairs


def _key(event: Event) -> tuple[object, ...]:
    return (*values(event).values(), event.evidence_span, event.trigger_span)


def likeness(old: Event, new: Event) -> float:
    """How much two events are the same one told otherwise, 0 where they are not.

    They are where they stand at the same words and agree in the type or in the word that opened them.
    """
    if not _same_words(old, new):
        return 0.0
    same_type, same_trigger = old.type == new.type, _at(old) == _at(new)
    if not (same_type or same_trigger):
        return 0.0
    return 2.0 * same_type + same_trigger + _shared(old.actor, new.actor) + _shared(old.recipient, new.recipient)


def _at(event: Event) -> object:
    return event.trigger_span if event.trigger_span.end else event.evidence


def _same_words(old: Event, new: Event) -> bool:
    if old.evidence_span.end and new.evidence_span.end:
        return old.evidence_span.meets(new.evidence_span)
    return old.evidence in new.evidence or new.evidence in old.evidence


def _shared(one: tuple[Entity, ...], other: tuple[Entity, ...]) -> float:
    """The share of codes that two sides have in common."""
    first, second = {entity.code for entity in one}, {entity.code for entity in other}
    return len(first & second) / len(first | second) if first | second else 1.0


def differences(old: Event, new: Event) -> dict[str, tuple[str, str]]:
    """The fields in which two events differ, as they are shown."""
    return {field: (one, other) for field, one, other in _values(old, new) if one != other}


def _values(old: Event, new: Event) -> Iterator[tuple[str, str, str]]:
    mine, theirs = values(old), values(new)
    yield from ((field, mine[field], theirs[field]) for field in mine)
    if abs(old.confidence - new.confidence) >= _NOTABLE:  # never where one is unknown
        yield "confidence", f"{old.confidence:.2f}", f"{new.confidence:.2f}"
