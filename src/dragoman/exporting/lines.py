"""An event as one JSON line: the codebook's fields first, then where each came from."""

from typing import Any

import msgspec

from dragoman.model import Entity, Event, Span


def fields(event: Event) -> dict[str, Any]:
    """The codebook's fields in its order, then ``id``, spans, rule, scores and reasons, for JSON."""
    return {
        "doc": event.doc,
        "type": event.type,
        "mode": event.mode,
        "aux": event.aux,
        "actor": [_coded(entity) for entity in event.actor],
        "recipient": [_coded(entity) for entity in event.recipient],
        "date": event.date,
        "date_end": event.date_end,
        "place": event.place,
        "issues": list(event.issues),
        "said_by": list(event.said_by),
        "evidence": event.evidence,
        **_extra(event),
    }


def _coded(entity: Entity) -> dict[str, Any]:
    extra = {"entity": entity.key, "reason": entity.reason, "span": _ends(entity.span)}
    return {"code": entity.code, "name": entity.name, **{name: value for name, value in extra.items() if value}}


def _extra(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "fragment": event.fragment,
        "evidence_span": _ends(event.evidence_span),
        "trigger": event.trigger,
        "trigger_span": _ends(event.trigger_span),
        "rule": event.rule,
        "confidence": round(event.confidence, 4),
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "place_code": event.place_code,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "reasons": event.reasons,
    }


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def line(event: Event) -> str:
    """One JSON line for ``event``, UTF-8 unescaped, without the newline."""
    return msgspec.json.encode(fields(event)).decode()
