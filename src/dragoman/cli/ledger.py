"""``ledger``: what was demanded, promised, planned and threatened, and how it stands."""

from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from dragoman.cli.analysis import Several
from dragoman.cli.choosing import codes, day
from dragoman.cli.options import DEFAULT_STORE, LexiconFolder, StoreFile
from dragoman.cli.output import notes
from dragoman.cli.sheets import Form, Out, Shape, deliver

if TYPE_CHECKING:
    from datetime import date

    from dragoman.analysing.ledger import Entry


class Kind(StrEnum):
    """What an entry is."""

    demand = "demand"
    invitation = "invitation"
    promise = "promise"
    plan = "plan"
    threat = "threat"


class State(StrEnum):
    """How an entry stands."""

    open = "open"
    kept = "kept"
    refused = "refused"
    part = "in part"
    overtaken = "overtaken"
    lapsed = "lapsed"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(ledger)


def ledger(
    store: StoreFile = DEFAULT_STORE,
    actor: Annotated[
        Several, typer.Option(metavar="CODE", help="Who asks, promises, plans or threatens.", show_default=False)
    ] = None,
    recipient: Annotated[
        Several, typer.Option(metavar="CODE", help="Of whom, to whom, with whom.", show_default=False)
    ] = None,
    about: Annotated[Several, typer.Option(metavar="ISSUE", help="About this issue.", show_default=False)] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only these.", show_default=False)] = None,
    state: Annotated[list[State] | None, typer.Option(help="Only what stands so.", show_default=False)] = None,
    open: Annotated[bool, typer.Option("--open", help="Only what the record has not answered.")] = False,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As it stood on this day: later reports do not count.")
    ] = None,
    grace: Annotated[int | None, typer.Option(min=0, metavar="DAYS", help="A plan lapses so late.")] = None,
    lexicon: LexiconFolder = None,
    format: Shape = None,
    out: Out = "-",
) -> None:
    """Keep the ledger: each demand, invitation, promise, plan and threat, open until the record answers it.

    An entry is kept, refused, answered in part, overtaken or lapsed, with the reason and the ids of the events that say
    so. Rules of what answers what are in docs/analysis.md. An answer counts for what it is tied to: the same words, the
    same article, the same issue.

    **Examples**

        dragoman ledger --actor JPN --open

        dragoman ledger --about host-nation-support -o ledger.csv

        dragoman ledger --kind plan --as-of 2013-12
    """
    entries, until = _entries(store, day(as_of, "last"), grace, lexicon)
    states = {str(one) for one in state or ()} | ({"open"} if open else set())
    kept = [
        entry
        for entry in entries
        if (not kind or entry.kind in kind)
        and (not states or entry.state in states)
        and _takes_part(entry.deed.actors, codes(actor))
        and _takes_part(entry.deed.recipients or entry.deed.actors, codes(recipient))
        and (not about or entry.about & {one.lower() for one in about})
    ]
    _write(kept, until, Form(format, out, False))


def _entries(
    store: Path, until: "date | None", grace: int | None, lexicon: Path | None
) -> "tuple[list[Entry], date | None]":
    """The ledger and the last day of the record that it was kept to."""
    import msgspec

    from dragoman.analysing.ledger import ledger as kept
    from dragoman.analysing.record import deeds, last_told
    from dragoman.analysing.rules import ledger_rules
    from dragoman.storing import Store

    rules = ledger_rules(lexicon)
    rules = rules if grace is None else msgspec.structs.replace(rules, grace=grace)
    with Store.open(store) as opened:
        last = min(filter(None, (last_told(opened), until)), default=None)
        return kept(deeds(opened), rules, last), last


def _takes_part(side: frozenset[str], wanted: tuple[str, ...]) -> bool:
    return not wanted or bool(side & {code.partition(":")[0] for code in wanted})


def _write(entries: "list[Entry]", until: "date | None", form: Form) -> None:
    from dragoman.analysing.charts import ledger_chart
    from dragoman.analysing.ledger_sheet import sheet

    deliver([sheet(entries)], lambda: ledger_chart(entries, until), form, lambda stream: _told(entries, stream))
    notes().print(f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}")


_LOOKS = {"open": "yellow", "kept": "green", "refused": "red", "in part": "cyan"}


def _told(entries: "list[Entry]", stream: IO[str]) -> None:
    """An entry in a few lines: since when, what, how it stands, who to whom; the words; the answer; ids."""
    from rich.text import Text

    from dragoman.cli.showing import console

    out = console(stream)
    for entry in entries:
        stands = (entry.state, _LOOKS.get(entry.state, "dim"))
        head = Text.assemble((str(entry.since or "no day"), "bold"), f"  {entry.kind}, ", stands, f"  {_sides(entry)}")
        out.print(
            Text.assemble(head, f"\n{entry.deed.evidence}\n{entry.reason}\n", (_source(entry), "dim")), end="\n\n"
        )
    if not entries:
        out.print(Text("nothing", "dim"))


def _sides(entry: "Entry") -> str:
    from dragoman.analysing.chronology import kind, side

    to = f" → {side(entry.deed.recipient)}" if entry.deed.recipient else ""
    return f"{side(entry.deed.actor)}{to}  {kind(entry.deed)}"


def _source(entry: "Entry") -> str:
    """What it is about and the ids behind it."""
    about = ", ".join(entry.deed.issues)
    told = f"told by {' '.join(entry.events)}"
    answered = f"answered by {' '.join(entry.answered_by)}" if entry.answers else ""
    return " · ".join(part for part in (about, told, answered) if part)
