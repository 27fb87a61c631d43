"""Questions to a store: filters become one parameterised statement, its rows become events again."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Self

import msgspec

from dragoman.model import Entity, Event, Span


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask for; an empty field asks nothing, several values of one field mean any of them.

    ``actor`` and ``recipient`` are codes: JPN takes JPN and JPN:GOV, JPN:GOV only that. ``either`` is a code on
    any side. ``aux`` may hold ``none`` for what happened. ``since`` and ``until`` are days: an event passes if any
    day it may have happened on lies between them, one without a date never does. ``person`` and ``entities`` are
    sought as a part of a name and as keys of the lexicon. ``place``, ``said_by`` and ``text`` are sought as parts.
    """

    ids: tuple[str, ...] = ()
    docs: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    issue: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    min_confidence: float = 0.0
    limit: int | None = None


class StoredEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the store with the document it came from; ``shown`` spans are in that document's text."""

    event: Event
    doc_key: str
    path: str
    title: str
    outlet: str
    url: str
    published: str
    shown: Span | None
    trigger_shown: Span | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """The event in a row of the statement of ``ask``."""
        return cls(
            event=_event(row),
            doc_key=row["doc_key"],
            path=row["path"],
            title=row["title"],
            outlet=row["outlet"],
            url=row["url"],
            published=row["published"].isoformat(" ", "minutes") if row["published"] else "",
            shown=_span(row["shown_start"], row["shown_end"]),
            trigger_shown=_span(row["trigger_shown_start"], row["trigger_shown_end"]),
        )


_SAME_NAME = (
    "doc", "type", "mode", "aux", "date", "date_end", "place", "evidence", "trigger", "fragment", "rule", "confidence",
    "cameo", "goldstein", "id", "place_code", "latitude", "longitude",
)  # fmt: skip


def _event(row: dict[str, Any]) -> Event:
    return Event(
        **{name: row[name] for name in _SAME_NAME},
        actor=_side(row["actor"]),
        recipient=_side(row["recipient"]),
        issues=tuple(row["issues"]),
        said_by=tuple(row["said_by"]),
        evidence_span=Span(row["evidence_start"], row["evidence_end"]),
        trigger_span=Span(row["trigger_start"], row["trigger_end"]),
        reasons=dict(row["reasons"]),
    )


def _side(entities: list[dict[str, Any]] | None) -> tuple[Entity, ...]:
    return tuple(
        Entity(one["code"], one["name"], one["reason"], _span(one["start"], one["end"]), one["entity"])
        for one in entities or ()
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def ask(filters: Filters) -> tuple[str, list[object]]:
    """One statement and its values. Values never enter the statement's text."""
    clauses, values = ["TRUE"], []
    for clause, value in _clauses(filters):
        clauses.append(clause)
        values += value
    limit = "" if filters.limit is None else " LIMIT ?"
    values += [] if filters.limit is None else [filters.limit]
    return f"{_SELECT} WHERE {' AND '.join(clauses)} {_ORDER}{limit}", values


def _sided(role: str) -> str:
    fields = ", ".join(f"'{name}': {column}" for name, column in _ENTITY.items())
    mine = f"FROM participants WHERE event_id = events.id AND role = '{role}'"
    return f"(SELECT list({{{fields}}} ORDER BY ordinal) {mine}) AS {role}"


_ENTITY = {"code": "code", "name": "name", "reason": "reason", "start": '"start"', "end": '"end"', "entity": "entity"}
_SELECT = (
    f"SELECT events.*, {_sided('actor')}, {_sided('recipient')}, documents.path, documents.title, documents.outlet,"
    " documents.url, documents.published FROM events JOIN documents USING (doc_key)"
)
_ORDER = "ORDER BY first_day NULLS LAST, last_day, events.doc, events.ordinal"
_TAKES_PART = "EXISTS (SELECT 1 FROM participants WHERE event_id = events.id AND {})"
_CODED = "(list_contains(?, code) OR list_contains(?, country))"


def _clauses(filters: Filters) -> Iterator[tuple[str, list[object]]]:
    yield from _participants(filters)
    yield from _fields(filters)
    yield from _times(filters)
    yield from _words(filters)


def _participants(filters: Filters) -> Iterator[tuple[str, list[object]]]:
    for role, codes in (
        ("role = 'actor'", filters.actor),
        ("role = 'recipient'", filters.recipient),
        ("TRUE", filters.either),
    ):
        if codes:
            yield _TAKES_PART.format(f"{role} AND {_CODED}"), [list(codes), list(codes)]
    if filters.person or filters.entities:
        named = "(list_contains(?, entity) OR list_bool_or(list_transform(?, lambda part: contains(name, part))))"
        yield _TAKES_PART.format(named), [list(filters.entities), list(filters.person)]


def _fields(filters: Filters) -> Iterator[tuple[str, list[object]]]:
    plain = {"id": filters.ids, "doc": filters.docs, "type": filters.type, "mode": filters.mode}
    for column, wanted in plain.items():
        if wanted:
            yield f"list_contains(?, events.{column})", [list(wanted)]
    if filters.aux:
        yield "list_contains(?, coalesce(aux, 'none'))", [list(filters.aux)]
    if filters.issue:
        yield "list_has_any(issues, ?)", [list(filters.issue)]
    if filters.min_confidence > 0:
        yield "confidence >= ?", [filters.min_confidence]


def _times(filters: Filters) -> Iterator[tuple[str, list[object]]]:
    if filters.since:
        yield "last_day >= ?", [filters.since]
    if filters.until:
        yield "first_day <= ?", [filters.until]


def _words(filters: Filters) -> Iterator[tuple[str, list[object]]]:
    if filters.place:
        part = "contains(coalesce(place, ''), part) OR place_code = part"
        yield f"list_bool_or(list_transform(?, lambda part: {part}))", [list(filters.place)]
    if filters.said_by:
        part = "contains(array_to_string(said_by, chr(10)), part)"
        yield f"list_bool_or(list_transform(?, lambda part: {part}))", [list(filters.said_by)]
    if filters.text:
        yield "list_bool_or(list_transform(?, lambda part: contains(evidence, part)))", [list(filters.text)]
