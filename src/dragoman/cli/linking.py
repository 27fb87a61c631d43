"""``link``, ``accounts``, ``join``, ``split``, ``decisions`` and ``undo``: one happening from its many reports."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from dragoman.cli.options import DEFAULT_STORE, LexiconFolder, StoreFile
from dragoman.cli.output import notes, unbroken
from dragoman.cli.showing import console
from dragoman.cli.summary import counted

if TYPE_CHECKING:
    from dragoman.linking import Account, Accounts

StoreOption = Annotated[
    Path, typer.Option("--store", "-s", metavar="FILE", envvar="DRAGOMAN_STORE", help="A store that is linked.")
]
Note = Annotated[str, typer.Option("--note", "-n", metavar="TEXT", help="Why, for whoever reads the decisions later.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    for command in (link, accounts, join, split, decisions, undo):
        app.command(command.__name__)(command)


def link(
    store: StoreFile = DEFAULT_STORE,
    anew: Annotated[bool, typer.Option("--anew", help="Work on all reports, not only on what changed.")] = False,
    lexicon: LexiconFolder = None,
) -> None:
    """Put the reports of one happening together, over the whole store.

    Run it after **dragoman build**; only what new, changed or removed reports touch is worked on again.

    **Example**

        dragoman link news.duckdb
    """
    notes().print(_linked(store, anew=anew, lexicon=lexicon))


def _linked(store: Path, *, anew: bool = False, lexicon: Path | None = None) -> str:
    """Links the store and says in one line what it holds."""
    from dragoman.linking import link_store
    from dragoman.storing import Store

    Store.open(store).close()  # a store that is not there is an error, not made
    with Store.create(store) as opened:
        done = link_store(opened, anew=anew, lexicon=lexicon)
    worked = f"{counted(done.touched, 'report')} worked on, {counted(done.compared, 'pair')} compared"
    return f"{counted(done.events, 'event')} → {counted(done.happenings, 'happening')} ({worked})"


def accounts(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of a happening or of one of its reports.")],
    store: StoreFile = DEFAULT_STORE,
    json: AsJson = False,
) -> None:
    """Show the reports of a happening side by side: who tells, what each adds, where they contradict each other.

    **Example**

        dragoman accounts 3f2a91c0de77
    """
    import msgspec

    from dragoman.linking import accounts as found_of
    from dragoman.storing import Store

    with Store.open(store) as opened:
        found = found_of(opened, event)
    with unbroken():
        if json:
            told = {**msgspec.to_builtins(found), "independent": found.independent}
            print(msgspec.json.format(msgspec.json.encode(told)).decode())
        else:
            print_accounts(found)


def print_accounts(found: "Accounts") -> None:
    """The happening, a row a report, the contradictions, and who is independent."""
    out = console()
    when = "…".join(part for part in (found.date, found.date_end) if part) or "no date"
    kind = f"{found.type} {found.mode or ''}".strip()
    head = (f"{found.happening}  ", f"{kind} ({found.status})", when, ", ".join(found.countries), found.place or "")
    out.print(Text("  ".join(part for part in head if part), "bold"))
    out.print(_table(found.accounts))
    for version in found.versions:
        out.print(Text(f"{version.field}: {version.value} according to {', '.join(version.events)}", "yellow"))
    told = counted(found.independent, "independent source")
    denied = len(found.sources) - found.independent
    against = f", {counted(denied, 'source')} against" if denied else ""
    out.print(f"{told}{against} in {counted(len(found.accounts), 'report')}; corroboration {found.corroboration:.2f}")


def _table(rows: "tuple[Account, ...]") -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("told on", "source", "credits", "as", "adds", "evidence", "id"):
        table.add_column(heading, overflow="fold", no_wrap=heading in {"told on", "id"})
    for row in rows:
        part = f"reprint of {row.copy_of}" if row.copy_of else row.part
        cells = (str(row.told_on or "–"), row.source, " > ".join(row.said_by), part, "; ".join(row.adds), row.evidence)
        table.add_row(*(Text(cell) for cell in (*cells, row.event_id)))
    return table


def join(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="A report.")],
    other: Annotated[str, typer.Argument(metavar="EVENT", help="A report of the same happening.")],
    store: StoreOption = DEFAULT_STORE,
    note: Note = "",
    lexicon: LexiconFolder = None,
) -> None:
    """Decide that two reports tell of one happening; every later linking respects it.

    **Example**

        dragoman join 3f2a91c0de77 b81c6a0f9e21 --note "the same dinner"
    """
    _decide(store, "join", [event], [other], note, lexicon)


def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="A report.")],
    other: Annotated[
        str | None, typer.Option("--from", metavar="EVENT", help="From this report; else from all of its happening.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    note: Note = "",
    lexicon: LexiconFolder = None,
) -> None:
    """Decide that a report does not tell of the happening that it was put to.

    **Example**

        dragoman split 3f2a91c0de77 --from b81c6a0f9e21 --note "the morning's meeting"
    """
    _decide(store, "split", [event], [other] if other else None, note, lexicon)


def _decide(store: Path, kind: str, left: list[str], right: list[str] | None, note: str, lexicon: Path | None) -> None:
    from dragoman.linking import decide
    from dragoman.linking.decisions import mates
    from dragoman.storing import Store

    Store.open(store).close()
    with Store.create(store) as opened:
        number = decide(opened, kind, left, right or mates(opened, left[0]), note)
    linked = _linked(store, lexicon=lexicon)
    notes().print(f"Decision {number} is kept; {linked}. Take it back with: dragoman undo {number}")


def decisions(store: StoreFile = DEFAULT_STORE) -> None:
    """List what was decided, with dates and notes, those undone as well.

    **Example**

        dragoman decisions
    """
    from dragoman.linking import decisions as made
    from dragoman.storing import Store

    with Store.open(store) as opened:
        found = made(opened)
    with unbroken():
        for one in found:
            sides = f"{' '.join(one.left)} {'with' if one.kind == 'join' else 'from'} {' '.join(one.right)}"
            state = f"undone {one.undone_at}" if one.undone_at else "holds"
            gone = f"no longer in the store: {' '.join(one.missing)}" if one.missing else ""
            print("\t".join((str(one.id), str(one.made_at), state, f"{one.kind} {sides}", one.note, gone)).rstrip())
    if not found:
        typer.echo("Nothing was decided.", err=True)


def undo(
    number: Annotated[int, typer.Argument(metavar="N", help="The number of a decision.")],
    store: StoreOption = DEFAULT_STORE,
    lexicon: LexiconFolder = None,
) -> None:
    """Take a decision back; it stays on record, and the store is linked without it.

    **Example**

        dragoman undo 1
    """
    from dragoman.linking import undo as take_back
    from dragoman.storing import Store

    Store.open(store).close()
    with Store.create(store) as opened:
        take_back(opened, number)
    notes().print(f"Decision {number} no longer holds; {_linked(store, lexicon=lexicon)}")
