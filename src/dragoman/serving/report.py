"""One self-contained HTML page of a store: chronology, who with whom, and each document with its events marked.

The page loads nothing and sends nothing: a policy in it forbids all but its own style and script, which are named by
their digests. Text of articles enters it only as data, and the script writes it as text, never as markup.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath
from typing import Any

import msgspec

from dragoman.lexicon import load_lexicon
from dragoman.model import Entity, Span
from dragoman.storing import Filters, Store, StoredEvent

_SCRIPTS = ("state.js", "marks.js", "chronology.js", "time.js", "dyads.js", "documents.js", "detail.js", "start.js")
_DOCUMENTS = (
    "SELECT doc_key, doc, path, title, text, strftime(published, '%Y-%m-%d %H:%M') AS published, published_by, outlet,"
    " url, format, encoding, warnings FROM documents WHERE list_contains(?, doc_key)"
    " ORDER BY documents.published NULLS LAST, doc"
)
_PARTS = {
    "fragments": "SELECT doc_key, fragment, title, agency, ranges, coalesce(CAST(anchor AS VARCHAR), anchor_month_day)"
    " AS anchor, anchor_reason FROM fragments ORDER BY doc_key, fragment",
    "asides": 'SELECT doc_key, kind, "start", "end", reason FROM asides ORDER BY doc_key, ordinal',
    "headlines": 'SELECT doc_key, text, "start", "end", fragment, spun, proposed, changes, reason FROM headlines'
    " ORDER BY doc_key, ordinal",
}


def render(store: Store, filters: Filters | None = None, title: str = "") -> str:
    """The page of the events that pass ``filters``, with all documents where there are none."""
    data = collect(store, filters)
    style, script = _read("report.css"), "\n".join(_read(name) for name in _SCRIPTS)
    page: str = _template().render(
        title=title or store.path.stem,
        data=embeddable(data),
        style=style,
        script=script,
        style_digest=_digest(style),
        script_digest=_digest(script),
        counts={name: len(data[name]) for name in ("documents", "events", "rejected")},
    )
    return page


def collect(store: Store, filters: Filters | None = None) -> dict[str, Any]:
    """All that the page shows, as plain values."""
    events = store.events(filters)
    keys = (
        {one.doc_key for one in events}
        if filters
        else {row["doc_key"] for row in store.query("SELECT doc_key FROM documents")}
    )
    documents = store.query(_DOCUMENTS, [sorted(keys)])
    parts = {name: _grouped(store.query(sql)) for name, sql in _PARTS.items()}
    order = {row["doc_key"]: number for number, row in enumerate(documents)}
    return {
        "documents": [_document(row, parts) for row in documents],
        "events": [_event(one, order[one.doc_key]) for one in events],
        "rejected": [
            {"place": PurePath(one.path).name, "reason": one.reason, "cure": one.cure} for one in store.rejections()
        ],
        "names": _names({entity.code for one in events for entity in (*one.event.actor, *one.event.recipient)}),
    }


def _grouped(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row.pop("doc_key"), []).append(row)
    return groups


def _document(row: dict[str, Any], parts: dict[str, dict[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    key = row.pop("doc_key")
    row["file"] = PurePath(row.pop("path")).name
    row["url"] = row["url"] if row["url"].startswith(("http://", "https://")) else ""
    return {**row, **{name: groups.get(key, []) for name, groups in parts.items()}}


def _event(one: StoredEvent, document: int) -> dict[str, Any]:
    event = one.event
    plain = (
        "id",
        "type",
        "mode",
        "aux",
        "date",
        "date_end",
        "place",
        "place_code",
        "evidence",
        "trigger",
        "rule",
        "cameo",
        "goldstein",
    )
    return {
        **{name: getattr(event, name) for name in plain},
        "document": document,
        "fragment": event.fragment,
        "actor": [_entity(entity) for entity in event.actor],
        "recipient": [_entity(entity) for entity in event.recipient],
        "issues": list(event.issues),
        "said_by": list(event.said_by),
        "confidence": round(event.confidence, 3),
        "reasons": event.reasons,
        "span": [event.evidence_span.start, event.evidence_span.end],
        "shown": _ends(one.shown),
        "trigger_shown": _ends(one.trigger_shown),
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {"code": entity.code, "name": entity.name, "reason": entity.reason}


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _names(codes: set[str]) -> dict[str, str]:
    """The lexicon's name of each country and organisation among the codes.

    Of several rows with one code (a body and its organs) the one with the shortest name and most aliases is the body.
    """
    countries = {code.partition(":")[0] for code in codes}
    lexicon = load_lexicon(None)
    rows = [row for table in ("states", "organisations") for row in lexicon.rows(table) if row.code in countries]
    return {row.code: row.name for row in sorted(rows, key=lambda row: (-len(row.name), len(row.aliases)))}


def embeddable(data: object) -> str:
    """JSON that can stand inside a script element: no character in it can end the element or begin a comment."""
    text = msgspec.json.encode(data).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return (files("dragoman.serving") / "page" / name).read_text("utf-8")


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    # Only our own style and script and the data that embeddable made safe are let through unescaped.
    environment.filters["ours"] = Markup
    return environment.from_string(_read("report.html"))
