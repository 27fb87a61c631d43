"""Which lines of a page are headings, which are body, and whether the page holds one article or several."""

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.model import Document
from dragoman.restoring.lines import Line
from dragoman.restoring.noise import Verdict
from dragoman.restoring.openings import Opening

_LONGEST_HEADING = 60
_ENOUGH = 4
"""The weight of signs at which a page is taken for several articles."""
_NEAR = 4
"""Datelines at most this many days apart may be one article's sources."""


class Outline(msgspec.Struct, frozen=True):
    """A page's lines by what they are: ``titles`` (the document's own), ``heads`` (headings above the text), ``body``.

    ``seeds`` are the positions in ``body`` where a fragment begins, the first always 0; ``why`` says why there are
    several or only one.
    """

    titles: tuple[int, ...]
    heads: tuple[int, ...]
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
    body = tuple(line.number for line in rest if line.number not in heads)
    starts = [at for at, number in enumerate(body) if number in openings and openings[number].strength > 1]
    several, why = _several([openings[body[at]] for at in starts], starts, lines, body, len(heads))
    seeds = tuple(sorted({0, *starts})) if several else (0,)
    return Outline(titles, heads, body, seeds if body else (), why)


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
