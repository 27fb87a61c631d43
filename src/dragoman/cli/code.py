"""``code``: files in, JSON lines out, no store."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from dragoman.cli.options import Jobs, LexiconFolder, MinConfidence, Paths, Published, chosen
from dragoman.cli.output import tracked, writing
from dragoman.cli.summary import counted, finish, warned
from dragoman.exporting.lines import line
from dragoman.model import Document, Rejected
from dragoman.pipeline import code_files, inputs

Out = Annotated[
    str, typer.Option("--out", "-o", metavar="FILE", help="Where to write, a JSON line each; - is standard output.")
]


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command("code")(code)


def code(
    paths: Paths,
    out: Out = "-",
    published: Published = None,
    lexicon: LexiconFolder = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
) -> None:
    """Code events from files, without a store.

    Writes one event a line in the codebook's fields. An input that can't be read is set aside with its reason.

    **Examples**

        dragoman code archive/ --out events.jsonl

        dragoman code page.txt --published 2014-12-05 | head -1

        curl -s https://example.org/report.html | dragoman code -
    """
    options = chosen(published, lexicon)
    files = inputs(paths)
    documents = events = 0
    warnings: list[str] = []
    rejected: list[Rejected] = list(files.rejected)
    with writing(out) as stream:
        for result in tracked(code_files(files.paths, options, jobs), len(files.paths), "Coding"):
            rejected += result.rejected
            documents += len(result.coded)
            warnings += warned(coded.document for coded in result.coded)
            kept = [event for coded in result.coded for event in coded.events if event.confidence >= min_confidence]
            events += len(kept)
            stream.writelines(line(event) + "\n" for event in kept)
    finish(f"{counted(documents, 'document')}, {counted(events, 'event')}", rejected, documents, warnings)


def kept(found: Iterable[Document | Rejected], rejected: list[Rejected]) -> Iterator[Document]:
    """The documents of ``found``; what was set aside goes to ``rejected``."""
    for one in found:
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            yield one
