"""Where output goes: results to standard output or a file, everything else to standard error."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

import typer
from rich.console import Console

T = TypeVar("T")


def notes() -> Console:
    """The console for summaries, progress and faults."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def writing(target: str) -> Iterator[IO[str]]:
    """A stream that writes UTF-8 to ``target`` (``-``: standard output).

    A file appears under its name only when all of it is written, so a killed run leaves no half of one. A reader that
    goes away (``| head``) ends the command quietly.
    """
    with unbroken():
        if target == "-":
            yield _standard_output()
            sys.stdout.flush()
            return
        with replacing(Path(target)) as partial, partial.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream


def _standard_output() -> IO[str]:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to that takes the place of ``path`` when the block ends well, and goes away otherwise."""
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise typer.BadParameter(
            f"cannot write {path}: {'it is a folder' if path.is_dir() else 'its folder does not exist'}"
        )
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def unbroken() -> Iterator[None]:
    """Turns a reader that closed its end of the pipe into a quiet end of the command."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes standard output once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def tracked(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """The items, with a progress bar on standard error where that is a terminal and there is more than one."""
    console = notes()
    if not console.is_terminal or total < 2:
        yield from items
        return
    from rich.progress import track

    yield from track(items, label, total, console=console, transient=True)
