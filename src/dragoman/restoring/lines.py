"""A page as lines: what stands on each, how it is set, and where."""

from functools import lru_cache

import msgspec
import opencc

from dragoman.model import Span

_FULL = str.maketrans({chr(0xFF01 + step): chr(0x21 + step) for step in range(94)} | {"\u3000": " "})


class Line(msgspec.Struct, frozen=True):
    """A non-blank line: ``span`` covers its words (no blanks at either end) in the document's text.

    ``number`` counts non-blank lines from 0. ``indent`` is the blank text before the words. ``follows``: it stands
    right under another line, with no blank line between. ``folded`` is ``text`` in simplified characters with
    half-width punctuation; it has the same length, so offsets in the one are offsets in the other.
    """

    number: int
    span: Span
    text: str
    indent: str
    follows: bool
    folded: str


def split_lines(text: str) -> tuple[Line, ...]:
    """The non-blank lines of ``text``, in order; offsets are half-open in code points of ``text``."""
    lines: list[Line] = []
    previous = -2
    for row, (start, raw) in enumerate(_rows(text)):
        words = raw.strip()
        if not words:
            continue
        indent = raw[: len(raw) - len(raw.lstrip())]
        begin = start + len(indent)
        lines.append(Line(len(lines), Span(begin, begin + len(words)), words, indent, row == previous + 1, fold(words)))
        previous = row
    return tuple(lines)


def _rows(text: str) -> list[tuple[int, str]]:
    """Each row of ``text`` with its offset."""
    rows, start = [], 0
    for raw in text.split("\n"):
        rows.append((start, raw))
        start += len(raw) + 1
    return rows


def fold(text: str) -> str:
    """``text`` in simplified characters with half-width punctuation, letters and digits; its length stays the same."""
    simple = _converter().convert(text)
    return (simple if len(simple) == len(text) else text).translate(_FULL)


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
