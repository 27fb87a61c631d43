"""CSV and TSV: an article a row, under a header that names the columns. Files of any size.

The rules are RFC 4180's: a quote counts only at a field's beginning, two inside stand for one, a quoted field may run
over lines. Python's own reader does not tell where a field stands.
"""

import re
from collections.abc import Iterable, Iterator

from dragoman.reading.formats.fields import TEXTS, draft, is_article
from dragoman.reading.layer import Layer, Writer, part, rewritten
from dragoman.reading.record import Draft, Fault, Reader

_DELIMITERS = ("\t", ",", ";", "|")
_CLOSED = re.compile(r'(?:[^"]++|"")*+"')
_TWO = re.compile('""')
_LONGEST_ROW = 4_000_000
"""Characters after which a row whose quote is still open is given up."""

Span = tuple[int, int]


def _claims(head: str) -> bool:
    first = head.lstrip("\ufeff\r\n").split("\n", 1)[0]
    return bool(_delimiter(first)) and is_article(dict.fromkeys(_names(first, _delimiter(first))))


def _read(layers: Iterable[Layer]) -> Iterator[Draft | Fault]:
    lines = enumerate(layers, 1)
    header = next((line.text for _, line in lines if line.text.strip("\ufeff\r\n ")), "")
    delimiter = _delimiter(header)
    names = _names(header, delimiter)
    for number, row in _rows(lines, delimiter):
        if isinstance(row, Fault):
            yield row
        elif row.text.strip():
            yield _article(row, names, delimiter, number)


def _delimiter(header: str) -> str:
    """The delimiter that parts the header into the most fields; empty where none does."""
    best = max(_DELIMITERS, key=header.count)
    return best if best in header else ""


def _names(header: str, delimiter: str) -> list[str]:
    return [header[slice(*span)].strip("\ufeff\"' \r\n").lower() for span in _cells(header, delimiter)]


def _article(row: Layer, names: list[str], delimiter: str, number: int) -> Draft | Fault:
    cells = [_value(row, *span) for span in _cells(row.text, delimiter)]
    if len(cells) < len(names):
        cure = f"Give every row its {len(names)} fields"
        return Fault(f"line {number}", f"{len(cells)} fields under {len(names)} names", cure)
    found = draft(dict(zip(names, cells, strict=False)))
    if not found.body.text:
        return Fault(f"line {number}", "no text in the row", f"Fill one of the columns {', '.join(TEXTS)}")
    return found


def _rows(lines: Iterable[tuple[int, Layer]], delimiter: str) -> Iterator[tuple[int, Layer | Fault]]:
    """Rows with the number of their first line; lines are joined while a quoted field is open."""
    row, first, quoted = Writer(), 0, False
    for number, line in lines:
        first = number if not row.length else first
        row.copy(line, 0, len(line.text))
        quoted = _open_after(line.text, delimiter, quoted)
        if quoted and row.length <= _LONGEST_ROW:
            continue
        yield first, _unclosed(first) if quoted else row.layer()
        row, quoted = Writer(), False
    if row.length:
        yield first, _unclosed(first)


def _unclosed(line: int) -> Fault:
    return Fault(f"line {line}", "a quote that is never closed", "Close it, or double the quotes inside a text")


def _open_after(line: str, delimiter: str, quoted: bool) -> bool:
    """Whether a quoted field is open at the end of ``line``; ``quoted``: one is at its beginning."""
    opening = f'{delimiter}"'
    at = 0 if quoted else 1 if line.startswith('"') else _after(line, opening, 0)
    while at >= 0:
        closed = _CLOSED.match(line, at)
        if not closed:
            return True
        at = _after(line, opening, closed.end())
    return False


def _after(line: str, mark: str, at: int) -> int:
    """Where the next ``mark`` ends, -1 where there is none."""
    found = line.find(mark, at)
    return found + len(mark) if found >= 0 else -1


def _cells(row: str, delimiter: str) -> Iterator[Span]:
    """Where the row's fields stand, quotes included."""
    at, size = 0, len(row.rstrip("\r\n"))
    while True:
        closed = _CLOSED.match(row, at + 1) if row.startswith('"', at) else None
        end = row.find(delimiter, closed.end() if closed else at, size)
        yield at, end if end >= 0 else size
        if end < 0:
            return
        at = end + len(delimiter)


def _value(row: Layer, start: int, end: int) -> Layer:
    """A field as it reads; one with text after its closing quote was not meant as quoted and keeps its quotes."""
    closed = _CLOSED.fullmatch(row.text, start + 1, end) if row.text.startswith('"', start) else None
    if not closed:
        return part(row, start, end)
    return rewritten(row, start + 1, end - 1, _TWO, lambda two: two[0])


READER = Reader("table", _claims, _read, by_line=True)
