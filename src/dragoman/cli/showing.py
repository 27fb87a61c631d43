"""Events and counts as a person reads them in a terminal."""

import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.model import Entity, Event

if TYPE_CHECKING:
    from dragoman.storing import Store, StoredEvent

_CONTEXT = 60
# Without a terminal no cell is cut or folded; on a narrow one events are printed as records of some lines.
_PLAIN = 2000
_WIDE = 160


def console(stream: IO[str] | None = None) -> Console:
    """A console for results; without a terminal it is wide, so that no cell is cut."""
    target = stream or sys.stdout
    return Console(file=target, highlight=False, width=None if target.isatty() else _PLAIN)


def side(entities: Iterable[Entity]) -> str:
    """``JPN:GOV 岸田文雄, USA:MIL 阿奎利诺``."""
    return ", ".join(f"{entity.code} {entity.name}" if entity.name else entity.code for entity in entities)


def when(event: Event) -> str:
    """The date or span of dates, or a dash."""
    return f"{event.date or '?'}…{event.date_end}" if event.date_end else event.date or "–"


def kind(event: Event) -> str:
    """``CONSULT visit (future)``."""
    return f"{event.type} {event.mode or ''}".strip() + (f" ({event.aux})" if event.aux else "")


_LOOKS = {
    "green": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "cyan": ("COOPERATE", "AID", "RETREAT"),
    "yellow": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "red": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def style(event: Event) -> str:
    """The colour of an event: words or deeds, with or against each other (PLOVER's four quads)."""
    return next((colour for colour, types in _LOOKS.items() if event.type in types), "white")


def print_table(events: Iterable[Event], stream: IO[str]) -> None:
    """One row an event; on a narrow terminal a few lines each."""
    out = console(stream)
    if out.width < _WIDE:
        for event in events:
            out.print(_record(event), end="\n\n")
        return
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("date", "what", "who", "whom", "about", "said by", "evidence", "id"):
        table.add_column(
            heading, overflow="fold", no_wrap=heading in {"date", "id"}, ratio=3 if heading == "evidence" else None
        )
    for event in events:
        about, credited = ", ".join(event.issues), " > ".join(event.said_by)
        parties = (Text(kind(event), style(event)), Text(side(event.actor)), Text(side(event.recipient)))
        rest = (about, credited, event.evidence, event.id)
        table.add_row(Text(when(event)), *parties, *(Text(cell) for cell in rest))
    out.print(table)


def _record(event: Event) -> Text:
    """An event in a few lines: what, who to whom, the words, and what it is about."""
    to = f" → {side(event.recipient)}" if event.recipient else ""
    about = " · ".join(part for part in (", ".join(event.issues), " > ".join(event.said_by), event.id) if part)
    head = Text.assemble((when(event), "bold"), "  ", (kind(event), style(event)), "  ", side(event.actor), to)
    return Text.assemble(head, f"\n{event.evidence}\n", (about, "dim"))


def details(event: Event) -> Table:
    """Every field of an event with how it was found."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value, reason in _fields(event):
        table.add_row(label, Text.assemble(value, (f"  — {reason}" if reason else "", "dim")))
    return table


def _fields(event: Event) -> Iterable[tuple[str, str, str]]:
    why = {label: reason for label, reason in event.reasons.items() if reason != event.rule}
    yield "what", kind(event), why.pop("type", "")
    for label, entities in (("who", event.actor), ("whom", event.recipient)):
        yield from ((label, side([entity]), entity.reason) for entity in entities)
    yield "when", when(event), why.pop("date", "")
    if event.place:
        coded = f" ({event.place_code})" if event.place_code else ""
        yield "where", f"{event.place}{coded}", why.pop("place", "")
    yield "about", ", ".join(event.issues), why.pop("issues", "")
    yield "said by", " > ".join(event.said_by) or "the document itself", why.pop("said_by", "")
    yield "rule", event.rule, f"fired on {event.trigger}" if event.trigger else ""
    yield "scores", _scores(event), ""
    yield from ((label, "", reason) for label, reason in why.items() if reason)


def _scores(event: Event) -> str:
    parts = [f"confidence {event.confidence:.2f}"]
    parts += [f"CAMEO {event.cameo}"] if event.cameo else []
    parts += [f"Goldstein {event.goldstein:+.1f}"] if event.goldstein is not None else []
    return ", ".join(parts)


def print_event(found: "StoredEvent", text: str) -> None:
    """One event of a store with its words in their place."""
    event, out = found.event, console()
    out.print(Text.assemble(("event ", "dim"), (event.id, "bold"), ("  from ", "dim"), event.doc, f"  {found.title}"))
    out.print(details(event))
    facts = (("outlet", found.outlet), ("published", found.published), ("link", found.url), ("file", found.path))
    for label, value in facts:
        if value:
            out.print(Text.assemble((f"{label}  ", "dim"), value))
    span = event.evidence_span
    out.print(Text(f"characters {span.start} to {span.end} of the file:", "dim"))
    out.print(_in_place(found, text, plain=not out.is_terminal))


def _in_place(found: "StoredEvent", text: str, *, plain: bool) -> Text:
    """The evidence in its paragraph: in colour, or in brackets where there is none; the trigger underlined."""
    if found.shown is None:
        return Text(f"“{found.event.evidence}”")
    start, end = found.shown.start, found.shown.end
    first = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + _CONTEXT)
    evidence = Text(text[start:end], f"bold {style(found.event)}")
    if found.trigger_shown:
        evidence.stylize("underline", max(0, found.trigger_shown.start - start), found.trigger_shown.end - start)
    opening, closing = ("⟦", "⟧") if plain else ("", "")
    before = "…" if first > 0 and text[first - 1] != "\n" else ""
    after = "…" if last < len(text) and text[last] != "\n" else ""
    return Text.assemble(before, text[first:start], opening, evidence, closing, text[end:last], after)


_COUNTS = {
    "files": "SELECT status AS what, count(*) AS n FROM files GROUP BY ALL ORDER BY n DESC, what",
    "documents by format": "SELECT format AS what, count(*) AS n FROM documents GROUP BY ALL ORDER BY n DESC, what",
    "documents by outlet": "SELECT outlet AS what, count(*) AS n FROM documents WHERE outlet <> ''"
    " GROUP BY ALL ORDER BY n DESC, what LIMIT 10",
    "events by type": "SELECT type AS what, count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC, what",
    "events by aux": "SELECT coalesce(aux, 'happened') AS what, count(*) AS n FROM events"
    " GROUP BY ALL ORDER BY n DESC, what",
    "events by year": "SELECT coalesce(left(date, 4), 'no date') AS what, count(*) AS n FROM events"
    " GROUP BY ALL ORDER BY what",
    "most active": "SELECT country AS what, count(DISTINCT event_id) AS n FROM participants WHERE role = 'actor'"
    " GROUP BY ALL ORDER BY n DESC, what LIMIT 10",
    "who to whom": "SELECT a.country || ' → ' || r.country AS what, count(DISTINCT a.event_id) AS n"
    " FROM participants AS a JOIN participants AS r USING (event_id)"
    " WHERE a.role = 'actor' AND r.role = 'recipient' AND a.country <> r.country"
    " GROUP BY ALL ORDER BY n DESC, what LIMIT 10",
    "issues": "SELECT what, count(*) AS n FROM (SELECT unnest(issues) AS what FROM events)"
    " GROUP BY ALL ORDER BY n DESC, what LIMIT 10",
}


def print_stats(store: "Store") -> None:
    """What a store holds, in counts with bars."""
    out = console()
    for heading, sql in _COUNTS.items():
        if found := store.query(sql):
            out.print(Text(heading, "bold"))
            out.print(_bars(found))


def _bars(found: list[dict[str, Any]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    most = max(row["n"] for row in found)
    for row in found:
        bar = Text("█" * max(1, round(30 * row["n"] / most)), "cyan")
        table.add_row(Text(row["what"] or "–"), Text(f"{row['n']:,}", justify="right"), bar)
    return table
