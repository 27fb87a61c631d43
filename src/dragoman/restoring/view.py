"""A page taken apart, in colour for a terminal: each fragment in its own, with the evidence that it rests on."""

from collections.abc import Iterator

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dragoman.model import Anchor, Document, Fragment, Headline, Page

_COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "bright_red", "bright_cyan", "bright_yellow")


def show(document: Document, page: Page, console: Console) -> None:
    """Prints the page in its own order, then what is known of each fragment and why."""
    console.print(view(document, page))


def view(document: Document, page: Page) -> Group:
    """The page as something to print: its lines in their order, then a panel for each fragment."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for _, mark, words in sorted(_lines(document, page), key=lambda row: row[0]):
        grid.add_row(mark, words)
    return Group(grid, *(_panel(fragment) for fragment in page.fragments))


def colour(index: int) -> str:
    """The colour of a fragment."""
    return _COLOURS[index % len(_COLOURS)]


def _lines(document: Document, page: Page) -> Iterator[tuple[int, Text, Text]]:
    """Where each line of the page stands, its mark and its words."""
    for fragment in page.fragments:
        style = colour(fragment.index)
        for piece in fragment.map.pieces:
            words = document.text[piece.origin : piece.origin + piece.taken]
            yield piece.origin, Text(f"{fragment.index} │", f"bold {style}"), Text(words, style)
    for aside in page.asides:
        words = f"{aside.span.cut(document.text)}  [{aside.kind}: {aside.reason}]"
        yield aside.span.start, Text("· │", "bright_black"), Text(words, "bright_black")
    for headline in page.headlines:
        style = "bold" if headline.fragment is None else f"bold {colour(headline.fragment)}"
        mark = "#" if headline.fragment is None else f"#{headline.fragment}"
        yield headline.span.start, Text(f"{mark} │", style), _headline(headline, style)


def _headline(headline: Headline, style: str) -> Text:
    if not headline.spun:
        return Text(headline.text, style)
    changes = ", ".join(f"{found} → {original}" for found, original in headline.changes)
    proposal = f"\nreworded; should read: {headline.proposed}  ({changes or headline.reason})"
    return Text.assemble((headline.text, f"{style} strike"), (proposal, style))


def _panel(fragment: Fragment) -> Panel:
    style = colour(fragment.index)
    body = Text()
    if fragment.title:
        body.append(fragment.title + "\n", f"bold {style}")
    body.append(f"{dated(fragment.anchor)}\n", "bold")
    body.append(fragment.anchor.reason + "\n")
    if fragment.agency:
        body.append(f"agency: {fragment.agency}\n")
    body.append("\n".join(fragment.reasons), "bright_black")
    title = f"fragment {fragment.index}, confidence {fragment.confidence:.2f}"
    return Panel(body, title=title, title_align="left", border_style=style)


def dated(anchor: Anchor) -> str:
    """An anchor in words: its day, or as much as is known."""
    if anchor.day:
        return anchor.day.isoformat()
    bounds = [f"{word} {day}" for word, day in (("from", anchor.earliest), ("to", anchor.latest)) if day]
    return " ".join(part for part in (anchor.month_day or "day unknown", *bounds) if part)
