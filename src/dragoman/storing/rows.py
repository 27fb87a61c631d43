"""Turns a file's record into the rows of each table, as plain values that JSON can carry."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from dragoman.model import Document, Entity, Event, Fragment, Span
from dragoman.storing.places import first_day, last_day, ranges, shown
from dragoman.storing.records import Coded, FileRecord

Row = dict[str, Any]

TABLES = ("files", "rejections", "documents", "fragments", "asides", "headlines", "events", "participants")


def document_key(digest: str, doc: str) -> str:
    """A key for a document that depends on the digest of its file and on its id, on nothing of this machine."""
    return sha256(f"{digest}\n{doc}".encode()).hexdigest()[:16]


def rows(record: FileRecord) -> dict[str, list[Row]]:
    """Every row that ``record`` puts into the store, by table."""
    found: dict[str, list[Row]] = {table: [] for table in TABLES}
    found["files"].append(_file(record))
    found["rejections"] += _rejections(record)
    for coded in record.coded:
        for table, row in _coded(record, coded):
            found[table].append(row)
    return found


def _file(record: FileRecord) -> Row:
    return {
        "path": record.path,
        "status": record.status,
        "digest": record.digest,
        "bytes": record.size,
        "version": record.version,
        "read_at": datetime.now(UTC).replace(tzinfo=None, microsecond=0).isoformat(),
    }


def _rejections(record: FileRecord) -> Iterator[Row]:
    if record.duplicate_of:
        yield _rejection(
            record.path, 0, record.path, f"same bytes as {record.duplicate_of}", "Nothing to do: it is read there"
        )
    for ordinal, one in enumerate(record.rejected):
        yield _rejection(record.path, ordinal, one.path, one.reason, one.cure)


def _rejection(path: str, ordinal: int, place: str, reason: str, cure: str) -> Row:
    return {"path": path, "ordinal": ordinal, "place": place, "reason": reason, "cure": cure}


def _coded(record: FileRecord, coded: Coded) -> Iterator[tuple[str, Row]]:
    key = document_key(record.digest, coded.document.id)
    yield "documents", _document(record.path, key, coded.document)
    for fragment in coded.page.fragments:
        yield "fragments", _fragment(key, fragment)
    for ordinal, aside in enumerate(coded.page.asides):
        yield (
            "asides",
            {"doc_key": key, "ordinal": ordinal, "kind": aside.kind, "reason": aside.reason, **_ends(aside.span)},
        )
    yield from (("headlines", row) for row in _headlines(key, coded))
    for ordinal, event in enumerate(coded.events):
        yield "events", _event(key, ordinal, coded.document, event)
        yield from (("participants", row) for row in _participants(event))


def _document(path: str, key: str, document: Document) -> Row:
    return {
        "doc_key": key,
        "path": path,
        "doc": document.id,
        "title": document.title,
        "text": document.text,
        "published": document.published.replace(tzinfo=None).isoformat() if document.published else None,
        "published_by": document.published_by,
        "outlet": document.outlet,
        "url": document.url,
        "format": document.format,
        "encoding": document.encoding,
        "warnings": list(document.warnings),
    }


def _fragment(key: str, fragment: Fragment) -> Row:
    anchor = fragment.anchor
    return {
        "doc_key": key,
        "fragment": fragment.index,
        "title": fragment.title,
        "agency": fragment.agency,
        "text": fragment.text,
        "ranges": [_ends(span) for span in ranges(fragment.map)],
        "anchor": anchor.day and anchor.day.isoformat(),
        "anchor_earliest": anchor.earliest and anchor.earliest.isoformat(),
        "anchor_latest": anchor.latest and anchor.latest.isoformat(),
        "anchor_month_day": anchor.month_day,
        "anchor_reason": anchor.reason,
        "confidence": fragment.confidence,
        "reasons": list(fragment.reasons),
    }


def _headlines(key: str, coded: Coded) -> Iterator[Row]:
    for ordinal, line in enumerate(coded.page.headlines):
        yield {
            "doc_key": key,
            "ordinal": ordinal,
            "text": line.text,
            **_ends(line.span),
            "fragment": line.fragment,
            "spun": line.spun,
            "proposed": line.proposed,
            "changes": [{"found": found, "original": original} for found, original in line.changes],
            "reason": line.reason,
        }


def _event(key: str, ordinal: int, document: Document, event: Event) -> Row:
    return {
        "id": event.id,
        "doc_key": key,
        "doc": event.doc,
        "fragment": event.fragment,
        "ordinal": ordinal,
        "type": event.type,
        "mode": event.mode,
        "aux": event.aux,
        **_when(event),
        "place": event.place,
        "place_code": event.place_code,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "issues": list(event.issues),
        "said_by": list(event.said_by),
        **_words(document, event),
        "rule": event.rule,
        "confidence": event.confidence,
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "reasons": event.reasons,
    }


def _when(event: Event) -> Row:
    first, last = first_day(event.date), last_day(event.date_end or event.date)
    return {
        "date": event.date,
        "date_end": event.date_end,
        "first_day": first and first.isoformat(),
        "last_day": last and last.isoformat(),
    }


def _words(document: Document, event: Event) -> Row:
    evidence, trigger = shown(document.map, event.evidence_span), shown(document.map, event.trigger_span)
    return {
        "evidence": event.evidence,
        **_ends(event.evidence_span, "evidence_"),
        **_ends(evidence, "shown_"),
        "trigger": event.trigger,
        **_ends(event.trigger_span, "trigger_"),
        **_ends(trigger, "trigger_shown_"),
    }


def _ends(span: Span | None, prefix: str = "") -> Row:
    return {f"{prefix}start": span and span.start, f"{prefix}end": span and span.end}


def _participants(event: Event) -> Iterator[Row]:
    for role, side in (("actor", event.actor), ("recipient", event.recipient)):
        for ordinal, entity in enumerate(side):
            yield _participant(event.id, role, ordinal, entity)


def _participant(event_id: str, role: str, ordinal: int, entity: Entity) -> Row:
    country, _, sector = entity.code.partition(":")
    return {
        "event_id": event_id,
        "role": role,
        "ordinal": ordinal,
        "code": entity.code,
        "country": country,
        "sector": sector,
        "name": entity.name,
        "entity": entity.key,
        "reason": entity.reason,
        **_ends(entity.span),
    }
