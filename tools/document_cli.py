"""Writes docs/cli.md, the page of all commands, from the commands' own help.

    python tools/document_cli.py [--check]

``--check`` changes nothing and fails where the page is not up to date. The page is made from the commands themselves,
not from what ``--help`` draws, so that it is the same under every version of the library that draws it.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

from dragoman.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
_HEAD = """# Commands

Every command tells the same with `--help`. What is asked for goes to standard output; progress, counts and what was set
aside go to standard error. Exit codes: 0 done; 1 a check found faults, or nobody is known by a name; 2 nothing could be
read, or a command was used wrongly; 70 a fault of dragoman (`DRAGOMAN_DEBUG=1` shows where); 130 interrupted.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_commands(app, "dragoman")])


def _commands(group: typer.Typer, path: str) -> Iterator[str]:
    for one in group.registered_commands:
        if one.callback:
            name = one.name or one.callback.__name__.replace("_", "-")
            yield _described(one.callback, f"{path} {name}")
    for inner in group.registered_groups:
        if inner.typer_instance:
            yield from _commands(inner.typer_instance, f"{path} {inner.name}")


def _described(command: Callable[..., Any], path: str) -> str:
    """One command: how it is called, what it does, its options."""
    signature, hints = inspect.signature(command), get_type_hints(command, include_extras=True)
    parameters = [(one, *get_args(hints[name])[:2]) for name, one in signature.parameters.items()]
    words = [_argument(one[0], one[2]) for one in parameters if isinstance(one[2], ArgumentInfo)]
    rows = [_option(*one) for one in parameters if isinstance(one[2], OptionInfo)]
    call = " ".join([path, *words, *(["[OPTIONS]"] if rows else [])])
    table = ["| option | value | meaning |", "| --- | --- | --- |", *rows] if rows else []
    prose = _prose(inspect.getdoc(command) or "")
    return "\n".join([f"## {path}", "", f"```text\n{call}\n```", "", prose, "", *table, ""])


def _prose(text: str) -> str:
    """The help's paragraphs, each run of its examples as one block."""
    blocks = re.split(r"\n\s*\n", text)
    fenced = [f"```text\n{inspect.cleandoc(one)}\n```" if one.startswith("    ") else one for one in blocks]
    return "\n\n".join(fenced).replace("\n```\n\n```text\n", "\n")


def _argument(one: inspect.Parameter, info: ArgumentInfo) -> str:
    name = (info.metavar or one.name.upper()).strip("[]")
    return name if one.default is inspect.Parameter.empty else f"[{name}]"


def _option(one: inspect.Parameter, hint: Any, info: OptionInfo) -> str:
    """A row of the table of options."""
    # Typer keeps the first name of an option in the place of its default.
    given = [name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str)]
    names = ", ".join(f"`{name}`" for name in given or [f"--{one.name.replace('_', '-')}"])
    choices = [kind for kind in (hint, *get_args(hint)) if inspect.isclass(kind) and issubclass(kind, Enum)]
    value = info.metavar or ", ".join(str(member.value) for kind in choices for member in kind)
    shown = one.default not in ("", None, (), [], False, 0.0, inspect.Parameter.empty)
    default = f" Default: `{getattr(one.default, 'value', one.default)}`." if shown else ""
    return f"| {names} | {f'`{value}`' if value else ''} | {info.help or ''}{default} |"


def main() -> None:
    """Write the page, or check it."""
    current = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    made = page()
    if "--check" in sys.argv:
        sys.exit("docs/cli.md is not up to date: run python tools/document_cli.py" if current != made else 0)
    PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
