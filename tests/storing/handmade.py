"""Records made by hand, so that tests of the store, the commands and the page depend on no coder."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dragoman.model import (
    Anchor,
    Aside,
    Document,
    Entity,
    Event,
    Fragment,
    Headline,
    Page,
    Piece,
    Rejected,
    Span,
    TextMap,
)
from dragoman.storing import Coded, FileRecord, Store

TEXT = "日美首脑通话\n日本首相安倍晋三18日与美国副总统拜登举行电话会谈。\n图片 1\n安倍说，希望美方继续支持。"
# The text stands 10 code points into its file, as if a tag preceded it.
SHIFT = 10


def event(start: int, end: int, trigger: str, **fields: Any) -> Event:
    """An event whose evidence is TEXT[start:end]."""
    evidence = TEXT[start:end]
    at = SHIFT + start + evidence.index(trigger)
    given: dict[str, Any] = {
        "doc": "call",
        "type": "CONSULT",
        "mode": "phone",
        "actor": (
            Entity("JPN:GOV", "安倍晋三", "首相 from 2012-12-26", Span(SHIFT + 11, SHIFT + 15), "abe-shinzo"),
            Entity("USA:GOV", "拜登", "vice-president", None, "biden-joe"),
        ),
        "date": "2014-04-18",
        "issues": ("alliance",),
        "evidence": evidence,
        "evidence_span": Span(SHIFT + start, SHIFT + end),
        "trigger": trigger,
        "trigger_span": Span(at, at + len(trigger)),
        "rule": "meet",
        "confidence": 0.9,
        "cameo": "041",
        "goldstein": 1.0,
        "id": "e0000000call",
        "reasons": {"date": "18日 counted from 2014-04-18", "type": "电话会谈"},
    }
    return Event(**{**given, **fields})


CALL = event(7, 32, "电话会谈")
WISH = event(
    39,
    51,
    "希望",
    type="REQUEST",
    mode="assist",
    aux="future",
    actor=(Entity("JPN:GOV", "安倍"),),
    recipient=(Entity("USA:GOV", "美方"),),
    date="2014-04",
    date_end="2014-05",
    place="东京",
    place_code="JPN",
    latitude=35.68,
    longitude=139.69,
    issues=("alliance", "trade"),
    said_by=("日本放送协会", "官邸消息人士"),
    confidence=0.4,
    cameo="020",
    goldstein=-0.1,
    id="e0000000wish",
    rule="hope",
)
UNDATED = event(39, 41, "安倍", type="ASSAULT", mode="aerial", date=None, issues=(), id="e0000undated", doc="call")


def document(**fields: Any) -> Document:
    """The document of TEXT."""
    given: dict[str, Any] = {
        "id": "call",
        "path": "call.txt",
        "text": TEXT,
        "map": TextMap((Piece(0, len(TEXT), SHIFT, len(TEXT)),)),
        "title": "日美首脑通话",
        "title_span": Span(0, 6),
        "published": datetime(2014, 4, 18, 9, 30, tzinfo=UTC),
        "published_by": "stamp",
        "outlet": "共同社",
        "url": "https://news.example/call",
        "format": "archive",
        "digest": "d" * 64,
        "warnings": ("the HTML breaks off",),
    }
    return Document(**{**given, **fields})


def page() -> Page:
    """TEXT taken apart: a headline, a fragment of two paragraphs, a caption between them."""
    body = TEXT[7:33] + "\n" + TEXT[39:]
    fragment = Fragment(
        doc="call",
        index=0,
        text=body,
        map=TextMap((Piece(0, 26, 7, 26), Piece(27, 13, 39, 13))),
        anchor=Anchor(date(2014, 4, 18), reason="the document's own date (stamp)"),
        title="日美首脑通话",
        agency="共同社",
        confidence=0.8,
        reasons=("same people",),
    )
    return Page(
        "call",
        (fragment,),
        (Aside(Span(34, 38), "caption", "图片 and a number"),),
        (Headline(Span(0, 6), "日美首脑通话", 0, True, "日美首脑通电话", (("通话", "通电话"),), "matched by meaning"),),
    )


def record(path: str = "/news/call.txt", **fields: Any) -> FileRecord:
    """The record of a file that holds the document with its events."""
    given: dict[str, Any] = {
        "path": path,
        "digest": "d" * 64,
        "size": 300,
        "version": "v1",
        "coded": (Coded(document(), page(), (CALL, WISH, UNDATED)),),
    }
    return FileRecord(**{**given, **fields})


def broken(path: str = "/news/empty.txt") -> FileRecord:
    """The record of a file that was set aside."""
    why = (Rejected(path, "the file is empty", "Remove it or fetch it again"),)
    return FileRecord(path=path, digest="e" * 64, size=0, version="v1", rejected=why)


def store(folder: Path) -> Path:
    """A store on disk with one coded and one rejected file."""
    path = folder / "hand.duckdb"
    with Store.create(path) as opened:
        opened.replace([record(), broken()])
    return path


def dump(path: Path, root: Path | None = None) -> dict[str, list[str]]:
    """All rows of all tables but the times of reading, paths taken relative to ``root``, for comparing two stores."""
    tables = (
        "files",
        "rejections",
        "documents",
        "fragments",
        "asides",
        "headlines",
        "events",
        "participants",
        "migrations",
    )
    with Store.open(path) as opened:
        found = {table: opened.query(f"SELECT * FROM {table}") for table in tables}
    for row in found["files"]:
        del row["read_at"]
    cut = f"{root}/" if root else ""
    return {table: sorted(str(row).replace(cut, "") for row in rows) for table, rows in found.items()}
