"""``events``, ``show`` and ``stats``: questions to a store."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.choosing import codes, day, entities
from dragoman.cli.options import DEFAULT_STORE, MinConfidence, StoreFile
from dragoman.cli.output import notes, replacing, unbroken, writing
from dragoman.cli.summary import counted

if TYPE_CHECKING:
    from dragoman.model import Event
    from dragoman.storing import StoredEvent


class Format(StrEnum):
    """How events are written."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


Several = list[str] | None


def _asked(metavar: str, text: str) -> Any:
    return typer.Option(metavar=metavar, help=text, show_default=False)


_BY_DAY = "From this day, month or year on: 2013-12-01, 2013-12, 2013."
Actor = Annotated[
    Several, _asked("CODE", "Who acts: JPN takes all of Japan, JPN:GOV its government. A name works too.")
]
Recipient = Annotated[Several, _asked("CODE", "Who is acted on.")]
With = Annotated[Several, typer.Option("--with", metavar="CODE", help="On any side.", show_default=False)]
Type = Annotated[Several, _asked("TYPE", "PLOVER type, such as CONSULT, REQUEST, REJECT, ASSAULT.")]
Mode = Annotated[Several, _asked("MODE", "PLOVER mode, such as visit, phone, aerial.")]
Aux = Annotated[Several, _asked("AUX", "none (it happened), future, hypothetical, negation or historical.")]
Since = Annotated[str | None, _asked("DATE", _BY_DAY)]
Until = Annotated[str | None, _asked("DATE", "Up to the end of this day, month or year.")]
Issue = Annotated[Several, _asked("ISSUE", "About this, such as taiwan, korea-nuclear, trade.")]
Person = Annotated[Several, _asked("NAME", "This person takes part; part of a name is enough.")]
Place = Annotated[Several, _asked("PLACE", "Where, in Chinese; part of a name is enough.")]
SaidBy = Annotated[Several, _asked("SOURCE", "The report credits this source.")]
Words = Annotated[Several, _asked("WORDS", "These words stand in the evidence.")]
Doc = Annotated[Several, _asked("DOC", "From this document.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many, the earliest first.")]
Shape = Annotated[
    Format | None, typer.Option("--format", "-f", help="table, or by the ending of -o.", show_default=False)
]
Out = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write; - is standard output.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("events")(events)
    app.command("show")(show)
    app.command("stats")(stats)


def events(
    store: StoreFile = DEFAULT_STORE,
    actor: Actor = None,
    recipient: Recipient = None,
    either: With = None,
    type: Type = None,
    mode: Mode = None,
    aux: Aux = None,
    since: Since = None,
    until: Until = None,
    issue: Issue = None,
    person: Person = None,
    place: Place = None,
    said_by: SaidBy = None,
    text: Words = None,
    doc: Doc = None,
    min_confidence: MinConfidence = 0.0,
    limit: Limit = None,
    format: Shape = None,
    out: Out = "-",
) -> None:
    """Ask a store: who did what to whom, when, about what, according to whom.

    Conditions of different kinds must all hold; one that is given several times asks for any of its values.
    Events come in order of time, those without a date last.

    **Examples**

        dragoman events --actor JPN --recipient USA --since 2013-12-01 --until 2014

        dragoman events --type REQUEST --type REJECT --issue korea-nuclear

        dragoman events --with IRN --aux future -o plans.csv

        dragoman events other.duckdb --person 拜登 --format jsonl
    """
    who = _who(actor, recipient, either, person)
    what = {"type": _upper(type), "mode": _lower(mode), "aux": _lower(aux), "issue": _lower(issue)}
    told = {"place": _plain(place), "said_by": _plain(said_by), "text": _plain(text), "docs": _plain(doc)}
    span = {"since": day(since, "first"), "until": day(until, "last")}
    found = _found(store, **who, **what, **told, **span, min_confidence=min_confidence, limit=limit)
    write(found, format or _by_ending(out), out)
    notes().print(counted(len(found), "event"))


def _who(actor: Several, recipient: Several, either: Several, person: Several) -> dict[str, tuple[str, ...]]:
    sides = {"actor": codes(actor), "recipient": codes(recipient), "either": codes(either)}
    return {**sides, "person": _plain(person), "entities": entities(person)}


def _plain(given: Several) -> tuple[str, ...]:
    return tuple(given or ())


def _upper(given: Several) -> tuple[str, ...]:
    return tuple(value.upper() for value in given or ())


def _lower(given: Several) -> tuple[str, ...]:
    return tuple(value.lower() for value in given or ())


def _found(store: Path, **asked: Any) -> "list[StoredEvent]":
    """The events of the store that fulfil the conditions, by their names in Filters."""
    from dragoman.storing import Filters, Store

    with Store.open(store) as opened:
        return opened.events(Filters(**asked))


def _by_ending(out: str) -> Format:
    ending = Path(out).suffix.lstrip(".").lower()
    return Format(ending) if ending in {"csv", "jsonl", "parquet"} else Format.table


def write(found: "list[StoredEvent]", form: Format, out: str) -> None:
    """The events in the form asked for, to a file or to standard output."""
    from dragoman.exporting.lines import line
    from dragoman.exporting.tables import write_csv

    plain: list[Event] = [one.event for one in found]
    if form is Format.parquet:
        _write_parquet(plain, out)
        return
    with writing(out) as stream:
        if form is Format.csv:
            write_csv(plain, stream)
        elif form is Format.jsonl:
            stream.writelines(line(event) + "\n" for event in plain)
        else:
            from dragoman.cli.showing import print_table

            print_table(plain, stream)


def _write_parquet(found: "list[Event]", out: str) -> None:
    from dragoman.exporting.tables import write_parquet

    if out == "-":
        raise typer.BadParameter("Parquet needs a file: add -o events.parquet")
    with replacing(Path(out)) as partial:
        write_parquet(found, partial)


def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or how it begins.")],
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Show one event: every field, the rule, why each actor has its code, and the words in their place.

    **Example**

        dragoman show 3f2a91c0de77
    """
    from dragoman.cli.showing import print_event
    from dragoman.storing import Filters, Store

    with Store.open(store) as opened:
        ids = opened.query("SELECT id FROM events WHERE starts_with(id, ?) ORDER BY id LIMIT 2", [event])
        if len(ids) != 1:
            fault = f"more than one event begins with {event!r}" if ids else f"no event {event!r} in {store}"
            raise typer.BadParameter(f"{fault}; ids stand in: dragoman events {store}")
        found = opened.events(Filters(ids=(ids[0]["id"],)))[0]
        text = opened.query("SELECT text FROM documents WHERE doc_key = ?", [found.doc_key])[0]["text"]
    with unbroken():
        print_event(found, text)


def stats(store: StoreFile = DEFAULT_STORE) -> None:
    """Count what a store holds: files, documents, events by type, by year, by pair of actors, by source.

    **Example**

        dragoman stats
    """
    from dragoman.cli.showing import print_stats
    from dragoman.storing import Store

    with Store.open(store) as opened, unbroken():
        print_stats(opened)
