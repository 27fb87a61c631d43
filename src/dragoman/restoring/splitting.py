"""Which lines of a page are headings, which are body, and whether the page holds one article or several."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.model import Document
from dragoman.restoring.lines import Line
from dragoman.restoring.noise import Verdict
from dragoman.restoring.openings import Opening

_POINT = re.compile(r"\(?第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.):,]|[-•·●]")
_LONGEST_HEADING = 60
_ROW, _SUBHEADING = 3, 14
"""So many headings in a row are links; one of at most so many characters heads the text under it."""
_ENOUGH = 4
"""The weight of signs at which a page is taken for several articles."""
_NEAR = 4
"""Datelines at most this many days apart may be one article's sources."""


class Outline(msgspec.Struct, frozen=True):
    """A page's lines by what they are: ``titles`` (the document's own), ``heads`` (headings above the text), ``body``.

    ``links`` are headings in a row amid the text, which lead to other pages. ``seeds`` are the positions in ``body``
    where a fragment begins, the first always 0; ``why`` says why there are several or only one.
    """

    titles: tuple[int, ...]
    heads: tuple[int, ...]
    links: tuple[int, ...]
    body: tuple[int, ...]
    seeds: tuple[int, ...]
    why: str


def outline(
    document: Document, lines: Sequence[Line], noise: Mapping[int, Verdict], openings: Mapping[int, Opening]
) -> Outline:
    """Sorts the lines that are no noise into titles, headings and body, and finds where fragments begin."""
    titles = tuple(line.number for line in lines if document.title_span and document.title_span.meets(line.span))
    rest = [line for line in lines if line.number not in noise and line.number not in titles]
    heads = _heads(rest, openings)
    links = _links([line for line in rest if line.number not in heads], openings)
    body = tuple(line.number for line in rest if line.number not in heads and line.number not in links)
    starts = [at for at, number in enumerate(body) if number in openings and openings[number].strength > 1]
    several, why = _several([openings[body[at]] for at in starts], starts, lines, body, len(heads))
    seeds = tuple(sorted({0, *starts})) if several else (0,)
    return Outline(titles, heads, links, body, seeds if body else (), why)


def heading_like(line: Line) -> bool:
    """Whether a line reads as a heading: short, with no full stop."""
    words = line.folded
    return len(words) <= _LONGEST_HEADING and "。" not in words and words[-1] not in ";:,、"


def _heads(rest: Sequence[Line], openings: Mapping[int, Opening]) -> tuple[int, ...]:
    """The headings that stand above the text; none where nothing else would be left."""
    heads: list[int] = []
    for line in rest:
        if not heading_like(line) or line.number in openings:
            return tuple(heads)
        heads.append(line.number)
    return ()


def _links(rest: Sequence[Line], openings: Mapping[int, Opening]) -> tuple[int, ...]:
    """Headings in a row amid the text: a list of links. A short one at the row's end heads what follows it."""
    links: list[int] = []
    row: list[Line] = []
    for line in rest:
        if heading_like(line) and line.number not in openings and not _is_listed(line):
            row.append(line)
            continue
        if row and len(row[-1].folded) <= _SUBHEADING:
            row.pop()
        links += [one.number for one in row] if len(row) >= _ROW else []
        row = []
    return tuple([*links, *(one.number for one in row)] if len(row) >= _ROW and row != list(rest) else links)


def _is_listed(line: Line) -> bool:
    """Whether the line is a point of a list."""
    return _POINT.match(line.folded) is not None


def _several(
    openings: Sequence[Opening], starts: Sequence[int], lines: Sequence[Line], body: Sequence[int], heads: int
) -> tuple[bool, str]:
    """Whether the datelines open several articles: they must be two (or one below other text) and other signs agree."""
    count = len({0, *starts})
    if count < 2:
        return False, "one dateline at most"
    signs = sum(opening.strength for opening in openings)
    signs += min(2, max(0, heads - 1))
    signs += len({lines[body[at]].indent for at in starts}) > 1
    signs -= 2 * _may_be_sources(openings)
    several = signs >= _ENOUGH
    return several, f"{count} beginnings, signs {signs} of {_ENOUGH}"


def _may_be_sources(openings: Sequence[Opening]) -> bool:
    """Whether all datelines lie so few days apart that one article may quote them all."""
    days = [(opening.month, opening.day) for opening in openings if opening.month and opening.day]
    numbers = sorted(31 * (month or 0) + (day or 0) for month, day in days)
    return bool(numbers) and numbers[-1] - numbers[0] <= _NEAR
