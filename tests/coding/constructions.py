"""The cases of data/constructions.toml: what they say, and whether the coder finds it."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

import dragoman
from dragoman.model import Entity, Event

DATA = Path(__file__).parent / "data" / "constructions.toml"
FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
"""PLOVER's reduction of what is planned."""

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of which both sides are one set (CODEBOOK.md, decision 1)."""

FIELDS = frozenset({"mode", "aux", "date", "place", "said_by"})


class Expected(msgspec.Struct, frozen=True):
    """An event as written: codes of its sides (``?``: any sector) and the fields that are told of."""

    type: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    fields: dict[str, str]


class Case(msgspec.Struct, frozen=True):
    """A text with the day its dates count from and its events."""

    construction: str
    number: int
    text: str
    day: date
    expected: tuple[Expected, ...]
    xfail: bool

    @property
    def name(self) -> str:
        """``passive-03``."""
        return f"{self.construction}-{self.number:02}"


def tables() -> dict[str, dict]:
    """The constructions as the file has them."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def cases() -> list[Case]:
    """Every case in the order of the file."""
    numbered = [(name, table, enumerate(table["cases"], 1)) for name, table in tables().items()]
    return [_case(name, table, number, row) for name, table, rows in numbered for number, row in rows]


def _case(name: str, table: dict, number: int, row: dict) -> Case:
    day = date.fromisoformat(row.get("day", table["day"]))
    return Case(name, number, row["text"], day, tuple(map(parsed, row["events"])), row.get("xfail", False))


def parsed(written: str) -> Expected:
    """``JPN:GOV REQUEST CHN:GOV; mode=yield`` taken apart."""
    head, *rest = (part.strip() for part in written.split(";"))
    words = head.split()
    fields = dict(part.split("=", 1) for part in rest)
    assert set(fields) <= FIELDS, f"unknown field in {written!r}"
    return Expected(words[1], _codes(words[0]), _codes(words[2]) if len(words) > 2 else (), fields)


def _codes(words: str) -> tuple[str, ...]:
    return tuple(words.split("+"))


def coded(case: Case) -> list[Event]:
    """What the coder makes of a case."""
    return dragoman.code(case.text, published=case.day)


def faults(case: Case, events: list[Event]) -> list[str]:
    """What is missing and what is too many; empty where the case passes."""
    left = list(events)
    missing = []
    for expected in case.expected:
        found = next((event for event in left if not list(_against(expected, event))), None)
        if found is None:
            missing.append(f"missing {_told(expected)}")
        else:
            left.remove(found)
    return missing + [f"too many {_shown(event)}" for event in left]


def _against(expected: Expected, event: Event) -> Iterator[str]:
    """What speaks against an event being the expected one."""
    if _reduced(expected.type, expected.fields.get("aux")) != _reduced(event.type, event.aux):
        yield "type"
        return
    if not all(_equal(mine, theirs) for mine, theirs in _sides(expected, event)):
        yield "sides"
    yield from (name for name, value in expected.fields.items() if not _has(event, name, value))


def _reduced(kind: str, aux: str | None) -> str:
    return FUTURE.get(kind, kind) if aux == "future" else kind


def _sides(expected: Expected, event: Event) -> list[tuple[tuple[str, ...], tuple[Entity, ...]]]:
    if _reduced(expected.type, expected.fields.get("aux")) in SYMMETRIC:
        return [(expected.actor + expected.recipient, event.actor + event.recipient)]
    return [(expected.actor, event.actor), (expected.recipient, event.recipient)]


def _equal(codes: tuple[str, ...], entities: tuple[Entity, ...]) -> bool:
    """Whether the sides are the same, codes with ``?`` by their country; an entity named twice counts once."""
    left = list(dict.fromkeys(entity.code for entity in entities))
    for code in sorted(codes, key=lambda code: "?" in code):
        found = next((other for other in left if _fits(code, other)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _fits(code: str, other: str) -> bool:
    return other.split(":")[0] == code.split(":")[0] if code.endswith(":?") else other == code


def _has(event: Event, name: str, value: str) -> bool:
    if name == "said_by":
        return any(value in said or said in value for said in event.said_by)
    if name == "place":
        return event.place is not None and (value in event.place or event.place in value)
    return (getattr(event, name) or "none") == value


def _told(expected: Expected) -> str:
    fields = "".join(f"; {name}={value}" for name, value in expected.fields.items())
    return f"{'+'.join(expected.actor)} {expected.type} {'+'.join(expected.recipient)}{fields}"


def _shown(event: Event) -> str:
    who, whom = ("+".join(entity.code for entity in side) for side in (event.actor, event.recipient))
    fields = ", ".join(f"{name}={getattr(event, name)}" for name in ("mode", "aux", "date", "place", "said_by"))
    return f"{who} {event.type} {whom} ({fields}; {event.rule} at {event.trigger[:12]}, {event.confidence})"
