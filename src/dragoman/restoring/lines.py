"""A page as lines: what stands on each, how it is set, and where."""

from functools import lru_cache
from itertools import pairwise

import msgspec
import opencc

from dragoman.model import Document, Span

_FULL = str.maketrans({chr(0xFF01 + step): chr(0x21 + step) for step in range(94)} | {"\u3000": " "})


class Line(msgspec.Struct, frozen=True):
    """A non-blank line: ``span`` covers its words (no blanks at either end) in the document's text.

    ``number`` counts non-blank lines from 0. ``indent`` is the blank text before the words. ``follows``: it stands
    right under another line, on a page that puts blank lines between its paragraphs. ``folded`` is ``text`` in
    simplified characters with half-width punctuation; it has the same length, so offsets in the one are offsets in
    the other.
    """

    number: int
    span: Span
    text: str
    indent: str
    follows: bool
    folded: str


def split_lines(document: Document) -> tuple[Line, ...]:
    """The non-blank lines of the document's text, in order; offsets are half-open in code points of that text."""
    text = document.text
    rows = [(start, raw) for start, raw in _rows(text) if raw.strip()]
    gaps = [_gap(document, before, after) for before, after in pairwise(rows)]
    close = min(gaps, default=0)
    apart = any(gap > close for gap in gaps)
    follows = [False, *(apart and gap == close for gap in gaps)]
    return tuple(_line(number, *rows[number], follows[number]) for number in range(len(rows)))


def _rows(text: str) -> list[tuple[int, str]]:
    """Each row of ``text`` with its offset."""
    rows, start = [], 0
    for raw in text.split("\n"):
        rows.append((start, raw))
        start += len(raw) + 1
    return rows


def _gap(document: Document, before: tuple[int, str], after: tuple[int, str]) -> int:
    """How many characters stand between two rows in the file (reading leaves blank lines out of the text)."""
    last = before[0] + len(before[1].rstrip()) - 1
    if not document.map.pieces:
        return after[0] - last - 1
    return document.map.origin(after[0]) - document.map.origin(last) - 1


def _line(number: int, start: int, raw: str, follows: bool) -> Line:
    words = raw.strip()
    indent = raw[: len(raw) - len(raw.lstrip())]
    begin = start + len(indent)
    return Line(number, Span(begin, begin + len(words)), words, indent, follows, fold(words))


def fold(text: str) -> str:
    """``text`` in simplified characters with half-width punctuation, letters and digits; its length stays the same."""
    simple = _converter().convert(text)
    return (simple if len(simple) == len(text) else text).translate(_FULL)


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
