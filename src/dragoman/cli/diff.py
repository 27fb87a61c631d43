"""``diff``: what an edit of a rule or a table did to the events of a fixed corpus."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.text import Text

from dragoman.cli.options import Jobs, Published, chosen
from dragoman.cli.output import notes, tracked, unbroken
from dragoman.cli.showing import console
from dragoman.cli.summary import counted, finish
from dragoman.model import Rejected
from dragoman.pipeline import Options, code_files, inputs

if TYPE_CHECKING:
    from dragoman.coding.compare import Change, Comparison
    from dragoman.model import Event

_BUILT_IN = "built-in"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("diff")(diff)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file of events, a folder of tables, or **built-in**.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, after the change.")],
    corpus: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Files or folders to code instead of the bundled sample; may be repeated."),
    ] = None,
    published: Published = None,
    jobs: Jobs = 1,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 where anything differs.")] = False,
) -> None:
    """Show what a change of rules or tables does: events gained, lost and changed, field by field.

    A folder of tables, or **built-in** for the tables that come with dragoman, is used to code the corpus; a file
    (from **dragoman code**) is taken as it is. A confidence that moves by less than 0.05 is no change.

    **Examples**

        dragoman diff built-in my-tables/

        dragoman diff my-tables/ my-tables-edited/ --corpus archive/

        dragoman code archive/ -o before.jsonl    and after an edit of the built-in rules

        dragoman diff before.jsonl built-in --corpus archive/
    """
    from dragoman.coding.compare import compare

    with _corpus(corpus) as paths:
        coded = _Corpus(paths, published, jobs)
        found = compare(coded.events(old), coded.events(new))
    with unbroken():
        typer.echo(msgspec.json.encode(found).decode()) if as_json else _print(found, sys.stdout)
    _finish(found, coded)
    if exit_code and found:
        raise typer.Exit(1)


@contextmanager
def _corpus(given: list[str] | None) -> Iterator[list[str]]:
    """The paths to code: those given, or the bundled sample."""
    if given:
        yield given
        return
    with as_file(files("dragoman.sample") / "files") as folder:
        yield [str(folder)]


class _Corpus:
    """What is coded, with what was set aside on the way."""

    def __init__(self, paths: list[str], published: datetime | None, jobs: int) -> None:
        self.inputs, self.published, self.jobs = inputs(paths), published, jobs
        self.rejected: dict[str, Rejected] = {}
        self.documents = 0
        self.used = False

    def events(self, source: str) -> "list[Event]":
        """The events that ``source`` stands for: read from a file, or coded with a folder of tables."""
        from dragoman.coding.compare import read_events

        path = Path(source)
        if source != _BUILT_IN and not path.exists():
            raise typer.BadParameter(f"{source}: no such file or folder; the tables of dragoman are {_BUILT_IN}")
        if source != _BUILT_IN and not path.is_dir():
            return read_events(path)
        return list(self._coded(chosen(self.published, None if source == _BUILT_IN else path)))

    def _coded(self, options: Options) -> "Iterator[Event]":
        options.tables()  # a faulty table is told before any work
        self.used, self.documents = True, 0
        self.rejected |= {one.path: one for one in self.inputs.rejected}
        results = code_files(self.inputs.paths, options, self.jobs)
        for result in tracked(results, len(self.inputs.paths), "Coding"):
            self.rejected |= {one.path: one for one in result.rejected}
            self.documents += len(result.coded)
            yield from (event for coded in result.coded for event in coded.events)


def _finish(found: "Comparison", coded: _Corpus) -> None:
    counts = f"{len(found.gained)} gained, {len(found.lost)} lost, {len(found.changed)} changed, {found.same} the same"
    if coded.used:
        finish(f"{counted(coded.documents, 'document')}: {counts}", tuple(coded.rejected.values()), coded.documents)
    else:
        notes().print(counts, markup=False)


def _print(found: "Comparison", stream: IO[str]) -> None:
    """Each document's differences: + gained, - lost, ~ changed with the fields below."""
    out = console(stream)
    for doc, entries in _by_doc(found).items():
        out.print(Text(doc, "bold"))
        for entry in entries:
            out.print(entry)


def _by_doc(found: "Comparison") -> dict[str, list[Text]]:
    """Document to its differences in order of the text."""
    events: list[tuple[Event, Text]] = [
        *((event, _line("-", "red", event)) for event in found.lost),
        *((event, _line("+", "green", event)) for event in found.gained),
        *((change.new, _changed(change)) for change in found.changed),
    ]
    entries: dict[str, list[Text]] = {}
    for event, text in sorted(events, key=lambda pair: (pair[0].doc, pair[0].evidence_span)):
        entries.setdefault(event.doc, []).append(text)
    return entries


def _line(sign: str, look: str, event: "Event") -> Text:
    from dragoman.coding.compare import values as compared

    values = compared(event)
    what = " ".join(filter(None, (event.type, values["mode"], f"({event.aux})" if event.aux else "")))
    sides = values["actor"] + (f" → {values['recipient']}" if event.recipient else "")
    rest = "  ".join(filter(None, (values["date"], f"“{event.evidence}”", event.rule)))
    return Text.assemble((f"{sign} {what}", look), f"  {sides}  ", (rest, "dim"))


def _changed(change: "Change") -> Text:
    lines = (f"\n      {field}: {old or '–'} → {new or '–'}" for field, (old, new) in change.fields.items())
    return Text.assemble(_line("~", "yellow", change.new), *lines)
