"""A document as read: clean text, what is known of it, and the way back to the file."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

import msgspec

from dragoman.model.span import Span


class Piece(msgspec.Struct, frozen=True):
    """A run of derived text: ``length`` code points at ``start`` come from ``taken`` code points at ``origin``.

    Where ``length == taken`` the run was copied as is; otherwise (``&amp;`` to ``&``) the whole stands for the whole.
    """

    start: int
    length: int
    origin: int
    taken: int


class TextMap(msgspec.Struct, frozen=True):
    """Maps offsets of a derived text to offsets of the text it was derived from; pieces are in order."""

    pieces: tuple[Piece, ...]

    def origin(self, offset: int) -> int:
        """The source offset of the code point at ``offset``; the nearest one before where it was inserted."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if at < 0:
            return self.pieces[0].origin if self.pieces else 0
        piece = self.pieces[at]
        inside = offset - piece.start
        if inside >= piece.length:
            return piece.origin + piece.taken
        return piece.origin + (inside if piece.length == piece.taken else 0)

    def back(self, span: Span) -> Span:
        """The source span that ``span`` came from (from its first to its last code point)."""
        if span.end <= span.start:
            at = self.origin(span.start)
            return Span(at, at)
        last = span.end - 1
        at = bisect_right(self.pieces, last, key=lambda piece: piece.start) - 1
        end = self.origin(last) + 1
        if at >= 0 and self.pieces[at].length != self.pieces[at].taken:
            end = self.pieces[at].origin + self.pieces[at].taken
        return Span(self.origin(span.start), end)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article, page or item as read from a file.

    ``id`` is the file's stem, with ``#n`` for the nth article of a file that holds several. ``text`` is clean text
    with paragraphs separated by newlines; ``map`` leads from it to offsets in the decoded file. ``published`` is the
    document's own time and ``published_by`` says where it was found (stamp, dateline of the file, --published …).
    ``format`` names the reader; ``digest`` is the SHA-256 of the file's bytes.
    """

    id: str
    path: str
    text: str
    map: TextMap
    title: str = ""
    title_span: Span | None = None
    published: datetime | None = None
    published_by: str = ""
    outlet: str = ""
    url: str = ""
    format: str = ""
    encoding: str = "utf-8"
    digest: str = ""
    warnings: tuple[str, ...] = ()


class Rejected(msgspec.Struct, frozen=True):
    """An input that could not be read: where, what is wrong, and what to do."""

    path: str
    reason: str
    cure: str = ""


def joined(parts: Iterable[Piece]) -> TextMap:
    """A map of the pieces in order of ``start``."""
    return TextMap(tuple(sorted(parts, key=lambda piece: piece.start)))
