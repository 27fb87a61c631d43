"""Text that knows its way back to the file, and the writer that makes clean text out of it.

A file is read in layers (a JSON string inside a line, HTML inside that string); each layer's map leads to the decoded
file, so text written from any depth leads there too.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

import msgspec

from dragoman.model import Piece, TextMap


class Layer(msgspec.Struct, frozen=True):
    """A text and the map from its offsets to offsets of the decoded file."""

    text: str
    map: TextMap


def whole(text: str, origin: int = 0) -> Layer:
    """The layer of text that stands in the decoded file as is, from offset ``origin`` on."""
    return Layer(text, TextMap((Piece(0, len(text), origin, len(text)),)))


def part(layer: Layer, start: int, end: int) -> Layer:
    """The layer of ``layer.text[start:end]``."""
    writer = Writer()
    writer.copy(layer, start, end)
    return writer.layer()


def rewritten(layer: Layer, start: int, end: int, pattern: re.Pattern[str], by: Callable[[str], str]) -> Layer:
    """The layer of ``layer.text[start:end]`` in which ``by(match)`` stands for each match of ``pattern``."""
    writer = Writer()
    at = start
    for match in pattern.finditer(layer.text, start, end):
        writer.copy(layer, at, match.start())
        writer.replace(layer, match.start(), match.end(), by(match[0]))
        at = match.end()
    writer.copy(layer, at, end)
    return writer.layer()


class Writer:
    """Collects text from parts of layers; ``length`` counts the code points written so far."""

    def __init__(self) -> None:
        self.length = 0
        self._texts: list[str] = []
        self._pieces: list[Piece] = []

    def copy(self, layer: Layer, start: int, end: int) -> None:
        """Appends ``layer.text[start:end]`` as it is."""
        shift = self.length - start
        for piece in _cut(layer.map, start, end):
            self._add(Piece(piece.start + shift, piece.length, piece.origin, piece.taken))
        self._append(layer.text[start:end])

    def replace(self, layer: Layer, start: int, end: int, by: str) -> None:
        """Appends ``by``, which stands for ``layer.text[start:end]`` (``&`` for ``&amp;``)."""
        pieces = list(_cut(layer.map, start, end))
        if pieces and by:
            origin, last = pieces[0].origin, pieces[-1]
            self._add(Piece(self.length, len(by), origin, last.origin + last.taken - origin))
        self._append(by)

    def insert(self, text: str) -> None:
        """Appends ``text`` that comes from nowhere (a line break between paragraphs)."""
        self._append(text)

    def layer(self) -> Layer:
        """All that was written."""
        return Layer("".join(self._texts), TextMap(tuple(self._pieces)))

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self.length += len(text)

    def _add(self, piece: Piece) -> None:
        joint = _joint(self._pieces[-1], piece) if self._pieces else None
        if joint is None:
            self._pieces.append(piece)
        else:
            self._pieces[-1] = joint


def _joint(left: Piece, right: Piece) -> Piece | None:
    """Both pieces as one, where each was copied as is and the right one goes on where the left one ends."""
    copied = left.length == left.taken and right.length == right.taken
    if copied and left.start + left.length == right.start and left.origin + left.taken == right.origin:
        return Piece(left.start, left.length + right.length, left.origin, left.taken + right.taken)
    return None


def _cut(pieces: TextMap, start: int, end: int) -> Iterator[Piece]:
    """The parts of the map that lie in ``start`` to ``end``; a piece that was replaced whole keeps its whole origin."""
    found = pieces.pieces
    at = max(bisect_right(found, start, key=lambda piece: piece.start) - 1, 0)
    while at < len(found) and found[at].start < end:
        piece = found[at]
        first, last = max(piece.start, start), min(piece.start + piece.length, end)
        if first < last:
            yield _clipped(piece, first, last)
        at += 1


def _clipped(piece: Piece, first: int, last: int) -> Piece:
    if piece.length != piece.taken:
        return Piece(first, last - first, piece.origin, piece.taken)
    return Piece(first, last - first, piece.origin + first - piece.start, last - first)
