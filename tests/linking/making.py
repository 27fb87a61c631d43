"""Small stores made by hand for the linker's tests: one document an event, by default a meeting in Tokyo."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from dragoman.linking import link_store
from dragoman.model import Anchor, Document, Entity, Event, Fragment, Page, Piece, Span, TextMap
from dragoman.storing import Coded, FileRecord, Store

ABE = Entity("JPN:GOV", "安倍晋三", "", None, "abe-shinzo")
OBAMA = Entity("USA:GOV", "奥巴马", "", None, "obama-barack")
PARK = Entity("KOR:GOV", "朴槿惠", "", None, "park-geun-hye")


def event(doc: str, **fields: Any) -> Event:
    given: dict[str, Any] = {
        "doc": doc, "type": "CONSULT", "actor": (ABE, OBAMA), "date": "2014-04-24", "place": "东京",
        "evidence": f"{doc}：安倍与奥巴马24日在东京举行会谈", "confidence": 0.8, "rule": "hand",
    }  # fmt: skip
    made = Event(**{**given, **fields})
    return Event(**{**{name: getattr(made, name) for name in Event.__struct_fields__}, "id": made.id or identity(doc)})


def identity(doc: str) -> str:
    return sha256(doc.encode()).hexdigest()[:12]


def record(doc: str, *events: Event, told: str = "2014-04-25", outlet: str = "", text: str = "") -> FileRecord:
    body = text or f"{doc}。" + "。".join(one.evidence for one in events)
    whole = TextMap((Piece(0, len(body), 0, len(body)),))
    day = datetime.fromisoformat(told)
    document = Document(id=doc, path=doc, text=body, map=whole, published=day, outlet=outlet, digest=doc)
    page = Page(doc, (Fragment(doc=doc, index=0, text=body, map=whole, anchor=Anchor(day.date())),))
    placed = tuple(
        Event(**{**{n: getattr(one, n) for n in Event.__struct_fields__}, "evidence_span": Span(0, len(one.evidence))})
        for one in events
    )
    digest = sha256(doc.encode()).hexdigest()
    return FileRecord(path=f"/news/{doc}", digest=digest, size=1, version="1", coded=(Coded(document, page, placed),))


TABLES = ("happenings", "reports", "links", "contradictions")


def store(path: Path, records: Sequence[FileRecord], *, link: bool = True) -> Path:
    with Store.create(path) as opened:
        opened.replace(records)
        if link:
            link_store(opened)
    return path


def dump(path: Path) -> dict[str, list[str]]:
    """All rows that a linking writes, in order."""
    with Store.open(path) as opened:
        return {table: sorted(map(str, opened.query(f"SELECT * FROM {table}"))) for table in TABLES}


def groups(path: Path) -> set[frozenset[str]]:
    """The happenings as sets of the documents that report them."""
    with Store.open(path) as opened:
        sql = "SELECT list(doc) AS docs FROM reports JOIN events ON events.id = event_id GROUP BY happening"
        return {frozenset(row["docs"]) for row in opened.query(sql)}


def group(*docs: Iterable[str]) -> set[frozenset[str]]:
    return {frozenset(one) for one in docs}
