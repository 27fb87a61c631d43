"""``report``: a store as one page to look at."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_STORE, MinConfidence, StoreFile
from dragoman.cli.output import notes, replacing


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("report")(report)


def report(
    store: StoreFile = DEFAULT_STORE,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page to write.")] = Path("report.html"),
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its title; the store's name if left out.")] = "",
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write one self-contained HTML page: chronology, who with whom, and each document with its events marked.

    The page needs no network and sends nothing; it can be mailed as a file.

    **Example**

        dragoman report news.duckdb -o report.html
    """
    from dragoman.serving.report import render
    from dragoman.storing import Filters, Store

    with Store.open(store) as opened:
        page = render(opened, Filters(min_confidence=min_confidence) if min_confidence else None, title)
    with replacing(out) as partial:
        partial.write_text(page, encoding="utf-8")
    notes().print(f"{out}: {len(page.encode()) / 1e6:.1f} MB; open it in a browser", markup=False)
