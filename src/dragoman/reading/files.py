"""Finds the files under the paths that a user gives, in a fixed order, and says what can't be opened."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.model import Rejected


def files(paths: Iterable[str]) -> Iterator[Path | Rejected]:
    """Every file among ``paths`` and, sorted by name, in the folders among them; hidden ones in folders are skipped."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from _folder(path, ())
        else:
            yield _missing(path) or path


def shown(path: Path) -> str:
    """The path as text that can be written anywhere, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def rejected(path: Path, fault: OSError) -> Rejected:
    """What the operating system says against a path, and what to do."""
    cures = {
        PermissionError: "Give yourself permission to read it, or leave it out",
        FileNotFoundError: "Check the path's spelling",
    }
    cure = next((cure for kind, cure in cures.items() if isinstance(fault, kind)), "Check the disk and try again")
    return Rejected(shown(path), fault.strerror or str(fault), cure)


def _missing(path: Path) -> Rejected | None:
    try:
        path.stat()
    except OSError as fault:
        if path.is_symlink():
            return Rejected(shown(path), "a link that leads nowhere", "Restore what it leads to, or remove it")
        return rejected(path, fault)
    return None


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Rejected]:
    """The files below ``folder``; ``above`` identifies the folders it lies in, so that a link in circles is seen."""
    try:
        here = folder.stat()
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as fault:
        yield rejected(folder, fault)
        return
    identity = (here.st_dev, here.st_ino)
    if identity in above:
        yield Rejected(shown(folder), "a link to a folder that it lies in", "Remove the link")
        return
    for entry in entries:
        yield from _folder(entry, (*above, identity)) if entry.is_dir() else _entry(entry)


def _entry(path: Path) -> Iterator[Path | Rejected]:
    fault = _missing(path)
    if fault is None and not stat.S_ISREG(path.stat().st_mode):
        fault = Rejected(shown(path), "no regular file", "Give it by its own path if it is to be read")
    yield fault or path
