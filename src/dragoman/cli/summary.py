"""What a run says at its end, and the exit code that follows from it."""

from collections.abc import Iterable, Sequence

import typer
from rich.console import Console
from rich.markup import escape

from dragoman.cli.output import notes
from dragoman.model import Document, Rejected

_SHOWN = 20
_FEW = 3


def counted(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def warned(documents: Iterable[Document]) -> list[str]:
    """A line for each document that was read with a warning."""
    return [f"{document.id}: {'; '.join(document.warnings)}" for document in documents if document.warnings]


def finish(done: str, rejected: Sequence[Rejected], readable: int, warnings: Sequence[str] = ()) -> None:
    """Prints what was done, what was read with a warning and what was set aside on standard error.

    Ends the command with exit code 2 where nothing could be read.
    """
    console = notes()
    console.print(escape(done))
    if warnings:
        console.print(f"[yellow]{counted(len(warnings), 'document')} read with a warning:[/yellow]")
        _print_some(console, [escape(line) for line in warnings], _FEW)
    if rejected:
        console.print(f"[yellow]{counted(len(rejected), 'input')} set aside:[/yellow]")
    _print_some(console, [_told(one) for one in rejected], _SHOWN)
    if not readable:
        console.print("[red]Nothing could be read.[/red]")
        raise typer.Exit(2)


def _told(one: Rejected) -> str:
    return f"[yellow]{escape(one.path)}[/yellow]: {escape(one.reason)}" + (f". {escape(one.cure)}" if one.cure else "")


def _print_some(console: Console, lines: Sequence[str], most: int) -> None:
    for line in lines[:most]:
        console.print(f"  {line}")
    if len(lines) > most:
        console.print(f"  … and {len(lines) - most} more")
