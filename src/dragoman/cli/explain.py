"""``explain``: a file's text with the words of each event marked, and why each field is what it is."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.cli.code import kept
from dragoman.cli.options import LexiconFolder, MinConfidence, Published, chosen
from dragoman.cli.output import unbroken
from dragoman.cli.showing import console, details, style
from dragoman.cli.summary import counted, finish
from dragoman.model import Event, Page, Rejected, Span
from dragoman.pipeline import code_document, read
from dragoman.storing.places import ranges, shown
from dragoman.storing.records import Coded

_BARS = ("cyan", "magenta", "green", "yellow", "blue", "red")


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("explain")(explain)


def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file, a folder, or - for standard input.")],
    published: Published = None,
    lexicon: LexiconFolder = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Show how each event of a file was found, without a store.

    Prints the text paragraph by paragraph with the evidence in colour and the trigger underlined. A bar on the left
    tells which article a paragraph belongs to. Under it stands each event: its fields, the rule that fired, how the
    date was resolved and why each actor has its code.

    **Examples**

        dragoman explain report.html

        FORCE_COLOR=1 dragoman explain report.html | less -R
    """
    options = chosen(published, lexicon)
    rejected: list[Rejected] = []
    documents = events = 0
    with unbroken():
        out = console()
        for document in kept(read([path], options), rejected):
            coded = code_document(document, options)
            sure = tuple(event for event in coded.events if event.confidence >= min_confidence)
            _print(out, Coded(document, coded.page, sure))
            documents, events = documents + 1, events + len(sure)
    finish(f"{counted(documents, 'document')}, {counted(events, 'event')}", rejected, documents)


def _print(out: Console, coded: Coded) -> None:
    _print_head(out, coded)
    numbered = list(enumerate(coded.events, 1))
    places = {number: shown(coded.document.map, event.evidence_span) for number, event in numbered}
    left = dict(numbered)
    for line in lines(coded.document.text):
        here = {number: left[number] for number, place in places.items() if number in left and _starts(place, line)}
        _print_line(out, coded, line, numbered)
        _print_events(out, here)
        for number in here:
            del left[number]
    _print_events(out, left)


def lines(text: str) -> Iterator[Span]:
    """The span of each line of ``text`` that is not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _starts(place: Span | None, line: Span) -> bool:
    return place is not None and line.start <= place.start <= line.end


def _print_head(out: Console, coded: Coded) -> None:
    document = coded.document
    out.print(
        Text.assemble((document.title or document.id, "bold"), ("  " + document.id if document.title else "", "dim"))
    )
    published = document.published.isoformat(" ", "minutes") if document.published else "no date"
    source = f" by {document.published_by}" if document.published_by else ""
    facts = [f"published {published}{source}", document.outlet, document.format, document.encoding]
    out.print(Text(" · ".join(fact for fact in facts if fact), "dim"))
    for warning in document.warnings:
        out.print(Text(f"! {warning}", "yellow"))
    for fragment in coded.page.fragments:
        anchor = fragment.anchor
        day = anchor.day.isoformat() if anchor.day else anchor.month_day or "unknown"
        bar = ("▌", _BARS[fragment.index % len(_BARS)])
        out.print(
            Text.assemble(bar, f" article {fragment.index}: dates count from {day}", (f"  {anchor.reason}", "dim"))
        )
    out.print()


def _print_line(out: Console, coded: Coded, line: Span, numbered: list[tuple[int, Event]]) -> None:
    text = Text(line.cut(coded.document.text).strip())
    shift = len(line.cut(coded.document.text)) - len(line.cut(coded.document.text).lstrip()) + line.start
    for _, event in numbered:
        _mark(text, shown(coded.document.map, event.evidence_span), shift, style(event))
        _mark(text, shown(coded.document.map, event.trigger_span), shift, "underline bold")
    bar, note = _margin(coded.page, line)
    if note:
        text = Text.assemble((text.plain, "dim"), (f"  ({note})", "dim italic"))
    rows = text.wrap(out, max(20, out.width - 2))
    out.print(*(Text.assemble(bar, " ", row) for row in rows), sep="\n", end="\n\n")


def _mark(text: Text, span: Span | None, shift: int, look: str) -> None:
    if span and span.end > shift and span.start < shift + len(text):
        text.stylize(look, max(0, span.start - shift), span.end - shift)


def _margin(page: Page, line: Span) -> tuple[tuple[str, str], str]:
    """The bar before a line and, where it belongs to no article, what it is."""
    for heading in page.headlines:
        if heading.span.meets(line):
            spun = f", spun: should have said {heading.proposed}" if heading.spun else ""
            return ("▌", _colour(heading.fragment)), f"headline{spun}"
    for fragment in page.fragments:
        if any(span.meets(line) for span in ranges(fragment.map)):
            return ("▌", _colour(fragment.index)), ""
    kinds = (f"{aside.kind}: {aside.reason}" for aside in page.asides if aside.span.meets(line))
    return ("│", "dim"), next(kinds, "belongs to no article")


def _colour(fragment: int | None) -> str:
    return "dim" if fragment is None else _BARS[fragment % len(_BARS)]


def _print_events(out: Console, events: dict[int, Event]) -> None:
    for number, event in events.items():
        out.print(Text.assemble("  ", (f" {number} ", f"reverse {style(event)}"), " ", _evidence(event)))
        out.print(Padding(details(event), (0, 0, 1, 6), expand=False))


def _evidence(event: Event) -> Text:
    """The evidence in quotes with its trigger underlined."""
    text = Text(f"“{event.evidence}”", style(event))
    at = event.evidence.find(event.trigger) if event.trigger else -1
    if at >= 0:
        text.stylize("underline bold", at + 1, at + 1 + len(event.trigger))
    return text
