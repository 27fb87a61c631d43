"""Writes lines of clean text: one paragraph a line, no blank lines, no characters that nobody sees.

Control characters, zero-width characters and direction marks are left out (the map keeps the place); they would split
words that a reader sees whole. Everything else of a plain line stays, its indent too.
"""

import html
import re
from collections.abc import Iterator

from dragoman.model import Span
from dragoman.reading.layer import Layer, Writer

_UNSEEN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb"
UNSEEN = re.compile(f"[{_UNSEEN}]")
LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")

_SEEN = re.compile(f"[^{_UNSEEN}]+")
_ENTITY = r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
_MARKED = re.compile(rf"(?P<blank>[ \t\r\n\f\v]+)|(?P<entity>{_ENTITY})|(?P<text>[^ \t\r\n\f\v&{_UNSEEN}]+|&)")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff—…“”‘’]")

Part = tuple[int, int, str | None]
"""A part of a line: from, to, and what stands for it (None: itself)."""


def write_plain(
    writer: Writer, layer: Layer, start: int, end: int, skipped: tuple[tuple[int, int], ...] = ()
) -> Span | None:
    """Appends ``layer.text[start:end]`` without the ranges ``skipped`` (in order) as one line.

    Gives its span in the writer, or None where nothing could be seen.
    """
    starts = [start, *(stop for _, stop in skipped)]
    ends = [*(first for first, _ in skipped), end]
    parts: list[Part] = [
        (*match.span(), None)
        for first, last in zip(starts, ends, strict=True)
        for match in _SEEN.finditer(layer.text, first, last)
    ]
    return _write(writer, layer, parts)


def write_marked(writer: Writer, layer: Layer, runs: list[tuple[int, int]]) -> Span | None:
    """Appends the runs of HTML text as one line: entities decoded, blanks at its ends left out.

    Spaces inside a line stay as many as they are, so that a quotation of the file finds them. A line break in the
    source is a space; between two Chinese characters it is only how the page was wrapped, and nothing.
    """
    parts = list(_without_source_breaks(layer.text, _marked(layer.text, runs)))
    return _write(writer, layer, parts)


def decoded(text: str) -> str:
    """HTML text (an attribute's value, a title) as it reads: entities decoded, blanks single, nothing unseen."""
    return re.sub(r"\s+", " ", UNSEEN.sub("", html.unescape(text))).strip()


def _marked(text: str, runs: list[tuple[int, int]]) -> Iterator[Part]:
    """Parts of the runs; a blank comes out as one space with the whole blank as its source, spaces as they are."""
    for start, end in runs:
        for match in _MARKED.finditer(text, start, end):
            if match.lastgroup == "text":
                yield match.start(), match.end(), None
            elif match.lastgroup == "blank":
                yield match.start(), match.end(), None if not match[0].strip(" ") else " "
            elif match.lastgroup == "entity":
                yield match.start(), match.end(), _entity(match[0])


def _entity(written: str) -> str | None:
    """What an entity stands for; None where it is no entity and stands for itself."""
    value = html.unescape(written)
    return None if value == written else re.sub(r"[ \t\r\n\f\v]", " ", UNSEEN.sub("", value))


def _without_source_breaks(text: str, parts: Iterator[Part]) -> Iterator[Part]:
    last, blank = "", None
    for part in parts:
        shown = part[2] if part[2] is not None else text[part[0] : part[1]]
        if shown and not shown.strip(" "):
            blank = blank or part
            continue
        if not shown:
            continue
        if blank and last and not _is_source_break(text, blank, last, shown[0]):
            yield blank
        blank, last = None, shown[-1]
        yield part


def _is_source_break(text: str, blank: Part, before: str, after: str) -> bool:
    broken = "\n" in text[blank[0] : blank[1]] or "\r" in text[blank[0] : blank[1]]
    return broken and bool(_WIDE.match(before) and _WIDE.match(after))


def _write(writer: Writer, layer: Layer, parts: list[Part]) -> Span | None:
    """Writes the parts as a line, without blanks at its end; a line break goes before it unless it is the first."""
    parts = _trimmed(layer.text, parts)
    if not parts:
        return None
    if writer.length:
        writer.insert("\n")
    start = writer.length
    for first, last, by in parts:
        if by is None:
            writer.copy(layer, first, last)
        else:
            writer.replace(layer, first, last, by)
    return Span(start, writer.length)


def _trimmed(text: str, parts: list[Part]) -> list[Part]:
    kept = list(parts)
    while kept:
        first, last, by = kept.pop()
        shown = (text[first:last] if by is None else by).rstrip()
        if shown:
            return [*kept, (first, first + len(shown) if by is None else last, None if by is None else shown)]
    return []
