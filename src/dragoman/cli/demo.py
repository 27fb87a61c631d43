"""``demo``: the main job on the bundled sample, and what to do next."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from dragoman.cli.build import told
from dragoman.cli.output import notes, tracked, unbroken
from dragoman.cli.showing import print_table
from dragoman.cli.summary import counted

if TYPE_CHECKING:
    from dragoman.storing import StoredEvent


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[
        Path, typer.Option("--dir", metavar="FOLDER", help="Where to put the sample and the store.")
    ] = Path("dragoman-demo"),
) -> None:
    """See it work: build a store from a bundled sample of dispatches, 2010 to 2025, and look around.

    Copies the sample to a folder, builds a store from it, prints a chronology and what to try next. Among the files
    are an archive's, a page spliced from three reports, a bulletin, a feed, and two broken ones.

    **Example**

        dragoman demo
    """
    from dragoman.building import build_store
    from dragoman.sample import copy_to
    from dragoman.storing import Store

    copied = copy_to(folder / "news")
    store = folder / "news.duckdb"
    notes().print(f"{counted(copied, 'file')} of the sample copied to {escape(str(folder / 'news'))}")
    done = build_store(
        [str(folder / "news")], store, jobs=1, watch=lambda items, total: tracked(items, total, "Building")
    )
    with Store.open(store) as opened:
        found = opened.events()
    with unbroken():
        _print_chronology(found)
    notes().print(escape(told(done, store)))
    broken = counted(len(done.rejected), "broken file")
    notes().print(f"{broken} set aside, with the reason: dragoman rejected {escape(str(store))}")
    _print_next(folder, store)


def _print_chronology(found: "list[StoredEvent]") -> None:
    """A line for each article: its surest event that has a date."""
    best: dict[tuple[str, int], StoredEvent] = {}
    for one in found:
        key = (one.doc_key, one.event.fragment)
        if (
            one.event.date
            and not one.event.aux
            and (key not in best or best[key].event.confidence < one.event.confidence)
        ):
            best[key] = one
    notes().print("\n[bold]One event of each article, in order of time[/bold]\n")
    print_table(sorted((one.event for one in best.values()), key=lambda event: event.date or ""), sys.stdout)


def _print_next(folder: Path, store: Path) -> None:
    """Commands that work on the store just built."""
    kept, news = shlex.quote(str(store)), shlex.quote(str(folder / "news"))
    page = shlex.quote(str(folder / "report.html"))
    steps = {
        "all events, in order of time": f"dragoman events {kept}",
        "what the United States asked and refused": f"dragoman events {kept} --actor USA --type REQUEST --type REJECT",
        "plans of 2018": f"dragoman events {kept} --aux future --since 2018 --until 2018",
        "a spliced page taken apart, with reasons": f"dragoman explain {news}/pages/spliced.txt",
        "a page to look at in a browser": f"dragoman report {kept} -o {page}",
        "your own files": "dragoman build FOLDER --store my.duckdb",
    }
    out = notes()
    out.print("\n[bold]Try next[/bold]")
    for told_for, command in steps.items():
        out.print(f"  {told_for}:\n    [cyan]{escape(command)}[/cyan]")
