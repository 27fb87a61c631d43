"""``build`` and ``rejected``: files into a store, and what was set aside on the way."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.building import Build, build_store
from dragoman.cli.options import DEFAULT_STORE, Jobs, LexiconFolder, Paths, Published, StoreFile, chosen
from dragoman.cli.output import tracked, unbroken
from dragoman.cli.summary import counted, finish

Target = Annotated[
    Path, typer.Option("--store", "-s", metavar="FILE", envvar="DRAGOMAN_STORE", help="The store to make or to add to.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("build")(build)
    app.command("rejected")(rejected)


def build(
    paths: Paths,
    store: Target = DEFAULT_STORE,
    published: Published = None,
    lexicon: LexiconFolder = None,
    jobs: Jobs = 1,
) -> None:
    """Read, code and store files, so that the store answers questions.

    Can be stopped at any moment and run again: it goes on where it was. A file that did not change is not read
    twice; a file that changed takes the place of what the store held of it. Input that can't be read is set aside.

    **Examples**

        dragoman build archive/ --store news.duckdb

        dragoman build archive/ more/page.html --store news.duckdb --jobs 2
    """
    done = build_store(
        paths, store, chosen(published, lexicon), jobs, lambda items, total: tracked(items, total, "Building")
    )
    finish(told(done, store), done.rejected, done.readable, done.warnings)


def told(done: Build, store: Path) -> str:
    """What a build did, in one line."""
    parts = [
        f"{counted(done.coded, 'file')} coded ({counted(done.documents, 'document')}, {counted(done.events, 'event')})"
    ]
    parts += [f"{done.unchanged} unchanged"] if done.unchanged else []
    parts += [f"{counted(done.duplicates, 'exact copy').replace('copys', 'copies')} skipped"] if done.duplicates else []
    return f"{', '.join(parts)} → {store}"


def rejected(store: StoreFile = DEFAULT_STORE) -> None:
    """List the inputs that were set aside, each with its reason and what to do.

    **Example**

        dragoman rejected
    """
    from dragoman.storing import Store

    with Store.open(store) as opened:
        found = opened.rejections()
    with unbroken():
        for one in found:
            print(f"{one.path}\t{one.reason}\t{one.cure}")
    if not found:
        typer.echo("Nothing was set aside.", err=True)
