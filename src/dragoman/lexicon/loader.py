"""Reads, checks and joins the lexicon's tables: the built-in ones and a user's own folder of the same names."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.schema import TABLES, Row
from dragoman.lexicon.trees import BUILT_IN as BUILT_IN
from dragoman.lexicon.trees import check_folder


class Lexicon(msgspec.Struct, frozen=True):
    """Every table by name, each a tuple of checked rows; ``folders`` says where they came from."""

    tables: dict[str, tuple[Row, ...]]
    folders: tuple[Path, ...]

    def rows(self, table: str) -> tuple[Any, ...]:
        """The rows of ``table``; an unknown name is a KeyError."""
        return self.tables[table]

    @property
    def extra(self) -> Path | None:
        """The user's own folder, if there is one."""
        return self.folders[1] if len(self.folders) > 1 else None


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The built-in tables, with those of the folder ``extra`` added; a row of ``extra`` with the first field (and,
    for terms, the whole key) of a built-in row takes its place. Its TOML tables are read where they are needed (see
    trees.py), and checked here. Raises LexiconError naming file, line and cure."""
    return _loaded(extra)


@lru_cache(maxsize=4)
def _loaded(extra: Path | None) -> Lexicon:
    if extra is None:
        return Lexicon({name: tuple(_table(BUILT_IN, name, row)) for name, row in TABLES.items()}, (BUILT_IN,))
    tables = _loaded(None).tables
    if not extra.is_dir():
        raise LexiconError(
            str(extra), "no such folder", "Give the folder that holds your tables (states.tsv, persons.tsv …)"
        )
    check_folder(extra)
    added = {name: tuple(_marked(row, extra) for row in _table(extra, name, kind)) for name, kind in TABLES.items()}
    joined = {name: _overridden(tables[name], added[name]) for name in TABLES}
    return Lexicon(joined, (BUILT_IN, extra))


def _marked(row: Row, folder: Path) -> Row:
    """A user's row, whose origin tells the folder too."""
    return msgspec.structs.replace(row, origin=f"{folder.name}/{row.origin}")


def _overridden(base: tuple[Row, ...], mine: tuple[Row, ...]) -> tuple[Row, ...]:
    """The user's rows, then the built-in ones that they don't replace: a shared spelling goes to the first row."""
    taken = {_key(row) for row in mine}
    return mine + tuple(row for row in base if _key(row) not in taken)


_KEYS = {
    "Term": ("person", "office", "start"),
    "Conflict": ("side", "foe"),
    "IssueWord": ("word", "tag"),
    "Organisation": ("name",),
    "Group": ("name",),
    "Agency": ("name",),
}


def _key(row: Row) -> tuple[str, ...]:
    """What makes two rows the same entry: the first field, a body's name, or a term's person, office and start."""
    fields = _KEYS.get(type(row).__name__, (_first_field(type(row)),))
    return tuple(str(getattr(row, field)) for field in fields)


def _first_field(row: type[Row]) -> str:
    own = [field for field in row.__annotations__ if field not in Row.__annotations__]
    return own[0]


def _table(folder: Path, name: str, row: type[Row]) -> Iterator[Row]:
    for path in _files(folder, name):
        yield from _read(path, row)


def _files(folder: Path, name: str) -> list[Path]:
    single = folder / f"{name}.tsv"
    parts = sorted((folder / name).glob("*.tsv"))
    return ([single] if single.exists() else []) + parts


def _read(path: Path, row: type[Row]) -> Iterator[Row]:
    hints = _fields(row)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(reader, [])
        _check_header(path, header, hints)
        for number, cells in enumerate(reader, 2):
            if cells and any(cells):
                yield _row(row, hints, header, cells, f"{path.name}:{number}", path)


@lru_cache(maxsize=32)
def _fields(row: type[Row]) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(row).items() if not name.startswith("__")}


def _check_header(path: Path, header: list[str], hints: dict[str, Any]) -> None:
    unknown = sorted(set(header) - set(hints))
    if unknown or not header:
        raise LexiconError(
            f"{path}:1", f"unknown column {', '.join(unknown) or '(no header)'}", f"Known are: {', '.join(hints)}"
        )


def _row(row: type[Row], hints: dict[str, Any], header: list[str], cells: list[str], origin: str, path: Path) -> Row:
    if len(cells) > len(header):
        raise LexiconError(
            f"{path.parent}/{origin}", f"{len(cells)} cells under {len(header)} columns", "Remove the extra tab"
        )
    values: dict[str, Any] = {"origin": origin}
    for name, cell in zip(header, cells, strict=False):
        if cell != cell.strip():
            raise LexiconError(f"{path.parent}/{origin}", f"stray blank in {name}: {cell!r}", "Remove it")
        if cell:
            values[name] = _value(hints[name], cell)
    try:
        return msgspec.convert(values, row, strict=False)
    except msgspec.ValidationError as fault:
        raise LexiconError(
            f"{path.parent}/{origin}", str(fault), "See the table's columns in docs/lexicon.md"
        ) from fault


def _value(hint: Any, cell: str) -> Any:
    return (
        tuple(part for part in cell.split("|") if part)
        if tuple in (hint, getattr(hint, "__origin__", None)) or _is_tuple(hint)
        else cell
    )


def _is_tuple(hint: Any) -> bool:
    return any(getattr(arg, "__origin__", None) is tuple for arg in get_args(hint))
