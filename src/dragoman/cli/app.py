"""The commands put together, in the order in which a newcomer needs them."""

from typing import Annotated

import typer

from dragoman.cli import (
    analysis,
    ask,
    build,
    code,
    demo,
    diff,
    explain,
    ledger,
    lexicon,
    linking,
    report,
    restoring,
    who,
)

_HELP = """Turn Chinese-language news into political event data: who did what to whom, when, where, about what,
according to whom, each with the words it came from.

**Start here**

    dragoman demo                    see it work on a bundled sample

    dragoman code FILES -o e.jsonl   events, one JSON line each

    dragoman explain FILE            a file's events, with the reasons

    dragoman build FOLDER            a store that answers questions

    dragoman events --actor JPN      ask it

    dragoman report -o page.html     a page to look at
"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from dragoman import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options that come before the command."""


for group in (demo, code, restoring, explain, build, ask, linking, ledger, analysis, report, who, lexicon, diff):
    group.register(app)
