"""Where each line of a page belongs, and the page made of it."""

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.model import Anchor, Aside, Document, Fragment, Headline, Page, Piece, Span, TextMap
from dragoman.restoring.lines import Line


class Place(msgspec.Struct, frozen=True):
    """What a line is: ``role`` body (of ``fragment``), heading or aside (of ``kind``), and why."""

    role: str
    fragment: int | None = None
    kind: str = ""
    reason: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a fragment beside its lines."""

    anchor: Anchor
    title: str = ""
    agency: str = ""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


def make_page(
    document: Document,
    lines: Sequence[Line],
    places: Sequence[Place],
    parts: Sequence[Part],
    headlines: Iterable[Headline] = (),
) -> Page:
    """The page in which ``lines[i]`` stands at ``places[i]`` and fragment ``n`` is described by ``parts[n]``."""
    fragments = tuple(_fragment(document, lines, places, index, part) for index, part in enumerate(parts))
    asides = tuple(
        Aside(line.span, place.kind, place.reason)
        for line, place in zip(lines, places, strict=True)
        if place.role == "aside"
    )
    return Page(document.id, fragments, asides, tuple(headlines))


def _fragment(document: Document, lines: Sequence[Line], places: Sequence[Place], index: int, part: Part) -> Fragment:
    mine = [line for line, place in zip(lines, places, strict=True) if place.role == "body" and place.fragment == index]
    text, pieces = _joined(mine)
    return Fragment(
        doc=document.id,
        index=index,
        text=text,
        map=TextMap(pieces),
        anchor=part.anchor,
        title=part.title,
        agency=part.agency,
        confidence=part.confidence,
        reasons=part.reasons,
    )


def _joined(lines: Iterable[Line]) -> tuple[str, tuple[Piece, ...]]:
    """The lines' words joined by newlines, and where each came from."""
    pieces: list[Piece] = []
    start = 0
    texts: list[str] = []
    for line in lines:
        length = len(line.text)
        pieces.append(Piece(start, length, line.span.start, length))
        texts.append(line.text)
        start += length + 1
    return "\n".join(texts), tuple(pieces)


def covered(page: Page) -> list[Span]:
    """Every span of the document's text that the page places somewhere, in order."""
    pieces = [Span(piece.origin, piece.origin + piece.taken) for part in page.fragments for piece in part.map.pieces]
    return sorted([*pieces, *(aside.span for aside in page.asides), *(headline.span for headline in page.headlines)])


def rejoined(document: Document, page: Page) -> str:
    """The document's text put together again from the page's parts and the blanks between them.

    Raises ValueError where a part is missing or two overlap, so that nothing can be lost unseen.
    """
    text, at = [], 0
    for span in covered(page):
        gap = document.text[at : span.start]
        if span.start < at or gap.strip():
            raise ValueError(f"{document.id}: characters {at} to {span.start} are in no part of the page, or in two")
        text += [gap, span.cut(document.text)]
        at = span.end
    if document.text[at:].strip():
        raise ValueError(f"{document.id}: the characters from {at} on are in no part of the page")
    return "".join([*text, document.text[at:]])
