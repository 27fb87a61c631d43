"""Runs every example of the documentation, and compares its output with what the page says.

    python tools/run_docs.py [--write] [PAGE...]

In a page's fenced blocks ``console`` holds commands (after ``$``) and their output, ``pycon`` Python (after ``>>>``)
and its output; what goes to standard error is left out. A block with ``title="FILE"`` is a file that later examples
read. The examples of a page run in order in one empty folder. ``--write`` puts the real output into the page; without
it a page that says something else is an error. Ids, chances, sums and the lines of tables may differ: they move with
every row that is added, and the page is no less right.
"""

import argparse
import code
import contextlib
import difflib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md", "README.zh.md", "docs/tutorial.md", "docs/howto.md", "docs/python.md", "docs/rules.md",
    "docs/linking.md", "docs/analysis.md",
)  # fmt: skip
"""The pages whose examples are run; the reference pages for commands, tables and the store have tests of their own."""

_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: +title=\"(?P<file>[^\"]+)\")?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_MOVING = re.compile(r"\b[0-9a-f]{12}\b|(?<=confidence )\d\.\d+|(?<=tsv:)\d+|\d+(?= events?\b)|(?<=chance )\d\.\d+")
_COLOURS = ("FORCE_COLOR", "NO_COLOR", "PY_COLORS", "DRAGOMAN_STORE")


def environment() -> dict[str, str]:
    """The environment of a reader: the commands of this interpreter first, a terminal of 100 columns, no colours."""
    kept = {name: value for name, value in os.environ.items() if name not in _COLOURS}
    own = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return kept | {"PATH": own, "COLUMNS": "100", "PYTHONUTF8": "1"}


def told(text: str) -> str:
    """Output without blanks at the ends of lines, ending in a newline if there is any."""
    lines = [line.rstrip() for line in text.splitlines()]
    return "".join(f"{line}\n" for line in lines).rstrip("\n") + "\n" if any(lines) else ""


def in_shell(body: str, folder: Path) -> str:
    """A console block with the real output under each command."""
    found = []
    for command in re.findall(r"^\$ (.*(?:(?<=\\)\n.*)*)", body, re.MULTILINE):
        shell = ["bash", "-o", "pipefail", "-c", command]
        done = subprocess.run(shell, cwd=folder, env=environment(), capture_output=True, check=False)
        if done.returncode not in (0, 1, 141):  # 1: a check found something; 141: `head` closed the pipe
            raise SystemExit(f"$ {command}\n{(done.stdout + done.stderr).decode()}exit code {done.returncode}")
        found.append(f"$ {command}\n{told(done.stdout.decode())}")
    return "".join(found)


def in_python(body: str, folder: Path, names: dict[str, object]) -> str:
    """A Python block with the real output under each statement; ``names`` are kept from block to block."""
    found = []
    with contextlib.chdir(folder):
        for example in doctest.DocTestParser().get_examples(body):
            output = io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                code.InteractiveInterpreter(names).runsource(example.source, symbol="single")
            if "Traceback (most recent call last)" in output.getvalue():
                raise SystemExit(f"{example.source}{output.getvalue()}")
            lines = example.source.splitlines()
            shown = [f">>> {lines[0]}", *(f"... {line}".rstrip() for line in lines[1:])]
            found.append("\n".join(shown) + "\n" + told(output.getvalue()))
    return "".join(found)


def as_run(page: str) -> str:
    """The page with the real output of each of its examples."""
    names: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        runs: dict[str, Callable[[str], str]] = {
            "console": partial(in_shell, folder=folder),
            "pycon": partial(in_python, folder=folder, names=names),
        }

        def block(match: re.Match[str]) -> str:
            kind, file, body = match["kind"], match["file"], match["body"]
            if file:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text(body, encoding="utf-8")
            if kind not in runs:
                return match[0]
            return f"```{kind}\n{runs[kind](body)}```"

        return _BLOCK.sub(block, page)


def difference(name: str) -> str:
    """How the page ``name`` differs from what its examples really say; empty where it does not."""
    page = (ROOT / name).read_text(encoding="utf-8")
    said, real = (_MOVING.sub("#", text).splitlines() for text in (page, as_run(page)))
    lines = difflib.unified_diff(said, real, name, "as run", lineterm="", n=1)
    return "\n".join(lines)


def main() -> None:
    """Check or write the pages; exit code 1 where one is not as run."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("pages", nargs="*", default=PAGES)
    cli.add_argument("--write", action="store_true", help="put the real output into the pages")
    args = cli.parse_args()
    wrong = 0
    for name in args.pages:
        if args.write:
            page = (ROOT / name).read_text(encoding="utf-8")
            (ROOT / name).write_text(as_run(page), encoding="utf-8")
        elif found := difference(name):
            print(found)
            wrong += 1
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
