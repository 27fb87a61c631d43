"""A store of deeds made by hand, each in one line, so that tests of the analyses depend on no coder.

The words are our own. ``deed`` makes an event; ``store`` keeps articles of them, one file an article.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from dragoman.model import Anchor, Document, Entity, Event, Fragment, Page, Piece, Span, TextMap
from dragoman.storing import Coded, FileRecord, Store


def parties(written: str) -> tuple[Entity, ...]:
    """``JPN:GOV 安倍 abe-shinzo, USA:GOV``: code, name and key, the last two optional."""
    fields = [part.split() for part in written.split(",") if part.strip()]
    return tuple(Entity(one[0], one[1] if len(one) > 1 else None, key=one[2] if len(one) > 2 else "") for one in fields)


def deed(kind: str, actor: str, recipient: str = "", words: str = "", **more: Any) -> Event:
    """An event; ``kind`` is ``TYPE mode aux`` with ``-`` for none, its ``id`` the words unless given."""
    type_, mode, aux = (*kind.split(), "-", "-")[:3]
    evidence = words or f"{kind} {actor} {recipient}"
    given = {"id": evidence, "rule": "hand", "confidence": 0.8, "reasons": {}, **more}
    return Event(
        doc="", type=type_, mode=None if mode == "-" else mode, aux=None if aux == "-" else aux,
        actor=parties(actor), recipient=parties(recipient), evidence=evidence, trigger=evidence, **given,
    )  # fmt: skip


def store(folder: Path, *articles: tuple[str, Sequence[Event]]) -> Path:
    """A store of articles, each the day that it was told on and its events in the order of their words."""
    path = folder / "hand.duckdb"
    with Store.create(path) as opened:
        opened.replace(
            [_file(number, date.fromisoformat(day), events) for number, (day, events) in enumerate(articles)]
        )
    return path


def _file(doc: str, day: date, events: Sequence[Event]) -> FileRecord:
    text = "\n".join(dict.fromkeys(event.evidence for event in events))
    placed = tuple(_placed(event, doc, text) for event in events)
    whole = TextMap((Piece(0, len(text), 0, len(text)),))
    told = datetime(day.year, day.month, day.day)
    path = f"/{doc}.txt"
    document = Document(id=doc, path=path, text=text, map=whole, published=told, published_by="stamp", digest=doc)
    fragment = Fragment(doc=doc, index=0, text=text, map=whole, anchor=Anchor(day, reason="stamp"))
    coded = (Coded(document, Page(doc, (fragment,)), placed),)
    return FileRecord(path=path, digest=doc * 8, size=len(text), version="v", coded=coded)


def _placed(event: Event, doc: str, text: str) -> Event:
    start = text.index(event.evidence)
    span = Span(start, start + len(event.evidence))
    return msgspec.structs.replace(event, doc=doc, evidence_span=span, trigger_span=span)
