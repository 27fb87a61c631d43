"""The tables that are written in TOML: read, joined with a user's of the same name, and checked.

What a user's file says is joined into the built-in table of its name: tables key by key; a list adds to the list that
is there; any other value takes the place of the one that is there. In a list ``"-word"`` takes a word out, and ``"="``
as the first item puts what follows in place of the whole list. Of a list of tables (``[[rule]]``) each is known by its
``name``: one of a known name is joined into that, a new one goes before the built-in ones.
"""

import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dragoman.errors import LexiconError

T = TypeVar("T")
Values = dict[str, Any]

BUILT_IN = Path(__file__).parent / "tables"

TREES: dict[str, tuple[str, ...]] = {
    "grammar/modes": ("*",),
    "grammar/names": ("strong_shorts",),
    "grammar/places": (),
    "grammar/plans": (),
    "grammar/sectors": ("actor", "recipient"),
    "grammar/sources": (),
    "grammar/words": (),
    "ledger": ("entry.*", "answer.*"),
    "linking": ("families", "base", "kin", "mode", "wide", "moments"),
    "stances": ("stance.*",),
}
"""Each table, and in which of its tables names may be new; elsewhere an unknown name would never be read."""
FOLDERS = {"rules": "rule"}
"""Folders of which every file is read, and the list that their files hold."""


@lru_cache(maxsize=32)
def load_tree(name: str, extra: Path | None = None) -> Values:
    """The table ``name`` (such as ``grammar/words``) with that of the folder ``extra`` joined into it.

    Raises LexiconError naming the user's file, the place in it, and what to do.
    """
    base = _read(BUILT_IN / f"{name}.toml")
    path = extra / f"{name}.toml" if extra else None
    return _joined(base, _read(path), Place(str(path), TREES[name])) if path and path.exists() else base


@lru_cache(maxsize=8)
def load_folder(name: str, extra: Path | None = None) -> tuple[Values, ...]:
    """The entries of every file of the folder ``name``, those of ``extra`` joined into them. Raises LexiconError."""
    key = FOLDERS[name]
    entries = [entry for path in sorted((BUILT_IN / name).glob("*.toml")) for entry in _entries(path, key)]
    for path in sorted((extra / name).glob("*.toml")) if extra else ():
        place = Place(str(path), (f"{key}.*",)).within(key)
        entries = _merged(entries, _entries(path, key), place)
    return tuple(entries)


def shaped(values: object, shape: type[T], where: str, cure: str) -> T:
    """``values`` as a record; LexiconError says ``where`` they stand and what is wrong with them."""
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as fault:
        raise LexiconError(where, str(fault), cure) from fault


def whence(name: str, extra: Path | None) -> str:
    """The file to look into where the table ``name`` is wrong: the user's, if there is one."""
    mine = extra / f"{name}.toml" if extra else None
    return str(mine if mine and mine.exists() else BUILT_IN / f"{name}.toml")


def check_folder(extra: Path) -> None:
    """Raises LexiconError at a file of a user's folder that would never be read, or cannot be joined."""
    for path in sorted(extra.rglob("*.toml")):
        name = path.relative_to(extra).with_suffix("").as_posix()
        folder = name.rpartition("/")[0]
        if name not in TREES and folder not in FOLDERS:
            known = ", ".join(f"{one}.toml" for one in (*TREES, *(f"{folder}/…" for folder in FOLDERS)))
            raise LexiconError(
                str(path), "no table of this name, so it would never be read", f"Name it one of: {known}"
            )
    for name in TREES:
        load_tree(name, extra)
    for name in FOLDERS:
        load_folder(name, extra)


class Place(msgspec.Struct, frozen=True):
    """Where in a user's file something stands: the file, where its table may hold new names, and the names so far."""

    file: str
    open: tuple[str, ...]
    path: tuple[str, ...] = ()

    def within(self, name: str) -> "Place":
        """The place under ``name``."""
        return msgspec.structs.replace(self, path=(*self.path, name))

    @property
    def may_be_new(self) -> bool:
        """Whether a name that the built-in table lacks may stand here."""
        dotted = ".".join(self.path)
        return any(fnmatchcase(dotted, pattern) and self.path for pattern in self.open)

    def fault(self, what: str, cure: str) -> LexiconError:
        """The error of this place."""
        return LexiconError(f"{self.file}: {'.'.join(self.path) or 'top level'}", what, cure)


def _read(path: Path) -> Values:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise LexiconError(str(path), str(fault), "Write it as TOML: https://toml.io") from fault
    except UnicodeDecodeError as fault:
        raise LexiconError(str(path), f"not UTF-8: {fault.reason}", "Save it as UTF-8") from fault


def _entries(path: Path, key: str) -> list[Values]:
    held = _read(path)
    place = Place(str(path), ())
    if set(held) != {key} or not isinstance(held[key], list):
        raise place.fault(f"holds {', '.join(held) or 'nothing'}", f"Begin each entry with [[{key}]]")
    entries: list[Values] = held[key]
    return entries


def _joined(base: Values, mine: Values, place: Place) -> Values:
    """``base`` with what ``mine`` adds to it or puts in its place."""
    found = dict(base)
    for name, value in mine.items():
        here = place.within(name)
        if name in base:
            found[name] = _value(base[name], value, here)
        elif place.may_be_new:
            found[name] = _added([], value, here) if isinstance(value, list) else value
        else:
            raise here.fault("no such name in the built-in table", f"Known here are: {', '.join(base)}")
    return found


def _value(base: Any, mine: Any, place: Place) -> Any:
    if isinstance(base, dict) and isinstance(mine, dict):
        return _joined(base, mine, place)
    if isinstance(base, list) and isinstance(mine, list):
        tables = any(isinstance(item, dict) for item in (*base, *mine))
        return _merged(base, mine, place) if tables else _added(base, mine, place)
    if _kind(base) != _kind(mine):
        raise place.fault(f"is {_kind(mine)}, and {_kind(base)} is wanted", "Write it like the built-in table does")
    return mine


def _kind(value: Any) -> str:
    names = {dict: "a table", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "a date")


def _added(base: list[Any], mine: list[Any], place: Place) -> list[Any]:
    """A list with more in it; ``=`` in front replaces it, ``-word`` takes a word out."""
    if mine[:1] == ["="]:
        return mine[1:]
    found = list(base)
    for item in mine:
        if isinstance(item, str) and item.startswith("-") and len(item) > 1:
            if item[1:] not in found:
                raise place.fault(f"{item!r} takes out what is not there", "Correct the word or remove the line")
            found.remove(item[1:])
        elif item not in found:
            found.append(item)
    return found


def _merged(base: list[Values], mine: list[Values], place: Place) -> list[Values]:
    """Entries by name: a known one is joined with its namesake, new ones go first."""
    known = {entry["name"]: entry for entry in base}
    changed, new = {}, []
    for name, entry in _named(mine, place):
        if name in known:
            changed[name] = _joined(known[name], entry, place.within(name))
        else:
            new.append(_joined({}, entry, place.within(name)))
    return [*new, *(changed.get(entry["name"], entry) for entry in base)]


def _named(mine: list[Any], place: Place) -> Iterator[tuple[str, Values]]:
    seen: set[str] = set()
    for number, entry in enumerate(mine, 1):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            raise place.within(f"number {number}").fault("it has no name", 'Give it one: name = "…"')
        if name in seen:
            raise place.within(name).fault("two entries of this name", "Rename one of them")
        seen.add(name)
        yield name, entry
