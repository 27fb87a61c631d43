"""``restore``: pages taken apart, to look at or as JSON lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.code import kept
from dragoman.cli.options import LexiconFolder, Paths, Published, chosen
from dragoman.cli.output import tracked, unbroken, writing
from dragoman.cli.showing import console
from dragoman.cli.summary import counted, finish, warned
from dragoman.model import Document, Page, Rejected
from dragoman.pipeline import Options, inputs, read

if TYPE_CHECKING:
    from dragoman.restoring import Boilerplate

Out = Annotated[
    str | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write a JSON line for each page instead; - is standard output."),
]
Learn = Annotated[
    bool, typer.Option("--learn", help="Set aside what the files' outlets repeat from file to file (reads them twice).")
]
Copies = Annotated[bool, typer.Option("--copies", help="Report which of the files are copies of one text.")]

Taken = tuple[Document, Page]


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command("restore")(restore)


def restore(
    paths: Paths,
    out: Out = None,
    published: Published = None,
    learn: Learn = False,
    copies: Copies = False,
    lexicon: LexiconFolder = None,
) -> None:
    """Take pages apart into the articles they were made of.

    Shows each page in colour by article, then what dates each article and what put its paragraphs there. With --out
    writes one page a line instead: for each line of the page the article (fragment) that it belongs to, or null where
    it belongs to none, and the day that its dates count from.

    **Examples**

        dragoman restore spliced.txt

        dragoman restore pages/ --out pages.jsonl

        dragoman restore archive/ --learn --copies --out pages.jsonl
    """
    options = chosen(published, lexicon)
    files = inputs(paths)
    rejected: list[Rejected] = list(files.rejected)
    found = tracked(_taken(files.paths, options, learn, rejected), len(files.paths), "Restoring")
    documents = _show(found) if out is None else _write(found, out)
    if copies:
        _tell_copies(documents)
    finish(counted(len(documents), "page"), rejected, len(documents), warned(documents))


def _taken(paths: Sequence[str], options: Options, learn: bool, rejected: list[Rejected]) -> Iterator[Taken]:
    """Each document under ``paths`` with the page made of it; what can't be read goes to ``rejected``."""
    from dragoman.restoring import restore as take_apart

    learnt = _learnt(paths, options, learn)
    for document in kept(read(paths, options), rejected):
        yield document, take_apart(document, options.tables(), learnt)


def _learnt(paths: Sequence[str], options: Options, learn: bool) -> "Boilerplate":
    from dragoman.restoring import Boilerplate, learn_boilerplate

    return learn_boilerplate(kept(read(paths, options), [])) if learn else Boilerplate({})


def _show(found: Iterable[Taken]) -> list[Document]:
    """Prints each page in colour; returns the documents."""
    from dragoman.restoring.view import view

    screen, documents = console(), []
    with unbroken():
        for document, page in found:
            screen.rule(document.id)
            screen.print(view(document, page))
            documents.append(document)
    return documents


def _write(found: Iterable[Taken], out: str) -> list[Document]:
    """Writes a line for each page; returns the documents."""
    import msgspec

    from dragoman.restoring import answers

    documents = []
    with writing(out) as stream:
        for document, page in found:
            stream.write(msgspec.json.encode(answers(document, page)).decode() + "\n")
            documents.append(document)
    return documents


def _tell_copies(documents: Sequence[Document]) -> None:
    """Says on standard error which documents report one text, and how they differ."""
    from dragoman.cli.output import notes
    from dragoman.restoring import near_duplicates

    screen = notes()
    for group in near_duplicates(documents):
        screen.print(f"{len(group.members)} copies of one text: {', '.join(group.members)}", markup=False)
        for copy in group.copies:
            told = f"  {copy.left} and {copy.right}: {copy.kind}, {copy.shared:.0%} shared, "
            screen.print(told + counted(len(copy.differs), "line") + " differ", markup=False)
