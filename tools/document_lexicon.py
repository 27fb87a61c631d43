#!/usr/bin/env python3
"""Writes the part of docs/lexicon.md that describes the tables, from their record types: document_lexicon.py [--check]

Stands between the two marks of that page; ``--check`` changes nothing and fails where the page is not up to date.
"""

import inspect
import sys
from html import escape
from itertools import takewhile
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from dragoman.lexicon import load_lexicon
from dragoman.lexicon.schema import TABLES, Row
from dragoman.lexicon.trees import BUILT_IN, FOLDERS, TREES, load_tree

PAGE = Path(__file__).parent.parent / "docs" / "lexicon.md"
START, END = "<!-- tables: written by tools/document_lexicon.py -->", "<!-- end of the tables -->"


def page(current: str) -> str:
    """The page with the part between the marks as it should be."""
    before, _, rest = current.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{described()}\n{END}{after}"


def described() -> str:
    """Every table: what a row is, its columns, and the first row as an example; then those written in TOML."""
    rows = (_table(name, kind) for name, kind in TABLES.items())
    return "\n".join([*rows, *(_tree(name) for name in TREES), *(_folder(name) for name in FOLDERS)])


def _tree(name: str) -> str:
    """A table in TOML: what its head says of it, and what each of its names holds."""
    lines = (BUILT_IN / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    said = " ".join(line.lstrip("# ") for line in takewhile(lambda line: line.startswith("#"), lines))
    held = [f"| `{path}` | {_value(value)} |" for path, value in _leaves(load_tree(name))]
    return "\n".join([f"### {name}.toml", "", _prose(said), "", "| name | holds |", "| --- | --- |", *held, ""])


def _folder(name: str) -> str:
    files = sorted(path.name for path in (BUILT_IN / name).glob("*.toml"))
    said = f"Every file of the folder is read: {', '.join(f'`{file}`' for file in files)}. "
    return f"### {name}/\n\n{said}Each holds entries that begin with `[[{FOLDERS[name]}]]`; see [rules](rules.md).\n"


def _leaves(values: dict[str, Any], path: str = "") -> list[tuple[str, Any]]:
    """Each name with what it holds, those of tables within tables with dots."""
    found: list[tuple[str, Any]] = []
    for name, value in values.items():
        plain = not isinstance(value, dict) or all(isinstance(one, str | int | float) for one in value.values())
        found += [(f"{path}{name}", value)] if plain else _leaves(value, f"{path}{name}.")
    return found


_SHOWN = 4


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"a table: {_some([f'{key} {one}' for key, one in value.items()])}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"entries: {_some([one['name'] for one in value])}"
    if isinstance(value, list):
        return f"a list: {_some(value)}"
    short = str(value).strip().splitlines()[0][:40] if isinstance(value, str) else value
    # A code span of Markdown still shows ``<!`` to the page builder, which takes it for a declaration.
    code = f"<code>{escape(short)}</code>" if isinstance(short, str) and "<" in short else f"`{short}`"
    return code.replace("|", "\\|")


def _some(items: list[Any]) -> str:
    shown = ", ".join(str(item) for item in items[:_SHOWN]).replace("|", "\\|")
    return shown + " …" * (len(items) > _SHOWN)


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
