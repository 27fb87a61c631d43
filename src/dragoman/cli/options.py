"""Arguments and options that several commands share, with their help."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dragoman.pipeline import Options

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files or folders to read; **-** is standard input.", show_default=False),
]
Published = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day that input without any date was published."),
]
LexiconFolder = Annotated[
    Path | None,
    typer.Option(
        "--lexicon", metavar="FOLDER", help="Your own tables, which add to the built-in ones or override them."
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, metavar="0..1", help="Leave out events that are less sure than this."),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that share the work.")]
StoreFile = Annotated[
    Path,
    typer.Argument(metavar="[STORE]", envvar="DRAGOMAN_STORE", help="A store made by **dragoman build**."),
]
DEFAULT_STORE = Path("news.duckdb")


def chosen(published: datetime | None, lexicon: Path | None) -> Options:
    """The pipeline's options that the user asked for."""
    return Options(published.date() if published else None, str(lexicon) if lexicon else None)
