#!/usr/bin/env python3
"""Writes the part of docs/lexicon.md that describes the tables, from their record types: document_lexicon.py [--check]

Stands between the two marks of that page; ``--check`` changes nothing and fails where the page is not up to date.
"""

import inspect
import sys
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from dragoman.lexicon import load_lexicon
from dragoman.lexicon.schema import TABLES, Row

PAGE = Path(__file__).parent.parent / "docs" / "lexicon.md"
START, END = "<!-- tables: written by tools/document_lexicon.py -->", "<!-- end of the tables -->"


def page(current: str) -> str:
    """The page with the part between the marks as it should be."""
    before, _, rest = current.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{described()}\n{END}{after}"


def described() -> str:
    """Every table: what a row is, its columns, and the first row as an example."""
    return "\n".join(_table(name, kind) for name, kind in TABLES.items())


def _table(name: str, kind: type[Row]) -> str:
    own = [field for field in kind.__struct_fields__ if field not in Row.__struct_fields__]
    hints, defaults = get_type_hints(kind), dict(_defaults(kind))
    lines = [
        f"### {name}",
        "",
        _prose(inspect.getdoc(kind) or ""),
        "",
        "| column | holds | if left out |",
        "| --- | --- | --- |",
    ]
    lines += [f"| `{field}` | {_holds(hints[field])} | {_absent(defaults, field)} |" for field in own]
    lines += ["| `note` | words for the reader | empty |", "", "Example:", "", _example(name, own), ""]
    return "\n".join(lines)


def _prose(doc: str) -> str:
    return doc.replace("``", "`")


def _defaults(kind: type[Row]) -> list[tuple[str, Any]]:
    fields = kind.__struct_fields__
    return list(zip(fields[len(fields) - len(kind.__struct_defaults__) :], kind.__struct_defaults__, strict=True))


def _holds(hint: Any) -> str:
    if get_origin(hint) is tuple:
        return "several, separated by a bar"
    plain = [part for part in (get_args(hint) or (hint,)) if part is not type(None)]
    return {str: "text", int: "a whole number", float: "a number"}[plain[0]]


def _absent(defaults: dict[str, Any], field: str) -> str:
    value = defaults.get(field, inspect)
    if not isinstance(value, str | int | float | tuple) and value is not None:
        return "must be given"
    return f"`{value}`" if value not in ("", (), None) else "empty"


def _example(name: str, fields: list[str]) -> str:
    row = next(iter(load_lexicon().rows(name)), None)
    shown = [(field, getattr(row, field)) for field in fields] if row else []
    cells = [f"`{field}` {_cell(value)}" for field, value in shown if value not in ("", (), None)]
    return "; ".join(cells) or "(the built-in table has no rows)"


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(value[:3]) + (" …" if len(value) > 3 else "")
    return f"`{value}`" if "|" in str(value) or "(" in str(value) else str(value)


def main() -> None:
    """Write the page, or check it."""
    current = PAGE.read_text(encoding="utf-8")
    wanted = page(current)
    if "--check" in sys.argv:
        sys.exit(0 if wanted == current else f"{PAGE} is out of date; run tools/document_lexicon.py")
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
