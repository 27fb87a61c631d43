"""What a run says at its end, and the exit code that follows from it."""

from collections.abc import Sequence

import typer
from rich.markup import escape

from dragoman.cli.output import notes
from dragoman.model import Rejected

_SHOWN = 20


def counted(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def finish(done: str, rejected: Sequence[Rejected], readable: int) -> None:
    """Prints what was done and what was set aside on standard error; exit code 2 where nothing could be read."""
    console = notes()
    console.print(escape(done))
    if rejected:
        console.print(f"[yellow]{counted(len(rejected), 'input')} set aside:[/yellow]")
    for one in rejected[:_SHOWN]:
        console.print(
            f"  [yellow]{escape(one.path)}[/yellow]: {escape(one.reason)}"
            + (f". {escape(one.cure)}" if one.cure else "")
        )
    if len(rejected) > _SHOWN:
        console.print(f"  … and {len(rejected) - _SHOWN} more")
    if not readable:
        console.print("[red]Nothing could be read.[/red]")
        raise typer.Exit(2)
